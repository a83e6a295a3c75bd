"""What things without a name of their own are called, so that two of a sort can be told apart in a sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from infra_builder.design import Design
from infra_builder.plan import Block, Zone


def zone_name(design: Design, zone: Zone) -> str:
    """A zone's own name or that of its environment; of several alike with what tells them apart behind it."""
    return design.once("zone names", "", lambda: _zone_names(design))[zone.id]


def block_name(design: Design, block: Block) -> str:
    """A block's own name or that of its kind; of several alike in different zones with its zone behind it."""
    return block.name or design.once("block names", "", lambda: _block_names(design))[block.id]


def _zone_names(design: Design) -> Mapping[str, str]:
    alike: defaultdict[str, list[Zone]] = defaultdict(list)
    for zone in design.option.zones:
        alike[zone.name or design.catalogue.environments[zone.environment].name].append(zone)
    return {
        zone.id: f"{plain} {mark}" if mark else plain
        for plain, zones in alike.items()
        for zone, mark in zip(zones, _marks(zones), strict=True)
    }


def _marks(zones: Sequence[Zone]) -> Sequence[str]:
    """What tells zones of one name apart: their providers, else their regions, else their ids."""
    if len(zones) == 1:
        return [""]
    for marks in ([zone.provider for zone in zones], [zone.region for zone in zones]):
        if all(marks) and len(set(marks)) == len(zones):
            return marks
    return [zone.id for zone in zones]


def _block_names(design: Design) -> Mapping[str, str]:
    alike: defaultdict[str, list[Block]] = defaultdict(list)
    for block in design.option.blocks:
        if not block.name:
            alike[block.kind].append(block)
    return {
        block.id: f"{plain} ({place})" if place else plain
        for kind, blocks in alike.items()
        for plain in (design.catalogue.blocks[kind].name,)
        for block, place in zip(blocks, _places(design, blocks), strict=True)
    }


def _places(design: Design, blocks: Sequence[Block]) -> Sequence[str]:
    zones = [design.zone_of(block.id) for block in blocks]
    if len({zone.id if zone else "" for zone in zones}) == 1:
        return [""] * len(blocks)
    return [zone_name(design, zone) if zone else "" for zone in zones]
