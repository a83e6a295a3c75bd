"""What is wrong with an input, said so that its author can mend it.

Everything that reads a file collects `Problem`s and raises `Unusable` once, with all of them.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend. `line` and `column` count from 1; `field` is a dotted path, empty where it means the file."""

    file: str
    message: str
    line: int | None = None
    column: int | None = None
    field: str = ""

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        where = f"{self.field}: " if self.field else ""
        return _printable(f"{place}: {where}{self.message}")


class Unusable(Exception):  # noqa: N818 - named for what the user meets, not for its base class
    """An input that cannot be used, with every reason found. Nothing has been changed."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


COMPARED = 500
"""Among more names than this none is looked for: comparing takes long, and the nearest means little."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known name most like `word`, or None where nothing is close enough to be a likely slip."""
    names = list(known)
    return next(iter(difflib.get_close_matches(word, names, n=1, cutoff=0.6)), None) if len(names) <= COMPARED else None


def unknown(what: str, word: str, known: Iterable[str]) -> str:
    """The sentence for a name that nobody knows: with the nearest one, or with all where they are few."""
    names = sorted(known)
    message = f"unknown {what} {shorten(word)}"
    if close := nearest(word, names):
        return f"{message}; did you mean '{close}'?"
    if names and len(names) <= 14:
        return f"{message}; known: {', '.join(names)}"
    return message


def shorten(value: object, limit: int = 60) -> str:
    """A value quoted for a message, cut so that one problem stays one line; a list or a group only called so."""
    match value:
        case None:
            return "nothing"
        case dict():
            return "a group of fields"
        case tuple():
            return "a list"
        case bool():
            return f"'{str(value).lower()}'"
    return f"'{clipped(_printable(' '.join(str(value).split())), limit)}'"


def clipped(text: str, limit: int = 60) -> str:
    """A text cut to a length, with a mark where something is missing."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _printable(text: str) -> str:
    """A text that stays on one line and cannot steer a terminal."""
    return text if text.isprintable() else "".join(letter if letter.isprintable() else "\ufffd" for letter in text)
