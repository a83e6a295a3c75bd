"""The sheets that cards are cut from: three by three, the backs mirrored so that each comes to lie behind its front."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from reportlab.pdfgen.canvas import Canvas

from exports.cards.deck import Card
from exports.cards.faces import HIGH, MM, WIDE, back, front
from exports.cards.words import Words
from exports.pdf.frame import PAPERS, Paper
from exports.pdf.paint import Pen
from exports.picture.measure import shortened
from exports.picture.shapes import Path, Shape, Text, line

ACROSS, DOWN = 3, 3
A_SHEET: Final = ACROSS * DOWN
MARK_FROM, MARK_LONG = 1.5 * MM, 3.0 * MM
"""How far cut marks begin from the cards, and how long they are."""
FOOT, SMALL = 4.2 * MM, 7.0
"""How far the words of a sheet stay from its edge, as far as most printers need; and their size."""


@dataclass(frozen=True)
class Sheet:
    """A sheet of paper in points, y growing downwards, with its cards in the middle."""

    width: float
    height: float

    @property
    def left(self) -> float:
        """The x of the first column."""
        return (self.width - ACROSS * WIDE) / 2

    @property
    def top(self) -> float:
        """The y of the first row."""
        return (self.height - DOWN * HIGH) / 2

    def spot(self, place: int, *, turned: bool = False) -> tuple[float, float]:
        """Where a card has its upper left corner; `turned` on the back, where left and right have changed places."""
        row, column = divmod(place, ACROSS)
        return self.left + (ACROSS - 1 - column if turned else column) * WIDE, self.top + row * HIGH


def sheet(paper: Paper) -> Sheet:
    """The sheet of a paper size."""
    return Sheet(*PAPERS[paper])


def draw(canvas: Canvas, paper: Paper, cards: Sequence[Card], words: Words, digest: str) -> None:
    """Draw every sheet, its back on the page after its front."""
    page = sheet(paper)
    stacks = [cards[start : start + A_SHEET] for start in range(0, len(cards), A_SHEET)]
    for number, stack in enumerate(stacks, 1):
        for turned, label in ((False, words.front), (True, words.back)):
            said = label.format(sheet=number, sheets=len(stacks), digest=digest or words.no_digest)
            whole = Pen(canvas, 1.0, 0, page.height)
            whole.draw((*_marks(page), *_foot(page, (words.title, words.how, said))))
            for place, card in enumerate(stack):
                x, y = page.spot(place, turned=turned)
                Pen(canvas, 1.0, x, page.height - y).draw(back(card) if turned else front(card))
            canvas.showPage()


def _marks(page: Sheet) -> Iterator[Shape]:
    """Marks around the cards where a knife goes, and faint lines between them."""
    right, low = page.left + ACROSS * WIDE, page.top + DOWN * HIGH
    for column in range(ACROSS + 1):
        x = page.left + column * WIDE
        yield _line(((x, page.top), (x, low)), "line", 0.4)
        yield _line(((x, page.top - MARK_FROM), (x, page.top - MARK_FROM - MARK_LONG)))
        yield _line(((x, low + MARK_FROM), (x, low + MARK_FROM + MARK_LONG)))
    for row in range(DOWN + 1):
        y = page.top + row * HIGH
        yield _line(((page.left, y), (right, y)), "line", 0.4)
        yield _line(((page.left - MARK_FROM, y), (page.left - MARK_FROM - MARK_LONG, y)))
        yield _line(((right + MARK_FROM, y), (right + MARK_FROM + MARK_LONG, y)))


def _line(points: tuple[tuple[float, float], tuple[float, float]], role: str = "ink_2", wide: float = 0.6) -> Path:
    return Path(line(*points), None, role, wide, (), "butt")


def _foot(page: Sheet, texts: Iterable[str]) -> Iterator[Text]:
    """A text below each column, clear of the marks between them."""
    for column, text in enumerate(texts):
        x = page.left + column * WIDE + 6
        yield Text(x, page.height - FOOT, shortened(text, SMALL, 400, WIDE - 12), SMALL, 400, "ink_2")
