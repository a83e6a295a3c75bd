"""A simplified view for large plans: environments with what stands in them as counts, workloads, and the main links."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from typing import Final

from reportlab.platypus import Flowable

from exports.pdf.abridged import OUTSIDE, ROW, Place, Route, drawn, homes, places
from exports.pdf.paint import Pen
from exports.pdf.part import Part
from exports.pdf.strands import Strand, main, strands
from exports.pdf.styles import BODY, GAP, SMALL, SMALLEST
from exports.pdf.text import clean
from exports.picture.block import edge_mark, silhouette
from exports.picture.icons import icon
from exports.picture.marks import flag_role, glyph
from exports.picture.measure import shortened, width
from exports.picture.measure import wrap as wrapped
from exports.picture.shapes import Path, Point, Shape, Shapes, Text, bent, box, line, moved, polygon, rounded, scaled
from exports.picture.words import inline
from exports.picture.zone import DASHES, ground
from infra_builder.amounts import number
from infra_builder.design import Design
from infra_builder.rects import Rect

LARGEST: Final = 1.35
WORDED: Final = 0.75
"""Below this scale links carry no words, so that the places stay large enough to be read."""
RUNS: Final = 2
"""Words that cannot become smaller want more room where all else does, which the second run gives them."""
INSET: Final = 9.0
ARROW: Final = 6.0
LABEL_HIGH: Final = 11.0
MARK: Final = (56.0, 36.0, 0.25)
"""A block as it is drawn here: width, height and scale."""
RADIUS: Final = 6.0


class Simplified(Flowable):
    """The simplified view, as large as fits into a width and a height."""

    def __init__(self, part: Part, wide: float, high: float) -> None:
        super().__init__()
        self.part = part
        home = homes(part)
        every = strands(Design(part.brief.plan, part.option, part.brief.catalogue), home)
        self.places = places(part, home)
        shown = main(every, (workload.id for workload in part.brief.plan.workloads))
        self._fit(shown, wide, high)
        while shown and not self._roomy:
            shown = shown[: len(shown) * 2 // 3]
            self._fit(shown, wide, high)
        self.left_out = sum(strand.count for strand in every) - sum(strand.count for strand in shown)
        """How many links between places are not drawn."""
        self.width, self.height = (length * self.scale for length in self.drawn.size)
        self.spaceBefore = 2 * GAP

    def _fit(self, shown: tuple[Strand, ...], wide: float, high: float) -> None:
        """Lay everything out, as large as it fits."""
        self.scale, self.worded = 1.0, True
        for _ in range(RUNS):
            self.worded = self.scale > WORDED
            worded = tuple((strand, width(self._says(strand), self._size(SMALLEST), 600)) for strand in shown)
            self.drawn = drawn(self.places, worded, (wide, high))
            self.scale = min(wide / self.drawn.size[0], high / self.drawn.size[1], LARGEST)

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803
        """Width and height."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw the links, the places over them, and on top what the links carry."""
        pen = Pen(self.canv, self.scale, 0, self.height)
        for route in self.drawn.routes:
            pen.draw(self._route(route))
        for place in self.places:
            rect = self.drawn.rects[place.id]
            pen.draw(self._card(place, rect) if place.sort == "workload" else self._place(place, rect))
        for route in self.drawn.routes:
            pen.draw(self._plate(route))

    def _size(self, points: float) -> float:
        """A size of type that is not below the smallest where all is drawn smaller."""
        return max(points, SMALLEST / self.scale)

    def _text(self, text: str, x: float, base: float, room: float, size: float, weight: int, role: str) -> Shape:
        tall = self._size(size)
        return Text(x, base, shortened(clean(text), tall, weight, room), tall, weight, role)

    def _route(self, route: Route) -> Iterator[Shape]:
        strand, points = route.strand, route.points
        dash = (4.0, 3.0) if strand.support else ()
        yield Path(bent(points) if len(points) > 2 else line(*points), None, "ink", 1.1, dash, "butt")
        yield _head(points[-2], points[-1])
        if strand.back:
            yield _head(points[1], points[0])

    def _plate(self, route: Route) -> Iterator[Shape]:
        """What a link carries, on its line."""
        words, size = self._says(route.strand), self._size(SMALLEST)
        x, y = _middle(route.points)
        half = width(words, size, 600) / 2 + 3
        yield Path(box(Rect(x - half, y - LABEL_HIGH / 2, 2 * half, LABEL_HIGH)), "canvas")
        yield Text(x, y + size * 0.35, words, size, 600, "ink", "middle")

    def _says(self, strand: Strand) -> str:
        """How many links a strand stands for, and the class of the data where it is known and there is room."""
        if strand.data is None or not self.worded:
            return number(strand.count)
        label = inline(self.part.brief.catalogue.label("sensitivity", strand.data))
        return self.part.brief.words.strand.format(count=number(strand.count), data=label)

    def _card(self, place: Place, rect: Rect) -> Iterator[Shape]:
        workload = next(each for each in self.part.brief.plan.workloads if each.id == place.id)
        look, room, x = self.part.looker.card(workload), rect.width - 2 * INSET, rect.x + INSET
        yield Path(box(rect), "workload_card")
        yield Path(line((rect.x, rect.bottom), (rect.right, rect.bottom)), None, "accent", 3, (), "butt")
        y = rect.y + 16
        for words in wrapped(clean(look.name), self._size(BODY), 700, room, 2):
            yield self._text(words, x, y, room, BODY, 700, "workload_text")
            y += ROW
        for words in (look.users, look.stage) if self._roomy else ():
            if y < rect.bottom - 5:
                yield self._text(words, x, y, room, SMALL, 400, "workload_text_2")
            y += ROW
        yield from self._found(place, rect.right - 4, rect.y - 2, backwards=True)

    def _place(self, place: Place, rect: Rect) -> Iterator[Shape]:
        """An environment, or what stands outside: its name, how many blocks of each category, how many findings."""
        x, room = rect.x + INSET, rect.width - 2 * INSET
        if place.id == OUTSIDE:
            yield Path(rounded(rect, RADIUS), "canvas", "line", 0.75)
            name = self.part.brief.words.outside
        else:
            zone = next(each for each in self.part.option.zones if each.id == place.id)
            dash = tuple(length * 0.4 for length in DASHES.get(zone.environment, ()))
            yield Path(rounded(rect, RADIUS), ground(zone.environment))
            yield Path(rounded(rect, RADIUS), None, "zone_line", 0.9, dash, "butt")
            yield from icon(f"env_{zone.environment}", x, rect.y + 7, 11, "ink_2", ground(zone.environment))
            name, x, room = self.part.looker.zone(zone, rect).name, x + 16, room - 16
        yield self._text(name, x, rect.y + 16, room, BODY, 700, "ink")
        if self._roomy:
            yield from self._parts(place, rect)

    @property
    def _roomy(self) -> bool:
        """Whether there is room for more than names."""
        return self._size(SMALLEST) < ROW

    def _parts(self, place: Place, rect: Rect) -> Iterator[Shape]:
        catalogue, words = self.part.brief.catalogue, self.part.brief.words
        x, y = rect.x + INSET, rect.y + 24
        for category, count in place.parts:
            yield from moved(_mark(category), x, y)
            says = words.counted.format(count=number(count), name=catalogue.label("category", category))
            yield self._text(says, x + 20, y + 8, rect.right - x - 20 - INSET, SMALL, 400, "ink")
            y += ROW
        yield from self._found(place, x, y)

    def _found(self, place: Place, x: float, y: float, *, backwards: bool = False) -> Iterator[Shape]:
        """How many findings of each flag there are."""
        size = self._size(SMALL)
        longs = [14 + width(number(count), size, 600) + 8 for _, count in place.found]
        at = x - sum(longs) if backwards else x
        for (flag, count), long in zip(place.found, longs, strict=True):
            if backwards:
                yield Path(rounded(Rect(at - 2, y - 11, long - 3, 14), 7), "canvas", flag_role(flag), 0.75)
            top = y - 9 if backwards else y
            yield from glyph(flag, at + 1, top, 10)
            yield Text(at + 14, top + 8, number(count), size, 600, flag_role(flag))
            at += long


def _mark(category: str) -> Shapes:
    """A block of a category in small."""
    rect = Rect(0, 0, *MARK[:2])
    outline = silhouette(category, rect)
    shapes = (Path(outline, "panel"), *edge_mark(category, rect, category), Path(outline, None, "edge", 1.6))
    return scaled(shapes, MARK[2])


def _head(start: Point, tip: Point) -> Shape:
    """The point of an arrow."""
    angle = math.atan2(tip[1] - start[1], tip[0] - start[0])
    corners = [(0.0, 0.0), (-ARROW, ARROW / 2), (-ARROW, -ARROW / 2)]
    cos, sin = math.cos(angle), math.sin(angle)
    return Path(polygon([(tip[0] + a * cos - b * sin, tip[1] + a * sin + b * cos) for a, b in corners]), "ink")


def _middle(points: tuple[Point, ...]) -> Point:
    """The middle of the longest piece of a line."""
    pieces = itertools.pairwise(points)
    (x, y), (right, below) = max(pieces, key=lambda piece: math.dist(*piece))
    return (x + right) / 2, (y + below) / 2
