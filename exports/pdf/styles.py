"""Sizes of type, spaces and colours on paper."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle

from exports.pdf import fonts
from exports.picture.theme import theme

SMALLEST: Final = 7.0
SMALL: Final = 8.5
BODY: Final = 10.0
HEADING: Final = 12.0
DECISION: Final = 15.0
SECTION: Final = 18.0
TITLE: Final = 25.0

HAIR: Final = 0.5
FINE: Final = 0.75
FOOTING: Final = 4.0

GAP: Final = 4.0
"""The smallest space; the others are multiples of it."""
LABEL: Final = 92.0
"""The column in which labels stand before their values."""


@lru_cache(maxsize=1)
def palette() -> Mapping[str, str]:
    """The colours of the light theme on white paper."""
    return MappingProxyType(dict(theme("light")) | {"canvas": "#FFFFFF"})


@lru_cache(maxsize=64)
def colour(role: str) -> Color:
    """The colour behind a role."""
    return HexColor(palette()[role])


def style(name: str) -> ParagraphStyle:
    """A paragraph style by name."""
    return _styles()[name]


def _make(
    name: str, size: float, lead: float, face: str = fonts.REGULAR, role: str = "ink", **more: Any
) -> ParagraphStyle:
    settings: dict[str, Any] = {
        "fontName": face, "fontSize": size, "leading": lead, "textColor": colour(role),
        "bulletFontName": fonts.SEMIBOLD, "bulletFontSize": SMALL,
        "bulletColor": colour("ink_2"), "linkUnderline": 0, "splitLongWords": 1, "allowWidows": 0, "allowOrphans": 0,
    }  # fmt: skip
    return ParagraphStyle(name, **(settings | more))


@lru_cache(maxsize=1)
def _styles() -> Mapping[str, ParagraphStyle]:
    fonts.register()
    made = (
        _make("body", BODY, 13.5),
        _make("lead", BODY, 13.5, keepWithNext=1),
        _make("spaced", BODY, 13.5, spaceBefore=GAP),
        _make("small", SMALL, 11),
        _make("listed", SMALL, 11, leftIndent=3 * GAP),
        _make("small_quiet", SMALL, 11, role="ink_2"),
        _make("note", SMALL, 11, role="ink_2", spaceBefore=GAP),
        _make("column", SMALL, 11, fonts.SEMIBOLD, "ink_2"),
        _make("at_right", BODY, 13.5, role="ink_2", alignment=TA_RIGHT),
        _make("strong", BODY, 13.5, fonts.SEMIBOLD),
        _make("number", BODY, 13.5, fonts.BOLD, "accent"),
        _make("heading", HEADING, 15, fonts.SEMIBOLD, spaceBefore=GAP, keepWithNext=1),
        _make("group", HEADING, 15, fonts.SEMIBOLD, spaceBefore=4 * GAP, keepWithNext=1),
        _make("decision", DECISION, 19, fonts.SEMIBOLD),
        _make("section", SECTION, 22, fonts.BOLD),
        _make("title", TITLE, 28, fonts.BOLD),
        _make("subtitle", HEADING, 15.5, role="ink_2", spaceBefore=GAP),
        _make("value", BODY, 13.5, leftIndent=LABEL, spaceBefore=GAP),
        _make("further", BODY, 13.5, leftIndent=LABEL),
        _make("small_further", SMALL, 11.5, leftIndent=LABEL, role="ink_2"),
        _make("small_value", SMALL, 11.5, leftIndent=LABEL, spaceBefore=GAP, role="ink_2"),
    )
    return MappingProxyType({each.name: each for each in made})
