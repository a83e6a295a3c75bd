"""Upright and level routes for links. For each link a handful of candidate lines is weighed and the cheapest is taken.

A line through a block or through the words of a zone costs more than any detour; crossing another line, running along
it and every bend cost a little. Links are laid one after another, the straight ones first, so the outcome is always
the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from exports.picture.shapes import Point
from exports.picture.terrain import WORDS, Ground, Lines, Points, box_of, land
from exports.picture.ways import (
    NO_CHANNELS,
    OUT,
    STUB,
    Side,
    best_way,
    channels_between,
    cheapest,
    first_choices,
    thinned,
)
from infra_builder.layout import Rect

OPPOSITE: dict[Side, Side] = {"R": "L", "L": "R", "T": "B", "B": "T"}
PORT_GAP, PORT_MARGIN = 18.0, 13.0
CROWDED = 30.0
"""The cost of each link that already uses a side."""
NEAR_LINES = 90.0


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


def route(source: Rect, target: Rect, obstacles: Iterable[Rect] = (), words: Iterable[Rect] = ()) -> Route:
    """The route of a single link, from the middle of a side to the middle of a side."""
    ground = land(obstacles, words).near(source, target)
    sides = _sides(source, target, ground, {}, False)
    start, end = (_port(rect, side, 0.0) for rect, side in zip((source, target), sides, strict=True))
    return Route(best_way(start, end, sides, ground, Lines()), sides)


def elbow(source: Rect, target: Rect) -> Points:
    """A plain line between two items, for as long as one of them is being dragged: it minds nothing else."""
    if max(target.x - source.right, source.x - target.right) >= 0:
        ahead = target.cx >= source.cx
        a, b = (source.right if ahead else source.x, source.cy), (target.x if ahead else target.right, target.cy)
        middle = (a[0] + b[0]) / 2
        return a, (middle, a[1]), (middle, b[1]), b
    below = target.cy >= source.cy
    a, b = (source.cx, source.bottom if below else source.y), (target.cx, target.y if below else target.bottom)
    middle = (a[1] + b[1]) / 2
    return a, (a[0], middle), (b[0], middle), b


def route_all(
    links: Sequence[Link],
    items: Mapping[str, Rect],
    words: Sequence[Rect] = (),
    zones: Sequence[Rect] = (),
    quick: bool = False,
) -> dict[str, Route]:
    """Routes of all links, by id. `quick` looks at simple lines only, in about 0.2 ms a link."""
    lines = Lines()
    for zone in zones:
        lines.add_border(zone)
    whole = [link for link in links if link.source in items and link.target in items]
    terrain = land(items.values(), words, zones)
    grounds = {link.id: terrain.near(items[link.source], items[link.target]) for link in whole}
    sides = _all_sides(whole, items, grounds, quick)
    ports = _ports(whole, items, sides)
    routes: dict[str, Route] = {}
    for link in sorted(whole, key=lambda one: _order(*ports[one.id])):
        start, end = ports[link.id]
        near = lines.near(box_of(items[link.source].united(items[link.target]), NEAR_LINES))
        points = best_way(start, end, sides[link.id], grounds[link.id], near, quick)
        lines.add(points)
        routes[link.id] = Route(points, sides[link.id])
    return {link.id: routes[link.id] for link in whole}


def _order(start: Point, end: Point) -> tuple[bool, float]:
    """Straight and short lines have least choice and come first."""
    dx, dy = abs(start[0] - end[0]), abs(start[1] - end[1])
    return min(dx, dy) > 0.5, dx + dy


def _all_sides(
    links: Sequence[Link], items: Mapping[str, Rect], grounds: Mapping[str, Ground], quick: bool
) -> dict[str, tuple[Side, Side]]:
    crowd: dict[tuple[str, Side], int] = {}
    sides: dict[str, tuple[Side, Side]] = {}
    for link in links:
        taken = {(which, side): crowd.get((id_, side), 0)
                 for which, id_ in enumerate((link.source, link.target)) for side in OUT}  # fmt: skip
        sides[link.id] = _sides(items[link.source], items[link.target], grounds[link.id], taken, quick)
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
        channels = thinned(channels_between(start, end, ground)) if thorough else NO_CHANNELS
        found = cheapest(first_choices(start, end, pair, channels), ground, None, limit=lowest - price)
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
    links: Sequence[Link], items: Mapping[str, Rect], sides: Mapping[str, tuple[Side, Side]]
) -> dict[str, tuple[Point, Point]]:
    """Where each link leaves and arrives: links at one side stand apart, ordered by where they lead."""
    users: dict[tuple[str, Side], list[tuple[float, int, str]]] = {}
    for number, link in enumerate(links):
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
