"""A heading that opens and closes what stands under it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QPushButton, QWidget

from ui.widgets import column


class Fold(QWidget):
    """A heading with widgets under it in `body`, shown only while it is open."""

    toggled = Signal(bool)

    def __init__(self, title: str, *, opened: bool) -> None:
        super().__init__()
        self.head = _Head(title)
        self.head.setChecked(opened)
        inside = QWidget(self)
        self.body = column(inside, spacing=6)
        self.body.setContentsMargins(_ARROW, 0, 0, 8)
        inside.setVisible(opened)
        layout = column(self, spacing=0)
        layout.addWidget(self.head)
        layout.addWidget(inside)
        self.head.toggled.connect(inside.setVisible)
        self.head.toggled.connect(self.toggled)


_ARROW = 20
"""So wide is the room for the arrow, in pixels."""


class _Head(QPushButton):
    """The heading: a button with an arrow before its words."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.setProperty("role", "fold")
        self.setCheckable(True)
        self.toggled.connect(self._describe)
        self._describe(False)

    def _describe(self, opened: bool) -> None:
        self.setAccessibleDescription(self.tr("Open") if opened else self.tr("Closed"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the arrow: down while open, to the right while closed."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self.palette().color(QPalette.ColorRole.WindowText), 1.75)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        x, y = 8.0, self.height() / 2
        if self.isChecked():
            corners = [QPointF(x - 4, y - 2), QPointF(x, y + 2), QPointF(x + 4, y - 2)]
        else:
            corners = [QPointF(x - 2, y - 4), QPointF(x + 2, y), QPointF(x - 2, y + 4)]
        painter.drawPolyline(corners)
        painter.end()
