"""Whether an edit leaves an option in which every name stands for one thing, and for one that is there."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Set

from infra_builder.plan import Block, Decision, Flow, Option, Plan, Workload, Zone


class Refused(Exception):  # noqa: N818 - named for what the user meets
    """An edit that cannot be done; the text says why, in words for the person who tried it."""


def refuse_unsaid(decision: Decision) -> None:
    """Refuse a decision that does not say what it has to."""
    if bool(decision.finding) == bool(decision.question):
        raise Refused("A decision is about one finding or one question.")
    if decision.review_by and not _is_day(decision.review_by):
        raise Refused(f"There is no day {decision.review_by} in the calendar.")
    if decision.status == "accepted" and not (decision.reason and decision.review_by):
        raise Refused("Accepting it as it is needs a reason, and a date on which you look at it again.")
    if decision.status == "not_applicable" and not decision.reason:
        raise Refused("Say why it does not apply, so that others can follow it later.")


def _is_day(text: str) -> bool:
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def refuse_missing(plan: Plan, option: Option, ids: Set[str]) -> None:
    """Refuse ids that nothing has."""
    if missing := ids - option.by_id.keys() - {workload.id for workload in plan.workloads}:
        raise Refused(f"There is no {min(missing)}.")


def refuse_taken(ids: Iterable[str]) -> None:
    """Refuse ids of which one occurs twice."""
    if taken := [id_ for id_, times in Counter(ids).items() if times > 1]:
        raise Refused(f"The name {taken[0]} is taken.")


def refuse_unsound(plan: Plan, option: Option) -> None:
    """Refuse an option in which a name stands for two things, or for none."""
    if len({flow.id for flow in option.flows}) < len(option.flows):
        raise Refused("This link exists already.")
    refuse_taken([*plan.ids(option), *(flow.id for flow in option.flows)])
    refuse_misfits(plan, option, (*option.blocks, *option.flows))


def refuse_new(
    plan: Plan, option: Option, zones: tuple[Zone, ...], blocks: tuple[Block, ...], flows: tuple[Flow, ...]
) -> None:
    """Refuse what is to be added to a sound option where its ids are taken."""
    flow_ids = [flow.id for flow in flows]
    if len(set(flow_ids)) < len(flow_ids) or any(isinstance(option.by_id.get(id_), Flow) for id_ in flow_ids):
        raise Refused("This link exists already.")
    added = [*(zone.id for zone in zones), *(block.id for block in blocks), *flow_ids]
    workloads = {workload.id for workload in plan.workloads}
    refuse_taken([*(id_ for id_ in added if id_ in option.by_id or id_ in workloads), *added])


def refuse_misfits(plan: Plan, option: Option, items: Iterable[Workload | Zone | Block | Flow]) -> None:
    """Refuse things of an option that name a zone, a block or a workload which is not there."""
    workloads = {workload.id for workload in plan.workloads}
    for item in items:
        if isinstance(item, Block):
            _refuse_block(option, item)
        elif isinstance(item, Flow):
            ends = (item.source, item.target)
            if missing := [
                id_ for id_ in ends if id_ not in workloads and not isinstance(option.by_id.get(id_), Block)
            ]:
                raise Refused(f"There is no {min(missing)} to link.")
            if item.source == item.target:
                raise Refused("A link needs two different ends.")


def _refuse_block(option: Option, block: Block) -> None:
    if block.zone is not None and not isinstance(option.by_id.get(block.zone), Zone):
        raise Refused(f"There is no zone {block.zone}.")
    if missing := [id_ for id_ in block.covers if not isinstance(option.by_id.get(id_), Zone | Block)]:
        raise Refused(f"There is no {min(missing)} to cover.")
