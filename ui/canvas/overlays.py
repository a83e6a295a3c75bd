"""What lies over the picture while hands are at work: port, handles, the line and the rectangle that follow them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from infra_builder.layout import Rect

EDGES: Mapping[str, Qt.CursorShape] = {
    "TL": Qt.CursorShape.SizeFDiagCursor, "T": Qt.CursorShape.SizeVerCursor, "TR": Qt.CursorShape.SizeBDiagCursor,
    "R": Qt.CursorShape.SizeHorCursor, "BR": Qt.CursorShape.SizeFDiagCursor, "B": Qt.CursorShape.SizeVerCursor,
    "BL": Qt.CursorShape.SizeBDiagCursor, "L": Qt.CursorShape.SizeHorCursor,
}  # fmt: skip


class PortItem(QGraphicsItem):
    """The small circle at the right of a block from which a link is dragged."""

    RADIUS, GRIP = 7.0, 16.0

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

    def reaches(self, at: QPointF, grip: float = GRIP) -> bool:
        """Whether a point is near enough to take hold of it."""
        off = at - self.pos()
        return self.isVisible() and max(abs(off.x()), abs(off.y())) <= grip

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


class HandlesItem(QGraphicsItem):
    """The eight small squares by which a chosen zone is made larger or smaller."""

    SIDE, GRIP, OUT = 9.0, 14.0, 5.0

    def __init__(self, colours: Mapping[str, str]) -> None:
        super().__init__()
        self.colours = colours
        self.owner = ""
        self.rect = Rect(0, 0, 0, 0)
        self.setZValue(6)
        self.hide()

    def sit(self, owner: str, rect: Rect) -> None:
        """Stand around a zone."""
        self.prepareGeometryChange()
        self.owner, self.rect = owner, rect
        self.show()

    def _spots(self) -> Iterator[tuple[str, QPointF]]:
        rect = self.rect.grown(self.OUT)
        xs = {"L": rect.x, "R": rect.right}
        ys = {"T": rect.y, "B": rect.bottom}
        for edge in EDGES:
            x = next((xs[letter] for letter in edge if letter in xs), rect.cx)
            y = next((ys[letter] for letter in edge if letter in ys), rect.cy)
            yield edge, QPointF(x, y)

    def edge_at(self, at: QPointF, grip: float = GRIP) -> str:
        """The edge or corner whose handle is near a point, or ""."""
        if not self.isVisible():
            return ""
        for edge, spot in self._spots():
            if max(abs(at.x() - spot.x()), abs(at.y() - spot.y())) <= grip:
                return edge
        return ""

    def boundingRect(self) -> QRectF:
        """See QGraphicsItem."""
        rect = self.rect.grown(self.OUT + self.SIDE)
        return QRectF(rect.x, rect.y, rect.width, rect.height)

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        """See QGraphicsItem."""
        painter.setPen(QPen(QColor(self.colours["accent"]), 1.5))
        painter.setBrush(QColor(self.colours["panel"]))
        half = self.SIDE / 2
        for _, spot in self._spots():
            painter.drawRect(QRectF(spot.x() - half, spot.y() - half, self.SIDE, self.SIDE))


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


class TargetItem(LineItem):
    """The dashed frame around the zone into which something would go."""

    def __init__(self, colours: Mapping[str, str]) -> None:
        super().__init__(colours)
        self.setZValue(1)
        self.hide()

    def surround(self, rect: Rect) -> None:
        """Stand around this."""
        self.reach(QPointF(rect.x, rect.y), QPointF(rect.right, rect.bottom))

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        """See QGraphicsItem."""
        painter.setPen(QPen(QColor(self.colours["accent"]), 2.5, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.start, self.end), 14, 14)
