"""Words for the last row: as large as they may be, as there is room for, and never too small to be read."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.projector import LEAST_POINTS


class Words(QWidget):
    """A text as large as it may be and as there is room for, never below what a room can read."""

    def __init__(
        self, colours: Mapping[str, str], share: float, role: str = "ink", *, bold: bool = False, top: bool = False
    ) -> None:
        """`share` of the height of the window is the size of its letters where there is room."""
        super().__init__()
        self.colours, self._share, self._role, self._bold = colours, share, role, bold
        self._at = Qt.AlignmentFlag.AlignTop if top else Qt.AlignmentFlag.AlignVCenter
        self.text = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def say(self, text: str) -> None:
        """Show this."""
        self.text = text
        self.setAccessibleName(text)
        self.update()

    def minimumSizeHint(self) -> QSize:
        """A line of the smallest letters."""
        return QSize(100, round(LEAST_POINTS * self.logicalDpiY() / 72 * 1.3))

    def sizeHint(self) -> QSize:
        """See minimumSizeHint."""
        return self.minimumSizeHint()

    def pixels(self) -> int:
        """The size of the letters: the largest at which the text fits."""
        least = round(LEAST_POINTS * self.logicalDpiY() / 72)
        size = max(least, round(self._share * self.window().height()))
        while size > least and not self._fits(size):
            size -= max(1, size // 16)
        return max(size, least)

    def _font(self, size: int) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.Bold if self._bold else QFont.Weight.Normal)
        font.setPixelSize(size)
        return font

    def shown(self) -> str:
        """What can be read: where the smallest letters are too large still, the text up to the words that fit."""
        size = self.pixels()
        if self._fits(size):
            return self.text
        words = self.text.split()
        fitting = bisect_right(range(1, len(words)), False, key=lambda n: not self._fits(size, self._cut(words, n)))
        return self._cut(words, max(1, fitting))

    def _cut(self, words: list[str], count: int) -> str:
        return " ".join(words[:count]) + " …"

    def _fits(self, size: int, text: str = "") -> bool:
        room = QRectF(0, 0, self.width(), 1e6)
        flags = int(Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextWordWrap)
        needed = QFontMetricsF(self._font(size)).boundingRect(room, flags, text or self.text)
        return needed.height() <= self.height() and needed.width() <= self.width()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Write it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.setPen(QColor(self.colours[self._role]))
        painter.setFont(self._font(self.pixels()))
        flags = int(Qt.AlignmentFlag.AlignLeft | self._at) | int(Qt.TextFlag.TextWordWrap)
        painter.drawText(QRectF(self.rect()), flags, self.shown())
        painter.end()
