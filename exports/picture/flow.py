"""A link: its line, its ends, its gate, and the label in lengths from full to the verb alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from exports.picture import marks
from exports.picture.icons import icon
from exports.picture.marks import BODY, CAPTION, PIPS_WIDTH
from exports.picture.measure import width
from exports.picture.shapes import Path, Point, Shapes, Text, bent, circle, moved, polygon, rounded
from infra_builder.layout import Rect

DOT, ARROW, ARROW_HALF, END_RING = 3.2, 12.0, 5.6, 4.2
LABEL_HEIGHT = 17.0
MASK = 15.0
STATE_SIGNS = {"added": "+", "removed": "−", "changed": "≠"}
"""What stands before the verb of a link that comes, goes or changes."""


@dataclass(frozen=True, slots=True)
class FlowLook:
    """All that is seen of a link; `note` stands at its gate."""

    label: str
    support: bool = False
    fallback: bool = False
    rank: int | None = None
    data: str = ""
    amount: str = ""
    masked: bool = False
    note: str = ""
    state: str = "normal"
    lit: str | None = None
    selected: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """A label in one of its lengths, with its top left at the origin."""

    width: float
    shapes: Shapes


def colour(look: FlowLook) -> str:
    """The role of the line."""
    if look.lit:
        return marks.flag_role(look.lit)
    if look.selected or look.state == "added":
        return "accent"
    return "ink_3" if look.support or look.state == "removed" else "ink"


def line_shapes(look: FlowLook, points: Sequence[Point]) -> Shapes:
    """The line through the points, in canvas coordinates, with what it carries at its ends."""
    role = colour(look)
    thick = (1.5 if look.support else 2.0) + (0.8 if look.lit or look.selected else 0)
    dash: tuple[float, ...] = (6, 4) if look.support else ()
    if look.state == "removed":
        dash = (2, 4)
    start, end = points[0], points[-1]
    ux, uy = _direction(points[-2], end)
    if look.support:
        stop = (end[0] - ux * 2 * END_RING, end[1] - uy * 2 * END_RING)
        ring = circle(end[0] - ux * (END_RING + 0.8), end[1] - uy * (END_RING + 0.8), END_RING)
        return (
            Path(bent([*points[:-1], stop]), None, role, thick, dash, "butt"),
            Path(ring, "panel", role, 1.5),
        )
    stop = (end[0] - ux * ARROW * 0.8, end[1] - uy * ARROW * 0.8)
    left, back = (-uy * ARROW_HALF, ux * ARROW_HALF), (end[0] - ux * ARROW, end[1] - uy * ARROW)
    head = polygon((end, (back[0] + left[0], back[1] + left[1]), (back[0] - left[0], back[1] - left[1])))
    return (
        Path(bent([*points[:-1], stop]), None, role, thick, dash, "butt"),
        Path(circle(*start, DOT), role),
        Path(head, role, role, 0.8),
    )


def _direction(before: Point, end: Point) -> Point:
    dx, dy = end[0] - before[0], end[1] - before[1]
    far = (dx * dx + dy * dy) ** 0.5 or 1.0
    return dx / far, dy / far


@lru_cache(maxsize=1024)
def labels(look: FlowLook) -> tuple[Label, ...]:
    """The label, longest first. The mask is kept to the last but one; the verb alone is the shortest."""
    words = look.data if look.rank is not None else ""
    full = " · ".join(part for part in (words, look.amount) if part)
    wanted = [(full, True), (words, True), ("", True), ("", False)]
    unique = list(dict.fromkeys(wanted))
    made = [_label(look, quiet, signs) for quiet, signs in unique]
    return tuple(one for i, one in enumerate(made) if i == 0 or one.width < made[i - 1].width)


def _label(look: FlowLook, quiet: str, signs: bool) -> Label:
    role = colour(look)
    strong = "ink_2" if role == "ink_3" else role
    x = 0.0
    shapes: Shapes = ()
    if look.state in STATE_SIGNS:
        shapes += (Text(0, 13, STATE_SIGNS[look.state], BODY, 700, strong),)
        x += width(STATE_SIGNS[look.state], BODY, 700) + 5
    if look.fallback:
        shapes += icon("return_arrow", x, 1, 15, strong, "canvas")
        x += 19
    shapes += (Text(x, 13, look.label, CAPTION, 600, strong),)
    x += width(look.label, CAPTION, 600)
    if signs and look.rank is not None and not look.support:
        shapes += marks.pips(look.rank, x + 9, 3, strong)
        x += 9 + PIPS_WIDTH
    if signs and look.masked:
        shapes += icon("masking", x + 7, 0.5, MASK, strong, "canvas")
        x += 7 + MASK
    if quiet:
        shapes += (Text(x + 9, 13, quiet, CAPTION, 400, strong if role not in ("ink", "ink_3") else "ink_2"),)
        x += 9 + width(quiet, CAPTION)
    return Label(x, shapes)


def label_shapes(label: Label, x: float, y: float, plate: str | None = None) -> Shapes:
    """The label with its top left at (x, y), on a plate in the colour of the ground where it covers a line."""
    back = (Path(rounded(Rect(x - 4, y - 1, label.width + 8, LABEL_HEIGHT + 2), 3), plate),) if plate else ()
    return (*back, *moved(label.shapes, x, y))


def note_width(look: FlowLook) -> float:
    """How long the words at the gate are."""
    return width(look.note, CAPTION, 600)


def gate_shapes(look: FlowLook, at: Point, upright: bool, note_at: Point | None = None) -> Shapes:
    """The gate at a point of the line, with its words centred on `note_at` (a baseline)."""
    shapes = marks.gate(*at, upright, look.lit)
    if look.note and note_at:
        role = marks.flag_role(look.lit) if look.lit else "ink_2"
        shapes += (Text(*note_at, look.note, CAPTION, 600, role, "middle"),)
    return shapes


def sample(look: FlowLook, long: float = 58) -> Shapes:
    """A short level link for a legend, from the origin to the right."""
    return line_shapes(look, ((0.0, 0.0), (long, 0.0)))
