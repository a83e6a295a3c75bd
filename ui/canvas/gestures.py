"""What hands do on the canvas, one class a gesture. Each previews while it lasts and makes one edit when it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt

from infra_builder.edits import Change, Move
from infra_builder.layout import Rect
from ui.canvas.overlays import BandItem, LineItem

if TYPE_CHECKING:
    from ui.canvas.canvas import Canvas

SNAP = 8
LEAST_ZONE = (160.0, 96.0)


def snapped(value: float) -> float:
    """The nearest line of the grid."""
    return float(round(value / SNAP) * SNAP)


class Gesture:
    """Something that begins with a press, follows the pointer and ends with the release, or is called off.

    Points are of the scene.
    """

    def __init__(self, canvas: Canvas, start: QPointF) -> None:
        self.canvas, self.start = canvas, start

    def move(self, at: QPointF) -> None:
        """The pointer is here now."""

    def finish(self, at: QPointF) -> None:
        """The button was released here."""

    def cancel(self) -> None:
        """Nothing shall have happened."""


class MoveGesture(Gesture):
    """Moves what is selected; blocks change zone with where they are put. A zone takes its blocks along."""

    def __init__(self, canvas: Canvas, start: QPointF, held: str) -> None:
        super().__init__(canvas, start)
        board = canvas.board
        rect = board.rect_of(held)
        assert rect is not None
        self.held, self.place = held, rect
        self.moving = board.with_contents(canvas.selection.ids)
        self.zones = self.moving & set(board.zone_ids())
        self.by = (0.0, 0.0)

    def move(self, at: QPointF) -> None:
        """See Gesture."""
        by = (
            snapped(self.place.x + at.x() - self.start.x()) - self.place.x,
            snapped(self.place.y + at.y() - self.start.y()) - self.place.y,
        )
        if by != self.by:
            self.by = by
            self.canvas.board.shift(self.moving, *by)
            self.canvas.board.point_out(self._goal())

    def _goal(self) -> str | None:
        """The zone that the held block would go into, where that is another than now."""
        board = self.canvas.board
        if not board.is_block(self.held) or board.block_zone(self.held) in self.zones:
            return None
        zone = self._zone_under(self.place)
        return zone if zone != board.block_zone(self.held) else None

    def _zone_under(self, rect: Rect) -> str | None:
        there = rect.moved(*self.by)
        return self.canvas.board.zone_at(there.cx, there.cy, without=self.zones)

    def _end(self) -> None:
        self.canvas.board.point_out(None)
        self.canvas.board.unshift()

    def finish(self, at: QPointF) -> None:
        """See Gesture."""
        self.move(at)
        board = self.canvas.board
        self._end()
        if self.by == (0.0, 0.0):
            return
        places = {id_: rect for id_ in self.moving if (rect := board.rect_of(id_))}
        spots = {id_: (rect.x + self.by[0], rect.y + self.by[1]) for id_, rect in places.items()}
        homes = {
            id_: self._zone_under(places[id_])
            for id_ in places
            if board.is_block(id_) and board.block_zone(id_) not in self.zones
        }
        label = self.canvas.move_label(len(self.canvas.selection.ids))
        self.canvas.do(Move(option=board.option_id, at=spots, zones=homes), label)

    def cancel(self) -> None:
        """See Gesture."""
        self._end()


class ResizeGesture(Gesture):
    """Moves an edge or a corner of a zone; its blocks stay where they are, and inside."""

    def __init__(self, canvas: Canvas, start: QPointF, zone: str, edge: str) -> None:
        super().__init__(canvas, start)
        rect = canvas.board.rect_of(zone)
        assert rect is not None
        self.zone, self.edge, self.before = zone, edge, rect
        self.rect = rect

    def move(self, at: QPointF) -> None:
        """See Gesture."""
        dx, dy = at.x() - self.start.x(), at.y() - self.start.y()
        old, (wide, high) = self.before, LEAST_ZONE
        left, top, right, bottom = old.x, old.y, old.right, old.bottom
        if "L" in self.edge:
            left = min(snapped(left + dx), right - wide)
        if "R" in self.edge:
            right = max(snapped(right + dx), left + wide)
        if "T" in self.edge:
            top = min(snapped(top + dy), bottom - high)
        if "B" in self.edge:
            bottom = max(snapped(bottom + dy), top + high)
        self.rect = self.canvas.board.room_for(self.zone, Rect(left, top, right - left, bottom - top))
        self.canvas.board.resize_zone(self.zone, self.rect)
        self.canvas.handles.sit(self.zone, self.rect)

    def finish(self, at: QPointF) -> None:
        """See Gesture."""
        self.move(at)
        rect, board = self.rect, self.canvas.board
        self.cancel()
        if rect != self.before:
            place = {"at": (rect.x, rect.y), "size": (rect.width, rect.height)}
            self.canvas.do(Change(option=board.option_id, id=self.zone, changes=place), self.canvas.tr("resize zone"))

    def cancel(self) -> None:
        """See Gesture."""
        self.canvas.board.resize_zone(self.zone, self.before)
        self.canvas.handles.sit(self.zone, self.before)


class BandGesture(Gesture):
    """Selects everything that a rectangle touches."""

    def __init__(self, canvas: Canvas, start: QPointF, keep: tuple[str, ...]) -> None:
        super().__init__(canvas, start)
        self.keep = keep
        self.band = BandItem(canvas.colours)
        canvas.board.lay_over(self.band)

    def move(self, at: QPointF) -> None:
        """See Gesture."""
        self.band.reach(self.start, at)
        touched = self.canvas.board.touched(QRectF(self.start, at).normalized())
        self.canvas.selection.choose((*self.keep, *touched))

    def finish(self, _at: QPointF) -> None:
        """See Gesture."""
        self.canvas.board.lift(self.band)

    def cancel(self) -> None:
        """See Gesture."""
        self.finish(self.start)
        self.canvas.selection.choose(self.keep)


class ConnectGesture(Gesture):
    """Draws a link from a port to whatever it is dropped on; on empty canvas, to a new block."""

    def __init__(self, canvas: Canvas, start: QPointF, source: str) -> None:
        super().__init__(canvas, start)
        self.source = source
        self.line = LineItem(canvas.colours)
        canvas.board.lay_over(self.line)

    def move(self, at: QPointF) -> None:
        """See Gesture."""
        self.line.reach(self.start, at)
        self.canvas.linker.hint(self.source, self.canvas.board.node_at(at))

    def finish(self, at: QPointF) -> None:
        """See Gesture."""
        self.cancel()
        target = self.canvas.board.node_at(at)
        if target and target != self.source:
            self.canvas.linker.offer(self.source, target)
        elif not target and QPointF(at - self.start).manhattanLength() > 40:
            self.canvas.linker.offer_new(self.source, at)

    def cancel(self) -> None:
        """See Gesture."""
        self.canvas.board.lift(self.line)
        self.canvas.linker.hint("", "")


class PanGesture(Gesture):
    """Moves the view over the canvas: the point under the hand stays under it."""

    def __init__(self, canvas: Canvas, start: QPointF) -> None:
        super().__init__(canvas, start)
        canvas.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def move(self, at: QPointF) -> None:
        """See Gesture."""
        off = (at - self.start) * self.canvas.transform().m11()
        bars = self.canvas.horizontalScrollBar(), self.canvas.verticalScrollBar()
        bars[0].setValue(bars[0].value() - round(off.x()))
        bars[1].setValue(bars[1].value() - round(off.y()))

    def finish(self, _at: QPointF) -> None:
        """See Gesture."""
        self.canvas.viewport().unsetCursor()

    def cancel(self) -> None:
        """See Gesture."""
        self.canvas.viewport().unsetCursor()
