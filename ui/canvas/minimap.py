"""The small map of a large plan in the corner of the canvas: what there is, and which part is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from infra_builder.layout import Rect

if TYPE_CHECKING:
    from ui.canvas.canvas import Canvas

SIZE = QSize(200, 140)
CORNER, EDGE = 12, 6


class Minimap(QWidget):
    """Shown while a part of the plan lies outside the view; a click or drag moves the view there."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self.canvas, self.board = canvas, canvas.board
        self._drawn: QPixmap | None = None
        self.setFixedSize(SIZE)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(self.tr("The whole plan; click to go there"))
        self.setAccessibleName(self.tr("Map of the plan"))
        self.hide()
        canvas.zoomed.connect(self.follow)
        self.board.drawn.connect(self._changed)
        for bar in (canvas.horizontalScrollBar(), canvas.verticalScrollBar()):
            bar.valueChanged.connect(self.follow)

    def follow(self, *_: object) -> None:
        """Be there where it helps, and show what is seen now."""
        frame, seen = self.board.plain_frame, self._seen()
        inside = seen.adjusted(-8, -8, 8, 8).contains(QRectF(frame.x, frame.y, frame.width, frame.height))
        self.setVisible(not inside and bool(self.board.nodes))
        if not self.isHidden():
            pane = self.canvas.viewport().geometry()
            self.move(pane.right() - SIZE.width() - CORNER, pane.bottom() - SIZE.height() - CORNER)
            self.update()

    def _seen(self) -> QRectF:
        return self.canvas.mapToScene(self.canvas.viewport().rect()).boundingRect()

    def _fit(self) -> tuple[float, float, float]:
        """Scale and offset from the board to the map."""
        frame: Rect = self.board.plain_frame
        wide, high = SIZE.width() - 2 * EDGE, SIZE.height() - 2 * EDGE
        scale = min(wide / max(frame.width, 1), high / max(frame.height, 1))
        left = EDGE + (wide - frame.width * scale) / 2 - frame.x * scale
        top = EDGE + (high - frame.height * scale) / 2 - frame.y * scale
        return scale, left, top

    def _changed(self) -> None:
        self._drawn = None
        self.follow()

    def _map(self) -> QPixmap:
        """The plan, drawn when it has changed and not while the view moves over it."""
        if self._drawn is None:
            ratio = self.devicePixelRatioF()
            self._drawn = QPixmap(self.size() * ratio)
            self._drawn.setDevicePixelRatio(ratio)
            self._drawn.fill(QColor(self.canvas.colours["panel"]))
            scale, left, top = self._fit()
            painter = QPainter(self._drawn)
            painter.translate(left, top)
            painter.scale(scale, scale)
            self.board.paint_afar(painter)
            painter.end()
        return self._drawn

    def paintEvent(self, _event: QPaintEvent) -> None:
        """See QWidget."""
        colours = self.canvas.colours
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._map())
        painter.setPen(QPen(QColor(colours["edge"]), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        scale, left, top = self._fit()
        painter.translate(left, top)
        painter.scale(scale, scale)
        pen = QPen(QColor(colours["accent"]), 2)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.drawRect(self._seen())
        painter.end()

    def restyle(self) -> None:
        """Draw in the colours of another theme."""
        self._changed()

    def _go(self, place: QPointF) -> None:
        scale, left, top = self._fit()
        self.canvas.fitted = False
        self.canvas.centerOn((place.x() - left) / scale, (place.y() - top) / scale)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """See QWidget."""
        self._go(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Nothing below shall hear of it."""
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """See QWidget."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(event.position())
