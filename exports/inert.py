"""Texts of users made harmless for files that other programs read: nothing unseen in them, nothing taken for orders."""

from __future__ import annotations

import re
import unicodedata

SPACES = frozenset({"Zs", "Zl", "Zp"})
UNSEEN = frozenset({"Cc", "Cf", "Cs"})
"""Control characters, those that turn the direction of writing or take no room, and halves of characters."""
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""What makes a spreadsheet take a cell for a formula."""
MARKUP = re.compile(r"([\\`*_\[\]<>|~$^{}&#])")
LINE_START = re.compile(r"^(?:([-+=:])|(\d+)([.)]))")
ADDRESS = re.compile(r"(?<=[A-Za-z])(?=://)|(?<=\bwww)(?=\.)|(?=@)", re.IGNORECASE)
"""Where an address begins that a viewer would make a link of by itself."""


def one_line(text: str) -> str:
    """The text on one line, without anything that is not seen."""
    return " ".join("".join(map(_seen, text)).split())


def _seen(letter: str) -> str:
    sort = unicodedata.category(letter)
    if sort in SPACES or letter in "\t\n\r\v\f\x85":
        return " "
    return "" if sort in UNSEEN else letter


def cell(text: str) -> str:
    """A text for a cell of a spreadsheet, its lines kept; one that would be a formula gets an apostrophe."""
    lines = (one_line(line) for line in text.splitlines())
    made = "\n".join(line for line in lines if line)
    return f"'{made}" if made.startswith(FORMULA) else made


def markdown(text: str) -> str:
    """A text within Markdown: what a viewer shows is the text itself, with no markup, HTML or link made of it."""
    safe = MARKUP.sub(r"\\\1", one_line(text))
    safe = LINE_START.sub(lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}", safe)
    return ADDRESS.sub(r"\\", safe)
