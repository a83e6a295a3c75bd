"""Edits: what a person or a remedy does to a plan, as small frozen values with `apply(plan) -> plan`.

An edit never half-applies: it returns a new plan or raises `Refused` with the reason. Ids in an edit exist when it is
applied, or it is refused.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Mapping, Sequence, Set
from string import ascii_lowercase
from typing import Any, ClassVar

from pydantic import ValidationError

from infra_builder.plan import (
    LONGEST_ID,
    Block,
    Decision,
    Flow,
    FlowNames,
    Milestone,
    Option,
    Plan,
    Point,
    Price,
    Size,
    Text,
    Value,
    Vote,
    Word,
    Workload,
    Zone,
)
from infra_builder.records import MOST_MILESTONES, at_milestone, with_further_records
from infra_builder.room.voting import silent
from infra_builder.soundness import Refused as Refused
from infra_builder.soundness import (
    refuse_misfits,
    refuse_missing,
    refuse_new,
    refuse_taken,
    refuse_unsaid,
    refuse_unsound,
)


class Edit(Value):
    """A change of a plan."""

    record: ClassVar[bool] = False
    """Whether it changes nothing but records (see `records`): then it is no step, and undo leaves it alone."""

    @abstractmethod
    def apply(self, plan: Plan) -> Plan:
        """The changed plan. Raises Refused."""


class ChangePlan(Edit):
    """Change the title, the organisation, the footer or the logo."""

    changes: Mapping[str, Any]

    def apply(self, plan: Plan) -> Plan:
        """See Edit."""
        if unfit := set(self.changes) - {"title", "organisation", "footer", "logo"}:
            raise Refused(f"{min(unfit)} is not changed this way.")
        changed: Plan = _but(plan, self.changes)
        return changed


class ChangeSituation(Edit):
    """Answer, change or clear fields of the situation."""

    changes: Mapping[str, Any]

    def apply(self, plan: Plan) -> Plan:
        """See Edit."""
        return plan.but(situation=_but(plan.situation, self.changes))


class SetPrice(Edit):
    """Put a price of one's own in the place of a figure or range of the knowledge. `name`: what it is called there."""

    name: Word
    price: Price

    def apply(self, plan: Plan) -> Plan:
        """See Edit."""
        return plan.but(prices={**plan.prices, self.name: self.price})


class ClearPrice(Edit):
    """Take a price of one's own away, so that the knowledge has the word again."""

    name: Word

    def apply(self, plan: Plan) -> Plan:
        """See Edit."""
        if self.name not in plan.prices:
            raise Refused("There is no such price in the plan.")
        return plan.but(prices={name: price for name, price in plan.prices.items() if name != self.name})


class AddWorkload(Edit):
    """Add a workload to the plan."""

    workload: Workload

    def apply(self, plan: Plan) -> Plan:
        """See Edit."""
        changed = plan.but(workloads=(*plan.workloads, self.workload))
        refuse_taken([workload.id for workload in changed.workloads])
        for option in changed.options:
            refuse_unsound(changed, option)
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
        refuse_new(plan, option, self.zones, self.blocks, self.flows)
        larger = option.adding(self.zones, self.blocks, self.flows)
        refuse_misfits(plan, larger, (*self.blocks, *self.flows))
        return _put(plan, larger)


class Remove(Edit):
    """Take zones, blocks, flows or workloads away, with the links and covers that name them.

    Blocks of a zone that goes stay, outside any zone.
    """

    option: str
    ids: tuple[str, ...]

    def apply(self, plan: Plan) -> Plan:
        """See Edit."""
        gone = set(self.ids)
        refuse_missing(plan, _option(plan, self.option), gone)
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
        refuse_missing(plan, option, {self.id})
        if self.changes.get("id", self.id) != self.id:
            raise Refused("The id of a thing stays, because others refer to it.")
        if any(workload.id == self.id for workload in plan.workloads):
            return plan.but(
                workloads=tuple(_but(w, self.changes) if w.id == self.id else w for w in plan.workloads),
            )
        changes = dict(self.changes)
        item = option.by_id[self.id]
        if isinstance(item, Block) and "settings" in changes:
            laid = {**item.settings, **changes["settings"]}
            changes["settings"] = {name: answer for name, answer in laid.items() if answer is not None}
        return _replacing(plan, option, (_but(item, changes),))


