"""A line of Check: a finding or an open question. It opens below itself, and arrows walk from line to line."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLabel, QWidget

from infra_builder.advice.worth import Worth
from infra_builder.asking import form, present
from infra_builder.deciding import Entry as Entry
from infra_builder.deciding import overdue
from infra_builder.plan import Decision
from infra_builder.report import Finding, OpenQuestion
from ui.advice.outcomes import Outcomes
from ui.dates import today
from ui.document import PlanDocument
from ui.findings import FindingDetail
from ui.judgement import clock, sign
from ui.steps.decision import DecisionForm, said
from ui.steps.fields import AnswerField, answer_field
from ui.widgets import CardButton, button, clear, column, label, row, rule

NAMES = 3
"""So many things are named in a line; the picture shows all of them."""
STEP = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Home: -(10**6), Qt.Key.Key_End: 10**6}


class Head(CardButton):
    """What always shows: the sign, what was found, how grave it is and what it is about."""

    walked = Signal(int)
    reached = Signal()
    opened = Signal()

    def __init__(self, entry: Entry, document: PlanDocument, colours: Mapping[str, str]) -> None:
        super().__init__("finding")
        self.setCheckable(True)
        catalogue = document.knowledge.catalogue
        flag = entry.flag if isinstance(entry, Finding) else "question"
        grave = catalogue.label("severity", entry.severity) if isinstance(entry, Finding) and flag != "note" else ""
        names = tuple(dict.fromkeys(entry.names if isinstance(entry, Finding) else (entry.name,)))
        about = ", ".join(names[:NAMES])
        if len(names) > NAMES:
            about = self.tr("{names} and {n} more").format(names=about, n=len(names) - NAMES)
        self.setAccessibleName(f"{catalogue.label('flag', flag)}: {entry.says}")
        self.setAccessibleDescription(" · ".join(part for part in (grave, about) if part))
        self.inner.setContentsMargins(12, 6, 12, 6)
        words = column(spacing=0)
        words.addWidget(label(entry.says, "ask"))
        self._about = self.accessibleDescription()
        if self._about:
            words.addWidget(label(self._about, "small"))
        self.decided = label("", "small")
        self.clock = clock(colours, 14)
        self._said = QWidget()
        line = row(self.clock, spacing=5)
        line.addWidget(self.decided, 1)
        self._said.setLayout(line)
        self._said.hide()
        words.addWidget(self._said)
        line = row(spacing=10)
        line.addWidget(sign(flag, catalogue, colours, 20), alignment=Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        self.inner.addLayout(line)
        for child in self.findChildren(QLabel):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_decision(self, decision: Decision | None) -> None:
        """Say what was decided, with a clock where it should have been looked at again by now."""
        text = said(decision)
        self.decided.setText(text)
        self._said.setVisible(bool(text))
        self.clock.setVisible(decision is not None and overdue(decision, today()))
        self.setAccessibleDescription(" · ".join(part for part in (self._about, text) if part))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk, Enter goes to the canvas."""
        key = Qt.Key(event.key())
        if key in STEP:
            self.walked.emit(STEP[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """What the keyboard reaches is looked at; a click decides by itself."""
        super().focusInEvent(event)
        if event.reason() not in (Qt.FocusReason.MouseFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.reached.emit()


class EntryLine(QWidget):
    """A line with what opens below it."""

    chosen = Signal(str)
    """The key of the entry that is to be looked at; "" to close it."""
    walked = Signal(str, int)
    apply_wanted = Signal(str, int)
    answered = Signal(str, str, object)
    item_wanted = Signal(str)
    decided = Signal(object)
    """The edit that makes a decision about it, or takes it back."""

    def __init__(self, entry: Entry, document: PlanDocument, colours: Mapping[str, str]) -> None:
        super().__init__()
        self.entry, self.document, self._colours = entry, document, colours
        self.head = Head(entry, document, colours)
        self.field: AnswerField | None = None
        self.detail: QWidget | None = None
        self.form: DecisionForm | None = None
        self._decision: Decision | None = None
        self._worth: Worth | None = None
        self._outcomes = column(spacing=0)
        self._body = column(self, 0, 0)
        self._body.addWidget(self.head)
        key = entry.key
        self.head.clicked.connect(lambda on: self.chosen.emit(key if on else ""))
        self.head.reached.connect(lambda: self.chosen.emit(key))
        self.head.walked.connect(lambda step: self.walked.emit(key, step))
        self.head.opened.connect(self.go)

    def go(self) -> None:
        """Go to what it is about on the canvas."""
        subjects = self.entry.subjects if isinstance(self.entry, Finding) else (self.entry.subject,)
        self.item_wanted.emit(subjects[0] if subjects else "")

    def show_decision(self, decision: Decision | None) -> None:
        """Show what was decided about it."""
        self._decision = decision
        self.head.show_decision(decision)
        if self.form is not None:
            self.form.show_decision(decision)

    def show_worth(self, worth: Worth | None) -> None:
        """Show what the possible answers decide; None while that is not known."""
        if worth != self._worth:
            self._worth = worth
            self._show_outcomes()

    def _show_outcomes(self) -> None:
        clear(self._outcomes)
        if self._worth is not None and self._worth.answers and self.detail is not None:
            self._outcomes.addWidget(Outcomes(self._worth, self.document.knowledge.catalogue, self._colours))

    def open(self, on: bool) -> None:
        """Spell it out, or no more than its head."""
        self.head.setChecked(on)
        if on and self.detail is None:
            self.detail = self._spelled_out()
            self._body.addWidget(self.detail)
            self._show_outcomes()
        if self.detail is not None:
            self.detail.setVisible(on)

    def _spelled_out(self) -> QWidget:
        part = QWidget()
        body = column(part, 0, 8)
        body.setContentsMargins(46, 2, 16, 14)
        detail = FindingDetail(self.document.knowledge.catalogue, short=False)
        body.addWidget(detail)
        if isinstance(self.entry, Finding):
            detail.show_finding(self.entry)
            detail.apply_wanted.connect(lambda number: self.apply_wanted.emit(self.entry.key, number))
        else:
            detail.show_question(self.entry)
            self._ask(body, self.entry)
            body.addLayout(self._outcomes)
        if not isinstance(self.entry, Finding) or self.entry.flag != "note":
            self.form = DecisionForm(self.entry)
            self.form.show_decision(self._decision)
            self.form.wanted.connect(self.decided)
            body.addWidget(rule())
            body.addWidget(self.form)
        if self._on_canvas():
            made = button(self.tr("Show it in Build"))
            made.clicked.connect(lambda _on=False: self.go())
            body.addWidget(made, alignment=Qt.AlignmentFlag.AlignLeft)
        return part

    def _on_canvas(self) -> bool:
        """Whether what it is about can be selected on the canvas."""
        subject = self.entry.subjects[0] if isinstance(self.entry, Finding) else self.entry.subject
        known = {*self.document.option.by_id, *(workload.id for workload in self.document.plan.workloads)}
        return subject in known

    def _ask(self, body: object, question: OpenQuestion) -> None:
        """The field in which the question is answered in place; none for what only the drawing can answer."""
        option, catalogue = self.document.option, self.document.knowledge.catalogue
        asks = form(question.field, question.subject, option, catalogue)
        if asks is None:
            return
        self.field = answer_field(asks)
        self.field.setAccessibleName(question.says)
        self.field.show_value(present(self.document.plan, option, question.field, question.subject))
        self.field.chosen.connect(lambda value: self.answered.emit(question.field, question.subject, value))
        body.insertWidget(0, self.field)  # type: ignore[attr-defined]
