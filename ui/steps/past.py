"""What stands around the lines of Check: review dates that have passed, and decisions about what is no more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from infra_builder.deciding import key_of
from infra_builder.plan import Decision
from ui.judgement import clock
from ui.steps.decision import said
from ui.widgets import button, column, counted, label, row


class LateNotice(QFrame):
    """How many review dates have passed, and a way to see what they are about."""

    wanted = Signal()

    def __init__(self, count: int, colours: Mapping[str, str]) -> None:
        super().__init__()
        self.setProperty("role", "carried")
        line = row(clock(colours, 18), spacing=10)
        line.setContentsMargins(12, 6, 16, 6)
        text = counted(count, self.tr("1 review date has passed"), self.tr("{n} review dates have passed"))
        line.addWidget(label(text, "ask"), 1)
        self.show_them = button(self.tr("Look at it") if count == 1 else self.tr("Look at them"))
        self.show_them.clicked.connect(self.wanted)
        line.addWidget(self.show_them)
        self.setLayout(line)


class PastDecisions(QWidget):
    """Decisions about what is no longer found, each with what was said then."""

    def __init__(self, decisions: Sequence[Decision]) -> None:
        super().__init__()
        body = column(self, 0, 0)
        head = QFrame()
        head.setProperty("role", "group")
        line = row(spacing=10)
        line.setContentsMargins(16, 8, 16, 8)
        line.addWidget(label(self.tr("Past decisions"), "row"), 1)
        line.addWidget(label(str(len(decisions)), "row", wrap=False))
        head.setLayout(line)
        body.addWidget(head)
        inner = column(None, 16, 10)
        inner.addWidget(
            label(self.tr("What these are about is no longer found. They are kept for the record."), "small")
        )
        for decision in decisions:
            inner.addLayout(self._one(decision))
        body.addLayout(inner)

    def _one(self, decision: Decision) -> QVBoxLayout:
        lines = column(spacing=0)
        lines.addWidget(label(decision.about or key_of(decision), "ask"))
        lines.addWidget(label(said(decision), "small"))
        if decision.reason:
            lines.addWidget(label(decision.reason))
        return lines
