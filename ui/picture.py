"""A small picture of an option to look at, for pages that show several: as large as there is room for."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from exports.picture.scene import Scene
from ui.painting import paint_scene

MARGIN = 24


class Picture(QWidget):
    """A painted scene, never larger than `largest`, 1 being 100 %."""

    def __init__(self, colours: Mapping[str, str], largest: float = 1.0) -> None:
        super().__init__()
        self.colours = colours
        self._largest = largest
        self._scene: Scene | None = None
        self._image = QPixmap()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_scene(self, drawn: Scene) -> None:
        """Show this."""
        self._scene, self._image = drawn, QPixmap()
        self.setAccessibleName(drawn.title)
        self.setAccessibleDescription(", ".join(item.says for item in drawn.items if item.sort == "block"))
        self.update()

    def forget(self) -> None:
        """Draw anew, since the colours are others."""
        self._image = QPixmap()
        self.update()

    def sizeHint(self) -> QSize:
        """Whatever there is."""
        return QSize(320, 150)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the picture, kept as an image until the size changes."""
        ratio = self.devicePixelRatioF()
        if self._image.size() != self.size() * ratio:
            self._image = self._drawn(ratio)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._image)
        painter.end()

    def _drawn(self, ratio: float) -> QPixmap:
        image = QPixmap(self.size() * ratio)
        image.setDevicePixelRatio(ratio)
        image.fill(QColor(self.colours["canvas"]))
        if self._scene is None:
            return image
        frame = self._scene.bounds.grown(MARGIN)
        scale = min(self.width() / frame.width, self.height() / frame.height, self._largest)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(self.width() / 2, self.height() / 2)
        painter.scale(scale, scale)
        painter.translate(-frame.cx, -frame.cy)
        paint_scene(painter, self._scene, self.colours)
        painter.end()
        return image
