"""The printed plan: a PDF for a board that was not in the room. Pure: the same arguments give the same bytes."""

from __future__ import annotations

import datetime
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, Final

from reportlab.pdfgen.canvas import Canvas

from exports.pdf import fonts
from exports.pdf.frame import Document, Edges, Ledger, Paper, sheet
from exports.pdf.part import Brief
from exports.pdf.story import story
from exports.pdf.text import clean, missing_glyphs
from exports.pdf.words import ENGLISH, Words
from infra_builder.catalogue import Catalogue
from infra_builder.plan import Plan
from infra_builder.report import Report

__all__ = ["ENGLISH", "Paper", "Words", "missing_glyphs", "write_pdf"]

MOST_RUNS: Final = 5
"""A page number may push a line over, so runs are repeated until nothing moves; in practice that is the third."""


def write_pdf(
    target: str | Path | BinaryIO,
    plan: Plan,
    report: Report,
    catalogue: Catalogue,
    *,
    paper: Paper = "A4",
    printed: datetime.date,
    words: Words = ENGLISH,
) -> None:
    """Print a plan with its report. Everything is made in memory first, so that a failure leaves no half file."""
    fonts.register()
    brief = Brief(plan, report, catalogue, words, sheet(paper), printed)
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
    document.build(story(brief, ledger), canvasmaker=_canvas_maker(brief.printed))
    return stream.getvalue(), ledger


def _canvas_maker(printed: datetime.date) -> Any:
    """Canvases whose file says that it was made on the day it was printed, and opens with its bookmarks."""

    def make(*given: Any, **settings: Any) -> Canvas:
        canvas = Canvas(*given, **settings)
        canvas.setDateFormatter(lambda *_moment: f"D:{printed:%Y%m%d}000000Z")
        canvas.setViewerPreference("DisplayDocTitle", "true")
        canvas.showOutline()
        return canvas

    return make
