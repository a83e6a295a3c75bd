"""What a design costs a month and to set up, now and at ten times the use, and what one of something costs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from infra_builder.advice.bill import Cost as Cost
from infra_builder.advice.bill import Line as Line
from infra_builder.advice.bill import amount_in_words
from infra_builder.advice.bill import cost as cost
from infra_builder.advice.budget import Budget, budget
from infra_builder.advice.grounds import Ask, Ground, ask
from infra_builder.advice.measures import Use, range_span, requests_of, users_of
from infra_builder.advice.own_prices import figure_ground
from infra_builder.advice.spans import NOTHING, Span
from infra_builder.amounts import number
from infra_builder.design import Design
from infra_builder.knowledge import Knowledge
from infra_builder.plan import Option, Plan, Workload
from infra_builder.rules import wording

TEN_TIMES = 10
Per = Literal["request", "document", "job", "user"]
"""What one of is paid for."""
_PER: Mapping[str, Per] = {
    "classification_extraction": "document",
    "embedding_generation": "document",
    "batch_inference": "document",
    "fine_tuning": "job",
    "large_scale_training": "job",
    "simulation_ai": "job",
    "forecasting": "job",
    "safety_evaluation": "job",
    "productivity_tool": "user",
}
"""For kinds of workload that are not paid by the request."""


@dataclass(frozen=True, slots=True)
class UnitCost:
    """Euros for one request, document, job or user of a workload; None where it is not known how many there are.

    `because`: what is divided by what.
    """

    workload: str
    per: Per
    euros: Span | None
    asks: tuple[Ask, ...]
    because: tuple[Ground, ...] = ()


@dataclass(frozen=True)
class CostAdvice:
    """Cost now and at ten times the use, what one of something costs, and how it stands to the budget."""

    now: Cost
    ten_times: Cost
    units: tuple[UnitCost, ...]
    budget: Budget


def cost_advice(plan: Plan, option: Option, knowledge: Knowledge) -> CostAdvice:
    """Everything there is to say about the cost of an option."""
    design = Design(plan, option, knowledge.catalogue)
    now = cost(design)
    units = tuple(unit_cost(design, now, workload) for workload in plan.workloads)
    return CostAdvice(now, cost(design, growth=TEN_TIMES), units, budget(design, now))


def unit_cost(design: Design, now: Cost, workload: Workload) -> UnitCost:
    """What one request, document, job or user of a workload costs, people included."""
    per: Per = _PER.get(workload.kind or "", "request")
    share = now.by_workload().get(workload.id, NOTHING)
    count, asks, counted = _counted(design, workload, per)
    if count is None:
        return UnitCost(workload.id, per, None, asks)
    low, high = number(round(share.low)), number(round(share.high))
    says = design.catalogue.phrase("unit_share", workload=wording.name(design, workload.id), low=low, high=high)
    because = (Ground(says, workload.id), *counted)
    return UnitCost(workload.id, per, share.per(count), tuple(sorted({*asks, *now.asks})), because)


def _counted(design: Design, workload: Workload, per: Per) -> tuple[Span | None, tuple[Ask, ...], tuple[Ground, ...]]:
    """How many there are a month, or None, what is to be asked about it, and what the number is made of."""
    if per == "job":
        name = f"jobs_{workload.usage}"
        if workload.usage is None:
            return None, (ask(design, "workload.usage", workload.id),), ()
        return range_span(design, name), (), (figure_ground(design, name),)
    found = users_of(Use(design), workload) if per == "user" else requests_of(Use(design), workload)
    asks = tuple(ask(design, field, subject) for subject, field in found.open)
    if found.span is None:
        return None, asks, ()
    says = amount_in_words(design, "users" if per == "user" else "requests", found.span)
    return found.span, asks, (Ground(says, workload.id), *(figure_ground(design, name) for name in found.figures))
