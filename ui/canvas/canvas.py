"""The canvas: the view of the board, on which the option is edited with mouse and keyboard.

Every change goes through the document, by a gesture, a key or a drop.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, Signal
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
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsView, QMenu

from infra_builder.edits import Add, Edit, Move, Refused, Remove, Together, new_id
from infra_builder.layout import BLOCK
from infra_builder.linking import NoLink, link, sensible
from infra_builder.plan import Block, Flow, Plan, Zone
from infra_builder.vocabulary import FlowKind
from ui.canvas.board import Board
from ui.canvas.gestures import BandGesture, ConnectGesture, Gesture, MoveGesture, PanGesture, snapped
from ui.canvas.items import PortItem
from ui.document import PlanDocument
from ui.selection import Selection
from ui.widgets import counted

MIME = "application/x-infra-builder-kind"
"""What the palette drags: the kind of a block, or `zone:` and an environment."""
MARGIN = 48
ZOOM_STEP, ZOOM_LEAST, ZOOM_MOST = 1.2, 0.2, 4.0
NUDGE = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class Canvas(QGraphicsView):
    """The picture of an option, edited in place."""

    said = Signal(str)
    """Something the person should read, such as why a link was refused."""
    zoomed = Signal(float)
    rename_wanted = Signal()
    menu_wanted = Signal(QPoint)

    def __init__(self, document: PlanDocument, selection: Selection, colours: Mapping[str, str]) -> None:
        super().__init__()
        self.document, self.selection, self.colours = document, selection, colours
        self.board = Board(document, selection, colours)
        self.setScene(self.board)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.BoundingRectViewportUpdate)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAcceptDrops(True)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Canvas"))
        self.gesture: Gesture | None = None
        self._space = False
        self._fitted = True
        self.beginning = self.tr("Drag a zone or a block from the left to here, or double-click one.")
        self.port = PortItem(colours)
        self.board.addItem(self.port)
        self.board.drawn.connect(self._seat_port)
        document.changed.connect(self._plan_changed)
        document.option_changed.connect(self._option_changed)
        selection.changed.connect(self.refresh)
        selection.finding_changed.connect(self._held_up)
        self._option_changed()

    # What is seen

    def refresh(self) -> None:
        """Draw what differs from what is drawn."""
        self.board.refresh()

    def restyle(self, colours: Mapping[str, str]) -> None:
        """Draw in the colours of another theme."""
        self.colours = self.port.colours = colours
        self.board.restyle(colours)
        self.resetCachedContent()
        self.viewport().update()

    def drawForeground(self, painter: QPainter, _rect: QRectF | QRect) -> None:
        """Say how to begin, while there is nothing but the workload."""
        if self.document.option.blocks or self.document.option.zones or self.board.previewing:
            return
        painter.save()
        painter.resetTransform()
        painter.setPen(QColor(self.colours["ink_2"]))
        room = self.viewport().rect().adjusted(40, 0, -40, -40)
        painter.drawText(room, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom, self.beginning)
        painter.restore()

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
        edit, id_ = self._addition(what, at)
        name = self._name_of(what)
        if not self.do(edit, self.tr("add {name}").format(name=name)):
            return ""
        self.selection.choose((id_,))
        if self._fitted:
            self.fit()
        else:
            self._show(id_)
        return id_

    def add_all(self, kinds: Iterable[str], label: str) -> tuple[str, ...]:
        """Add blocks of these kinds as one step, those already there left out, and select them. Gives their ids."""
        there = {block.kind for block in self.document.option.blocks}
        additions = [self._addition(kind, None) for kind in kinds if kind not in there]
        if not additions or not self.do(Together(edits=tuple(edit for edit, _ in additions)), label):
            return ()
        ids = tuple(id_ for _, id_ in additions)
        self.selection.choose(ids)
        self.fit()
        return ids

    def _addition(self, what: str, at: QPointF | None) -> tuple[Add, str]:
        option, plan = self.document.option, self.document.plan
        taken = tuple(plan.ids(option))
        if what.startswith("zone:"):
            environment = what.partition(":")[2]
            id_ = new_id(environment, taken)
            fields = {"id": id_, "environment": environment}
            zone = Zone.model_validate(fields | ({"at": (snapped(at.x()), snapped(at.y()))} if at else {}))
            return Add(option=option.id, zones=(zone,)), id_
        id_ = new_id(what, taken)
        spot = (snapped(at.x() - BLOCK[0] / 2), snapped(at.y() - BLOCK[1] / 2)) if at else None
        zone_id = self.board.zone_at(at.x(), at.y()) if at else self._fitting_zone(what)
        return Add(option=option.id, blocks=(Block(id=id_, kind=what, zone=zone_id, at=spot),)), id_

    def _fitting_zone(self, kind: str) -> str | None:
        """Where a block goes that nobody dropped anywhere: the chosen zone, else the first that suits its kind."""
        option = self.document.option
        chosen = option.by_id.get(self.selection.only)
        if isinstance(chosen, Zone):
            return chosen.id
        entry = self.document.knowledge.catalogue.blocks[kind]
        if entry.category == "governance":
            return None
        if isinstance(chosen, Block) and chosen.zone:
            return chosen.zone
        suiting = [zone.id for zone in option.zones if zone.environment in entry.environments]
        return suiting[0] if suiting else None

    def _name_of(self, what: str) -> str:
        catalogue = self.document.knowledge.catalogue
        if what.startswith("zone:"):
            return catalogue.environments[what.partition(":")[2]].name  # type: ignore[index]
        return catalogue.blocks[what].name

    def delete_selected(self) -> None:
        """Take away what is selected, with its links."""
        if self.selection.ids:
            edit = Remove(option=self.board.option_id, ids=self.selection.ids)
            label = counted(len(self.selection.ids), self.tr("delete"), self.tr("delete {n} items"))
            self.selection.choose(())
            self.do(edit, label)

    def offer_link(self, source: str, target: str) -> None:
        """Link two ends: at once where one kind makes sense, by a menu where several do."""
        plan, option, catalogue = self.document.plan, self.document.option, self.document.knowledge.catalogue
        try:
            kinds = sensible(plan, option, catalogue, source, target)
        except NoLink as reason:
            self.said.emit(str(reason))
            return
        if len(kinds) == 1:
            self.make_link(source, target, kinds[0])
            return
        menu = QMenu(self)
        for kind in kinds:
            action = menu.addAction(catalogue.words["flow"][kind].meaning)
            action.setData(kind)
        menu.triggered.connect(lambda action: self.make_link(source, target, action.data()))
        menu.setActiveAction(menu.actions()[0])
        rect = self.board.places()[target]
        menu.popup(self.viewport().mapToGlobal(self.mapFromScene(QPointF(rect.x, rect.bottom + 4))))

    def make_link(self, source: str, target: str, kind: FlowKind) -> None:
        """Add a link of a kind and select it."""
        flow: Flow = link(self.document.option, source, target, kind, self.document.plan)
        if self.do(Add(option=self.board.option_id, flows=(flow,)), self.tr("add link")):
            self.selection.choose((flow.id,))

    def hint_link(self, source: str, target: str) -> None:
        """Say why a link would not make sense, while it is being drawn."""
        reason = ""
        if source and target and source != target:
            try:
                sensible(self.document.plan, self.document.option, self.document.knowledge.catalogue, source, target)
            except NoLink as refusal:
                reason = str(refusal)
        self.viewport().setCursor(Qt.CursorShape.ForbiddenCursor if reason else Qt.CursorShape.CrossCursor)
        if not source:
            self.viewport().unsetCursor()
        if reason:
            self.said.emit(reason)

    # View

    def fit(self) -> None:
        """Show the whole picture, no larger than it is."""
        frame = self.board.frame.grown(MARGIN)
        self.fitInView(QRectF(frame.x, frame.y, frame.width, frame.height), Qt.AspectRatioMode.KeepAspectRatio)
        if self.transform().m11() > 1:
            self.resetTransform()
            self.centerOn(frame.cx, frame.cy)
        self._fitted = True
        self.zoomed.emit(self.transform().m11())

    def zoom_to(self, factor: float) -> None:
        """Show the picture at a scale."""
        factor = min(max(factor, ZOOM_LEAST), ZOOM_MOST)
        by = factor / self.transform().m11()
        self.scale(by, by)
        self._fitted = False
        self.zoomed.emit(factor)

    def zoom_by(self, by: float) -> None:
        """Show the picture larger or smaller."""
        self.zoom_to(self.transform().m11() * by)

    def _show(self, id_: str) -> None:
        """Bring an item into sight."""
        rect = self.board.places().get(id_)
        if rect is not None:
            self.ensureVisible(QRectF(rect.x, rect.y, rect.width, rect.height), 40, 40)

    def resizeEvent(self, event: object) -> None:
        """See QWidget."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        if self._fitted:
            self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and wheel zoom around the pointer; the wheel alone moves the view."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(ZOOM_STEP ** (event.angleDelta().y() / 120))
            event.accept()
        else:
            self._fitted = False
            super().wheelEvent(event)

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin the gesture that the place and the button call for."""
        at = self.mapToScene(event.position().toPoint())
        middle = event.button() == Qt.MouseButton.MiddleButton
        if middle or (self._space and event.button() == Qt.MouseButton.LeftButton):
            self.gesture = PanGesture(self, event.position())
            self._fitted = False
            return
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if self.port.isVisible() and self.port.sceneBoundingRect().contains(at):
            self.gesture = ConnectGesture(self, self.port.pos(), self.port.owner)
            return
        found = self.board.items_at(at)
        extend = bool(event.modifiers() & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier))
        if not found:
            if not extend:
                self.selection.choose(())
            self.gesture = BandGesture(self, at, self.selection.ids)
            return
        id_ = found[0].item.id
        if extend:
            self.selection.toggle(id_)
        elif id_ not in self.selection.ids:
            self.selection.choose((id_,))
        if found[0].item.sort != "flow" and id_ in self.selection.ids:
            self.gesture = MoveGesture(self, at, id_)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer with the gesture under way, or show the port of what is under it."""
        at = self.mapToScene(event.position().toPoint())
        if isinstance(self.gesture, PanGesture):
            self.gesture.move(event.position())
        elif self.gesture:
            self.gesture.move(at)
        else:
            self._seat_port(self.board.node_at(at))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the gesture under way."""
        gesture, self.gesture = self.gesture, None
        if gesture:
            gesture.finish(self.mapToScene(event.position().toPoint()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with what is under the pointer."""
        found = self.board.items_at(self.mapToScene(event.pos()))
        if found and found[0].item.id not in self.selection.ids:
            self.selection.choose((found[0].item.id,))
        self.menu_wanted.emit(event.globalPos())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Name what was double-clicked."""
        found = self.board.items_at(self.mapToScene(event.position().toPoint()))
        if found:
            self.selection.choose((found[0].item.id,))
            self.rename_wanted.emit()

    def _seat_port(self, hovered: str = "") -> None:
        places = self.board.places()
        owner = hovered or (self.port.owner if self._near_port() else "") or self.selection.only
        rect = places.get(owner)
        if rect is None or owner in self.board.zone_ids() or self.board.previewing:
            self.port.hide()
        else:
            self.port.sit(owner, QPointF(rect.right + 2, rect.cy))

    def _near_port(self) -> bool:
        if not self.port.isVisible():
            return False
        at = self.mapToScene(self.viewport().mapFromGlobal(self.cursor().pos()))
        return self.port.sceneBoundingRect().contains(at)

    # Drops from the palette

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take what the palette drags."""
        event.setAccepted(event.mimeData().hasFormat(MIME))

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where it would stand."""
        if not event.mimeData().hasFormat(MIME):
            event.ignore()
            return
        edit, id_ = self._dropped(event)
        places = self.board.places() if not self.board.previewing else {}
        frozen = {zone: places[zone] for zone in self.board.zone_ids() if zone in places} or self.board.frozen
        self.board.preview(edit, frozen, frozenset({id_}))
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Forget it."""
        self.board.end_preview()
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add it where it was dropped."""
        what = bytes(event.mimeData().data(MIME).data()).decode()
        self.board.end_preview()
        self.add(what, self.mapToScene(event.position().toPoint()))
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        event.acceptProposedAction()

    def _dropped(self, event: QDragMoveEvent) -> tuple[Add, str]:
        what = bytes(event.mimeData().data(MIME).data()).decode()
        return self._addition(what, self.mapToScene(event.position().toPoint()))

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
            self.rename_wanted.emit()
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
        self._show(order[there])
        return True

    def walk(self) -> list[str]:
        """Workloads, zones with their blocks, and links, in the order in which they are read."""

        def key(id_: str) -> tuple[float, float]:
            rect = self.board.places()[id_]
            return (rect.x // 120, rect.y)

        plan, option = self.document.plan, self.document.option
        order = sorted((workload.id for workload in plan.workloads), key=key)
        for zone in (*sorted(self.board.zone_ids(), key=key), None):
            order += [zone] if zone else []
            order += sorted((block.id for block in option.blocks if block.zone == zone), key=key)
        return order + [flow.id for flow in option.flows]

    def call_off(self) -> None:
        """Cancel the gesture under way, else select nothing."""
        gesture, self.gesture = self.gesture, None
        if gesture:
            gesture.cancel()
        elif self.selection.finding:
            self.selection.hold_up("")
        else:
            self.selection.choose(())

    def _nudge(self, key: Qt.Key, *, fine: bool) -> None:
        dx, dy = NUDGE[key]
        step = 1 if fine else 8
        places = self.board.places()
        ids = self.board.with_contents(self.selection.ids)
        spots = {id_: (places[id_].x + dx * step, places[id_].y + dy * step) for id_ in ids if id_ in places}
        if spots:
            label = self.move_label(len(self.selection.ids))
            self.do(Move(option=self.board.option_id, at=spots), label, burst=f"nudge {self.selection.ids}")

    def move_label(self, count: int) -> str:
        """What moving so many items is called in the menu."""
        return counted(count, self.tr("move"), self.tr("move {n} items"))

    # Reactions

    def _plan_changed(self, _before: Plan, after: Plan) -> None:
        known = {*self.document.option.by_id, *(workload.id for workload in after.workloads)}
        kept = tuple(id_ for id_ in self.selection.ids if id_ in known)
        self.selection.choose(kept)
        self.refresh()

    def _option_changed(self) -> None:
        self.selection.choose(())
        self.refresh()
        self.fit()

    def _held_up(self) -> None:
        self.refresh()
        report = self.document.option_report
        finding = next((f for f in report.findings if f.key == self.selection.finding), None)
        if finding:
            self._show(finding.subjects[0])

    def viewport_point(self, id_: str) -> QPoint:
        """The middle of an item in the coordinates of the viewport."""
        rect = self.board.places()[id_]
        return self.mapFromScene(QPointF(rect.cx, rect.cy))
