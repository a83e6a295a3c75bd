"""A picture to walk around in: drag and scroll, zoom with Ctrl and the wheel or + and -, click for what is under it."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsItem,
    QGraphicsScene,
    QGraphicsView,
    QStyleOptionGraphicsItem,
    QWidget,
)

from exports.picture.scene import Item, Scene
from infra_builder.rects import Rect, around_all
from ui.painting import Drawing

MARGIN, AROUND, READABLE, CLOSEST, STEP = 32, 80, 0.7, 2.0, 1.2
SLACK = 4
"""So many pixels a hand may tremble and still have clicked."""


class Spread(QGraphicsView):
    """A scene of `exports.picture` that is looked at, not edited."""

    clicked = Signal(str)
    """An item was clicked, by id."""

    def __init__(self, colours: Mapping[str, str]) -> None:
        self._board = QGraphicsScene()
        super().__init__(self._board)
        self.colours = colours
        self.shown: Scene | None = None
        self._rects: dict[str, Rect] = {}
        self._lit: tuple[str, ...] = ()
        self._pressed = QPoint()
        self._fitted = True
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)

    def show_scene(self, drawn: Scene, colours: Mapping[str, str]) -> None:
        """Show this picture, whole."""
        self.shown, self.colours, self._lit = drawn, colours, ()
        self._rects = {item.id: item.rect for item in drawn.items}
        self.setBackgroundBrush(QColor(colours["canvas"]))
        board = self._board
        board.clear()
        for item in drawn.items:
            board.addItem(_Painted(item, colours))
        frame = drawn.bounds.grown(MARGIN)
        board.setSceneRect(QRectF(frame.x, frame.y, frame.width, frame.height))
        self.setAccessibleDescription(", ".join(item.says for item in drawn.items if item.sort == "block"))
        self.fit()

    def show_nothing(self) -> None:
        """Show that the picture is still being drawn."""
        self.shown, self._rects, self._lit = None, {}, ()
        self._board.clear()
        words = self._board.addSimpleText(self.tr("Drawing both in one picture…"))
        words.setBrush(QColor(self.colours["ink_2"]))
        self._board.setSceneRect(words.boundingRect().adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN))
        self.fit()

    @property
    def lit(self) -> tuple[str, ...]:
        """What is outlined, by ids."""
        return self._lit

    def light(self, ids: Collection[str]) -> None:
        """Outline these items, and bring them into sight where they can be read."""
        self._lit = tuple(id_ for id_ in ids if id_ in self._rects)
        near = [self._rects[id_] for id_ in self._lit]
        if near:
            self._approach(around_all(near))
        self.viewport().update()

    def fit(self) -> None:
        """The whole picture, never larger than 100 %."""
        self._fitted = True
        rect, room = self.sceneRect(), self.viewport().size()
        scale = min(room.width() / max(rect.width(), 1), room.height() / max(rect.height(), 1), 1.0)
        self.resetTransform()
        self.scale(scale, scale)
        self.centerOn(rect.center())

    def zoom(self, by: float) -> None:
        """Closer, or further away."""
        now = self.transform().m11()
        wanted = min(max(now * by, 0.05), CLOSEST)
        self.scale(wanted / now, wanted / now)
        self._fitted = False

    def _approach(self, near: Rect) -> None:
        """Keep the scale where what is looked at can be read; otherwise go so near that it can."""
        if self.transform().m11() < READABLE:
            part, room = near.grown(AROUND), self.viewport().size()
            scale = min(room.width() / part.width, room.height() / part.height, READABLE)
            if scale > self.transform().m11():
                self.resetTransform()
                self.scale(scale, scale)
                self._fitted = False
        part = near.grown(AROUND / 2)
        self.ensureVisible(QRectF(part.x, part.y, part.width, part.height), 0, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Zoom by keys; arrows scroll."""
        match event.key():
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom(STEP)
            case Qt.Key.Key_Minus:
                self.zoom(1 / STEP)
            case Qt.Key.Key_0:
                self.fit()
            case _:
                super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, scroll without."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(STEP if event.angleDelta().y() > 0 else 1 / STEP)
        else:
            super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to drag, or to click."""
        self._pressed = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A press that went nowhere was a click."""
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        if event.button() == Qt.MouseButton.LeftButton and (place - self._pressed).manhattanLength() <= SLACK:
            point = self.mapToScene(place)
            under = (item.id for item in reversed(self.shown.items if self.shown else ())
                     if item.rect.holds(point.x(), point.y()))  # fmt: skip
            if found := next(under, ""):
                self.clicked.emit(found)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A picture that was seen whole still is."""
        super().resizeEvent(event)
        if self._fitted:
            self.fit()

    def drawForeground(self, painter: QPainter, _rect: QRectF) -> None:  # type: ignore[override]
        """Outline what is looked at."""
        painter.setPen(QPen(QColor(self.colours["accent"]), 3))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for id_ in self._lit:
            place = self._rects[id_].grown(8)
            painter.drawRoundedRect(QRectF(place.x, place.y, place.width, place.height), 12, 12)


class _Painted(QGraphicsItem):
    """One item of the picture. Its shapes are compiled when they are first seen."""

    def __init__(self, item: Item, colours: Mapping[str, str]) -> None:
        super().__init__()
        self._item, self._colours = item, colours
        self._drawing: Drawing | None = None
        reach = item.rect.grown(24)
        self._reach = QRectF(reach.x, reach.y, reach.width, reach.height)

    def boundingRect(self) -> QRectF:
        """Badges and marks reach out of a rectangle."""
        return self._reach

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        """Draw the shapes."""
        if self._drawing is None:
            self._drawing = Drawing(self._item.shapes, self._colours)
        self._drawing.paint(painter)
