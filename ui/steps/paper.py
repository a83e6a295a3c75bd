"""Pages made beside the window: advice, layout and pictures of pages come from a thread, the last wish first."""

from __future__ import annotations

import datetime
import io
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import pypdfium2
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from exports.pdf import Choice, Paper, write_pdf
from infra_builder.advice.advise import Advice, advise
from infra_builder.knowledge import Knowledge
from infra_builder.plan import Plan
from infra_builder.report import Report
from ui.errands import Errand, Errands

SMALL = 40
"""Advice for so many blocks is there in a moment; for more, the pages are shown without it first."""
DRAWING = threading.Lock()
"""PDFium draws one page at a time."""
Doing = Literal["advising", "laying_out"]


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
        self._press = _Press(knowledge)
        self._errands = Errands("paper", self)

    @property
    def busy(self) -> bool:
        """Whether something is being made."""
        return self._errands.busy

    def want(self, order: Order) -> None:
        """Order pages in the place of whatever was ordered before."""
        press = self._press
        self._errands.instead(
            lambda errand: press.fulfilled(order, errand), self.made.emit, told=self._tell, failed=self._fail
        )

    def stop(self) -> None:
        """Nothing is wanted any more."""
        self._errands.stop()

    def _tell(self, said: Doing | Made) -> None:
        if isinstance(said, Made):
            self.made.emit(said)
        else:
            (self.advising if said == "advising" else self.laying_out).emit()

    def _fail(self, error: Exception) -> None:
        self.failed.emit(f"{type(error).__name__}: {error}")


class _Press:
    """Makes pages in the thread, and tells its errand what it is doing. All of its functions raise Stopped."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._advised: tuple[Plan, Mapping[str, Advice]] | None = None

    def fulfilled(self, order: Order, errand: Errand) -> Made:
        """The pages of an order; of a large one those without advice are told first."""
        blocks = sum(len(option.blocks) for option in order.plan.options)
        if blocks > SMALL and not self._knows(order.plan):
            errand.tell(self._make(order, {}, errand, whole=False))
        return self._make(order, self._advice(order, errand), errand, whole=True)

    def _make(self, order: Order, advice: Mapping[str, Advice], errand: Errand, *, whole: bool) -> Made:
        errand.tell("laying_out")
        stream = io.BytesIO()
        write_pdf(
            stream, order.plan, order.report, self._knowledge, advice=advice, choice=order.choice, paper=order.paper,
            printed=order.printed, go_on=errand.go_on,
        )  # fmt: skip
        return Made(order, stream.getvalue(), page_count(stream.getvalue()), whole)

    def _knows(self, plan: Plan) -> bool:
        """Whether the advice for a plan is there."""
        return self._advised is not None and self._advised[0] is plan

    def _advice(self, order: Order, errand: Errand) -> Mapping[str, Advice]:
        """The advice for every option, kept as long as the plan is the same."""
        if self._advised is None or not self._knows(order.plan):
            errand.tell("advising")
            advice = {
                option.id: advise(order.plan, option, self._knowledge, go_on=errand.go_on)
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
