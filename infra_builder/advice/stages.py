"""One option at each stage of its workloads, and what has to change before it gets there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

from infra_builder.advice.repair import Repair, Step, repair
from infra_builder.edits import Add, Edit, Remove, Together
from infra_builder.evaluate import GoOn
from infra_builder.knowledge import Knowledge
from infra_builder.plan import Option, Plan
from infra_builder.vocabulary import Flag, Stage, highest


@dataclass(frozen=True)
class StageAdvice:
    """The option as it is, with all workloads at a stage, and the smallest repair there.

    `now`: the furthest workload of the plan is at this stage. The steps of the repair are laid out by what they do.
    """

    stage: Stage
    now: bool
    flags: tuple[Flag, ...]
    repair: Repair

    @property
    def add(self) -> tuple[Step, ...]:
        """What is missing for this stage."""
        return tuple(step for step in self.repair.steps if _does(step.edit, Add))

    @property
    def drop(self) -> tuple[Step, ...]:
        """What can go at this stage."""
        return tuple(step for step in self.repair.steps if _does(step.edit, Remove) and not _does(step.edit, Add))

    @property
    def change(self) -> tuple[Step, ...]:
        """What stays but has to become different."""
        return tuple(step for step in self.repair.steps if step not in (*self.add, *self.drop))


def stages(
    plan: Plan, option: Option, knowledge: Knowledge, *, now: Repair | None = None, go_on: GoOn | None = None
) -> tuple[StageAdvice, ...]:
    """The option at each stage, in their order; none where nothing is drawn or there is no work.

    `now`: the smallest repair of the option as it is, where it is known.
    """
    return tuple(_stages(plan, option, knowledge, now, go_on)) if option.blocks and plan.workloads else ()


def _stages(
    plan: Plan, option: Option, knowledge: Knowledge, known: Repair | None, go_on: GoOn | None
) -> Iterator[StageAdvice]:
    now = highest("stage", (workload.stage for workload in plan.workloads))
    for stage in get_args(Stage):
        if known and all(workload.stage == stage for workload in plan.workloads):
            found = known
        else:
            moved = plan.but(workloads=tuple(workload.but(stage=stage) for workload in plan.workloads))
            found = repair(moved, option, knowledge, go_on=go_on)
        yield StageAdvice(stage, stage == now, found.before.flags, found)


def _does(edit: Edit, kind: type[Edit]) -> bool:
    parts = edit.edits if isinstance(edit, Together) else (edit,)
    return any(isinstance(part, kind) for part in parts)
