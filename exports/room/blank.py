"""A blank canvas on A3 for a table without a computer: cut-out cards lie on it, lines are drawn by hand."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

from reportlab.lib.pagesizes import A3, landscape
from reportlab.pdfgen.canvas import Canvas

from exports.pdf import fonts
from exports.pdf.frame import PRODUCER
from exports.pdf.paint import Pen
from exports.pdf.text import clean
from exports.picture.icons import icon
from exports.picture.legend import small_block
from exports.picture.marks import glyph
from exports.picture.measure import shortened, width
from exports.picture.shapes import Path, Shape, Text, line, moved, polygon, rounded
from exports.room.words import ENGLISH, Words
from infra_builder.catalogue import Catalogue
from infra_builder.rects import Rect
from infra_builder.room.workshop import Workshop
from infra_builder.vocabulary import VERDICT_FLAGS

PAGE: Final = landscape(A3)
EDGE: Final = 40.0
HEAD, FOOT = 40.0, 74.0
LEFT: Final = 232.0
GAP: Final = 16.0
BAND: Final = 186.0
"""How high the place is for what covers the whole plan."""
TITLE, LABEL, SMALL = 20.0, 10.0, 9.0
ZONES: Final = 3
CATEGORIES: Final = ("data", "hosting", "compute", "governance")


def blank_canvas(workshop: Workshop, catalogue: Catalogue, *, printed: datetime.date, words: Words = ENGLISH) -> bytes:
    """The canvas as a PDF of one page."""
    fonts.register()
    stream = BytesIO()
    font: Any = fonts.REGULAR
    canvas = Canvas(stream, PAGE, invariant=1, pageCompression=1, initialFontName=font, lang=words.language)
    canvas.setDateFormatter(lambda *_moment: f"D:{printed:%Y%m%d}000000Z")
    canvas.setTitle(words.blank_title)
    canvas.setCreator(PRODUCER)
    canvas.setProducer(PRODUCER)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.setViewerPreference("PrintScaling", "None")
    Pen(canvas, 1.0, 0, PAGE[1]).draw(_shapes(workshop, catalogue, words))
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _shapes(workshop: Workshop, catalogue: Catalogue, words: Words) -> Iterator[Shape]:
    wide, high = PAGE
    right, low = wide - EDGE, high - EDGE - FOOT
    top, mid = EDGE + HEAD, EDGE + LEFT + GAP
    title = clean(workshop.title) or words.blank_title
    yield from icon("app_mark", EDGE, EDGE - 2, 22, "ink")
    how = shortened(words.blank_how, SMALL, 400, wide / 2)
    room = right - EDGE - 60 - width(how, SMALL)
    yield Text(EDGE + 30, EDGE + 16, shortened(title, TITLE, 700, room), TITLE, 700)
    yield Text(right, EDGE + 16, how, SMALL, 400, "ink_2", "end")
    yield from _card(Rect(EDGE, top, LEFT, 190), words)
    across = (right - mid - (ZONES - 1) * GAP) / ZONES
    deep = low - top - BAND - GAP
    for number in range(ZONES):
        yield from _zone(Rect(mid + number * (across + GAP), top, across, deep), words)
    yield from _zone(Rect(EDGE, top + 190 + GAP, LEFT, deep - 190 - GAP), words)
    yield from _band(Rect(EDGE, low - BAND, right - EDGE, BAND), words.covers_all)
    yield from _legend(low + 32, right, catalogue, words)


def _card(rect: Rect, words: Words) -> Iterator[Shape]:
    """The card of the work: the footing and the folded corner, to be filled in with a pen."""
    fold, left, right, foot = 16.0, rect.x, rect.right, rect.bottom - 2.5
    body = ((left, rect.y), (right - fold, rect.y), (right, rect.y + fold), (right, foot), (left, foot))
    yield Path(polygon(body), "panel", "ink", 1.6)
    yield Path(line((rect.x - 6, foot), (rect.right + 6, foot)), None, "accent", 5, (), "butt")
    yield Text(rect.x + 12, rect.y + 22, words.the_workload, 13, 700)
    yield from _fields(rect, rect.y + 40, (words.does, "", words.for_whom, words.stage, words.data))


def _zone(rect: Rect, words: Words) -> Iterator[Shape]:
    yield Path(rounded(rect, 14), None, "zone_line", 1.5, (7, 4), "butt")
    yield from _fields(rect, rect.y + 14, (words.environment, words.provider, words.owner, words.why_here))


def _fields(rect: Rect, y: float, labels: tuple[str, ...]) -> Iterator[Shape]:
    """Labels with a line each to write on."""
    for label in labels:
        y += 24
        yield Text(rect.x + 12, y, label, LABEL, 400, "ink_2")
        start = rect.x + 12 + (width(label, LABEL) + 6 if label else 0)
        yield Path(line((start, y + 2), (rect.right - 12, y + 2)), None, "edge", 0.6, (), "butt")


def _band(rect: Rect, title: str) -> Iterator[Shape]:
    yield Path(rounded(rect, 14), None, "governance", 1.2, (2, 3), "butt")
    yield Text(rect.x + 12, rect.y + 20, title, LABEL, 600, "governance")


def _legend(y: float, right: float, catalogue: Catalogue, words: Words) -> Iterator[Shape]:
    """The sorts of cards, how links are drawn, and the verdicts."""
    x = EDGE
    for category in CATEGORIES:
        yield from moved(small_block(category), x, y)
        x += 68
        name = catalogue.label("category", category)
        yield Text(x, y + 4, name, LABEL)
        x += width(name, LABEL) + 26
    for flag in ("balanced", *VERDICT_FLAGS):
        yield from glyph(flag, x, y - 9, 18)
        name = catalogue.label("flag", flag)
        yield Text(x + 24, y + 4, name, LABEL)
        x += 24 + width(name, LABEL) + 22
    low, x = y + 36, EDGE
    for dash, text in (((), words.data_link), ((5.0, 4.0), words.support_link)):
        yield Path(line((x, low - 4), (x + 54, low - 4)), None, "ink", 1.8, dash, "butt")
        if not dash:
            yield Path(polygon(((x + 54, low - 8), (x + 63, low - 4), (x + 54, low))), "ink")
        yield Text(x + 70, low, shortened(text, LABEL, 400, right - x - 70), LABEL)
        x += 70 + width(text, LABEL) + 30
