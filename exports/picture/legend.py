"""What the marks of a picture mean: one entry for every mark that it uses, none for others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from exports.picture import marks as signs
from exports.picture.block import EDGE, edge_mark, silhouette
from exports.picture.flow import FlowLook, sample
from exports.picture.icons import icon
from exports.picture.looks import Looker, covering_kinds
from exports.picture.marks import BODY, KIND, State
from exports.picture.measure import width
from exports.picture.scene import Item
from exports.picture.shapes import Path, Shapes, Text, bounds, line, moved, rounded, scaled
from infra_builder.layout import Rect
from infra_builder.plan import Option, Plan
from infra_builder.vocabulary import SUPPORT_FLOWS, VOCABULARIES

CATEGORIES = ("data", "hosting", "compute", "governance")
LINE_HEIGHT, LOW_LINE_HEIGHT, GAP, SIGN_GAP = 44.0, 34.0, 32.0, 10.0


@dataclass(frozen=True, slots=True)
class Entry:
    """A mark, drawn around the level 0 and beginning at x = 0, its meaning and a second, quiet line."""

    sign: Shapes
    wide: float
    title: str
    note: str = ""


def legend(plan: Plan, option: Option, looker: Looker, wide: float, x: float = 0.0, y: float = 0.0) -> Item:
    """The legend of the picture of an option in lines of at most that width, below a hairline at (x, y)."""
    shapes: Shapes = (Path(line((0, 0), (wide, 0)), None, "edge", 1.0, (), "butt"),)
    left, middle, after_note = 0.0, 34.0, False
    for entry in entries(plan, option, looker):
        words = max(width(entry.title, BODY, 600 if entry.note else 400), width(entry.note, KIND))
        long = entry.wide + SIGN_GAP + words
        if left and (left + long > wide or (after_note and not entry.note)):
            left, middle = 0.0, middle + (LINE_HEIGHT if after_note else LOW_LINE_HEIGHT)
        after_note = bool(entry.note)
        shapes += moved(_drawn(entry), left, middle)
        left += long + GAP
    shapes = moved(shapes, x, y)
    return Item("legend", "legend", bounds(shapes), shapes)


def _drawn(entry: Entry) -> Shapes:
    left = entry.wide + SIGN_GAP
    if not entry.note:
        return (*entry.sign, Text(left, 4.8, entry.title, BODY, 400))
    title, note = Text(left, -3, entry.title, BODY, 600), Text(left, 14, entry.note, KIND, 400, "ink_2")
    return (*entry.sign, title, note)


def entries(plan: Plan, option: Option, looker: Looker) -> Iterator[Entry]:
    """Entries for the marks that occur in the picture, always in the same order."""
    words, label = looker.words, looker.catalogue.label
    looks = [looker.block(block) for block in option.blocks]
    notes = (words.legend_data, words.legend_hosting, words.legend_compute, words.legend_governance)
    for category, note in zip(CATEGORIES, notes, strict=True):
        if any(look.category == category for look in looks):
            yield Entry(small_block(category), 62, label("category", category), note)
    if any(look.owner is None for look in looks):
        yield Entry(signs.owner_ring(None, 12, 0), 24, words.legend_no_owner, words.legend_owner)
    if any(covering_kinds(option, looker.catalogue).values()):
        yield Entry(signs.cover_shield("logging_audit", 0, -14, 28), 28, words.legend_cover, words.legend_cover_note)
    yield from _of_links(option, looker)
    used = {flow.data for flow in option.flows} | {workload.sensitivity for workload in plan.workloads}
    for rank, word in enumerate(VOCABULARIES["sensitivity"]):
        if word in used:
            yield Entry(signs.pips(rank, 0, -6), signs.PIPS_WIDTH, label("sensitivity", word))
    yield from _of_marks(looker)


def _of_links(option: Option, looker: Looker) -> Iterator[Entry]:
    words = looker.words
    home = {block.id: block.zone for block in option.blocks}
    data = [flow for flow in option.flows if flow.kind not in SUPPORT_FLOWS]
    if data:
        yield Entry(sample(FlowLook("")), 58, words.legend_data_link)
    if len(data) < len(option.flows):
        yield Entry(sample(FlowLook("", support=True)), 58, words.legend_support)
    if any(flow.kind == "falls_back_to" for flow in option.flows):
        yield Entry(icon("return_arrow", 0, -10, 20, "ink_2", "canvas"), 20, words.legend_fallback)
    if any(home.get(flow.source) and home.get(flow.source) != home.get(flow.target) for flow in data):
        yield Entry(signs.gate(13, 0), 26, words.legend_gate)
    if any(flow.masked for flow in data):
        yield Entry(icon("masking", 0, -10, 20, "ink", "canvas"), 20, words.legend_masked)


def _of_marks(looker: Looker) -> Iterator[Entry]:
    marks, words = looker.marks, looker.words
    found = {badge.flag for badges in marks.badges.values() for badge in badges} | set(marks.lit.values())
    for flag in VOCABULARIES["flag"]:
        if flag in found:
            yield Entry(signs.glyph(flag, 0, -11, 22, "canvas"), 22, looker.catalogue.label("flag", flag))
    used, moved_away = set(marks.states.values()), _frame("canvas", "ink_3", (2, 3.5))
    states: tuple[tuple[State, str, Shapes, float], ...] = (
        ("added", words.legend_added, _frame("accent_soft", "accent", (7, 4)), 40),
        ("removed", words.legend_removed, moved_away, 40),
        ("changed", words.legend_changed, (), 0),
        ("moved", words.legend_moved, (*moved_away, *signs.sign_disc("left", 40, -8)), 62),
    )
    for state, text, frame, x in states:
        if state in used:
            at = (x + 14, 0) if state == "moved" else (x or 12, -8 if x else 0)
            yield Entry((*frame, *signs.sign_disc(state, *at)), at[0] + 12, text)


def _frame(face: str, stroke: str, dash: tuple[float, ...]) -> Shapes:
    return (Path(rounded(Rect(0, -12, 40, 24), 3), face, stroke, 1.8, dash, "butt"),)


def small_block(category: str) -> Shapes:
    """The category's block in small: silhouette, edge mark and icon."""
    rect = Rect(0, 0, 88, 58)
    outline = silhouette(category, rect)
    shapes = (
        Path(outline, "panel"), *edge_mark(category, rect, category), Path(outline, None, "edge", 1.6),
        *icon(f"cat_{category}", EDGE + (rect.width - EDGE) / 2 - 14, rect.cy - 14, 28, category),
    )  # fmt: skip
    return moved(scaled(shapes, 0.69), 0, -20)
