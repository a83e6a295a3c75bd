"""Where everything of an option stands. What was placed keeps its place; the rest gets a calm one, always the same.

Workloads stand in a column at the left, governance that belongs to no zone below them, zones to the right in rows. In a
zone, what people touch first stands at the left and what it leans on behind it, so that most links join neighbours.
All lengths are canvas pixels at 100 %; a place is the top left corner.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from infra_builder.catalogue import Catalogue
from infra_builder.plan import Block, Option, Plan, Workload, Zone

Spot = tuple[float, float]

BLOCK = (208.0, 64.0)
CARD = (248.0, 176.0)
COLUMN, ROW = 360.0, 120.0
"""From one block to the next: room for the words of a link between columns, for a bend between rows."""
HEAD, TOP, SIDE = 36.0, 64.0, 28.0
"""Of a zone: its head, its edge to the first block below, its edge to the blocks at the other sides."""
EMPTY_ZONE = (300.0, 180.0)
GAP_ACROSS, GAP_DOWN = 96.0, 84.0
"""Between zones, chosen so that the blocks of all zones stand on one grid of 24."""
START = (24.0, 24.0)
SHELF_COLUMN = 248.0
HEADING, STACK = 72.0, 80.0
"""In the left column: room for a heading, and from one block to the next."""
LEFT_LIMIT = 8
"""So many blocks under each other in the left column before a second one begins."""
WIDE = 1.6
"""How much wider than high the whole should be."""


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
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom

    def holds(self, x: float, y: float) -> bool:
        """Whether the point lies inside or on the edge."""
        return self.x <= x <= self.right and self.y <= y <= self.bottom


@dataclass(frozen=True)
class Layout:
    """The place of each workload and block, and the rectangle of each zone, by id."""

    workloads: Mapping[str, Spot]
    blocks: Mapping[str, Spot]
    zones: Mapping[str, Rect]


def arranged(plan: Plan, option: Option, catalogue: Catalogue, afresh: bool = False) -> Layout:
    """Places for everything of the option. With `afresh`, what was placed by hand is placed anew as well."""
    return _Arrangement(plan, option, catalogue, afresh).layout()


class _Arrangement:
    """The working state of one arrangement."""

    def __init__(self, plan: Plan, option: Option, catalogue: Catalogue, afresh: bool) -> None:
        self.workloads = plan.workloads
        self.option = option
        self.catalogue = catalogue
        self.afresh = afresh
        self.members: dict[str | None, list[Block]] = {zone.id: [] for zone in option.zones}
        for block in option.blocks:
            self.members.setdefault(block.zone if block.zone in self.members else None, []).append(block)
        self.spots: dict[str, Spot] = {block.id: at for block in option.blocks if (at := self.at(block))}
        self.cards: dict[str, Spot] = {workload.id: at for workload in self.workloads if (at := self.at(workload))}
        self.zones: dict[str, Rect] = {}

    def at(self, item: Block | Workload | Zone) -> Spot | None:
        return None if self.afresh else item.at

    def layout(self) -> Layout:
        waiting = [zone for zone in self.option.zones if not self._settled(zone)]
        depths = _depths(self.option, self.workloads) if self._anything_waits() else {}
        for zone in self.option.zones:
            if zone not in waiting:
                self._settle(zone, self._origin(zone), depths)
        self._place_left_column()
        self._place_waiting(waiting, depths)
        return Layout(self.cards, self.spots, self.zones)

    def _anything_waits(self) -> bool:
        return any(block.id not in self.spots for block in self.option.blocks)

    def _settled(self, zone: Zone) -> bool:
        return self.at(zone) is not None or any(block.id in self.spots for block in self.members[zone.id])

    def _origin(self, zone: Zone) -> Spot:
        placed = [self.spots[block.id] for block in self.members[zone.id] if block.id in self.spots]
        return self.at(zone) or (min(x for x, _ in placed) - SIDE, min(y for _, y in placed) - TOP)

    def _settle(self, zone: Zone, origin: Spot, depths: Mapping[str, int]) -> None:
        """Place what is still without a place in the zone at this corner, and draw the zone around its blocks."""
        inside = self.members[zone.id]
        new = [block for block in inside if block.id not in self.spots]
        if len(new) == len(inside):
            for id_, (column, row) in self._grid(new, depths).items():
                self.spots[id_] = origin[0] + SIDE + column * COLUMN, origin[1] + TOP + row * ROW
        else:
            self._fill_in(origin, inside, new)
        self.zones[zone.id] = _around(
            Rect(*origin, *(_size(zone, self.afresh))), [self.spots[block.id] for block in inside]
        )

    def _fill_in(self, origin: Spot, inside: Sequence[Block], new: Sequence[Block]) -> None:
        """Give each new block the first free cell beside the blocks that were placed by hand."""
        taken = [Rect(*self.spots[block.id], *BLOCK) for block in inside if block.id in self.spots]
        columns = max(1, 1 + round((max(rect.x for rect in taken) - origin[0] - SIDE) / COLUMN))
        for block in new:
            for row in range(len(inside) + int(max(rect.bottom - origin[1] for rect in taken) / ROW) + 2):
                cells = (
                    Rect(origin[0] + SIDE + column * COLUMN, origin[1] + TOP + row * ROW, *BLOCK)
                    for column in range(columns)
                )
                free = next((c for c in cells if not any(c.grown(20).overlaps(other) for other in taken)), None)
                if free:
                    taken.append(free)
                    self.spots[block.id] = free.x, free.y
                    break

    def _grid(self, blocks: Sequence[Block], depths: Mapping[str, int]) -> dict[str, tuple[int, int]]:
        links = [(flow.source, flow.target) for flow in self.option.flows]
        governance = {b.id for b in blocks if self._is_governance(b)}
        return _grid([block.id for block in blocks], governance, links, depths)

    def _is_governance(self, block: Block) -> bool:
        kind = self.catalogue.blocks.get(block.kind)
        return kind is not None and kind.category == "governance"

    def _place_left_column(self) -> None:
        """Workloads, and below them in groups what stands in no zone."""
        taken = [*self.zones.values()]
        taken += [Rect(*spot, *BLOCK) for spot in self.spots.values()]
        taken += [Rect(*spot, *CARD) for spot in self.cards.values()]
        y = START[1]
        for workload in self.workloads:
            if workload.id not in self.cards:
                spot = _free_below(START[0], y, CARD, taken)
                self.cards[workload.id] = spot
                taken.append(Rect(*spot, *CARD))
                y = spot[1] + CARD[1] + 40
        for group in outside(self.option, self.catalogue):
            new = [block for block in group if block.id not in self.spots]
            y = self._stack(new, y + HEADING if new else y, taken)

    def _stack(self, blocks: Sequence[Block], y: float, taken: list[Rect]) -> float:
        high = math.ceil(len(blocks) / math.ceil(len(blocks) / LEFT_LIMIT)) if blocks else 0
        lowest = y
        for number, block in enumerate(blocks):
            column, row = divmod(number, high)
            spot = _free_below(START[0] + column * (BLOCK[0] + 40), y + row * STACK, BLOCK, taken)
            self.spots[block.id] = spot
            taken.append(Rect(*spot, *BLOCK))
            lowest = max(lowest, spot[1] + BLOCK[1])
        return lowest

    def _place_waiting(self, waiting: Sequence[Zone], depths: Mapping[str, int]) -> None:
        """Put the zones that nobody placed into rows, below those that were placed."""
        if not waiting:
            return
        sizes = {zone.id: self._wanted(zone, depths) for zone in waiting}
        order = _by_nearness([zone.id for zone in waiting], self.option, self.workloads)
        left = [Rect(*s, *CARD) for s in self.cards.values()]
        left += [Rect(*self.spots[b.id], *BLOCK) for b in self.members.get(None, ()) if b.id in self.spots]
        if self.zones:
            start = min(zone.x for zone in self.zones.values()), max(z.bottom for z in self.zones.values()) + GAP_DOWN
        else:
            start = max((rect.right for rect in left), default=0.0), START[1]
            start = (math.ceil((start[0] + GAP_ACROSS - 4) / 24) * 24 - 4 if left else START[0] - 4, start[1])
        tall = max((rect.bottom for rect in left), default=0.0) if not self.zones else 0.0
        by_id = {zone.id: zone for zone in waiting}
        for id_, (x, y) in _packed(order, sizes, start[0] if not self.zones else 0.0, tall).items():
            self._settle(by_id[id_], (start[0] + x, start[1] + y), depths)

    def _wanted(self, zone: Zone, depths: Mapping[str, int]) -> Spot:
        cells = self._grid(self.members[zone.id], depths).values()
        spots = [(SIDE + column * COLUMN, TOP + row * ROW) for column, row in cells]
        rect = _around(Rect(0, 0, *_size(zone, self.afresh)), spots)
        return rect.width, rect.height


def outside(option: Option, catalogue: Catalogue) -> tuple[tuple[Block, ...], ...]:
    """What stands in no zone: governance of the whole plan, governance of named parts, everything else."""
    groups: tuple[list[Block], list[Block], list[Block]] = ([], [], [])
    zones = {zone.id for zone in option.zones}
    for block in option.blocks:
        if block.zone not in zones:
            kind = catalogue.blocks.get(block.kind)
            governs = kind is not None and kind.category == "governance"
            groups[(1 if block.covers else 0) if governs else 2].append(block)
    return tuple(tuple(group) for group in groups)


def _size(zone: Zone, afresh: bool) -> Spot:
    return EMPTY_ZONE if zone.size is None or afresh else zone.size


def _around(zone: Rect, blocks: Iterable[Spot]) -> Rect:
    """The zone, large enough for its blocks. A zone that was never sized shrinks to them."""
    rects = [Rect(x - SIDE, y - TOP, BLOCK[0] + 2 * SIDE, BLOCK[1] + TOP + SIDE) for x, y in blocks]
    if not rects:
        return zone
    result = rects[0] if (zone.width, zone.height) == EMPTY_ZONE else zone
    result = result.united(Rect(zone.x, zone.y, 0, 0))
    for rect in rects:
        result = result.united(rect)
    return result


def _free_below(x: float, y: float, size: Spot, taken: Iterable[Rect]) -> Spot:
    """The first place at or below (x, y) that overlaps nothing."""
    rect = Rect(x, y, *size)
    for other in sorted(taken, key=lambda r: r.y):
        if rect.grown(16).overlaps(other):
            rect = Rect(x, math.ceil((other.bottom + 16) / 8) * 8, *size)
    return rect.x, rect.y


def _depths(option: Option, workloads: Iterable[Workload]) -> dict[str, int]:
    """How many links each block lies from a workload; where no workload leads, from the start of its data."""
    import networkx as nx

    graph = nx.DiGraph()
    graph.add_nodes_from(block.id for block in option.blocks)
    graph.add_edges_from((flow.source, flow.target) for flow in option.flows)
    starts = [workload.id for workload in workloads if workload.id in graph]
    reached: dict[str, int] = dict.fromkeys(starts, 0)
    if starts:
        reached |= nx.multi_source_dijkstra_path_length(graph.to_undirected(as_view=True), starts)
    rest = graph.subgraph([node for node in graph if node not in reached])
    layers = nx.topological_generations(nx.condensation(rest))
    inner = nx.condensation(rest).nodes
    for depth, components in enumerate(layers, 1):
        reached |= {node: depth for component in components for node in inner[component]["members"]}
    return reached


def _grid(
    ids: Sequence[str], governance: Collection[str], links: Sequence[tuple[str, str]], depths: Mapping[str, int]
) -> dict[str, tuple[int, int]]:
    """Column and row of each block: by depth from left to right, neighbours close, governance at the foot."""
    columns: list[list[str]] = [[] for _ in range(max(1, math.ceil(math.sqrt(len(ids) / WIDE))))]
    near = _neighbours(ids, links)
    limit = math.ceil(len(ids) / len(columns)) + 1
    working = [id_ for id_ in ids if id_ not in governance]
    levels = sorted({depths.get(id_, 0) for id_ in working})
    for level in levels:
        wanted = levels.index(level) * len(columns) // max(len(levels), len(columns))
        for id_ in _by_neighbours([i for i in working if depths.get(i, 0) == level], near, columns):
            column = _roomy(columns, limit, wanted, bool(near[id_]))
            columns[column].append(id_)
    for id_ in (id_ for id_ in ids if id_ in governance):
        wanted = max((c + 1 for c, column in enumerate(columns) if near[id_] & set(column)), default=len(columns) - 1)
        column = min(range(len(columns)), key=lambda c: (len(columns[c]) + abs(c - wanted) / 2, c))
        columns[column].append(id_)
    filled = [column for column in columns if column]
    return {id_: (number, row) for number, column in enumerate(filled) for row, id_ in enumerate(column)}


def _neighbours(ids: Sequence[str], links: Sequence[tuple[str, str]]) -> dict[str, set[str]]:
    near: dict[str, set[str]] = {id_: set() for id_ in ids}
    for source, target in links:
        if source in near and target in near:
            near[source].add(target)
            near[target].add(source)
    return near


def _by_neighbours(ids: Sequence[str], near: Mapping[str, set[str]], columns: Sequence[Sequence[str]]) -> list[str]:
    """The blocks in the order of the rows in which their neighbours already stand."""
    rows = {id_: row for column in columns for row, id_ in enumerate(column)}

    def middle(id_: str) -> float:
        known = [rows[other] for other in near[id_] if other in rows]
        return sum(known) / len(known) if known else math.inf

    return sorted(ids, key=middle)


def _roomy(columns: Sequence[Sequence[str]], limit: int, wanted: int, linked: bool) -> int:
    """The wanted column, or the nearest with room; what has no links goes where there is most room."""
    if not linked:
        return min(range(len(columns)), key=lambda c: (len(columns[c]), abs(c - wanted)))
    free = [c for c in range(len(columns)) if len(columns[c]) < limit]
    return min(free, key=lambda c: (abs(c - wanted), -c), default=wanted)


def _by_nearness(ids: Sequence[str], option: Option, workloads: Iterable[Workload]) -> list[str]:
    """Zones in the order in which links lead on from the workloads."""
    home: dict[str, str | None] = {workload.id: "" for workload in workloads}
    home |= {block.id: block.zone for block in option.blocks}
    seen: set[str | None] = {""}
    rest, order = list(ids), []
    while rest:
        weight = dict.fromkeys(rest, 0)
        for flow in option.flows:
            for here, there in ((flow.source, flow.target), (flow.target, flow.source)):
                zone = home.get(there)
                if zone in weight and home.get(here) in seen and zone not in seen:
                    weight[zone] += 1
        best = max(rest, key=lambda id_: weight[id_])
        order.append(best)
        seen.add(best)
        rest.remove(best)
    return order


def _packed(order: Sequence[str], sizes: Mapping[str, Spot], left: float, tall: float) -> dict[str, Spot]:
    """Corners of the zones in rows, of all row widths the one that brings the whole nearest to its proportion."""
    widths = sorted({round(wide) for wide in _running_widths([sizes[id_][0] for id_ in order])})

    def misfit(wide: float) -> float:
        spots = _rows(order, sizes, wide)
        right = max(spots[id_][0] + sizes[id_][0] for id_ in order) + left
        bottom = max(tall, max(spots[id_][1] + sizes[id_][1] for id_ in order))
        return abs(math.log(right / bottom / WIDE))

    return _rows(order, sizes, min(widths, key=misfit))


def _running_widths(widths: Sequence[float]) -> Iterator[float]:
    for start in range(len(widths)):
        total = -GAP_ACROSS
        for wide in widths[start:]:
            total += wide + GAP_ACROSS
            yield total + 1


def _rows(order: Sequence[str], sizes: Mapping[str, Spot], wide: float) -> dict[str, Spot]:
    """Zones in rows no wider than `wide`; a low zone stands below the one before where the row is high enough."""
    spots: dict[str, Spot] = {}
    x = y = high = 0.0
    column_x = column_y = column_wide = 0.0
    for id_ in order:
        width, height = sizes[id_]
        if spots and width <= column_wide and column_y + GAP_DOWN + height <= high:
            spots[id_] = column_x, y + column_y + GAP_DOWN
            column_y += GAP_DOWN + height
            continue
        if spots and x + width > wide:
            x, y, high = 0.0, y + high + GAP_DOWN, 0.0
        spots[id_] = x, y
        column_x, column_y, column_wide = x, height, width
        x, high = x + width + GAP_ACROSS, max(high, height)
    return spots
