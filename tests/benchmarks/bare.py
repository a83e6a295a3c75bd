"""The bare scene to compare with: as many plain rectangles, names and curves as a plan has, in the same places."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem, QGraphicsScene, QGraphicsView

from infra_builder.plan import Plan

WIDE, HIGH, REACH = 208.0, 64.0, 60.0


class BareBlock(QGraphicsItem):
    """A rectangle, a name and two dots."""

    def __init__(self, name: str, at: tuple[float, float]) -> None:
        super().__init__()
        self.name = name
        self.links: list[tuple[QGraphicsPathItem, BareBlock, BareBlock]] = []
        self.setPos(*at)

    def boundingRect(self) -> QRectF:
        """See QGraphicsItem."""
        return QRectF(-4, -4, WIDE + 8, HIGH + 8)

    def paint(self, painter: QPainter, _option: object, _widget: object = None) -> None:
        """See QGraphicsItem."""
        painter.setPen(Qt.GlobalColor.black)
        painter.setBrush(Qt.GlobalColor.white)
        painter.drawRect(QRectF(0, 0, WIDE, HIGH))
        painter.drawText(QRectF(0, 0, WIDE, HIGH), Qt.AlignmentFlag.AlignCenter, self.name)
        painter.drawEllipse(QPointF(0, HIGH / 2), 3, 3)
        painter.drawEllipse(QPointF(WIDE, HIGH / 2), 3, 3)


def _curve(a: BareBlock, b: BareBlock) -> QPainterPath:
    start, end = a.pos() + QPointF(WIDE, HIGH / 2), b.pos() + QPointF(0, HIGH / 2)
    path = QPainterPath(start)
    path.cubicTo(start + QPointF(REACH, 0), end - QPointF(REACH, 0), end)
    return path


class Bare:
    """The scene of a plan and a view of it."""

    def __init__(self, plan: Plan, view: tuple[int, int]) -> None:
        option = plan.options[0]
        self.scene = QGraphicsScene()
        for zone in option.zones:
            assert zone.at
            assert zone.size
            self.scene.addRect(QRectF(*zone.at, *zone.size)).setZValue(-1)
        self.blocks = {block.id: BareBlock(block.name, block.at or (0.0, 0.0)) for block in option.blocks}
        for block in self.blocks.values():
            self.scene.addItem(block)
        pen = QPen(Qt.GlobalColor.darkGray, 1.5)
        for flow in option.flows:
            a, b = self.blocks[flow.source], self.blocks[flow.target]
            item = QGraphicsPathItem(_curve(a, b))
            item.setPen(pen)
            self.scene.addItem(item)
            a.links.append((item, a, b))
            b.links.append((item, a, b))
        self.view = QGraphicsView(self.scene)
        self.view.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.view.setFrameShape(QGraphicsView.Shape.NoFrame)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.resize(*view)

    def move(self, id_: str, dx: float, dy: float) -> None:
        """Move a block with its links."""
        block = self.blocks[id_]
        block.moveBy(dx, dy)
        for item, a, b in block.links:
            item.setPath(_curve(a, b))
