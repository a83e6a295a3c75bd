"""The bill of a design: lines from low to high, each with the figures it is made of.

Every sum is a sum of lines, so that drivers, blocks, capacities and workloads add up to the same total.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import get_args

from infra_builder.advice.due import UNPAID, Due, capacity, dues
from infra_builder.advice.grounds import Ask, Ground, ask
from infra_builder.advice.measures import Use
from infra_builder.advice.own_prices import figure_ground
from infra_builder.advice.spans import Span, exactly, total
from infra_builder.advising import Capacity, Driver
from infra_builder.amounts import number
from infra_builder.design import Design
from infra_builder.rules import wording


@dataclass(frozen=True, slots=True)
class Line:
    """What one block costs for one driver, in euros a month, or once where it is for `setup`.

    `workloads`: those it serves, which share it evenly. `because`: the amounts it is the product of. `figures`: the
    ranges of the knowledge among them, which a plan may price otherwise.
    """

    block: str
    driver: Driver
    capacity: Capacity
    setup: bool
    euros: Span
    workloads: tuple[str, ...]
    because: tuple[Ground, ...]
    figures: tuple[str, ...]


@dataclass(frozen=True)
class Cost:
    """The lines of a bill and what is asked since it is not known. Where something is open, sums are what is known."""

    lines: tuple[Line, ...]
    asks: tuple[Ask, ...]

    @property
    def complete(self) -> bool:
        """Whether nothing is left to ask, so that the high ends are ends."""
        return not self.asks

    @cached_property
    def monthly(self) -> Span:
        """Euros a month, the work of people included."""
        return total(line.euros for line in self.lines if not line.setup)

    @cached_property
    def setup(self) -> Span:
        """Euros once, before it runs."""
        return total(line.euros for line in self.lines if line.setup)

    @cached_property
    def paid_out(self) -> Span:
        """Euros a month without the work of people: what a budget for infrastructure has to carry."""
        return total(line.euros for line in self.lines if not line.setup and line.driver != UNPAID)

    def by_driver(self) -> dict[Driver, Span]:
        """Euros a month by what they go into, in the order of `Driver`."""
        found = self._by(lambda line: (line.driver,))
        return {driver: found[driver] for driver in get_args(Driver) if driver in found}

    def by_capacity(self) -> dict[Capacity, Span]:
        """Euros a month by whether they are paid all the time, by use, or by what is cheap."""
        found = self._by(lambda line: (line.capacity,))
        return {capacity: found[capacity] for capacity in get_args(Capacity) if capacity in found}

    def by_block(self) -> dict[str, Span]:
        """Euros a month by block."""
        return self._by(lambda line: (line.block,))

    def by_workload(self) -> dict[str, Span]:
        """Euros a month by workload; what several share is divided evenly, what serves none stands under ""."""
        return self._by(lambda line: line.workloads or ("",))

    def _by(self, keys: Callable[[Line], tuple[str, ...]]) -> dict[str, Span]:
        parts: dict[str, list[Span]] = {}
        for line in self.lines:
            if not line.setup:
                among = keys(line)
                for key in among:
                    parts.setdefault(key, []).append(line.euros * exactly(1 / len(among)))
        return {key: total(spans) for key, spans in parts.items()}


def cost(design: Design, *, growth: float = 1, dearer: Mapping[Driver, float] | None = None) -> Cost:
    """The bill of a design at so many times its use, some prices multiplied."""
    prices = dict(dearer or {})
    return design.once("cost", f"{growth} {sorted(prices.items())}", lambda: _cost(design, growth, prices))


def _cost(design: Design, growth: float, dearer: Mapping[Driver, float]) -> Cost:
    use = Use(design, growth)
    lines: list[Line] = []
    asks: set[Ask] = set()
    for block in design.option.blocks:
        for due in dues(use, block, dearer):
            asks.update(ask(design, field, subject) for subject, field in due.open)
            if due.euros and due.euros.high:
                lines.append(_line(design, due, due.euros))
    return Cost(tuple(lines), tuple(sorted(asks)))


def _line(design: Design, due: Due, euros: Span) -> Line:
    """What falls due in words."""
    block, entry = due.block, due.entry
    amounts = (Ground(amount_in_words(design, name, span), block.id) for name, span in due.measured.items())
    because = (*amounts, *(figure_ground(design, name) for name in due.figures))
    workloads = tuple(workload.id for workload in design.serves(block))
    return Line(block.id, entry.driver, capacity(design, block), entry.setup, euros, workloads, because, due.figures)


def amount_in_words(design: Design, name: str, span: Span) -> str:
    """How much there is of what a measure counts."""
    phrase = f"amount_{name}"
    low, high = number(span.low), number(span.high)
    return design.catalogue.phrase(phrase if low != high else f"{phrase}_exact", low=low, high=high)


def dearest_grounds(design: Design, found: Cost) -> tuple[Ground, ...]:
    """The dearest lines, each with what it is made of."""
    return tuple(
        ground for line in dearest(found) for ground in (Ground(_dear(design, line), line.block), *line.because)
    )


def _dear(design: Design, line: Line) -> str:
    low, high = number(round(line.euros.low)), number(round(line.euros.high))
    return design.catalogue.phrase("dear_line", block=wording.name(design, line.block), low=low, high=high)


def dearest(found: Cost, most: int = 3) -> tuple[Line, ...]:
    """The dearest lines paid out a month."""
    paid = [line for line in found.lines if not line.setup and line.driver != UNPAID]
    return tuple(sorted(paid, key=lambda line: -line.euros.high)[:most])
