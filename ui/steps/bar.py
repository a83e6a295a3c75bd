"""The five steps on top of the window: which one is open, what each holds, and the way to it."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QWidget

from ui.widgets import row

STEPS = ("situation", "build", "check", "compare", "plan")
GAP = 10


def step_title(step: str) -> str:
    """What a step is called."""
    return {
        "situation": QCoreApplication.translate("steps", "Situation"),
        "build": QCoreApplication.translate("steps", "Build"),
        "check": QCoreApplication.translate("steps", "Check"),
        "compare": QCoreApplication.translate("steps", "Compare"),
        "plan": QCoreApplication.translate("steps", "Plan"),
    }[step]


class StepButton(QPushButton):
    """A step: its number in a box, its name, and in small what is in it. The open one stands on a footing.

    How much of that is shown follows the width: `detail` 2 for all, 1 without the note, 0 for the number alone (the
    open step keeps its name).
    """

    def __init__(self, number: int, title: str, colours: Mapping[str, str]) -> None:
        super().__init__()
        self.number, self.title, self.colours = number, title, colours
        self.note = ""
        self.detail = 2
        self.closed = False
        """Whether it cannot be opened yet; the note says so."""
        self.setProperty("role", "step")
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.say("")

    def say(self, note: str) -> None:
        """Say what is in the step."""
        self.note = note
        self.setAccessibleName(f"{self.number}. {self.title}")
        self.setAccessibleDescription(note)
        self.setToolTip(f"{self.title}: {note}" if note else self.title)
        self.updateGeometry()
        self.update()

    def _fonts(self) -> tuple[QFont, QFont]:
        name, small = QFont(self.font()), QFont(self.font())
        name.setWeight(QFont.Weight.DemiBold)
        small.setPointSizeF(self.font().pointSizeF() * 0.86)
        small.setWeight(QFont.Weight.Normal)
        return name, small

    def wide(self, detail: int) -> int:
        """The width it takes in this detail."""
        name, small = self._fonts()
        words = QFontMetrics(name).horizontalAdvance(self.title) if detail or self.isChecked() else 0
        if detail == 2:
            words = max(words, QFontMetrics(small).horizontalAdvance(self.note))
        return self._box() + 2 * GAP + (words + GAP if words else 0)

    def _box(self) -> int:
        return round(self.fontMetrics().height() * 1.2)

    def sizeHint(self) -> QSize:
        """As wide as its words."""
        return QSize(self.wide(self.detail), max(44, round(self.fontMetrics().height() * 2.2)))

    def minimumSizeHint(self) -> QSize:
        """Never less than its words."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the box with the number, the words, the footing, and the frame that shows where the keyboard is."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = {name: QColor(value) for name, value in self.colours.items()}
        room = QRectF(self.rect())
        if self.isChecked():
            painter.fillRect(room, colour["panel"])
            painter.fillRect(QRectF(0, room.height() - 4, room.width(), 4), colour["accent"])
        elif self.underMouse() and not self.closed:
            painter.fillRect(room, colour["accent_soft"])
        self._paint_number(painter, colour)
        self._paint_words(painter, colour)
        if self.hasFocus():
            painter.setPen(QPen(colour["accent"], 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(room.adjusted(2, 2, -2, -5), 4, 4)
        painter.end()

    def _paint_number(self, painter: QPainter, colour: Mapping[str, QColor]) -> None:
        side = self._box()
        box = QRectF(GAP, (self.height() - 4 - side) / 2, side, side)
        on = self.isChecked()
        line = Qt.PenStyle.DashLine if self.closed else Qt.PenStyle.SolidLine
        painter.setPen(Qt.PenStyle.NoPen if on else QPen(colour["edge"], 1.5, line))
        painter.setBrush(colour["accent"] if on else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 4, 4)
        painter.setFont(self._fonts()[0])
        painter.setPen(colour["on_accent"] if on else colour["ink_2"])
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(self.number))

    def _paint_words(self, painter: QPainter, colour: Mapping[str, QColor]) -> None:
        if not self.detail and not self.isChecked():
            return
        name, small = self._fonts()
        left, middle = 2 * GAP + self._box(), (self.height() - 4) / 2
        noted = self.detail == 2 and self.note
        high = QFontMetrics(name).height()
        top = middle - (high + QFontMetrics(small).height() if noted else high) / 2
        painter.setFont(name)
        painter.setPen(colour["ink_3" if self.closed else "ink"])
        painter.drawText(QRectF(left, top, self.width(), high), Qt.AlignmentFlag.AlignVCenter, self.title)
        if noted:
            painter.setFont(small)
            painter.setPen(colour["ink_2"])
            place = QRectF(left, top + high, self.width(), QFontMetrics(small).height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, self.note)


class StepsBar(QWidget):
    """The steps side by side. They can be followed in order or jumped between."""

    wanted = Signal(str)

    def __init__(self, colours: Mapping[str, str]) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Steps"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._group = QButtonGroup(self)
        layout = row(spacing=2)
        self.setLayout(layout)
        self.buttons: dict[str, StepButton] = {}
        for number, step in enumerate(STEPS, 1):
            made = StepButton(number, step_title(step), colours)
            made.clicked.connect(lambda _on=False, step=step: self.wanted.emit(step))
            self._group.addButton(made)
            layout.addWidget(made)
            self.buttons[step] = made
        layout.addStretch()

    def show_step(self, step: str) -> None:
        """Mark the open step."""
        self.buttons[step].setChecked(True)
        self._fit()

    def say(self, notes: Mapping[str, str]) -> None:
        """Say what is in each step."""
        for step, note in notes.items():
            self.buttons[step].say(note)
        self._fit()

    def close_steps(self, closed: Collection[str]) -> None:
        """Show which steps cannot be opened yet."""
        for step, made in self.buttons.items():
            made.closed = step in closed
            made.update()

    def restyle(self, colours: Mapping[str, str]) -> None:
        """Take on the colours of another theme."""
        for made in self.buttons.values():
            made.colours = colours
            made.update()

    def sizeHint(self) -> QSize:
        """With everything said."""
        return QSize(self._wide(2), self.buttons["build"].sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """With the numbers alone."""
        return QSize(self._wide(0), self.buttons["build"].sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say as much as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _wide(self, detail: int) -> int:
        return sum(made.wide(detail) + 2 for made in self.buttons.values())

    def _fit(self) -> None:
        detail = next((detail for detail in (2, 1) if self._wide(detail) <= self.width()), 0)
        for made in self.buttons.values():
            made.detail = detail
            made.updateGeometry()
            made.update()
