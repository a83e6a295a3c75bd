"""What a plan would be told if something about it were different, and the numbers at which rules draw their lines."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from infra_builder.advice.due import paid_in_all
from infra_builder.advice.reading import NUMBERS, readers
from infra_builder.asking import answer
from infra_builder.design import Design
from infra_builder.edits import Refused
from infra_builder.evaluate import GoOn, judge
from infra_builder.knowledge import Knowledge
from infra_builder.plan import Option, Plan
from infra_builder.report import Finding, OptionReport
from infra_builder.vocabulary import VERDICT_FLAGS, Flag


def deciding(knowledge: Knowledge) -> Knowledge:
    """The knowledge without rules that only ask or remark."""
    return replace(knowledge, rules=tuple(rule for rule in knowledge.rules if rule.text.flag in VERDICT_FLAGS))


@dataclass(frozen=True)
class Verdict:
    """What a plan is told: the flags, sorted, and the findings."""

    flags: tuple[Flag, ...]
    findings: tuple[Finding, ...]

    @cached_property
    def _weighs(self) -> tuple[tuple[Flag, ...], frozenset[str]]:
        return self.flags, frozenset(found.key for found in self.findings if found.severity == "high")

    def like(self, other: Verdict) -> bool:
        """Whether the other has the same flags and the same grave findings."""
        return self._weighs == other._weighs

    def without(self, other: Verdict) -> tuple[Finding, ...]:
        """The findings that the other does not have."""
        there = {found.key for found in other.findings}
        return tuple(found for found in self.findings if found.key not in there)


def verdict(report: OptionReport) -> Verdict:
    """The verdict of a report."""
    return Verdict(report.flags, report.findings)


@dataclass(frozen=True)
class Supposing:
    """Answers of a plan changed one at a time, and what the option would be told then."""

    plan: Plan
    option: Option
    knowledge: Knowledge
    go_on: GoOn | None = None

    @cached_property
    def now(self) -> Verdict:
        """What it is told as it is. Raises Stopped."""
        return verdict(self._judged(self.plan, self._deciding))

    def verdict(self, field: str, subject: str, value: object) -> Verdict | None:
        """What it would be told with another answer; None where the plan does not take the answer. Raises Stopped."""
        try:
            plan = answer(self.option.id, field, subject, value).apply(self.plan)
        except Refused:
            return None
        if field not in NUMBERS:
            return verdict(self._judged(plan, self._deciding))
        asked, others = self._split[field]
        found = (*others, *self._judged(plan, asked).findings)
        return Verdict(tuple(sorted({one.flag for one in found})), found)

    def _judged(self, plan: Plan, knowledge: Knowledge) -> OptionReport:
        return judge(plan, plan.option(self.option.id), knowledge, stages=False, go_on=self.go_on)

    @cached_property
    def _split(self) -> Mapping[str, tuple[Knowledge, tuple[Finding, ...]]]:
        """For each number, the rules that read it, and what the others find however large it is."""
        split = {}
        for field, names in readers(self.plan, self.option, self._deciding).items():
            rules = tuple(rule for rule in self._deciding.rules if rule.id in names)
            others = tuple(found for found in self.now.findings if found.rule not in names)
            split[field] = replace(self.knowledge, rules=rules), others
        return split

    @cached_property
    def _deciding(self) -> Knowledge:
        return deciding(self.knowledge)

    @cached_property
    def lines(self) -> Mapping[str, tuple[float, ...]]:
        """The numbers that rules compare facts with, ascending, by the last part of the facts' names: users, data_gb, …

        A fact of this name may be about another sort of subject: the users of a block are those of its workloads.
        For the budget it is what is surely paid out.
        """
        paid = paid_in_all(Design(self.plan, self.option, self.knowledge.catalogue))
        found: dict[str, set[float]] = {"monthly_budget_eur": {math.ceil(paid.low)}}
        for rule in self._deciding.rules:
            for name, number in _numbers(rule.text.when, self.knowledge):
                found.setdefault(name, set()).add(number)
        return {name: tuple(sorted(numbers)) for name, numbers in found.items()}


def _numbers(condition: Any, knowledge: Knowledge, name: str = "") -> Iterator[tuple[str, float]]:
    """Every number in a condition with the name of the fact that it is compared with."""
    match condition:
        case {"figure": str() as figure}:
            yield name, knowledge.catalogue.figures[figure].value
        case Mapping():
            for key, inner in condition.items():
                yield from _numbers(inner, knowledge, key.rpartition(".")[2] if "." in key else name)
        case tuple():
            for inner in condition:
                yield from _numbers(inner, knowledge, name)
        case bool():
            return
        case int() | float():
            yield name, condition
