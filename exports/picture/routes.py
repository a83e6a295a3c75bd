"""Upright and level routes for links. For each link a handful of candidate lines is weighed and the cheapest is taken.

A line through a block or through the words of a zone costs more than any detour; crossing another line, running along
it and every bend cost a little. Links are laid one after another, the straight ones first, so the outcome is always
the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from exports.picture.shapes import Point
from infra_builder.layout import Rect

Points = tuple[Point, ...]
Side = str
"""One of R B L T, the side of an item at which a link begins or ends."""

OUT: dict[Side, Point] = {"R": (1.0, 0.0), "B": (0.0, 1.0), "L": (-1.0, 0.0), "T": (0.0, -1.0)}
OPPOSITE: dict[Side, Side] = {"R": "L", "L": "R", "T": "B", "B": "T"}
STUB, CLEAR, TRACK = 20.0, 9.0, 14.0
"""Straight out of an item; free space beside a block; from one parallel line to the next."""
PORT_GAP, PORT_MARGIN = 18.0, 13.0
BEND, HIT, WORDS, CROSSING, SHARED, CROWDED = 90.0, 3000.0, 1200.0, 60.0, 420.0, 30.0
FOREIGN, NEAR_BORDER, BORDER = 0.6, 30.0, 300.0
WORTH_A_DETOUR, FAR, OFF_MIDDLE = 200.0, 400.0, 0.04
NEAR = 160.0
MOST_CHANNELS, MOST_ZONE_CHANNELS = 14, 4
CHANNEL_STEPS, ZONE_CHANNEL = (5.0, 15.0, 25.0), 30.0


@dataclass(frozen=True, slots=True)
class Link:
    """A link to be routed, by the ids of its two items."""

    id: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Route:
    """A routed link: its corners, and the sides at which it leaves and arrives."""

    points: Points
    sides: tuple[Side, Side]


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
        if -9 < other - at < 9 and start < high - 3 and end > low + 3:
            total += (SHARED + min(end, high) - max(start, low)) * (1 - abs(other - at) / 16)
    for other, start, end in across:
        if low < other < high and start < at < end:
            total += CROSSING
    return total


Box = tuple[float, float, float, float]
Span = tuple[float, float]


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


def _box(rect: Rect, grown: float) -> Box:
    return rect.x - grown, rect.y - grown, rect.right + grown, rect.bottom + grown


@dataclass(frozen=True, slots=True)
class _Land:
    """All that stands on the canvas, from which each link gets the part near it."""

    blocks: tuple[Box, ...]
    words: tuple[Box, ...]
    zones: tuple[Box, ...]

    def near(self, source: Rect, target: Rect) -> Ground:
        """What lies near the two items. The two themselves may be touched, not crossed."""
        ends = _box(source, CLEAR), _box(target, CLEAR)
        near = _box(source.united(target), NEAR)
        blocks = (box for box in self.blocks if _meet(box, near) and box not in ends)
        foreign = (
            zone for zone in self.zones
            if _meet(zone, near) and not _holds(zone, source.cx, source.cy) and not _holds(zone, target.cx, target.cy)
        )  # fmt: skip
        return Ground(
            (_box(source, -0.6), _box(target, -0.6), *blocks),
            tuple(box for box in self.words if _meet(box, near)),
            tuple(foreign),
        )


def _land(items: Iterable[Rect], words: Iterable[Rect], zones: Iterable[Rect] = ()) -> _Land:
    return _Land(
        tuple(_box(rect, CLEAR) for rect in items), tuple(_box(rect, 3) for rect in words),
        tuple(_box(zone, 0) for zone in zones),
    )  # fmt: skip


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _holds(box: Box, x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def route(source: Rect, target: Rect, obstacles: Iterable[Rect] = (), words: Iterable[Rect] = ()) -> Route:
    """The route of a single link, from the middle of a side to the middle of a side."""
    ground = _land(obstacles, words).near(source, target)
    sides = _sides(source, target, ground, {}, False)
    start, end = (_port(rect, side, 0.0) for rect, side in zip((source, target), sides, strict=True))
    return Route(_best(start, end, sides, ground, Lines()), sides)


def route_all(
    links: Sequence[Link],
    items: Mapping[str, Rect],
    words: Sequence[Rect] = (),
    zones: Sequence[Rect] = (),
    kept: Mapping[str, Route] | None = None,
    quick: bool = False,
) -> dict[str, Route]:
    """Routes of all links, by id. Those in `kept` stay: while a block is dragged, only its own links move.

    `quick` looks at simple lines only, in about 0.2 ms a link, for as long as something is being dragged.
    """
    kept = kept or {}
    lines = Lines()
    for zone in zones:
        lines.add_border(zone)
    for known in kept.values():
        lines.add(known.points)
    fresh = [link for link in links if link.id not in kept and link.source in items and link.target in items]
    land = _land(items.values(), words, zones)
    grounds = {link.id: land.near(items[link.source], items[link.target]) for link in fresh}
    sides = _all_sides(links, items, grounds, kept, quick)
    ports = _ports(links, items, sides, kept)
    routes = dict(kept)
    for link in sorted(fresh, key=lambda one: _order(*ports[one.id])):
        start, end = ports[link.id]
        points = _best(start, end, sides[link.id], grounds[link.id], lines, quick)
        lines.add(points)
        routes[link.id] = Route(points, sides[link.id])
    return {link.id: routes[link.id] for link in links if link.id in routes}


def _order(start: Point, end: Point) -> tuple[bool, float]:
    """Straight and short lines have least choice and come first."""
    dx, dy = abs(start[0] - end[0]), abs(start[1] - end[1])
    return min(dx, dy) > 0.5, dx + dy


def _all_sides(
    links: Sequence[Link], items: Mapping[str, Rect], grounds: Mapping[str, Ground],
    kept: Mapping[str, Route], quick: bool,
) -> dict[str, tuple[Side, Side]]:  # fmt: skip
    crowd: dict[tuple[str, Side], int] = {}
    sides: dict[str, tuple[Side, Side]] = {}
    for link in links:
        if link.id in kept:
            sides[link.id] = kept[link.id].sides
        elif link.id in grounds:
            taken = {(which, side): crowd.get((id_, side), 0)
                     for which, id_ in enumerate((link.source, link.target)) for side in OUT}  # fmt: skip
            sides[link.id] = _sides(items[link.source], items[link.target], grounds[link.id], taken, quick)
        else:
            continue
        for id_, side in zip((link.source, link.target), sides[link.id], strict=True):
            crowd[id_, side] = crowd.get((id_, side), 0) + 1
    return sides


def _sides(
    source: Rect, target: Rect, ground: Ground, taken: Mapping[tuple[int, Side], int], quick: bool
) -> tuple[Side, Side]:
    """The pair of sides whose simplest line is the cheapest; all pairs are tried where that line hits something."""
    best, lowest = _cheapest_pair(_pairs(source, target), source, target, ground, taken, False)
    if lowest >= WORDS and not quick:
        every = [(one, other) for one in OUT for other in OUT]
        better, cost = _cheapest_pair(every, source, target, ground, taken, True)
        return better if cost < lowest else best
    return best


def _cheapest_pair(
    pairs: Iterable[tuple[Side, Side]], source: Rect, target: Rect, ground: Ground,
    taken: Mapping[tuple[int, Side], int], thorough: bool,
) -> tuple[tuple[Side, Side], float]:  # fmt: skip
    best, lowest = ("R", "L"), float("inf")
    for pair in pairs:
        start, end = _port(source, pair[0], 0.0), _port(target, pair[1], 0.0)
        price = CROWDED * (taken.get((0, pair[0]), 0) + taken.get((1, pair[1]), 0))
        price += 14.0 * (pair[0] in "TB") + 14.0 * (pair[1] in "TB")
        channels = _thinned(_channels(start, end, ground)) if thorough else NO_CHANNELS
        found = _cheapest(_first_choices(start, end, pair, channels), ground, None, limit=lowest - price)
        if found.points:
            best, lowest = pair, found.cost + price
    return best, lowest


def _pairs(source: Rect, target: Rect) -> list[tuple[Side, Side]]:
    across: Side = "R" if target.cx >= source.cx else "L"
    down: Side = "B" if target.cy >= source.cy else "T"
    room_across = max(target.x - source.right, source.x - target.right) >= 2 * STUB
    room_down = max(target.y - source.bottom, source.y - target.bottom) >= 2 * STUB - 8
    pairs: list[tuple[Side, Side]] = []
    if room_across:
        pairs.append((across, OPPOSITE[across]))
    if room_down:
        pairs.append((down, OPPOSITE[down]))
    if room_across and room_down:
        pairs += [(across, OPPOSITE[down]), (down, OPPOSITE[across])]
    if not room_across:
        pairs += [("R", "R"), ("L", "L")]
    if not room_down:
        pairs += [("B", "B"), ("T", "T")]
    return pairs


def _port(rect: Rect, side: Side, offset: float) -> Point:
    ux, uy = OUT[side]
    return rect.cx + ux * rect.width / 2 + abs(uy) * offset, rect.cy + uy * rect.height / 2 + abs(ux) * offset


def _ports(
    links: Sequence[Link], items: Mapping[str, Rect], sides: Mapping[str, tuple[Side, Side]], kept: Mapping[str, Route]
) -> dict[str, tuple[Point, Point]]:
    """Where each link leaves and arrives: links at one side stand apart, ordered by where they lead."""
    users: dict[tuple[str, Side], list[tuple[float, int, str]]] = {}
    for number, link in enumerate(links):
        if link.id not in sides:
            continue
        for end, (here, there) in enumerate(((link.source, link.target), (link.target, link.source))):
            side, other = sides[link.id][end], items[there]
            users.setdefault((here, side), []).append((other.cy if side in "RL" else other.cx, number, link.id))
    offsets: dict[tuple[str, str], float] = {}
    for (item, side), entries in users.items():
        entries.sort()
        gap = min(PORT_GAP, 2 * _reach(items[item], side) / max(1, len(entries) - 1))
        for place, (_, _, id_) in enumerate(entries):
            offsets[item, id_] = (place - (len(entries) - 1) / 2) * gap
    _straighten({link.id: link for link in links}, items, sides, users, offsets)
    return {
        link.id: (
            _port(items[link.source], sides[link.id][0], offsets[link.source, link.id]),
            _port(items[link.target], sides[link.id][1], offsets[link.target, link.id]),
        )
        for link in links
        if link.id in sides and link.id not in kept
    }


def _reach(rect: Rect, side: Side) -> float:
    """How far a port may stand from the middle of a side."""
    return (rect.height if side in "RL" else rect.width) / 2 - PORT_MARGIN


def _straighten(
    links: Mapping[str, Link], items: Mapping[str, Rect], sides: Mapping[str, tuple[Side, Side]],
    users: Mapping[tuple[str, Side], Sequence[tuple[float, int, str]]], offsets: dict[tuple[str, str], float],
) -> None:  # fmt: skip
    """Slide the ports of a side together so that one of its links faces its other end; each side at most once."""
    settled: set[tuple[str, Side]] = set()
    for (item, side), entries in sorted(users.items(), key=lambda entry: len(entry[1])):
        if (item, side) in settled:
            continue
        own, axis, reach = items[item], 1 if side in "RL" else 0, _reach(items[item], side)
        for _, _, id_ in entries:
            end = 0 if links[id_].source == item else 1
            other, facing = (links[id_].target, links[id_].source)[end], sides[id_][1 - end]
            if facing != OPPOSITE[side]:
                continue
            wanted = _port(items[other], facing, offsets[other, id_])[axis]
            slide = wanted - _port(own, side, offsets[item, id_])[axis]
            if all(abs(offsets[item, one] + slide) <= reach for _, _, one in entries):
                for _, _, one in entries:
                    offsets[item, one] += slide
                settled |= {(item, side), (other, facing)}
                break


def _best(
    start: Point, end: Point, sides: tuple[Side, Side], ground: Ground, lines: Lines, quick: bool = False
) -> Points:
    """The cheapest line: first among the simple ones, and where all of those meet something, among longer detours."""
    channels = _channels(start, end, ground)
    first = _cheapest(_first_choices(start, end, sides, channels), ground, lines)
    if quick or not channels[0] or first.extra <= WORTH_A_DETOUR:
        return first.points
    for most in (2 * _apart(start, end) + FAR, float("inf")):
        detour = _cheapest(_detours(start, end, sides, channels, most), ground, lines, limit=first.cost)
        if detour.points:
            return detour.points
    return first.points


def _apart(start: Point, end: Point) -> float:
    return abs(start[0] - end[0]) + abs(start[1] - end[1])


class _Way(NamedTuple):
    """A line that may be taken. `least` is a lower bound of length and bends, `long` its length."""

    least: float
    long: float
    points: Points


@dataclass(frozen=True, slots=True)
class _Choice:
    """A line with its whole cost, and the part of it that is not length and bends."""

    points: Points
    cost: float
    extra: float


def _cheapest(ways: Sequence[_Way], ground: Ground, lines: Lines | None, limit: float = float("inf")) -> _Choice:
    """The cheapest of the ways below the limit; no points where there is none."""
    best = _Choice((), limit, 0.0)
    for way in sorted(ways):
        if way.least >= best.cost:
            break
        points = _plain(way.points)
        if points is None:
            continue
        base = way.long + BEND * (len(points) - 2)
        extra = ground.cost(points, best.cost - base) if base < best.cost else 0.0
        if lines and base + extra < best.cost:
            extra += lines.cost(points)
        if base + extra < best.cost:
            best = _Choice(points, base + extra, extra)
    return best


def _channels(start: Point, end: Point, ground: Ground) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Free x and y beside the blocks near the line, those nearest to its middle first."""
    boxes = ground.blocks[2:] + ground.words + ground.foreign
    middle = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
    if not any(_between(box, start, end) for box in boxes):
        return (), ()
    solid = ground.blocks + ground.words
    return (
        _free((box[0::2] for box in solid), (box[0::2] for box in ground.foreign), middle[0]),
        _free((box[1::2] for box in solid), (box[1::2] for box in ground.foreign), middle[1]),
    )


