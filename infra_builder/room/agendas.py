"""Agendas to begin with: what a workshop does when, as knowledge, for the facilitator to change. See workshops/."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Annotated

from pydantic import Field

from infra_builder.guarded_yaml import Where
from infra_builder.plan import Id, Value
from infra_builder.problems import unknown
from infra_builder.room.workshop import Hidden, Locked, Minutes, Part, StepName
from infra_builder.statements import Sentence, Source


class AgendaPart(Value):
    """A part of an agenda, as `Part`: what groups are told, what helps the facilitator, what is hidden and locked."""

    title: Sentence
    minutes: Minutes
    says: Sentence
    notes: Sentence
    step: StepName | None = None
    guides: tuple[Id, ...] = ()
    hides: tuple[Hidden, ...] = ()
    locks: tuple[Locked, ...] = ()


class Agenda(Value):
    """An agenda: its name, for whom it is, and its parts in order."""

    name: Sentence
    line: Sentence
    parts: Annotated[Mapping[str, AgendaPart], Field(min_length=1)]
    source: Annotated[tuple[Source, ...], Field(min_length=1)]

    @property
    def minutes(self) -> int:
        """How long all parts take together."""
        return sum(part.minutes for part in self.parts.values())


def parts_of(agenda: Agenda) -> tuple[Part, ...]:
    """The parts of an agenda as those of a workshop, to be changed from now on."""
    return tuple(Part.model_validate(part.model_dump()) for part in agenda.parts.values())


def strays(agenda: Agenda, guides: Collection[str]) -> Iterator[tuple[Where, str]]:
    """Each guided choice that an agenda names and that there is not, with its place in the agenda."""
    for name, part in agenda.parts.items():
        for index, guide in enumerate(part.guides):
            if guide not in guides:
                yield ("parts", name, "guides", index), unknown("guided choice", guide, guides)
