"""The items of the canvas. Each paints one thing of the picture and knows nothing of plans.

An item is made from a look and a place; its shapes are computed when it is first seen close enough to tell them, and
from the second time on it is painted from a stamp.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPainterPathStroker, QPen, QPixmap, QPixmapCache, QTransform
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from exports.picture import marks
from exports.picture.block import BlockLook, block_shapes
from exports.picture.card import CardLook, card_shapes
from exports.picture.flow import FlowLook
from exports.picture.links import DrawnLink
from exports.picture.scene import Sort
from exports.picture.shapes import Shapes, bounds, line
from exports.picture.zone import ZoneLook, zone_shapes
from infra_builder.layout import Rect
from ui.painting import Drawing, outline

REACH = 20.0
"""How far badges, outlines and footings reach out of a rectangle at the most."""
LINE_GRIP = 12.0
"""How wide a link is to the pointer."""
UPRIGHT = QTransform()
STAMPS_KB = 65_536
ORDER: Mapping[Sort, int] = {"zone": 0, "heading": 1, "flow": 2, "workload": 3, "block": 3}


class PlacedItem(QGraphicsItem):
    """A zone, block, workload or heading at its place. `rect` is where it stands on the canvas."""

    sort: Sort = "block"

    def __init__(self, id_: str, look: object, rect: Rect, colours: Mapping[str, str]) -> None:
        super().__init__()
        self.id, self.look, self.rect, self.colours = id_, look, rect, colours
        self._drawing: Drawing | None = None
        self.setZValue(ORDER[self.sort])
        self.setPos(rect.x, rect.y)

    def show_look(self, look: object, rect: Rect) -> None:
        """Stand here and look like this from now on."""
        if (rect.width, rect.height) != (self.rect.width, self.rect.height):
            self.prepareGeometryChange()
        self.rect = rect
        self.setPos(rect.x, rect.y)
        if look != self.look:
            self.look = look
            self._forget()

    def shift(self, dx: float, dy: float) -> None:
        """Stand so far from the place while something is being dragged."""
        self.setPos(self.rect.x + dx, self.rect.y + dy)

    def restyle(self, colours: Mapping[str, str]) -> None:
        """Paint the same in other colours."""
        self.colours = colours
        self._forget()

    def _forget(self) -> None:
        self._drawing = None
        self.update()

    def shapes(self) -> Shapes:
        """What is painted, with the top left of the rectangle at the origin."""
        raise NotImplementedError

    def drawing(self) -> Drawing:
        """The shapes, compiled when they are first wanted."""
        if self._drawing is None:
            self._drawing = Drawing(self.shapes(), self.colours)
        return self._drawing

    def boundingRect(self) -> QRectF:
        """See QGraphicsItem."""
        return QRectF(-REACH, -REACH, self.rect.width + 2 * REACH, self.rect.height + 2 * REACH)

    def shape(self) -> QPainterPath:
        """See QGraphicsItem."""
        path = QPainterPath()
        path.addRect(0, 0, self.rect.width, self.rect.height)
        return path

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        """See QGraphicsItem."""
        self.drawing().paint(painter)


class NodeItem(PlacedItem):
    """A block or a workload: what links lead from and to."""

    def __init__(self, id_: str, look: BlockLook | CardLook, rect: Rect, colours: Mapping[str, str]) -> None:
        self.sort = "block" if isinstance(look, BlockLook) else "workload"
        self._stamp: QPixmapCache.Key | None = None
        self._seen_at = 0.0
        super().__init__(id_, look, rect, colours)
        self.setAcceptHoverEvents(True)

    def _forget(self) -> None:
        if self._stamp is not None:
            QPixmapCache.remove(self._stamp)
            self._stamp = None
        super()._forget()

    def shapes(self) -> Shapes:
        """See PlacedItem."""
        return block_shapes(self.look) if isinstance(self.look, BlockLook) else card_shapes(self.look)  # type: ignore[arg-type]

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """See QGraphicsItem."""
        transform = painter.worldTransform()
        scale = transform.m11()
        ratio = widget.devicePixelRatioF() if widget else 1.0
        if scale * ratio != self._seen_at:
            self._seen_at = scale * ratio
            self._stamp = None
            self.drawing().paint(painter)
            return
        stamp = self._stamped(scale, ratio)
        corner = transform.map(QPointF(-REACH, -REACH))
        painter.setWorldTransform(UPRIGHT)
        painter.drawPixmap(QPointF(round(corner.x() * ratio) / ratio, round(corner.y() * ratio) / ratio), stamp)
        painter.setWorldTransform(transform)

    def _stamped(self, scale: float, ratio: float) -> QPixmap:
        """The item as a picture at this scale, which is painted many times faster than its shapes."""
        found = QPixmap()
        if self._stamp is not None and QPixmapCache.find(self._stamp, found):
            return found
        box = self.boundingRect()
        made = QPixmap(round(box.width() * scale * ratio) + 1, round(box.height() * scale * ratio) + 1)
        made.setDevicePixelRatio(ratio)
        made.fill(Qt.GlobalColor.transparent)
        brush = QPainter(made)
        brush.setRenderHint(QPainter.RenderHint.Antialiasing)
        brush.scale(scale, scale)
        brush.translate(REACH, REACH)
        self.drawing().paint(brush)
        brush.end()
        self._stamp = QPixmapCache.insert(made)
        return made


class ZoneItem(PlacedItem):
    """A zone: the ground that blocks stand on."""

    sort: Sort = "zone"

    def shapes(self) -> Shapes:
        """See PlacedItem."""
        assert isinstance(self.look, ZoneLook)
        return zone_shapes(self.look)


class HeadingItem(PlacedItem):
    """Words above blocks that stand in no zone; its look is these words."""

    sort: Sort = "heading"

    def shapes(self) -> Shapes:
        """See PlacedItem."""
        return marks.heading(str(self.look), self.rect.width)


class LinkItem(QGraphicsItem):
    """A link between two nodes, in the coordinates of the canvas.

    It is `rough` until its line is worked out: the rectangle around its ends and their surroundings stands for it.
    """

    sort: Sort = "flow"
    SURROUNDINGS = 260.0

    def __init__(self, id_: str, look: FlowLook, ends: tuple[Rect, Rect], colours: Mapping[str, str]) -> None:
        super().__init__()
        self.id, self.look, self.ends, self.colours = id_, look, ends, colours
        self.drawn: DrawnLink | None = None
        self._drawing: Drawing | None = None
        self._shape: QPainterPath | None = None
        self._plain: QPainterPath | None = None
        self.setZValue(ORDER["flow"])
        self._set(None)

    @property
    def rough(self) -> bool:
        """Whether its line is still to be worked out."""
        return self.drawn is None

    @property
    def rect(self) -> Rect:
        """The rectangle around the ends or around the line."""
        box = self._box
        return Rect(box.x(), box.y(), box.width(), box.height())

    def show_look(self, look: FlowLook, ends: tuple[Rect, Rect]) -> None:
        """Lead from here to there and look like this from now on; the line is worked out later."""
        self.look, self.ends = look, ends
        self.prepareGeometryChange()
        self._set(None)

    def show_drawn(self, look: FlowLook, ends: tuple[Rect, Rect], drawn: DrawnLink) -> None:
        """Be drawn like this."""
        if drawn is self.drawn and look == self.look:
            return
        self.look, self.ends = look, ends
        self.prepareGeometryChange()
        self._set(drawn)

    def stretch(self, points: tuple[tuple[float, float], ...]) -> None:
        """Follow an end that is being dragged by a plain line."""
        self.prepareGeometryChange()
        self._plain = outline(line(*points))
        self._box = self._plain.boundingRect().adjusted(-REACH, -REACH, REACH, REACH)
        self.update()

    def relax(self) -> None:
        """Be drawn as before a drag."""
        self.setPos(0, 0)
        if self._plain is not None:
            self.prepareGeometryChange()
            self._set(self.drawn)

    def restyle(self, colours: Mapping[str, str]) -> None:
        """Paint the same in other colours."""
        self.colours = colours
        self._drawing = None
        self.update()

    def _set(self, drawn: DrawnLink | None) -> None:
        self.drawn = drawn
        self._drawing = self._shape = self._plain = None
        around = bounds(drawn.shapes).grown(4) if drawn else self.ends[0].united(self.ends[1]).grown(self.SURROUNDINGS)
        self._box = QRectF(around.x, around.y, around.width, around.height)
        self.update()

    def boundingRect(self) -> QRectF:
        """See QGraphicsItem."""
        return self._box

    def shape(self) -> QPainterPath:
        """See QGraphicsItem."""
        if self._shape is None:
            (a, b) = self.ends
            points = self.drawn.route.points if self.drawn else ((a.cx, a.cy), (b.cx, b.cy))
            stroker = QPainterPathStroker(QPen(Qt.GlobalColor.black, LINE_GRIP))
            self._shape = stroker.createStroke(outline(line(*points)))
            if self.drawn:
                label = self.drawn.label
                self._shape.addRect(QRectF(label.x, label.y, label.width, label.height))
        return self._shape

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        """See QGraphicsItem."""
        if self._plain is not None:
            painter.setPen(QPen(QColor(self.colours["accent" if self.look.selected else "ink_3"]), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(self._plain)
        elif self.drawn is not None:
            if self._drawing is None:
                self._drawing = Drawing(self.drawn.shapes, self.colours)
            self._drawing.paint(painter)


PictureItem = PlacedItem | LinkItem
