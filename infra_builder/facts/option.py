"""Facts about an option as a whole."""

from __future__ import annotations

from collections.abc import Mapping

from infra_builder.design import Design
from infra_builder.facts import zone as zone_facts
from infra_builder.facts.registry import FACTS, NUMBER, TRUTH, Unanswered, fact, many, word, words
from infra_builder.graphs import circles
from infra_builder.plan import Block, Flow, Option, Workload, Zone
from infra_builder.vocabulary import highest


@fact("option.workloads", many("workload"))
def workloads(design: Design, _option: Option) -> tuple[Workload, ...]:
    """The workloads of the plan."""
    return design.plan.workloads


@fact("option.zones", many("zone"))
def zones(_design: Design, option: Option) -> tuple[Zone, ...]:
    """Its zones."""
    return option.zones


@fact("option.blocks", many("block"))
def blocks(_design: Design, option: Option) -> tuple[Block, ...]:
    """Its blocks."""
    return option.blocks


@fact("option.flows", many("flow"))
def flows(_design: Design, option: Option) -> tuple[Flow, ...]:
    """Its flows."""
    return option.flows


def _stages(design: Design, _option: Option) -> list[Unanswered]:
    return [(workload, "workload.stage") for workload, stage in design.stages.items() if stage is None]


@fact("option.stage", word("stage"), asks=_stages)
def stage(design: Design, _option: Option) -> str | None:
    """The furthest stage among the workloads."""
    return highest("stage", design.stages.values())


@fact("option.controls", words("block_kind"))
def controls(design: Design, _option: Option) -> tuple[str, ...]:
    """The kinds of governance it has, wherever they apply."""
    return tuple(sorted({control.kind for control in design.controls}))


@fact("option.operating_zones", many("zone"))
def operating_zones(design: Design, option: Option) -> tuple[Zone, ...]:
    """The zones that count as operating environments."""
    return tuple(zone for zone in option.zones if zone_facts.operates(design, zone))


@fact("option.environments", NUMBER)
def environments(design: Design, _option: Option) -> int:
    """How many operating environments there are; two regions of one provider are one."""
    return len(zone_facts.environments(design))


@fact("option.is_hybrid", TRUTH)
def is_hybrid(design: Design, option: Option) -> bool:
    """Whether there are two operating environments or more."""
    return environments(design, option) > 1


def _open_reasons(design: Design, option: Option) -> list[Unanswered]:
    asked = [FACTS["zone.needed"].unanswered(design, zone) for zone in operating_zones(design, option) if zone.reasons]
    return sorted({question for questions in asked for question in questions})


@fact("option.unexplained_environments", NUMBER, asks=_open_reasons)
def unexplained_environments(design: Design, _option: Option) -> int | None:
    """How many operating environments exist without a constraint that needs them; one, the home, needs none."""
    needs = [environment.needed for environment in zone_facts.environments(design)]
    least = max(needs.count(False) - 1, 0)
    most = max(needs.count(False) + needs.count(None) - 1, 0)
    return least if least == most else None


@fact("option.team_run_environments", NUMBER)
def team_run_environments(design: Design, _option: Option) -> int:
    """How many operating environments hold something that your own people run."""
    return len(_run_by_team(design))


def _run_by_team(design: Design) -> Mapping[zone_facts.Place, list[Zone]]:
    by_place: dict[zone_facts.Place, list[Zone]] = {}
    for zone in design.option.zones:
        if zone_facts.team_runs(design, zone):
            by_place.setdefault(zone_facts.place(zone), []).append(zone)
    return by_place


def _reach(
    design: Design, control: Block, environments: Mapping[zone_facts.Place, list[Zone]]
) -> set[zone_facts.Place]:
    """The environments that a governance block protects as a whole, or in which it protects something that works."""
    if not control.covers and control.zone is None:
        return set(environments)
    blocks = (design.blocks[id_] for id_ in design.covered(control))
    zones = {block.zone for block in blocks if design.catalogue.kind(block).category != "governance"}
    zones |= {*control.covers, control.zone if not control.covers else None}
    places = {zone.id: place for place, inside in environments.items() for zone in inside}
    return {places[id_] for id_ in zones if id_ in places}


def _spread(design: Design) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The kinds of governance that span all environments the team runs, and those that each of several has itself."""

    def compute() -> tuple[tuple[str, ...], tuple[str, ...]]:
        environments = _run_by_team(design)
        by_kind: dict[str, list[Block]] = {}
        for control in design.controls:
            by_kind.setdefault(control.kind, []).append(control)
        common, separate = [], []
        for kind, controls in by_kind.items():
            reach = [_reach(design, one, environments) for one in controls]
            alone = len(controls) == 1 and not controls[0].covers
            if alone or any(len(places) == len(environments) for places in reach):
                common.append(kind)
            elif len(set().union(*reach)) > 1:
                separate.append(kind)
        return tuple(sorted(common)), tuple(sorted(separate))

    return design.once("spread", "", compute)


@fact("option.common_controls", words("block_kind"))
def common_controls(design: Design, _option: Option) -> tuple[str, ...]:
    """The kinds of governance of which one spans all environments that the team runs.

    The only one of its kind, drawn in one zone without saying what it covers, is taken to serve them all.
    """
    return _spread(design)[0]


@fact("option.separate_controls", words("block_kind"))
def separate_controls(design: Design, _option: Option) -> tuple[str, ...]:
    """The kinds of governance that several environments have, each one of its own and none for all."""
    return _spread(design)[1]


@fact("option.unsettled_copies", many("block"))
def unsettled_copies(design: Design, _option: Option) -> tuple[Block, ...]:
    """The stores kept in step in both directions between environments, of which not exactly one is said to count.

    What is not said does not count: like an owner, the copy that decides is a commitment to make. Own ground first.
    """
    ways: dict[str, list[str]] = {}
    for flow in design.option.flows:
        ends = [design.blocks.get(flow.source), design.blocks.get(flow.target)]
        if flow.kind in ("replicates_to", "writes") and all(_can_count(design, end) for end in ends):
            ways.setdefault(flow.source, []).append(flow.target)
            ways.setdefault(flow.target, [])
    found: list[Block] = []
    places = design.places("block")
    for loop in circles(ways):
        stores = [design.blocks[id_] for id_ in sorted(loop, key=places.__getitem__)]
        zones = [zone for zone in (design.zone_of(block.id) for block in stores) if zone]
        homes = {zone_facts.place(zone) for zone in zones if zone_facts.operates(design, zone)}
        if len(homes) > 1 and sum(store.settings.get("authoritative") is True for store in stores) != 1:
            found += stores
    return tuple(sorted(found, key=lambda block: not _on_own_ground(design, block)))


def _can_count(design: Design, block: Block | None) -> bool:
    return block is not None and "authoritative" in design.catalogue.kind(block).settings


def _on_own_ground(design: Design, block: Block) -> bool:
    zone = design.zone_of(block.id)
    return zone is not None and zone_facts.own_control(design, zone)
