"""Facts about a zone: whether it counts as an environment, and whether its reasons are real."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from infra_builder.design import Design, brings_data
from infra_builder.facts.registry import TRUTH, Unanswered, fact, field_fact, many, word, words
from infra_builder.plan import Block, Workload, Zone
from infra_builder.vocabulary import highest, rank

field_fact("zone.environment", word("environment"), "Which environment it is.")
field_fact("zone.reasons", words("pressure"), "The reasons stated for it.")

COMPUTE_HEAVY = frozenset({
    "fine_tuning", "large_scale_training", "simulation_ai", "embedding_generation", "computer_vision",
    "batch_inference",
})  # fmt: skip
SPECIAL_HARDWARE = frozenset({
    "cloud_gpu", "spot_capacity", "onprem_gpu_server", "onprem_gpu_cluster", "hpc_allocation", "edge_device",
})  # fmt: skip
BOUGHT = frozenset({"enterprise_ai_tool", "prebuilt_ai_api", "managed_model_api"})
"""Services that are only called or signed in to: there is nothing of one's own to run in them."""
OWN_GROUND = frozenset({"on_premises", "private_cloud", "edge", "hpc"})
NOBODYS_HOME = frozenset({"edge", "hpc"})
"""Where work goes for a purpose, so that such a place is asked for its reason first."""
DESK = frozenset({"laptop", "notebook_environment"})
"""What makes own premises no more than a desk with a computer on it."""
RUN_MODELS = frozenset({"self_hosted_model", "edge_inference", "training_job"})
CONSTRAINTS = frozenset({
    "data_residency", "sensitive_data", "latency", "legacy_systems", "burst_compute", "cost_control",
    "specialised_hardware", "transition", "low_connectivity",
})  # fmt: skip
"""Reasons that can make a second environment necessary; speed and a skills gap only say why a place is pleasant."""


@fact("zone.blocks", many("block"))
def blocks(design: Design, zone: Zone) -> tuple[Block, ...]:
    """The blocks that stand in it."""
    return design.blocks_in(zone.id)


@fact("zone.workloads", many("workload"))
def workloads(design: Design, zone: Zone) -> tuple[Workload, ...]:
    """The workloads its blocks are there for."""
    served = {id(group): group for group in map(design.serves, blocks(design, zone))}.values()
    found = {workload.id: workload for group in served for workload in group}
    return tuple(found[id_] for id_ in sorted(found, key=design.places("workload").__getitem__))


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
    whole = {control.kind for control in design.covers.over_zone(zone.id)}
    return tuple(sorted(whole.union(design.covers.kinds(blocks(design, zone)))))


@fact("zone.stage", word("stage"))
def stage(design: Design, zone: Zone) -> str | None:
    """The furthest stage among the workloads its blocks are there for."""
    return highest("stage", (design.stages[workload.id] for workload in workloads(design, zone)))


LIGHT_TO_REPEAT = frozenset({
    "enterprise_ai_tool", "prebuilt_ai_api", "managed_model_api", "notebook_environment", "laptop",
    "document_store", "file_share", "object_storage",
})  # fmt: skip
"""Kinds that cost next to nothing while they wait; one of them in a second place does not double the work yet."""


@fact("zone.repeats", many("zone"))
def repeats(design: Design, zone: Zone) -> tuple[Zone, ...]:
    """The clouds or regions drawn before it that do the same for one of its workloads: same kinds, or a full copy."""
    if zone.environment not in ("public_cloud", "private_cloud"):
        return ()
    places = design.places("zone")
    sharing = {z.id: z for workload in workloads(design, zone) for z in _zones_of(design)[workload.id]}
    earlier = sorted((z for z in sharing.values() if places[z.id] < places[zone.id]), key=lambda z: places[z.id])
    return tuple(z for z in earlier if z.environment == zone.environment and _repeated(design, zone, z))


