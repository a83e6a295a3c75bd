"""Copying and pasting: a part of a plan as a value, as a text for the clipboard, and put into a plan again.

What comes back from a clipboard is as little to be trusted as a file: it is read with the same guards and checked
against the same knowledge.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pydantic import Field

from infra_builder.catalogue import Catalogue
from infra_builder.consistency import inconsistencies
from infra_builder.edits import Add, AddWorkload, Edit, Refused, Together, new_id
from infra_builder.guarded_yaml import parse
from infra_builder.plan import FARTHEST, Block, Flow, FlowNames, Id, Option, Plan, Point, Value, Workload, Zone
from infra_builder.planfile import fields_text
from infra_builder.problems import Problem, Unusable
from infra_builder.validation import validated

FORMAT = 1
STEP = 24.0
"""How far beside the original a copy stands."""
_MARK = "infra_builder_selection"
_NUMBERED = re.compile(r"_\d+\Z")

ZoneAt = Callable[[float, float], str | None]
"""The zone at a point of the canvas, or None."""


class Clipping(Value):
    """Workloads, and the zones, blocks and links of an option, that hold together by themselves.

    `stands_in` and `covers` keep what blocks stood in and covered that was not copied along: it counts again where it
    is pasted to the same things.
    """

    workloads: tuple[Workload, ...] = ()
    options: tuple[Option]
    stands_in: Mapping[Id, Id] = Field(default_factory=dict)
    covers: Mapping[Id, tuple[Id, ...]] = Field(default_factory=dict)

    @property
    def option(self) -> Option:
        """The copied zones, blocks and links, under the id of the option that they were copied from."""
        return self.options[0]

    @property
    def count(self) -> int:
        """How many workloads, zones and blocks were copied."""
        return len(self.workloads) + len(self.option.zones) + len(self.option.blocks)


def clipped(plan: Plan, option: Option, ids: Iterable[str]) -> Clipping | None:
    """The chosen items, zones with their blocks, and the links between them. None where there is nothing to copy."""
    chosen = set(ids)
    chosen |= {block.id for block in option.blocks if block.zone in chosen}
    workloads = tuple(workload for workload in plan.workloads if workload.id in chosen)
    zones = tuple(zone for zone in option.zones if zone.id in chosen)
    blocks = tuple(block for block in option.blocks if block.id in chosen)
    if not (workloads or zones or blocks):
        return None
    ends = {item.id for items in (workloads, blocks) for item in items}
    held = {zone.id for zone in zones}
    return Clipping(
        workloads=workloads,
        options=(
            Option(
                id=option.id,
                zones=zones,
                blocks=tuple(_alone(block, held, chosen) for block in blocks),
                flows=tuple(flow for flow in option.flows if {flow.source, flow.target} <= ends),
            ),
        ),
        stands_in={block.id: block.zone for block in blocks if block.zone and block.zone not in held},
        covers={b.id: left for b in blocks if (left := tuple(id_ for id_ in b.covers if id_ not in chosen))},
    )


def _alone(block: Block, zones: set[str], chosen: set[str]) -> Block:
    """A block without the zone and the covers that were not copied."""
    covers = tuple(id_ for id_ in block.covers if id_ in chosen)
    return block.but(zone=block.zone if block.zone in zones else None, covers=covers)


def with_workloads(option: Option, plan: Plan, ids: Iterable[str]) -> tuple[str, ...]:
    """The ids, and those of the workloads that use them: options share workloads, so the links can come along."""
    chosen = set(ids)
    chosen |= {block.id for block in option.blocks if block.zone in chosen}
    cards = {workload.id for workload in plan.workloads}
    users = {flow.source for flow in option.flows if flow.target in chosen} & cards
    return (*chosen, *sorted(users - chosen))


def to_text(clipping: Clipping) -> str:
    """The clipping as YAML."""
    return f"{_MARK}: {FORMAT}\n{fields_text(clipping)}"


def from_text(text: str, catalogue: Catalogue) -> Clipping:
    """The clipping in a text. Raises Unusable with every reason why it cannot be used."""
    parsed = parse(text, "clipboard")
    body = dict(parsed.value) if isinstance(parsed.value, dict) else {}
    if body.pop(_MARK, None) != FORMAT:
        raise Unusable([Problem("clipboard", "this was not copied from this version of Infra Builder")])
    problems = [parsed.problem(where, message) for where, message in inconsistencies(body, catalogue)]
    clipping = validated(Clipping, replace(parsed, value=body), problems)
    blocks = {block.id for block in clipping.option.blocks}
    if stray := (clipping.stands_in.keys() | clipping.covers.keys()) - blocks:
        raise Unusable([Problem("clipboard", f"there is no block {min(stray)}")])
    return clipping


@dataclass(frozen=True)
class Pasted:
    """The edit that puts a clipping into an option: the ids that are new then, and the controls that were left out."""

    edit: Edit
    ids: tuple[str, ...]
    idle: tuple[Block, ...] = ()
    """Controls of which nothing that they cover is there; without covers they would cover the whole plan."""


def pasted(
    plan: Plan, option: Option, clipping: Clipping, by: Point | None = None, zone_at: ZoneAt | None = None
) -> Pasted:
    """How a clipping is put into an option, under ids that are free there.

    `by` is how far it stands from where it was copied; by default beside whatever stands there, and blocks stay in
    their zone where that is there. `zone_at` tells the zone of every other block by its corner. A workload that the
    plan has already is used again in another option, and copied in its own. Raises Refused where nothing would be left.
    """
    return _Pasting(plan, option, clipping, by, zone_at).result()


def _beside(plan: Plan, option: Option, clipping: Clipping) -> Point:
    """So many steps to the right and down that nothing comes to stand exactly on something."""
    cards = () if _shared(plan, option, clipping) else clipping.workloads
    taken = {item.at for items in (option.zones, option.blocks, plan.workloads) for item in items}
    copied = [item.at for items in (clipping.option.zones, clipping.option.blocks, cards) for item in items]
    by = 0.0
    while any(at and (at[0] + by, at[1] + by) in taken for at in copied):
        by += STEP
    return by, by


def _shared(plan: Plan, option: Option, clipping: Clipping) -> set[str]:
    """The copied workloads that are in the plan already and can be used again by what was copied with them."""
    if option.id == clipping.option.id or not (clipping.option.zones or clipping.option.blocks):
        return set()
    known = {workload.id: workload for workload in plan.workloads}
    return {w.id for w in clipping.workloads if w.id in known and known[w.id].but(at=None) == w.but(at=None)}


class _Pasting:
    """The working state of one paste: what is called what from now on."""

    def __init__(
        self, plan: Plan, option: Option, clipping: Clipping, by: Point | None, zone_at: ZoneAt | None
    ) -> None:
        self.plan, self.option, self.clipping, self.zone_at = plan, option, clipping, zone_at
        self.by, self.at_home = by or _beside(plan, option, clipping), by is None
        self.shared = _shared(plan, option, clipping)
        self.cards = tuple(w for w in clipping.workloads if w.id not in self.shared)
        self.idle = frozenset(self._idle())
        self.blocks = tuple(block for block in clipping.option.blocks if block.id not in self.idle)
        self.names = dict(self._names())

    def _idle(self) -> set[str]:
        """Controls that covered something of which nothing is here."""
        there = {item.id for items in (self.option.zones, self.option.blocks) for item in items}
        gone: set[str] = set()
        while new := {
            b.id for b in self.clipping.option.blocks if b.id not in gone and self._covers_none(b, there, gone)
        }:
            gone |= new
        return gone

    def _covers_none(self, block: Block, there: set[str], gone: set[str]) -> bool:
        outside = self.clipping.covers.get(block.id, ())
        return bool(block.covers or outside) and gone.issuperset(block.covers) and there.isdisjoint(outside)

    def _names(self) -> Iterator[tuple[str, str]]:
        """The new id of everything that is put into the plan; a workload must be new to every option."""
        taken = {*self.plan.ids(self.option), *self.option.by_id}
        everywhere = {id_ for option in self.plan.options for id_ in (*option.by_id, *self.plan.ids(option))}
        for items, used in (
            (self.cards, taken | everywhere),
            (self.clipping.option.zones, taken),
            (self.blocks, taken),
        ):
            for item in items:
                name = item.id if item.id not in used else new_id(_NUMBERED.sub("", item.id) or item.id, used)
                used.add(name)
                taken.add(name)
                yield item.id, name
        yield from ((id_, id_) for id_ in self.shared)

    def result(self) -> Pasted:
        if not (self.cards or self.clipping.option.zones or self.blocks):
            raise Refused("What this control covers is not here, so it would protect nothing. Copy that as well.")
        zones = tuple(self._zone(zone) for zone in self.clipping.option.zones)
        cards = tuple(card.but(id=self.names[card.id], at=self._moved(card.at)) for card in self.cards)
        add = Add(option=self.option.id, zones=zones, blocks=tuple(map(self._block, self.blocks)), flows=self._flows())
        edit = Together(edits=(*(AddWorkload(workload=card) for card in cards), add))
        ids = (*(card.id for card in cards), *(zone.id for zone in zones), *(block.id for block in add.blocks))
        return Pasted(edit, ids, tuple(block for block in self.clipping.option.blocks if block.id in self.idle))

    def _moved(self, at: Point | None) -> Point | None:
        if at is None:
            return None
        x, y = at[0] + self.by[0], at[1] + self.by[1]
        return max(-FARTHEST, min(FARTHEST, x)), max(-FARTHEST, min(FARTHEST, y))

    def _zone(self, zone: Zone) -> Zone:
        return zone.but(id=self.names[zone.id], at=self._moved(zone.at))

    def _block(self, block: Block) -> Block:
        there = {item.id for items in (self.option.zones, self.option.blocks) for item in items}
        outside = tuple(id_ for id_ in self.clipping.covers.get(block.id, ()) if id_ in there)
        covers = tuple(self.names[id_] for id_ in block.covers if id_ in self.names)
        at = self._moved(block.at)
        return block.but(
            id=self.names[block.id], at=at, zone=self._home(block, at), covers=tuple(dict.fromkeys((*covers, *outside)))
        )

    def _home(self, block: Block, at: Point | None) -> str | None:
        if block.zone is not None:
            return self.names[block.zone]
        zone = self.clipping.stands_in.get(block.id)
        if self.at_home and any(known.id == zone for known in self.option.zones):
            return zone
        return self.zone_at(*at) if self.zone_at and at else None

    def _flows(self) -> tuple[Flow, ...]:
        named = FlowNames((*self.option.by_id, *self.names.values(), *self.plan.ids(self.option)))
        return tuple(
            flow.but(id=named.next(source, target, flow.kind), source=source, target=target)
            for flow in self.clipping.option.flows
            if (source := self.names.get(flow.source)) and (target := self.names.get(flow.target))
        )


def corners(clipping: Clipping) -> Iterator[Point]:
    """Where the copied things stood, as far as they had a place."""
    things: tuple[tuple[Any, ...], ...] = (clipping.workloads, clipping.option.zones, clipping.option.blocks)
    yield from (item.at for items in things for item in items if item.at is not None)