def _free(solid: Iterable[Span], foreign: Iterable[Span], middle: float) -> tuple[float, ...]:
    """Lines just outside the spans, those nearest to the middle first; further outside for the zones of others."""
    near = {edge for low, high in solid for off in CHANNEL_STEPS for edge in (low - off, high + off)}
    far = {edge for low, high in foreign for edge in (low - ZONE_CHANNEL, high + ZONE_CHANNEL)}

    def off_middle(value: float) -> tuple[float, float]:
        return abs(value - middle), value

    return (*sorted(near, key=off_middle)[:MOST_CHANNELS], *sorted(far - near, key=off_middle)[:MOST_ZONE_CHANNELS])


def _between(box: Box, start: Point, end: Point) -> bool:
    left, top, right, bottom = box
    return (
        left < max(start[0], end[0]) + STUB and right > min(start[0], end[0]) - STUB
        and top < max(start[1], end[1]) + STUB and bottom > min(start[1], end[1]) - STUB
    )  # fmt: skip


Channels = tuple[tuple[float, ...], tuple[float, ...]]
NO_CHANNELS: Channels = ((), ())


def _thinned(channels: Channels) -> Channels:
    return channels[0][::2], channels[1][::2]


def _first_choices(start: Point, end: Point, sides: tuple[Side, Side], channels: Channels) -> list[_Way]:
    """Straight lines and lines with one or two turns between the stubs."""
    a, b = _stub(start, sides[0]), _stub(end, sides[1])
    ways = _Ways(start, a, b, end, sides)
    for x in (*_tracks(a[0], b[0], sides, "R"), *channels[0]):
        ways.add(0, ((x, a[1]), (x, b[1])))
    for y in (*_tracks(a[1], b[1], sides, "B"), *channels[1]):
        ways.add(1, ((a[0], y), (b[0], y)))
    ways.add(0, ((b[0], a[1]),))
    ways.add(1, ((a[0], b[1]),))
    return ways.found


