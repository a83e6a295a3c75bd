"""Upright and level routes for links. For each link a handful of candidate lines is weighed and the cheapest is taken.

A line through a block or through the words of a zone costs more than any detour; crossing another line, running along
it and every bend cost a little. Links are laid one after another, the straight ones first, so the outcome is always
the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

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
BEND, HIT, WORDS, CROSSING, SHARED, CROWDED = 32.0, 2000.0, 700.0, 45.0, 260.0, 26.0
NEAR = 160.0
MOST_CHANNELS = 9


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

    def add(self, points: Sequence[Point]) -> None:
        """Lay a line."""
        for (x1, y1), (x2, y2) in zip(points, points[1:], strict=False):
            if abs(y1 - y2) < 0.5:
                self.level.append((y1, min(x1, x2), max(x1, x2)))
            else:
                self.upright.append((x1, min(y1, y2), max(y1, y2)))

    def cost(self, points: Sequence[Point]) -> float:
        """What crossing these lines or running along them costs."""
        total = 0.0
        for (x1, y1), (x2, y2) in zip(points, points[1:], strict=False):
            if abs(y1 - y2) < 0.5:
                total += _meeting(y1, min(x1, x2), max(x1, x2), self.level, self.upright)
            else:
                total += _meeting(x1, min(y1, y2), max(y1, y2), self.upright, self.level)
        return total


def _meeting(
    at: float, low: float, high: float,
    along: Iterable[tuple[float, float, float]], across: Iterable[tuple[float, float, float]],
) -> float:  # fmt: skip
    total = 0.0
    for other, start, end in along:
        if -11 < other - at < 11 and start < high - 3 and end > low + 3:
            total += SHARED * (1 - abs(other - at) / 16)
    for other, start, end in across:
        if low < other < high and start < at < end:
            total += CROSSING
    return total


Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Ground:
    """What a line must go around: blocks, words, and the borders of zones, which it may cross but not follow."""

    blocks: tuple[Box, ...]
    words: tuple[Box, ...]

    def cost(self, points: Sequence[Point]) -> float:
        """What running through blocks and words costs."""
        total = 0.0
        for (x1, y1), (x2, y2) in zip(points, points[1:], strict=False):
            left, right = (x1, x2) if x1 < x2 else (x2, x1)
            top, bottom = (y1, y2) if y1 < y2 else (y2, y1)
            for l, t, r, b in self.blocks:  # noqa: E741
                if l < right and left < r and t < bottom and top < b:
                    total += HIT
            for l, t, r, b in self.words:  # noqa: E741
                if l < right and left < r and t < bottom and top < b:
                    total += WORDS
        return total


def _box(rect: Rect, grown: float) -> Box:
    return rect.x - grown, rect.y - grown, rect.right + grown, rect.bottom + grown


def _ground(source: Rect, target: Rect, obstacles: Iterable[Rect], words: Iterable[Rect]) -> Ground:
    """What lies near the two items. The two themselves may be touched, not crossed."""
    near = source.united(target).grown(NEAR)
    blocks = [_box(source, -0.6), _box(target, -0.6)]
    blocks += [_box(rect, CLEAR) for rect in obstacles if rect.overlaps(near) and rect not in (source, target)]
    return Ground(tuple(blocks), tuple(_box(rect, 3) for rect in words if rect.overlaps(near)))


def route(source: Rect, target: Rect, obstacles: Iterable[Rect] = (), words: Iterable[Rect] = ()) -> Route:
    """The route of a single link, from the middle of a side to the middle of a side."""
    ground = _ground(source, target, obstacles, words)
    sides = _sides(source, target, ground, {})
    start, end = (_port(rect, side, 0.0) for rect, side in zip((source, target), sides, strict=True))
    return Route(_best(start, end, sides, ground, Lines()), sides)


def route_all(
    links: Sequence[Link],
    items: Mapping[str, Rect],
    words: Sequence[Rect] = (),
    zones: Iterable[Rect] = (),
    kept: Mapping[str, Route] | None = None,
) -> dict[str, Route]:
    """Routes of all links, by id. Those in `kept` stay as they are: while a block is dragged, only its own links move."""
    kept = kept or {}
    lines = Lines()
    for zone in zones:
        corners = ((zone.x, zone.y), (zone.right, zone.y), (zone.right, zone.bottom), (zone.x, zone.bottom))
        lines.add((*corners, corners[0]))
    for known in kept.values():
        lines.add(known.points)
    fresh = [link for link in links if link.id not in kept and link.source in items and link.target in items]
    grounds = {link.id: _ground(items[link.source], items[link.target], items.values(), words) for link in fresh}
    sides = _all_sides(links, items, grounds, kept)
    ports = _ports(links, items, sides, kept)
    routes = dict(kept)
    for link in sorted(fresh, key=lambda one: _order(*ports[one.id])):
        start, end = ports[link.id]
        points = _best(start, end, sides[link.id], grounds[link.id], lines)
        lines.add(points)
        routes[link.id] = Route(points, sides[link.id])
    return {link.id: routes[link.id] for link in links if link.id in routes}


def _order(start: Point, end: Point) -> tuple[bool, float]:
    """Straight and short lines have least choice and come first."""
    dx, dy = abs(start[0] - end[0]), abs(start[1] - end[1])
    return min(dx, dy) > 0.5, dx + dy


def _all_sides(
    links: Sequence[Link], items: Mapping[str, Rect], grounds: Mapping[str, Ground], kept: Mapping[str, Route]
) -> dict[str, tuple[Side, Side]]:
    crowd: dict[tuple[str, Side], int] = {}
    sides: dict[str, tuple[Side, Side]] = {}
    for link in links:
        if link.id in kept:
            sides[link.id] = kept[link.id].sides
        elif link.id in grounds:
            taken = {(which, side): crowd.get((id_, side), 0)
                     for which, id_ in enumerate((link.source, link.target)) for side in OUT}  # fmt: skip
            sides[link.id] = _sides(items[link.source], items[link.target], grounds[link.id], taken)
        else:
            continue
        for id_, side in zip((link.source, link.target), sides[link.id], strict=True):
            crowd[id_, side] = crowd.get((id_, side), 0) + 1
    return sides


def _sides(source: Rect, target: Rect, ground: Ground, taken: Mapping[tuple[int, Side], int]) -> tuple[Side, Side]:
    """The pair of sides whose simplest line is the cheapest."""
    best, lowest = ("R", "L"), float("inf")
    for pair in _pairs(source, target):
        start, end = _port(source, pair[0], 0.0), _port(target, pair[1], 0.0)
        price = CROWDED * (taken.get((0, pair[0]), 0) + taken.get((1, pair[1]), 0))
        price += 14.0 * (pair[0] in "TB") + 14.0 * (pair[1] in "TB")
        for base, points in _first_choices(start, end, pair, ()):
            if base + price >= lowest:
                break
            cost = base + price + ground.cost(points)
            if cost < lowest:
                best, lowest = pair, cost
    return best


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
        rect = items[item]
        span = (rect.height if side in "RL" else rect.width) - 2 * PORT_MARGIN
        gap = min(PORT_GAP, span / max(1, len(entries) - 1))
        for place, (_, _, id_) in enumerate(sorted(entries)):
            offsets[item, id_] = (place - (len(entries) - 1) / 2) * gap
    lone = {(item, entries[0][2]) for (item, _), entries in users.items() if len(entries) == 1}
    ports: dict[str, tuple[Point, Point]] = {}
    for link in links:
        if link.id in sides and link.id not in kept:
            ports[link.id] = _aligned(link, items, sides[link.id], offsets, lone)
    return ports


def _aligned(
    link: Link, items: Mapping[str, Rect], sides: tuple[Side, Side],
    offsets: Mapping[tuple[str, str], float], lone: set[tuple[str, str]],
) -> tuple[Point, Point]:  # fmt: skip
    """The two ports; one that has its side for itself slides to face the other, which makes the line straight."""
    source, target = items[link.source], items[link.target]
    start = _port(source, sides[0], offsets[link.source, link.id])
    end = _port(target, sides[1], offsets[link.target, link.id])
    if sides[1] != OPPOSITE[sides[0]]:
        return start, end
    axis = 1 if sides[0] in "RL" else 0
    if (link.target, link.id) in lone and _reaches(target, axis, start[axis]):
        end = (end[0], start[1]) if axis else (start[0], end[1])
    elif (link.source, link.id) in lone and _reaches(source, axis, end[axis]):
        start = (start[0], end[1]) if axis else (end[0], start[1])
    return start, end


def _reaches(rect: Rect, axis: int, value: float) -> bool:
    low, high = (rect.y, rect.bottom) if axis else (rect.x, rect.right)
    return low + PORT_MARGIN <= value <= high - PORT_MARGIN


def _best(start: Point, end: Point, sides: tuple[Side, Side], ground: Ground, lines: Lines) -> Points:
    """The cheapest line: first among the simple ones, and where all of those hit something, among longer detours."""
    channels = _channels(start, end, ground)
    best, lowest = _cheapest(_first_choices(start, end, sides, channels), ground, lines, (), float("inf"))
    if lowest >= WORDS + 600:
        best, _ = _cheapest(_detours(start, end, sides, channels), ground, lines, best, lowest)
    return best


def _cheapest(
    choices: Iterable[tuple[float, Points]], ground: Ground, lines: Lines, best: Points, lowest: float
) -> tuple[Points, float]:
    for base, points in choices:
        if base >= lowest:
            break
        cost = base + ground.cost(points)
        if cost < lowest:
            cost += lines.cost(points)
        if cost < lowest:
            best, lowest = points, cost
    return best, lowest


def _channels(start: Point, end: Point, ground: Ground) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Free x and y beside the blocks near the line, those nearest to its middle first."""
    if not any(_between(box, start, end) for box in ground.blocks[2:] + ground.words):
        return (), ()
    middle = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
    xs = {edge for l, _, r, _ in ground.blocks for edge in (l - 7, r + 7)}  # noqa: E741
    ys = {edge for _, t, _, b in ground.blocks for edge in (t - 7, b + 7)}
    nearest_x = sorted(xs, key=lambda x: (abs(x - middle[0]), x))[:MOST_CHANNELS]
    nearest_y = sorted(ys, key=lambda y: (abs(y - middle[1]), y))[:MOST_CHANNELS]
    return tuple(nearest_x), tuple(nearest_y)


