"""The two faces of a card as shapes. Lengths are points of the paper, the origin is the card's upper left corner."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from exports.cards.deck import Card, Part
from exports.picture.block import edge_mark, silhouette
from exports.picture.icons import icon
from exports.picture.measure import shortened, width, wrap
from exports.picture.shapes import Path, Shape, Shapes, Text, box, line, polygon, rounded
from exports.picture.zone import DASHES, ground
from infra_builder.rects import Rect

MM: Final = 72 / 25.4
WIDE, HIGH = 63 * MM, 88 * MM
"""A playing card, so that it fits sleeves and hands."""
EDGE, SIDE = 9.0, 12.0
"""How far words stay from the upper and lower edge, and from the sides."""
SMALLEST, LARGEST, STEP = 7.0, 8.5, 0.25
LEADING = 1.22
CAPTION, NAME, HEAD, LABEL = 9.0, 13.5, 11.0, 7.5
FIGURE: Final = Rect(SIDE, 27, WIDE - 2 * SIDE, 52)
NAME_LEAD, HEAD_LEAD = NAME * 1.15, HEAD * 1.15
FIELD_STEP, RULE_STEP, PART_GAP = 16.0, 14.0, 7.0
BACK_LEFT = 23.0
BULLET = "– "
ANY = 99
"""More lines than a card has."""
FOLD, FOOTING = 9.0, 3.5

HUES = {"environment": "ink_2", "workload": "ink"}


def front(card: Card) -> Shapes:
    """What the card is: its sort by word, shape and colour, its name, what it is for, and what is written by hand."""
    hue = HUES.get(card.sort, card.sort)
    end = width(card.noun, LABEL)
    return (
        *icon(_sign(card), SIDE - 1, 9, 13, hue),
        Text(SIDE + 16, 19, shortened(card.caption, CAPTION, 600, WIDE - 2 * SIDE - 22 - end), CAPTION, 600, hue),
        Text(WIDE - SIDE, 19, card.noun, LABEL, 400, "ink_2", "end"),
        *_figure(card, hue),
        *_told(card),
        *chain.from_iterable(_field(label, number) for number, label in enumerate(reversed(card.fields))),
    )


def _sign(card: Card) -> str:
    """The small icon of a card's sort."""
    match card.sort:
        case "environment":
            return card.icon or "env_public_cloud"
        case "workload":
            return "workload"
    return f"cat_{card.sort}"


def _figure(card: Card, hue: str) -> Iterator[Shape]:
    """The silhouette as on the canvas, with the icon in its middle."""
    role, surface = hue, "panel"
    match card.sort:
        case "environment":
            surface = ground(card.look) if card.look else "panel"
            yield Path(rounded(FIGURE, 10), surface)
            yield Path(rounded(FIGURE, 10), None, "zone_line", 1.2, DASHES.get(card.look, ()), "butt")
            if card.look == "hpc":
                yield Path(rounded(FIGURE.grown(-3), 7), None, "zone_line", 0.9)
        case "workload":
            role, surface = "workload_text", "workload_card"
            yield from _dark(FIGURE)
        case _:
            yield Path(silhouette(card.sort, FIGURE), "panel")
            yield from edge_mark(card.sort, FIGURE, hue)
            yield Path(silhouette(card.sort, FIGURE), None, hue, 1.2)
    if card.icon:
        yield from icon(card.icon, FIGURE.cx - 15, FIGURE.cy - 15, 30, role, surface)


def _dark(rect: Rect) -> Iterator[Shape]:
    """The card of a workload: dark, a folded corner, on a footing."""
    x, y, right, low = rect.x, rect.y, rect.right, rect.bottom - FOOTING
    yield Path(polygon(((x, y), (right - FOLD, y), (right, y + FOLD), (right, low), (x, low))), "workload_card")
    yield Path(polygon(((right - FOLD, y), (right, y + FOLD), (right - FOLD, y + FOLD))), "workload_text_2")
    yield Path(box(Rect(x - 4, low, rect.width + 8, FOOTING)), "accent")


def _told(card: Card) -> Shapes:
    """Name, purpose and effort; free lines where the card is blank."""
    room, top = WIDE - 2 * SIDE, FIGURE.bottom + 18
    foot = HIGH - EDGE - len(card.fields) * FIELD_STEP
    if not card.name:
        return tuple(chain.from_iterable(_rule(SIDE, WIDE - SIDE, top + n * FIELD_STEP) for n in range(4)))
    names = wrap(card.name, NAME, 700, room, 2)
    effort = LABEL * LEADING + 3 if card.effort else 0.0
    begin = top + (len(names) - 1) * NAME_LEAD + 2
    size, lines = _fitted(card.purpose, room, foot - effort - begin - 6)
    end = begin + len(lines) * size * LEADING
    return (
        *(Text(SIDE, top + n * NAME_LEAD, name, NAME, 700) for n, name in enumerate(names)),
        *(Text(SIDE, begin + n * size * LEADING, text, size) for n, text in enumerate(lines, 1)),
        *((Text(SIDE, end + effort, shortened(card.effort, LABEL, 600, room), LABEL, 600, "ink_2"),) * bool(effort)),
    )


def _fitted(text: str, room: float, high: float) -> tuple[float, tuple[str, ...]]:
    """The largest size at which a text fits, and its lines; the smallest one, shortened, where none does."""
    for size in _sizes():
        lines = wrap(text, size, 400, room, ANY)
        if len(lines) * size * LEADING <= high:
            return size, lines
    return SMALLEST, wrap(text, SMALLEST, 400, room, max(1, int(high / (SMALLEST * LEADING))))


