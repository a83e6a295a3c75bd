"""A view of the board that can be looked at: fitted, zoomed, moved, with wheel and keys. It changes nothing."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QResizeEvent, QTransform, QWheelEvent
from PySide6.QtWidgets import QGraphicsView

from ui.canvas.board import Board
from ui.canvas.pane import Pane
from ui.document import PlanDocument
from ui.selection import Selection
from ui.theming import scaled

MARGIN = 48
ZOOM_STEP, ZOOM_LEAST, ZOOM_MOST = 1.2, 0.02, 4.0


class BoardView(Pane):
    """The picture of an option."""

    zoomed = Signal(float)

    def __init__(self, document: PlanDocument, selection: Selection, colours: Mapping[str, str]) -> None:
        super().__init__(Board(document, selection, colours), colours)
        self.document, self.selection = document, selection
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.BoundingRectViewportUpdate)
        self.setCacheMode(QGraphicsView.CacheModeFlag.CacheBackground)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontSavePainterState)
        self.fitted = True
        document.changed.connect(self._plan_changed)
        document.judged.connect(self.refresh)
        document.option_changed.connect(self._option_changed)
        selection.changed.connect(self.refresh)
        selection.finding_changed.connect(self._held_up)
        self.board.refresh()

    def refresh(self) -> None:
        """Draw what differs from what is drawn."""
        self.board.refresh()

    def restyle(self, colours: Mapping[str, str]) -> None:
        """Draw in the colours of another theme."""
        self.colours = colours
        self.board.restyle(colours)
        self.resetCachedContent()
        self.viewport().update()

    # What part is seen

    def fit(self) -> None:
        """Show the whole picture, no larger than the texts beside it."""
        frame = self.board.frame.grown(MARGIN)
        self.fitInView(QRectF(frame.x, frame.y, frame.width, frame.height), Qt.AspectRatioMode.KeepAspectRatio)
        if self.transform().m11() > (most := scaled(100) / 100):
            self.setTransform(QTransform.fromScale(most, most))
            self.centerOn(frame.cx, frame.cy)
        self.fitted = True
        self.zoomed.emit(self.transform().m11())

    def zoom_to(self, factor: float) -> None:
        """Show the picture at a scale."""
        factor = min(max(factor, ZOOM_LEAST), ZOOM_MOST)
        by = factor / self.transform().m11()
        self.scale(by, by)
        self.fitted = False
        self.zoomed.emit(factor)

    def zoom_by(self, by: float) -> None:
        """Show the picture larger or smaller."""
        self.zoom_to(self.transform().m11() * by)

    def show_item(self, id_: str) -> None:
        """Bring an item into sight."""
        rect = self.board.rect_of(id_)
        if rect is not None:
            self.ensureVisible(QRectF(rect.x, rect.y, rect.width, rect.height), 40, 40)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See QWidget."""
        super().resizeEvent(event)
        if self.fitted:
            self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and wheel zoom around the pointer; the wheel alone moves the view."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(ZOOM_STEP ** (event.angleDelta().y() / 120))
            event.accept()
        else:
            self.fitted = False
            super().wheelEvent(event)

    # Reactions

    def _plan_changed(self, _before: object, _after: object) -> None:
        self.refresh()

    def _option_changed(self) -> None:
        self.refresh()
        self.fit()

    def _held_up(self) -> None:
        self.refresh()
        report = self.document.option_report
        finding = next((f for f in report.findings if f.key == self.selection.finding), None)
        if finding:
            self.show_item(finding.subjects[0])
