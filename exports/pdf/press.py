"""Printing: a story is laid out until no page number changes any more. Pure: the same story gives the same bytes."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from io import BytesIO
from typing import Any, Final

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from exports.pdf import fonts
from exports.pdf.frame import Document, Edges, Ledger, Sheet
from exports.pdf.text import clean
from infra_builder.evaluate import GoOn

MOST_RUNS: Final = 5
"""A page number may push a line over, so runs are repeated until nothing moves; in practice that is the third."""
Story = Callable[[Ledger], tuple[str, list[Flowable]]]
"""The template of the first page and everything that is printed, laid out with what the run before found."""


def pressed(
    story: Story, page: Sheet, edges: Edges, printed: datetime.date, *, title: str, subject: str, language: str,
    go_on: GoOn | None = None,
) -> bytes:  # fmt: skip
    """The file of a story. Raises Stopped when `go_on`, which is asked before each page, says False."""
    fonts.register()
    settings = {"title": clean(title), "author": clean(edges.organisation), "subject": clean(subject), "lang": language}

    def run(ledger: Ledger) -> bytes:
        stream = BytesIO()
        document = Document(stream, page, edges, ledger, **settings)
        first, flowables = story(ledger)
        document.begin_with(first)
        document.build(flowables, canvasmaker=_canvas_maker(printed, ledger))
        return stream.getvalue()

    ledger = Ledger(go_on=go_on)
    made = run(ledger)
    for _ in range(MOST_RUNS):
        before, ledger = ledger, Ledger(ledger, go_on)
        made = run(ledger)
        if ledger.pages == before.pages:
            break
    return made


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
