"""Compiled conditions: what a rule asks of subjects, answered yes, no or unknown for many of them at once.

A condition also says which leaves decided its answer about one subject, and, where that is unknown, which ones would.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from infra_builder.design import STAGED, Design, Subject
from infra_builder.facts.registry import NOT_THERE, Unanswered
from infra_builder.rules.paths import Path, Some, gathered, members

Truth = bool | None
Answers = tuple[Some, Some]
"""Those for which it holds, and those for which it cannot be told; for the others it does not hold."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One leaf that decided: the fact, the id it is about, its value; or the author's own words for it."""

    fact: str
    subject: str
    value: Any
    wanted: tuple[Any, ...] = ()
    held: bool = True
    says: str = ""


class Condition(ABC):
    """Something that holds for a subject of a sort, does not, or cannot be told."""

    __slots__ = ()

    sort: str
    """The sort of subject it speaks of."""
    cost: int
    """How dear it is to ask, from 0; of several conditions the cheapest is asked first."""
    staged: bool
    """Whether its answer hangs on the stage of workloads."""

    @abstractmethod
    def ask(self, design: Design, some: Some) -> Answers:
        """Its answers about some subjects; the answer about all others is left out."""

    @abstractmethod
    def reasons(self, design: Design, subject: Subject) -> Iterator[Reason]:
        """The leaves that made the answer what it is. Only for an answer that is known."""

    @abstractmethod
    def found(self, design: Design, subject: Subject) -> Iterator[str]:
        """The ids of further subjects by which it holds."""

    @abstractmethod
    def unanswered(self, design: Design, subject: Subject) -> Iterator[Unanswered]:
        """The fields that would decide. Only for an answer that is unknown."""

    def _settle(self, cost: int, staged: bool) -> None:
        """Set what follows from the parts of a condition that has just been made."""
        object.__setattr__(self, "cost", cost)
        object.__setattr__(self, "staged", staged)

    def test(self, design: Design, subject: Subject) -> Truth:
        """Whether it holds for one subject; None where an unanswered field decides."""
        holds, open_ = self.ask(design, 1 << design.places(self.sort)[_id(subject)])
        return True if holds else None if open_ else False


def _id(subject: Subject) -> str:
    """The id of a subject; the situation has none."""
    return getattr(subject, "id", "")


class _Kept:
    """The answers of a leaf so far: for whom it was asked, for whom it holds, for whom it is open."""

    __slots__ = ("asked", "holds", "open")

    def __init__(self) -> None:
        self.asked = self.holds = self.open = 0


@dataclass(frozen=True, slots=True)
class Leaf(Condition):
    """A fact at the end of a path, and a check of its value. Leaves of one `key` answer alike and share answers."""

    sort: str
    path: Path
    check: Callable[[Any], Truth]
    operator: str
    wanted: tuple[Any, ...]
    """The words or the number that it looks for."""
    key: str
    cost: int = field(init=False)
    staged: bool = field(init=False)

    def __post_init__(self) -> None:
        dear = 2 if self.path.steps or not self.path.fact.plain else 1
        self._settle(dear if self.path.start == self.sort else 0, self.path.fact.name in STAGED)

    def ask(self, design: Design, some: Some) -> Answers:
        """See Condition."""
        if self.path.start != self.sort:  # It speaks of the situation or the option, whoever is asked about.
            holds, open_ = self._ask(design, 1)
            return some if holds else 0, some if open_ else 0
        return self._ask(design, some)

    def _ask(self, design: Design, some: Some) -> Answers:
        kept = design.answers.get(self.key)
        if kept is None:
            kept = design.answers[self.key] = self._at_first(design)
        if fresh := some & ~kept.asked:
            self._learn(design, kept, fresh)
        return kept.holds & some, kept.open & some

    def _at_first(self, design: Design) -> _Kept:
        """What it answers without being asked for each subject: all that stands in the subjects themselves."""
        kept = _Kept()
        if self.path.fact.plain and not self.path.steps:
            kept.asked = -1
            for value, some in self.path.by_value(design).items():
                answer = False if value is NOT_THERE else self.check(value)
                if answer:
                    kept.holds |= some
                elif answer is None:
                    kept.open |= some
        return kept

    def _learn(self, design: Design, kept: _Kept, fresh: Some) -> None:
        subjects, check = design.subjects(self.path.start), self.check
        value_of = self.path.value if self.path.steps else self.path.fact.compute
        holds, open_ = [], []
        for place in members(fresh):
            value = value_of(design, subjects[place])
            if value is not NOT_THERE:
                answer = check(value)
                if answer:
                    holds.append(place)
                elif answer is None:
                    open_.append(place)
        kept.asked |= fresh
        kept.holds |= gathered(holds)
        kept.open |= gathered(open_)

    def read(self, design: Design, subject: Subject) -> tuple[Any, Any]:
        """The subject at the end of its path and the value there; see Path."""
        start = subject if self.path.start == self.sort else design.subjects(self.path.start)[0]
        return self.path.read(design, start)

    def reasons(self, design: Design, subject: Subject) -> Iterator[Reason]:
        """See Condition."""
        owner, value = self.read(design, subject)
        if value is not NOT_THERE:
            yield Reason(self.path.fact.name, _id(owner), value, self.wanted)

    def found(self, _design: Design, _subject: Subject) -> Iterator[str]:
        """See Condition."""
        yield from ()

    def unanswered(self, design: Design, subject: Subject) -> Iterator[Unanswered]:
        """See Condition."""
        owner, value = self.read(design, subject)
        if value is None:
            yield from self.path.fact.unanswered(design, owner)


