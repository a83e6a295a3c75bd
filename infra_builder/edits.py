"""Edits: what a person or a remedy does to a plan, as small frozen values with `apply(plan) -> plan`.

An edit never half-applies: it returns a new plan or raises `Refused` with the reason. Ids in an edit exist when it is
applied, or it is refused.
"""

from __future__ import annotations

from abc import abstractmethod
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Set
from typing import Any

from pydantic import ValidationError

from infra_builder.plan import Block, Flow, FlowNames, Option, Plan, Point, Value, Workload, Zone


class Refused(Exception):  # noqa: N818 - named for what the user meets
    """An edit that cannot be done; the text says why, in words for the person who tried it."""


class Edit(Value):
    """A change of a plan."""

    @abstractmethod
    def apply(self, plan: Plan) -> Plan:
        """The changed plan. Raises Refused."""


class ChangePlan(Edit):
    """Change the title or the organisation."""

    changes: Mapping[str, Any]

    def apply(self, plan: Plan) -> Plan:
        """See Edit."""
        if unfit := set(self.changes) - {"title", "organisation"}:
            raise Refused(f"{min(unfit)} is not changed this way.")
        changed: Plan = _but(plan, self.changes)
        return changed


class ChangeSituation(Edit):
    """Answer, change or clear fields of the situation."""

    changes: Mapping[str, Any]

    def apply(self, plan: Plan) -> Plan:
        """See Edit."""
        return plan.but(situation=_but(plan.situation, self.changes))


class AddWorkload(Edit):
    """Add a workload to the plan."""

    workload: Workload

    def apply(self, plan: Plan) -> Plan:
        """See Edit."""
        changed = plan.but(workloads=(*plan.workloads, self.workload))
        _refuse_taken([workload.id for workload in changed.workloads])
        for option in changed.options:
            _refuse_unsound(changed, option)
        return changed


class Add(Edit):
    """Add zones, blocks and flows to an option."""

    option: str
    zones: tuple[Zone, ...] = ()
    blocks: tuple[Block, ...] = ()
    flows: tuple[Flow, ...] = ()

    def apply(self, plan: Plan) -> Plan:
        """See Edit."""
        option = _option(plan, self.option)
        return _with(
            plan,
            option.but(
                zones=(*option.zones, *self.zones),
                blocks=(*option.blocks, *self.blocks),
                flows=(*option.flows, *self.flows),
            ),
        )


class Remove(Edit):
    """Take zones, blocks, flows or workloads away, with the links and covers that name them.

    Blocks of a zone that goes stay, outside any zone.
    """

    option: str
    ids: tuple[str, ...]

    def apply(self, plan: Plan) -> Plan:
        """See Edit."""
        gone = set(self.ids)
        _refuse_missing(plan, _option(plan, self.option), gone)
        workloads = tuple(workload for workload in plan.workloads if workload.id not in gone)
        lost = {workload.id for workload in plan.workloads} & gone
        options = tuple(_without(option, gone if option.id == self.option else lost) for option in plan.options)
        return plan.but(workloads=workloads, options=options)


class Change(Edit):
    """Change fields of one block, zone, flow or workload. `settings` are laid over those there; None clears one."""

    option: str
    id: str
    changes: Mapping[str, Any]

    def apply(self, plan: Plan) -> Plan:
        """See Edit."""
        option = _option(plan, self.option)
        _refuse_missing(plan, option, {self.id})
        if self.changes.get("id", self.id) != self.id:
            raise Refused("The id of a thing stays, because others refer to it.")
        if any(workload.id == self.id for workload in plan.workloads):
            return plan.but(workloads=_replaced(plan.workloads, {self.id: lambda item: _but(item, self.changes)}))
        changes = dict(self.changes)
        item = option.by_id[self.id]
        if isinstance(item, Block) and "settings" in changes:
            laid = {**item.settings, **changes["settings"]}
            changes["settings"] = {name: answer for name, answer in laid.items() if answer is not None}
        return _with(plan, _each(option, {self.id: lambda old: _but(old, changes)}))


class Move(Edit):
    """Put items at new places; `zones` names the zone (or None) that blocks now stand in."""

    option: str
    at: Mapping[str, Point]
    zones: Mapping[str, str | None] = {}

    def apply(self, plan: Plan) -> Plan:
        """See Edit."""
        option = _option(plan, self.option)
        _refuse_missing(plan, option, {*self.at, *self.zones})

        def moved(item: Any) -> Any:
            fields: dict[str, Any] = {"at": self.at[item.id]} if item.id in self.at else {}
            if isinstance(item, Block) and item.id in self.zones:
                fields["zone"] = self.zones[item.id]
            return _but(item, fields)

        changed = dict.fromkeys({*self.at, *self.zones}, moved)
        plan = plan.but(workloads=_replaced(plan.workloads, changed))
        return _with(plan, _each(option, changed))


