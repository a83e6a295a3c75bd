"""What a benchmark reports: two measurements of one run beside each other, and the goal of their ratio."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One comparison. `own` and `bare` are of the same unit; `goal` is the ratio that should not be exceeded."""

    what: str
    own: float
    bare: float
    unit: str = "ms"
    goal: float | None = None

    @property
    def ratio(self) -> float:
        """How many times the bare measurement ours is."""
        return self.own / self.bare if self.bare else float("inf")

    def __str__(self) -> str:
        met = "" if self.goal is None else f"  goal {self.goal:g} x  {'met' if self.ratio <= self.goal else 'MISSED'}"
        own, bare = f"{self.own:,.2f}", f"{self.bare:,.2f}"
        return f"{self.what:<58} {own:>10} {self.unit:<3} {bare:>10} {self.unit:<3} {self.ratio:>7.2f} x{met}"


def best(do: Callable[[], object], times: int = 3) -> float:
    """Milliseconds of the fastest of some calls: what else the machine was doing only ever adds."""
    found = float("inf")
    for _ in range(times):
        start = time.perf_counter()
        do()
        found = min(found, (time.perf_counter() - start) * 1000)
    return found
