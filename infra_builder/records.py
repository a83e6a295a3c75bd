"""Records: what a plan remembers of itself, its votes and milestones. They are no steps, and nothing takes them back.

Undo, redo and going back to a milestone change the plan around its records; plans that come together keep those of
both.
"""

from __future__ import annotations

from collections.abc import Iterable

from infra_builder.plan import Milestone, Plan

RECORDS = ("votes", "milestones")
"""The fields of a plan that hold its records."""
MOST_MILESTONES = 30


def with_records(plan: Plan, of: Plan) -> Plan:
    """A plan with the records of another in place of its own; the same value where it has them already."""
    changes = {name: getattr(of, name) for name in RECORDS if getattr(of, name) != getattr(plan, name)}
    return plan.but(**changes) if changes else plan


def with_further_records(plan: Plan, of: Plan) -> Plan:
    """A plan with the records of another behind its own, each once; the same value where it has them all."""
    votes = tuple(vote for vote in of.votes if vote not in plan.votes)
    milestones = tuple(one for one in of.milestones if not _known(one, plan.milestones))
    if not votes and not milestones:
        return plan
    return plan.but(votes=(*plan.votes, *votes), milestones=(*plan.milestones, *milestones))


def at_milestone(plan: Plan, milestone: Milestone) -> Plan:
    """The plan with situation, workloads and options as they were; everything else is as it is now."""
    return plan.but(situation=milestone.situation, workloads=milestone.workloads, options=milestone.options)


def _known(one: Milestone, among: Iterable[Milestone]) -> bool:
    """Whether a milestone is among these, under whatever name: what it holds says so, since names can be changed."""
    return any((one.made, _held(one)) == (other.made, _held(other)) for other in among)


def _held(one: Milestone) -> tuple[object, ...]:
    return one.situation, one.workloads, one.options
