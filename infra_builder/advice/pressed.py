"""Drills of money and use: prices rise, or everything is used many times as much."""

from __future__ import annotations

from infra_builder.advice.bill import Cost, cost, dearest, dearest_grounds
from infra_builder.advice.due import capacity
from infra_builder.advice.falling import needed
from infra_builder.advice.grounds import Ask, Ground, ask
from infra_builder.advice.spans import NOTHING
from infra_builder.advising import Drill, Outcome
from infra_builder.amounts import number
from infra_builder.design import Design
from infra_builder.plan import Block, Workload
from infra_builder.rules import wording

FULL = 100
"""Percent of the time that a machine can work."""
Press = tuple[Outcome, str, tuple[str, ...], tuple[Ground, ...], tuple[Ask, ...]]
"""Outcome, what is said, the ids that show it, what it rests on, what to ask."""


def pressed(design: Design, drill: Drill, workload: Workload) -> Press:
    """What dearer prices or more use do to a workload: it is paid for and carried, or not, or that is not known."""
    busier = drill.effect == "busier"
    if busier and (full := _full(design, drill.factor, workload)):
        return full
    now = cost(design)
    then = (
        cost(design, growth=drill.factor) if busier else cost(design, dearer=dict.fromkeys(drill.drivers, drill.factor))
    )
    if not _felt(now, then, workload):
        name, share = wording.name(design, workload.id), now.by_workload().get(workload.id, NOTHING)
        words = {"workload": name, "low": number(round(share.low)), "high": number(round(share.high))}
        because = (Ground(design.catalogue.phrase("drill_same_cost", **words), workload.id),)
        return "survives", design.catalogue.phrase("drill_untouched", workload=name), (), because, ()
    return _paid(design, then, workload)


def _felt(now: Cost, then: Cost, workload: Workload) -> bool:
    """Whether the share of a workload in the bill changes, or may, since something of it is not known."""
    return now.by_workload().get(workload.id) != then.by_workload().get(workload.id) or bool(then.asks)


def _full(design: Design, factor: float, workload: Workload) -> Press | None:
    """Which machine that is paid all the time has no room for it; None where all have, or it is not known."""
    for id_ in needed(design, workload.id):
        block = design.blocks.get(id_)
        busy = block.settings.get("busy_percent") if block and capacity(design, block) == "fixed" else None
        if isinstance(busy, int | float) and not isinstance(busy, bool) and busy * factor > FULL:
            words = {"block": wording.name(design, id_), "percent": number(busy)}
            says = design.catalogue.phrase("drill_full", **words)
            return "degrades", says, (workload.id, id_), (Ground(says, id_),), ()
    return None


def _paid(design: Design, then: Cost, workload: Workload) -> Press:
    budget, paid = design.plan.situation.monthly_budget_eur, then.paid_out
    words = {"low": number(round(paid.low)), "high": number(round(paid.high))}
    because = dearest_grounds(design, then)
    path = tuple(line.block for line in dearest(then, 1))
    phrase = design.catalogue.phrase
    if not paid.high and then.asks:
        return "unknown", phrase("drill_price_open"), path, because, then.asks
    if budget is None:
        open_ = (ask(design, "situation.monthly_budget_eur"),)
        return "unknown", phrase("drill_no_budget", **words), path, because, open_
    words["budget"] = number(budget)
    if paid.low > budget:
        if limit := _limit(design, workload):
            name = wording.name(design, limit.id)
            return "stops", phrase("drill_limit", block=name, budget=words["budget"]), (*path, limit.id), because, ()
        return "degrades", phrase("drill_over_budget", **words), path, because, ()
    if paid.high > budget or not then.complete:
        return "unknown", phrase("drill_may_exceed", **words), path, because, then.asks
    return "survives", phrase("drill_in_budget", **words), path, because, ()


def _limit(design: Design, workload: Workload) -> Block | None:
    """The limit that switches off what a workload needs when the money is used up."""
    below = {*needed(design, workload.id)}
    for control in design.controls:
        hard = control.kind == "budget_alerts" and control.settings.get("hard_limit") is True
        if hard and design.covered(control) & below:
            return control
    return None
