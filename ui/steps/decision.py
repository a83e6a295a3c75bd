"""What was decided about a finding or a question: a line that says it, and the form in which it is decided.

The form shows no more than the status until there is something to say. What it holds becomes one step when it is saved.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QDate, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QWidget

from infra_builder.deciding import Entry, key_of, overdue, undecided
from infra_builder.edits import Decide, Edit, Refused, Undecide
from infra_builder.plan import Decision
from infra_builder.soundness import refuse_unsaid
from ui.dates import DayField, in_words, today
from ui.widgets import Choice, button, column, label, row

STATUSES = ("open", "in_progress", "accepted", "done", "not_applicable")
MONTHS_AHEAD = 3
"""The review date that is offered, counted from today."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("Decision", text)


def status_words() -> dict[str, str]:
    """How the statuses are called."""
    return {
        "open": _tr("Open"),
        "in_progress": _tr("In progress"),
        "accepted": _tr("Accepted as it is"),
        "done": _tr("Done"),
        "not_applicable": _tr("Does not apply"),
    }


def said(decision: Decision | None) -> str:
    """What was decided, on one line; empty where nothing was."""
    if decision is None:
        return ""
    day = in_words(decision.review_by)
    return " · ".join(part for part in (_state(decision, day), decision.owner) if part)


def _state(decision: Decision, day: str) -> str:
    late = overdue(decision, today())
    match decision.status, bool(day):
        case "accepted", True:
            text = _tr("Accepted until {date}, which has passed") if late else _tr("Accepted until {date}")
        case "done", _:
            text = _tr("Marked as done, and still found")
        case _, True if late:
            text = _tr("{status}, to be looked at by {date}, which has passed")
        case _, True:
            text = _tr("{status}, to be looked at by {date}")
        case _:
            text = "{status}"
    return text.format(status=status_words()[decision.status], date=day)


class DecisionForm(QWidget):
    """The status, and with it owner, reason and review date."""

    wanted = Signal(object)
    """The edit that makes the decision, or takes it back."""

    def __init__(self, entry: Entry) -> None:
        super().__init__()
        self.entry = entry
        self.present: Decision | None = None
        words = status_words()
        self.status = Choice([(status, words[status]) for status in STATUSES])
        self.status.setMinimumContentsLength(max(map(len, words.values())))
        self.status.setAccessibleName(self.tr("What you decide: {about}").format(about=entry.says))
        self.owner, self.reason = QLineEdit(), QLineEdit()
        self.owner.setAccessibleName(self.tr("Who sees to it"))
        self.owner.setPlaceholderText(self.tr("Nobody yet"))
        self.reason.setAccessibleName(self.tr("Reason"))
        self.dated = QCheckBox(self.tr("Look at it again by"))
        self.review = DayField()
        self.review.setAccessibleName(self.dated.text())
        self.save = button(self.tr("Save the decision"), "primary")
        self.take_back = button(self.tr("Take it back"))
        self.lacking = label("", "small")
        self.more = QWidget()
        self._lay_out()
        self._listen()
        self._begin()

    def _lay_out(self) -> None:
        body = column(self, 0, 6)
        head = row(label(self.tr("What you decide"), "ask", wrap=False), self.status, spacing=12)
        head.addStretch()
        body.addLayout(head)
        grid = QGridLayout(self.more)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setColumnStretch(1, 1)
        for place, (name, field) in enumerate(
            ((self.tr("Who sees to it"), self.owner), (self.tr("Reason"), self.reason))
        ):
            grid.addWidget(label(name, "ask", wrap=False), place, 0)
            grid.addWidget(field, place, 1)
        date = row(self.review)
        date.addStretch()
        grid.addWidget(self.dated, 2, 0)
        grid.addLayout(date, 2, 1)
        buttons = row(self.save, self.take_back)
        buttons.addStretch()
        grid.addWidget(self.lacking, 3, 0, 1, 2)
        grid.addLayout(buttons, 4, 0, 1, 2)
        body.addWidget(self.more)

    def _listen(self) -> None:
        self.status.chosen.connect(self._status_chosen)
        self.dated.toggled.connect(self._follow)
        self.review.dateChanged.connect(self._follow)
        for field in (self.owner, self.reason):
            field.textChanged.connect(self._follow)
            field.returnPressed.connect(self.save.click)
        self.save.clicked.connect(self._save)
        self.take_back.clicked.connect(lambda: self.wanted.emit(Undecide(key=key_of(self.present or self.made()))))

    def show_decision(self, decision: Decision | None) -> None:
        """Show what was decided. What is being written is kept while that has not changed."""
        if decision == self.present:
            return
        self.present = decision
        self._begin()

    def _begin(self) -> None:
        """Fill in what was decided; where nothing was, what is offered."""
        decision = self.present
        shown = decision or Decision()
        self.status.show_value(shown.status)
        self.owner.setText(shown.owner)
        self.reason.setText(shown.reason)
        self.dated.setChecked(bool(shown.review_by))
        self.review.show_day(shown.review_by, QDate.currentDate().addMonths(MONTHS_AHEAD))
        self._follow()

    def made(self) -> Decision:
        """The decision as the form has it."""
        day = self.review.day if self.dated.isChecked() else ""
        return undecided(self.entry).but(
            status=self.status.currentData(),
            owner=self.owner.text().strip(),
            reason=self.reason.text().strip(),
            review_by=day,
        )

    def _status_chosen(self, status: str) -> None:
        if status == "accepted":
            self.dated.setChecked(True)
        self._follow()

    def _follow(self) -> None:
        """Show what can be done with what is filled in, and what is missing."""
        made, before = self.made(), self.present
        self.review.setEnabled(self.dated.isChecked())
        self.more.setVisible(before is not None or made.status != "open")
        self.take_back.setVisible(before is not None)
        lacking = _lacking(made)
        self.lacking.setText(lacking)
        self.lacking.setVisible(bool(lacking))
        self.save.setAccessibleDescription(lacking)
        self.save.setEnabled(not lacking and (before is None or made.but(about=before.about) != before))

    def _save(self) -> None:
        edit: Edit = Decide(decision=self.made())
        self.wanted.emit(edit)


def _lacking(decision: Decision) -> str:
    """Why a decision cannot stand as it is; empty where it can."""
    try:
        refuse_unsaid(decision)
    except Refused as refusal:
        return str(refusal)
    return ""
