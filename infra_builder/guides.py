"""Guided choices: a few plain questions, and what their answers together speak for. Content is knowledge; see guides/.

Each answer gives points to some of the ways a guide knows, or rules one out, and says why in a sentence. What comes out
on top is recommended; nothing is decided for anybody.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from infra_builder.plan import Plan, Value
from infra_builder.statements import Sentence, Source
from infra_builder.vocabulary import ORDERED, highest

Points = Annotated[int, Field(ge=-3, le=3)]


class GuideAnswer(Value):
    """An answer: how it is said, which ways it speaks for or against, which it rules out, and why."""

    label: Sentence
    because: Sentence = "–"
    speaks_for: Mapping[str, Points] = Field(default_factory=dict)
    rules_out: tuple[str, ...] = ()


class GuideQuestion(Value):
    """A question. `several` answers may be given; `known_from` is a field of the plan whose words the answers are."""

    ask: Sentence
    why: Sentence = "–"
    several: bool = False
    known_from: Annotated[str, Field(pattern=r"^((situation|workload)\.[a-z_]+)?$")] = ""
    answers: Annotated[Mapping[str, GuideAnswer], Field(min_length=2)]


class Way(Value):
    """Something a guide may recommend: what it is, what to watch, what to do first, what would change our mind."""

    name: Sentence
    says: Sentence
    watch_outs: tuple[Sentence, ...] = ()
    first_step: Sentence
    changes_mind: Sentence = "–"
    blocks: tuple[str, ...] = ()
    source: tuple[Source, ...] = ()


class Guide(Value):
    """A guided choice. Ways are in order of effort, the simplest first: it wins where points are equal."""

    name: Sentence
    line: Sentence
    questions: Annotated[Mapping[str, GuideQuestion], Field(min_length=1)]
    ways: Annotated[Mapping[str, Way], Field(min_length=2)]
    source: Annotated[tuple[Source, ...], Field(min_length=1)]


Chosen = Mapping[str, tuple[str, ...]]
"""The answers given so far, by question; a question that is missing was not answered."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a way stands after the answers: points, the sentences for and against it, whether it is ruled out."""

    way: str
    points: int
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]
    ruled_out: bool


def standings(guide: Guide, chosen: Chosen) -> tuple[Standing, ...]:
    """Every way of a guide, the best first; ruled out ones last."""
    ways = []
    for way in guide.ways:
        points, for_, against, out = 0, [], [], False
        for name, words in chosen.items():
            for word in words:
                answer = guide.questions[name].answers[word]
                given = answer.speaks_for.get(way, 0)
                points += given
                out = out or way in answer.rules_out
                if answer.because != "–" and (given > 0):
                    for_.append(answer.because)
                elif answer.because != "–" and (given < 0 or way in answer.rules_out):
                    against.append(answer.because)
        ways.append(Standing(way, points, tuple(for_), tuple(against), out))
    return tuple(sorted(ways, key=lambda standing: (standing.ruled_out, -standing.points)))


def recommended(guide: Guide, chosen: Chosen) -> Standing | None:
    """The way that the answers speak for; None where nothing has been answered or nothing is left."""
    best = standings(guide, chosen)[0]
    return None if best.ruled_out or not any(chosen.values()) or best.points <= 0 else best


def known(guide: Guide, plan: Plan) -> dict[str, tuple[str, ...]]:
    """The answers that the plan gives already, for the questions that say where they are known from.

    Of several workloads, the furthest stage and the most sensitive class count.
    """
    found: dict[str, tuple[str, ...]] = {}
    for name, question in guide.questions.items():
        sort, _, field = question.known_from.partition(".")
        owners = (plan.situation,) if sort == "situation" else plan.workloads if sort == "workload" else ()
        values = [getattr(owner, field, None) for owner in owners]
        words = [word for value in values for word in (value if isinstance(value, tuple) else (value,))]
        if field in ORDERED:
            words = [highest(field, words)]
        fitting = tuple(dict.fromkeys(word for word in words if word in question.answers))
        if fitting:
            found[name] = fitting if question.several else fitting[:1]
    return found
