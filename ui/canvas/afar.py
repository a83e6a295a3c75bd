"""The board from so far away that no name can be read: rectangles and straight lines, painted many at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from exports.picture import marks
from exports.picture.block import BlockLook
from exports.picture.zone import ZoneLook, ground

if TYPE_CHECKING:
    from ui.canvas.board import Board
    from ui.canvas.items import NodeItem, ZoneItem

AROUND = 10.0
"""How far an outline stands off what is lit or selected."""


class Afar:
    """The rectangles and lines of a board by colour, gathered when something has changed."""

    def __init__(self, board: Board) -> None:
        self.zones: dict[str, list[QRectF]] = {}
        self.nodes: dict[str, list[QRectF]] = {}
        self.outlines: dict[str, list[QRectF]] = {}
        for zone in board.zones.values():
            assert isinstance(zone.look, ZoneLook)
            self._take(self.zones, ground(zone.look.environment), zone)
        for node in board.nodes.values():
            self._take(self.nodes, node.look.category if isinstance(node.look, BlockLook) else "workload_card", node)
        places = {
            id_: node.scenePos() + QPointF(node.rect.width / 2, node.rect.height / 2)
            for id_, node in board.nodes.items()
        }
        self.links = [QLineF(places[a], places[b]) for a, b in board.web.pairs() if a in places and b in places]

    def _take(self, rects: dict[str, list[QRectF]], role: str, item: NodeItem | ZoneItem) -> None:
        rect = QRectF(item.x(), item.y(), item.rect.width, item.rect.height)
        rects.setdefault(role, []).append(rect)
        if item.look.lit:  # type: ignore[attr-defined]
            outline = marks.flag_role(item.look.lit)  # type: ignore[attr-defined]
            self.outlines.setdefault(outline, []).append(rect.adjusted(-AROUND, -AROUND, AROUND, AROUND))
        if item.look.selected:  # type: ignore[attr-defined]
            self.outlines.setdefault("accent", []).append(rect.adjusted(-AROUND, -AROUND, AROUND, AROUND))

    def paint(self, painter: QPainter, colours: Mapping[str, str]) -> None:
        """Paint everything in the coordinates of the board."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for role, rects in self.zones.items():
            _draw(painter, rects, _pen(colours["zone_line"], 1), QColor(colours[role]))
        painter.setPen(_pen(colours["ink_3"], 1))
        painter.drawLines(self.links)
        for role, rects in self.nodes.items():
            _draw(painter, rects, Qt.PenStyle.NoPen, QColor(colours[role]))
        for role, rects in self.outlines.items():
            _draw(painter, rects, _pen(colours[role], 3), Qt.BrushStyle.NoBrush)


def _draw(painter: QPainter, rects: Iterable[QRectF], pen: object, brush: object) -> None:
    painter.setPen(pen)
    painter.setBrush(brush)
    painter.drawRects(list(rects))


def _pen(colour: str, width: float) -> QPen:
    pen = QPen(QColor(colour), width)
    pen.setCosmetic(True)
    return pen
