"""A pane through which a board is seen, whether it can be edited there or only looked at."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGraphicsView

from ui.canvas.board import Board

FAR = 0.35
"""Below this scale nobody can read a name: rectangles stand for blocks, straight lines for links."""


class Pane(QGraphicsView):
    """Paints a board as closely as it is seen."""

    def __init__(self, board: Board, colours: Mapping[str, str]) -> None:
        super().__init__(board)
        self.board, self.colours = board, colours
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Work out what is about to be seen closely, then paint; from afar paint everything at once."""
        if self.transform().m11() >= FAR:
            self.board.work_out(self.mapToScene(event.rect()).boundingRect())
            super().paintEvent(event)
            return
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(self.colours["canvas"]))
        painter.setWorldTransform(self.viewportTransform())
        self.board.paint_afar(painter)
        self.drawForeground(painter, QRectF(self.mapToScene(event.rect()).boundingRect()))
        painter.end()

    def viewport_point(self, id_: str) -> QPoint:
        """The middle of an item in the coordinates of the viewport. Raises KeyError where there is none."""
        rect = self.board.rect_of(id_)
        if rect is None:
            raise KeyError(id_)
        return self.mapFromScene(QPointF(rect.cx, rect.cy))
