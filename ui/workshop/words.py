"""What the parts of a workshop are called in the window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from infra_builder.room.workshop import Hidden, Locked, Part
from ui.steps.bar import step_title
from ui.widgets import counted


def _tr(text: str) -> str:
    return QCoreApplication.translate("room", text)


HIDDEN: tuple[Hidden, ...] = ("verdict", "check", "compare", "plan")
LOCKED: tuple[Locked, ...] = ("title", "situation", "workloads", "options")


def hidden_name(what: Hidden) -> str:
    """What can be hidden."""
    return _tr("The verdict") if what == "verdict" else _tr("The step {step}").format(step=step_title(what))


def locked_name(what: Locked) -> str:
    """What can be locked."""
    return {
        "title": _tr("The title of the plan"),
        "situation": _tr("The answers about the situation"),
        "workloads": _tr("What the AI does"),
        "options": _tr("Which options there are"),
    }[what]


def minutes(count: int) -> str:
    """So many minutes."""
    return counted(count, _tr("1 min"), _tr("{n} min"))


def lasting(count: int) -> str:
    """How long an agenda takes."""
    if count < 60:
        return minutes(count)
    hours, rest = divmod(count, 60)
    return _tr("{hours} h {minutes} min").format(hours=hours, minutes=rest) if rest else _tr("{n} h").format(n=hours)


def part_line(number: int, part: Part) -> str:
    """A part of the agenda on one line."""
    return _tr("{n}. {part} · {minutes}").format(
        n=number, part=part.title or _tr("No title yet"), minutes=minutes(part.minutes)
    )
