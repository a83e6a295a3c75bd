"""What a group decided about findings and questions: which decision belongs to what, and what is left of it.

A decision names what it is about by its key: the rule (or the field) and the id of the subject. So it outlives every
edit that keeps the id. Accepting a finding does not cure it; the verdict stays. No clock here: `today` is a date as
YYYY-MM-DD, and "" where nobody asks what has passed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from infra_builder.plan import Decision, Plan
from infra_builder.report import Finding, OpenQuestion, OptionReport, Report

Entry = Finding | OpenQuestion
"""What can be decided about."""
Words = Literal["none", "one", "one_until", "one_passed", "several", "several_until", "several_passed"]
"""Which sentence says what was accepted."""


@dataclass(frozen=True, slots=True)
class Decided:
    """A finding or a question of an option, by its id, with what was decided about it last."""

    option: str
    entry: Entry
    decision: Decision
    overdue: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """Every decision of a plan: those about what is found now, overdue ones first, and those about what is no more."""

    present: tuple[Decided, ...]
    past: tuple[Decision, ...]

    @property
    def overdue(self) -> tuple[Decided, ...]:
        """Those whose review date has passed."""
        return tuple(one for one in self.present if one.overdue)


@dataclass(frozen=True, slots=True)
class Accepted:
    """How many findings of a verdict were accepted as they are, until when at first, and whether that has passed."""

    count: int = 0
    until: str = ""
    passed: bool = False

    @property
    def words(self) -> Words:
        """Which sentence says it."""
        if not self.count:
            return "none"
        if not self.until:
            return "one" if self.count == 1 else "several"
        if self.passed:
            return "one_passed" if self.count == 1 else "several_passed"
        return "one_until" if self.count == 1 else "several_until"


def key_of(decision: Decision) -> str:
    """The key of the finding or question that a decision is about."""
    return decision.finding or decision.question


def names_of(entry: Entry) -> tuple[str, str]:
    """What a decision may call a finding or a question: by its key, or by rule or field, wherever it occurs."""
    return (entry.key, entry.rule) if isinstance(entry, Finding) else (entry.key, entry.field)


def decisions_about(decisions: Iterable[Decision], entry: Entry) -> tuple[Decision, ...]:
    """What was decided about a finding or a question, in the order of the plan."""
    names = names_of(entry)
    if isinstance(entry, Finding):
        return tuple(one for one in decisions if one.finding in names)
    return tuple(one for one in decisions if one.question in names)


def decision_about(decisions: Iterable[Decision], entry: Entry) -> Decision | None:
    """What was decided about it: what names it by its own key before what names the rule, the last one of several."""
    return ByName(decisions).about(entry)


def undecided(entry: Entry) -> Decision:
    """The decision about something before anything was decided."""
    name = "finding" if isinstance(entry, Finding) else "question"
    return Decision.model_validate({name: entry.key, "about": entry.says[:4000]})


def overdue(decision: Decision, today: str) -> bool:
    """Whether a decision should have been looked at again by now. The review date itself has not passed yet."""
    return decision.status != "done" and "" < decision.review_by < today


def accepted(decisions: Iterable[Decision], judged: OptionReport, today: str) -> Accepted:
    """What of the findings against an option was accepted as it is."""
    known = ByName(decisions)
    if not known:
        return Accepted()
    found = [one for one in map(known.about, judged.findings) if one is not None and one.status == "accepted"]
    until = min((one.review_by for one in found if one.review_by), default="")
    return Accepted(len(found), until, "" < until < today)


def standing(plan: Plan, report: Report, today: str) -> Standing:
    """What became of every decision of a plan. What is kept back for now is not said to be past."""
    known = ByName(plan.decisions)
    if not known:
        return Standing((), ())
    present: list[Decided] = []
    met: set[str] = set()
    for option in report.options:
        entries: tuple[Entry, ...] = (*option.findings, *option.questions, *option.notes)
        for entry in entries:
            met.update(names_of(entry) if (decision := known.about(entry)) else ())
            if decision is not None:
                present.append(Decided(option.id, entry, decision, overdue(decision, today)))
    veiled = any(option.veiled for option in report.options)
    past = () if veiled else tuple(one for one in plan.decisions if key_of(one) not in met)
    return Standing(tuple(sorted(present, key=_by_date)), past)


def _by_date(decided: Decided) -> tuple[bool, str]:
    """What is overdue first, the longest overdue before the others; the rest as it was."""
    return not decided.overdue, decided.decision.review_by if decided.overdue else ""


class ByName:
    """Decisions by what they name, for asking about many findings."""

    def __init__(self, decisions: Iterable[Decision]) -> None:
        findings: Mapping[str, list[Decision]] = defaultdict(list)
        questions: Mapping[str, list[Decision]] = defaultdict(list)
        for one in decisions:
            (findings if one.finding else questions)[key_of(one)].append(one)
        self._findings, self._questions = findings, questions

    def __bool__(self) -> bool:
        return bool(self._findings or self._questions)

    def about(self, entry: Entry) -> Decision | None:
        """See `decision_about`."""
        named = self._findings if isinstance(entry, Finding) else self._questions
        return next((named[name][-1] for name in names_of(entry) if named.get(name)), None)
