"""Paths of conditions: from a subject over facts that each give one further subject to the fact at the end.

Subjects of a sort are counted in the order of the plan; a set of them is a whole number of which bit n stands for the
n-th. So a condition is asked about many subjects at once, and what it answered is kept as a few numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from infra_builder.design import STAGE_MARK, STAGED, Design, Subject
from infra_builder.facts.registry import NOT_THERE, Fact

Some = int
"""Some subjects of a sort, a bit each."""


def members(some: Some) -> Iterator[int]:
    """The places of the bits that are set, from the lowest."""
    bits = bin(some)[:1:-1]
    place = bits.find("1")
    while place >= 0:
        yield place
        place = bits.find("1", place + 1)


def gathered(places: Iterable[int]) -> Some:
    """The set with the subjects at these places."""
    some = 0
    for place in places:
        some |= 1 << place
    return some


@dataclass(frozen=True, slots=True)
class Path:
    """`block.zone.environment`: begins at a sort of subject, takes steps over facts, ends at a fact."""

    text: str
    start: str
    steps: tuple[Fact, ...]
    fact: Fact

    @property
    def key(self) -> str:
        """Names the path in what a design keeps."""
        return STAGE_MARK + self.text if self.fact.name in STAGED else self.text

    def read(self, design: Design, subject: Subject) -> tuple[Any, Any]:
        """From the subject it begins at to the subject it ends at and the value there.

        NOT_THERE where the path breaks, or for a setting that its kind of block does not have.
        """
        here: Any = subject
        for step in self.steps:
            here = step.compute(design, here)
            if here is None:
                return None, NOT_THERE
        return here, self.fact.compute(design, here)

    def by_value(self, design: Design) -> Mapping[Any, Some]:
        """The subjects it begins at, by the value at its end; only for a path that is a plain fact."""
        if self.text not in design.by_value:
            places: dict[Any, list[int]] = {}
            for place, subject in enumerate(design.subjects(self.start)):
                places.setdefault(self.fact.compute(design, subject), []).append(place)
            design.by_value[self.text] = {value: gathered(there) for value, there in places.items()}
        return design.by_value[self.text]

    def value(self, design: Design, subject: Subject) -> Any:
        """The value at its end."""
        return self.read(design, subject)[1] if self.steps else self.fact.compute(design, subject)
