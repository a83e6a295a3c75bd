"""Whether the work is ready for a supercomputer, how many GPU hours it takes, and which way in fits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from infra_builder.advice.grounds import Ask, Ground, ask
from infra_builder.advice.measures import range_span
from infra_builder.advice.own_prices import figure_ground
from infra_builder.advice.spans import Span, exactly, total
from infra_builder.advising import READINESS
from infra_builder.amounts import number
from infra_builder.design import Design
from infra_builder.knowledge import Knowledge
from infra_builder.plan import Block, Option, Plan, Workload
from infra_builder.rules import wording

Way = Literal["none", "rent", "prepare", "playground", "fast_lane", "large_scale"]
"""What to do: nothing of the kind, rent a card, prepare first, or one of the three ways into a supercomputer."""
Answer = bool | None
HEAVY = frozenset({"fine_tuning", "large_scale_training", "simulation_ai"})
"""Kinds of workload that take many GPU hours however they are drawn."""
POWER = frozenset(
    {"training_job", "cloud_gpu", "spot_capacity", "onprem_gpu_server", "onprem_gpu_cluster", "hpc_allocation"}
)
MOST_OPEN = 3
"""With more points of the ten open or missing, preparation comes first."""


@dataclass(frozen=True, slots=True)
class Point:
    """One of the ten points: yes, no or unknown (None), and what of the plan says so."""

    id: str
    asks: str
    answer: Answer
    says: str
    because: Ground


@dataclass(frozen=True, slots=True)
class HpcAdvice:
    """The ten points, the GPU hours where anything needs them, and the ways that fit, the first to begin with.

    Several `ways` fit where the hours are not known well enough to tell.
    """

    points: tuple[Point, ...]
    hours: Span | None
    ways: tuple[Way, ...]
    says: tuple[Ground, ...]
    asks: tuple[Ask, ...]

    @property
    def ready(self) -> int:
        """How many points are answered with yes."""
        return sum(point.answer is True for point in self.points)


def hpc_advice(plan: Plan, option: Option, knowledge: Knowledge) -> HpcAdvice:
    """The readiness of an option for a supercomputer."""
    design = Design(plan, option, knowledge.catalogue)
    heavy = tuple(workload for workload in plan.workloads if _is_heavy(design, workload))
    shares = tuple(block for block in option.blocks if block.kind == "hpc_allocation")
    found = points(design, heavy, shares)
    hours, grounds, asks = _hours(design, heavy, shares)
    ways, why = _ways(design, found, hours, shares)
    return HpcAdvice(found, hours, ways, (*why, *grounds), asks)


def _is_heavy(design: Design, workload: Workload) -> bool:
    """Whether a workload may take many GPU hours: by its kind, or since it is drawn with machines for that."""
    if f"hpc_hours_{workload.kind}" not in design.catalogue.ranges:
        return False
    return workload.kind in HEAVY or any(block.kind in POWER for block in design.serving(workload))


def points(design: Design, heavy: tuple[Workload, ...], shares: tuple[Block, ...]) -> tuple[Point, ...]:
    """The ten points in their order, each answered from the plan where it can be."""
    made = []
    for name in READINESS:
        if name not in design.catalogue.readiness:
            continue
        entry = design.catalogue.readiness[name]
        answer, subject = _ANSWERED[name](design, heavy, shares)
        says = entry.yes if answer else entry.unknown if answer is None else entry.no
        made.append(Point(name, entry.ask, answer, says, Ground(says, subject, entry.source)))
    return tuple(made)


Seen = tuple[Answer, str]
"""An answer and the id of what it was read from."""


def _use_case(_design: Design, heavy: tuple[Workload, ...], _shares: tuple[Block, ...]) -> Seen:
    named = [workload for workload in heavy if workload.name]
    return (True, named[0].id) if named else (None, heavy[0].id if heavy else "")


def _compute_need(design: Design, heavy: tuple[Workload, ...], shares: tuple[Block, ...]) -> Seen:
    hours, _, _ = _hours(design, heavy, shares)
    limit = design.catalogue.figures["hpc_pays_from_gpu_hours"].value
    if hours is None or hours.high < limit:
        return False, ""
    subject = shares[0].id if shares else heavy[0].id if heavy else ""
    return (True, subject) if hours.low >= limit else (None, subject)


def _data(design: Design, _heavy: tuple[Workload, ...], _shares: tuple[Block, ...]) -> Seen:
    stores = [b for b in design.option.blocks if design.catalogue.kind(b).category == "data"]
    if not stores:
        return False, ""
    counting = [store for store in stores if store.settings.get("authoritative") is True]
    checked = [control for control in design.controls if control.kind == "data_quality_checks"]
    if counting and checked:
        return True, counting[0].id
    return None, stores[0].id


def _settings(name: str, kinds: tuple[str, ...]) -> Callable[[Design, tuple[Workload, ...], tuple[Block, ...]], Seen]:
    """A point that settings of some kinds answer: yes where one says yes, no where all say no or there is none."""

    def seen(design: Design, _heavy: tuple[Workload, ...], _shares: tuple[Block, ...]) -> Seen:
        blocks = [block for block in design.option.blocks if block.kind in kinds]
        for block in blocks:
            if block.settings.get(name) is True:
                return True, block.id
        unknown = [block.id for block in blocks if name not in block.settings]
        return (None, unknown[0]) if unknown else (False, blocks[0].id if blocks else "")

    return seen


def _control(*kinds: str) -> Callable[[Design, tuple[Workload, ...], tuple[Block, ...]], Seen]:
    """A point that a control answers: yes where it is drawn, no where it is not."""

    def seen(design: Design, _heavy: tuple[Workload, ...], _shares: tuple[Block, ...]) -> Seen:
        drawn = [control.id for control in design.controls if control.kind in kinds]
        return (True, drawn[0]) if drawn else (False, "")

    return seen


def _resources(_design: Design, _heavy: tuple[Workload, ...], shares: tuple[Block, ...]) -> Seen:
    known = [share.id for share in shares if "gpu_hours" in share.settings]
    return (True, known[0]) if known else (None, shares[0].id if shares else "")


def _outputs(design: Design, _heavy: tuple[Workload, ...], _shares: tuple[Block, ...]) -> Seen:
    jobs = [block for block in design.option.blocks if block.kind in ("training_job", "batch_job", "hpc_allocation")]
    for job in jobs:
        kept = [flow for flow in design.flows_of(job.id)[1] if flow.kind in ("writes", "deploys_to")]
        if kept:
            return True, kept[0].id
    return (None, jobs[0].id) if jobs else (False, "")


def _ownership(design: Design, _heavy: tuple[Workload, ...], _shares: tuple[Block, ...]) -> Seen:
    jobs = [block for block in design.option.blocks if block.kind in ("training_job", "batch_job", "hpc_allocation")]
    owned = [job.id for job in jobs if job.owner]
    return (True, owned[0]) if jobs and len(owned) == len(jobs) else (False, jobs[0].id if jobs else "")


def _next_step(design: Design, _heavy: tuple[Workload, ...], _shares: tuple[Block, ...]) -> Seen:
    jobs = {block.id for block in design.option.blocks if block.kind in ("training_job", "batch_job")}
    used = [flow.id for flow in design.option.flows if flow.source in jobs and flow.kind == "deploys_to"]
    return (True, used[0]) if used else (None, "")


_ANSWERED: Mapping[str, Callable[[Design, tuple[Workload, ...], tuple[Block, ...]], Seen]] = {
    "use_case": _use_case,
    "compute_need": _compute_need,
    "data": _data,
    "code": _settings("rerunnable", ("training_job", "batch_job")),
    "environment": _control("version_control"),
    "resources": _resources,
    "outputs": _outputs,
    "evaluation": _control("evaluation_suite"),
    "ownership": _ownership,
    "next_step": _next_step,
}


def _hours(
    design: Design, heavy: Iterable[Workload], shares: Iterable[Block]
) -> tuple[Span | None, tuple[Ground, ...], tuple[Ask, ...]]:
    """GPU hours: as the plan gives them for shares of a supercomputer, or as work of this kind takes."""
    given = [(share, share.settings.get("gpu_hours")) for share in shares]
    known = [(share, hours) for share, hours in given if isinstance(hours, int | float) and not isinstance(hours, bool)]
    asks = tuple(ask(design, "block.settings.gpu_hours", share.id) for share, hours in given if hours is None)
    if known and not asks:
        says = (
            Ground(design.catalogue.phrase("hpc_hours_given", low=number(hours)), share.id) for share, hours in known
        )
        return total(exactly(hours) for _, hours in known), tuple(says), ()
    spans, grounds = [], []
    for workload in heavy:
        name = f"hpc_hours_{workload.kind}"
        spans.append(range_span(design, name))
        grounds.append(replace(figure_ground(design, name), subject=workload.id))
    return (total(spans) if spans else None), tuple(grounds), asks


def _ways(
    design: Design, found: tuple[Point, ...], hours: Span | None, shares: tuple[Block, ...]
) -> tuple[tuple[Way, ...], tuple[Ground, ...]]:
    figures, phrase = design.catalogue.figures, design.catalogue.phrase
    rent_to = figures["hpc_pays_from_gpu_hours"]
    if hours is None:
        light = (_light(design, workload) for workload in design.plan.workloads)
        return ("none",), (Ground(phrase("hpc_none"), "", rent_to.source), *light)
    rent = Ground(phrase("hpc_rent", limit=number(rent_to.value)), "", rent_to.source)
    if hours.high < rent_to.value:
        return ("rent",), (rent,)
    missing = [point for point in found if point.answer is not True]
    unready = any(share.settings.get("workload_ready") is False for share in shares)
    if len(missing) > MOST_OPEN or unready:
        source = dict.fromkeys(source for point in missing for source in point.because.source)
        prepare = Ground(phrase("hpc_prepare", count=number(len(missing))), "", tuple(source))
        may_rent = not shares and hours.low < rent_to.value
        return (("rent", "prepare"), (rent, prepare)) if may_rent else (("prepare",), (prepare,))
    ways, says = _accesses(design, hours)
    return (("rent", *ways), (rent, *says)) if hours.low < rent_to.value else (ways, says)


def _light(design: Design, workload: Workload) -> Ground:
    """Why a workload takes few GPU hours."""
    kind = design.catalogue.workloads.get(workload.kind or "")
    words = {"workload": wording.name(design, workload.id), "kind": kind.name if kind else ""}
    return Ground(design.catalogue.phrase("hpc_light" if kind else "hpc_light_unknown", **words), workload.id)


def _accesses(design: Design, hours: Span) -> tuple[tuple[Way, ...], tuple[Ground, ...]]:
    """The ways into a supercomputer for so many hours; those who never worked on one begin with the first."""
    figures, phrase = design.catalogue.figures, design.catalogue.phrase
    playground = Ground(phrase("hpc_playground"), "", figures["playground_access_days"].source)
    if "hpc" not in (design.plan.situation.skills or ()):
        return ("playground",), (replace(playground, says=phrase("hpc_skill")), playground)
    limit = figures["fast_lane_gpu_hours"]
    says = {
        "fast_lane": Ground(phrase("hpc_fast_lane", limit=number(limit.value)), "", limit.source),
        "large_scale": Ground(phrase("hpc_large_scale", limit=number(limit.value)), "", limit.source),
    }
    ways: list[Way] = ["fast_lane"] if hours.low <= limit.value else []
    if hours.high > limit.value:
        ways.append("large_scale")
    return tuple(ways), tuple(says[way] for way in ways)
