"""The judgement of a plan as text for a terminal, for someone who has never seen the program."""

from __future__ import annotations

import datetime
import textwrap
from collections.abc import Iterator

from exports.clearing import clearing
from exports.decided import decision_line, with_accepted
from exports.words import ENGLISH
from infra_builder.catalogue import Catalogue
from infra_builder.deciding import decision_about, key_of, standing
from infra_builder.plan import Decision, Plan
from infra_builder.report import Finding, OptionReport, Report

WIDTH = 96
HELP_SHOWN = 2
QUESTIONS_SHOWN = 6


def report_text(path: str, plan: Plan, report: Report, catalogue: Catalogue) -> str:
    """The verdict of every option with its findings and open questions."""
    lines = [" · ".join(part for part in (plan.title or "Untitled plan", plan.organisation) if part), path, ""]
    if report.changes:
        changed = ", ".join(f"{change.group} {change.id} {change.how}" for change in report.changes)
        lines += [*_wrapped("Changed by a pack: ", changed), ""]
    if not report.options:
        lines += ["Nothing is drawn yet: the plan has no option.", ""]
    for option in report.options:
        lines += _option(option, plan.decisions, catalogue)
    lines += _past(standing(plan, report, _today()).past)
    return "\n".join(lines)


def _today() -> str:
    return datetime.date.today().isoformat()


def _option(option: OptionReport, decisions: tuple[Decision, ...], catalogue: Catalogue) -> Iterator[str]:
    yield f"Option {option.name}: {verdict(option, catalogue, decisions)}"
    if option.stages:
        stages = (f"{catalogue.label('stage', s.stage)} {_flags(s.flags, catalogue).lower()}" for s in option.stages)
        yield f"  The same design at each stage: {', '.join(stages)}"
    yield ""
    for number, finding in enumerate(option.findings, start=1):
        yield from _finding(number, finding, decision_about(decisions, finding), catalogue)
    if option.questions:
        deciding = len(option.decisive_questions)
        yield f"  Open questions: {len(option.questions)}" + (
            f", {deciding} may change the verdict" if deciding else ""
        )
        for question in option.questions[:QUESTIONS_SHOWN]:
            yield from _wrapped("  ? ", question.says)
        if len(option.questions) > QUESTIONS_SHOWN:
            yield f"  … and {len(option.questions) - QUESTIONS_SHOWN} more"
        yield ""
    for note in option.notes:
        yield from _wrapped("  i ", note.says)
    if option.notes:
        yield ""


def verdict(option: OptionReport, catalogue: Catalogue, decisions: tuple[Decision, ...] = ()) -> str:
    """The verdict of an option in a few words, with what of it was accepted as it is."""
    if option.empty:
        return "nothing drawn yet"
    if option.balanced:
        open_ = len(option.decisive_questions)
        return catalogue.label("flag", "balanced") + (" as far as known" if open_ else "")
    count = len(option.findings)
    said = f"{_flags(option.flags, catalogue)} ({count} {'finding' if count == 1 else 'findings'})"
    return with_accepted(said, option, decisions, _today(), ENGLISH)


def _flags(flags: tuple[str, ...], catalogue: Catalogue) -> str:
    return ", ".join(catalogue.label("flag", flag) for flag in flags or ("balanced",))


def _finding(number: int, finding: Finding, decision: Decision | None, catalogue: Catalogue) -> Iterator[str]:
    flag, severity = catalogue.label("flag", finding.flag), catalogue.label("severity", finding.severity)
    yield from _wrapped(f"  {number}. ", f"{finding.says} [{flag}, {severity.lower()}]")
    yield from _wrapped("     why       ", finding.why)
    for index, reason in enumerate(finding.because):
        yield from _wrapped("     because   " if not index else " " * 15, reason.says)
    yield from _wrapped("     do first  ", finding.do)
    for index, remedy in enumerate(finding.remedies[:HELP_SHOWN]):
        days = f"{remedy.days:g} {'day' if remedy.days == 1 else 'days'}"
        yield from _wrapped("     helps     " if not index else " " * 15, f"{remedy.says} ({days})")
    (_, ways), _ = clearing(finding.clears_if, ENGLISH)
    for index, says in enumerate(ways):
        yield from _wrapped("     clears if " if not index else f"{'or ':>15}", says)
    if decision is not None:
        yield from _wrapped("     decided   ", _decided(decision))
    yield ""


def _decided(decision: Decision) -> str:
    return decision_line(decision, _today(), ENGLISH)


def _past(decisions: tuple[Decision, ...]) -> Iterator[str]:
    """What was decided about things that are no longer found."""
    if decisions:
        yield f"{ENGLISH.past_decisions}:"
        for decision in decisions:
            yield from _wrapped("  - ", f"{decision.about or key_of(decision)} [{_decided(decision)}]")
        yield ""


def _wrapped(head: str, text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=head, subsequent_indent=" " * len(head)) or [head.rstrip()]
