"""What falls due for the blocks of a design, as amounts without words: the bill says them, facts compare them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from infra_builder.advice.measures import MEASURES, Use, range_span
from infra_builder.advice.spans import NOTHING, Span, exactly, total
from infra_builder.advising import EVERY_KIND, Capacity, CostLine, Driver
from infra_builder.design import Design, Unanswered
from infra_builder.plan import Block

UNPAID: Driver = "people"
"""The work of one's own people: it costs, but no budget for infrastructure pays it out."""


@dataclass(frozen=True, slots=True)
class Due:
    """One line of what a block costs, in euros a month, or once where its entry is for setting up.

    `euros` is None where it cannot be told; `measured` has the measures it is the product of. `open`: the fields that
    would say more. `figures`: the ranges of the knowledge that it is made with, each after the measure that needs it.
    """

    block: Block
    entry: CostLine
    euros: Span | None
    measured: Mapping[str, Span]
    open: tuple[Unanswered, ...]
    figures: tuple[str, ...] = ()


def dues(use: Use, block: Block, prices: Mapping[Driver, float] | None = None) -> Iterator[Due]:
    """The lines that fall due for a block, or may. `prices` are multiplied for some drivers."""
    for entry in _entries(use.design, block):
        if found := _due(use, block, entry, (prices or {}).get(entry.driver, 1)):
            yield found


def paid_out(design: Design, block: Block) -> tuple[Span, tuple[Unanswered, ...]]:
    """Euros a month that a block costs without the work of people, as far as it is known, and what would say more."""

    def compute() -> tuple[Span, tuple[Unanswered, ...]]:
        entries = (one for one in _entries(design, block) if not one.setup and one.driver != UNPAID)
        found = [due for entry in entries if (due := _due(Use(design), block, entry, 1))]
        return total(due.euros for due in found if due.euros), tuple(field for due in found for field in due.open)

    return design.once("paid out", block.id, compute)


def paid_in_all(design: Design) -> Span:
    """Euros a month that an option costs without the work of people, as far as it is known."""
    return design.once("paid out", "", lambda: total(paid_out(design, block)[0] for block in design.option.blocks))


def capacity(design: Design, block: Block) -> Capacity:
    """How a block is paid: all the time, by use, or when it is cheap."""
    if block.settings.get("reserved") == "reserved":
        return "fixed"
    entry = design.catalogue.costs.get(block.kind)
    return entry.capacity if entry else "fixed"


def _entries(design: Design, block: Block) -> Iterable[CostLine]:
    costs = design.catalogue.costs
    for name in (block.kind, EVERY_KIND):
        if name in costs:
            yield from costs[name].lines


def _due(use: Use, block: Block, entry: CostLine, dearer: float) -> Due | None:
    """One line of a block; None where it does not fall due."""
    falls, open_ = _falls_due(use.design, block, entry)
    if falls is False:
        return None
    euros, measured, figures = exactly(dearer), dict[str, Span](), list[str]()
    for name in entry.times:
        if name not in MEASURES:
            euros *= range_span(use.design, name)
            figures.append(name)
            continue
        found = use.measure(name, block)
        open_ += found.open
        if found.span is None:
            return Due(block, entry, None, {}, tuple(open_))
        measured[name] = found.span
        figures += found.figures
        euros *= found.span
    span = euros.or_(NOTHING) if falls is None else euros
    return Due(block, entry, span, measured, tuple(open_), tuple(figures))


def _falls_due(design: Design, block: Block, entry: CostLine) -> tuple[bool | None, list[Unanswered]]:
    """Whether a line falls due for a block; None where an answer is missing, with the fields."""
    open_: list[Unanswered] = []
    if entry.only_in:
        zone = design.zone_of(block.id)
        if zone is None:
            open_.append((block.id, "block.zone"))
        elif zone.environment not in entry.only_in:
            return False, []
    for name, wanted in entry.only_if.items():
        answer = block.settings.get(name)
        if answer is None:
            open_.append((block.id, f"block.settings.{name}"))
        elif answer != wanted:
            return False, []
    return (None if open_ else True), open_
