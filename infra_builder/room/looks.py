"""What a look at the room gives: how each group stands, as values."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Literal

from infra_builder.asking import asked
from infra_builder.plan import Plan
from infra_builder.problems import Problem
from infra_builder.report import Report
from infra_builder.room.workshop import Group, StepName
from infra_builder.vocabulary import Flag

State = Literal["fine", "untouched", "missing", "half_written", "unreadable", "newer"]
"""How a group's file is: a plan with work in it, still what the group was given, not there, being written or broken
off, not to be read, or of a newer version of the program."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a plan has come, in counts. Settings of blocks are not among what is `asked`."""

    asked: int = 0
    answered: int = 0
    workloads: int = 0
    zones: int = 0
    blocks: int = 0
    options: int = 0
    decided: int = 0
    votes: int = 0

    @property
    def begun(self) -> tuple[StepName, ...]:
        """The steps in which something has been done."""
        done: tuple[tuple[StepName, bool], ...] = (
            ("situation", self.answered > 0),
            ("build", self.blocks > 0),
            ("check", self.decided > 0),
            ("compare", self.options > 1 or self.votes > 0),
        )
        return tuple(step for step, something in done if something)


@dataclass(frozen=True)
class Look:
    """How a group stands.

    `plan` and `report` are the last that could be read, None where none ever could; `current` says whether they are
    what the file holds now. `changed` is the date of the file in seconds since 1970, and `ahead` by how many seconds
    that lies in the future, because some clock is wrong; 0 where it does not. `holder` is the computer that the lock
    beside the file names, "" for none; a lock may be left over. `copies` look like other versions of this plan.
    """

    group: Group
    path: Path
    state: State = "missing"
    problems: tuple[Problem, ...] = ()
    plan: Plan | None = None
    report: Report | None = None
    changed: float | None = None
    ahead: float = 0.0
    holder: str = ""
    copies: tuple[Path, ...] = ()
    digest: str = ""

    @property
    def read(self) -> bool:
        """Whether the file could be read."""
        return self.state in ("fine", "untouched")

    @property
    def current(self) -> bool:
        """Whether `plan` is what the file holds now."""
        return self.read and self.plan is not None

    @property
    def flags(self) -> tuple[Flag, ...]:
        """The flags of all options, sorted; empty where nothing was found or nothing could be read."""
        options = self.report.options if self.report is not None else ()
        return tuple(sorted({flag for option in options for flag in option.flags}))

    @property
    def questions(self) -> int:
        """How many questions are open, each counted once however many options ask it."""
        options = self.report.options if self.report is not None else ()
        return len({question.key for option in options for question in option.questions})

    @cached_property
    def progress(self) -> Progress:
        """How far the plan has come."""
        return progress_of(self.plan) if self.plan is not None else Progress()

    def without(self, state: State, problems: tuple[Problem, ...]) -> Look:
        """The same with a file that cannot be read; the plan read last stays."""
        return replace(self, state=state, problems=problems)


@dataclass(frozen=True)
class Room:
    """How all groups stand, in the order of the workshop.

    `strangers` are plans in the folder that belong to no group; `problem` says why the folder cannot be read, "" where
    it can.
    """

    folder: Path
    looks: tuple[Look, ...]
    strangers: tuple[Path, ...] = ()
    problem: str = ""

    def look(self, group_id: str) -> Look:
        """How a group stands. Raises KeyError where there is no such group."""
        for seen in self.looks:
            if seen.group.id == group_id:
                return seen
        raise KeyError(group_id)


def progress_of(plan: Plan) -> Progress:
    """How far a plan has come; of several options, the blocks of the fullest one count."""
    questions = asked(plan)
    return Progress(
        asked=len(questions),
        answered=sum(question.answered for question in questions),
        workloads=len(plan.workloads),
        zones=max((len(option.zones) for option in plan.options), default=0),
        blocks=max((len(option.blocks) for option in plan.options), default=0),
        options=len(plan.options),
        decided=sum(decision.status not in ("open", "in_progress") for decision in plan.decisions),
        votes=len(plan.votes),
    )
