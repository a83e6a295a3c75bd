"""How the money of a month is paid: all the time, by use, or when it is cheap; a bar in parts with words below it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from infra_builder.advice.spans import Span
from infra_builder.advising import Capacity
from ui.advice import wording
from ui.theming import scaled
from ui.widgets import column, label, row

PATTERNS: Mapping[Capacity, Qt.BrushStyle] = {
    "fixed": Qt.BrushStyle.SolidPattern,
    "burst": Qt.BrushStyle.BDiagPattern,
    "opportunistic": Qt.BrushStyle.NoBrush,
}
"""How each part is filled, so that they are told apart without colour."""


class CapacityBar(QWidget):
    """A bar as wide as there is room, cut into the shares of the middle of each range; each part in words below."""

    def __init__(self, shares: Mapping[Capacity, Span], colours: Mapping[str, str]) -> None:
        super().__init__()
        body = column(self, 0, 4)
        body.addWidget(_Parts({name: (span.low + span.high) / 2 for name, span in shares.items()}, colours))
        for name, span in shares.items():
            line = row(spacing=8)
            line.addWidget(_Sample(name, colours), alignment=Qt.AlignmentFlag.AlignTop)
            line.addWidget(label(self._says(name).format(euros=wording.euros(span))), 1)
            body.addLayout(line)

    def _says(self, name: Capacity) -> str:
        return {
            "fixed": self.tr("{euros} a month whether it is used or not"),
            "burst": self.tr("{euros} a month that follow how much it is used"),
            "opportunistic": self.tr("{euros} a month for what is taken when it is cheap, and may be taken away"),
        }[name]


def _fill(painter: QPainter, box: QRectF, name: Capacity, colours: Mapping[str, str]) -> None:
    accent = QColor(colours["accent"])
    painter.setPen(QPen(accent, 1.5))
    painter.setBrush(QBrush(accent, PATTERNS[name]))
    painter.drawRect(box)


class _Parts(QWidget):
    """The bar itself; what it shows is said in the lines below it."""

    def __init__(self, shares: Mapping[Capacity, float], colours: Mapping[str, str]) -> None:
        super().__init__()
        self._shares, self._colours = shares, colours
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As high as a line."""
        return QSize(scaled(160), scaled(20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the parts side by side."""
        painter = QPainter(self)
        whole = sum(self._shares.values()) or 1
        left, room = 1.0, self.width() - 2.0
        for name, amount in self._shares.items():
            wide = room * amount / whole
            _fill(painter, QRectF(left, 1, max(wide - 1, 1), self.height() - 2), name, self._colours)
            left += wide
        painter.end()


class _Sample(QWidget):
    """A small piece of a part, to stand before the words that say what it is."""

    def __init__(self, name: Capacity, colours: Mapping[str, str]) -> None:
        super().__init__()
        self._name, self._colours = name, colours
        self.setFixedSize(scaled(16), scaled(18))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        _fill(painter, QRectF(1, 4, self.width() - 3, self.width() - 4), self._name, self._colours)
        painter.end()
