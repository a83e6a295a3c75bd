"""How wide words are, from one table, so that screen, PDF and SVG break and shorten at the same letter.

The table holds the advances of the fonts in assets/fonts; `assets/fonts/cut_fonts.py` writes it. Kerning is left out:
it only ever draws letters together, so what fits here fits everywhere.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import lru_cache

from infra_builder.places import ASSETS

ASCENT, DESCENT = 0.73, 0.22
"""Height of capitals with their accents' share, and depth of descenders, in parts of the size."""
UNKNOWN, FULL = 600.0, 1000.0
"""Advance in 1/1000 em of a letter that the fonts lack: an ordinary one, and an East Asian one."""
ELLIPSIS = "…"

PARTS = re.compile(r"\S+?(?:[-/–—]+(?=\S)|$|(?=\s))\s*|\s+")


@lru_cache(maxsize=3)
def _advances(weight: int) -> dict[str, float]:
    table: dict[str, dict[str, float]] = json.loads((ASSETS / "fonts" / "widths.json").read_text(encoding="utf-8"))
    return table[str(weight)]


@lru_cache(maxsize=4096)
def _units(text: str, weight: int) -> float:
    known = _advances(weight)
    return sum(known[letter] if letter in known else _guess(letter) for letter in text)


def _guess(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0.0
    return FULL if unicodedata.east_asian_width(letter) in "WF" or ord(letter) > 0xFFFF else UNKNOWN


def width(text: str, size: float, weight: int = 400, spacing: float = 0.0) -> float:
    """The length of a line of words in pixels."""
    return _units(text, weight) * size / 1000 + spacing * len(text)


def shortened(text: str, size: float, weight: int, max_width: float) -> str:
    """The text, or its beginning with an ellipsis, so that it fits."""
    if width(text, size, weight) <= max_width:
        return text
    return _beginning(text, size, weight, max_width, ELLIPSIS)


def _beginning(text: str, size: float, weight: int, max_width: float, end: str) -> str:
    """As many letters as fit before `end`, at least one."""
    low, high = 1, max(1, len(text) - 1)
    while low < high:
        middle = (low + high + 1) // 2
        if width(text[:middle].rstrip() + end, size, weight) <= max_width:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + end


@lru_cache(maxsize=2048)
def wrap(text: str, size: float, weight: int, max_width: float, max_lines: int = 2) -> tuple[str, ...]:
    """The text in lines that fit. A word too long for a line is broken with a hyphen; what is left over ends in `…`."""
    lines: list[str] = []
    rest = " ".join(text.split())
    while rest:
        if len(lines) == max_lines - 1 or width(rest, size, weight) <= max_width:
            lines.append(shortened(rest, size, weight, max_width))
            break
        line, rest = _first_line(rest, size, weight, max_width)
        lines.append(line)
    return tuple(lines) or ("",)


def _first_line(text: str, size: float, weight: int, max_width: float) -> tuple[str, str]:
    line = ""
    for part in PARTS.findall(text):
        if width((line + part).rstrip(), size, weight) > max_width:
            break
        line += part
    if line.strip():
        return line.rstrip(), text[len(line) :].lstrip()
    broken = _beginning(text, size, weight, max_width, "-")
    return broken, text[len(broken) - 1 :].lstrip()
