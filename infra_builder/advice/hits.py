"""What a drill hits in a design, and what is true of it: who has it, where it is from, what protects it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from infra_builder.advice.grounds import Ask, ask
from infra_builder.advising import Drill, Holding, Picks, Settings
from infra_builder.design import Design, brings_data
from infra_builder.plan import Block, Zone
from infra_builder.rules import wording

RENTED = frozenset({"public_cloud", "saas", "hpc"})
"""Environments that somebody else provides, whether or not the plan names them."""


@dataclass(frozen=True, slots=True)
class Case:
    """One way in which a drill happens, and what it hits: `what` is whom or where it happens to, "" for everywhere."""

    what: str
    name: str
    blocks: frozenset[str]
    cut: frozenset[str] = frozenset()


def cases(design: Design, drill: Drill) -> tuple[Case, ...]:
    """The ways in which a drill happens to a design; none where it touches nothing there."""
    hit = [block for block in design.option.blocks if any(picked(design, block, picks) for picks in drill.hits)]
    if drill.effect == "cut":
        return tuple(_cuts(design, hit))
    groups: dict[tuple[str, str], set[str]] = {}
    for block in hit:
        if key := _key(design, block, drill.each):
            groups.setdefault(key, set()).add(block.id)
    return tuple(Case(what, name, frozenset(ids)) for (what, name), ids in groups.items())


def picked(design: Design, block: Block, picks: Picks) -> bool:
    """Whether everything holds of a block that is said."""
    zone = design.zone_of(block.id)
    return (
        (not picks.kinds or block.kind in picks.kinds)
        and (not picks.categories or design.catalogue.kind(block).category in picks.categories)
        and (not picks.environments or (zone is not None and zone.environment in picks.environments))
        and (not picks.providers or (zone is not None and zone.provider in picks.providers))
        and (not picks.zones or (zone is not None and not {zone.id, zone.name}.isdisjoint(picks.zones)))
        and (not picks.owners or block.owner in picks.owners)
        and _are(block, picks.settings)
        and (not picks.copies or is_copy(design, block))
    )


def is_copy(design: Design, block: Block) -> bool:
    """Whether a block holds what counts elsewhere: said to be no authority, copied to, indexed or deployed to."""
    into = design.flows_of(block.id)[0]
    return (
        block.settings.get("authoritative") is False
        or block.kind == "vector_index"
        or any(flow.kind in ("replicates_to", "deploys_to") for flow in into)
    )


def origins(design: Design, block: Block) -> tuple[Block, ...]:
    """The stores and registries that a block has its content from, over whatever lies between."""
    found: dict[str, Block] = {}
    seen, queue = {block.id}, [block.id]
    for here in queue:
        for flow in design.flows_of(here)[0]:
            other = design.blocks.get(flow.source)
            if other is None or other.id in seen or not brings_data(flow):
                continue
            seen.add(other.id)
            if design.catalogue.kind(other).category == "data" or other.kind == "model_registry":
                found[other.id] = other
            else:
                queue.append(other.id)
    return tuple(found.values())


def holds(design: Design, block: Block, holding: Holding) -> tuple[bool | None, tuple[Ask, ...]]:
    """Whether everything said holds of a block; None where answers are missing, with the questions for them."""
    asks: list[Ask] = []
    if holding.categories and design.catalogue.kind(block).category not in holding.categories:
        return False, ()
    for name, wanted in holding.settings.items():
        answer = block.settings.get(name)
        if answer is None and name in design.catalogue.kind(block).settings:
            asks.append(ask(design, f"block.settings.{name}", block.id))
        elif answer != wanted:
            return False, ()
    if holding.origin and not any(_are(origin, holding.origin) for origin in origins(design, block)):
        return False, ()
    protecting = {control.kind for control in design.covers.over(block)}
    if not protecting.issuperset(holding.controls):
        return False, ()
    if holding.people_at_least is not None:
        people = design.plan.situation.people
        if people is None:
            asks.append(ask(design, "situation.people"))
        elif people < holding.people_at_least:
            return False, ()
    return (None if asks else True), tuple(asks)


def _are(block: Block, settings: Settings) -> bool:
    return all(block.settings.get(name) == answer for name, answer in settings.items())


def _key(design: Design, block: Block, each: str) -> tuple[str, str] | None:
    """What a block is hit together with, and how that is called."""
    zone = design.zone_of(block.id)
    match each:
        case "zone":
            return (zone.id, wording.name(design, zone.id)) if zone else None
        case "provider":
            return _provider(design, zone)
        case "owner":
            return (block.owner, block.owner) if block.owner else None
    return "", ""


def _provider(design: Design, zone: Zone | None) -> tuple[str, str] | None:
    if zone is None or not (zone.provider or zone.environment in RENTED):
        return None
    return (zone.provider, zone.provider) if zone.provider else (zone.id, wording.name(design, zone.id))


def _cuts(design: Design, hit: list[Block]) -> Iterator[Case]:
    """The links of each place that is hit to everywhere else."""
    ids = {block.id for block in hit}
    for zone in design.option.zones:
        inside = {block.id for block in design.blocks_in(zone.id)}
        if not inside & ids:
            continue
        crossing = [
            flow
            for flow in design.option.flows
            if {flow.source, flow.target} <= design.blocks.keys() and (flow.source in inside) != (flow.target in inside)
        ]
        if crossing:
            yield Case(zone.id, wording.name(design, zone.id), frozenset(), frozenset(flow.id for flow in crossing))