def _detours(start: Point, end: Point, sides: tuple[Side, Side], channels: Channels, most: float) -> list[_Way]:
    """Lines with three turns between the stubs, up to a length."""
    a, b = _stub(start, sides[0]), _stub(end, sides[1])
    ways = _Ways(start, a, b, end, sides)
    channels = _thinned(channels)
    xs, ys = (*channels[0], a[0], b[0]), (*channels[1], a[1], b[1])
    for x in xs:
        for y in ys:
            long = abs(x - a[0]) + abs(y - a[1]) + abs(x - b[0]) + abs(y - b[1])
            if long < most:
                ways.add(0, ((x, a[1]), (x, y), (b[0], y)))
                ways.add(1, ((a[0], y), (x, y), (x, b[1])))
    return ways.found


class _Ways:
    """Collects lines between two stubs, with what they cost at the least."""

    def __init__(self, start: Point, a: Point, b: Point, end: Point, sides: tuple[Side, Side]) -> None:
        self.head, self.tail = (start, a), (b, end)
        self.axes = tuple(0 if side in "RL" else 1 for side in sides)
        self.found: list[_Way] = []

    def add(self, first: int, middle: Points) -> None:
        """A line whose first stretch after the stub runs along the axis `first` (0 level, 1 upright), then in turns."""
        points = (self.head[1], *middle, self.tail[0])
        long, empty = 2 * STUB, 0
        for p, q in pairwise(points):
            step = abs(p[0] - q[0]) + abs(p[1] - q[1])
            long += step
            empty += step < 0.01
        off = abs(middle[0][first] - (self.head[1][first] + self.tail[0][first]) / 2)
        long += off * OFF_MIDDLE
        last = (first + len(middle)) % 2
        turns = (self.axes[0] != first) + len(middle) + (self.axes[1] != last) - 2 * empty
        self.found.append(_Way(long + BEND * max(0, turns), long, (self.head[0], *points, self.tail[1])))


