"""The printed plan: a PDF for a board that was not in the room. Pure: the same arguments give the same bytes."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import Any, BinaryIO, Final

from reportlab.pdfgen.canvas import Canvas

from exports.pdf import fonts
from exports.pdf.choice import FULL, PRESETS, Choice, preset
from exports.pdf.frame import Document, Edges, Ledger, Paper, sheet
from exports.pdf.part import Brief
from exports.pdf.sections import SECTIONS
from exports.pdf.story import story
from exports.pdf.text import clean, missing_glyphs
from exports.pdf.words import ENGLISH, Words
from infra_builder.advice.advise import Advice
from infra_builder.knowledge import Knowledge
from infra_builder.plan import Plan
from infra_builder.report import Report

__all__ = [
    "ENGLISH", "FULL", "PRESETS", "SECTIONS", "Choice", "Paper", "Words", "missing_glyphs", "preset", "write_pdf",
]  # fmt: skip

MOST_RUNS: Final = 5
"""A page number may push a line over, so runs are repeated until nothing moves; in practice that is the third."""


def write_pdf(
    target: str | Path | BinaryIO,
    plan: Plan,
    report: Report,
    knowledge: Knowledge,
    *,
    advice: Mapping[str, Advice] = MappingProxyType({}),
    choice: Choice = FULL,
    paper: Paper = "A4",
    printed: datetime.date,
    words: Words = ENGLISH,
) -> None:
    """Print the chosen sections of a plan with its report, and the `advice` by option as far as it was worked out.

    Everything is made in memory first, so that a failure leaves no half file. Raises KeyError for a section that there
    is not.
    """
    fonts.register()
    brief = Brief(plan, report, knowledge, words, sheet(paper), printed, choice, advice)
    made, ledger = _run(brief, Ledger())
    for _ in range(MOST_RUNS):
        before = ledger
        made, ledger = _run(brief, Ledger(before))
        if ledger.pages == before.pages:
            break
    if isinstance(target, str | Path):
        Path(target).write_bytes(made)
    else:
        target.write(made)


def _run(brief: Brief, ledger: Ledger) -> tuple[bytes, Ledger]:
    """One run: the file, and on which page everything came to stand."""
    words, plan = brief.words, brief.plan
    date, digest = words.day(brief.printed), brief.report.knowledge or words.no_digest
    title = plan.title or words.untitled
    edges = Edges(
        plan.organisation or words.no_organisation, words.kind_of_paper,
        words.foot.format(title=title, date=date, digest=digest), words.page_of,
    )  # fmt: skip
    stream = BytesIO()
    document = Document(
        stream, brief.sheet, edges, ledger, title=clean(title), author=clean(edges.organisation),
        subject=clean(words.subject.format(date=date, digest=digest)), lang=words.language,
    )  # fmt: skip
    first, flowables = story(brief, ledger)
    document.begin_with(first)
    document.build(flowables, canvasmaker=_canvas_maker(brief.printed, ledger))
    return stream.getvalue(), ledger


def _canvas_maker(printed: datetime.date, ledger: Ledger) -> Any:
    """Canvases whose file says that it was made on the day it was printed, and opens with its bookmarks."""

    def make(*given: Any, **settings: Any) -> Canvas:
        canvas = _LinkedCanvas(ledger, *given, **settings)
        canvas.setDateFormatter(lambda *_moment: f"D:{printed:%Y%m%d}000000Z")
        canvas.setViewerPreference("DisplayDocTitle", "true")
        canvas.showOutline()
        return canvas

    return make


class _LinkedCanvas(Canvas):
    """A canvas on which words lead only to what is printed: a section that was not chosen has no places to go to."""

    def __init__(self, ledger: Ledger, *given: Any, **settings: Any) -> None:
        super().__init__(*given, **settings)
        self._ledger = ledger

    def bookmarkPage(self, key: str, *given: Any, **settings: Any) -> Any:
        """See Canvas. Whatever can be led to is in the ledger."""
        self._ledger.place(key, self.getPageNumber())
        return super().bookmarkPage(key, *given, **settings)

    def linkRect(self, contents: str, destinationname: str, *given: Any, **settings: Any) -> Any:
        """See Canvas."""
        if self._ledger.knows(destinationname):
            return super().linkRect(contents, destinationname, *given, **settings)
        return None

    def save(self) -> None:
        """Put the file together, but for the first run: it only finds out where everything comes to stand."""
        if self._ledger.before is not None:
            super().save()
