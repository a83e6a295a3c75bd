"""What a design costs a month and to set up, now and at ten times the use, and what one of something costs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from infra_builder.advice.bill import Cost as Cost
from infra_builder.advice.bill import Line as Line
from infra_builder.advice.bill import cost as cost
from infra_builder.advice.budget import Budget, budget
from infra_builder.advice.grounds import Ask, ask
from infra_builder.advice.measures import Use, range_span, requests_of
from infra_builder.advice.spans import NOTHING, Span, exactly
from infra_builder.design import Design
from infra_builder.knowledge import Knowledge
from infra_builder.plan import Option, Plan, Workload

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
    """Euros for one request, document, job or user of a workload; None where it is not known how many there are."""

    workload: str
    per: Per
    euros: Span | None
    asks: tuple[Ask, ...]


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
    if per == "user":
        users = workload.users
        return UnitCost(workload.id, per, *_per_known(design, share, users, workload))
    if per == "job":
        usage = workload.usage
        if usage is None:
            return UnitCost(workload.id, per, None, (ask(design, "workload.usage", workload.id),))
        return UnitCost(workload.id, per, share.per(range_span(design, f"jobs_{usage}")), now.asks)
    requests = requests_of(Use(design), workload)
    euros = share.per(requests.span) if requests.span else None
    open_ = (ask(design, field, subject) for subject, field in requests.open)
    return UnitCost(workload.id, per, euros, tuple(sorted({*open_, *now.asks})))


def _per_known(
    design: Design, share: Span, count: int | None, workload: Workload
) -> tuple[Span | None, tuple[Ask, ...]]:
    if count is None:
        return None, (ask(design, "workload.users", workload.id),)
    return share.per(exactly(count)), ()
