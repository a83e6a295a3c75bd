"""A simplified view for large plans: environments with what stands in them as counts, workloads, and the main flows."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Final

from reportlab.platypus import Flowable

from exports.pdf.overview import Small
from exports.pdf.paint import Pen
from exports.pdf.part import Part
from exports.pdf.styles import GAP, SMALL, SMALLEST
from exports.picture.block import edge_mark
from exports.picture.marks import flag_role, glyph
from exports.picture.measure import shortened, width
from exports.picture.shapes import Path, Shape, Text, box, line, polygon
from infra_builder.rects import Rect

CATEGORIES: Final = ("data", "hosting", "compute", "governance")
HEAD: Final = 20.0
"""Below the name of an environment, in points."""
ROW: Final = 13.0
INSET: Final = 8.0
SAID: Final = 66.0
"""So wide the words about what stands outside may become, in points."""
ARROW: Final = 5.0
OUTSIDE: Final = ""
"""Stands for whatever is in no environment."""


class Simplified(Flowable):
    """The simplified view, as large as fits into a width and a height."""

    def __init__(self, part: Part, wide: float, high: float) -> None:
        super().__init__()
        self.part = part
        area = part.scene.bounds
        self.scale = min(wide / area.width, high / area.height, 1.0)
        self.small = Small(part, self.scale)
        self.width, self.height = area.width * self.scale, area.height * self.scale
        self.spaceBefore = 3.0

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803
        """Width and height."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw environments, flows over them, workloads, and what stands where on top."""
        area = self.part.scene.bounds
        pen = Pen(self.canv, self.scale, 0, self.height, area.x, area.y)
        pen.draw(self.small.ground)
        pen.draw(self._flows())
        pen.draw(self.small.of("workload"))
        for place, rect in self.places.items():
            if place == OUTSIDE or place in self._zones:
                pen.draw(self._inside(place, rect))

    @cached_property
    def _zones(self) -> frozenset[str]:
        return frozenset(zone.id for zone in self.part.option.zones)

    @cached_property
    def home(self) -> Mapping[str, str]:
        """The place of each block and workload: its environment, itself, or outside."""
        found = {block.id: block.zone if block.zone in self._zones else OUTSIDE for block in self.part.option.blocks}
        return {id_: zone or OUTSIDE for id_, zone in found.items()} | {
            workload.id: workload.id for workload in self.part.brief.plan.workloads
        }

    @cached_property
    def places(self) -> Mapping[str, Rect]:
        """Where every place lies in the picture."""
        scene, found = self.part.scene, {}
        for item in scene.items:
            if item.sort in ("zone", "workload"):
                found[item.id] = item.rect
        loose = [scene.item(id_).rect for id_, place in self.home.items() if place == OUTSIDE]
        if loose:
            # Whatever stands outside is told of in the first column, where no environment lies.
            first = min(loose, key=lambda rect: (rect.x, rect.y))
            room = sum(1 for rect in loose if abs(rect.x - first.x) < first.width) * first.height
            found[OUTSIDE] = Rect(
                first.x, first.y, max(first.width, self.small.px(SAID)), max(room, self.small.px(HEAD + 5 * ROW))
            )
        return found

    def flows(self) -> Mapping[tuple[str, str], int]:
        """How many links lead from one place to another."""
        ends = ((self.home.get(flow.source), self.home.get(flow.target)) for flow in self.part.option.flows)
        return Counter((a, b) for a, b in ends if a is not None and b is not None and a != b)

    def _flows(self) -> Iterator[Shape]:
        px = self.small.px
        for (source, target), count in self.flows().items():
            start = _edge(self.places[source], self.places[target], aside=px(GAP))
            end = _edge(self.places[target], self.places[source], aside=-px(GAP))
            angle = math.atan2(end[1] - start[1], end[0] - start[0])
            yield Path(line(start, end), None, "ink", px(1.0))
            yield Path(polygon([_off(end, angle, 0, 0), _off(end, angle, -px(ARROW), px(ARROW) / 2),
                                _off(end, angle, -px(ARROW), -px(ARROW) / 2)]), "ink")  # fmt: skip
            yield from self._plate(str(count), (start[0] + end[0]) / 2, (start[1] + end[1]) / 2)

    def _plate(self, words: str, x: float, y: float) -> Iterator[Shape]:
        px = self.small.px
        half = width(words, px(SMALLEST), 600) / 2 + px(2)
        yield Path(box(Rect(x - half, y - px(5), 2 * half, px(10))), "panel", "edge", px(0.5))
        yield Text(x, y + px(2.5), words, px(SMALLEST), 600, "ink", "middle")

    def _inside(self, place: str, rect: Rect) -> Iterator[Shape]:
        """How many blocks of each category stand in a place, and how many findings there are about them."""
        px, catalogue = self.small.px, self.part.brief.catalogue
        blocks = [block for block in self.part.option.blocks if self.home[block.id] == place]
        counts = Counter(catalogue.kind(block).category for block in blocks)
        size = SMALL
        x, y = rect.x + px(INSET), rect.y + px(HEAD)
        if place == OUTSIDE:
            x, size = rect.x, SMALLEST
            yield Text(x, rect.y + px(10), shortened(self.part.brief.words.outside, px(SMALL), 700, rect.width),
                       px(SMALL), 700, "ink")  # fmt: skip
        for category in (category for category in CATEGORIES if counts[category]):
            mark = Rect(x, y, px(14), px(9))
            yield Path(box(mark), "panel", "edge", px(0.5))
            yield from edge_mark(category, mark, category)
            says = self.part.brief.words.counted.format(
                count=counts[category], name=catalogue.label("category", category)
            )
            yield Text(x + px(18), y + px(8), says, px(size), 400, "ink")
            y += px(ROW)
        yield from self._found(frozenset(block.id for block in blocks), x, y)

    def _found(self, ids: frozenset[str], x: float, y: float) -> Iterator[Shape]:
        px = self.small.px
        counts = Counter(found.flag for found in self.part.judged.findings if ids.intersection(found.subjects))
        for flag, count in counts.items():
            yield from glyph(flag, x, y, px(10))
            yield Text(x + px(13), y + px(8), str(count), px(SMALL), 600, flag_role(flag))
            x += px(34)


def _off(point: tuple[float, float], angle: float, along: float, aside: float) -> tuple[float, float]:
    cos, sin = math.cos(angle), math.sin(angle)
    return point[0] + along * cos - aside * sin, point[1] + along * sin + aside * cos


def _edge(rect: Rect, other: Rect, aside: float) -> tuple[float, float]:
    """Where the line between the middles of two rectangles leaves the first, moved aside so that ways back are seen."""
    dx, dy = other.cx - rect.cx, other.cy - rect.cy
    long = math.hypot(dx, dy) or 1.0
    reach = min(rect.width / 2 / abs(dx) if dx else math.inf, rect.height / 2 / abs(dy) if dy else math.inf, 1.0)
    return rect.cx + dx * reach - dy / long * aside, rect.cy + dy * reach + dx / long * aside
