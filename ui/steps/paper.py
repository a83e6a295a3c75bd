"""Pages made beside the window: advice, layout and pictures of pages come from a thread, the last wish first."""

from __future__ import annotations

import contextlib
import datetime
import io
import threading
from collections.abc import Mapping
from dataclasses import dataclass

import pypdfium2
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from exports.pdf import Choice, Paper, write_pdf
from infra_builder.advice.advise import Advice, advise
from infra_builder.evaluate import Stopped
from infra_builder.knowledge import Knowledge
from infra_builder.plan import Plan
from infra_builder.report import Report

SMALL = 40
"""Advice for so many blocks is there in a moment; for more, the pages are shown without it first."""
DRAWING = threading.Lock()
"""PDFium draws one page at a time."""


@dataclass(frozen=True)
class Order:
    """What is wanted on paper."""

    plan: Plan
    report: Report
    choice: Choice
    paper: Paper
    printed: datetime.date


@dataclass(frozen=True)
class Made:
    """An order as a file, and how many pages it has. `whole`: with all advice; otherwise that follows."""

    order: Order
    data: bytes
    pages: int
    whole: bool


class PaperMaker(QObject):
    """Makes what was ordered last; what nobody wants any more is broken off."""

    advising = Signal()
    """Advice is being worked out, which takes longest."""
    laying_out = Signal()
    """The pages are being laid out."""
    made = Signal(object)
    """The pages of the last order are there: a `Made`."""
    failed = Signal(str)
    """They could not be made: what the program says about it."""

    def __init__(self, knowledge: Knowledge) -> None:
        super().__init__()
        self.knowledge = knowledge
        self._wanted: Order | None = None
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._advised: tuple[Plan, Mapping[str, Advice]] | None = None

    @property
    def busy(self) -> bool:
        """Whether something is being made."""
        return self._wanted is not None

    def want(self, order: Order) -> None:
        """Order pages in the place of whatever was ordered before."""
        with self._lock:
            self._wanted = order
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, daemon=True, name="paper")
                self._thread.start()

    def stop(self) -> None:
        """Nothing is wanted any more."""
        with self._lock:
            self._wanted = None

    def _work(self) -> None:
        while True:
            with self._lock:
                order = self._wanted
                if order is None:
                    self._thread = None
                    return
            with contextlib.suppress(Stopped):
                self._fulfil(order)

    def _fulfil(self, order: Order) -> None:
        """Make the pages of an order, a large one without advice first. Raises Stopped."""
        done: Made | str
        try:
            blocks = sum(len(option.blocks) for option in order.plan.options)
            if blocks > SMALL and not self._knows(order.plan):
                self._tell(order, self._make(order, {}, whole=False), last=False)
            done = self._make(order, self._advice(order), whole=True)
        except Stopped:
            raise
        except Exception as error:  # noqa: BLE001 - the thread must not end in silence; the person is told
            done = f"{type(error).__name__}: {error}"
        self._tell(order, done, last=True)

    def _tell(self, order: Order, done: Made | str, *, last: bool) -> None:
        """Say what was made, where it is still wanted."""
        with self._lock:
            current = self._wanted is order
            if current and last:
                self._wanted = None
        if current:
            with contextlib.suppress(RuntimeError):  # the plan was closed meanwhile
                (self.failed if isinstance(done, str) else self.made).emit(done)

    def _make(self, order: Order, advice: Mapping[str, Advice], *, whole: bool) -> Made:
        with contextlib.suppress(RuntimeError):
            self.laying_out.emit()
        stream = io.BytesIO()
        write_pdf(
            stream, order.plan, order.report, self.knowledge, advice=advice, choice=order.choice, paper=order.paper,
            printed=order.printed,
        )  # fmt: skip
        return Made(order, stream.getvalue(), page_count(stream.getvalue()), whole)

    def _knows(self, plan: Plan) -> bool:
        """Whether the advice for a plan is there."""
        return self._advised is not None and self._advised[0] is plan

    def _advice(self, order: Order) -> Mapping[str, Advice]:
        """The advice for every option, kept as long as the plan is the same. Raises Stopped."""
        if self._advised is None or not self._knows(order.plan):
            with contextlib.suppress(RuntimeError):
                self.advising.emit()
            advice = {
                option.id: advise(order.plan, option, self.knowledge, go_on=lambda: self._wanted is order)
                for option in order.plan.options
            }
            self._advised = (order.plan, advice)
        return self._advised[1]


def page_count(data: bytes) -> int:
    """How many pages a file has."""
    with DRAWING, pypdfium2.PdfDocument(data) as document:
        return len(document)


def page_size(data: bytes, page: int) -> tuple[float, float]:
    """Width and height of a page, from 0, in points."""
    with DRAWING, pypdfium2.PdfDocument(data) as document:
        wide, high = document.get_page_size(page)
        return float(wide), float(high)


def page_image(data: bytes, page: int, scale: float) -> QImage:
    """A page, from 0, as a picture with so many pixels to a point."""
    with DRAWING, pypdfium2.PdfDocument(data) as document:
        sheet = document[page]
        bitmap = sheet.render(scale=scale, rev_byteorder=True, force_bitmap_format=pypdfium2.raw.FPDFBitmap_BGRx)
        image = QImage(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGBX8888)
        copy = image.copy()
        bitmap.close()
        sheet.close()
        return copy
