"""What is told of a milestone in a list: the verdict then, and what differs between then and now, in numbers."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from infra_builder.comparing import Differences, compared
from infra_builder.evaluate import GoOn, judge
from infra_builder.knowledge import Knowledge
from infra_builder.matching import Side
from infra_builder.plan import Milestone, Option, Plan
from infra_builder.records import at_milestone
from infra_builder.report import OptionReport
from ui.document import PlanDocument
from ui.judgement import Verdict, colour_of, verdict_of
from ui.widgets import counted


@dataclass(frozen=True, slots=True)
class Told:
    """The verdict in words with the sign it begins with ("" for none) and its colour; what differs since then."""

    verdict: str
    flag: str
    colour: str
    since: str


@dataclass(frozen=True, slots=True)
class Then:
    """The option that is looked at, as it was then: the plan it was part of, its judgement, what differs since."""

    plan: Plan
    report: OptionReport
    since: Differences


def _tr(text: str) -> str:
    return QCoreApplication.translate("milestones", text)


def looked_back(plan: Plan, shown: Option, milestone: Milestone, knowledge: Knowledge, go_on: GoOn) -> Then | None:
    """An option as it was at a milestone, the first one where it was not there yet; None where there was none.

    Raises Stopped where `go_on` says so.
    """
    then = at_milestone(plan, milestone)
    option = _option(then.options, shown.id)
    if option is None:
        return None
    report = judge(then, option, knowledge, stages=False, go_on=go_on)
    return Then(then, report, compared(Side(then, option), Side(plan, shown)))


def told(document: PlanDocument, then: Then | None) -> Told:
    """What is told of that: no verdict where it is kept back."""
    if then is None:
        return Told(_tr("Nothing to judge"), "", "", _tr("It holds no option."))
    report = then.report.under_veil() if document.veiled else then.report
    verdict = verdict_of(report, document.knowledge.catalogue, then.plan.decisions)
    flag = verdict.flags[0] if verdict.flags else ""
    return Told(_words(verdict), flag, colour_of(flag), _since(then.since))


def _words(verdict: Verdict) -> str:
    """The verdict, and what of it was accepted, as two sayings on one line."""
    return " · ".join(part for part in (verdict.words, verdict.accepted) if part)


def _option(options: tuple[Option, ...], wanted: str) -> Option | None:
    return next((option for option in options if option.id == wanted), options[0] if options else None)


def _since(found: Differences) -> str:
    """What differs, as counts: links by themselves, and the situation as one thing that may have changed."""
    gone = [one.sort for one in found.removed]
    new = [one.sort for one in found.added]
    changed = [change.match.sort for change in found.changed]
    links = sum(sorts.count("flow") for sorts in (gone, new, changed))
    parts = (
        (len(new) - new.count("flow"), _tr("1 added"), _tr("{n} added")),
        (len(gone) - gone.count("flow"), _tr("1 removed"), _tr("{n} removed")),
        (len(changed) - changed.count("flow") + bool(found.situation), _tr("1 changed"), _tr("{n} changed")),
        (len(found.moved), _tr("1 moved"), _tr("{n} moved")),
        (links, _tr("1 link differs"), _tr("{n} links differ")),
    )
    return " · ".join(counted(*part) for part in parts if part[0]) or _tr("Nothing has changed")
