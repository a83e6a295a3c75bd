"""Draws the shapes of a picture with Qt. What the canvas, a PNG and an icon show goes through here.

Texts are drawn as glyph runs of our own font at the exact size, with the advances of `exports.picture.measure`, so
that they are as wide on the screen as on paper. Letters that the font lacks are drawn by Qt with another font.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontDatabase,
    QGlyphRun,
    QGuiApplication,
    QIcon,
    QImage,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QRawFont,
)

from exports.picture.icons import icon
from exports.picture.measure import width
from exports.picture.shapes import Commands, Path, Shapes, Text
from exports.picture.sizes import Raster, scaled
from exports.picture.theme import theme
from infra_builder.places import ASSETS

if TYPE_CHECKING:
    from exports.picture.scene import Scene

FAMILY = "Infra Sans"
_FILES = {400: "InfraSans-Regular.ttf", 600: "InfraSans-SemiBold.ttf", 700: "InfraSans-Bold.ttf"}


def load_fonts() -> None:
    """Make our fonts known to Qt. Needs a QGuiApplication."""
    for name in _FILES.values():
        QFontDatabase.addApplicationFont(str(ASSETS / "fonts" / name))


class Drawing:
    """Shapes compiled for painting: outlines, pens, brushes and glyph runs, made once and painted often."""

    def __init__(self, shapes: Iterable[Path | Text], colours: Mapping[str, str]) -> None:
        self._steps: list[_Outline | _Words] = [
            _Outline(shape, colours) if isinstance(shape, Path) else _Words(shape, colours) for shape in shapes
        ]

    def paint(self, painter: QPainter) -> None:
        """Draw everything, in order."""
        for step in self._steps:
            step.paint(painter)


class _Outline:
    def __init__(self, shape: Path, colours: Mapping[str, str]) -> None:
        self.path = outline(shape.commands)
        self.brush = QBrush(QColor(colours[shape.fill])) if shape.fill else QBrush(Qt.BrushStyle.NoBrush)
        self.pen = QPen(Qt.PenStyle.NoPen)
        if shape.stroke:
            cap = Qt.PenCapStyle.RoundCap if shape.cap == "round" else Qt.PenCapStyle.FlatCap
            self.pen = QPen(QColor(colours[shape.stroke]), shape.width, Qt.PenStyle.SolidLine, cap)
            self.pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            if shape.dash:
                self.pen.setDashPattern([length / shape.width for length in shape.dash])

    def paint(self, painter: QPainter) -> None:
        painter.setPen(self.pen)
        painter.setBrush(self.brush)
        painter.drawPath(self.path)


class _Words:
    def __init__(self, shape: Text, colours: Mapping[str, str]) -> None:
        wide = width(shape.text, shape.size, shape.weight, shape.spacing)
        left = shape.x - {"start": 0.0, "middle": wide / 2, "end": wide}[shape.anchor]
        self.at = QPointF(left, shape.y)
        self.pen = QPen(QColor(colours[shape.colour]))
        self.text = shape.text
        self.font: QFont | None = None
        self.run = QGlyphRun()
        raw = raw_font(shape.weight, shape.size)
        if all(raw.supportsCharacter(ord(letter)) for letter in shape.text):
            self.run.setRawFont(raw)
            self.run.setGlyphIndexes(raw.glyphIndexesForString(shape.text))
            position, positions = 0.0, []
            for letter in shape.text:
                positions.append(QPointF(position, 0))
                position += width(letter, shape.size, shape.weight) + shape.spacing
            self.run.setPositions(positions)
        else:
            self.font = QFont(FAMILY)
            self.font.setPixelSize(round(shape.size))
            self.font.setWeight(QFont.Weight(shape.weight))

    def paint(self, painter: QPainter) -> None:
        painter.setPen(self.pen)
        if self.font is None:
            painter.drawGlyphRun(self.at, self.run)
        else:
            painter.setFont(self.font)
            painter.drawText(self.at, self.text)


@lru_cache(maxsize=64)
def raw_font(weight: int, size: float) -> QRawFont:
    """Our font at an exact size in pixels."""
    return QRawFont(str(ASSETS / "fonts" / _FILES[weight]), size, QFont.HintingPreference.PreferNoHinting)


def outline(commands: Commands) -> QPainterPath:
    """The commands of a shape as a path."""
    path = QPainterPath()
    for command in commands:
        match command:
            case ("M", x, y):
                path.moveTo(x, y)
            case ("L", x, y):
                path.lineTo(x, y)
            case ("C", a, b, c, d, x, y):
                path.cubicTo(a, b, c, d, x, y)
            case _:
                path.closeSubpath()
    return path


def paint_scene(painter: QPainter, scene: Scene, colours: Mapping[str, str]) -> None:
    """Draw a whole picture in its own coordinates."""
    for shapes in scene.shapes():
        Drawing(shapes, colours).paint(painter)


def scene_image(scene: Scene, theme_name: str, scale: float = 2.0) -> QImage:
    """A picture as an image on the colour of the canvas."""
    return raster_image(scene, theme_name, scaled(scene.bounds, scale))


def raster_image(scene: Scene, theme_name: str, raster: Raster) -> QImage:
    """A picture as an image of so many pixels on the colour of the canvas."""
    colours = theme(theme_name)
    image = QImage(raster.width, raster.height, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDotsPerMeterX(raster.dots_per_metre)
    image.setDotsPerMeterY(raster.dots_per_metre)
    image.fill(QColor(colours["canvas"]))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(raster.scale, raster.scale)
    painter.translate(-raster.x, -raster.y)
    paint_scene(painter, scene, colours)
    painter.end()
    return image


@contextmanager
def painting_qt() -> Iterator[None]:
    """Qt running for as long as something is painted, without a window where it did not run before."""
    application = QGuiApplication.instance() or QGuiApplication(["infra-builder", "-platform", "offscreen"])
    yield
    del application


def to_png(scene: Scene, theme_name: str, raster: Raster) -> bytes:
    """A picture as the bytes of a PNG."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    with painting_qt():
        raster_image(scene, theme_name, raster).save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(data.data())


def pixmap(shapes: Shapes, colours: Mapping[str, str], size: float, ratio: float) -> QPixmap:
    """Shapes within a square of this size, for a screen with this pixel ratio."""
    image = QPixmap(round(size * ratio), round(size * ratio))
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    Drawing(shapes, colours).paint(painter)
    painter.end()
    return image


def icon_pixmap(
    name: str, colours: Mapping[str, str], role: str = "ink", size: float = 18, ratio: float = 2
) -> QPixmap:
    """An icon of ours in a colour of the theme."""
    return pixmap(icon(name, 0, 0, size, role), colours, size, ratio)


def qicon(name: str, colours: Mapping[str, str], role: str = "ink", size: float = 18) -> QIcon:
    """An icon of ours for buttons and actions, paler where the action is not to be had."""
    made = QIcon()
    for ratio in (1.0, 2.0):
        for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected, QIcon.Mode.Active):
            made.addPixmap(icon_pixmap(name, colours, role, size, ratio), mode)
        made.addPixmap(_faded(icon_pixmap(name, colours, role, size, ratio)), QIcon.Mode.Disabled)
    return made


def _faded(image: QPixmap) -> QPixmap:
    """The image as pale as what cannot be had."""
    pale = QPixmap(image.size())
    pale.setDevicePixelRatio(image.devicePixelRatio())
    pale.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pale)
    painter.setOpacity(0.35)
    painter.drawPixmap(0, 0, image)
    painter.end()
    return pale
