"""Facts about an option as a whole."""

from __future__ import annotations

from infra_builder.design import Design, highest
from infra_builder.facts.registry import NUMBER, TRUTH, Unanswered, fact, many, word, words
from infra_builder.facts.zone import needed, operates, place
from infra_builder.plan import Block, Flow, Option, Workload, Zone


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
    return [(workload.id, "workload.stage") for workload in design.plan.workloads if workload.stage is None]


@fact("option.stage", word("stage"), asks=_stages)
def stage(design: Design, _option: Option) -> str | None:
    """The furthest stage among the workloads."""
    return highest("stage", (workload.stage for workload in design.plan.workloads))


@fact("option.controls", words("block_kind"))
def controls(design: Design, _option: Option) -> tuple[str, ...]:
    """The kinds of governance it has, wherever they apply."""
    return tuple(sorted({control.kind for control in design.controls}))


@fact("option.operating_zones", many("zone"))
def operating_zones(design: Design, option: Option) -> tuple[Zone, ...]:
    """The zones that count as operating environments."""
    return tuple(zone for zone in option.zones if operates(design, zone))


@fact("option.environments", NUMBER)
def environments(design: Design, option: Option) -> int:
    """How many operating environments there are; two regions of one provider are one."""
    return len({place(zone) for zone in operating_zones(design, option)})


@fact("option.is_hybrid", TRUTH)
def is_hybrid(design: Design, option: Option) -> bool:
    """Whether there are two operating environments or more."""
    return environments(design, option) > 1


def _open_reasons(design: Design, option: Option) -> list[Unanswered]:
    from infra_builder.facts.registry import FACTS

    asked = [FACTS["zone.needed"].unanswered(design, zone) for zone in operating_zones(design, option) if zone.reasons]
    return sorted({question for questions in asked for question in questions})


@fact("option.unexplained_environments", NUMBER, asks=_open_reasons)
def unexplained_environments(design: Design, option: Option) -> int | None:
    """How many operating environments exist without a constraint that needs them; one, the home, needs none."""
    needs: dict[tuple[str, str], list[bool | None]] = {}
    for zone in operating_zones(design, option):
        needs.setdefault(place(zone), []).append(needed(design, zone))
    without = sum(1 for answers in needs.values() if True not in answers and None not in answers)
    unclear = sum(1 for answers in needs.values() if True not in answers and None in answers)
    if unclear and max(without - 1, 0) != max(without + unclear - 1, 0):
        return None
    return max(without + unclear - 1, 0)
