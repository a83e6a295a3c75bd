"""The registry of facts: what a rule may speak of, typed, named and documented in one place.

A fact is a function of a design and a subject. It returns None where the plan does not say enough: rules then neither
hold nor fail, and the unanswered field becomes an open question.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, Literal, TypeVar, cast

from infra_builder.design import Design, Subject
from infra_builder.design import Unanswered as Unanswered

SORTS = ("situation", "option", "workload", "zone", "block", "flow")
Function = TypeVar("Function", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Type:
    """What a fact gives: a truth, a number, a text, one word or several of a vocabulary, one subject or several."""

    form: Literal["truth", "number", "text", "word", "words", "one", "many"]
    of: str = ""

    def __str__(self) -> str:
        return f"{self.form} of {self.of}" if self.of else self.form


TRUTH, NUMBER, TEXT = Type("truth"), Type("number"), Type("text")


def word(vocabulary: str) -> Type:
    """One word of a vocabulary."""
    return Type("word", vocabulary)


def words(vocabulary: str) -> Type:
    """Some words of a vocabulary."""
    return Type("words", vocabulary)


def one(sort: str) -> Type:
    """One subject of a sort; None where there is none."""
    return Type("one", sort)


def many(sort: str) -> Type:
    """Some subjects of a sort."""
    return Type("many", sort)


class NotThere:
    """The value of a path that does not exist for a subject, such as a setting its kind does not have."""


NOT_THERE = NotThere()


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact with its type and meaning.

    `asks` names the open fields behind a None; `plain` says that it stands in the subject and costs nothing to read.
    """

    name: str
    type: Type
    compute: Callable[[Design, Any], Any] = field(compare=False)
    meaning: str
    asks: Callable[[Design, Any], Iterable[Unanswered]] | None = field(default=None, compare=False)
    plain: bool = False

    @property
    def sort(self) -> str:
        """The sort of subject it speaks of."""
        return self.name.partition(".")[0]

    def of(self, design: Design, subject: Subject) -> Any:
        """Its value for a subject."""
        return self.compute(design, subject)

    def unanswered(self, design: Design, subject: Subject) -> tuple[Unanswered, ...]:
        """The fields to ask for where the value is None."""
        if self.asks is not None:
            return tuple(self.asks(design, subject))
        return ((getattr(subject, "id", ""), self.name),)


FACTS: dict[str, Fact] = {}


def fact(
    name: str, type_: Type, asks: Callable[[Design, Any], Iterable[Unanswered]] | None = None
) -> Callable[[Function], Function]:
    """Register a function as a fact, computed once a design; its docstring is the meaning authors read."""

    def register(function: Function) -> Function:
        if name in FACTS:
            raise ValueError(f"the fact {name} is registered twice")

        @wraps(function)
        def once(design: Design, subject: Any) -> Any:
            values = design.values[name]
            id_ = subject.id
            if id_ not in values:
                values[id_] = function(design, subject)
            return values[id_]

        meaning = " ".join((function.__doc__ or "").split())
        FACTS[name] = Fact(name, type_, once, meaning, asks)
        return cast(Function, once)

    return register


def field_fact(name: str, type_: Type, meaning: str) -> None:
    """Register a fact that is a field of the subject, given as it stands."""
    attribute = name.partition(".")[2]
    FACTS[name] = Fact(name, type_, lambda _design, subject: getattr(subject, attribute), meaning, plain=True)
