"""The six steps of a setup filled with what this plan needs: now, next, later, and not until something changes.

What is needed at a stage is what the rules find at it, so that the way never asks for more than the judgement does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from infra_builder.advice.grounds import Ground
from infra_builder.advising import RoadmapStage
from infra_builder.edits import Add, Edit, Together
from infra_builder.evaluate import judge
from infra_builder.knowledge import Knowledge
from infra_builder.plan import Option, Plan
from infra_builder.report import Finding, OptionReport
from infra_builder.statements import Source
from infra_builder.vocabulary import VOCABULARIES, highest, rank

When = Literal["now", "next", "later", "not_until"]
MOMENTS: tuple[When, ...] = ("now", "next", "later")
"""For the present stage of the work and those after it."""


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do, the kinds of block that it adds, the ids it is about, and what it rests on."""

    says: str
    kinds: tuple[str, ...]
    subjects: tuple[str, ...]
    because: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A task with its time."""

    task: Task
    when: When


@dataclass(frozen=True, slots=True)
class Leg:
    """One of the six steps with what this plan has to do in it. `reached`: the work is at this stage, or further.

    `drawn`: the kinds that belong to it and are there already. `source`: where the step comes from.
    """

    id: str
    name: str
    says: str
    reached: bool
    drawn: tuple[str, ...]
    steps: tuple[Step, ...]
    source: tuple[Source, ...]


def roadmap(
    plan: Plan,
    option: Option,
    knowledge: Knowledge,
    *,
    repair: Sequence[Task] | None = None,
    gates: Sequence[Task] = (),
) -> tuple[Leg, ...]:
    """The six steps for an option.

    `repair`: what makes it balanced now, where that is known; otherwise the first remedy of each finding. `gates`: what
    is not to be done until something changes, such as a tipping point.
    """
    stages = knowledge.catalogue.roadmap
    now = highest("stage", (workload.stage for workload in plan.workloads))
    steps: list[tuple[str, Step]] = []
    for when, stage, report, fresh in _moments(plan, option, knowledge, now):
        given = repair if when == "now" and repair is not None else [task_of(finding) for finding in fresh]
        questions = [*_questions(report)] if when == "now" else []
        steps += [(_place(stages, task, stage), Step(task, when)) for task in given]
        steps += [(next(iter(stages), ""), Step(task, when)) for task in questions]
    steps += [(list(stages)[-1], Step(task, "not_until")) for task in gates if stages]
    kinds = {block.kind for block in option.blocks}
    return tuple(
        Leg(
            id_,
            stage.name,
            stage.says,
            now is not None and rank("stage", stage.stage) <= rank("stage", now),
            tuple(kind for kind in stage.kinds if kind in kinds),
            tuple(step for place, step in steps if place == id_),
            stage.source,
        )
        for id_, stage in stages.items()
    )


def task_of(finding: Finding) -> Task:
    """What a finding asks for: its first remedy, or what it says to do."""
    remedy = finding.remedies[0] if finding.remedies else None
    because = (
        Ground(finding.says, finding.about, finding.source),
        *(Ground(one.says, one.subject, finding.source) for one in finding.because),
    )
    kinds = tuple(dict.fromkeys(added_kinds(remedy.edit))) if remedy and remedy.edit else ()
    return Task(remedy.says if remedy else finding.do, kinds, finding.subjects, because)


def _moments(
    plan: Plan, option: Option, knowledge: Knowledge, now: str | None
) -> Iterator[tuple[When, str, OptionReport, list[Finding]]]:
    """The present stage and those after it, each judged, with the findings that are new there."""
    stages = VOCABULARIES["stage"]
    start = rank("stage", now) if now else 0
    known: set[str] = set()
    for when, stage in zip(MOMENTS, stages[start:], strict=False):
        there = plan if when == "now" else _at(plan, stage)
        report = judge(there, option, knowledge, stages=False)
        fresh = [finding for finding in report.findings if finding.key not in known]
        known |= {finding.key for finding in fresh}
        yield when, stage, report, fresh


def _at(plan: Plan, stage: str) -> Plan:
    """The plan as if every workload were at least at a stage."""
    return plan.but(
        workloads=tuple(workload.but(stage=highest("stage", (workload.stage, stage))) for workload in plan.workloads)
    )


def _questions(report: OptionReport) -> Iterator[Task]:
    for question in report.decisive_questions:
        yield Task(
            question.says,
            (),
            (question.subject,) if question.subject else (),
            (Ground(question.why, question.subject),),
        )


def _place(legs: Mapping[str, RoadmapStage], task: Task, stage: str) -> str:
    """The step that a task belongs to: one that has the kinds it adds, or the last of the stage that calls for it."""
    for id_, leg in legs.items():
        if set(task.kinds) & set(leg.kinds):
            return id_
    fitting = [id_ for id_, leg in legs.items() if leg.stage == stage]
    return fitting[-1] if fitting else ""


def added_kinds(edit: Edit) -> Iterator[str]:
    """The kinds of block that an edit adds."""
    match edit:
        case Add():
            yield from (block.kind for block in edit.blocks)
        case Together():
            for one in edit.edits:
                yield from added_kinds(one)
