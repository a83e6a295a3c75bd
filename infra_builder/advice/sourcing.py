"""Build, buy, rent or share: how each block is come by where it stands, and why."""

from __future__ import annotations

from dataclasses import dataclass

from infra_builder.advice.grounds import Ask, Ground, ask
from infra_builder.advising import Sourced
from infra_builder.design import Design
from infra_builder.knowledge import Knowledge
from infra_builder.plan import Option, Plan


@dataclass(frozen=True, slots=True)
class BlockSourcing:
    """How a block is come by. `asks`: where it stands, when that would make a difference and is not known."""

    block: str
    way: Sourced
    because: Ground
    asks: tuple[Ask, ...] = ()


def sourcing(plan: Plan, option: Option, knowledge: Knowledge) -> tuple[BlockSourcing, ...]:
    """The way for every block of an option whose kind the knowledge speaks of."""
    design = Design(plan, option, knowledge.catalogue)
    found = []
    for block in option.blocks:
        entry = design.catalogue.sourcing.get(block.kind)
        if entry is None:
            continue
        zone = design.zone_of(block.id)
        there = entry.places.get(zone.environment) if zone else None
        chosen = there or entry
        asks = (ask(design, "block.zone", block.id),) if zone is None and entry.places else ()
        found.append(BlockSourcing(block.id, chosen.way, Ground(chosen.because, block.id, entry.source), asks))
    return tuple(found)
