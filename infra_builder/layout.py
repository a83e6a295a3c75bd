"""Where everything of an option stands. What was placed keeps its place; the rest gets a calm one, always the same.

Workloads stand in a column at the left, governance that belongs to no zone below them, zones to the right in rows. In a
zone, what people touch first stands at the left and what it leans on behind it, so that most links join neighbours.
All lengths are canvas pixels at 100 %; a place is the top left corner.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
FIRST_ROW = 84.0
"""How far below the top of a zone its first blocks are put: a head of two lines and a badge fit between."""
EMPTY_ZONE = (300.0, 180.0)
GAP_ACROSS, GAP_DOWN = 96.0, 84.0
"""Between zones, chosen so that the blocks of all zones stand on one grid of 24."""
START = (24.0, 24.0)
SHELF_COLUMN = 248.0
HEADING, STACK = 72.0, 80.0
"""In the left column: room for a heading, and from one block to the next."""
LOOSE = "in no zone"
"""Stands for the id of a zone; no id holds a blank."""
LEFT_LIMIT = 8
"""So many blocks under each other in the left column before a second one begins."""
WIDE = 1.6
"""How much wider than high the whole should be."""
BETWEEN = 0.25
"""What a zone on the way between two others counts, against the logarithm of a wrong proportion."""


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
        self.zones[zone.id] = _around(
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
        taken = [self.block_at(block.id, self.spots[block.id]) for block in inside if block.id in self.spots]
        columns = max(1, 1 + round((max(rect.x for rect in taken) - origin[0] - SIDE) / COLUMN))
        for block in new:
            deep = max(0.0, max(rect.bottom - origin[1] for rect in taken))
            for row in range(len(inside) + int(deep / ROW) + 2):
                cells = (
                    Rect(origin[0] + SIDE + column * COLUMN, origin[1] + FIRST_ROW + row * ROW, *BLOCK)
                    for column in range(columns)
                )
                free = next((c for c in cells if not any(c.grown(20).overlaps(other) for other in taken)), None)
                if free:
                    taken.append(free)
                    self.spots[block.id] = free.x, free.y
                    break

    def _grid(self, blocks: Sequence[Block], depths: Mapping[str, int]) -> dict[str, tuple[int, int]]:
        links = [(flow.source, flow.target) for flow in self.option.flows]
        known = self.catalogue.blocks
        categories = {block.id: known[block.kind].category if block.kind in known else "hosting" for block in blocks}
        return _grid(categories, links, depths)

    def _place_left_column(self) -> None:
        """Workloads, and below them in groups what stands in no zone."""
        taken = [*self.zones.values()]
        taken += [self.block_at(id_, spot) for id_, spot in self.spots.items()]
        taken += [self.card_at(id_, spot) for id_, spot in self.cards.items()]
        y = START[1]
        for workload in self.workloads:
            if workload.id not in self.cards:
                rect = _free_below(self.card_at(workload.id, (START[0], y)), taken)
                self.cards[workload.id] = rect.x, rect.y
                taken.append(rect)
                y = rect.bottom + 40
        y = max([y, *(self.card_at(id_, spot).bottom for id_, spot in self.cards.items())])
        for group in outside(self.option, self.catalogue)[:2]:
            new = [block for block in group if block.id not in self.spots]
            there = [self.block_at(b.id, self.spots[b.id]).bottom for b in group if b.id in self.spots]
            if new:
                y = self._stack(new, max(there) + STACK - BLOCK[1] if there else y + HEADING, taken)

    def _stack(self, blocks: Sequence[Block], y: float, taken: list[Rect]) -> float:
        high = math.ceil(len(blocks) / math.ceil(len(blocks) / LEFT_LIMIT)) if blocks else 0
        lowest = y
        for number, block in enumerate(blocks):
            column, row = divmod(number, high)
            wanted = self.block_at(block.id, (START[0] + column * (BLOCK[0] + 40), y + row * STACK))
            rect = _free_below(wanted, taken)
            self.spots[block.id] = rect.x, rect.y
            taken.append(rect)
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
        order = _by_nearness(list(areas), self.option, self.workloads)
        left, top, tall = self._start()
        taken = [*self.zones.values(), *(self.block_at(id_, spot) for id_, spot in self.spots.items())]
        taken += [self.card_at(id_, spot) for id_, spot in self.cards.items()]
        for id_, (x, y) in _packed(order, sizes, self._joined(order), left if tall else 0.0, tall).items():
            area = _free_below(Rect(left + x, top + y, *sizes[id_]), taken)
            taken.append(area)
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
        rect = _around(Rect(0, 0, *size), rects)
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


def _around(zone: Rect, blocks: Iterable[Rect]) -> Rect:
    """The zone, large enough for its blocks. A zone that was never sized shrinks to them."""
    rects = [Rect(b.x - SIDE, b.y - TOP, b.width + 2 * SIDE, b.height + TOP + SIDE) for b in blocks]
    if not rects:
        return zone
    result = rects[0] if (zone.width, zone.height) == EMPTY_ZONE else zone
    result = result.united(Rect(zone.x, zone.y, 0, 0))
    for rect in rects:
        result = result.united(rect)
    return result


def _free_below(rect: Rect, taken: Iterable[Rect]) -> Rect:
    """The rectangle moved down to the first place where it overlaps nothing."""
    for other in sorted(taken, key=lambda r: r.y):
        if rect.grown(12).overlaps(other):
            rect = Rect(rect.x, math.ceil((other.bottom + 16) / 8) * 8, rect.width, rect.height)
    return rect


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


def _grid(
    categories: Mapping[str, str], links: Sequence[tuple[str, str]], depths: Mapping[str, int]
) -> dict[str, tuple[int, int]]:
    """Column and row of each block: by depth from left to right, neighbours close, governance at the foot.

    Data stand below the block that reads them, in the same column, so that they feed it by a short upright link.
    """
    near = _neighbours(list(categories), links)
    columns: list[list[str]] = [[] for _ in range(_column_count(len(categories), any(near.values())))]
    limit = math.ceil(len(categories) / len(columns)) + 1
    working = [id_ for id_, category in categories.items() if category != "governance"]
    levels = sorted({depths.get(id_, 0) for id_ in working})
    for number, level in enumerate(levels):
        wanted = _column_of(number, len(levels), len(columns))
        for id_ in _by_neighbours([i for i in working if depths.get(i, 0) == level], near, columns):
            readers = [c for c, column in enumerate(columns) if near[id_] & set(column)]
            place = min(readers) if readers and categories[id_] == "data" else wanted
            columns[_roomy(columns, limit, place, bool(near[id_]))].append(id_)
    for id_ in (id_ for id_, category in categories.items() if category == "governance"):
        wanted = max((c + 1 for c, column in enumerate(columns) if near[id_] & set(column)), default=len(columns) - 1)
        column = min(range(len(columns)), key=lambda c: (len(columns[c]) + abs(c - wanted) / 2, c))
        columns[column].append(id_)
    filled = [column for column in columns if column]
    return {id_: (number, row) for number, column in enumerate(filled) for row, id_ in enumerate(column)}


def _column_of(level: int, levels: int, columns: int) -> int:
    """The first level has the first column for itself; the others share the rest."""
    return 0 if level == 0 else 1 + (level - 1) * (columns - 1) // max(levels - 1, columns - 1)


def _column_count(blocks: int, linked: bool) -> int:
    """As many columns as bring the zone near its proportion; a few blocks without links just stack."""
    return 1 if blocks <= 3 and not linked else math.ceil(math.sqrt(blocks / WIDE))


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
    home |= {block.id: block.zone or LOOSE for block in option.blocks}
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


def _packed(
    order: Sequence[str], sizes: Mapping[str, Spot], joined: Sequence[tuple[str, str]], left: float, tall: float
) -> dict[str, Spot]:
    """Corners of the zones in rows; of all row widths the one that comes nearest to the wanted proportion.

    A zone that stands between two that are joined by links counts as being off.
    """
    widths = sorted({round(wide) for wide in _running_widths([sizes[id_][0] for id_ in order])})

    def misfit(wide: float) -> float:
        spots = _rows(order, sizes, wide)
        right = max(1.0, max(spots[id_][0] + sizes[id_][0] for id_ in order) + left)
        bottom = max(1.0, tall, max(spots[id_][1] + sizes[id_][1] for id_ in order))
        rects = {id_: Rect(*spots[id_], *sizes[id_]) for id_ in order}
        between = sum(_stands_between(rects[a], rects[b], rects.values()) for a, b in joined)
        return abs(math.log(right / bottom / WIDE)) + BETWEEN * between

    return _rows(order, sizes, min(widths, key=misfit))


def _stands_between(one: Rect, other: Rect, rects: Iterable[Rect]) -> bool:
    """Whether a third rectangle lies on the way from middle to middle."""
    steps = [n / 12 for n in range(1, 12)]
    points = [(one.cx + (other.cx - one.cx) * step, one.cy + (other.cy - one.cy) * step) for step in steps]
    return any(rect.holds(*point) for rect in rects if rect not in (one, other) for point in points)


def _running_widths(widths: Sequence[float]) -> Iterator[float]:
    """Widths of rows that neighbours, or two zones, fill exactly."""
    for start, first in enumerate(widths):
        total = -GAP_ACROSS
        for wide in widths[start:]:
            total += wide + GAP_ACROSS
            yield total + 1
            yield first + GAP_ACROSS + wide + 1


@dataclass
class _Row:
    """A row of zones while it is filled: its top, its height, and the columns with their low ends."""

    y: float
    high: float
    columns: list[list[float]]
    """x, width and the height filled so far."""

    def take(self, width: float, height: float, wide: float) -> Spot | None:
        """A corner for a zone: below a wider one where the row is high enough, else at the end of the row."""
        for column in self.columns:
            if width <= column[1] and column[2] + GAP_DOWN + height <= self.high:
                column[2] += GAP_DOWN + height
                return column[0], self.y + column[2] - height
        x = self.columns[-1][0] + self.columns[-1][1] + GAP_ACROSS
        if x + width > wide or height > self.high:
            return None
        self.columns.append([x, width, height])
        return x, self.y


def _rows(order: Sequence[str], sizes: Mapping[str, Spot], wide: float) -> dict[str, Spot]:
    """Zones in rows no wider than `wide`; each goes into the first row that has room, the last may grow in height."""
    spots: dict[str, Spot] = {}
    rows: list[_Row] = []
    for id_ in order:
        width, height = sizes[id_]
        if rows:
            rows[-1].high = max(rows[-1].high, height) if _room_at_end(rows[-1], width, wide) else rows[-1].high
        spot = next((spot for row in rows if (spot := row.take(width, height, wide))), None)
        if spot is None:
            y = rows[-1].y + rows[-1].high + GAP_DOWN if rows else 0.0
            rows.append(_Row(y, height, [[0.0, width, height]]))
            spot = 0.0, y
        spots[id_] = spot
    return spots


def _room_at_end(row: _Row, width: float, wide: float) -> bool:
    return row.columns[-1][0] + row.columns[-1][1] + GAP_ACROSS + width <= wide
