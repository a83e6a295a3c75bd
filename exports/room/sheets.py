"""A sheet for each group: the work, room to write, what the verdicts mean; and slips for a silent vote to cut out."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Final

from reportlab.platypus import Flowable, PageBreak, Paragraph

from exports.pdf import fonts
from exports.pdf.flowables import Caps, glyph_of, grid
from exports.pdf.frame import Ledger, Paper, SectionHead, Sheet, sheet
from exports.pdf.said import workload_line
from exports.pdf.styles import BODY, FINE, GAP, HAIR, SMALL, colour, style
from exports.pdf.text import bold, clean, filled, markup
from exports.pdf.words import ENGLISH as PLAIN
from exports.picture.measure import shortened, width
from exports.room.paper import printed_paper
from exports.room.words import ENGLISH, Words
from infra_builder.catalogue import Catalogue
from infra_builder.plan import Plan
from infra_builder.room.workshop import Group, Workshop
from infra_builder.vocabulary import VERDICT_FLAGS

WRITING: Final = 21.0
"""From one line to write on to the next."""
SLIPS_ACROSS, SLIPS_DOWN = 2, 4


def group_sheets(
    workshop: Workshop, start: Plan, catalogue: Catalogue, *, paper: Paper = "A4", printed: datetime.date,
    words: Words = ENGLISH,
) -> bytes:  # fmt: skip
    """The sheets as PDF, two pages a group. `start` is the plan that the groups begin with."""
    page = sheet(paper)

    def told(ledger: Ledger) -> Iterator[Flowable]:
        for number, group in enumerate(workshop.groups):
            if number:
                yield PageBreak()
            yield from _front(group, number, workshop, start, catalogue, ledger, page, words)
            yield PageBreak()
            yield from _slips(group, number, ledger, page, words)

    return printed_paper(told, workshop, words.kind_of_sheet, paper, printed, words)


def _front(
    group: Group, number: int, workshop: Workshop, start: Plan, catalogue: Catalogue, ledger: Ledger, page: Sheet,
    words: Words,
) -> Iterator[Flowable]:  # fmt: skip
    head = SectionHead(group.name, f"g{number}", ledger, page.upper, shown=False)
    yield head
    yield Paragraph(markup(group.name), style("title"))
    yield Paragraph(markup(workshop.title or words.untitled), style("subtitle"))
    yield Caps(words.who_is_here, 3 * GAP)
    yield Lines(1)
    yield Caps(words.the_work, 3 * GAP)
    described = [workload for workload in start.workloads if workload.kind or workload.name]
    for workload in described:
        yield Paragraph(bold(workload_line(catalogue, PLAIN, workload)), style("body"))
    if not described:
        yield Paragraph(filled(words.work_empty), style("body"))
    yield Lines(1 if described else 3)
    for question in words.our_answers:
        yield Caps(question, 3 * GAP)
        yield Lines(2)
    yield Caps(words.what_verdicts_mean, 4 * GAP, kept=False)
    yield _meanings(catalogue, page.room[0])
    yield Caps(words.our_guess, 3 * GAP)
    yield Lines(1)
    yield Caps(words.our_step, 3 * GAP)
    yield Lines(2)


def _meanings(catalogue: Catalogue, wide: float) -> Flowable:
    """What each verdict means, with its sign."""
    flags = ("balanced", *VERDICT_FLAGS)
    known = catalogue.words["flag"]
    rows = [
        [glyph_of(flag, 13), Paragraph(f"{bold(known[flag].label)} {markup(known[flag].meaning)}", style("small"))]
        for flag in flags
    ]
    return grid(rows, (20.0, wide - 20.0), ruled=False, head=False)


def _slips(group: Group, number: int, ledger: Ledger, page: Sheet, words: Words) -> Iterator[Flowable]:
    yield SectionHead(words.slips, f"s{number}", ledger, page.upper)
    yield Paragraph(filled(words.slips_note), style("body"))
    wide, high = page.room
    yield Slips(clean(group.name), words, wide, high - 70)


class Lines(Flowable):
    """Lines to write on by hand."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.count = count

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803
        """Width and height."""
        self.width, self.height = aW, self.count * WRITING
        return self.width, self.height

    def draw(self) -> None:
        """Draw the lines."""
        self.canv.setStrokeColor(colour("edge"))
        self.canv.setLineWidth(HAIR)
        for number in range(self.count):
            y = number * WRITING + 2
            self.canv.line(0, y, self.width, y)


class Slips(Flowable):
    """Slips for a vote, with faint lines to cut along."""

    PAD, BOX, ROW = 14.0, 11.0, 19.0

    def __init__(self, group: str, words: Words, wide: float, high: float) -> None:
        super().__init__()
        self.group, self.words, self.width, self.height = group, words, wide, high
        self.spaceBefore = 3 * GAP

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803
        """Width and height."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw the lines to cut along and every slip."""
        canvas, wide, high = self.canv, self.width / SLIPS_ACROSS, self.height / SLIPS_DOWN
        canvas.saveState()
        canvas.setStrokeColor(colour("edge"))
        canvas.setLineWidth(HAIR)
        canvas.setDash([3, 3])
        for column in range(SLIPS_ACROSS + 1):
            canvas.line(column * wide, 0, column * wide, self.height)
        for row in range(SLIPS_DOWN + 1):
            canvas.line(0, row * high, self.width, row * high)
        canvas.restoreState()
        for place in range(SLIPS_ACROSS * SLIPS_DOWN):
            row, column = divmod(place, SLIPS_ACROSS)
            self._slip(column * wide + self.PAD, self.height - row * high - self.PAD, wide - 2 * self.PAD, high)

    def _slip(self, x: float, top: float, wide: float, high: float) -> None:
        words = self.words
        y = top - SMALL
        self._say(x, y, self.group, SMALL, 600, wide, "ink_2")
        y -= 16
        self._say(x, y, words.slip_ask, BODY, 600, wide)
        for choice in (words.agreed, words.with_changes, words.not_yet):
            y -= self.ROW
            self.canv.setStrokeColor(colour("ink"))
            self.canv.setLineWidth(FINE)
            self.canv.roundRect(x, y - 2, self.BOX, self.BOX, 1.5, stroke=1, fill=0)
            self._say(x + self.BOX + 6, y, choice, BODY, 400, wide - self.BOX - 6)
        start = x + self.BOX + 12 + width(words.not_yet, BODY)
        self._line(start, y - 3, x + wide)
        foot = top + self.PAD - high + 14
        for number in range(1, 3):
            if y - number * self.ROW > foot + self.ROW:
                self._line(x, y - number * self.ROW - 3, x + wide)
        self._say(x, foot, words.name_if, SMALL, 400, wide, "ink_2")
        self._line(x + width(words.name_if, SMALL) + 6, foot - 2, x + wide)

    def _line(self, x: float, y: float, right: float) -> None:
        self.canv.setStrokeColor(colour("edge"))
        self.canv.setLineWidth(HAIR)
        self.canv.line(x, y, right, y)

    def _say(self, x: float, y: float, text: str, size: float, weight: int, room: float, role: str = "ink") -> None:
        self.canv.setFont(fonts.BY_WEIGHT[weight], size)
        self.canv.setFillColor(colour(role))
        self.canv.drawString(x, y, shortened(text, size, weight, room))