class Together(Edit):
    """Several edits as one step."""

    edits: tuple[Edit, ...]

    def apply(self, plan: Plan) -> Plan:
        """See Edit."""
        for edit in self.edits:
            plan = edit.apply(plan)
        return plan


def new_id(wanted: str, taken: Iterable[str]) -> str:
    """A free id like the wanted one: `api`, else `api_2`, `api_3`, …"""
    used = set(taken)
    name, number = wanted, 1
    while name in used:
        number += 1
        name = f"{wanted}_{number}"
    return name


def new_flow(option: Option, source: str, target: str, kind: str, **fields: Any) -> Flow:
    """A flow of an option with a free id."""
    id_ = FlowNames(tuple(flow.id for flow in option.flows)).next(source, target, kind)
    return Flow.model_validate({"id": id_, "source": source, "target": target, "kind": kind, **fields})


def _option(plan: Plan, option_id: str) -> Option:
    try:
        return plan.option(option_id)
    except KeyError:
        raise Refused(f"There is no option {option_id}.") from None


def _refuse_missing(plan: Plan, option: Option, ids: Set[str]) -> None:
    if missing := ids - set(plan.ids(option)) - option.by_id.keys():
        raise Refused(f"There is no {min(missing)}.")


def _refuse_taken(ids: Iterable[str]) -> None:
    if taken := [id_ for id_, times in Counter(ids).items() if times > 1]:
        raise Refused(f"The name {taken[0]} is taken.")


def _refuse_unsound(plan: Plan, option: Option) -> None:
    """Refuse an option in which a name stands for two things, or for none."""
    if len({flow.id for flow in option.flows}) < len(option.flows):
        raise Refused("This link exists already.")
    _refuse_taken([*plan.ids(option), *(flow.id for flow in option.flows)])
    zones, blocks = {zone.id for zone in option.zones}, {block.id for block in option.blocks}
    ends = blocks | {workload.id for workload in plan.workloads}
    for block in option.blocks:
        if block.zone is not None and block.zone not in zones:
            raise Refused(f"There is no zone {block.zone}.")
        if missing := set(block.covers) - zones - blocks:
            raise Refused(f"There is no {min(missing)} to cover.")
    for flow in option.flows:
        if missing := {flow.source, flow.target} - ends:
            raise Refused(f"There is no {min(missing)} to link.")
        if flow.source == flow.target:
            raise Refused("A link needs two different ends.")


def _with(plan: Plan, option: Option) -> Plan:
    """The plan with an option in place of the one of its id. Raises Refused where that would not hold together."""
    _refuse_unsound(plan, option)
    return plan.but(options=tuple(option if old.id == option.id else old for old in plan.options))


def _but(value: Any, changes: Mapping[str, Any]) -> Any:
    try:
        return value.but(**changes)
    except ValidationError as error:
        raise Refused(str(error.errors(include_url=False)[0]["msg"])) from None


def _replaced(items: tuple[Any, ...], changed: Mapping[str, Callable[[Any], Any]]) -> tuple[Any, ...]:
    return tuple(changed[item.id](item) if item.id in changed else item for item in items)


def _each(option: Option, changed: Mapping[str, Callable[[Any], Any]]) -> Option:
    return option.but(
        zones=_replaced(option.zones, changed),
        blocks=_replaced(option.blocks, changed),
        flows=_replaced(option.flows, changed),
    )


def _without(option: Option, gone: set[str]) -> Option:
    """An option without some ids, and without whatever named them."""
    if not gone:
        return option
    gone = set(gone)
    # A control whose every target went would otherwise cover the whole plan from now on; others may cover it in turn.
    while idle := {b.id for b in option.blocks if b.covers and b.id not in gone and gone.issuperset(b.covers)}:
        gone |= idle

    def kept(block: Block) -> Block:
        covers = tuple(id_ for id_ in block.covers if id_ not in gone)
        zone = None if block.zone in gone else block.zone
        return block if (covers, zone) == (block.covers, block.zone) else block.but(covers=covers, zone=zone)

    return option.but(
        zones=tuple(zone for zone in option.zones if zone.id not in gone),
        blocks=tuple(kept(block) for block in option.blocks if block.id not in gone),
        flows=tuple(flow for flow in option.flows if gone.isdisjoint((flow.id, flow.source, flow.target))),
    )
