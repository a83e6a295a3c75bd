"""How a finding clears, in the words of the knowledge: the ways that `clearing` derives, each need as a sentence."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from infra_builder.catalogue import Catalogue
from infra_builder.design import Design, Subject
from infra_builder.facts.registry import NOT_THERE
from infra_builder.plan import Option, Plan
from infra_builder.report import Because, Need, Way
from infra_builder.rules import wording
from infra_builder.rules.clearing import Supposed, Turn, Turns, leaves, supposing, ways
from infra_builder.rules.conditions import Condition, Leaf, Said
from infra_builder.rules.otherwise import UNSAID, others, said_otherwise
from infra_builder.rules.rule import Rule

Fits = Callable[[Supposed], bool]
"""Whether the condition would no longer hold then."""


class Clearing:
    """Works out how the findings of one option clear. It may be asked from several threads."""

    def __init__(self, plan: Plan, option: Option, catalogue: Catalogue) -> None:
        self._plan, self._option, self._catalogue = plan, option, catalogue
        self._asking = threading.Lock()

    @cached_property
    def _design(self) -> Design:
        return Design(self._plan, self._option, self._catalogue)

    def of(self, rule: Rule, subject: Subject, values: Mapping[str, str]) -> tuple[Way, ...]:
        """The ways for a rule that holds for a subject; `values` are the names that its texts may use."""
        with self._asking:
            return clears_if(self._design, rule.when, subject, values)


def clears_if(design: Design, condition: Condition, subject: Subject, values: Mapping[str, str]) -> tuple[Way, ...]:
    """How a condition that holds for a subject would no longer hold, in words; what lies in the work itself last.

    Where the knowledge has no words for any way, it is said of the facts that they would no longer be so.
    """
    derived = ways(condition, design, subject)
    worded = in_words(design, condition, subject, values, derived)
    return worded or _once(way for turns in derived if (way := _no_longer(design, turns, values)))


def in_words(
    design: Design, condition: Condition, subject: Subject, values: Mapping[str, str], derived: Iterable[Turns]
) -> tuple[Way, ...]:
    """Those of the ways derived for which the knowledge has words."""

    def fits(other: Supposed) -> bool:
        return supposing(condition, design, subject, other) is not True

    return _once(way for turns in derived if (way := _way(design, turns, values, fits)))


def _once(found: Iterable[Way]) -> tuple[Way, ...]:
    once: dict[frozenset[str], Way] = {}
    for way in found:
        once.setdefault(frozenset(need.says for need in way.needs), way)
    return tuple(sorted(once.values(), key=lambda way: (way.of_the_work, len(way.needs))))


def _way(design: Design, turns: Turns, values: Mapping[str, str], fits: Fits) -> Way | None:
    """A way in words; None where some of it is not worth a sentence, or would not help."""
    needs: dict[str, Need] = {}
    for turn in turns:
        for need in _needs(design, turn, values, fits if len(turns) == 1 else _always):
            if need.says == UNSAID:
                return None
            needs.setdefault(need.says, need)
    return Way(tuple(needs.values()), any(_of_the_work(design.catalogue, turn.condition) for turn in turns))


def _always(_other: Supposed) -> bool:
    return True


def _needs(design: Design, turn: Turn, values: Mapping[str, str], fits: Fits) -> Iterator[Need]:
    """What would have to be otherwise for a condition to turn: in the words of its author, else fact by fact."""
    condition, now = turn.condition, _now(design, turn, values)
    if isinstance(condition, Said):
        first = now[0] if now else Because("", next(leaves(condition)).path.fact.name, "")
        yield Need(wording.filled(condition.clears, values), first.fact, first.subject, (), now)
    elif isinstance(condition, Leaf):
        read = [condition.read(design, subject) for subject in turn.subjects(design)]
        owners = frozenset(_id(owner) for owner, _ in read)
        for owner, value in read:
            about = tuple(one for one in now if one.subject == _id(owner))
            yield _leaf_need(design, condition, owners, (_id(owner), value, about), fits)
    else:
        yield Need(UNSAID, "", "", (), now)


def _leaf_need(
    design: Design, leaf: Leaf, owners: frozenset[str], about: tuple[str, Any, tuple[Because, ...]], fits: Fits
) -> Need:
    """The need of one owner of a fact, with its value and how that is said now; all owners would change alike."""
    owner, value, now = about
    fact = leaf.path.fact.name
    if value is NOT_THERE or value is None:
        return Need(UNSAID, fact, owner, (), now)
    to = tuple(other for other in others(leaf, value) if fits(Supposed(fact, owners, other)))
    return Need(said_otherwise(design, leaf, owner, value, to), fact, owner, to, now)


def _id(owner: object) -> str:
    return getattr(owner, "id", "")


def _no_longer(design: Design, turns: Turns, values: Mapping[str, str]) -> Way | None:
    """A way for which the knowledge has no words: what holds now would no longer be so."""
    needs = []
    for turn in turns:
        now = _now(design, turn, values)
        if not now:
            return None
        for one in now:
            says = design.catalogue.phrase("clears_no_longer", says=one.says)
            needs.append(Need(says, one.fact, one.subject, (), (one,)))
    return Way(tuple(needs), any(_of_the_work(design.catalogue, turn.condition) for turn in turns))


def _now(design: Design, turn: Turn, values: Mapping[str, str]) -> tuple[Because, ...]:
    """What holds now instead, in the words of the author and fact by fact."""
    condition = turn.condition
    parts = (condition, condition.part) if isinstance(condition, Said) else (condition,)
    reasons = (
        reason for part in parts for subject in turn.subjects(design) for reason in part.reasons(design, subject)
    )
    return wording.because(design, reasons, values)


def _of_the_work(catalogue: Catalogue, condition: Condition) -> bool:
    """Whether all that a condition hangs on follows from the work and the situation."""
    names = {leaf.path.fact.name for leaf in leaves(condition)}
    return all(name in catalogue.facts and catalogue.facts[name].of_the_work for name in names)
