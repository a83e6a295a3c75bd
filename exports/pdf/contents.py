"""What stands where: every section with its page, each line leading there."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.platypus import Flowable, Paragraph

from exports.pdf.flowables import grid
from exports.pdf.frame import Ledger
from exports.pdf.part import Brief
from exports.pdf.styles import style
from exports.pdf.text import inside

PAGE_COLUMN = 30.0


def contents_page(brief: Brief, ledger: Ledger) -> Iterator[Flowable]:
    """The contents, as the run before found them."""
    wide, _ = brief.sheet.room
    yield brief.head(brief.words.the_contents, "contents", ledger, kept=False)
    lines = [
        [Paragraph(inside(name, key), style("body")), Paragraph(inside(ledger.page(key), key), style("at_right"))]
        for name, key in ledger.contents
        if key != "contents"
    ]
    if lines:
        yield grid(lines, (wide - PAGE_COLUMN, PAGE_COLUMN), head=False)