def _sizes() -> Iterator[float]:
    for step in range(int((LARGEST - SMALLEST) / STEP) + 1):
        yield LARGEST - step * STEP


def _field(label: str, number: int) -> Shapes:
    """A label with a line to write on, counted from the foot of the card."""
    y = HIGH - EDGE - 3 - number * FIELD_STEP
    label = shortened(label, LABEL, 400, (WIDE - 2 * SIDE) / 2)
    return Text(SIDE, y, label, LABEL, 400, "ink_2"), *_rule(SIDE + width(label, LABEL) + 5, WIDE - SIDE, y + 1)


def _rule(left: float, right: float, y: float) -> Shapes:
    return (Path(line((left, y), (right, y)), None, "edge", 0.6, (), "butt"),)


@dataclass(frozen=True)
class _Back:
    """The parts of a back at a size of type; each with `most` lines of text where the room is short."""

    parts: Sequence[Part]
    size: float
    most: int = ANY
    room: float = WIDE - BACK_LEFT - SIDE

    @property
    def lead(self) -> float:
        return self.size * LEADING

    def lines(self, part: Part) -> tuple[tuple[float, str], ...]:
        """The lines of a part's texts with how far each stands in: several texts are a list."""
        if len(part.texts) < 2 or self.most < ANY:
            return tuple((0.0, text) for text in self._wrapped(" ".join(part.texts), self.room))
        within = width(BULLET, self.size)
        return tuple(
            (within if n else 0.0, text if n else BULLET + text)
            for each in part.texts
            for n, text in enumerate(self._wrapped(each, self.room - within))
        )

    def _wrapped(self, text: str, room: float) -> tuple[str, ...]:
        return wrap(text, self.size, 400, room, self.most) if text else ()

    def high(self, part: Part) -> float:
        """How high a part is, with the space above it."""
        return PART_GAP + self.lead + len(self.lines(part)) * self.lead + part.lines * RULE_STEP

    @property
    def height(self) -> float:
        return sum(self.high(part) for part in self.parts)


def back(card: Card) -> Shapes:
    """What helps to decide: a question, when it is right, what to watch out for."""
    hue = HUES.get(card.sort, card.sort)
    names = wrap(card.name or card.caption, HEAD, 700, WIDE - BACK_LEFT - SIDE - 18, 2)
    top = EDGE + 12 + (len(names) - 1) * HEAD_LEAD
    made = _fitting(card.back, HIGH - EDGE - top - 2)
    shapes: list[Shape] = [*_side(card, hue), *icon(card.icon or _sign(card), BACK_LEFT - 1, EDGE, 14, hue)]
    shapes += (Text(BACK_LEFT + 18, EDGE + 11 + n * HEAD_LEAD, name, HEAD, 700) for n, name in enumerate(names))
    spare = (HIGH - EDGE - top - 2 - made.height) / max(1, len(made.parts))
    y = top
    for part in made.parts:
        y += min(spare, 6)
        shapes += _part(made, part, y)
        y += made.high(part)
    return tuple(shapes)


def _fitting(parts: Iterable[Part], high: float) -> _Back:
    """All parts at the largest size that they fit in; else fewer; else the texts of those that always stand, cut."""
    said = tuple(part for part in parts if part.texts or part.lines)
    for most in range(max((part.spare for part in said), default=0), -1, -1):
        kept = tuple(part for part in said if part.spare <= most)
        for size in _sizes():
            made = _Back(kept, size)
            if made.height <= high:
                return made
    return _cut(tuple(part for part in said if not part.spare), high)


def _cut(parts: tuple[Part, ...], high: float) -> _Back:
    """The parts at the smallest size with texts cut so that each gets the same share of the room."""
    room = _Back(parts, SMALLEST)
    rest = high - sum(PART_GAP + room.lead + part.lines * RULE_STEP for part in parts)
    most = max(1, int(rest / room.lead / max(1, len(parts))))
    return _Back(parts, SMALLEST, most)


def _part(made: _Back, part: Part, y: float) -> Iterator[Shape]:
    """A sign with its title, the texts below, lines to write on below these; the part begins at y."""
    y += PART_GAP + made.lead
    yield from icon(part.sign, BACK_LEFT - 1, y - made.size - 0.5, made.size + 2.5, part.role)
    yield Text(BACK_LEFT + made.size + 5, y - 1, part.title, made.size, 600, part.role)
    for within, text in made.lines(part):
        y += made.lead
        yield Text(BACK_LEFT + within, y, text, made.size)
    for _ in range(part.lines):
        y += RULE_STEP
        yield from _rule(BACK_LEFT, WIDE - SIDE, y)


def _side(card: Card, hue: str) -> Iterator[Shape]:
    """The sort of the card along its left side, as on the canvas: edge mark, outline of the zone, or footing."""
    frame = Rect(7, 8, WIDE - 14, HIGH - 16)
    match card.sort:
        case "environment":
            left = line((frame.x + 4, frame.y), (frame.x + 4, frame.bottom))
            yield Path(left, None, "zone_line", 2, DASHES.get(card.look, ()), "butt")
            if card.look == "hpc":
                second = line((frame.x + 8, frame.y), (frame.x + 8, frame.bottom))
                yield Path(second, None, "zone_line", 1, (), "butt")
        case "workload":
            yield Path(box(Rect(frame.x, frame.y, 8, frame.height - FOOTING)), "workload_card")
            yield Path(box(Rect(frame.x - 3, frame.bottom - FOOTING, 14, FOOTING)), "accent")
        case _:
            yield from edge_mark(card.sort, frame, hue)
