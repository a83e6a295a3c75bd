"""The one way by which texts of users and of the knowledge base reach the page: cleaned, escaped, links made safe."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Final
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from pydantic import BaseModel

from exports.pdf.fonts import printable
from infra_builder.plan import Plan
from infra_builder.report import Help, Report

MISSING = "□"
"""Stands for a letter that the fonts lack, so that it is seen that something is missing."""
LINKS = re.compile(r"(?:https://|mailto:)[^\s<>\"]+[^\s<>\".,;:!?)\]}'»”’]")
SILENT = frozenset({"Cc", "Cf"})
SPACES = frozenset({"Zs", "Zl", "Zp"})


def clean(text: str) -> str:
    """One line of text that the fonts can print."""
    if text.isascii() and text.isprintable():
        return text.strip(" ")
    return unicodedata.normalize("NFC", text).translate(_LETTERS).strip()


class _Letters(dict[int, str]):
    """How letters are printed, each looked up once."""

    def __missing__(self, code: int) -> str:
        printed = self[code] = _printed(chr(code))
        return printed


_LETTERS: Final = _Letters()


def _printed(letter: str) -> str:
    if letter in "\t\n\r\v\f":
        return " "
    sort = unicodedata.category(letter)
    if sort in SILENT or _selects_variant(letter):
        return ""
    if ord(letter) in printable():
        return letter
    return " " if sort in SPACES else MISSING


def _selects_variant(letter: str) -> bool:
    return "\ufe00" <= letter <= "\ufe0f"


def markup(text: str) -> str:
    """A text for a Paragraph: nothing in it is taken for markup; https and mailto addresses become links."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").strip().split("\n")
    return "<br/>".join(_linked(clean(line)) for line in lines)


def _linked(text: str) -> str:
    parts: list[str] = []
    at = 0
    for match in LINKS.finditer(text):
        address = quote(match[0], safe="%/:=&?~#+!$,;'@()*[]")
        parts += [escape(text[at : match.start()]), f"<a href={quoteattr(address)}>{escape(match[0])}</a>"]
        at = match.end()
    return "".join((*parts, escape(text[at:])))


def filled(template: str, **values: object) -> str:
    """A fixed sentence with its placeholders filled, as markup."""
    return markup(template.format(**values))


def bold(text: str) -> str:
    """A text in the strong weight, as markup."""
    return f"<b>{markup(text)}</b>"


def inside(text: str, key: str) -> str:
    """A text that leads to another place of the document, as markup; `key` is one of ours."""
    return f'<a href="#{key}">{markup(text)}</a>'


def missing_glyphs(plan: Plan, report: Report) -> list[str]:
    """The letters of a plan and its report that the fonts cannot print, each once, so that the caller can warn."""
    found: set[str] = set()
    for text in _texts((plan, report)):
        # A logo is a text of hundreds of thousands of letters, too.
        letters = set(text if text.isascii() else unicodedata.normalize("NFC", text))
        found.update(letter for letter in letters if _LETTERS[ord(letter)] == MISSING)
    return sorted(found - {MISSING})


def _texts(value: object) -> Iterator[str]:
    """Every text in a value, however deep."""
    match value:
        case str():
            yield value
        case Help():
            yield value.says
        case BaseModel():
            yield from _of_all(getattr(value, name) for name in type(value).model_fields)
        case Mapping():
            yield from _of_all(value.values())
        case tuple() | list():
            yield from _of_all(value)
        case _ if is_dataclass(value):
            yield from _of_all(getattr(value, field.name) for field in fields(value))


def _of_all(values: Iterable[object]) -> Iterator[str]:
    for value in values:
        yield from _texts(value)