@dataclass(frozen=True, slots=True)
class Each(Condition):
    """Some, every or none of several subjects, or how many of them, meet an inner condition."""

    sort: str
    path: Path
    quantity: Literal["some", "every", "none", "count"]
    inner: Condition | None
    check: Callable[[Any], Truth] = field(default=lambda _count: True)
    cost: int = field(init=False)
    staged: bool = field(init=False)

    def __post_init__(self) -> None:
        self._settle(3 if self.path.start == self.sort else 1, self.inner is not None and self.inner.staged)

    def ask(self, design: Design, some: Some) -> Answers:
        """See Condition."""
        if self.path.start != self.sort:
            answer = self._answer(design, self.reached(design, 0))
            return some if answer else 0, some if answer is None else 0
        holds, open_ = [], []
        groups = {place: self.reached(design, place) for place in members(some)}
        answers = self._answers(design, set(groups.values()))
        for place, group in groups.items():
            answer = answers[group]
            if answer:
                holds.append(place)
            elif answer is None:
                open_.append(place)
        return gathered(holds), gathered(open_)

    def reached(self, design: Design, place: int) -> Some:
        """The subjects at the end of the path from the subject at a place."""
        return self._listed(design, place)[0]

    def _listed(self, design: Design, place: int) -> tuple[Some, tuple[int, ...]]:
        """The same, also as their places in the order of the fact."""
        kept: dict[int, tuple[Some, tuple[int, ...]]] = design.answers.setdefault(self.path.key, {})
        if place not in kept:
            places = design.places(self.path.fact.type.of)
            given = self.path.value(design, design.subjects(self.path.start)[place])
            there = () if given is NOT_THERE or given is None else given
            listed = tuple(places[member.id] for member in there)
            kept[place] = gathered(listed), listed
        return kept[place]

    def _answers(self, design: Design, groups: set[Some]) -> dict[Some, Truth]:
        """The answer for each of several groups of members."""
        everybody = 0
        for group in groups:
            everybody |= group
        if everybody and self.inner:
            self.inner.ask(design, everybody)
        return {group: self._answer(design, group) for group in groups}

    def _answer(self, design: Design, group: Some) -> Truth:
        holds, open_ = self.inner.ask(design, group) if self.inner else (group, 0)
        return self.of(holds.bit_count(), open_.bit_count(), group.bit_count())

    def of(self, held: int, unsure: int, everybody: int) -> Truth:
        """Its answer where the inner condition holds for so many of the members and is open for so many."""
        match self.quantity:
            case "some":
                return True if held else None if unsure else False
            case "none":
                return False if held else None if unsure else True
            case "every":
                return False if held + unsure != everybody else None if unsure else True
        outcomes = {self.check(held + extra) for extra in range(unsure + 1)}
        return outcomes.pop() if len(outcomes) == 1 else None

    def _which(self, design: Design, subject: Subject, answer: Truth) -> Iterator[Subject]:
        """The members about whom the inner condition gives an answer, yes or unknown, in the order of the fact."""
        at_option = self.path.start != self.sort
        group, listed = self._listed(design, 0 if at_option else design.places(self.sort)[_id(subject)])
        holds, open_ = self.inner.ask(design, group) if self.inner else (group, 0)
        there = set(members(holds if answer else open_))
        subjects = design.subjects(self.path.fact.type.of)
        return (subjects[place] for place in listed if place in there) if there else iter(())

    def reasons(self, design: Design, subject: Subject) -> Iterator[Reason]:
        """See Condition."""
        if self.quantity == "some" and self.inner:
            for member in self._which(design, subject, True):
                yield from self.inner.reasons(design, member)
            return
        start = subject if self.path.start == self.sort else design.subjects(self.path.start)[0]
        owner, given = self.path.read(design, start)
        if given is not NOT_THERE:
            yield Reason(self.path.fact.name, _id(owner), given, held=self.quantity != "none")

    def found(self, design: Design, subject: Subject) -> Iterator[str]:
        """See Condition."""
        if self.quantity in ("some", "count"):
            for member in self._which(design, subject, True):
                yield _id(member)
                if self.inner:
                    yield from self.inner.found(design, member)

    def unanswered(self, design: Design, subject: Subject) -> Iterator[Unanswered]:
        """See Condition."""
        if self.inner:
            for member in self._which(design, subject, None):
                yield from self.inner.unanswered(design, member)


