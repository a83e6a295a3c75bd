"""Everything the advisor has to say about one option, as one value that screen, terminal and JSON read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from infra_builder.advice.cost import CostAdvice, cost_advice
from infra_builder.advice.drills import Played, drills
from infra_builder.advice.grounds import Ground
from infra_builder.advice.hpc import HpcAdvice, hpc_advice
from infra_builder.advice.ninety_days import Duty, ninety_days
from infra_builder.advice.placement import Placement, placements
from infra_builder.advice.repair import Progress, Repair, Step, repair
from infra_builder.advice.roadmap import Leg, Task, added_kinds, roadmap, task_of
from infra_builder.advice.sourcing import BlockSourcing, sourcing
from infra_builder.advice.stages import StageAdvice, stages
from infra_builder.advice.tipping import Tipping, TippingPoint, tipping
from infra_builder.advice.worth import Worth, worth
from infra_builder.evaluate import GoOn, judge
from infra_builder.knowledge import Knowledge
from infra_builder.plan import Option, Plan
from infra_builder.report import OptionReport
from infra_builder.vocabulary import ORDERED, rank

_GROWING = ("workload.users", "workload.data_gb", "workload.usage", "workload.sensitivity", "flow.gb_per_month")


@dataclass(frozen=True)
class Advice:
    """The advice for an option of a plan, a field for each part."""

    report: OptionReport
    repair: Repair
    stages: tuple[StageAdvice, ...]
    tipping: Tipping
    questions: tuple[Worth, ...]
    drills: tuple[Played, ...]
    cost: CostAdvice
    placements: tuple[Placement, ...]
    hpc: HpcAdvice
    roadmap: tuple[Leg, ...]
    ninety_days: tuple[Duty, ...]
    sourcing: tuple[BlockSourcing, ...]


def advise(
    plan: Plan, option: Option, knowledge: Knowledge, *, go_on: GoOn | None = None, progress: Progress | None = None
) -> Advice:
    """The advice for an option. Raises Stopped as soon as `go_on` says False; `progress`: see `repair`."""
    report = judge(plan, option, knowledge, go_on=go_on)
    mended = repair(plan, option, knowledge, go_on=go_on, progress=progress)
    tips = tipping(plan, option, knowledge, go_on=go_on)
    played = drills(plan, option, knowledge)
    gates = list(_gates(tips.points))
    return Advice(
        report=report,
        repair=mended,
        stages=stages(plan, option, knowledge, go_on=go_on),
        tipping=tips,
        questions=worth(plan, option, knowledge, report.questions, go_on=go_on),
        drills=played,
        cost=cost_advice(plan, option, knowledge),
        placements=placements(plan, option, knowledge),
        hpc=hpc_advice(plan, option, knowledge),
        roadmap=roadmap(plan, option, knowledge, repair=[*map(_task, mended.steps)], gates=gates),
        ninety_days=ninety_days(plan, option, knowledge, played),
        sourcing=sourcing(plan, option, knowledge),
    )


def _task(step: Step) -> Task:
    """A step of the repair as a task of the way ahead."""
    subjects = dict.fromkeys(subject for found in step.clears for subject in found.subjects)
    because = tuple(ground for found in step.clears for ground in task_of(found).because)
    return Task(step.says, tuple(dict.fromkeys(added_kinds(step.edit))), tuple(subjects), because)


def _gates(points: Iterable[TippingPoint]) -> Iterator[Task]:
    """What is not needed until work or data grow to a tipping point."""
    for point in points:
        if point.field in _GROWING and _grows(point):
            for found in point.appear:
                task = task_of(found)
                yield replace(task, because=(Ground(point.says, point.subject), *task.because))


def _grows(point: TippingPoint) -> bool:
    match point.now, point.at:
        case ((int() | float() as now), (int() | float() as then)):
            return then > now
        case str() as now, str() as then:
            vocabulary = point.field.rpartition(".")[2]
            return vocabulary not in ORDERED or rank(vocabulary, then) > rank(vocabulary, now)
    return False
