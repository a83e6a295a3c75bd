"""What the pages of the room are made of: a titled sheet, and widgets in lines that break."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from ui.steps.flow import Wrap
from ui.widgets import column, label


class _Lines(Wrap):
    def expandingDirections(self) -> Qt.Orientation:
        """No room is wanted beyond what the lines need."""
        return Qt.Orientation(0)


def sheet(title: str) -> tuple[QFrame, QVBoxLayout]:
    """A sheet with a title, and the column for what stands on it."""
    made = QFrame()
    made.setProperty("role", "sheet")
    body = column(made, 16, 10)
    body.addWidget(label(title, "title"))
    return made, body


def wrapped(*parts: QWidget) -> QWidget:
    """These in lines, as many in each as fit, no higher than they need to be."""
    made = QWidget()
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    made.setSizePolicy(policy)
    flow = _Lines(made, 8, 8)
    for part in parts:
        flow.addWidget(part)
    return made
