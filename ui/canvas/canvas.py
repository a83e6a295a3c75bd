"""The canvas: the view of the board on which the option is edited, with mouse, fingers and keyboard.

Every change goes through the document, by a gesture, a key or a drop.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
    QTouchEvent,
)

from infra_builder.edits import Change, Edit, Move, Refused, Remove, Together
from infra_builder.layout import HEAD
from infra_builder.plan import Block, Workload, Zone
from ui.canvas.adding import addition, ghost, name_of
from ui.canvas.gestures import BandGesture, ConnectGesture, Gesture, MoveGesture, PanGesture, ResizeGesture
from ui.canvas.items import LinkItem
from ui.canvas.linker import Linker
from ui.canvas.minimap import Minimap
from ui.canvas.naming import NameField
from ui.canvas.overlays import EDGES, HandlesItem, PortItem
from ui.canvas.touching import Touch
from ui.canvas.view import BoardView
from ui.canvas.zonecard import ZoneCard
from ui.document import PlanDocument
from ui.selection import Selection
from ui.widgets import counted

MIME = "application/x-infra-builder-kind"
"""What the palette drags: the kind of a block, or `zone:` and an environment."""
FINGER = 26.0
"""How near a finger must come to a port or a handle."""
NUDGE = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class Canvas(BoardView):
    """The picture of an option, edited in place."""

    said = Signal(str)
    """Something the person should read, such as why a link was refused."""
    rename_wanted = Signal()
    """Name what is selected and has no place for a name on the canvas."""
    menu_wanted = Signal(QPoint)

    def __init__(self, document: PlanDocument, selection: Selection, colours: Mapping[str, str]) -> None:
        super().__init__(document, selection, colours)
        self.setAcceptDrops(True)
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Canvas"))
        self.gesture: Gesture | None = None
        self.linker, self.touch = Linker(self), Touch(self)
        self._space = False
        self.beginning = self.tr("Drag a zone or a block from the left to here, or double-click one.")
        self.port, self.handles = PortItem(colours), HandlesItem(colours)
        self.board.addItem(self.port)
        self.board.addItem(self.handles)
        self.minimap = Minimap(self)
        self.board.drawn.connect(self._seat)
        self.fit()

    def restyle(self, colours: Mapping[str, str]) -> None:
        """Draw in the colours of another theme."""
        self.port.colours = self.handles.colours = colours
        super().restyle(colours)
        self.minimap.restyle()

    def drawForeground(self, painter: QPainter, _rect: QRectF | QRect) -> None:
        """Say how to begin, while there is nothing but the workload."""
        if self.document.option.blocks or self.document.option.zones:
            return
        painter.save()
        painter.resetTransform()
        painter.setPen(QColor(self.colours["ink_2"]))
        room = self.viewport().rect().adjusted(40, 0, -40, -40)
        painter.drawText(room, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom, self.beginning)
        painter.restore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See QWidget."""
        super().resizeEvent(event)
        self.minimap.follow()

    # Changes

    def do(self, edit: Edit, label: str, burst: str = "") -> bool:
        """Make an edit; where it is refused, say why. Whether it was made."""
        try:
            self.document.do(edit, label, burst)
        except Refused as refusal:
            self.said.emit(str(refusal))
            return False
        return True

    def add(self, what: str, at: QPointF | None = None) -> str:
        """Add a block of a kind, or a zone (`zone:` and an environment), and select it. Gives its id, or ""."""
        edit, id_ = addition(self.board, what, at)
        if not self.do(edit, self.tr("add {name}").format(name=name_of(self.board, what))):
            return ""
        self.selection.choose((id_,))
        if self.fitted:
            self.fit()
        else:
            self.show_item(id_)
        return id_

    def add_all(self, kinds: Iterable[str], label: str) -> tuple[str, ...]:
        """Add blocks of these kinds as one step, those already there left out, and select them. Gives their ids."""
        there = {block.kind for block in self.document.option.blocks}
        additions = [addition(self.board, kind) for kind in dict.fromkeys(kinds) if kind not in there]
        if not additions or not self.do(Together(edits=tuple(edit for edit, _ in additions)), label):
            return ()
        ids = tuple(id_ for _, id_ in additions)
        self.selection.choose(ids)
        self.fit()
        return ids

    def delete_selected(self) -> None:
        """Take away what is selected, with its links."""
        if self.selection.ids:
            edit = Remove(option=self.board.option_id, ids=self.selection.ids)
            label = counted(len(self.selection.ids), self.tr("delete"), self.tr("delete {n} items"))
            self.selection.choose(())
            self.do(edit, label)

    def move_label(self, count: int) -> str:
        """What moving so many items is called in the menu."""
        return counted(count, self.tr("move"), self.tr("move {n} items"))

    def rename(self) -> None:
        """Name the selected thing where it stands; a link has its fields elsewhere."""
        id_ = self.selection.only
        value = self._value(id_)
        if not isinstance(value, Block | Zone | Workload):
            self.rename_wanted.emit()
            return
        self.show_item(id_)
        rect = self.board.rect_of(id_)
        assert rect is not None
        corner, foot = self.mapFromScene(rect.x, rect.y), self.mapFromScene(rect.right, rect.bottom)
        if isinstance(value, Zone):
            below = self.mapFromScene(rect.x, rect.y + HEAD)
            ZoneCard(self, value).open_at(self.viewport().mapTo(self, below))
            return
        hint = self.tr("Name, such as what people call it")
        field = NameField(self.viewport(), value.name, hint, QRect(corner, foot))
        option = self.board.option_id
        field.named.connect(
            lambda name: self.do(Change(option=option, id=id_, changes={"name": name}), self.tr("rename"))
        )

    def _value(self, id_: str) -> object:
        plan, option = self.document.plan, self.document.option
        return option.by_id.get(id_) or next((w for w in plan.workloads if w.id == id_), None)

    # What part is seen

    def pan(self, by: QPointF) -> None:
        """Move the picture by so many pixels of the screen."""
        self.fitted = False
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setValue(across.value() - round(by.x()))
        down.setValue(down.value() - round(by.y()))

    def zoom_about(self, place: QPointF, by: float) -> None:
        """Zoom, the spot below a point of the viewport staying there."""
        before = self.mapToScene(place.toPoint())
        self.zoom_by(by)
        self.pan(QPointF(place.toPoint() - self.mapFromScene(before)))

    # Pointer: places are pixels of the viewport

    def press(self, place: QPointF, *, extend: bool, touch: bool = False) -> None:
        """Begin the gesture that a place calls for. `extend` adds to the selection; a finger on nothing pans."""
        at = self.mapToScene(place.toPoint())
        self.document.judge.hold(True)
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        scale = self.transform().m11()
        near = FINGER / scale if touch else None
        if self.port.reaches(at, near or self.port.GRIP):
            self.gesture = ConnectGesture(self, self.port.pos(), self.port.owner)
            return
        if edge := self.handles.edge_at(at, near or self.handles.GRIP):
            self.gesture = ResizeGesture(self, at, self.handles.owner, edge)
            return
        found = self.board.items_at(at)
        if not found:
            self._press_ground(at, extend=extend, touch=touch)
            return
        id_ = found[0].id
        if extend:
            self.selection.toggle(id_)
        elif id_ not in self.selection.ids:
            self.selection.choose((id_,))
        if not isinstance(found[0], LinkItem) and id_ in self.selection.ids:
            self.gesture = MoveGesture(self, at, id_)

    def _press_ground(self, at: QPointF, *, extend: bool, touch: bool) -> None:
        if not extend:
            self.selection.choose(())
        if touch:
            self.fitted = False
            self.gesture = PanGesture(self, at)
        else:
            self.gesture = BandGesture(self, at, self.selection.ids)

    def follow(self, place: QPointF) -> None:
        """Go on with the gesture under way."""
        if self.gesture:
            self.gesture.move(self.mapToScene(place.toPoint()))

    def release(self, place: QPointF) -> None:
        """End the gesture under way."""
        gesture, self.gesture = self.gesture, None
        self.document.judge.hold(False)
        if gesture:
            gesture.finish(self.mapToScene(place.toPoint()))

    def drop_gesture(self) -> None:
        """Call the gesture under way off."""
        self.document.judge.hold(False)
        gesture, self.gesture = self.gesture, None
        if gesture:
            gesture.cancel()

    def name_at(self, place: QPointF) -> None:
        """Name what is at a place."""
        if found := self.board.items_at(self.mapToScene(place.toPoint())):
            self.selection.choose((found[0].id,))
            self.rename()

    def menu_at(self, place: QPointF) -> None:
        """Offer what can be done with what is at a place."""
        found = self.board.items_at(self.mapToScene(place.toPoint()))
        if found and found[0].id not in self.selection.ids:
            self.selection.choose((found[0].id,))
        elif not found:
            self.selection.choose(())
        self.menu_wanted.emit(self.viewport().mapToGlobal(place.toPoint()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """See QWidget."""
        left = event.button() == Qt.MouseButton.LeftButton
        if event.button() == Qt.MouseButton.MiddleButton or (self._space and left):
            self.fitted = False
            self.gesture = PanGesture(self, self.mapToScene(event.position().toPoint()))
        elif left:
            keys = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
            self.press(event.position(), extend=bool(event.modifiers() & keys))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer, or show what can be taken hold of under it."""
        if self.gesture:
            self.follow(event.position())
            return
        at = self.mapToScene(event.position().toPoint())
        if edge := self.handles.edge_at(at):
            self.viewport().setCursor(EDGES[edge])
        elif not self._space:
            self.viewport().unsetCursor()
        self._seat(self.board.node_at(at) or (self.port.owner if self.port.reaches(at) else ""))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """See QWidget."""
        self.release(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Name what was double-clicked."""
        self.name_at(event.position())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """See QWidget. From the keyboard the menu belongs to what is selected."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard and self.selection.ids:
            self.show_item(self.selection.ids[0])
            self.menu_wanted.emit(self.viewport().mapToGlobal(self.viewport_point(self.selection.ids[0])))
        else:
            self.menu_at(QPointF(event.pos()))

    def viewportEvent(self, event: QEvent) -> bool:
        """Fingers have their own ways."""
        if isinstance(event, QTouchEvent):
            return self.touch.handle(event)
        return super().viewportEvent(event)

    def _seat(self, hovered: str = "") -> None:
        """Put port and handles where they belong."""
        only = self.selection.only
        owner = hovered or only
        node = self.board.nodes.get(owner)
        if node is None or self.board.shifting:
            self.port.hide()
        else:
            self.port.sit(owner, QPointF(node.rect.right + 2, node.rect.cy))
        zone = self.board.zones.get(only)
        if zone is None or self.board.shifting:
            self.handles.hide()
        else:
            self.handles.sit(only, zone.rect)

    # Drops from the palette

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take what the palette drags."""
        event.setAccepted(event.mimeData().hasFormat(MIME))

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where it would stand."""
        if not event.mimeData().hasFormat(MIME):
            event.ignore()
            return
        at = self.mapToScene(event.position().toPoint())
        what = bytes(event.mimeData().data(MIME).data()).decode()
        self.board.show_ghost(*ghost(self.board, what, at))
        self.board.point_out(None if what.startswith("zone:") else self.board.zone_at(at.x(), at.y()))
        event.acceptProposedAction()

    def _end_drag(self) -> None:
        self.board.end_ghost()
        self.board.point_out(None)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Forget it."""
        self._end_drag()
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add it where it was dropped."""
        what = bytes(event.mimeData().data(MIME).data()).decode()
        self._end_drag()
        self.add(what, self.mapToScene(event.position().toPoint()))
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        event.acceptProposedAction()

    # Keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, walk through and delete by keyboard; Esc calls off what is under way."""
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.call_off()
        elif key == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = True
            self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
        elif key in NUDGE and self.selection.ids:
            self._nudge(key, fine=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and self.selection.only:
            self.rename()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Let go of the view."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = False
            self.viewport().unsetCursor()
        super().keyReleaseEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab walks through the items, and on to the next panel after the last."""
        order = self.walk()
        if not order:
            return super().focusNextPrevChild(forward)
        here = order.index(self.selection.only) if self.selection.only in order else -1 if forward else len(order)
        there = here + (1 if forward else -1)
        if not 0 <= there < len(order):
            return super().focusNextPrevChild(forward)
        self.selection.choose((order[there],))
        self.show_item(order[there])
        return True

    def walk(self) -> list[str]:
        """Workloads, zones with their blocks, and links, in the order in which they are read."""
        places = self.board.places()

        def key(id_: str) -> tuple[float, float]:
            return (places[id_].x // 120, places[id_].y)

        plan, option = self.document.plan, self.document.option
        order = sorted((workload.id for workload in plan.workloads), key=key)
        for zone in (*sorted(self.board.zone_ids(), key=key), None):
            order += [zone] if zone else []
            order += sorted((block.id for block in option.blocks if block.zone == zone), key=key)
        return order + [flow.id for flow in option.flows]

    def call_off(self) -> None:
        """Cancel the gesture under way, else put the finding down, else select nothing."""
        if self.gesture:
            self.drop_gesture()
        elif self.selection.finding:
            self.selection.hold_up("")
        else:
            self.selection.choose(())

    def _nudge(self, key: Qt.Key, *, fine: bool) -> None:
        dx, dy = NUDGE[key]
        step = 1 if fine else 8
        places = {id_: self.board.rect_of(id_) for id_ in self.board.with_contents(self.selection.ids)}
        spots = {id_: (rect.x + dx * step, rect.y + dy * step) for id_, rect in places.items() if rect}
        if spots:
            label = self.move_label(len(self.selection.ids))
            self.do(Move(option=self.board.option_id, at=spots), label, burst=f"nudge {self.selection.ids}")

    # Reactions

    def _plan_changed(self, before: object, after: object) -> None:
        known = {*self.document.option.by_id, *(workload.id for workload in self.document.plan.workloads)}
        self.selection.choose(id_ for id_ in self.selection.ids if id_ in known)
        super()._plan_changed(before, after)

    def _option_changed(self) -> None:
        self.selection.choose(())
        super()._option_changed()