def _zones_of(design: Design) -> Mapping[str, list[Zone]]:
    """The zones in which each workload has blocks."""

    def compute() -> Mapping[str, list[Zone]]:
        zones: dict[str, list[Zone]] = {workload.id: [] for workload in design.plan.workloads}
        for zone in design.option.zones:
            for workload in workloads(design, zone):
                zones[workload.id].append(zone)
        return zones

    return design.once("zones of workloads", "", compute)


def _repeated(design: Design, zone: Zone, other: Zone) -> bool:
    """Whether two zones that share a workload have a kind of some weight, two light kinds or a copied store in both."""
    common = _kinds_at_work(design, zone) & _kinds_at_work(design, other)
    return bool(common - LIGHT_TO_REPEAT) or len(common) > 1 or other.id in _copied_with(design, zone)


def _kinds_at_work(design: Design, zone: Zone) -> frozenset[str]:
    return design.once("kinds at work", zone.id, lambda: frozenset(block.kind for block in working(design, zone)))


def _copied_with(design: Design, zone: Zone) -> frozenset[str]:
    """The other zones into which blocks of this one are copied, or from which."""

    def compute() -> frozenset[str]:
        flows = (flow for block in blocks(design, zone) for side in design.flows_of(block.id) for flow in side)
        ends = (end for flow in flows if flow.kind == "replicates_to" for end in (flow.source, flow.target))
        return frozenset(place.id for end in ends if (place := design.zone_of(end)) and place.id != zone.id)

    return design.once("copied with", zone.id, compute)


@fact("zone.names_provider", TRUTH)
def names_provider(_design: Design, zone: Zone) -> bool:
    """Whether it is said whose it is, so that two regions can be told from two clouds."""
    return bool(zone.provider.strip())


@fact("zone.operates", TRUTH)
def operates(design: Design, zone: Zone) -> bool:
    """Whether it counts as an operating environment: something other than governance runs there.

    A desk never counts. SaaS counts where data travel between it and ground of one's own. Services bought from a
    further cloud provider are a supplier and no environment, as long as somebody answers for them.
    """
    kinds = _kinds_at_work(design, zone)
    if not kinds or zone.environment == "workstation" or (zone.environment == "on_premises" and kinds <= DESK):
        return False
    if zone.environment == "saas":
        return _touches_own_ground(design, zone)
    return not _is_supplier(design, zone)


def working(design: Design, zone: Zone) -> tuple[Block, ...]:
    """The blocks in a zone that do some work: all but governance."""
    return design.once("working", zone.id, lambda: tuple(b for b in blocks(design, zone) if _works(design, b)))


def _works(design: Design, block: Block) -> bool:
    return design.catalogue.kind(block).category != "governance"


def _is_supplier(design: Design, zone: Zone) -> bool:
    """Whether a cloud zone only holds bought services, beside another cloud that holds what is one's own."""
    if zone.environment != "public_cloud" or not _only_bought(design, zone) or _touches_own_ground(design, zone):
        return False
    if not zone.owner.strip() and not all(block.owner.strip() for block in working(design, zone)):
        return False
    return zone.id in design.once("further clouds", "", lambda: _further_clouds(design))


def _further_clouds(design: Design) -> frozenset[str]:
    """The public clouds in use beside another that came first, or that holds what is one's own."""
    clouds = [zone for zone in design.option.zones if zone.environment == "public_cloud" and working(design, zone)]
    own = any(not _only_bought(design, zone) for zone in clouds)
    return frozenset(zone.id for zone in (clouds if own else clouds[1:]))


def _only_bought(design: Design, zone: Zone) -> bool:
    return _kinds_at_work(design, zone) <= BOUGHT


def _touches_own_ground(design: Design, zone: Zone) -> bool:
    """Whether data travel between a zone and own premises, a private cloud, the edge or a supercomputer."""
    return any(other is not None and other.environment in OWN_GROUND for other in _neighbours(design, zone))


