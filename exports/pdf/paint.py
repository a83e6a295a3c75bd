"""Draws the shapes of a picture on a reportlab canvas, as vectors."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from exports.pdf.fonts import BY_WEIGHT
from exports.pdf.styles import colour
from exports.pdf.text import clean
from exports.picture.measure import width
from exports.picture.shapes import Commands, Path, Shape, Text

CAPS = {"butt": 0, "round": 1}
ROUND_JOIN = 1
NON_ZERO = 1
"""The rule by which outlines are filled, as on the screen."""


@dataclass(frozen=True)
class Pen:
    """Where shapes come to stand, and how large: the point (x, y) of the picture at (left, top), y turned over."""

    canvas: Canvas
    scale: float
    left: float
    top: float
    x: float = 0.0
    y: float = 0.0

    def at(self, x: float, y: float) -> tuple[float, float]:
        """A point of the picture on the page."""
        return self.left + (x - self.x) * self.scale, self.top - (y - self.y) * self.scale

    def draw(self, shapes: Iterable[Shape]) -> None:
        """Draw the shapes in their order."""
        self.canvas.saveState()
        self.canvas.setLineJoin(ROUND_JOIN)
        for shape in shapes:
            if isinstance(shape, Path):
                self._path(shape)
            else:
                self._text(shape)
        self.canvas.restoreState()

    def _path(self, path: Path) -> None:
        canvas = self.canvas
        if path.fill:
            canvas.setFillColor(colour(path.fill))
        if path.stroke:
            canvas.setStrokeColor(colour(path.stroke))
            canvas.setLineWidth(path.width * self.scale)
            canvas.setLineCap(CAPS[path.cap])
            canvas.setDash([length * self.scale for length in path.dash])
        canvas.drawPath(
            self._outline(path.commands),
            stroke=int(bool(path.stroke)),
            fill=int(bool(path.fill)),
            fillMode=NON_ZERO,
        )

    def _outline(self, commands: Commands) -> object:
        outline = self.canvas.beginPath()
        for name, *numbers in commands:
            points = [n for pair in zip(numbers[::2], numbers[1::2], strict=True) for n in self.at(*pair)]
            match name:
                case "M":
                    outline.moveTo(*points)
                case "L":
                    outline.lineTo(*points)
                case "C":
                    outline.curveTo(*points)
                case "Z":
                    outline.close()
        return outline

    def _text(self, text: Text) -> None:
        words = clean(text.text)
        if not words:
            return
        size, spacing = text.size * self.scale, text.spacing * self.scale
        long = width(words, size, text.weight, spacing)
        x, y = self.at(text.x, text.y)
        x -= {"start": 0.0, "middle": long / 2, "end": long}[text.anchor]
        line = self.canvas.beginText(x, y)
        line.setFont(BY_WEIGHT[text.weight], size)
        line.setFillColor(colour(text.colour))
        if spacing:
            line.setCharSpace(spacing)
        line.textOut(words)
        if spacing:
            line.setCharSpace(0)
        self.canvas.drawText(line)
