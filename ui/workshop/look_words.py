"""How a group stands, in words: what is wrong with its file, how far it has come, when it last changed."""

from __future__ import annotations

import time
from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from infra_builder.catalogue import Catalogue
from infra_builder.report import OptionReport
from infra_builder.room.looks import Look
from infra_builder.room.workshop import StepName
from ui.file_questions import moment
from ui.widgets import counted

MINUTE, HOUR, DAY = 60, 3600, 86_400
MOST_OPTIONS = 3
"""So many options are told of at a glance."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("groups", text)


def in_short(look: Look) -> str:
    """What is wrong with the file, in few words; "" where nothing is."""
    match look.state:
        case "missing":
            return _tr("The file is missing")
        case "half_written":
            return _tr("The file is half written")
        case "unreadable":
            return _tr("The file cannot be read")
        case "newer":
            return _tr("Written by a newer version")
    if look.copies:
        return counted(len(look.copies), _tr("There is another version"), _tr("There are {n} other versions"))
    return _tr("A clock is wrong") if look.ahead else ""


def troubles(look: Look) -> Iterator[str]:
    """Everything that is wrong with the file, in whole sentences, each with what can be done."""
    name = look.path.name
    match look.state:
        case "missing":
            yield _tr("{file} is not in the folder of the workshop. Was it moved or renamed?").format(file=name)
        case "half_written":
            yield _tr("{file} is being written, or writing it broke off. It is looked at again by itself.").format(
                file=name
            )
        case "unreadable":
            yield _tr("{file} cannot be read.").format(file=name)
        case "newer":
            yield _tr("{file} was saved by a newer version of Infra Builder than this one.").format(file=name)
    if look.state not in ("missing", "newer", "half_written"):
        yield from (str(problem) for problem in look.problems[:3])
    if look.plan is not None and not look.current:
        yield _tr("What is shown here is the plan as it could be read last.")
    if look.ahead:
        yield _tr("The file is dated in the future, so the clock of some computer is wrong. Nothing depends on it.")


def ago(changed: float | None, now: float | None = None) -> str:
    """How long ago a file was changed; "" where that is not known. Both in seconds since 1970."""
    if changed is None:
        return ""
    passed = int((time.time() if now is None else now) - changed)
    if passed < MINUTE:
        return _tr("just now")
    if passed < HOUR:
        return counted(passed // MINUTE, _tr("1 minute ago"), _tr("{n} minutes ago"))
    if passed < DAY:
        return counted(passed // HOUR, _tr("1 hour ago"), _tr("{n} hours ago"))
    return moment(changed)


def last_change(look: Look) -> str:
    """When the file was changed last; a date in the future says no more than that."""
    return moment(look.changed) if look.ahead and look.changed is not None else ago(look.changed)


def how_far(look: Look) -> str:
    """How far the plan has come, on one line."""
    if look.plan is None:
        return ""
    untouched, blocks, questions = look.state == "untouched", look.progress.blocks, look.questions
    parts = (
        _tr("As it was set up") if untouched else counted(blocks, _tr("1 block"), _tr("{n} blocks")),
        counted(questions, _tr("1 open question"), _tr("{n} open questions")) if questions else "",
    )
    return " · ".join(part for part in parts if part)


def of_step(look: Look, step: StepName) -> str:
    """What there is of a step in a plan."""
    done = look.progress
    match step:
        case "situation":
            return _tr("{n} of {all} questions answered").format(n=done.answered, all=done.asked)
        case "build":
            blocks = counted(done.blocks, _tr("1 block"), _tr("{n} blocks"))
            zones = counted(done.zones, _tr("1 environment"), _tr("{n} environments"))
            return f"{blocks} · {zones}"
        case "check":
            return counted(done.decided, _tr("1 thing decided"), _tr("{n} things decided"))
        case "compare":
            options = counted(done.options, _tr("1 option"), _tr("{n} options"))
            votes = counted(done.votes, _tr("1 vote"), _tr("{n} votes"))
            return f"{options} · {votes}" if done.votes else options
    return ""


def flags_of(report: OptionReport) -> tuple[str, ...]:
    """The signs of an option: its flags, "balanced", or "question" where there is nothing to judge yet."""
    if report.empty:
        return ("question",)
    return report.flags or ("balanced",)


def verdict_words(report: OptionReport, catalogue: Catalogue) -> str:
    """The verdict of an option in few words."""
    if report.empty:
        return _tr("Nothing to judge yet")
    return ", ".join(catalogue.label("flag", flag) for flag in flags_of(report))
