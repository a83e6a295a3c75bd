"""Zones in rows: in which order, and how wide the rows are, so that the whole gets a good proportion."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from infra_builder.grid import WIDE
from infra_builder.plan import Option, Workload
from infra_builder.rects import Rect, Spot

GAP_ACROSS, GAP_DOWN = 96.0, 84.0
"""Between zones, chosen so that the blocks of all zones stand on one grid of 24."""
LOOSE = "in no zone"
"""Stands for the id of a zone; no id holds a blank."""
FEW, TRIED = 14, 60
"""Up to so many zones every width of the rows is tried; of more zones so many widths."""
BETWEEN = 0.25
"""What a zone on the way between two others counts, against the logarithm of a wrong proportion."""


def by_nearness(ids: Sequence[str], option: Option, workloads: Iterable[Workload]) -> list[str]:
    """Zones in the order in which links lead on from the workloads."""
    home: dict[str, str] = {workload.id: "" for workload in workloads}
    home |= {block.id: block.zone or LOOSE for block in option.blocks}
    links: dict[str, Counter[str]] = defaultdict(Counter)
    for flow in option.flows:
        for here, there in ((flow.source, flow.target), (flow.target, flow.source)):
            if here in home and there in home:
                links[home[here]][home[there]] += 1
    weight, order = dict.fromkeys(ids, 0), list[str]()
    seen = ""
    while weight:
        for id_, number in links[seen].items():
            if id_ in weight:
                weight[id_] += number
        seen = max(weight, key=weight.__getitem__)
        order.append(seen)
        del weight[seen]
    return order


def packed(
    order: Sequence[str], sizes: Mapping[str, Spot], joined: Sequence[tuple[str, str]], left: float, tall: float
) -> dict[str, Spot]:
    """Corners of the zones in rows; of all row widths the one that comes nearest to the wanted proportion.

    A zone that stands between two that are joined by links counts as being off, as long as zones are few: among many,
    some always do, and only some of the widths are tried.
    """
    widths = sorted({round(wide) for wide in _running_widths([sizes[id_][0] for id_ in order])})
    if len(order) > FEW:
        widths, joined = widths[:: math.ceil(len(widths) / TRIED)], ()

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