class Move(Edit):
    """Put items at new places.

    `zones` names the zone (or None) that blocks now stand in; `sizes` what zones measure from now on.
    """

    option: str
    at: Mapping[str, Point]
    zones: Mapping[str, str | None] = {}
    sizes: Mapping[str, Size] = {}

    def apply(self, plan: Plan) -> Plan:
        """See Edit."""
        option = _option(plan, self.option)
        refuse_missing(plan, option, {*self.at, *self.zones, *self.sizes})

        def moved(item: Any) -> Any:
            fields: dict[str, Any] = {"at": self.at[item.id]} if item.id in self.at else {}
            if isinstance(item, Block) and item.id in self.zones:
                fields["zone"] = self.zones[item.id]
            if isinstance(item, Zone) and item.id in self.sizes:
                fields["size"] = self.sizes[item.id]
            return _but(item, fields)

        ids = dict.fromkeys((*self.at, *self.zones, *self.sizes))
        if any(workload.id in ids for workload in plan.workloads):
            plan = plan.but(workloads=tuple(moved(w) if w.id in ids else w for w in plan.workloads))
        return _replacing(plan, option, tuple(moved(option.by_id[id_]) for id_ in ids if id_ in option.by_id))


class AddOption(Edit):
    """Add an option: at the place `to`, counted from 0, or behind the others."""

    option: Option
    to: int | None = None

    def apply(self, plan: Plan) -> Plan:
        """See Edit."""
        if any(option.id == self.option.id for option in plan.options):
            raise Refused(f"The name {self.option.id} is taken.")
        refuse_unsound(plan, self.option)
        options = list(plan.options)
        options.insert(len(options) if self.to is None else self.to, self.option)
        return plan.but(options=tuple(options))


class RenameOption(Edit):
    """Call an option something else; its id stays."""

    option: str
    name: Text

    def apply(self, plan: Plan) -> Plan:
        """See Edit."""
        return _with(plan, _option(plan, self.option).but(name=self.name))


class MoveOption(Edit):
    """Put an option in another place among the others, counted from 0."""

    option: str
    to: int

    def apply(self, plan: Plan) -> Plan:
        """See Edit."""
        moved = _option(plan, self.option)
        if not 0 <= self.to < len(plan.options):
            raise Refused("There is no such place among the options.")
        options = [option for option in plan.options if option.id != moved.id]
        options.insert(self.to, moved)
        return plan.but(options=tuple(options))


class RemoveOption(Edit):
    """Take an option away. The last one stays, because a plan without a design has nothing to judge."""

    option: str

    def apply(self, plan: Plan) -> Plan:
        """See Edit."""
        gone = _option(plan, self.option)
        if len(plan.options) == 1:
            raise Refused("A plan keeps at least one option. Add another one before you delete this one.")
        return plan.but(options=tuple(option for option in plan.options if option.id != gone.id))


class Decide(Edit):
    """Decide about a finding or a question, in place of what was decided about it before."""

    decision: Decision

    def apply(self, plan: Plan) -> Plan:
        """See Edit."""
        given = self.decision
        decision = given.but(owner=given.owner.strip(), reason=given.reason.strip())
        refuse_unsaid(decision)
        about = (given.finding, given.question)
        others = [one for one in plan.decisions if (one.finding, one.question) != about]
        place = next((i for i, one in enumerate(plan.decisions) if (one.finding, one.question) == about), len(others))
        return plan.but(decisions=(*others[:place], decision, *others[place:]))


class Undecide(Edit):
    """Take back what was decided about the finding or question with this key."""

    key: Text

    def apply(self, plan: Plan) -> Plan:
        """See Edit."""
        kept = tuple(one for one in plan.decisions if (one.finding or one.question) != self.key)
        if len(kept) == len(plan.decisions):
            raise Refused("Nothing was decided about this.")
        return plan.but(decisions=kept)


class Together(Edit):
    """Several edits as one step."""

    edits: tuple[Edit, ...]

    def apply(self, plan: Plan) -> Plan:
        """See Edit."""
        for edit in self.edits:
            plan = edit.apply(plan)
        return plan


class TakeOver(Edit):
    """Put another plan in the place of this one. The records of both are kept."""

    plan: Plan

    def apply(self, plan: Plan) -> Plan:
        """See Edit."""
        return with_further_records(self.plan, plan)


class TakeRecords(Edit):
    """Take over the records of another plan, besides those there are."""

    record: ClassVar[bool] = True
    plan: Plan

    def apply(self, plan: Plan) -> Plan:
        """See Edit."""
        return with_further_records(plan, self.plan)


class KeepMilestone(Edit):
    """Keep what the plan is now under a name. `made`: local date and time as text."""

    record: ClassVar[bool] = True
    name: Text
    made: Text = ""

    def apply(self, plan: Plan) -> Plan:
        """See Edit."""
        if len(plan.milestones) >= MOST_MILESTONES:
            raise Refused(f"A plan keeps at most {MOST_MILESTONES} milestones. Remove one that is not needed any more.")
        kept = Milestone(
            name=_free_name(plan.milestones, self.name),
            made=self.made,
            situation=plan.situation,
            workloads=plan.workloads,
            options=plan.options,
        )
        return plan.but(milestones=(*plan.milestones, kept))


