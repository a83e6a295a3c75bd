"""The embedded fonts: registered once, named by weight, and what they can print."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from infra_builder.places import ASSETS

REGULAR: Final = "InfraSans-Regular"
SEMIBOLD: Final = "InfraSans-SemiBold"
BOLD: Final = "InfraSans-Bold"
BY_WEIGHT: Final = {400: REGULAR, 600: SEMIBOLD, 700: BOLD}


@lru_cache(maxsize=1)
def register() -> None:
    """Make the fonts known to reportlab. In running text, bold means the semibold weight; there are no italics."""
    for name in BY_WEIGHT.values():
        pdfmetrics.registerFont(TTFont(name, str(ASSETS / "fonts" / f"{name}.ttf")))
    for name in BY_WEIGHT.values():
        strong = SEMIBOLD if name == REGULAR else BOLD
        pdfmetrics.registerFontFamily(name, normal=name, bold=strong, italic=name, boldItalic=strong)


@lru_cache(maxsize=1)
def printable() -> frozenset[int]:
    """The code points for which every weight has a glyph."""
    register()
    registered: list[Any] = [pdfmetrics.getFont(name) for name in BY_WEIGHT.values()]
    return frozenset.intersection(*(frozenset(font.face.charToGlyph) for font in registered))
