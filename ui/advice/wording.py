"""Amounts of advice in words: money from low to high, working days."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from exports.words import DRIVERS, MOMENTS, OUTCOMES
from infra_builder.advice.spans import Span
from infra_builder.advising import Driver, Outcome
from infra_builder.amounts import number
from infra_builder.catalogue import Catalogue
from infra_builder.vocabulary import Flag
from ui.widgets import counted


def _tr(text: str) -> str:
    return QCoreApplication.translate("Advice", text)


def on_paper(text: str) -> str:
    """A fixed text that also stands in what is exported, in the language of the window."""
    return QCoreApplication.translate("paper", text)


def days(amount: float) -> str:
    """Working days, never more exact than they are known."""
    if amount == 0:
        return _tr("no extra day")
    if amount < 1:
        return _tr("less than a day")
    return counted(round(amount), _tr("1 day"), _tr("{n} days"))


def euros(span: Span) -> str:
    """Money from low to high."""
    low, high = number(round(span.low)), number(round(span.high))
    if low == high:
        return _tr("{amount} €").format(amount=low)
    return _tr("{low} to {high} €").format(low=low, high=high)


def flags(found: tuple[Flag, ...], catalogue: Catalogue) -> str:
    """A verdict in words."""
    return ", ".join(catalogue.label("flag", flag) for flag in found or ("balanced",))


def outcome(what: Outcome) -> str:
    """What becomes of work, in words."""
    return on_paper(OUTCOMES[what])


def driver(what: Driver) -> str:
    """What money goes into, in words."""
    return on_paper(DRIVERS[what])


def moment(when: str) -> str:
    """A time of the way ahead, in words."""
    return on_paper(MOMENTS[when])


def small_euros(span: Span) -> str:
    """Money of which cents may matter, from low to high."""
    low, high = _exact(span.low), _exact(span.high)
    if low == high:
        return _tr("{amount} €").format(amount=low)
    return _tr("{low} to {high} €").format(low=low, high=high)


def _exact(amount: float) -> str:
    """Two digits that count below ten, whole numbers above."""
    return number(round(amount)) if amount >= 10 else f"{amount:.2g}"
