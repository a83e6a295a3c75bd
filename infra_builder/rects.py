"""Rectangles on the canvas, and those that are taken. Lengths are pixels at 100 %; y grows downwards."""

from __future__ import annotations

import math
from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile

Spot = tuple[float, float]
"""A place, or width and height."""
APART, BELOW = 12, 16
"""How near to others a rectangle may come before it is moved, and how far below them it is put."""


@dataclass(frozen=True, slots=True)
class Rect:
    """An upright rectangle; y grows downwards."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x of the right side."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y of the lower side."""
        return self.y + self.height

    @property
    def cx(self) -> float:
        """The x of the middle."""
        return self.x + self.width / 2

    @property
    def cy(self) -> float:
        """The y of the middle."""
        return self.y + self.height / 2

    def grown(self, by: float) -> Rect:
        """The rectangle with all sides moved outwards."""
        return Rect(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)

    def moved(self, dx: float, dy: float) -> Rect:
        """The rectangle further right and down."""
        return Rect(self.x + dx, self.y + dy, self.width, self.height)

    def united(self, other: Rect) -> Rect:
        """The smallest rectangle around both."""
        x, y = min(self.x, other.x), min(self.y, other.y)
        return Rect(x, y, max(self.right, other.right) - x, max(self.bottom, other.bottom) - y)

    def overlaps(self, other: Rect) -> bool:
        """Whether the two share more than an edge."""
        return (
            self.x < other.x + other.width and other.x < self.x + self.width
            and self.y < other.y + other.height and other.y < self.y + self.height
        )  # fmt: skip

    def holds(self, x: float, y: float) -> bool:
        """Whether the point lies inside or on the edge."""
        return self.x <= x <= self.right and self.y <= y <= self.bottom


def around_all(rects: Iterable[Rect]) -> Rect:
    """The smallest rectangle around all of these; one without room at the origin where there is none."""
    found = list(rects)
    if not found:
        return Rect(0, 0, 0, 0)
    left, top = min(rect.x for rect in found), min(rect.y for rect in found)
    right, bottom = max(rect.x + rect.width for rect in found), max(rect.y + rect.height for rect in found)
    return Rect(left, top, right - left, bottom - top)


class Taken:
    """Rectangles that others must not overlap, kept from the highest to the lowest."""

    def __init__(self, rects: Iterable[Rect] = ()) -> None:
        self._rects = sorted(rects, key=_top)
        self._tallest = max((rect.height for rect in self._rects), default=0.0)

    def add(self, rect: Rect) -> None:
        """Take one more."""
        insort(self._rects, rect, key=_top)
        self._tallest = max(self._tallest, rect.height)

    def touched(self, rect: Rect) -> bool:
        """Whether a rectangle overlaps one that is taken."""
        return any(rect.overlaps(other) for other in takewhile(lambda r: r.y < rect.bottom, self._from(rect.y)))

    def free_below(self, rect: Rect) -> Rect:
        """The rectangle moved down to the first place where it overlaps nothing."""
        for other in self._from(rect.y - APART):
            if other.y > rect.bottom + APART:
                break
            if rect.grown(APART).overlaps(other):
                rect = Rect(rect.x, math.ceil((other.bottom + BELOW) / 8) * 8, rect.width, rect.height)
        return rect

    def _from(self, y: float) -> Iterator[Rect]:
        """Those that may reach below a height."""
        start = bisect_left(self._rects, y - self._tallest, key=_top)
        return (self._rects[index] for index in range(start, len(self._rects)))


def _top(rect: Rect) -> float:
    return rect.y
