"""The strip of stages that can be clicked."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent

from ui.judgement import StageStrip


class StagesToClick(StageStrip):
    """A click on a stage asks what it takes. The page of the stages is the way there by keyboard."""

    chosen = Signal(str)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the stage under the pointer."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            place = int(event.position().x() * len(self.stages) / max(self.width(), 1))
            self.chosen.emit(self.stages[min(place, len(self.stages) - 1)].stage)
