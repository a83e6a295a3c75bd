"""Making links on the canvas: which make sense, and what could come at the end of a line drawn into the open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, Qt
from PySide6.QtWidgets import QMenu

from infra_builder.edits import Add, Together
from infra_builder.linking import NoLink, link, partners, sensible
from infra_builder.vocabulary import FlowKind
from ui.canvas.adding import addition, name_of
from ui.chooser import Chooser

if TYPE_CHECKING:
    from ui.canvas.canvas import Canvas


class Linker(QObject):
    """Links things on a canvas, as one step each."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self.canvas = canvas

    def _kinds(self, source: str, target: str) -> tuple[FlowKind, ...]:
        document = self.canvas.document
        return sensible(document.plan, document.option, document.knowledge.catalogue, source, target)

    def offer(self, source: str, target: str) -> None:
        """Link two ends: at once where one kind makes sense, by a menu where several do."""
        try:
            kinds = self._kinds(source, target)
        except NoLink as reason:
            self.canvas.said.emit(str(reason))
            return
        if len(kinds) == 1:
            self.make(source, target, kinds[0])
            return
        menu = QMenu(self.canvas)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for kind in kinds:
            action = menu.addAction(self.canvas.document.knowledge.catalogue.words["flow"][kind].meaning)
            action.setData(kind)
        menu.triggered.connect(lambda action: self.make(source, target, action.data()))
        menu.setActiveAction(menu.actions()[0])
        rect = self.canvas.board.rect_of(target)
        assert rect is not None
        menu.popup(self.canvas.viewport().mapToGlobal(self.canvas.mapFromScene(QPointF(rect.x, rect.bottom + 4))))

    def make(self, source: str, target: str, kind: FlowKind) -> None:
        """Add a link of a kind and select it."""
        document = self.canvas.document
        flow = link(document.option, source, target, kind, document.plan)
        if self.canvas.do(Add(option=document.option.id, flows=(flow,)), self.tr("add link")):
            self.canvas.selection.choose((flow.id,))

    def offer_new(self, source: str, at: QPointF) -> None:
        """Offer the kinds of block that a link from here could lead to; the chosen one is made and linked at once."""
        document = self.canvas.document
        catalogue = document.knowledge.catalogue
        kinds = partners(document.plan, document.option, catalogue, source)
        if not kinds:
            self.canvas.said.emit(self.tr("No link leads on from here."))
            return
        named = sorted(((kind, catalogue.blocks[kind].name) for kind in kinds), key=lambda entry: entry[1].casefold())
        chooser = Chooser(self.tr("Add and link"), named, self.canvas)
        chooser.chosen.connect(lambda kind: self.add_new(source, kind, at))
        chooser.open()

    def add_new(self, source: str, kind: str, at: QPointF) -> None:
        """Add a block of a kind at a point, linked with where the line came from, as one step."""
        document = self.canvas.document
        links = partners(document.plan, document.option, document.knowledge.catalogue, source)
        edit, id_ = addition(self.canvas.board, kind, at)
        flow = link(document.option, source, id_, links[kind], document.plan)
        both = Together(edits=(edit, Add(option=document.option.id, flows=(flow,))))
        name = name_of(self.canvas.board, kind)
        if self.canvas.do(both, self.tr("add {name}").format(name=name)):
            self.canvas.selection.choose((id_,))

    def hint(self, source: str, target: str) -> None:
        """Say why a link would not make sense, while it is being drawn; no source where drawing has ended."""
        reason = ""
        if source and target and source != target:
            try:
                self._kinds(source, target)
            except NoLink as refusal:
                reason = str(refusal)
        pane = self.canvas.viewport()
        if source:
            pane.setCursor(Qt.CursorShape.ForbiddenCursor if reason else Qt.CursorShape.CrossCursor)
        else:
            pane.unsetCursor()
        if reason:
            self.canvas.said.emit(reason)
