"""What answers and outcomes of a vote are called, and why an outcome is what it is."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QCoreApplication

from infra_builder.room.voting import Outcome, Result
from ui.widgets import counted

Answer = Literal["agreed", "with_changes", "not_yet"]
ANSWERS: tuple[Answer, ...] = ("agreed", "with_changes", "not_yet")
"""In the order of the keys 1, 2 and 3."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("votes", text)


def answer_name(answer: Answer) -> str:
    """What a person can say."""
    return {"agreed": _tr("Agreed"), "with_changes": _tr("Agreed, with changes"), "not_yet": _tr("Not yet")}[answer]


def answer_line(answer: Answer) -> str:
    """What a person says with it."""
    return {
        "agreed": _tr("I would do it like this."),
        "with_changes": _tr("I would do it, if something is changed."),
        "not_yet": _tr("I would not do it yet."),
    }[answer]


def outcome_name(outcome: Outcome) -> str:
    """What came of a vote."""
    return _tr("Nobody has voted") if outcome == "open" else answer_name(outcome)


def why(found: Result) -> str:
    """Why that came of it."""
    match found.outcome:
        case "agreed":
            return counted(found.people, _tr("The one who voted agrees."), _tr("All {n} agree."))
        case "with_changes":
            one = _tr("Nobody says “not yet”, and 1 person wants something changed.")
            many = _tr("Nobody says “not yet”, and {n} people want something changed.")
            return counted(found.with_changes, one, many)
        case "not_yet":
            one = _tr("1 person says “not yet”. One is enough, so that no reason is passed over.")
            many = _tr("{n} people say “not yet”. One is enough, so that no reason is passed over.")
            return counted(found.not_yet, one, many)
    return ""


def people(count: int) -> str:
    """So many people."""
    return counted(count, _tr("1 person"), _tr("{n} people")) if count else _tr("nobody")