def _neighbours(design: Design, zone: Zone) -> Iterator[Zone | None]:
    """The zones at the other end of data links that touch this one."""
    for block in blocks(design, zone):
        into, out = design.flows_of(block.id)
        ends = (
            *(flow.source for flow in into if brings_data(flow)),
            *(flow.target for flow in out if brings_data(flow)),
        )
        yield from (place for place in map(design.zone_of, ends) if place is None or place.id != zone.id)


@fact("zone.team_runs", TRUTH)
def team_runs(design: Design, zone: Zone) -> bool:
    """Whether it is an operating environment with something in it that your own people run.

    Bought services are governed by their contract and by whoever calls them, SaaS by its provider, a supercomputer by
    its centre.
    """
    return zone.environment not in ("saas", "hpc") and operates(design, zone) and not _only_bought(design, zone)


Place = tuple[str, str]


def place(zone: Zone) -> Place:
    """What makes two zones one environment: two regions of one provider are one, two clouds are two."""
    kind = "public_cloud" if zone.environment == "saas" and zone.provider.strip() else zone.environment
    return kind, zone.provider.strip().casefold()


@dataclass(frozen=True, slots=True)
class Environment:
    """One or more zones that count as one operating environment, and whether a constraint needs it (None: unclear)."""

    zones: tuple[Zone, ...]
    needed: bool | None


def environments(design: Design) -> tuple[Environment, ...]:
    """The operating environments, the one that looks most like home first.

    Home is where no excuse was sought, then neither the edge nor a supercomputer, then where most of the work stands,
    then what was drawn first.
    """

    def compute() -> tuple[Environment, ...]:
        by_place: dict[Place, list[Zone]] = {}
        for zone in design.option.zones:
            if operates(design, zone):
                by_place.setdefault(place(zone), []).append(zone)

        def at_home(zones: Sequence[Zone]) -> tuple[bool, bool, int]:
            excused = any(zone.reasons for zone in zones)
            return excused, zones[0].environment in NOBODYS_HOME, -sum(len(working(design, zone)) for zone in zones)

        ordered = sorted(by_place.values(), key=at_home)
        return tuple(Environment(tuple(zones), _any(needed(design, zone) for zone in zones)) for zones in ordered)

    return design.once("environments", "", compute)


def _any(answers: Iterator[bool | None]) -> bool | None:
    known = list(answers)
    return True if True in known else None if None in known else False


def _asks_all(design: Design, _zone: Zone) -> Iterator[Unanswered]:
    for environment in environments(design):
        if environment.needed is None:
            for zone in environment.zones:
                yield from _unclear(design, zone)


@fact("zone.surplus", TRUTH, asks=_asks_all)
def surplus(design: Design, zone: Zone) -> bool | None:
    """Whether it begins an operating environment that no real constraint needs, beside the one that is home."""
    return design.once("surplus", "", lambda: _surplus(environments(design))).get(zone.id, False)


def _surplus(ordered: Sequence[Environment]) -> Mapping[str, bool | None]:
    """For the first zone of each environment, whether that is one too many."""
    home_is_certain, home_is_possible = False, False
    found: dict[str, bool | None] = {}
    for environment in ordered:
        if environment.needed or not home_is_possible:
            found[environment.zones[0].id] = False
        else:
            found[environment.zones[0].id] = True if home_is_certain and environment.needed is False else None
        home_is_certain = home_is_certain or environment.needed is False
        home_is_possible = home_is_possible or environment.needed is not True
    return found


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
            kinds = {block.kind for block in blocks(design, zone)}
            if not kinds & SPECIAL_HARDWARE:
                return False
            if kinds & RUN_MODELS or workload.kind in COMPUTE_HEAVY | {"realtime_decision"}:
                return True
            return None if workload.kind is None else False
        case "cost_control":
            return None if workload.usage is None else workload.usage in ("steady_high", "spiky")
        case "low_connectivity":
            return zone.environment in OWN_GROUND - {"hpc"}
    return True
