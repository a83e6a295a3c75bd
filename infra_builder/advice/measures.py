"""How much there is of what costs money: users, requests, gigabytes, GPU hours. See `advising.Measure`.

Each is a span from what the plan says; where it does not say enough, the fields that would are named instead. Nothing
is put into words here, so that facts can be built on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from infra_builder.advice.spans import NOTHING, ONE, Span, exactly, total
from infra_builder.advising import FigureName
from infra_builder.design import Design, Unanswered, brings_data
from infra_builder.plan import Block, Workload
from infra_builder.vocabulary import VOCABULARIES

ITEMS = frozenset({"batch_inference", "embedding_generation", "classification_extraction"})
"""Kinds of workload that work through what is there, whoever asks."""
FOR_CUSTOMERS = frozenset({"customer_product"})
"""Kinds of workload whose users are customers, who ask now and then and not all day."""
HOURS = Span(730, 730)
"""The hours of a month."""
UNBILLED_TRAVEL = frozenset({"on_premises", "edge", "workstation", "private_cloud", "hpc"})


@dataclass(frozen=True, slots=True)
class Measured:
    """An amount, None where it cannot be told; the fields that are open then, and the ranges that it is made with."""

    span: Span | None
    open: tuple[Unanswered, ...] = ()
    figures: tuple[str, ...] = ()


@dataclass(frozen=True)
class Use:
    """A design at so many times its use. `growth` 1 is now."""

    design: Design
    growth: float = 1

    def measure(self, name: str, block: Block) -> Measured:
        """How much there is of something for a block."""
        return MEASURES[name](self, block)

    @property
    def grown(self) -> Span:
        """What grows with use in step."""
        return exactly(self.growth)

    @property
    def slowly(self) -> Span:
        """What may grow with use, and at most in step."""
        return Span(1, self.growth)


def range_span(design: Design, name: str) -> Span:
    """A range of the knowledge, in euros where it is money: with the prices of the plan, and else its own figures."""
    return design.once("range", name, lambda: _range_span(design, name))


def _range_span(design: Design, name: str) -> Span:
    found = design.catalogue.ranges[name]
    own = design.plan.prices.get(name)
    span = Span(own.low, own.high) if own else _end(design, found.low).or_(_end(design, found.high))
    return span * range_span(design, "dollar_in_euros") if found.currency == "usd" else span


def _end(design: Design, end: float | FigureName) -> Span:
    """One end of a range, looked up where a figure stands for it."""
    if isinstance(end, float | int):
        return exactly(end)
    own = design.plan.prices.get(end.figure)
    return Span(own.low, own.high) if own else exactly(design.catalogue.figures[end.figure].value)


def _users(use: Use, block: Block) -> Measured:
    return _over(use.design.serves(block), lambda workload: users_of(use, workload))


def users_of(use: Use, workload: Workload) -> Measured:
    """How many people use a workload."""
    return _of_field(workload, "users", use.slowly)


def requests_of(use: Use, workload: Workload) -> Measured:
    """How often the model is asked for a workload in a month."""
    return use.design.once(f"requests {use.growth}", workload.id, lambda: _requests_of(use, workload))


def _requests_of(use: Use, workload: Workload) -> Measured:
    if workload.kind in ITEMS:
        return _by_range(use, _of_field(workload, "data_gb", use.grown), "items_per_gb")
    if workload.usage is None:
        return Measured(None, ((workload.id, "workload.usage"),))
    asked = "customer_requests" if workload.kind in FOR_CUSTOMERS else "requests"
    return _by_range(use, _of_field(workload, "users", use.grown), f"{asked}_{workload.usage}")


def _requests(use: Use, block: Block) -> Measured:
    return _over(use.design.serves(block), lambda workload: requests_of(use, workload))


def _gb_held(use: Use, block: Block) -> Measured:
    return _over(use.design.serves(block), lambda workload: _of_field(workload, "data_gb", use.slowly))


def _gb_out(use: Use, block: Block) -> Measured:
    """What leaves the place of a block over links to other places, where that is billed."""
    design = use.design
    zone = design.zone_of(block.id)
    if zone is None or zone.environment in UNBILLED_TRAVEL:
        return Measured(NOTHING)
    spans, open_ = [NOTHING], []
    for flow in design.flows_of(block.id)[1]:
        there = design.zone_of(flow.target)
        if not brings_data(flow) or there is None or there.id == zone.id:
            continue
        if flow.gb_per_month is None:
            open_.append((flow.id, "flow.gb_per_month"))
        else:
            spans.append(exactly(flow.gb_per_month) * use.grown)
    return Measured(total(spans), tuple(open_))


def _gpus(use: Use, block: Block) -> Measured:
    """Machines with a load of their own; more of them where ten times the use does not fit into those there are."""
    count = _setting(use.design, block, "count")
    if count.span is None:
        return count
    busy = block.settings.get("busy_percent")
    if use.growth == 1:
        return count
    if isinstance(busy, bool) or not isinstance(busy, int | float):
        return Measured(count.span * use.slowly)
    return Measured(count.span * exactly(max(1.0, busy * use.growth / 100)))


def _gpu_hours(use: Use, block: Block) -> Measured:
    count = _setting(use.design, block, "count")
    if count.span is None:
        return count
    reserved = block.settings.get("reserved", "hourly" if "reserved" not in _settings(use.design, block) else None)
    if reserved == "reserved":
        gpus = _gpus(use, block)
        return Measured(gpus.span * HOURS if gpus.span else None, gpus.open)
    usages = sorted({w.usage for w in use.design.serves(block) if w.usage}, key=VOCABULARIES["usage"].index)
    if not usages:
        return Measured(None, tuple((w.id, "workload.usage") for w in use.design.serves(block)))
    figures = tuple(f"gpu_hours_{usage}" for usage in usages)
    hours = range_span(use.design, figures[0])
    for name in figures[1:]:
        hours = hours.or_(range_span(use.design, name))
    if reserved is None:
        both = (count.span * hours * use.grown).or_(count.span * HOURS)
        return Measured(both, ((block.id, "block.settings.reserved"),), figures)
    return Measured(count.span * hours * use.grown, (), figures)


def _upkeep(use: Use, block: Block) -> Measured:
    return _by_range(use, Measured(ONE), f"upkeep_hours_{use.design.catalogue.kind(block).effort}")


def _setup(use: Use, block: Block) -> Measured:
    return _by_range(use, Measured(ONE), f"setup_hours_{use.design.catalogue.kind(block).effort}")


def _of_field(workload: Workload, field: str, growth: Span) -> Measured:
    amount = getattr(workload, field)
    if amount is None:
        return Measured(None, ((workload.id, f"workload.{field}"),))
    return Measured(exactly(amount) * growth)


def _by_range(use: Use, measured: Measured, name: str) -> Measured:
    if measured.span is None:
        return measured
    return Measured(measured.span * range_span(use.design, name), measured.open, (*measured.figures, name))


def _over(workloads: Iterable[Workload], of: Callable[[Workload], Measured]) -> Measured:
    """The sum over workloads; unknown as a whole where nothing of it is known."""
    found = [of(workload) for workload in workloads]
    known = [measured.span for measured in found if measured.span is not None]
    figures = dict.fromkeys(name for measured in found for name in measured.figures)
    open_ = tuple(field for measured in found for field in measured.open)
    return Measured(total(known) if known or not found else None, open_, tuple(figures))


def _settings(design: Design, block: Block) -> Mapping[str, object]:
    return design.catalogue.kind(block).settings


def _setting(design: Design, block: Block, name: str) -> Measured:
    answer = block.settings.get(name)
    if isinstance(answer, int | float) and not isinstance(answer, bool):
        return Measured(exactly(answer))
    if name not in _settings(design, block):
        return Measured(ONE)
    return Measured(None, ((block.id, f"block.settings.{name}"),))


MEASURES: Mapping[str, Callable[[Use, Block], Measured]] = {
    "once": lambda _use, _block: Measured(ONE),
    "users": _users,
    "requests": _requests,
    "gb_held": _gb_held,
    "gb_out": _gb_out,
    "gpus": _gpus,
    "gpu_hours": _gpu_hours,
    "upkeep_hours": _upkeep,
    "setup_hours": _setup,
}
