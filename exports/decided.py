"""What the group decided about what was found, in words. Accepted is not cured: the verdict stays, and says so."""

from __future__ import annotations

from collections.abc import Iterable

from exports.words import Common
from infra_builder.deciding import Entry, accepted, decisions_about, overdue, standing
from infra_builder.plan import Decision, Plan
from infra_builder.report import OptionReport, Report


def with_accepted(verdict: str, judged: OptionReport, decisions: Iterable[Decision], today: str, words: Common) -> str:
    """The verdict with how many of its findings were accepted as they are, and until when."""
    found = accepted(decisions, judged, today)
    template = words.accepted[found.words]
    return template.format(verdict=verdict, count=found.count, date=words.day_of(found.until))


def review_line(decision: Decision, today: str, words: Common) -> str:
    """When a decision is looked at again, and whether that has passed; empty where nobody said."""
    day = words.day_of(decision.review_by)
    return words.passed.format(date=day) if overdue(decision, today) else day


def decision_line(decision: Decision, today: str, words: Common) -> str:
    """A decision as a sentence, its reason behind it."""
    day = review_line(decision, today, words)
    template = words.decided_with[bool(decision.owner), bool(day)]
    line = template.format(status=words.statuses[decision.status], owner=decision.owner, date=day)
    return " ".join(part for part in (line, decision.reason) if part)


def in_order(plan: Plan, report: Report, today: str) -> tuple[tuple[Decision, ...], tuple[Decision, ...]]:
    """The decisions about what is found now, those whose date has passed first; and those about what is no more."""
    found = standing(plan, report, today)
    first = (one.decision for one in found.overdue)
    rest = (one for one in plan.decisions if one not in found.past)
    return tuple(dict.fromkeys((*first, *rest))), found.past


def about_it(decisions: tuple[Decision, ...], judged: OptionReport) -> tuple[Decision, ...]:
    """The decisions about something in the judgement of an option, in the order of the plan."""
    entries: tuple[Entry, ...] = (*judged.findings, *judged.questions, *judged.notes)
    found = {one for entry in entries for one in decisions_about(decisions, entry)}
    return tuple(one for one in decisions if one in found)


def only_about(plan: Plan, report: Report, option: str) -> tuple[Decision, ...]:
    """The decisions that are told where only one option is: those about it, and those about what is no more."""
    told = {*about_it(plan.decisions, report.option(option)), *standing(plan, report, "").past}
    return tuple(one for one in plan.decisions if one in told)
