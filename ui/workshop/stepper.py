"""A whole number with a button for less and one for more, large enough for fingers."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSpinBox, QWidget

from ui.theming import scaled
from ui.widgets import button, row


class Stepper(QWidget):
    """The number is `number`; its arrows and the wheel step by one, the buttons by `by`."""

    def __init__(self, least: int, most: int, by: int = 1) -> None:
        super().__init__()
        self.number = QSpinBox()
        self.number.setRange(least, most)
        self.number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.number.setFixedWidth(scaled(84))
        self.less = self._made("−", self.tr("Less"), -by)
        self.more = self._made("+", self.tr("More"), by)
        self.setLayout(row(self.less, self.number, self.more, spacing=4))
        self.setFocusProxy(self.number)

    def setAccessibleName(self, name: str) -> None:
        """The name is that of the number."""
        super().setAccessibleName(name)
        self.number.setAccessibleName(name)

    def _made(self, text: str, name: str, by: int) -> QPushButton:
        made = button(text)
        made.setAccessibleName(name)
        made.setFixedWidth(scaled(36))
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.clicked.connect(lambda _on=False: self.number.setValue(self.number.value() + by))
        return made
