"""What lies in the way of a link: blocks, words, zones, and the lines that are already laid; and what each costs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from exports.picture.shapes import Point
from infra_builder.layout import Rect

Points = tuple[Point, ...]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""

CLEAR, NEAR = 9.0, 160.0
"""Free space beside a block; how far around a link things count as near."""
HIT, WORDS, FOREIGN = 3000.0, 1200.0, 0.6
"""Costs: through a block, through words, for each pixel in a zone in which neither end stands."""
CROSSING, SHARED, TOO_CLOSE = 60.0, 420.0, 9.0
"""Costs of crossing a line and of running beside it closer than so many pixels."""
NEAR_BORDER, BORDER = 30.0, 300.0
"""The cost of following a border of a zone closer than so many pixels."""


class Lines:
    """The stretches of lines that are already laid."""

    def __init__(self) -> None:
        self.level: list[tuple[float, float, float]] = []
        self.upright: list[tuple[float, float, float]] = []
        self.borders: tuple[list[tuple[float, float, float]], list[tuple[float, float, float]]] = ([], [])

    def add_border(self, zone: Rect) -> None:
        """Let no line follow the outline of a zone closely; crossing it is free."""
        self.borders[0].extend((y, zone.x, zone.right) for y in (zone.y, zone.bottom))
        self.borders[1].extend((x, zone.y, zone.bottom) for x in (zone.x, zone.right))

    def add(self, points: Sequence[Point]) -> None:
        """Lay a line."""
        for (x1, y1), (x2, y2) in pairwise(points):
            if abs(y1 - y2) < 0.5:
                self.level.append((y1, min(x1, x2), max(x1, x2)))
            else:
                self.upright.append((x1, min(y1, y2), max(y1, y2)))

    def near(self, box: Box) -> Lines:
        """The part that lies near a link."""
        left, top, right, bottom = box
        part = Lines()
        part.level = [one for one in self.level if top < one[0] < bottom and one[1] < right and left < one[2]]
        part.upright = [one for one in self.upright if left < one[0] < right and one[1] < bottom and top < one[2]]
        level, upright = self.borders
        part.borders = (
            [one for one in level if top < one[0] < bottom and one[1] < right and left < one[2]],
            [one for one in upright if left < one[0] < right and one[1] < bottom and top < one[2]],
        )
        return part

    def cost(self, points: Sequence[Point]) -> float:
        """What crossing these lines or running along them costs."""
        total = 0.0
        for (x1, y1), (x2, y2) in pairwise(points):
            if abs(y1 - y2) < 0.5:
                at, low, high, axis = y1, min(x1, x2), max(x1, x2), 0
                total += _meeting(at, low, high, self.level, self.upright)
            else:
                at, low, high, axis = x1, min(y1, y2), max(y1, y2), 1
                total += _meeting(at, low, high, self.upright, self.level)
            for other, start, end in self.borders[axis]:
                if -NEAR_BORDER < other - at < NEAR_BORDER and start < high and end > low:
                    part = min(min(end, high) - max(start, low), 200.0) / 200
                    total += BORDER * part * (1 - abs(other - at) / (NEAR_BORDER + 4))
        return total


def _meeting(
    at: float, low: float, high: float,
    along: Iterable[tuple[float, float, float]], across: Iterable[tuple[float, float, float]],
) -> float:  # fmt: skip
    total = 0.0
    for other, start, end in along:
        if -TOO_CLOSE < other - at < TOO_CLOSE and start < high - 3 and end > low + 3:
            total += (SHARED + min(end, high) - max(start, low)) * (1 - abs(other - at) / 16)
    for other, start, end in across:
        if low < other < high and start < at < end:
            total += CROSSING
    return total


@dataclass(frozen=True, slots=True)
class Ground:
    """What a line goes around: blocks and words at any price, other zones where it is not far."""

    blocks: tuple[Box, ...]
    words: tuple[Box, ...]
    foreign: tuple[Box, ...] = ()
    """Zones in which neither end stands."""

    def cost(self, points: Sequence[Point], limit: float = float("inf")) -> float:
        """What running through blocks, words and zones of others costs."""
        total = 0.0
        for (x1, y1), (x2, y2) in pairwise(points):
            left, right = (x1, x2) if x1 < x2 else (x2, x1)
            top, bottom = (y1, y2) if y1 < y2 else (y2, y1)
            for l, t, r, b in self.blocks:  # noqa: E741
                if l < right and left < r and t < bottom and top < b:
                    total += HIT
            if total > limit:
                return total
            for l, t, r, b in self.words:  # noqa: E741
                if l < right and left < r and t < bottom and top < b:
                    total += WORDS
            for l, t, r, b in self.foreign:  # noqa: E741
                if l < right and left < r and t < bottom and top < b:
                    total += FOREIGN * (min(r, right) - max(l, left) + min(b, bottom) - max(t, top))
        return total


def box_of(rect: Rect, grown: float) -> Box:
    """The sides of a rectangle, moved outwards."""
    return rect.x - grown, rect.y - grown, rect.right + grown, rect.bottom + grown


@dataclass(frozen=True, slots=True)
class Land:
    """All that stands on the canvas, from which each link gets the part near it."""

    blocks: tuple[Box, ...]
    words: tuple[Box, ...]
    zones: tuple[Box, ...]

    def near(self, source: Rect, target: Rect) -> Ground:
        """What lies near the two items. The two themselves may be touched, not crossed."""
        ends = box_of(source, CLEAR), box_of(target, CLEAR)
        near = box_of(source.united(target), NEAR)
        blocks = (box for box in self.blocks if _meet(box, near) and box not in ends)
        foreign = (
            zone for zone in self.zones
            if _meet(zone, near) and not _holds(zone, source.cx, source.cy) and not _holds(zone, target.cx, target.cy)
        )  # fmt: skip
        return Ground(
            (box_of(source, -0.6), box_of(target, -0.6), *blocks),
            tuple(box for box in self.words if _meet(box, near)),
            tuple(foreign),
        )


def land(items: Iterable[Rect], words: Iterable[Rect], zones: Iterable[Rect] = ()) -> Land:
    """The canvas with these blocks and cards, words and zones."""
    return Land(
        tuple(box_of(rect, CLEAR) for rect in items), tuple(box_of(rect, 3) for rect in words),
        tuple(box_of(zone, 0) for zone in zones),
    )  # fmt: skip


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _holds(box: Box, x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]
