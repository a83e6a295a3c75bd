"""Gives a place to whatever has none, so that the picture stays still while people edit it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from infra_builder.catalogue import Catalogue
from infra_builder.layout import Layout, arranged
from infra_builder.plan import Option, Plan

Sizes = Callable[[Plan, Option], Mapping[str, tuple[float, float]]]
"""How large the cards and blocks of an option are drawn, by id."""


def placed(plan: Plan, catalogue: Catalogue, sizes: Sizes | None = None) -> Plan:
    """The plan with a place for every workload, zone and block. What has one keeps it."""
    if not any(_open(plan, option) for option in plan.options):
        return plan
    options = []
    workloads = plan.workloads
    for option in plan.options:
        now = plan.but(workloads=workloads)
        layout = arranged(now, option, catalogue, sizes=sizes(now, option) if sizes else None)
        workloads = tuple(w if w.at else w.but(at=layout.workloads[w.id]) for w in workloads)
        options.append(_placed(option, layout))
    return plan.but(workloads=workloads, options=tuple(options))


def _open(plan: Plan, option: Option) -> bool:
    return any(item.at is None for items in (plan.workloads, option.zones, option.blocks) for item in items)


def _placed(option: Option, layout: Layout) -> Option:
    zones = []
    for zone in option.zones:
        rect = layout.zones[zone.id]
        open_ = zone.at is None or zone.size is None
        zones.append(zone.but(at=(rect.x, rect.y), size=(rect.width, rect.height)) if open_ else zone)
    return option.but(
        zones=tuple(zones),
        blocks=tuple(block if block.at else block.but(at=layout.blocks[block.id]) for block in option.blocks),
    )
