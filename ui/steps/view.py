"""The board to look at, not to edit: the same picture as in Build, with what is looked at kept readable."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPen, QResizeEvent, QShowEvent

from infra_builder.rects import Rect, around_all
from ui.canvas.board import Board
from ui.canvas.pane import Pane

READABLE = 0.7
"""The least scale at which the words of a picture are read with ease."""
MARGIN, AROUND = 24, 40


class Lookout(Pane):
    """The whole picture; where that would be too small to read, the part around what is looked at."""

    clicked = Signal(str)
    """An item was clicked, by id."""
    opened = Signal(str)
    """An item was double-clicked, by id."""

    def __init__(self, board: Board, colours: Mapping[str, str]) -> None:
        super().__init__(board, colours)
        self._near: tuple[str, ...] = ()
        self._asked: tuple[str, ...] = ()
        self.setInteractive(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Picture of the option"))

    def look_at(self, near: Collection[str], asked: Collection[str] = ()) -> None:
        """Keep these items in sight; those that are asked about get an outline, since nothing was found about them."""
        self._near, self._asked = tuple(near), tuple(asked)
        self._aim()
        self.viewport().update()

    def _aim(self) -> None:
        whole = self.board.frame.grown(MARGIN)
        room = self.viewport().size()
        scale, x, y = min(_scale(whole, room.width(), room.height()), 1.0), whole.cx, whole.cy
        near = [rect for id_ in self._near if (rect := self.board.rect_of(id_))]
        if near and scale < READABLE:
            part = around_all(near)
            scale = max(scale, min(_scale(part.grown(AROUND), room.width(), room.height()), READABLE))
            x = _held(part.cx, whole.x, whole.right, room.width() / scale)
            y = _held(part.cy, whole.y, whole.bottom, room.height() / scale)
        self.resetTransform()
        self.scale(scale, scale)
        self.centerOn(x, y)

    def _item_at(self, place: QPointF) -> str:
        found = self.board.items_at(self.mapToScene(place.toPoint()))
        return found[0].id if found else ""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what is under the pointer."""
        if event.button() == Qt.MouseButton.LeftButton and (id_ := self._item_at(event.position())):
            self.clicked.emit(id_)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Go to what is under the pointer."""
        if id_ := self._item_at(event.position()):
            self.opened.emit(id_)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Aim anew."""
        super().resizeEvent(event)
        self._aim()

    def showEvent(self, event: QShowEvent) -> None:
        """Aim anew: the board may have changed meanwhile."""
        super().showEvent(event)
        self._aim()

    def drawForeground(self, painter: QPainter, _rect: QRectF) -> None:  # type: ignore[override]
        """Outline what is asked about."""
        painter.setPen(QPen(QColor(self.colours["accent"]), 2.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for id_ in self._asked:
            if rect := self.board.rect_of(id_):
                place = rect.grown(6)
                painter.drawRoundedRect(QRectF(place.x, place.y, place.width, place.height), 10, 10)


def _scale(frame: Rect, width: float, height: float) -> float:
    return min(width / max(frame.width, 1), height / max(frame.height, 1))


def _held(middle: float, low: float, high: float, room: float) -> float:
    """The middle of a view of this room that shows nothing beyond the ends, as near to the wanted one as can be."""
    if room >= high - low:
        return (low + high) / 2
    return min(max(middle, low + room / 2), high - room / 2)
