"""Lines that a link may take between two ports, and the choice of the cheapest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from exports.picture.shapes import Point
from exports.picture.terrain import Box, Ground, Lines, Points

Span = tuple[float, float]
Side = str
"""One of R B L T, the side of an item at which a link begins or ends."""
Channels = tuple[tuple[float, ...], tuple[float, ...]]
"""The x of free uprights and the y of free levels."""

OUT: dict[Side, Point] = {"R": (1.0, 0.0), "B": (0.0, 1.0), "L": (-1.0, 0.0), "T": (0.0, -1.0)}
NO_CHANNELS: Channels = ((), ())
STUB, TRACK = 20.0, 14.0
"""Straight out of an item; from one parallel line to the next."""
BEND, OFF_MIDDLE = 90.0, 0.04
"""Costs: of a bend, and for each pixel that the stretch across stands off the middle."""
WORTH_A_DETOUR, FAR = 200.0, 400.0
"""From which cost on a detour is looked for, and how much longer it may be before all others are looked at too."""
MOST_CHANNELS, MOST_ZONE_CHANNELS = 14, 4
CHANNEL_STEPS, ZONE_CHANNEL = (5.0, 15.0, 25.0), 30.0


def best_way(
    start: Point, end: Point, sides: tuple[Side, Side], ground: Ground, lines: Lines, quick: bool = False
) -> Points:
    """The cheapest line: first among the simple ones, and where all of those meet something, among longer detours."""
    channels = channels_between(start, end, ground)
    first = cheapest(first_choices(start, end, sides, channels), ground, lines)
    if quick or not channels[0] or first.extra <= WORTH_A_DETOUR:
        return first.points
    for most in (2 * _apart(start, end) + FAR, float("inf")):
        detour = cheapest(_detours(start, end, sides, channels, most), ground, lines, limit=first.cost)
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


def cheapest(ways: Sequence[_Way], ground: Ground, lines: Lines | None, limit: float = float("inf")) -> _Choice:
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


def channels_between(start: Point, end: Point, ground: Ground) -> Channels:
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


def thinned(channels: Channels) -> Channels:
    """Every other channel, where many combinations are tried."""
    return channels[0][::2], channels[1][::2]


def first_choices(start: Point, end: Point, sides: tuple[Side, Side], channels: Channels) -> list[_Way]:
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
    channels = thinned(channels)
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
