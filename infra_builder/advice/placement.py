"""Where each workload fits best, by the reasons of the knowledge, and where the plan puts it.

What a workload is used for and what its models are trained with are placed apart, since they often differ.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from infra_builder.advice.entries import entries
from infra_builder.advice.falling import needed
from infra_builder.advice.grounds import Ask, Ground, ask
from infra_builder.advising import PlacementReason
from infra_builder.design import Design, brings_data
from infra_builder.knowledge import Knowledge
from infra_builder.plan import Block, Option, Plan, Workload
from infra_builder.rules import wording
from infra_builder.vocabulary import Environment, Sensitivity, highest

FIELDS = ("kind", "sensitivity", "timing", "usage", "stage")
TRAINING_KIND = "fine_tuning"
"""What training for a workload counts as, unless the workload is one itself."""
TRAININGS = frozenset({"fine_tuning", "large_scale_training", "simulation_ai"})
MASKED: Sensitivity = "internal"
"""What data count as once masked."""
WAITS = "batch"
NEAR = 1
"""Points by which an environment may stand behind the best one and still be as good."""


@dataclass(frozen=True, slots=True)
class Spot:
    """How an environment stands for a piece of work: its points, what speaks for and against it, whether it is out."""

    environment: Environment
    points: int
    speaks_for: tuple[Ground, ...]
    speaks_against: tuple[Ground, ...]
    ruled_out: bool


@dataclass(frozen=True, slots=True)
class Placement:
    """Where the answers or the training of a workload fit.

    `spots`: every environment that something speaks for or against, the best first, ruled out ones last. `best`: those
    with the most points. `now`: the environments where it stands, `fits` whether these are among the best, None where
    it has no place yet or nothing speaks for any.
    """

    workload: str
    part: Literal["answers", "training"]
    spots: tuple[Spot, ...]
    best: tuple[Environment, ...]
    now: tuple[Environment, ...]
    fits: bool | None
    says: str
    table: tuple[PlacementReason, ...]
    asks: tuple[Ask, ...]


def placements(plan: Plan, option: Option, knowledge: Knowledge) -> tuple[Placement, ...]:
    """The best places for every workload of an option, and for the training that serves it."""
    design = Design(plan, option, knowledge.catalogue)
    found = []
    for workload in plan.workloads:
        below = _below(design, workload)
        training = [block for block in design.serving(workload) if block.kind == "training_job"]
        placed = workload
        if training and workload.kind in TRAININGS:
            placed = workload.but(sensitivity=_trained_on(design, workload, training))
        found.append(_placement(design, placed, "answers", _bound(design, _standing(design, below))))
        jobs = [block for block in training if block not in below]
        if jobs and workload.kind not in TRAININGS:
            trained = workload.but(kind=TRAINING_KIND, timing=WAITS, sensitivity=_trained_on(design, workload, jobs))
            found.append(_placement(design, trained, "training", jobs))
    return tuple(found)


def spots(design: Design, workload: Workload) -> tuple[tuple[Spot, ...], tuple[Ask, ...]]:
    """How every environment stands for a workload, and the fields of it that would say more."""
    for_: dict[Environment, list[Ground]] = {}
    against: dict[Environment, list[Ground]] = {}
    points: dict[Environment, int] = {}
    out: set[Environment] = set()
    asks: set[Ask] = set()
    for reason in design.catalogue.placements.values():
        truth, open_ = _counts(design, workload, reason)
        asks.update(open_)
        if not truth:
            continue
        ground = Ground(reason.says, workload.id, reason.source)
        for environment, given in reason.speaks_for.items():
            points[environment] = points.get(environment, 0) + given
            (for_ if given > 0 else against).setdefault(environment, []).append(ground)
        for environment in reason.rules_out:
            points.setdefault(environment, 0)
            against.setdefault(environment, []).append(ground)
            out.add(environment)
    found = [
        Spot(one, points[one], tuple(for_.get(one, ())), tuple(against.get(one, ())), one in out) for one in points
    ]
    return tuple(sorted(found, key=lambda spot: (spot.ruled_out, -spot.points))), tuple(sorted(asks))


def _placement(
    design: Design, workload: Workload, part: Literal["answers", "training"], blocks: list[Block]
) -> Placement:
    found, asks = spots(design, workload)
    allowed = [spot for spot in found if not spot.ruled_out and spot.points > 0]
    best = tuple(spot.environment for spot in allowed if spot.points == allowed[0].points)
    good = {spot.environment for spot in allowed if spot.points >= allowed[0].points - NEAR}
    zones = (design.zone_of(block.id) for block in blocks)
    now = tuple(dict.fromkeys(zone.environment for zone in zones if zone is not None))
    fits = None if not now or not best else good.issuperset(now)
    table = tuple(
        reason
        for reason in design.catalogue.placements.values()
        if reason.gain != "–" and _counts(design, workload, reason)[0]
    )
    says = _says(design, workload, part, best, now, fits)
    return Placement(workload.id, part, found, best, now, fits, says, table, asks)


def _counts(design: Design, workload: Workload, reason: PlacementReason) -> tuple[bool, tuple[Ask, ...]]:
    """Whether a reason counts for a workload; where only missing answers keep it from counting, the questions."""
    asks = []
    for field in FIELDS:
        words = getattr(reason, field)
        value = getattr(workload, field)
        if words and value is None:
            asks.append(ask(design, f"workload.{field}", workload.id))
        elif words and value not in words:
            return False, ()
    pressures = design.plan.situation.pressures
    if reason.pressures and pressures is None:
        asks.append(ask(design, "situation.pressures"))
    elif reason.pressures and set(reason.pressures).isdisjoint(pressures or ()):
        return False, ()
    return not asks, tuple(asks)


def _below(design: Design, workload: Workload) -> list[Block]:
    """The blocks that a workload needs, by its links or by what it seems to begin at."""
    begins = tuple(block.id for block in entries(design, workload))
    found = dict.fromkeys(
        (*needed(design, workload.id), *begins, *(there for one in begins for there in needed(design, one)))
    )
    return [design.blocks[id_] for id_ in found if id_ in design.blocks]


def _standing(design: Design, blocks: list[Block]) -> list[Block]:
    """The blocks whose place is that of the work: what answers, or where there is none, the machines."""
    categories = [design.catalogue.kind(block).category for block in blocks]
    for wanted in ("hosting", "compute"):
        chosen = [block for block, category in zip(blocks, categories, strict=True) if category == wanted]
        if chosen:
            return chosen
    return []


def _bound(design: Design, blocks: list[Block]) -> list[Block]:
    """The blocks whose place matters: all but those that are given masked data only, unless there are no others."""
    given = {block.id: [flow for flow in design.flows_of(block.id)[0] if brings_data(flow)] for block in blocks}
    bare = [block for block in blocks if not given[block.id] or not all(map(design.masked, given[block.id]))]
    return bare or blocks


def _trained_on(design: Design, workload: Workload, jobs: list[Block]) -> Sensitivity | None:
    """The most sensitive class of what jobs are trained on, masked data counting for less."""
    flows = [flow for job in jobs for flow in design.flows_of(job.id)[0] if flow.kind == "trains_on"]
    if not flows:
        return workload.sensitivity
    classes = [MASKED if design.masked(flow) else design.carries(flow) or workload.sensitivity for flow in flows]
    found: Sensitivity | None = None if None in classes else highest("sensitivity", classes)  # type: ignore[assignment]
    return found


def _says(
    design: Design,
    workload: Workload,
    part: Literal["answers", "training"],
    best: tuple[Environment, ...],
    now: tuple[Environment, ...],
    fits: bool | None,
) -> str:
    if not best:
        return ""
    labels = {
        "workload": wording.name(design, workload.id),
        "place": ", ".join(wording.word_label(design.catalogue, "environment", one) for one in now),
        "best": ", ".join(wording.word_label(design.catalogue, "environment", one) for one in best),
    }
    how = "nowhere" if not now else "fits" if fits else "differs"
    return design.catalogue.phrase(f"{'place' if part == 'answers' else part}_{how}", **labels)
