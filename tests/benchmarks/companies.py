"""Plans as people draw them, of any size: the scenarios that ship, side by side, each for a part of the company."""

from __future__ import annotations

from itertools import count

from infra_builder.catalogue import Catalogue
from infra_builder.places import SCENARIOS
from infra_builder.plan import Block, Flow, Option, Plan, Workload, Zone
from infra_builder.planfile import read


def company(catalogue: Catalogue, blocks: int) -> Plan:
    """A plan with one option of so many blocks."""
    plans = [read(path, catalogue) for path in sorted(SCENARIOS.glob("*.infraplan"))]
    workloads: list[Workload] = []
    zones: list[Zone] = []
    made: list[Block] = []
    flows: list[Flow] = []
    for number in count():
        plan = plans[number % len(plans)]
        option = plan.options[number // len(plans) % len(plan.options)]
        workloads += [one.but(id=f"{number}_{one.id}") for one in plan.workloads]
        zones += [one.but(id=f"{number}_{one.id}") for one in option.zones]
        made += [_block(one, number, option, catalogue) for one in option.blocks]
        flows += [_flow(one, number) for one in option.flows]
        if len(made) >= blocks:
            break
    there = {one.id for one in (*workloads, *zones, *made[:blocks])}
    kept = [one.but(covers=tuple(id_ for id_ in one.covers if id_ in there)) for one in made[:blocks]]
    linked = tuple(one for one in flows if {one.source, one.target} <= there)
    option = Option(id="a", zones=tuple(zones), blocks=tuple(kept), flows=linked)
    return Plan(situation=plans[0].situation, workloads=tuple(workloads), options=(option,))


def _block(block: Block, number: int, option: Option, catalogue: Catalogue) -> Block:
    """A block under another id. What covers the whole plan covers its own part of the company."""
    everywhere = catalogue.kind(block).category == "governance" and block.zone is None and not block.covers
    covers = tuple(zone.id for zone in option.zones) if everywhere else block.covers
    return block.but(
        id=f"{number}_{block.id}",
        zone=f"{number}_{block.zone}" if block.zone else None,
        covers=tuple(f"{number}_{id_}" for id_ in covers),
    )


def _flow(flow: Flow, number: int) -> Flow:
    return flow.but(id=f"{number}_{flow.id}", source=f"{number}_{flow.source}", target=f"{number}_{flow.target}")
