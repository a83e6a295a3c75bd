"""How many pixels a picture gets: for the screen, for print, or for a slide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from infra_builder.rects import Rect

Size = Literal["screen", "print", "slide"]
SIZES: tuple[Size, ...] = ("screen", "print", "slide")
PADDING = 24.0
SCREEN_SCALE = 2.0
SLIDE = (3840, 2160)
"""Twice what most projectors show, so that it may be shown larger."""
PRINT_DPI, SCREEN_DPI = 300, 96
MOST_PIXELS = 16_000
"""The longest side; beyond it few programs open a picture."""
INCHES: Mapping[str, tuple[float, float]] = MappingProxyType({"A4": (11.69, 8.27), "Letter": (11.0, 8.5)})
METRE = 39.3701
"""Inches in a metre."""


@dataclass(frozen=True, slots=True)
class Raster:
    """Pixels of an image, and where the picture lies in it: scaled, then its point (x, y) at the top left."""

    width: int
    height: int
    scale: float
    x: float
    y: float
    dpi: int = SCREEN_DPI

    @property
    def dots_per_metre(self) -> int:
        """The resolution as image files say it."""
        return round(self.dpi * METRE)


def raster(bounds: Rect, size: Size, paper: str = "A4") -> Raster:
    """The image of a picture with these bounds.

    `screen`: twice its size. `print`: as large as fits the paper at 300 dots an inch. `slide`: 3840 × 2160, the
    picture in the middle.
    """
    area = bounds.grown(PADDING)
    if size == "slide":
        scale = min(SLIDE[0] / area.width, SLIDE[1] / area.height)
        return Raster(*SLIDE, scale, area.cx - SLIDE[0] / scale / 2, area.cy - SLIDE[1] / scale / 2)
    if size == "print":
        long, short = (inches * PRINT_DPI for inches in INCHES[paper])
        wide, high = (long, short) if area.width >= area.height else (short, long)
        return _whole(area, min(wide / area.width, high / area.height), PRINT_DPI)
    return scaled(bounds, SCREEN_SCALE)


def scaled(bounds: Rect, scale: float) -> Raster:
    """The image of a picture at a scale, or at the largest one that files can hold."""
    area = bounds.grown(PADDING)
    return _whole(area, min(scale, MOST_PIXELS / area.width, MOST_PIXELS / area.height), SCREEN_DPI)


def _whole(area: Rect, scale: float, dpi: int) -> Raster:
    return Raster(max(1, round(area.width * scale)), max(1, round(area.height * scale)), scale, area.x, area.y, dpi)
