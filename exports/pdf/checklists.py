"""The lists that matter at this stage, to be ticked off by hand."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.platypus import CondPageBreak, Flowable, Paragraph

from exports.pdf.flowables import Caps, Drawn, grid
from exports.pdf.frame import Ledger
from exports.pdf.part import Brief
from exports.pdf.styles import BODY, GAP, style
from exports.pdf.text import bold, markup
from exports.picture.shapes import Path, rounded
from infra_builder.layout import Rect
from infra_builder.lists import KnowledgeList, of_use

BOX, COLUMN = BODY - 1, 22.0
BY_HAND = (92.0, 70.0)
"""Widths of owner and date, to be filled in by hand."""
STARTS_WITH = 90.0
"""So much of a list has to fit on the page on which it begins."""


def checklists_section(brief: Brief, ledger: Ledger) -> Iterator[Flowable]:
    """A heading and the lists that go on paper for this plan; nothing where there are none."""
    lists = [entry for entry in of_use(brief.catalogue.lists, brief.plan).values() if entry.paper]
    if lists:
        words = brief.words
        yield brief.head(words.the_checklists, "checklists", ledger)
        yield Paragraph(markup(words.checklists_line), style("body"))
        for entry in lists:
            yield from _list(brief, entry)


def _list(brief: Brief, entry: KnowledgeList) -> Iterator[Flowable]:
    wide, _ = brief.sheet.room
    yield CondPageBreak(STARTS_WITH)
    yield Caps(entry.name, 3 * GAP)
    yield Paragraph(markup(entry.line), style("small"))
    words = brief.words
    heads = ("", words.point, words.owner, words.by)
    rows: list[list[Flowable]] = [[Paragraph(markup(text), style("column")) for text in heads]]
    for line in entry.entries.values():
        note = "" if line.note == "–" else f'<br/><font size="8.5">{markup(line.note)}</font>'
        blank = Paragraph("", style("body"))
        rows.append([_box(), Paragraph(f"{bold(line.says)}{note}", style("body")), blank, blank])
    yield grid(rows, (COLUMN, wide - COLUMN - sum(BY_HAND), *BY_HAND))


def _box() -> Flowable:
    frame = Rect(0, 0, BOX, BOX)
    return Drawn((Path(rounded(frame, 1.5), None, "ink", 0.9),), frame)
