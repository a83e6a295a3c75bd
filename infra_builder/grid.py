"""Column and row of each block of a zone: by depth from left to right, neighbours close, governance at the foot.

Data stand below the block that reads them, in the same column, so that they feed it by a short upright link.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence, Set

WIDE = 1.6
"""How much wider than high a zone should be, as the whole picture."""


class Grid:
    """The columns of a zone while they are filled. `near`: for each block, those of the zone that it is linked with."""

    def __init__(self, categories: Mapping[str, str], near: Mapping[str, Set[str]]) -> None:
        self._categories, self._near = categories, near
        self._columns: list[list[str]] = [[] for _ in range(_column_count(len(categories), any(near.values())))]
        self._limit = math.ceil(len(categories) / len(self._columns)) + 1
        self._at: dict[str, tuple[int, int]] = {}

    def filled(self, depths: Mapping[str, int]) -> dict[str, tuple[int, int]]:
        """Column and row of each block; `depths`: how many links each lies from what people touch first."""
        levels: dict[int, list[str]] = {}
        for id_, category in self._categories.items():
            if category != "governance":
                levels.setdefault(depths.get(id_, 0), []).append(id_)
        for number, level in enumerate(sorted(levels)):
            wanted = _column_of(number, len(levels), len(self._columns))
            for id_ in self._by_neighbours(levels[level]):
                readers = self._columns_near(id_)
                place = min(readers) if readers and self._categories[id_] == "data" else wanted
                self._put(id_, self._roomy(place, bool(self._near[id_])))
        for id_ in (id_ for id_, category in self._categories.items() if category == "governance"):
            wanted = max((column + 1 for column in self._columns_near(id_)), default=len(self._columns) - 1)
            self._put(id_, self._spacious(wanted))
        filled = [column for column in self._columns if column]
        return {id_: (number, row) for number, column in enumerate(filled) for row, id_ in enumerate(column)}

    def _put(self, id_: str, column: int) -> None:
        self._at[id_] = column, len(self._columns[column])
        self._columns[column].append(id_)

    def _columns_near(self, id_: str) -> set[int]:
        """The columns in which its neighbours stand so far."""
        return {self._at[other][0] for other in self._near[id_] if other in self._at}

    def _by_neighbours(self, ids: Sequence[str]) -> list[str]:
        """The blocks in the order of the rows in which their neighbours already stand."""

        def middle(id_: str) -> float:
            known = [self._at[other][1] for other in self._near[id_] if other in self._at]
            return sum(known) / len(known) if known else math.inf

        return sorted(ids, key=middle)

    def _spacious(self, wanted: int) -> int:
        """A column with few blocks, two steps away from the wanted one counting as much as one block."""
        return min(range(len(self._columns)), key=lambda c: (len(self._columns[c]) + abs(c - wanted) / 2, c))

    def _roomy(self, wanted: int, linked: bool) -> int:
        """The wanted column, or the nearest with room; what has no links goes where there is most room."""
        if not linked:
            return min(range(len(self._columns)), key=lambda c: (len(self._columns[c]), abs(c - wanted)))
        free = [c for c in range(len(self._columns)) if len(self._columns[c]) < self._limit]
        return min(free, key=lambda c: (abs(c - wanted), -c), default=wanted)


def _column_of(level: int, levels: int, columns: int) -> int:
    """The first level has the first column for itself; the others share the rest."""
    return 0 if level == 0 else 1 + (level - 1) * (columns - 1) // max(levels - 1, columns - 1)


def _column_count(blocks: int, linked: bool) -> int:
    """As many columns as bring the zone near its proportion; a few blocks without links just stack."""
    return 1 if blocks <= 3 and not linked else math.ceil(math.sqrt(blocks / WIDE))
