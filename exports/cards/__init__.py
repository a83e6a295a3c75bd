"""Every kind of the catalogue as cards to cut out, for a table without a computer. Pure: same values, same bytes."""

from __future__ import annotations

import unicodedata
from io import BytesIO
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from exports.cards.deck import Card, deck
from exports.cards.sheets import A_SHEET, draw
from exports.cards.words import ENGLISH, Words
from exports.pdf import fonts
from exports.pdf.frame import PAPERS, PRODUCER, Paper
from exports.pdf.text import MISSING, clean
from infra_builder.catalogue import Catalogue

__all__ = ["missing_letters", "write_cards"]


def write_cards(catalogue: Catalogue, *, paper: Paper = "A4", digest: str = "", words: Words = ENGLISH) -> bytes:
    """The cards as PDF: sheets of nine, fronts and backs on pages in turn, to be turned over the long edge."""
    fonts.register()
    stream = BytesIO()
    # The types of reportlab take the name of a font for a number.
    font: Any = fonts.REGULAR
    canvas = Canvas(stream, PAPERS[paper], invariant=1, pageCompression=1, initialFontName=font, lang=words.language)
    canvas.setTitle(words.title)
    canvas.setCreator(PRODUCER)
    canvas.setProducer(PRODUCER)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.setViewerPreference("PrintScaling", "None")
    canvas.setViewerPreference("Duplex", "DuplexFlipLongEdge")
    draw(canvas, paper, deck(catalogue, words, A_SHEET), words, digest)
    canvas.save()
    return stream.getvalue()


def missing_letters(catalogue: Catalogue, words: Words = ENGLISH) -> str:
    """The letters on the cards that our fonts lack, each once, between spaces."""
    texts = (text for card in deck(catalogue, words, A_SHEET) for text in _texts(card))
    letters = {letter for text in texts for letter in unicodedata.normalize("NFC", text) if clean(letter) == MISSING}
    return " ".join(sorted(letters - {MISSING}))


def _texts(card: Card) -> tuple[str, ...]:
    parts = (text for part in card.back for text in (part.title, *part.texts))
    return card.caption, card.noun, card.name, card.purpose, card.effort, *card.fields, *parts