def _between(box: Box, start: Point, end: Point) -> bool:
    left, top, right, bottom = box
    return (
        left < max(start[0], end[0]) + STUB and right > min(start[0], end[0]) - STUB
        and top < max(start[1], end[1]) + STUB and bottom > min(start[1], end[1]) - STUB
    )  # fmt: skip


def _first_choices(
    start: Point, end: Point, sides: tuple[Side, Side], channels: tuple[tuple[float, ...], ...]
) -> list[tuple[float, Points]]:
    """Straight lines and lines with one or two turns between the stubs, cheapest first."""
    a, b = _stub(start, sides[0]), _stub(end, sides[1])
    xs, ys = channels if channels else ((), ())
    lines: list[list[Point]] = [[(b[0], a[1])], [(a[0], b[1])]]
    lines += [[(x, a[1]), (x, b[1])] for x in (*_tracks(a[0], b[0], sides, "R"), *xs)]
    lines += [[(a[0], y), (b[0], y)] for y in (*_tracks(a[1], b[1], sides, "B"), *ys)]
    return _priced(lines, (start, a), (b, end))


def _detours(
    start: Point, end: Point, sides: tuple[Side, Side], channels: tuple[tuple[float, ...], ...]
) -> list[tuple[float, Points]]:
    """Lines with three turns between the stubs, cheapest first."""
    a, b = _stub(start, sides[0]), _stub(end, sides[1])
    xs, ys = channels
    xs, ys = (*xs, a[0], b[0]), (*ys, a[1], b[1])
    lines = [[(x, a[1]), (x, y), (b[0], y)] for x in xs for y in ys]
    lines += [[(a[0], y), (x, y), (x, b[1])] for x in xs for y in ys]
    return _priced(lines, (start, a), (b, end))


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
    n = 1
    while n * TRACK <= half and n <= 6:
        yield middle - n * TRACK
        yield middle + n * TRACK
        n += 1


def _priced(
    lines: Iterable[Sequence[Point]], head: tuple[Point, Point], tail: tuple[Point, Point]
) -> list[tuple[float, Points]]:
    found: dict[Points, float] = {}
    for middle in lines:
        points = _plain((*head, *middle, *tail))
        if points and points not in found:
            long = sum(abs(p[0] - q[0]) + abs(p[1] - q[1]) for p, q in zip(points, points[1:], strict=False))
            found[points] = long + BEND * (len(points) - 2)
    return sorted(((cost, points) for points, cost in found.items()), key=lambda entry: entry[0])


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