@dataclass(frozen=True, slots=True)
class Joined(Condition):
    """All of several conditions, or any of them. Unknown only where no known answer decides."""

    sort: str
    parts: tuple[Condition, ...]
    decides: bool
    """The answer of a single part that settles the matter: False for all, True for any."""
    cost: int = field(init=False)
    staged: bool = field(init=False)
    _in_turn: tuple[Condition, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._settle(max(part.cost for part in self.parts), any(part.staged for part in self.parts))
        object.__setattr__(self, "_in_turn", tuple(sorted(self.parts, key=lambda part: part.cost)))

    def ask(self, design: Design, some: Some) -> Answers:
        """See Condition."""
        return self._any(design, some) if self.decides else self._all(design, some)

    def _all(self, design: Design, some: Some) -> Answers:
        left, open_ = some, 0
        for part in self._in_turn:
            if not left:
                break
            holds, unsure = part.ask(design, left)
            left = holds | unsure
            open_ |= unsure
        return left & ~open_, left & open_

    def _any(self, design: Design, some: Some) -> Answers:
        held, open_ = 0, 0
        for part in self._in_turn:
            if held == some:
                break
            holds, unsure = part.ask(design, some & ~held)
            held |= holds
            open_ |= unsure
        return held, open_ & ~held

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
class Not(Condition):
    """The opposite of a condition."""

    sort: str
    part: Condition
    cost: int = field(init=False)
    staged: bool = field(init=False)

    def __post_init__(self) -> None:
        self._settle(self.part.cost, self.part.staged)

    def ask(self, design: Design, some: Some) -> Answers:
        """See Condition."""
        holds, open_ = self.part.ask(design, some)
        return some & ~(holds | open_), open_

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
class Said(Condition):
    """A condition about which the author has put something in words.

    `says`: why it holds; `clears`: what would be so if it no longer did. Empty where the facts are said instead.
    """

    sort: str
    part: Condition
    says: str
    clears: str = ""
    cost: int = field(init=False)
    staged: bool = field(init=False)

    def __post_init__(self) -> None:
        self._settle(self.part.cost, self.part.staged)

    def ask(self, design: Design, some: Some) -> Answers:
        """See Condition."""
        return self.part.ask(design, some)

    def reasons(self, design: Design, subject: Subject) -> Iterator[Reason]:
        """See Condition."""
        if not self.says:
            yield from self.part.reasons(design, subject)
        elif (first := next(self.part.reasons(design, subject), None)) is not None:
            yield Reason(first.fact, _id(subject), first.value, first.wanted, says=self.says)

    def found(self, design: Design, subject: Subject) -> Iterator[str]:
        """See Condition."""
        yield from self.part.found(design, subject)

    def unanswered(self, design: Design, subject: Subject) -> Iterator[Unanswered]:
        """See Condition."""
        yield from self.part.unanswered(design, subject)
