"""A line of advice that unfolds to what it rests on: reasons, and where they come from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QLabel, QWidget

from infra_builder.advice.grounds import Ground
from infra_builder.documents import sources_in_words
from infra_builder.report import Finding
from infra_builder.statements import Source
from ui.widgets import CardButton, column, label, row

ARROW = 22
"""The room for the arrow, in pixels."""


class Unfolding(QWidget):
    """A sentence with a quiet line below it; a click or Space opens what it rests on. `body` takes more."""

    toggled = Signal(bool)

    def __init__(self, says: str, aside: str = "", because: Sequence[Ground] = (), sign: QWidget | None = None) -> None:
        super().__init__()
        self.head = _Head(says, aside, sign)
        inside = QWidget(self)
        self.body = column(inside, spacing=4)
        self.body.setContentsMargins(ARROW + 6, 2, 0, 10)
        inside.hide()
        layout = column(self, spacing=0)
        layout.addWidget(self.head)
        layout.addWidget(inside)
        self.head.toggled.connect(inside.setVisible)
        self.head.toggled.connect(self.toggled)
        self.add_grounds(because)

    def add(self, text: str, role: str = "") -> None:
        """A further line inside."""
        self.body.addWidget(label(text, role))

    def add_grounds(self, because: Iterable[Ground]) -> None:
        """Reasons, each once, and then where they come from."""
        grounds = tuple(because)
        for says in dict.fromkeys(ground.says for ground in grounds):
            self.add(f"•  {says}")
        self.add_source(dict.fromkeys(source for ground in grounds for source in ground.source))

    def add_finding(self, says: str, found: Finding) -> None:
        """A finding in a sentence, and quietly below it the facts that it rests on."""
        self.add(says)
        for fact in dict.fromkeys(one.says for one in found.because):
            self.add(f"•  {fact}", "small")

    def add_source(self, source: Iterable[Source]) -> None:
        """Where it comes from."""
        if words := sources_in_words(source):
            self.add(self.tr("Source: {source}").format(source=words), "small")


class _Head(CardButton):
    """The sentence: a button with an arrow before its words."""

    def __init__(self, says: str, aside: str, sign: QWidget | None) -> None:
        super().__init__("link-card")
        self.setCheckable(True)
        self.setAccessibleName(says)
        self.inner.setContentsMargins(ARROW, 4, 4, 4)
        self.inner.setSpacing(0)
        line = row(spacing=8)
        if sign is not None:
            line.addWidget(sign, alignment=Qt.AlignmentFlag.AlignTop)
        line.addWidget(label(says, "ask"), 1)
        self.inner.addLayout(line)
        if aside:
            self.inner.addWidget(label(aside, "small"))
        for child in self.findChildren(QLabel):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._aside = aside
        self.toggled.connect(self._describe)
        self._describe(False)

    def _describe(self, opened: bool) -> None:
        state = self.tr("Open") if opened else self.tr("Closed")
        self.setAccessibleDescription(f"{self._aside} · {state}" if self._aside else state)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the arrow: down while open, to the right while closed."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.WindowText), 1.75))
        x, y = 10.0, 4 + self.fontMetrics().height() / 2
        if self.isChecked():
            painter.drawPolyline([QPointF(x - 4, y - 2), QPointF(x, y + 2), QPointF(x + 4, y - 2)])
        else:
            painter.drawPolyline([QPointF(x - 2, y - 4), QPointF(x + 2, y), QPointF(x - 2, y + 4)])
        painter.end()
