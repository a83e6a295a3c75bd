"""How far it carries: the values at which the judgement changes, and when to look again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from reportlab.platypus import CondPageBreak, Flowable, Paragraph

from exports.decided import review_line
from exports.pdf.flowables import TABLE_START, Caps, Cell, glyph_of, grid
from exports.pdf.frame import Ledger
from exports.pdf.part import Part, gravest
from exports.pdf.said import sentence as whole
from exports.pdf.styles import BODY, GAP, style
from exports.pdf.text import bold, filled, markup
from infra_builder.advice.tipping import TippingPoint
from infra_builder.design import Design
from infra_builder.rules.conditions import Reason
from infra_builder.rules.wording import sentence

COLUMNS: Final = (0.25, 0.3, 0.17, 0.28)
REVIEWS: Final = (0.18, 0.52, 0.3)
MOST: Final = 20
SAID: Final = 2
"""So many findings that appear are told for each value; the rest are counted."""


def carries_section(part: Part, ledger: Ledger) -> Iterator[Flowable]:
    """The tipping points as a table, then the dates on which decisions are looked at again."""
    if part.advice is None:
        return
    words, points = part.brief.words, part.advice.tipping.points
    reviews = sorted(each.review_by for each in part.brief.plan.decisions if each.review_by)
    if not points and not reviews:
        return
    yield part.head(words.how_far, "carries", ledger, kept=False)
    if points:
        yield Paragraph(filled(words.how_far_note), style("body"))
        yield _table(part, points[:MOST])
        if (rest := len(points) - MOST) > 0:
            yield Paragraph(markup(words.several(words.one_more_point, words.more_points, rest)), style("note"))
    if reviews:
        yield CondPageBreak(TABLE_START)
        yield Caps(words.review_dates, 3 * GAP, kept=False)
        yield _reviews(part)


def _table(part: Part, points: Sequence[TippingPoint]) -> Flowable:
    words, brief = part.brief.words, part.brief
    wide, _ = brief.sheet.room
    design = Design(brief.plan, part.option, brief.catalogue)
    heads = (words.now_it_is, words.it_changes_when, words.then_verdict, words.because_then)
    rows: list[list[Cell]] = [[Paragraph(markup(text), style("column")) for text in heads]]
    for point in points:
        now = sentence(design, Reason(point.field, point.subject, point.now, ()))
        rows.append([
            Paragraph(markup(now), style("small")), Paragraph(bold(point.says), style("small")),
            _then(part, point, wide * COLUMNS[2]), [*_why(part, point)],
        ])  # fmt: skip
    return grid(rows, [share * wide for share in COLUMNS])


def _then(part: Part, point: TippingPoint, wide: float) -> Flowable:
    label = part.brief.catalogue.label
    rows = [
        [glyph_of(flag, BODY), Paragraph(markup(label("flag", flag)), style("small"))] for flag in gravest(point.flags)
    ]
    return grid(rows, (BODY + 4, wide - BODY - 12), ruled=False, head=False, gutter=0.0)


def _why(part: Part, point: TippingPoint) -> Iterator[Flowable]:
    """What is found then that is not found now, or what is found no more, each on a line of its own."""
    words = part.brief.words
    found, lead = (point.appear, words.appears) if point.appear else (point.vanish, words.vanishes)
    if not found:
        yield Paragraph(filled(words.only_graver), style("small"))
        return
    yield Paragraph(filled(lead), style("small_quiet"))
    yield from (Paragraph(markup(whole(words, finding)), style("small")) for finding in found[:SAID])
    if (rest := len(found) - SAID) > 0:
        yield Paragraph(filled(words.further_found, count=rest), style("small_quiet"))


def _reviews(part: Part) -> Flowable:
    words, plan = part.brief.words, part.brief.plan
    wide, _ = part.brief.sheet.room
    rows = [[Paragraph(markup(text), style("column")) for text in (words.review_by, words.reason, words.owner)]]
    for each in sorted((each for each in plan.decisions if each.review_by), key=lambda each: each.review_by):
        day = review_line(each, part.brief.today, words)
        cells = (bold(day), markup(each.reason or words.no_reason), markup(each.owner or words.to_be_named))
        rows.append([Paragraph(cell, style("small")) for cell in cells])
    return grid(rows, [share * wide for share in REVIEWS])
