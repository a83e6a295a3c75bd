"""Where the words of links and their gates stand: beside a line, clear of blocks, words, other lines and labels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from exports.picture.flow import LABEL_HEIGHT, Label
from exports.picture.shapes import Point
from exports.picture.terrain import Points
from infra_builder.layout import Rect

BLOCKED, ON_LINE, ON_BORDER = 1000.0, 400.0, 120.0
GOOD = 95.0
"""Up to this cost a place is taken without trying a shorter label."""
STEP, MOST = 16.0, 16
GATE = 13.0


@dataclass
class Room:
    """What is taken: solid rectangles, lines and borders. Grows while labels are placed."""

    solid: list[Rect] = field(default_factory=list)
    lines: list[Rect] = field(default_factory=list)
    borders: list[Rect] = field(default_factory=list)

    def add_line(self, points: Sequence[Point]) -> None:
        """Take the ground below a line."""
        self.lines += list(stretches(points))

    def add_border(self, rect: Rect) -> None:
        """Take the outline of a zone."""
        self.borders += [
            Rect(rect.x, rect.y - 1, rect.width, 2), Rect(rect.x, rect.bottom - 1, rect.width, 2),
            Rect(rect.x - 1, rect.y, 2, rect.height), Rect(rect.right - 1, rect.y, 2, rect.height),
        ]  # fmt: skip

    def near(self, rect: Rect) -> Room:
        """The part of the room around a rectangle."""
        return Room(*([one for one in part if one.overlaps(rect)] for part in (self.solid, self.lines, self.borders)))

    def cost(self, rect: Rect, limit: float = float("inf")) -> float:
        """What standing here costs; may stop counting above the limit."""
        total = 0.0
        for weight, rects in ((BLOCKED, self.solid), (ON_LINE, self.lines), (ON_BORDER, self.borders)):
            for one in rects:
                if one.overlaps(rect):
                    total += weight
                    if total > limit:
                        return total
        return total


def stretches(points: Sequence[Point]) -> Iterator[Rect]:
    """Each stretch of a line as a thin rectangle."""
    for (x1, y1), (x2, y2) in pairwise(points):
        yield Rect(min(x1, x2) - 1.5, min(y1, y2) - 1.5, abs(x1 - x2) + 3, abs(y1 - y2) + 3)


@dataclass(frozen=True, slots=True)
class Place:
    """A label that found its place; `plated` where it could not keep clear of a line."""

    label: Label
    rect: Rect
    plated: bool = False


def place(choices: Sequence[Label], points: Points, room: Room) -> Place:
    """The longest label that stands well, or the shortest on its own line with a plate behind it."""
    widest = choices[0].width + 20
    room = room.near(_around(points).grown(widest))
    best: tuple[float, Place] | None = None
    for shorter, label in enumerate(choices):
        for price, rect in _beside(points, label.width, LABEL_HEIGHT):
            cost = price + shorter * 40
            if best and cost >= best[0]:
                continue
            cost += room.cost(rect.grown(2), best[0] if best else float("inf"))
            if best is None or cost < best[0]:
                best = cost, Place(label, rect)
        if best and best[0] < GOOD + shorter * 40:
            return best[1]
    plated = min(_on(points, choices[-1], room), key=lambda entry: entry[0])
    if best and best[0] <= plated[0]:
        return Place(best[1].label, best[1].rect, plated=True)
    return plated[1]


def _around(points: Points) -> Rect:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def _beside(points: Points, wide: float, high: float) -> Iterator[tuple[float, Rect]]:
    """Places along a line, with the price of each: best above the middle of a level stretch that is long enough."""
    for (x1, y1), (x2, y2) in pairwise(points):
        long = abs(x1 - x2) + abs(y1 - y2)
        if long < 14:
            continue
        if abs(y1 - y2) < 0.5:
            left, right = min(x1, x2) + 6, max(x1, x2) - 6
            over = max(0.0, wide - (right - left))
            for x, off in _along(left, right, wide):
                yield off + over * 1.5, Rect(x, y1 - high - 4, wide, high)
                yield off + over * 1.5 + 12, Rect(x, y1 + 5, wide, high)
        else:
            top, bottom = min(y1, y2) + 4, max(y1, y2) - 4
            for y, off in _along(top, bottom, high):
                yield off + 16, Rect(x1 + 9, y, wide, high)
                yield off + 20, Rect(x1 - 9 - wide, y, wide, high)


def _along(low: float, high: float, long: float) -> Iterator[tuple[float, float]]:
    """Positions for something of that length between two ends, the middle first, and how far off the middle."""
    middle = (low + high - long) / 2
    yield middle, 0.0
    reach = max((high - low - long) / 2, 12.0)
    for n in range(1, min(MOST, 1 + int(reach / STEP)) + 1):
        off = min(n * STEP, reach)
        yield middle - off, off * 0.12
        yield middle + off, off * 0.12


def _on(points: Points, label: Label, room: Room) -> Iterator[tuple[float, Place]]:
    for stretch in stretches(points):
        for n in (0, -1, 1, -2, 2):
            dx, dy = (n * 30, 0) if stretch.width > stretch.height else (0, n * 20)
            left, top = stretch.cx - label.width / 2 + dx, stretch.cy - LABEL_HEIGHT / 2 + dy
            rect = Rect(left, top, label.width, LABEL_HEIGHT)
            short = max(0.0, label.width + 30 - max(stretch.width, stretch.height))
            yield room.cost(rect.grown(3)) + short + abs(n) * 2 + GOOD, Place(label, rect, plated=True)


@dataclass(frozen=True, slots=True)
class Gate:
    """Where a link passes from one zone to another."""

    at: Point
    upright: bool


def gate(points: Points, source: Rect | None, target: Rect | None, room: Room) -> Gate | None:
    """The gate of a link that leaves its zone: on the free stretch between the zones, clear of other lines."""
    if source is None:
        return None
    free = [(a, b) for a, b in _pieces(points, source, target) if abs(a[0] - b[0]) + abs(a[1] - b[1]) > 4]
    if not free:
        return _at_border(points, source)
    near = room.near(_around(points).grown(30))
    own = set(stretches(points))
    others = Room(near.solid, [line for line in near.lines if line not in own], near.borders)
    choices = []
    for a, b in free:
        long = abs(a[0] - b[0]) + abs(a[1] - b[1])
        for part in (0.5, 0.35, 0.65, 0.2, 0.8):
            at = (a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part)
            cost = others.cost(Rect(*at, 0, 0).grown(GATE)) + max(0.0, 40 - long) * 3 - long / 20 + abs(part - 0.5) * 10
            choices.append((cost, Gate(at, abs(a[0] - b[0]) < 0.5)))
    return min(choices, key=lambda entry: entry[0])[1]


def _pieces(points: Points, source: Rect, target: Rect | None) -> Iterator[tuple[Point, Point]]:
    """The parts of the stretches that lie in neither zone."""
    for a, b in pairwise(points):
        axis = 0 if abs(a[1] - b[1]) < 0.5 else 1
        cuts = [0.0, 1.0]
        for zone in (source, *((target,) if target else ())):
            for edge in ((zone.x, zone.right), (zone.y, zone.bottom))[axis]:
                if min(a[axis], b[axis]) < edge < max(a[axis], b[axis]):
                    cuts.append((edge - a[axis]) / (b[axis] - a[axis]))
        cuts.sort()
        spots = [(a[0] + (b[0] - a[0]) * cut, a[1] + (b[1] - a[1]) * cut) for cut in cuts]
        for p, q in pairwise(spots):
            middle = (p[0] + q[0]) / 2, (p[1] + q[1]) / 2
            if not source.holds(*middle) and not (target and target.holds(*middle)):
                yield p, q


def _at_border(points: Points, source: Rect) -> Gate | None:
    """Where zones touch or overlap: the point at which the line crosses the border of its own zone."""
    for a, b in pairwise(points):
        if source.holds(*a) and not source.holds(*b):
            upright = abs(a[0] - b[0]) < 0.5
            if upright:
                return Gate((a[0], source.bottom if b[1] > a[1] else source.y), True)
            return Gate((source.right if b[0] > a[0] else source.x, a[1]), False)
    a, b = points[0], points[1]
    return Gate(((a[0] + b[0]) / 2, (a[1] + b[1]) / 2), abs(a[0] - b[0]) < 0.5)


def note_place(gate_: Gate, wide: float, room: Room) -> Rect:
    """Where the words of a gate stand: below or above a level line, beside an upright one."""
    x, y = gate_.at
    choices: Iterable[Point] = (
        ((x + 18, y - 8), (x - 18 - wide, y - 8)) if gate_.upright
        else tuple((px, py) for px in (x - wide / 2, x - wide, x) for py in (y + 14, y - 30))
    )  # fmt: skip
    near = room.near(Rect(x, y, 0, 0).grown(wide + 60))
    rects = [Rect(px, py, wide, 16) for px, py in choices]
    return min(rects, key=lambda rect: near.cost(rect.grown(1)))
