"""A workshop as frozen values: title, groups, agenda, and what groups may see and change just now."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from infra_builder.plan import Date, Id, Text, Value, Vote

FILE = "workshop.yaml"
"""What the file of a workshop is called; its folder is the workshop."""

StepName = Literal["situation", "build", "check", "compare", "plan"]
Hidden = Literal["check", "compare", "plan", "verdict"]
"""What groups may not see yet: a step, or the verdict wherever it is shown."""
Locked = Literal["title", "situation", "workloads", "options"]
"""What groups may not change: parts of the plan. `options`: which options there are, not what is in them."""
Minutes = Annotated[int, Field(ge=1, le=600)]
Moment = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$")]
"""A moment by the clock of a computer, in UTC: 2026-03-01T09:30:00Z."""


class Group(Value):
    """A group and the name of its plan file, which lies in the folder of the workshop."""

    id: Id
    name: Text
    plan: Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^/\\:*?\"<>|\x00-\x1f]+\.infraplan$")]


class Part(Value):
    """A part of the agenda. `says` is for the groups, on the wall and on paper; `notes` are for the facilitator only.

    `step`: where the groups work meanwhile. `guides`: ids of guided choices that help here. `hides` and `locks` are
    what holds for the groups while this part runs.
    """

    title: Text
    minutes: Minutes
    says: Text = ""
    notes: Text = ""
    step: StepName | None = None
    guides: tuple[Id, ...] = ()
    hides: tuple[Hidden, ...] = ()
    locks: tuple[Locked, ...] = ()


class Clock(Value):
    """How many seconds of the running part were left at a moment, below zero where it was over. Written when the
    clock is set, paused or goes on, never every second; `paused`: since then it has stood still.
    """

    left: Annotated[int, Field(ge=-86_400, le=86_400)]
    at: Moment
    paused: bool = False


class Waiting(Value):
    """A vote of a group that could not be written into its plan so far."""

    group: Id
    vote: Vote


class Workshop(Value):
    """A workshop. `starter`: the id of the scenario that groups begin with; empty for an empty plan.

    `running` is the part that runs, None before the first, and `clock` is its time. `hidden` and `locked` are what
    holds for the groups now: taken from the part when it begins, and changed by hand as the facilitator likes.
    """

    title: Text = ""
    organisation: Text = ""
    date: Date = ""
    starter: str = ""
    groups: tuple[Group, ...] = ()
    agenda: tuple[Part, ...] = ()
    running: Annotated[int, Field(ge=0)] | None = None
    clock: Clock | None = None
    hidden: tuple[Hidden, ...] = ()
    locked: tuple[Locked, ...] = ()
    waiting: tuple[Waiting, ...] = ()

    @property
    def minutes(self) -> int:
        """How long all parts of the agenda take together."""
        return sum(part.minutes for part in self.agenda)
