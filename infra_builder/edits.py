"""Edits: what a person or a remedy does to a plan, as small frozen values with `apply(plan) -> plan`.

An edit never half-applies: it returns a new plan or raises `Refused` with the reason. Ids in an edit exist when it is
applied, or it is refused.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable, Mapping
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
        if any(self.workload.id in plan.ids(option) for option in plan.options):
            raise Refused(f"The name {self.workload.id} is taken.")
        return plan.but(workloads=(*plan.workloads, self.workload))


class Add(Edit):
    """Add zones, blocks and flows to an option."""

    option: str
    zones: tuple[Zone, ...] = ()
    blocks: tuple[Block, ...] = ()
    flows: tuple[Flow, ...] = ()

    def apply(self, plan: Plan) -> Plan:
        """See Edit."""
        option = _option(plan, self.option)
        taken = set(plan.ids(option))
        for id_ in [zone.id for zone in self.zones] + [block.id for block in self.blocks]:
            if id_ in taken:
                raise Refused(f"The name {id_} is taken.")
            taken.add(id_)
        for flow in self.flows:
            for end in (flow.source, flow.target):
                if end not in taken:
                    raise Refused(f"There is no {end} to link.")
            if flow.id in option.by_id:
                raise Refused("This link exists already.")
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
        if missing := gone - set(plan.ids(_option(plan, self.option))) - set(_option(plan, self.option).by_id):
            raise Refused(f"There is no {min(missing)}.")
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
        if any(workload.id == self.id for workload in plan.workloads):
            return plan.but(workloads=_replaced(plan.workloads, {self.id: lambda item: _but(item, self.changes)}))
        option = _option(plan, self.option)
        if self.id not in option.by_id:
            raise Refused(f"There is no {self.id}.")
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
        known = {zone.id for zone in option.zones}
        if any(zone is not None and zone not in known for zone in self.zones.values()):
            raise Refused("There is no such zone.")

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


def _with(plan: Plan, option: Option) -> Plan:
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

    def kept(block: Block) -> Block | None:
        if block.id in gone:
            return None
        covers = tuple(id_ for id_ in block.covers if id_ not in gone)
        zone = None if block.zone in gone else block.zone
        if (covers, zone) == (block.covers, block.zone):
            return block
        # A control whose every target went would otherwise cover the whole plan from now on.
        return None if block.covers and not covers else block.but(covers=covers, zone=zone)

    blocks = tuple(block for block in map(kept, option.blocks) if block is not None)
    left = {block.id for block in blocks} | {"?"}
    dropped = {block.id for block in option.blocks} - left | gone
    return option.but(
        zones=tuple(zone for zone in option.zones if zone.id not in gone),
        blocks=blocks,
        flows=tuple(
            flow
            for flow in option.flows
            if flow.id not in gone and flow.source not in dropped and flow.target not in dropped
        ),
    )
