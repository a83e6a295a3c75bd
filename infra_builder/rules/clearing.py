"""The smallest ways in which a condition would no longer answer as it does, derived from its tree.

What holds because of all its parts ends with any one of them; what holds because of any part ends when each part that
holds does. A way is what would have to turn for that: leaves, groups of subjects, or conditions about which the author
has said in words what would be so then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from infra_builder.design import Design, Subject
from infra_builder.rules.conditions import Condition, Each, Joined, Leaf, Not, Said, Truth
from infra_builder.rules.paths import Some, members

MOST = 60
"""So many ways at most are kept at each node: conditions of a pack may multiply without end."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A condition that would have to answer otherwise about some subjects of its sort, than it does (`held`)."""

    condition: Condition = field(compare=False)
    about: Some
    held: bool
    place: int = field(init=False)
    """Tells the condition from others, and those that look the same."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "place", id(self.condition))

    def subjects(self, design: Design) -> tuple[Subject, ...]:
        """Those about whom it would have to answer otherwise."""
        subjects = design.subjects(self.condition.sort)
        return tuple(subjects[place] for place in members(self.about))


Turns = tuple[Turn, ...]
Ways = tuple[Turns, ...]


def ways(condition: Condition, design: Design, subject: Subject) -> Ways:
    """How a condition that holds for a subject would no longer hold, the fewest turns first."""
    return _ends(condition, design, 1 << design.places(condition.sort)[getattr(subject, "id", "")], True)


def _ends(condition: Condition, design: Design, some: Some, held: bool) -> Ways:
    """How a condition that answers `held` about each of some subjects would no longer do so about any of them."""
    match condition:
        case Said(part=part):
            return ((Turn(condition, some, held),),) if held and condition.clears else _ends(part, design, some, held)
        case Not(part=part):
            return _ends(part, design, some, not held)
        case Joined(parts=parts, decides=decides) if decides is held:
            answering = ((part, _answering(part, design, some, held)) for part in parts)
            return _each(_ends(part, design, those, held) for part, those in answering if those)
        case Joined(parts=parts):
            return _smallest(way for part in parts for way in _ends(part, design, some, held))
        case Each(inner=inner) if inner is not None:
            return _ends_of_group(condition, inner, design, some, held)
    return ((Turn(condition, some, held),),)


def _ends_of_group(each: Each, inner: Condition, design: Design, some: Some, held: bool) -> Ways:
    starts = members(some) if each.path.start == each.sort else (0,)
    groups = [each.reached(design, place) for place in starts]
    everybody = 0
    for group in groups:
        everybody |= group
    match each.quantity, held:
        case ("some", True) | ("none", False):
            return _ends(inner, design, _answering(inner, design, everybody, True), True)
        case ("every", False):
            return _ends(inner, design, _answering(inner, design, everybody, False), False)
        case ("every", True) if everybody and len(groups) == 1:
            each_alone = (_ends(inner, design, 1 << place, True) for place in members(everybody))
            return _smallest(way for ways_ in each_alone for way in ways_)
        case ("every", True) if all(groups):
            return _ends(inner, design, everybody, True)
    return ((Turn(each, some, held),),)


def _answering(condition: Condition, design: Design, some: Some, held: bool) -> Some:
    """Those among some about whom a condition answers so."""
    holds, open_ = condition.ask(design, some)
    return holds if held else some & ~(holds | open_)


def _each(groups: Iterable[Ways]) -> Ways:
    """Every choice of one way from each group, taken together."""
    found: Ways = ((),)
    for group in groups:
        found = _smallest(tuple(dict.fromkeys((*one, *other))) for one in found for other in group)
    return found


def _smallest(found: Iterable[Turns]) -> Ways:
    """Those that do not contain another one, the fewest turns first, else in the order given."""
    kept: list[Turns] = []
    for way in sorted(found, key=len):
        if len(kept) == MOST:
            break
        if not any(set(known) <= set(way) for known in kept):
            kept.append(way)
    return tuple(kept)


def leaves(condition: Condition) -> Iterator[Leaf | Each]:
    """The leaves of a condition, and the groups to which something may belong or not."""
    match condition:
        case Said(part=part) | Not(part=part):
            yield from leaves(part)
        case Each(inner=Condition() as inner, quantity=quantity):
            yield from leaves(inner)
            if quantity in ("some", "count"):
                yield condition
        case Joined(parts=parts):
            for part in parts:
                yield from leaves(part)
        case Leaf() | Each():
            yield condition


@dataclass(frozen=True, slots=True)
class Supposed:
    """A fact that would have another value for some of those it is about; nothing else changes."""

    fact: str
    owners: frozenset[str]
    value: object


def supposing(condition: Condition, design: Design, subject: Subject, other: Supposed) -> Truth:
    """What a condition would answer about a subject."""
    match condition:
        case Said(part=part):
            return supposing(part, design, subject, other)
        case Not(part=part):
            answer = supposing(part, design, subject, other)
            return None if answer is None else not answer
        case Joined(parts=parts, decides=decides):
            answers = [supposing(part, design, subject, other) for part in parts]
            return decides if decides in answers else None if None in answers else not decides
        case Each(inner=inner) if inner is not None and other.fact in {leaf.path.fact.name for leaf in leaves(inner)}:
            place = 0 if condition.path.start != condition.sort else _place(design, condition, subject)
            subjects = design.subjects(inner.sort)
            group = [subjects[place] for place in members(condition.reached(design, place))]
            answers = [supposing(inner, design, member, other) for member in group]
            return condition.of(answers.count(True), answers.count(None), len(answers))
        case Leaf():
            owner, _ = condition.read(design, subject)
            if condition.path.fact.name == other.fact and getattr(owner, "id", "") in other.owners:
                return condition.check(other.value)
    return condition.test(design, subject)


def _place(design: Design, condition: Condition, subject: Subject) -> int:
    return design.places(condition.sort)[getattr(subject, "id", "")]
