"""Facts about a zone: whether it counts as an environment, and whether its reasons are real."""

from __future__ import annotations

from collections.abc import Iterator

from infra_builder.design import Design, highest
from infra_builder.facts.registry import TRUTH, Unanswered, fact, field_fact, many, word, words
from infra_builder.plan import Block, Workload, Zone
from infra_builder.vocabulary import SUPPORT_FLOWS, rank

field_fact("zone.environment", word("environment"), "Which environment it is.")
field_fact("zone.reasons", words("pressure"), "The reasons stated for it.")

COMPUTE_HEAVY = frozenset({
    "fine_tuning", "large_scale_training", "simulation_ai", "embedding_generation", "computer_vision",
    "batch_inference",
})  # fmt: skip
SPECIAL_HARDWARE = frozenset({
    "cloud_gpu", "spot_capacity", "onprem_gpu_server", "onprem_gpu_cluster", "hpc_allocation", "edge_device",
})  # fmt: skip
CONSTRAINTS = frozenset({
    "data_residency", "sensitive_data", "latency", "legacy_systems", "burst_compute", "cost_control",
    "specialised_hardware", "transition", "low_connectivity",
})  # fmt: skip
"""Reasons that can make a second environment necessary; speed and a skills gap only say why a place is pleasant."""


@fact("zone.blocks", many("block"))
def blocks(design: Design, zone: Zone) -> tuple[Block, ...]:
    """The blocks that stand in it."""
    return tuple(block for block in design.option.blocks if block.zone == zone.id)


@fact("zone.workloads", many("workload"))
def workloads(design: Design, zone: Zone) -> tuple[Workload, ...]:
    """The workloads its blocks are there for."""
    ids = {workload.id for block in blocks(design, zone) for workload in design.serves(block)}
    return tuple(workload for workload in design.plan.workloads if workload.id in ids)


@fact("zone.has_owner", TRUTH)
def has_owner(_design: Design, zone: Zone) -> bool:
    """Whether somebody is named who answers for it."""
    return bool(zone.owner.strip())


@fact("zone.own_control", TRUTH)
def own_control(design: Design, zone: Zone) -> bool:
    """Whether the organisation itself decides there what happens to the data."""
    return design.catalogue.environments[zone.environment].own_control


@fact("zone.controls", words("block_kind"))
def controls(design: Design, zone: Zone) -> tuple[str, ...]:
    """The kinds of governance that protect it as a whole or at least one of its blocks."""
    kinds = {control.kind for control in design.controls if design.covers_zone(control, zone)}
    kinds |= {control.kind for block in blocks(design, zone) for control in design.covering[block.id]}
    return tuple(sorted(kinds))


@fact("zone.stage", word("stage"))
def stage(design: Design, zone: Zone) -> str | None:
    """The furthest stage among the workloads its blocks are there for."""
    return highest("stage", (workload.stage for workload in workloads(design, zone)))


@fact("zone.operates", TRUTH)
def operates(design: Design, zone: Zone) -> bool:
    """Whether it counts as an operating environment: something other than governance runs there.

    A workstation never counts. SaaS counts where data travel between it and ground of one's own.
    """
    if zone.environment == "workstation" or not any(
        design.catalogue.kind(block).category != "governance" for block in blocks(design, zone)
    ):
        return False
    return zone.environment != "saas" or any(
        other is not None and other.environment in ("on_premises", "private_cloud", "edge", "hpc")
        for other in _neighbours(design, zone)
    )


def _neighbours(design: Design, zone: Zone) -> Iterator[Zone | None]:
    """The zones at the other end of data links that touch this one."""
    for flow in design.option.flows:
        if flow.kind not in SUPPORT_FLOWS:
            ends = design.zone_of(flow.source), design.zone_of(flow.target)
            if zone in ends:
                yield from (end for end in ends if end != zone)


def place(zone: Zone) -> tuple[str, str]:
    """What makes two zones one environment: two regions of one provider are one, two clouds are two."""
    kind = "public_cloud" if zone.environment == "saas" and zone.provider else zone.environment
    return kind, zone.provider.strip().casefold()


def _unclear(design: Design, zone: Zone) -> Iterator[Unanswered]:
    for workload in workloads(design, zone):
        for name in ("timing", "sensitivity", "usage", "kind"):
            if getattr(workload, name) is None:
                yield workload.id, f"workload.{name}"


@fact("zone.sound_reasons", words("pressure"), asks=_unclear)
def sound_reasons(design: Design, zone: Zone) -> tuple[str, ...] | None:
    """The stated reasons that some workload served there really has. Latency for a nightly batch is none."""
    served = workloads(design, zone) or design.plan.workloads
    sound, unclear = [], False
    for reason in zone.reasons:
        answers = [_holds(reason, zone, workload, design) for workload in served] or [None]
        if True in answers:
            sound.append(reason)
        unclear = unclear or (True not in answers and None in answers)
    return None if unclear and not sound else tuple(sound)


@fact("zone.needed", TRUTH, asks=_unclear)
def needed(design: Design, zone: Zone) -> bool | None:
    """Whether a stated reason is a constraint that its workloads really have, so that the zone has to exist."""
    sound = sound_reasons(design, zone)
    return None if sound is None else bool(set(sound) & CONSTRAINTS)


def _holds(reason: str, zone: Zone, workload: Workload, design: Design) -> bool | None:
    """Whether a workload has what a reason claims; None where it does not say."""
    match reason:
        case "latency":
            return None if workload.timing is None else workload.timing in ("interactive", "realtime")
        case "data_residency":
            return None if workload.sensitivity is None else workload.sensitivity != "public"
        case "sensitive_data":
            level = workload.sensitivity
            return None if level is None else rank("sensitivity", level) >= rank("sensitivity", "confidential")
        case "burst_compute":
            if workload.kind in COMPUTE_HEAVY or workload.usage == "spiky":
                return True
            return None if workload.kind is None or workload.usage is None else False
        case "specialised_hardware":
            if any(block.kind in SPECIAL_HARDWARE for block in blocks(design, zone)):
                return None if workload.kind is None else workload.kind in COMPUTE_HEAVY | {"realtime_decision"}
            return False
        case "cost_control":
            return None if workload.usage is None else workload.usage in ("steady_high", "spiky")
        case "low_connectivity":
            return zone.environment in ("edge", "on_premises", "private_cloud")
    return True
