"""From the values of a plan to what is seen of them: names, labels, badges, covers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from exports.picture.block import BlockLook
from exports.picture.card import CardLook
from exports.picture.flow import FlowLook
from exports.picture.marks import Badge, State
from exports.picture.words import Words, inline
from exports.picture.zone import ZoneLook
from infra_builder.amounts import number
from infra_builder.catalogue import Catalogue
from infra_builder.layout import Rect
from infra_builder.plan import Block, Flow, Option, Workload, Zone
from infra_builder.vocabulary import SUPPORT_FLOWS, rank

NO_REASON_NEEDED = frozenset({"workstation"})
"""A workstation beside anything is no hybrid, so nobody is asked why it is there."""


@dataclass(frozen=True)
class Marks:
    """What lies over the plain picture: findings, a preview, numbers for paper, a selection."""

    badges: Mapping[str, tuple[Badge, ...]] = field(default_factory=dict)
    lit: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)
    states: Mapping[str, State] = field(default_factory=dict)
    selected: frozenset[str] = frozenset()
    covered: frozenset[str] = frozenset()

    def state(self, id_: str) -> State:
        """What becomes of the item, in a preview or from one design to another."""
        return self.states.get(id_, "normal")


@dataclass(frozen=True)
class Looker:
    """Makes looks from plan values with the words of a catalogue."""

    catalogue: Catalogue
    marks: Marks = field(default_factory=Marks)
    words: Words = field(default_factory=Words)

    def block(self, block: Block) -> BlockLook:
        """How a block looks; one of an unknown kind like hosting, under its own kind's word."""
        kind = self.catalogue.blocks.get(block.kind)
        kind_name = kind.name if kind else block.kind.replace("_", " ")
        marks = self.marks
        category = kind.category if kind else "hosting"
        second = kind_name if block.name else self.catalogue.label("category", category)
        return BlockLook(
            block.name or kind_name, second, category, block.kind, block.owner or None,
            marks.state(block.id), marks.lit.get(block.id), marks.badges.get(block.id, ()),
            marks.numbers.get(block.id), block.id in marks.selected, block.id in marks.covered,
        )  # fmt: skip

    def card(self, workload: Workload) -> CardLook:
        """How a workload looks."""
        label, words = self.catalogue.label, self.words
        name, second = self._workload_names(workload)
        answers = {"stage": workload.stage, "users": workload.users, "timing": workload.timing}
        timing = label("timing", workload.timing) if workload.timing else words.timing_unknown
        usage = workload.usage and words.usage.format(usage=inline(label("usage", workload.usage)))
        users = words.one_user if workload.users == 1 else words.users.format(count=number(workload.users or 0))
        data = workload.sensitivity and words.data.format(sensitivity=label("sensitivity", workload.sensitivity))
        return CardLook(
            words.workload, name, second,
            label("stage", workload.stage) if workload.stage else words.stage_unknown,
            words.users_unknown if workload.users is None else users, (timing, usage or words.usage_unknown),
            data or words.data_unknown, rank("sensitivity", workload.sensitivity) if workload.sensitivity else None,
            frozenset(name for name, answer in answers.items() if answer is None),
            self.marks.badges.get(workload.id, ()), self.marks.lit.get(workload.id),
            self.marks.numbers.get(workload.id), workload.id in self.marks.selected, self.marks.state(workload.id),
        )  # fmt: skip

    def _workload_names(self, workload: Workload) -> tuple[str, str]:
        """The title of a card and the line below it: name and kind, or what of the two there is."""
        if workload.kind is None:
            return workload.name or self.words.no_name, self.words.kind_unknown
        sort = self.catalogue.workloads.get(workload.kind)
        kind = sort.name if sort else self.catalogue.label("workload_kind", workload.kind)
        return (workload.name, kind) if workload.name else (kind, self.words.no_name)

    def zone(self, zone: Zone, rect: Rect, covers: tuple[str, ...] = ()) -> ZoneLook:
        """How a zone looks; `covers` are the kinds of what governs it."""
        label, words, marks = self.catalogue.label, self.words, self.marks
        known = self.catalogue.environments.get(zone.environment)
        environment = known.name if known else label("environment", zone.environment)
        named = (environment if zone.name else "", zone.provider, zone.region)
        owner = words.owner.format(owner=zone.owner) if zone.owner else ""
        missing = () if zone.reasons or zone.environment in NO_REASON_NEEDED else (words.no_reason,)
        return ZoneLook(
            rect.width, rect.height, zone.environment, zone.name or environment,
            tuple(part for part in (*named, owner) if part),
            tuple(inline(label("pressure", reason)) for reason in zone.reasons),
            missing if zone.owner else (*missing, words.no_owner), covers,
            marks.lit.get(zone.id), marks.badges.get(zone.id, ()), zone.id in marks.selected, zone.id in marks.covered,
            marks.state(zone.id),
        )  # fmt: skip

    def flow(self, flow: Flow, crosses: bool) -> FlowLook:
        """How a link looks; `crosses` where it leaves a zone, which is where unmasked data are named."""
        label, words = self.catalogue.label, self.words
        support = flow.kind in SUPPORT_FLOWS
        level = None if flow.data is None or support else rank("sensitivity", flow.data)
        bare = crosses and flow.masked is False and not support and flow.data not in (None, "public")
        amount = "" if support or flow.gb_per_month is None else number(flow.gb_per_month)
        return FlowLook(
            label("flow", flow.kind), support, flow.kind == "falls_back_to", level,
            inline(label("sensitivity", flow.data)) if flow.data else "",
            words.gb_per_month.format(amount=amount) if amount else "", bool(flow.masked) and not support,
            words.unmasked if bare else "", self.marks.state(flow.id), self.marks.lit.get(flow.id),
            flow.id in self.marks.selected,
        )  # fmt: skip


def covering_kinds(option: Option, catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """By zone the kinds of governance that cover it as such: blocks that name it, or stand in it and name nothing."""
    kinds: dict[str, dict[str, None]] = {zone.id: {} for zone in option.zones}
    for block in option.blocks:
        stands = (block.zone,) if not block.covers and block.zone and _governs(block, catalogue) else ()
        for zone in (*block.covers, *stands):
            if zone in kinds:
                kinds[zone][block.kind] = None
    return {zone: tuple(found) for zone, found in kinds.items()}


def _governs(block: Block, catalogue: Catalogue) -> bool:
    kind = catalogue.blocks.get(block.kind)
    return kind is not None and kind.category == "governance"
