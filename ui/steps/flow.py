"""Layouts that follow the room there is: lines that wrap, columns that become one where it is narrow."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayoutItem, QScrollArea, QWidget

from ui.widgets import FlowLayout, label


class Wrap(FlowLayout):
    """Widgets in lines that may be as high as their texts need; none is wider than the room.

    With `level`, all widgets of a line are as high as the highest.
    """

    def __init__(self, parent: QWidget | None = None, across: int = 6, down: int = 6, *, level: bool = False) -> None:
        super().__init__(parent, across)
        self._across, self._down, self._level = across, down, level

    def sizeHint(self) -> QSize:
        """Everything on one line."""
        hints = [item.sizeHint() for item in self._shown()]
        wide = sum(hint.width() for hint in hints) + self._across * max(0, len(hints) - 1)
        return QSize(wide, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        """As wide as the widest needs."""
        least = QSize()
        for item in self._shown():
            least = least.expandedTo(item.minimumSize())
        return least

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _lines(self, room: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        """The items with their sizes, line by line."""
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        used = room + 1
        for item in self._shown():
            wide = min(item.sizeHint().width(), room)
            tall = item.heightForWidth(wide) if item.hasHeightForWidth() else item.sizeHint().height()
            if used + wide > room:
                lines.append([])
                used = 0
            lines[-1].append((item, QSize(wide, tall)))
            used += wide + self._across
        return lines

    def _place(self, rect: QRect, *, move: bool) -> int:
        y = rect.y()
        for line in self._lines(rect.width()):
            x, high = rect.x(), max(size.height() for _, size in line)
            for item, size in line:
                if move:
                    item.setGeometry(QRect(QPoint(x, y), QSize(size.width(), high if self._level else size.height())))
                x += size.width() + self._across
            y += high + self._down
        return max(0, y - self._down - rect.y())


class Beside(QWidget):
    """Some widgets side by side, each with its share of the width; one below the other where it is narrow.

    `least` is the width, in letters, from which they stand side by side.
    """

    def __init__(self, *parts: tuple[QWidget, int], least: int, spacing: int = 16) -> None:
        super().__init__()
        self._least = least
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(spacing)
        for part, share in parts:
            self._box.addWidget(part, share, Qt.AlignmentFlag.AlignTop)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand side by side, or one below the other."""
        wide = self.width() >= self._least * letter(self)
        self._box.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        super().resizeEvent(event)


class Page(QScrollArea):
    """A page that scrolls down where it is longer than the window, and is never wider than it."""

    def __init__(self, body: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        body.setObjectName("step-page")
        body.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWidget(body)


def letter(widget: QWidget) -> int:
    """The width of an average letter in pixels: what widths are measured in, so that they follow the font."""
    return max(1, widget.fontMetrics().averageCharWidth())


class Titled(QWidget):
    """A question above its field, as wide as the wider of the two would like to be."""

    def __init__(self, question: str, field: QWidget, why: str = "") -> None:
        super().__init__()
        self.field = field
        self._asked = label(question, "ask")
        self._asked.setToolTip(why)
        self._asked.setBuddy(field)
        field.setAccessibleName(question)
        field.setAccessibleDescription(why)
        box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(self._asked)
        box.addWidget(field)

    def ask(self, question: str) -> None:
        """Say the question in other words."""
        self._asked.setText(question)
        self.field.setAccessibleName(question)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As wide as the question on one line, or as the field."""
        words = self._asked.fontMetrics().horizontalAdvance(self._asked.text()) + 8
        wide = max(words, self.field.sizeHint().width())
        return QSize(wide, self.heightForWidth(wide) if self.hasHeightForWidth() else super().sizeHint().height())
