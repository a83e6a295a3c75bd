"""What hands do on the canvas, one class a gesture. Each previews while it lasts and makes one edit when it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt

from infra_builder.edits import Move
from infra_builder.layout import Rect
from ui.canvas.items import BandItem, LineItem

if TYPE_CHECKING:
    from ui.canvas.canvas import Canvas

SNAP = 8


def snapped(value: float) -> float:
    """The nearest line of the grid."""
    return float(round(value / SNAP) * SNAP)


class Gesture:
    """Something that begins with a press, follows the pointer and ends with the release, or is called off."""

    def __init__(self, canvas: Canvas, start: QPointF) -> None:
        self.canvas, self.start = canvas, start

    def move(self, at: QPointF) -> None:
        """The pointer is here now."""

    def finish(self, at: QPointF) -> None:
        """The button was released here."""

    def cancel(self) -> None:
        """Nothing shall have happened."""


class MoveGesture(Gesture):
    """Moves what is selected; blocks change zone with the pointer. A zone takes its blocks along."""

    def __init__(self, canvas: Canvas, start: QPointF, held: str) -> None:
        super().__init__(canvas, start)
        self.held = held
        self.places = canvas.board.places()
        self.zones = {id_: self.places[id_] for id_ in canvas.board.zone_ids()}
        self.moving = canvas.board.with_contents(canvas.selection.ids)
        self.edit: Move | None = None

    def move(self, at: QPointF) -> None:
        """See Gesture."""
        held = self.places[self.held]
        dx = snapped(held.x + at.x() - self.start.x()) - held.x
        dy = snapped(held.y + at.y() - self.start.y()) - held.y
        if not dx and not dy and self.edit is None:
            return
        spots = {id_: (self.places[id_].x + dx, self.places[id_].y + dy) for id_ in self.moving}
        moved_zones = self.moving & self.zones.keys()
        homes = {
            id_: self._zone_under(self.places[id_].moved(dx, dy))
            for id_ in self.moving
            if self.canvas.board.is_block(id_) and self.canvas.board.block_zone(id_) not in moved_zones
        }
        sizes = {id_: rect for id_, rect in self.zones.items() if id_ not in moved_zones}
        self.edit = Move(option=self.canvas.board.option_id, at=spots, zones=homes)
        self.canvas.board.preview(self.edit, frozen=sizes)

    def _zone_under(self, rect: Rect) -> str | None:
        return self.canvas.board.zone_at(rect.cx, rect.cy, self.zones)

    def finish(self, at: QPointF) -> None:
        """See Gesture."""
        self.move(at)
        self.canvas.board.end_preview()
        if self.edit is not None:
            count = len(self.canvas.selection.ids)
            self.canvas.do(self.edit, self.canvas.move_label(count))

    def cancel(self) -> None:
        """See Gesture."""
        self.canvas.board.end_preview()


class BandGesture(Gesture):
    """Selects everything that a rectangle touches."""

    def __init__(self, canvas: Canvas, start: QPointF, keep: tuple[str, ...]) -> None:
        super().__init__(canvas, start)
        self.keep = keep
        self.band = BandItem(canvas.colours)
        canvas.board.addItem(self.band)

    def move(self, at: QPointF) -> None:
        """See Gesture."""
        self.band.reach(self.start, at)
        touched = self.canvas.board.touched(QRectF(self.start, at).normalized())
        self.canvas.selection.choose((*self.keep, *touched))

    def finish(self, _at: QPointF) -> None:
        """See Gesture."""
        self.canvas.board.removeItem(self.band)

    def cancel(self) -> None:
        """See Gesture."""
        self.finish(self.start)
        self.canvas.selection.choose(self.keep)


class ConnectGesture(Gesture):
    """Draws a link from a port to whatever it is dropped on."""

    def __init__(self, canvas: Canvas, start: QPointF, source: str) -> None:
        super().__init__(canvas, start)
        self.source = source
        self.line = LineItem(canvas.colours)
        canvas.board.addItem(self.line)

    def move(self, at: QPointF) -> None:
        """See Gesture."""
        self.line.reach(self.start, at)
        self.canvas.hint_link(self.source, self.canvas.board.node_at(at))

    def finish(self, at: QPointF) -> None:
        """See Gesture."""
        self.canvas.board.removeItem(self.line)
        self.canvas.hint_link("", "")
        if target := self.canvas.board.node_at(at):
            self.canvas.offer_link(self.source, target)

    def cancel(self) -> None:
        """See Gesture."""
        self.canvas.board.removeItem(self.line)
        self.canvas.hint_link("", "")


class PanGesture(Gesture):
    """Moves the view over the canvas. Its points are of the window, since the scene moves under the hand."""

    def __init__(self, canvas: Canvas, start: QPointF) -> None:
        super().__init__(canvas, start)
        self.last = start
        canvas.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def move(self, at: QPointF) -> None:
        """See Gesture."""
        bars = self.canvas.horizontalScrollBar(), self.canvas.verticalScrollBar()
        bars[0].setValue(bars[0].value() - round(at.x() - self.last.x()))
        bars[1].setValue(bars[1].value() - round(at.y() - self.last.y()))
        self.last = at

    def finish(self, _at: QPointF) -> None:
        """See Gesture."""
        self.canvas.viewport().unsetCursor()

    def cancel(self) -> None:
        """See Gesture."""
        self.canvas.viewport().unsetCursor()
