"""Where everything of an option stands. What was placed keeps its place; the rest gets a calm one, always the same.

Workloads stand in a column at the left, governance that belongs to no zone below them, zones to the right in rows. In a
zone, what people touch first stands at the left and what it leans on behind it, so that most links join neighbours.
All lengths are canvas pixels at 100 %; a place is the top left corner.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from infra_builder.catalogue import Catalogue
from infra_builder.grid import Grid
from infra_builder.packing import GAP_ACROSS, GAP_DOWN, LOOSE, by_nearness, packed
from infra_builder.plan import Block, Option, Plan, Workload, Zone
from infra_builder.rects import Rect, Spot, Taken

__all__ = ["Layout", "Rect", "Spot", "around", "arranged", "outside"]

BLOCK = (208.0, 64.0)
CARD = (248.0, 176.0)
COLUMN, ROW = 360.0, 120.0
"""From one block to the next: room for the words of a link between columns, for a bend between rows."""
HEAD, TOP, SIDE = 36.0, 64.0, 28.0
"""Of a zone: its head, its edge to the first block below, its edge to the blocks at the other sides."""
FIRST_ROW = 84.0
"""How far below the top of a zone its first blocks are put: a head of two lines and a badge fit between."""
EMPTY_ZONE = (300.0, 180.0)
START = (24.0, 24.0)
SHELF_COLUMN = 248.0
HEADING, STACK = 72.0, 80.0
"""In the left column: room for a heading, and from one block to the next."""
LEFT_LIMIT = 8
"""So many blocks under each other in the left column before a second one begins."""


@dataclass(frozen=True)
class Layout:
    """The place of each workload and block, and the rectangle of each zone, by id."""

    workloads: Mapping[str, Spot]
    blocks: Mapping[str, Spot]
    zones: Mapping[str, Rect]


def arranged(
    plan: Plan, option: Option, catalogue: Catalogue, afresh: bool = False, sizes: Mapping[str, Spot] | None = None
) -> Layout:
    """Places for everything of the option. With `afresh`, what was placed by hand is placed anew as well.

    `sizes` gives width and height of blocks and cards that differ from the usual.
    """
    return _Arrangement(plan, option, catalogue, afresh, sizes or {}).layout()


class _Arrangement:
    """The working state of one arrangement."""

    def __init__(
        self, plan: Plan, option: Option, catalogue: Catalogue, afresh: bool, sizes: Mapping[str, Spot]
    ) -> None:
        self.sizes = sizes
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
        self.near: dict[str, set[str]] = {block.id: set() for block in option.blocks}
        for flow in option.flows:
            if flow.source in self.near and flow.target in self.near:
                self.near[flow.source].add(flow.target)
                self.near[flow.target].add(flow.source)

    def at(self, item: Block | Workload | Zone) -> Spot | None:
        return None if self.afresh else item.at

    def block_at(self, id_: str, spot: Spot) -> Rect:
        return Rect(*spot, *self.sizes.get(id_, BLOCK))

    def card_at(self, id_: str, spot: Spot) -> Rect:
        return Rect(*spot, *self.sizes.get(id_, CARD))

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
        self._place_blocks(inside, origin, depths)
        self.zones[zone.id] = around(
            Rect(*origin, *_size(zone, self.afresh)), [self.block_at(b.id, self.spots[b.id]) for b in inside]
        )

    def _place_blocks(self, inside: Sequence[Block], origin: Spot, depths: Mapping[str, int]) -> None:
        new = [block for block in inside if block.id not in self.spots]
        if len(new) < len(inside):
            self._fill_in(origin, inside, new)
            return
        for id_, (column, row) in self._grid(new, depths).items():
            self.spots[id_] = origin[0] + SIDE + column * COLUMN, origin[1] + FIRST_ROW + row * ROW

    def _fill_in(self, origin: Spot, inside: Sequence[Block], new: Sequence[Block]) -> None:
        """Give each new block the first free cell beside the blocks that were placed by hand."""
        there = [self.block_at(block.id, self.spots[block.id]) for block in inside if block.id in self.spots]
        columns = max(1, 1 + round((max(rect.x for rect in there) - origin[0] - SIDE) / COLUMN))
        taken = Taken(there)
        cells = (
            Rect(origin[0] + SIDE + column * COLUMN, origin[1] + FIRST_ROW + row * ROW, *BLOCK)
            for row in itertools.count()
            for column in range(columns)
        )
        # What is taken stays taken, so that the search goes on where the last block found its cell.
        free = (cell for cell in cells if not taken.touched(cell.grown(20)))
        for block, cell in zip(new, free, strict=False):
            self.spots[block.id] = cell.x, cell.y

    def _grid(self, blocks: Sequence[Block], depths: Mapping[str, int]) -> dict[str, tuple[int, int]]:
        known = self.catalogue.blocks
        categories = {block.id: known[block.kind].category if block.kind in known else "hosting" for block in blocks}
        near = {id_: {other for other in self.near[id_] if other in categories} for id_ in categories}
        return Grid(categories, near).filled(depths)

    def _place_left_column(self) -> None:
        """Workloads, and below them in groups what stands in no zone."""
        taken = self._taken()
        y = START[1]
        for workload in self.workloads:
            if workload.id not in self.cards:
                rect = taken.free_below(self.card_at(workload.id, (START[0], y)))
                self.cards[workload.id] = rect.x, rect.y
                taken.add(rect)
                y = rect.bottom + 40
        y = max([y, *(self.card_at(id_, spot).bottom for id_, spot in self.cards.items())])
        for group in outside(self.option, self.catalogue)[:2]:
            new = [block for block in group if block.id not in self.spots]
            there = [self.block_at(b.id, self.spots[b.id]).bottom for b in group if b.id in self.spots]
            if new:
                y = self._stack(new, max(there) + STACK - BLOCK[1] if there else y + HEADING, taken)

    def _taken(self) -> Taken:
        """Everything that has its place by now."""
        blocks = (self.block_at(id_, spot) for id_, spot in self.spots.items())
        cards = (self.card_at(id_, spot) for id_, spot in self.cards.items())
        return Taken((*self.zones.values(), *blocks, *cards))

    def _stack(self, blocks: Sequence[Block], y: float, taken: Taken) -> float:
        high = math.ceil(len(blocks) / math.ceil(len(blocks) / LEFT_LIMIT)) if blocks else 0
        lowest = y
        for number, block in enumerate(blocks):
            column, row = divmod(number, high)
            wanted = self.block_at(block.id, (START[0] + column * (BLOCK[0] + 40), y + row * STACK))
            rect = taken.free_below(wanted)
            self.spots[block.id] = rect.x, rect.y
            taken.add(rect)
            lowest = max(lowest, rect.bottom)
        return lowest

    def _place_waiting(self, waiting: Sequence[Zone], depths: Mapping[str, int]) -> None:
        """Put what nobody placed into rows, below the zones that were placed: zones, and blocks that are in none."""
        loose = [block for block in outside(self.option, self.catalogue)[2] if block.id not in self.spots]
        areas = {zone.id: self.members[zone.id] for zone in waiting} | ({LOOSE: loose} if loose else {})
        if not areas:
            return
        by_id = {zone.id: zone for zone in waiting}
        sizes = {id_: self._wanted(by_id.get(id_), blocks, depths) for id_, blocks in areas.items()}
        order = by_nearness(list(areas), self.option, self.workloads)
        left, top, tall = self._start()
        taken = self._taken()
        for id_, (x, y) in packed(order, sizes, self._joined(order), left if tall else 0.0, tall).items():
            area = taken.free_below(Rect(left + x, top + y, *sizes[id_]))
            taken.add(area)
            if id_ in by_id:
                self._settle(by_id[id_], (area.x, area.y), depths)
            else:
                self._place_blocks(loose, (area.x, area.y), depths)

    def _start(self) -> tuple[float, float, float]:
        """Where the rows begin, and how far down the left column reaches where it counts for the proportion."""
        if self.zones:
            zones = self.zones.values()
            return min(zone.x for zone in zones), max(zone.bottom for zone in zones) + GAP_DOWN, 0.0
        column = [self.card_at(id_, spot) for id_, spot in self.cards.items()]
        column += [self.block_at(b.id, self.spots[b.id]) for b in self.members.get(None, ()) if b.id in self.spots]
        if not column:
            return START[0] - 4, START[1], 0.0
        right = max(rect.right for rect in column)
        return math.ceil((right + GAP_ACROSS - 4) / 24) * 24 - 4, START[1], max(rect.bottom for rect in column)

    def _joined(self, order: Sequence[str]) -> list[tuple[str, str]]:
        """Pairs of zones that a link joins."""
        home = {block.id: block.zone or LOOSE for block in self.option.blocks}
        pairs = {(home.get(flow.source), home.get(flow.target)) for flow in self.option.flows}
        return [(a, b) for a in order for b in order if a != b and (a, b) in pairs]

    def _wanted(self, zone: Zone | None, blocks: Sequence[Block], depths: Mapping[str, int]) -> Spot:
        cells = self._grid(blocks, depths).items()
        rects = [self.block_at(id_, (SIDE + column * COLUMN, FIRST_ROW + row * ROW)) for id_, (column, row) in cells]
        size = _size(zone, self.afresh) if zone else EMPTY_ZONE
        rect = around(Rect(0, 0, *size), rects)
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


def around(zone: Rect, blocks: Iterable[Rect]) -> Rect:
    """The zone, large enough for its blocks. A zone that was never sized shrinks to them."""
    rects = [Rect(b.x - SIDE, b.y - TOP, b.width + 2 * SIDE, b.height + TOP + SIDE) for b in blocks]
    if not rects:
        return zone
    result = rects[0] if (zone.width, zone.height) == EMPTY_ZONE else zone
    result = result.united(Rect(zone.x, zone.y, 0, 0))
    for rect in rects:
        result = result.united(rect)
    return result


def _depths(option: Option, workloads: Iterable[Workload]) -> dict[str, int]:
    """How many links each block lies from a workload; where no workload leads, from the start of its data."""
    onward: dict[str, list[str]] = {block.id: [] for block in option.blocks}
    onward |= {workload.id: [] for workload in workloads}
    either = {id_: list[str]() for id_ in onward}
    fed = set()
    for flow in option.flows:
        if flow.source in onward and flow.target in onward:
            onward[flow.source].append(flow.target)
            either[flow.source].append(flow.target)
            either[flow.target].append(flow.source)
            fed.add(flow.target)
    depths = _spread([workload.id for workload in workloads], either, {})
    depths = _spread([id_ for id_ in onward if id_ not in fed], onward, depths)
    return _spread([id_ for id_ in onward if id_ not in depths][:1], either, depths)


def _spread(starts: Iterable[str], ways: Mapping[str, Sequence[str]], known: Mapping[str, int]) -> dict[str, int]:
    """Known depths, and the number of steps from the starts for what is not known."""
    depths = dict(known)
    edge = [start for start in starts if start not in depths]
    depths |= dict.fromkeys(edge, 0)
    while edge:
        new = [there for here in edge for there in ways[here]]
        depth = depths[edge[0]] + 1
        edge = [there for there in dict.fromkeys(new) if there not in depths]
        depths |= dict.fromkeys(edge, depth)
    return depths
