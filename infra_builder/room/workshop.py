"""A workshop as frozen values: title, groups, agenda, and what groups may see and change just now."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from infra_builder.plan import Date, Id, Text, Value

FILE = "workshop.yaml"
"""What the file of a workshop is called; its folder is the workshop."""

StepName = Literal["situation", "build", "check", "compare", "plan"]
Hidden = Literal["check", "compare", "plan", "verdict"]
"""What groups may not see yet: a step, or the verdict wherever it is shown."""
Locked = Literal["title", "situation", "workloads", "options"]
"""What groups may not change: parts of the plan. `options`: which options there are, not what is in them."""
Minutes = Annotated[int, Field(ge=1, le=600)]


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


class Workshop(Value):
    """A workshop. `starter`: the id of the scenario that groups begin with; empty for an empty plan.

    `running` is the part that runs, None before the first. `hidden` and `locked` are what holds for the groups now:
    taken from the part when it begins, and changed by hand as the facilitator likes.
    """

    title: Text = ""
    organisation: Text = ""
    date: Date = ""
    starter: str = ""
    groups: tuple[Group, ...] = ()
    agenda: tuple[Part, ...] = ()
    running: Annotated[int, Field(ge=0)] | None = None
    hidden: tuple[Hidden, ...] = ()
    locked: tuple[Locked, ...] = ()

    @property
    def minutes(self) -> int:
        """How long all parts of the agenda take together."""
        return sum(part.minutes for part in self.agenda)
