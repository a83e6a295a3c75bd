"""What the tests read out of a printed file: letters with their places, and the words of each page."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import pikepdf
import pypdfium2

SIDE, FOOT, HEAD = 39.5, 26.0, 36.0
"""Where words may stand at most, in points from the edges of a page."""
INK = 3.0
"""So far letters may reach below and beyond the place at which they are set."""


@dataclass(frozen=True)
class Letter:
    """A letter on a page: what it is, its box in points, its size."""

    text: str
    left: float
    foot: float
    right: float
    top: float
    size: float


class Read:
    """A file as it can be read."""

    def __init__(self, data: bytes) -> None:
        self.bytes = data

    @cached_property
    def pages(self) -> list[tuple[float, float, list[Letter]]]:
        """Width, height and letters of each page."""
        with pypdfium2.PdfDocument(self.bytes) as document:
            return [(*page.get_size(), list(_letters(page))) for page in document]

    @cached_property
    def texts(self) -> list[str]:
        """The words of each page, their white space made even."""
        with pypdfium2.PdfDocument(self.bytes) as document:
            return [" ".join(page.get_textpage().get_text_range().split()) for page in document]

    def stays_inside(self) -> None:
        """Every letter stands between the margins."""
        for number, (wide, high, letters) in enumerate(self.pages, 1):
            for letter in letters:
                assert letter.left >= SIDE - INK, (number, letter)
                assert letter.right <= wide - SIDE + INK, (number, letter)
                assert letter.foot >= FOOT - INK, (number, letter)
                assert letter.top <= high - HEAD + INK, (number, letter)

    def can_be_read(self) -> None:
        """No letter is smaller than seven points, and none is missing."""
        for number, (_, _, letters) in enumerate(self.pages, 1):
            small = [letter for letter in letters if letter.size < 7 - 1e-3]
            assert not small, (number, small[:5])
        for page in self.texts:
            assert "□" not in page
            assert "\ufffd" not in page

    def is_sound(self) -> None:
        """The file is as the format wants it, and its fonts are embedded as far as they are used."""
        with pikepdf.open(io.BytesIO(self.bytes)) as document:
            assert document.check_pdf_syntax() == []
            resources = (page.resources.get("/Font", pikepdf.Dictionary()) for page in document.pages)
            fonts = [font for found in resources for font in found.values()]
            assert fonts
            for font in fonts:
                assert str(font.BaseFont)[7] == "+"
                assert "/FontFile2" in font.FontDescriptor


def _letters(page: pypdfium2.PdfPage) -> Iterator[Letter]:
    text = page.get_textpage()
    for place in range(text.count_chars()):
        letter = chr(pypdfium2.raw.FPDFText_GetUnicode(text.raw, place))
        if not letter.isspace():
            size = float(pypdfium2.raw.FPDFText_GetFontSize(text.raw, place))
            yield Letter(letter, *text.get_charbox(place), size)
