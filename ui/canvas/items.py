"""The items of the canvas. Each paints one item of the picture and knows nothing of plans."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPainterPathStroker, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from exports.picture.scene import Item
from exports.picture.shapes import Path, bounds
from ui.painting import Drawing, outline

ORDER = {"zone": 0, "heading": 1, "flow": 2, "workload": 3, "block": 3}
LINE_GRIP = 12.0
"""How wide a link is to the pointer."""


class PictureItem(QGraphicsItem):
    """One zone, block, workload, link or heading. Its shapes are in scene coordinates."""

    def __init__(self, item: Item, colours: Mapping[str, str]) -> None:
        super().__init__()
        self.item = item
        self.setZValue(ORDER[item.sort])
        self.setAcceptHoverEvents(item.sort in ("block", "workload"))
        self._show(item, colours)

    def show_item(self, item: Item, colours: Mapping[str, str]) -> None:
        """Paint this from now on."""
        if item != self.item:
            self.prepareGeometryChange()
            self._show(item, colours)
            self.update()

    def restyle(self, colours: Mapping[str, str]) -> None:
        """Paint the same in other colours."""
        self._drawing = Drawing(self.item.shapes, colours)
        self.update()

    def _show(self, item: Item, colours: Mapping[str, str]) -> None:
        self.item = item
        self._drawing = Drawing(item.shapes, colours)
        around = bounds(item.shapes)
        self._bounds = QRectF(around.x, around.y, around.width, around.height).adjusted(-4, -4, 4, 4)
        rect = item.rect
        self._shape = QPainterPath()
        if item.sort == "flow":
            lines = QPainterPath()
            for shape in item.shapes:
                if isinstance(shape, Path) and shape.stroke and not shape.fill and len(shape.commands) > 1:
                    lines.addPath(outline(shape.commands))
            stroker = QPainterPathStroker(QPen(Qt.GlobalColor.black, LINE_GRIP))
            self._shape = stroker.createStroke(lines)
        elif item.sort != "heading":
            self._shape.addRect(QRectF(rect.x, rect.y, rect.width, rect.height))

    def boundingRect(self) -> QRectF:
        """See QGraphicsItem."""
        return self._bounds

    def shape(self) -> QPainterPath:
        """See QGraphicsItem."""
        return self._shape

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        """See QGraphicsItem."""
        self._drawing.paint(painter)


class PortItem(QGraphicsItem):
    """The small circle at the right of a block from which a link is dragged."""

    RADIUS, GRIP = 7.0, 14.0

    def __init__(self, colours: Mapping[str, str]) -> None:
        super().__init__()
        self.colours = colours
        self.owner = ""
        self.setZValue(8)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.hide()

    def sit(self, owner: str, at: QPointF) -> None:
        """Stand at the right edge of a block or workload."""
        self.owner = owner
        self.setPos(at)
        self.show()

    def boundingRect(self) -> QRectF:
        """See QGraphicsItem."""
        return QRectF(-self.GRIP, -self.GRIP, 2 * self.GRIP, 2 * self.GRIP)

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        """See QGraphicsItem."""
        painter.setPen(QPen(QColor(self.colours["on_accent"]), 2))
        painter.setBrush(QColor(self.colours["accent"]))
        painter.drawEllipse(QPointF(0, 0), self.RADIUS, self.RADIUS)
        painter.setPen(QPen(QColor(self.colours["on_accent"]), 1.75, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(QPointF(-3, 0), QPointF(3, 0))
        painter.drawLine(QPointF(0, -3), QPointF(0, 3))


class LineItem(QGraphicsItem):
    """The line that follows the pointer while a link is drawn."""

    def __init__(self, colours: Mapping[str, str]) -> None:
        super().__init__()
        self.colours = colours
        self.start = self.end = QPointF()
        self.setZValue(9)

    def reach(self, start: QPointF, end: QPointF) -> None:
        """Lead from one point to another."""
        self.prepareGeometryChange()
        self.start, self.end = start, end
        self.update()

    def boundingRect(self) -> QRectF:
        """See QGraphicsItem."""
        return QRectF(self.start, self.end).normalized().adjusted(-6, -6, 6, 6)

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        """See QGraphicsItem."""
        painter.setPen(QPen(QColor(self.colours["accent"]), 2, Qt.PenStyle.DashLine))
        painter.drawLine(self.start, self.end)


class BandItem(LineItem):
    """The rectangle that selects what it touches."""

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        """See QGraphicsItem."""
        fill = QColor(self.colours["accent"])
        fill.setAlpha(28)
        painter.setPen(QPen(QColor(self.colours["accent"]), 1))
        painter.setBrush(fill)
        painter.drawRect(QRectF(self.start, self.end).normalized())
