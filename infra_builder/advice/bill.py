"""The bill of a design: lines from low to high, each with the figures it is made of.

Every sum is a sum of lines, so that drivers, blocks, capacities and workloads add up to the same total.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import get_args

from infra_builder.advice.grounds import Ask, Ground, ask
from infra_builder.advice.measures import Use, range_span
from infra_builder.advice.spans import NOTHING, Span, exactly, total
from infra_builder.advising import EVERY_KIND, Capacity, CostLine, Driver, Measure, Range
from infra_builder.amounts import number
from infra_builder.design import Design
from infra_builder.plan import Block


@dataclass(frozen=True, slots=True)
class Line:
    """What one block costs for one driver, in euros a month, or once where it is for `setup`.

    `workloads`: those it serves, which share it evenly. `because`: the amounts it is the product of.
    """

    block: str
    driver: Driver
    capacity: Capacity
    setup: bool
    euros: Span
    workloads: tuple[str, ...]
    because: tuple[Ground, ...]


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
        return total(line.euros for line in self.lines if not line.setup and line.driver != "people")

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
        for entry in _entries(design, block):
            line, open_ = _line(use, block, entry, dearer.get(entry.driver, 1))
            lines += [line] if line else []
            asks.update(open_)
    return Cost(tuple(lines), tuple(sorted(asks)))


def dearest(found: Cost, most: int = 3) -> tuple[Line, ...]:
    """The dearest lines paid out a month."""
    paid = [line for line in found.lines if not line.setup and line.driver != "people"]
    return tuple(sorted(paid, key=lambda line: -line.euros.high)[:most])


def _entries(design: Design, block: Block) -> Iterable[CostLine]:
    costs = design.catalogue.costs
    for name in (block.kind, EVERY_KIND):
        if name in costs:
            yield from costs[name].lines


def _line(use: Use, block: Block, entry: CostLine, dearer: float) -> tuple[Line | None, tuple[Ask, ...]]:
    """One line of the bill of a block, None where it does not fall due or cannot be told."""
    design = use.design
    due, asks = _due(design, block, entry)
    if due is False:
        return None, ()
    euros, because = exactly(dearer), []
    for name in entry.times:
        if name in get_args(Measure):
            measured = use.measure(name, block)
            asks += measured.asks
            if measured.span is None:
                return None, tuple(asks)
            euros *= measured.span
            because.append(Ground(_amount(design, name, measured.span), block.id))
        else:
            euros *= range_span(design.catalogue, name)
            because.append(_figure(design.catalogue.ranges[name]))
    if due is None:
        euros = euros.or_(NOTHING)
    workloads = tuple(workload.id for workload in design.serves(block))
    line = Line(block.id, entry.driver, capacity(design, block), entry.setup, euros, workloads, tuple(because))
    return (line if euros.high else None), tuple(asks)


def _due(design: Design, block: Block, entry: CostLine) -> tuple[bool | None, list[Ask]]:
    """Whether a line falls due for a block; None where an answer is missing, with the questions."""
    asks: list[Ask] = []
    if entry.only_in:
        zone = design.zone_of(block.id)
        if zone is None:
            asks.append(ask(design, "block.zone", block.id))
        elif zone.environment not in entry.only_in:
            return False, []
    for name, wanted in entry.only_if.items():
        answer = block.settings.get(name)
        if answer is None:
            asks.append(ask(design, f"block.settings.{name}", block.id))
        elif answer != wanted:
            return False, []
    return (None if asks else True), asks


def capacity(design: Design, block: Block) -> Capacity:
    """How a block is paid: all the time, by use, or when it is cheap."""
    if block.settings.get("reserved") == "reserved":
        return "fixed"
    entry = design.catalogue.costs.get(block.kind)
    return entry.capacity if entry else "fixed"


def _amount(design: Design, name: str, span: Span) -> str:
    phrase = f"amount_{name}"
    low, high = number(span.low), number(span.high)
    return design.catalogue.phrase(phrase if low != high else f"{phrase}_exact", low=low, high=high)


def _figure(found: Range) -> Ground:
    return Ground(found.meaning, "", found.source)
