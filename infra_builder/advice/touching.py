"""Which subjects a step can make a condition answer otherwise for.

A condition is a tree of leaves. Where no leaf below it answers otherwise about a subject, and no group of subjects that
it speaks of has changed, its answer about that subject is the same. So it is enough to compare leaves before and after
the step, and a step that changes one leaf of many is found though the answer itself does not change yet. Of a sum of
money, every change counts: two steps may bring it below a line that neither reaches alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from infra_builder.design import Design
from infra_builder.facts.registry import NOT_THERE
from infra_builder.rules.conditions import Condition, Each, Joined, Leaf, Not, Said
from infra_builder.rules.paths import Some, members

Ids = frozenset[str]
SUMS = frozenset(
    {"option.paid_out_low", "option.paid_out_high", "option.budget_share_low", "block.paid_out_low",
     "block.budget_share_low"}
)  # fmt: skip
"""The facts that several steps change together, a little each."""
_Answers = tuple[Ids, Ids]


@dataclass
class Compared:
    """Two designs, before and after a step. What was compared once is kept."""

    before: Design
    after: Design
    _changed: dict[int, Ids] = field(default_factory=dict)

    def touched(self, condition: Condition) -> Ids:
        """The ids of the subjects of the condition for which some leaf of it has changed; "" is the situation."""
        if id(condition) not in self._changed:
            self._changed[id(condition)] = self._compare(condition)
        return self._changed[id(condition)]

    def _compare(self, condition: Condition) -> Ids:
        match condition:
            case Leaf():
                return self._of_leaf(condition)
            case Each():
                return self._of_group(condition)
            case Joined():
                return frozenset().union(*(self.touched(part) for part in condition.parts))
            case Not() | Said():
                return self.touched(condition.part)
        return frozenset()

    def _of_leaf(self, leaf: Leaf) -> Ids:
        if leaf.path.fact.name in SUMS:
            return self._of_sum(leaf)
        holds_before, open_before = _answers(leaf, self.before)
        holds_after, open_after = _answers(leaf, self.after)
        return self._known(leaf.sort, (holds_before ^ holds_after) | (open_before ^ open_after))

    def _of_sum(self, leaf: Leaf) -> Ids:
        there = self.before.places(leaf.sort).keys() & self.after.places(leaf.sort).keys()
        return frozenset(id_ for id_ in there if _value(leaf, self.before, id_) != _value(leaf, self.after, id_))

    def _known(self, sort: str, changed: Ids) -> Ids:
        """Those among them that were there before; what is new has no answer that could change."""
        return changed & self.before.places(sort).keys()

    def _of_group(self, each: Each) -> Ids:
        inner = self.touched(each.inner) if each.inner else frozenset[str]()
        return frozenset(
            id_
            for id_ in self.before.places(each.sort)
            if id_ not in self.after.places(each.sort) or self._group_differs(each, id_, inner)
        )

    def _group_differs(self, each: Each, subject: str, inner: Ids) -> bool:
        """Whether other members than before count, or a leaf has changed about one that counts or might."""
        there, here = _members(each, self.before, subject), _members(each, self.after, subject)
        if not inner.isdisjoint(there) or not inner.isdisjoint(here):
            return True
        return _counting(each, self.before, there) != _counting(each, self.after, here)


def _value(leaf: Leaf, design: Design, subject: str) -> Any:
    at_option = leaf.path.start != leaf.sort
    start = design.subjects(leaf.path.start)[0 if at_option else design.places(leaf.sort)[subject]]
    return leaf.path.value(design, start)


def _answers(leaf: Leaf, design: Design) -> _Answers:
    places = design.places(leaf.sort)
    holds, open_ = leaf.ask(design, (1 << len(places)) - 1)
    return _ids(design, leaf.sort, holds), _ids(design, leaf.sort, open_)


def _ids(design: Design, sort: str, some: Some) -> Ids:
    subjects = design.subjects(sort)
    return frozenset(getattr(subjects[place], "id", "") for place in members(some))


def _members(each: Each, design: Design, subject: str) -> Ids:
    at_option = each.path.start != each.sort
    start = design.subjects(each.path.start)[0 if at_option else design.places(each.sort)[subject]]
    given = each.path.value(design, start)
    return frozenset() if given is NOT_THERE or given is None else frozenset(member.id for member in given)


def _counting(each: Each, design: Design, group: Ids) -> tuple[Ids, Ids, Ids]:
    """Which members hold, which are open, and, where each of them counts, which there are."""
    sort = each.path.fact.type.of
    everyone = group if each.quantity == "every" or each.inner is None else frozenset[str]()
    if each.inner is None:
        return everyone, frozenset(), frozenset()
    places = design.places(sort)
    asked = 0
    for id_ in group:
        asked |= 1 << places[id_]
    holds, open_ = each.inner.ask(design, asked)
    return _ids(design, sort, holds), _ids(design, sort, open_), everyone
