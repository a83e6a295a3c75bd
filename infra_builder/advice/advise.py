"""Everything the advisor has to say about one option, as one value that screen, terminal and JSON read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from functools import cached_property

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


class Advising:
    """The parts of the advice for an option, each worked out when it is first asked for, and then kept for the others.

    Raises Stopped as soon as `go_on` says False; a part that was broken off is worked out anew when it is asked for
    again. `progress`: see `repair`.
    """

    def __init__(
        self,
        plan: Plan,
        option: Option,
        knowledge: Knowledge,
        *,
        go_on: GoOn | None = None,
        progress: Progress | None = None,
    ) -> None:
        self._about = plan, option, knowledge
        self._go_on, self._progress = go_on, progress

    @cached_property
    def report(self) -> OptionReport:
        """How the option is judged."""
        return judge(*self._about, go_on=self._go_on)

    @cached_property
    def repair(self) -> Repair:
        """The smallest repair."""
        return repair(*self._about, go_on=self._go_on, progress=self._progress)

    @cached_property
    def stages(self) -> tuple[StageAdvice, ...]:
        """What each stage asks for."""
        return stages(*self._about, now=self.repair, go_on=self._go_on)

    @cached_property
    def tipping(self) -> Tipping:
        """How far the design carries."""
        return tipping(*self._about, go_on=self._go_on)

    @cached_property
    def questions(self) -> tuple[Worth, ...]:
        """The open questions by their worth."""
        return worth(*self._about, self.report.questions, go_on=self._go_on)

    @cached_property
    def drills(self) -> tuple[Played, ...]:
        """What happens when things go wrong."""
        return drills(*self._about)

    @cached_property
    def cost(self) -> CostAdvice:
        """What it costs."""
        return cost_advice(*self._about)

    @cached_property
    def placements(self) -> tuple[Placement, ...]:
        """Where work fits."""
        return placements(*self._about)

    @cached_property
    def hpc(self) -> HpcAdvice:
        """Whether a supercomputer fits."""
        return hpc_advice(*self._about)

    @cached_property
    def roadmap(self) -> tuple[Leg, ...]:
        """The way ahead."""
        gates = list(_gates(self.tipping.points))
        return roadmap(*self._about, repair=[*map(_task, self.repair.steps)], gates=gates)

    @cached_property
    def ninety_days(self) -> tuple[Duty, ...]:
        """What makes several environments deliberate."""
        return ninety_days(*self._about, self.drills)

    @cached_property
    def sourcing(self) -> tuple[BlockSourcing, ...]:
        """How each block is come by."""
        return sourcing(*self._about)

    def whole(self) -> Advice:
        """All parts as one value."""
        return Advice(**{part.name: getattr(self, part.name) for part in fields(Advice)})


def advise(
    plan: Plan, option: Option, knowledge: Knowledge, *, go_on: GoOn | None = None, progress: Progress | None = None
) -> Advice:
    """The advice for an option. Raises Stopped as soon as `go_on` says False; `progress`: see `repair`."""
    return Advising(plan, option, knowledge, go_on=go_on, progress=progress).whole()


def _task(step: Step) -> Task:
    """A step of the repair as a task of the way ahead."""
    subjects = dict.fromkeys(subject for found in step.reasons for subject in found.subjects)
    because = tuple(ground for found in step.reasons for ground in task_of(found).because)
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