class RenameMilestone(Edit):
    """Call a milestone something else."""

    record: ClassVar[bool] = True
    name: Text
    made: Text = ""
    to: Text

    def apply(self, plan: Plan) -> Plan:
        """See Edit."""
        old = _milestone(plan, self.name, self.made)
        others = [one for one in plan.milestones if one is not old]
        new = old.but(name=_free_name(others, self.to))
        return plan.but(milestones=tuple(new if one is old else one for one in plan.milestones))


class DropMilestone(Edit):
    """Take a milestone away for good."""

    record: ClassVar[bool] = True
    name: Text
    made: Text = ""

    def apply(self, plan: Plan) -> Plan:
        """See Edit."""
        gone = _milestone(plan, self.name, self.made)
        return plan.but(milestones=tuple(one for one in plan.milestones if one is not gone))


class RecordVote(Edit):
    """Keep what was voted on an option. The slips are put in an order that does not tell who was first."""

    record: ClassVar[bool] = True
    vote: Vote

    def apply(self, plan: Plan) -> Plan:
        """See Edit."""
        option = _option(plan, self.vote.option)
        if not self.vote.slips:
            raise Refused("A vote needs at least one slip.")
        return plan.but(votes=(*plan.votes, self.vote.but(option=option.id, slips=silent(self.vote.slips))))


class GoBackTo(Edit):
    """Put situation, workloads and options back to what they were at a milestone. Records and decisions stay."""

    name: Text
    made: Text = ""

    def apply(self, plan: Plan) -> Plan:
        """See Edit."""
        return at_milestone(plan, _milestone(plan, self.name, self.made))


def new_id(wanted: str, taken: Iterable[str]) -> str:
    """A free id like the wanted one: `api`, else `api_2`, `api_3`, … A long one is cut to make room."""
    used = taken if isinstance(taken, Mapping | Set) else set(taken)
    name, number = wanted, 1
    while name in used:
        number += 1
        name = f"{wanted[: LONGEST_ID - len(str(number)) - 1]}_{number}"
    return name


def new_option_id(plan: Plan) -> str:
    """A free id for an option: the first letter that none has."""
    taken = {option.id for option in plan.options}
    return next((letter for letter in ascii_lowercase if letter not in taken), "") or new_id("option", taken)


def new_flow(option: Option, source: str, target: str, kind: str, **fields: Any) -> Flow:
    """A flow of an option with a free id."""
    id_ = FlowNames(option.by_id).next(source, target, kind)
    return Flow.model_validate({"id": id_, "source": source, "target": target, "kind": kind, **fields})


def _milestone(plan: Plan, name: str, made: str) -> Milestone:
    found = (one for one in plan.milestones if (one.name, one.made) == (name, made))
    if (milestone := next(found, None)) is None:
        raise Refused(f"There is no milestone {name}.")
    return milestone


def _free_name(others: Iterable[Milestone], name: str) -> str:
    """The name of a milestone without blanks around it. Raises Refused where it is empty or that of another."""
    free = name.strip()
    if not free:
        raise Refused("A milestone needs a name.")
    if any(one.name.strip().casefold() == free.casefold() for one in others):
        raise Refused(f"There is a milestone called {free} already.")
    return free


def _option(plan: Plan, option_id: str) -> Option:
    try:
        return plan.option(option_id)
    except KeyError:
        raise Refused(f"There is no option {option_id}.") from None


def _with(plan: Plan, option: Option) -> Plan:
    """The plan with an option in place of the one of its id. Raises Refused where that would not hold together."""
    refuse_unsound(plan, option)
    return _put(plan, option)


def _replacing(plan: Plan, option: Option, items: Sequence[Zone | Block | Flow]) -> Plan:
    """The plan with some things of an option in place of those of their ids; the others stay the very same."""
    changed = option.replacing(items)
    refuse_misfits(plan, changed, items)
    return _put(plan, changed)


def _put(plan: Plan, option: Option) -> Plan:
    return plan.but(options=tuple(option if old.id == option.id else old for old in plan.options))


def _but(value: Any, changes: Mapping[str, Any]) -> Any:
    try:
        return value.but(**changes)
    except ValidationError as error:
        raise Refused(str(error.errors(include_url=False)[0]["msg"])) from None


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

    return option.with_parts(
        tuple(zone for zone in option.zones if zone.id not in gone),
        tuple(kept(block) for block in option.blocks if block.id not in gone),
        tuple(flow for flow in option.flows if gone.isdisjoint((flow.id, flow.source, flow.target))),
    )
