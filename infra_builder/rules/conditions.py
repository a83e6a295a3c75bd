"""Compiled conditions: what a rule asks of a subject, answered yes, no or unknown.

A condition also says which leaves decided its answer, and, where the answer is unknown, which ones would.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from infra_builder.design import Design, Subject
from infra_builder.facts.registry import Fact, Unanswered

Truth = bool | None
Read = Callable[[Design, Subject], tuple[Any, Any]]
"""From the subject of the rule to the subject a path ends at and the value there; NOT_THERE where the path breaks."""


class NotThere:
    """The value of a path that does not exist for a subject, such as a setting its kind does not have."""


NOT_THERE = NotThere()


@dataclass(frozen=True, slots=True)
class Reason:
    """One leaf that decided: the fact, the id it is about, its value; or the author's own words for it."""

    fact: str
    subject: str
    value: Any
    wanted: tuple[Any, ...] = ()
    held: bool = True
    says: str = ""


class Condition(Protocol):
    """Something that holds for a subject, does not, or cannot be told."""

    def test(self, design: Design, subject: Subject) -> Truth:
        """Whether it holds; None where an unanswered field decides."""

    def reasons(self, design: Design, subject: Subject) -> Iterator[Reason]:
        """The leaves that made the answer what it is. Only for an answer that is known."""

    def found(self, design: Design, subject: Subject) -> Iterator[str]:
        """The ids of further subjects by which it holds."""

    def unanswered(self, design: Design, subject: Subject) -> Iterator[Unanswered]:
        """The fields that would decide. Only for an answer that is unknown."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A fact at the end of a path, and a check of its value."""

    path: str
    fact: Fact
    read: Read
    check: Callable[[Any], Truth]
    wanted: tuple[Any, ...] = ()

    def test(self, design: Design, subject: Subject) -> Truth:
        """See Condition."""
        _, value = self.read(design, subject)
        return False if value is NOT_THERE else self.check(value)

    def reasons(self, design: Design, subject: Subject) -> Iterator[Reason]:
        """See Condition."""
        owner, value = self.read(design, subject)
        if value is not NOT_THERE:
            yield Reason(self.fact.name, getattr(owner, "id", ""), value, self.wanted)

    def found(self, _design: Design, _subject: Subject) -> Iterator[str]:
        """See Condition."""
        yield from ()

    def unanswered(self, design: Design, subject: Subject) -> Iterator[Unanswered]:
        """See Condition."""
        owner, value = self.read(design, subject)
        if value is None:
            yield from self.fact.unanswered(design, owner)


@dataclass(frozen=True, slots=True)
class Each:
    """Some, every or none of several subjects, or how many of them, meet an inner condition."""

    fact: Fact
    read: Read
    quantity: Literal["some", "every", "none", "count"]
    inner: Condition | None
    check: Callable[[Any], Truth] = field(default=lambda _count: True)

    def _answers(self, design: Design, subject: Subject) -> list[tuple[Subject, Truth]]:
        _, members = self.read(design, subject)
        if members is NOT_THERE or members is None:
            return []
        return [(member, self.inner.test(design, member) if self.inner else True) for member in members]

    def test(self, design: Design, subject: Subject) -> Truth:
        """See Condition."""
        answers = [answer for _, answer in self._answers(design, subject)]
        match self.quantity:
            case "some":
                return True if True in answers else None if None in answers else False
            case "none":
                return False if True in answers else None if None in answers else True
            case "every":
                return False if False in answers else None if None in answers else True
        least, unsure = answers.count(True), answers.count(None)
        outcomes = {self.check(least + extra) for extra in range(unsure + 1)}
        return outcomes.pop() if len(outcomes) == 1 else None

    def reasons(self, design: Design, subject: Subject) -> Iterator[Reason]:
        """See Condition."""
        owner, members = self.read(design, subject)
        if self.quantity == "some" and self.inner:
            for member, answer in self._answers(design, subject):
                if answer:
                    yield from self.inner.reasons(design, member)
            return
        if members is not NOT_THERE:
            yield Reason(self.fact.name, getattr(owner, "id", ""), members, held=self.quantity != "none")

    def found(self, design: Design, subject: Subject) -> Iterator[str]:
        """See Condition."""
        if self.quantity in ("some", "count"):
            for member, answer in self._answers(design, subject):
                if answer:
                    yield getattr(member, "id", "")
                    if self.inner:
                        yield from self.inner.found(design, member)

    def unanswered(self, design: Design, subject: Subject) -> Iterator[Unanswered]:
        """See Condition."""
        for member, answer in self._answers(design, subject):
            if answer is None and self.inner:
                yield from self.inner.unanswered(design, member)


@dataclass(frozen=True, slots=True)
class Joined:
    """All of several conditions, or any of them. Unknown only where no known answer decides."""

    parts: tuple[Condition, ...]
    decides: bool
    """The answer of a single part that settles the matter: False for all, True for any."""

    def test(self, design: Design, subject: Subject) -> Truth:
        """See Condition."""
        unknown = False
        for part in self.parts:
            answer = part.test(design, subject)
            if answer is self.decides:
                return self.decides
            unknown = unknown or answer is None
        return None if unknown else not self.decides

    def reasons(self, design: Design, subject: Subject) -> Iterator[Reason]:
        """See Condition."""
        answer = self.test(design, subject)
        for part in self.parts:
            if part.test(design, subject) is answer:
                yield from part.reasons(design, subject)

    def found(self, design: Design, subject: Subject) -> Iterator[str]:
        """See Condition."""
        for part in self.parts:
            if part.test(design, subject):
                yield from part.found(design, subject)

    def unanswered(self, design: Design, subject: Subject) -> Iterator[Unanswered]:
        """See Condition."""
        for part in self.parts:
            if part.test(design, subject) is None:
                yield from part.unanswered(design, subject)


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite of a condition."""

    part: Condition

    def test(self, design: Design, subject: Subject) -> Truth:
        """See Condition."""
        answer = self.part.test(design, subject)
        return None if answer is None else not answer

    def reasons(self, design: Design, subject: Subject) -> Iterator[Reason]:
        """See Condition."""
        yield from self.part.reasons(design, subject)

    def found(self, _design: Design, _subject: Subject) -> Iterator[str]:
        """See Condition."""
        yield from ()

    def unanswered(self, design: Design, subject: Subject) -> Iterator[Unanswered]:
        """See Condition."""
        yield from self.part.unanswered(design, subject)


@dataclass(frozen=True, slots=True)
class Said:
    """A condition whose reason the author has put in words."""

    part: Condition
    says: str

    def test(self, design: Design, subject: Subject) -> Truth:
        """See Condition."""
        return self.part.test(design, subject)

    def reasons(self, design: Design, subject: Subject) -> Iterator[Reason]:
        """See Condition."""
        first = next(self.part.reasons(design, subject), None)
        if first is not None:
            yield Reason(first.fact, getattr(subject, "id", ""), first.value, first.wanted, says=self.says)

    def found(self, design: Design, subject: Subject) -> Iterator[str]:
        """See Condition."""
        yield from self.part.found(design, subject)

    def unanswered(self, design: Design, subject: Subject) -> Iterator[Unanswered]:
        """See Condition."""
        yield from self.part.unanswered(design, subject)