def _stub(port: Point, side: Side) -> Point:
    return port[0] + OUT[side][0] * STUB, port[1] + OUT[side][1] * STUB


def _tracks(one: float, other: float, sides: tuple[Side, Side], positive: Side) -> Iterator[float]:
    """Positions for the stretch across: in the middle and to both sides of it, or outside where both look one way."""
    if sides[0] == sides[1]:
        outer, step = (max(one, other), TRACK) if sides[0] == positive else (min(one, other), -TRACK)
        yield from (outer + step * n for n in range(6))
        return
    middle, half = (one + other) / 2, abs(one - other) / 2
    yield middle
    for n in range(1, 7):
        if n * TRACK <= half:
            yield middle - n * TRACK
            yield middle + n * TRACK
    toward = TRACK if other > one else -TRACK
    for n in range(1, 4):
        if n * TRACK < half:
            yield one + n * toward
            yield other - n * toward


def _plain(points: Sequence[Point]) -> Points | None:
    """The line without needless corners; None where it would turn back on itself."""
    result: list[Point] = [points[0]]
    for point in points[1:]:
        if abs(point[0] - result[-1][0]) < 0.01 and abs(point[1] - result[-1][1]) < 0.01:
            continue
        if len(result) > 1:
            before, here = result[-2], result[-1]
            for axis in (0, 1):
                if abs(before[axis] - here[axis]) < 0.01 and abs(here[axis] - point[axis]) < 0.01:
                    if (here[1 - axis] - before[1 - axis]) * (point[1 - axis] - here[1 - axis]) < 0:
                        return None
                    result.pop()
                    break
        result.append(point)
    return tuple(result)
