"""Gives a place to whatever has none, so that the picture stays still while people edit it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from infra_builder.catalogue import Catalogue
from infra_builder.layout import Layout, arranged
from infra_builder.plan import FARTHEST, Option, Plan

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
        workloads = tuple(w if w.at else w.but(at=_on_canvas(layout.workloads[w.id])) for w in workloads)
        options.append(_placed(option, layout))
    return plan.but(workloads=workloads, options=tuple(options))


def _open(plan: Plan, option: Option) -> bool:
    return any(item.at is None for items in (plan.workloads, option.zones, option.blocks) for item in items)


def _placed(option: Option, layout: Layout) -> Option:
    zones = []
    for zone in option.zones:
        rect = layout.zones[zone.id]
        open_ = zone.at is None or zone.size is None
        place = {"at": _on_canvas((rect.x, rect.y)), "size": _on_canvas((rect.width, rect.height))}
        zones.append(zone.but(**place) if open_ else zone)
    blocks = tuple(b if b.at else b.but(at=_on_canvas(layout.blocks[b.id])) for b in option.blocks)
    return option.with_parts(tuple(zones), blocks, option.flows)


def _on_canvas(point: tuple[float, float]) -> tuple[float, float]:
    """The nearest point that a plan can hold."""
    return max(-FARTHEST, min(FARTHEST, point[0])), max(-FARTHEST, min(FARTHEST, point[1]))
