"""A large design in short: its places, what stands in each as numbers, and where they come to stand on one page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from exports.pdf.part import Part
from exports.pdf.strands import Strand
from exports.picture.shapes import Point
from infra_builder.rects import Rect

OUTSIDE: Final = ""
"""Stands for whatever is in no environment."""
CATEGORIES: Final = ("data", "hosting", "compute", "governance")
WIDE, HEAD, ROW, FOOT = 150.0, 24.0, 13.0, 7.0
CARD: Final = (126.0, 54.0)
AHEAD, BESIDE, COLUMNS_APART = 30.0, 22.0, 44.0
"""From one layer of places to the next, words of links aside; within a layer; between groups."""


@dataclass(frozen=True)
class Place:
    """An environment with what stands in it, a workload, or what stands outside.

    `parts` counts blocks by category, `found` findings by flag.
    """

    id: str
    sort: str
    parts: tuple[tuple[str, int], ...] = ()
    found: tuple[tuple[str, int], ...] = ()

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points, unscaled."""
        if self.sort == "workload":
            return CARD
        return WIDE, HEAD + ROW * (len(self.parts) + bool(self.found)) + FOOT


@dataclass(frozen=True)
class Route:
    """How a strand runs."""

    strand: Strand
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Drawn:
    """Where places stand and strands run, from the corner (0, 0), and how large it all is."""

    rects: Mapping[str, Rect]
    routes: tuple[Route, ...]
    size: tuple[float, float]


def homes(part: Part) -> dict[str, str]:
    """The place of each block and workload: its environment, itself, or outside."""
    zones = {zone.id for zone in part.option.zones}
    standing = {block.id: block.zone or OUTSIDE for block in part.option.blocks}
    return {id_: zone if zone in zones else OUTSIDE for id_, zone in standing.items()} | {
        workload.id: workload.id for workload in part.brief.plan.workloads
    }


def places(part: Part, home: Mapping[str, str]) -> tuple[Place, ...]:
    """The workloads, the environments, and what stands outside where something does."""
    made = [Place(workload.id, "workload", (), _found(part, {workload.id})) for workload in part.brief.plan.workloads]
    made += [_place(part, zone.id, "zone", home) for zone in part.option.zones]
    if any(home[block.id] == OUTSIDE for block in part.option.blocks):
        made.append(_place(part, OUTSIDE, "outside", home))
    return tuple(made)


def _place(part: Part, id_: str, sort: str, home: Mapping[str, str]) -> Place:
    blocks = [block for block in part.option.blocks if home[block.id] == id_]
    counts = Counter(part.brief.catalogue.kind(block).category for block in blocks)
    parts = tuple((category, counts[category]) for category in CATEGORIES if counts[category])
    return Place(id_, sort, parts, _found(part, {id_, *(block.id for block in blocks)}))


def _found(part: Part, ids: set[str]) -> tuple[tuple[str, int], ...]:
    return tuple(Counter(found.flag for found in part.judged.findings if ids.intersection(found.subjects)).items())


@lru_cache(maxsize=32)
def drawn(every: tuple[Place, ...], links: tuple[tuple[Strand, float], ...], room: tuple[float, float]) -> Drawn:
    """Places in layers along their links, groups without links between them packed to the proportions of a room.

    Links come with how long their words are.
    """
    groups = [_layers(group, links) for group in _groups(every, links)]
    highs = [below for start in range(len(groups)) for below in _running([group.size[1] for group in groups[start:]])]
    packed = (_packed(groups, high) for high in sorted(set(highs)))
    return max(packed, key=lambda whole: min(room[0] / whole.size[0], room[1] / whole.size[1]))


def _running(highs: Iterable[float]) -> Iterator[float]:
    """How high the first of some groups are below each other: one, two, and so on."""
    total = -BESIDE
    for high in highs:
        total += high + BESIDE
        yield total


def _packed(groups: Sequence[Drawn], high: float) -> Drawn:
    """Groups below each other in columns that are at most so high, where no group is higher."""
    x, y, wide = 0.0, 0.0, 0.0
    moved: list[Drawn] = []
    for group in groups:
        if y and y + group.size[1] > high + 0.5:
            x, y, wide = x + wide + COLUMNS_APART, 0.0, 0.0
        moved.append(_shifted(group, x, y))
        y, wide = y + group.size[1] + BESIDE, max(wide, group.size[0])
    rects = {id_: rect for group in moved for id_, rect in group.rects.items()}
    bottom = max(rect.bottom for rect in rects.values())
    return Drawn(rects, tuple(route for group in moved for route in group.routes), (x + wide, bottom))


def _groups(every: Sequence[Place], links: Iterable[tuple[Strand, float]]) -> Iterator[tuple[Place, ...]]:
    """Places that links join, in the order of the first of each group."""
    import networkx  # Only a large plan asks for it.

    graph: networkx.Graph[str] = networkx.Graph([strand.ends for strand, _ in links])
    graph.add_nodes_from(place.id for place in every)
    seen: set[str] = set()
    for place in every:
        if place.id not in seen:
            group = networkx.node_connected_component(graph, place.id)
            seen |= group
            yield tuple(each for each in every if each.id in group)


def _layers(every: Sequence[Place], links: Iterable[tuple[Strand, float]]) -> Drawn:
    """The places of one group in layers from left to right."""
    import graphlay  # Only a large plan asks for it.

    known = {place.id: place.id or "outside" for place in every}
    inside = [(strand, long) for strand, long in links if strand.ends[0] in known]
    graph = graphlay.Graph()
    for place in every:
        graph.node(known[place.id], width=place.size[0], height=place.size[1])
    for strand, _ in inside:
        graph.edge(*(known[end] for end in strand.ends), weight=float(strand.count))
    ahead = max((long for _, long in inside), default=0.0) + AHEAD
    found = graphlay.layout(
        graph,
        options={
            "direction": "leftright",
            "spacing": {"layer_gap": ahead, "node_gap": BESIDE, "isolated_gap": BESIDE},
            "effort": "fast",
        },
    )
    rects = {
        place.id: Rect(node["center"]["x"] - place.size[0] / 2, node["center"]["y"] - place.size[1] / 2, *place.size)
        for place, node in zip(every, found.nodes, strict=True)
    }
    routes = tuple(
        Route(strand, tuple((point["x"], point["y"]) for point in edge["points"]))
        for (strand, _), edge in zip(inside, found.edges, strict=True)
    )
    spots = [point for route in routes for point in route.points]
    spots += [corner for rect in rects.values() for corner in ((rect.x, rect.y), (rect.right, rect.bottom))]
    left, top = min(x for x, _ in spots), min(y for _, y in spots)
    size = max(x for x, _ in spots) - left, max(y for _, y in spots) - top
    return _shifted(Drawn(rects, routes, size), -left, -top)


def _shifted(group: Drawn, right: float, down: float) -> Drawn:
    rects = {id_: Rect(rect.x + right, rect.y + down, rect.width, rect.height) for id_, rect in group.rects.items()}
    routes = tuple(Route(r.strand, tuple((x + right, y + down) for x, y in r.points)) for r in group.routes)
    return Drawn(rects, routes, group.size)
