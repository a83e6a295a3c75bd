"""Facts about a flow: what it carries, and which boundaries it crosses."""

from __future__ import annotations

from collections.abc import Iterator

from infra_builder.design import Design, brings_data
from infra_builder.facts import zone as zone_facts
from infra_builder.facts.registry import NUMBER, TRUTH, Unanswered, fact, field_fact, many, one, word
from infra_builder.plan import Block, Flow

field_fact("flow.kind", word("flow"), "What sort of link it is.")
field_fact("flow.gb_per_month", NUMBER, "How much travels along it, in GB a month.")


@fact("flow.carries", word("sensitivity"), asks=lambda _design, flow: [(flow.id, "flow.data")])
def carries(design: Design, flow: Flow) -> str | None:
    """The class of data on it: as stated, or what its source holds."""
    return design.carries(flow)


@fact("flow.masked", TRUTH)
def masked(design: Design, flow: Flow) -> bool | None:
    """Whether its data are masked: stated, out of a masking block, or from a block that one covers."""
    return design.masked(flow)


@fact("flow.is_data", TRUTH)
def is_data(_design: Design, flow: Flow) -> bool:
    """Whether data travel along it, as opposed to a support link."""
    return brings_data(flow)


@fact("flow.from", one("block"))
def source(design: Design, flow: Flow) -> Block | None:
    """The block it comes from; none where it comes from a workload."""
    return design.blocks.get(flow.source)


@fact("flow.to", one("block"))
def target(design: Design, flow: Flow) -> Block | None:
    """The block it goes to; none where it goes to a workload."""
    return design.blocks.get(flow.target)


@fact("flow.ends", many("block"))
def ends(design: Design, flow: Flow) -> tuple[Block, ...]:
    """The blocks at its ends; workloads are none."""
    return tuple(design.blocks[end] for end in (flow.source, flow.target) if end in design.blocks)


def _outside_zones(design: Design, flow: Flow) -> Iterator[Unanswered]:
    for end in (flow.source, flow.target):
        if end in design.blocks and design.zone_of(end) is None:
            yield end, "block.zone"


@fact("flow.crosses", TRUTH, asks=_outside_zones)
def crosses(design: Design, flow: Flow) -> bool | None:
    """Whether it leaves one zone for another."""
    if flow.source in design.workloads or flow.target in design.workloads:
        return False
    one_end, other = design.zone_of(flow.source), design.zone_of(flow.target)
    if one_end is None or other is None:
        return None
    return one_end.id != other.id


@fact("flow.leaves_control", TRUTH, asks=_outside_zones)
def leaves_control(design: Design, flow: Flow) -> bool | None:
    """Whether its data leave a zone for one where somebody else decides what happens to them (cloud, SaaS, HPC)."""
    if not crosses(design, flow):
        return crosses(design, flow)
    one_end, other = design.zone_of(flow.source), design.zone_of(flow.target)
    assert one_end is not None
    assert other is not None
    if design.catalogue.environments[other.environment].own_control:
        return False
    same_house = one_end.environment == other.environment and one_end.provider == other.provider
    return not same_house


@fact("flow.changes_environment", TRUTH, asks=_outside_zones)
def changes_environment(design: Design, flow: Flow) -> bool | None:
    """Whether it leads from one operating environment into another; two regions of one provider are one."""
    if not crosses(design, flow):
        return crosses(design, flow)
    one_end, other = design.zone_of(flow.source), design.zone_of(flow.target)
    if one_end is None or other is None or zone_facts.place(one_end) == zone_facts.place(other):
        return False
    return zone_facts.operates(design, one_end) and zone_facts.operates(design, other)


@fact("flow.has_owner", TRUTH)
def has_owner(design: Design, flow: Flow) -> bool:
    """Whether somebody is named at one of its ends who answers for what travels.

    Where owners are named for zones only, not for any block, the owners of both zones answer for it.
    """
    if any(end.owner.strip() for end in ends(design, flow)):
        return True
    if design.once("some block has an owner", "", lambda: any(b.owner.strip() for b in design.option.blocks)):
        return False
    zones = [design.zone_of(end.id) for end in ends(design, flow)]
    return all(zone is not None and zone.owner.strip() for zone in zones)


@fact("flow.stage", word("stage"))
def stage(design: Design, flow: Flow) -> str | None:
    """The furthest stage among the workloads it is there for."""
    from infra_builder.facts.block import stage as stage_of_block

    for end in (flow.source, flow.target):
        if end in design.blocks:
            return stage_of_block(design, design.blocks[end])
        if end in design.workloads:
            return design.stages[end]
    return None
