"""What designs cost on one scale by tens: filled as drawn, outlined at ten times the use."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from infra_builder.advice.spans import Span
from ui.advice.wording import euros
from ui.judgement import colour_of
from ui.theming import scaled


@dataclass(frozen=True)
class Bar:
    """A design with its cost a month, now and at ten times the use, in the colour of its verdict."""

    name: str
    flags: tuple[str, ...]
    now: Span
    later: Span


class Scale(QWidget):
    """Two groups of bars with their words above them, and the scale below."""

    def __init__(self, bars: Sequence[Bar], colours: Mapping[str, str]) -> None:
        super().__init__()
        self.bars, self.colours = tuple(bars), colours
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        says = self.tr("{name}: {now} a month now, {later} at ten times the use")
        told = (says.format(name=one.name, now=euros(one.now), later=euros(one.later)) for one in self.bars)
        self.setAccessibleName("; ".join(told))

    @property
    def ends(self) -> tuple[int, int]:
        """The powers of ten between which all bars lie."""
        amounts = [max(1.0, end) for one in self.bars for span in (one.now, one.later) for end in (span.low, span.high)]
        low = math.floor(math.log10(min(amounts, default=1)))
        return low, max(low + 1, math.ceil(math.log10(max(amounts, default=10))))

    def sizeHint(self) -> QSize:
        """As high as the bars with their words."""
        line = self.fontMetrics().lineSpacing()
        rows = 2 * (len(self.bars) * (line + self._bar + self._gap) + line + self._gap)
        return QSize(scaled(320), rows + line + self._gap)

    @property
    def _bar(self) -> int:
        return scaled(16)

    @property
    def _gap(self) -> int:
        return scaled(8)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw lines, groups and bars."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line, (low, high) = self.fontMetrics().lineSpacing(), self.ends
        foot = self.height() - line - 2
        for power in range(low, high + 1):
            x = self._x(10.0**power)
            painter.setPen(QPen(QColor(self.colours["line"]), 1))
            painter.drawLine(round(x), line + self._gap, round(x), foot)
            self._tick(painter, x, foot, euros(Span(10.0**power, 10.0**power)))
        y = self._group(painter, 0, self.tr("As drawn"), [(one, one.now) for one in self.bars], filled=True)
        later = [(one, one.later) for one in self.bars]
        self._group(painter, y + self._gap, self.tr("Ten times the use"), later, filled=False)
        painter.end()

    def _x(self, amount: float) -> float:
        low, high = self.ends
        part = (math.log10(max(amount, 10.0**low)) - low) / (high - low)
        return 2 + min(1.0, part) * (self.width() - 4)

    def _tick(self, painter: QPainter, x: float, y: int, text: str) -> None:
        wide = self.fontMetrics().horizontalAdvance(text)
        left = min(max(0.0, x - wide / 2), self.width() - wide)
        painter.setPen(QColor(self.colours["ink_2"]))
        painter.drawText(round(left), y + self.fontMetrics().ascent() + 2, text)

    def _group(self, painter: QPainter, y: int, title: str, bars: Sequence[tuple[Bar, Span]], *, filled: bool) -> int:
        metrics = self.fontMetrics()
        self._words(painter, 0, y, title, "ink_2")
        y += metrics.lineSpacing() + self._gap // 2
        for one, span in bars:
            words = euros(span)
            room = self.width() - metrics.horizontalAdvance(words) - 3 * self._gap
            name = metrics.elidedText(one.name, Qt.TextElideMode.ElideRight, max(room, 0))
            self._words(painter, 0, y, name)
            self._words(painter, self.width() - metrics.horizontalAdvance(words), y, words)
            y += metrics.lineSpacing() + 1
            self._draw_bar(painter, one, span, y, filled=filled)
            y += self._bar + self._gap
        return y

    def _words(self, painter: QPainter, x: int, y: int, text: str, role: str = "ink") -> None:
        """Words on a plate, so that no line of the scale runs through them."""
        metrics = self.fontMetrics()
        plate = QRectF(x - 2, y, metrics.horizontalAdvance(text) + 4, metrics.lineSpacing())
        painter.fillRect(plate, QColor(self.colours["panel"]))
        painter.setPen(QColor(self.colours[role]))
        painter.drawText(x, y + metrics.ascent(), text)

    def _draw_bar(self, painter: QPainter, one: Bar, span: Span, y: int, *, filled: bool) -> None:
        if not span.high:
            return
        colour = QColor(self.colours[colour_of(one.flags[0]) if len(one.flags) == 1 else "ink"])
        left, right = self._x(max(span.low, 1.0)), self._x(span.high)
        painter.setPen(QPen(colour, 2))
        painter.setBrush(colour if filled else QColor(self.colours["panel"]))
        painter.drawRoundedRect(QRectF(left, y, max(right - left, 3.0), self._bar), 2, 2)
