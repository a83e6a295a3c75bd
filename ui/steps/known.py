"""What we know: how much of the form is answered, and which of the open answers could change the verdict."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from infra_builder.asking import Asked, asked
from infra_builder.report import OpenQuestion
from ui.document import PlanDocument
from ui.judgement import VerdictHead, sign, verdict_of
from ui.widgets import clear, column, counted, label, row, text_button

MOST = 4


class Known(QFrame):
    """The verdict as it stands, the bar of answers, and the questions that may still change it."""

    question_wanted = Signal(object)
    """An open question was asked for."""

    def __init__(self, document: PlanDocument, colours: Mapping[str, str]) -> None:
        super().__init__()
        self.setProperty("role", "sheet")
        self.document, self.colours = document, colours
        self.count = label("", "quiet")
        self.bar = _Bar()
        self.head = VerdictHead(28)
        self._open = column(spacing=4)
        body = column(self, 16, 8)
        body.addWidget(label(self.tr("What we know"), "title"))
        body.addWidget(self.count)
        body.addWidget(self.bar)
        body.addWidget(self.head)
        body.addLayout(self._open)

    def refresh(self) -> None:
        """Follow the plan."""
        questions = asked(self.document.plan)
        answered = sum(1 for question in questions if question.answered)
        catalogue = self.document.knowledge.catalogue
        self.count.setText(self.tr("{n} of {all} questions answered").format(n=answered, all=len(questions)))
        self.bar.show_answers(questions, self.colours)
        verdict = verdict_of(self.document.option_report, catalogue, self.document.plan.decisions)
        self.head.show_verdict(verdict, catalogue, self.colours)
        self._show_open()

    def _show_open(self) -> None:
        clear(self._open)
        deciding = self.document.option_report.decisive_questions
        for question in deciding[:MOST]:
            self._open.addLayout(self._line(question))
        if (more := len(deciding) - MOST) > 0:
            text = counted(more, self.tr("1 more may change it"), self.tr("{n} more may change it"))
            self._open.addWidget(label(text, "small"))
        self._open.addWidget(label(self.tr("Whatever you don't know yet stays open. You can go on."), "small"))

    def _line(self, question: OpenQuestion) -> QHBoxLayout:
        made = text_button(question.says)
        made.setToolTip(question.why)
        made.clicked.connect(lambda _on=False: self.question_wanted.emit(question))
        line = row(sign("question", self.document.knowledge.catalogue, self.colours, 18))
        line.addWidget(made, 1)
        return line


class _Bar(QWidget):
    """A cell a question: full where it is answered, dashed where it is open."""

    def __init__(self) -> None:
        super().__init__()
        self._questions: tuple[Asked, ...] = ()
        self._colours: Mapping[str, str] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_answers(self, questions: tuple[Asked, ...], colours: Mapping[str, str]) -> None:
        """Show these."""
        self._questions, self._colours = questions, colours
        self.update()

    def sizeHint(self) -> QSize:
        """A thin line."""
        return QSize(120, 10)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the cells."""
        painter = QPainter(self)
        wide = self.width() / max(1, len(self._questions))
        for index, question in enumerate(self._questions):
            cell = QRectF(index * wide + 1, 1, wide - 3, self.height() - 3)
            if question.answered:
                painter.fillRect(cell, QColor(self._colours["accent"]))
            else:
                painter.setPen(QPen(QColor(self._colours["edge"]), 1, Qt.PenStyle.DashLine))
                painter.drawRect(cell)
        painter.end()
