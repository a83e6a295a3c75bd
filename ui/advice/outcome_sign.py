"""The sign of what becomes of work: a tick, an arrow down, a cross, a question mark, each in its colour."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from infra_builder.advising import Outcome
from ui.theming import scaled

ROLES: Mapping[Outcome, str] = {
    "survives": "balanced",
    "degrades": "overbuilt",
    "stops": "fragile",
    "unknown": "ink_2",
}
STROKES: Mapping[Outcome, tuple[tuple[tuple[float, float], ...], ...]] = {
    "survives": (((0.18, 0.55), (0.42, 0.78), (0.84, 0.24)),),
    "degrades": (((0.5, 0.16), (0.5, 0.82)), ((0.22, 0.54), (0.5, 0.82), (0.78, 0.54))),
    "stops": (((0.2, 0.2), (0.8, 0.8)), ((0.8, 0.2), (0.2, 0.8))),
    "unknown": (
        ((0.3, 0.32), (0.34, 0.2), (0.5, 0.14), (0.66, 0.2), (0.7, 0.34), (0.5, 0.52), (0.5, 0.62)),
        ((0.5, 0.84), (0.5, 0.86)),
    ),
}
"""Lines through points of a square of size 1."""


class OutcomeSign(QWidget):
    """A sign to stand before the word that says the same."""

    def __init__(self, outcome: Outcome, colours: Mapping[str, str]) -> None:
        super().__init__()
        self._outcome, self._colour = outcome, QColor(colours[ROLES[outcome]])
        self.setFixedSize(scaled(16), scaled(16))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._colour, 2.2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        size = self.width()
        for stroke in STROKES[self._outcome]:
            painter.drawPolyline([QPointF(x * size, y * size) for x, y in stroke])
        painter.end()
