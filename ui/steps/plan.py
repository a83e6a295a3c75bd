"""Plan: the pages as they will be printed, what goes on them, what is still missing, and the ways to paper and file."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QSplitter, QVBoxLayout, QWidget

from exports.pdf import Choice as PaperChoice
from exports.pdf import Paper, logo_is_broken, missing_glyphs
from infra_builder.edits import ChangePlan
from ui import file_questions as ask
from ui.document import PlanDocument
from ui.exporting import Wish
from ui.patience import write_patiently
from ui.printing import ask_print
from ui.steps.flow import Page, Titled
from ui.steps.letterhead import Letterhead
from ui.steps.paper import Made, Order, PaperMaker
from ui.steps.preview import Preview
from ui.steps.sections import Sections
from ui.steps.step import Step
from ui.widgets import Choice, button, clear, column, label, row

LATER_MS = 250
"""After the last change, pages are made."""
PAPERS: tuple[Paper, ...] = ("A4", "Letter")


class PlanStep(Step):
    """At the left what goes on paper, at the right how it looks there."""

    export_wanted = Signal()

    def __init__(self, document: PlanDocument, colours: Mapping[str, str]) -> None:
        super().__init__(document, colours)
        self.sections, self.letterhead, self.preview = Sections(), Letterhead(), Preview()
        self.option, self.paper = Choice(()), Choice([(paper, paper) for paper in PAPERS])
        self.maker = PaperMaker(document.knowledge)
        self.save, self.print = button(self.tr("Save as PDF…"), "primary"), button(self.tr("Print…"))
        self.export = button(self.tr("Other formats…"))
        self.lacks = column(spacing=8)
        self._ordered: Order | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(LATER_MS)
        self._later.timeout.connect(self._order)
        self._connect()
        self._lay_out()
        self._enable()

    def _connect(self) -> None:
        self.export.clicked.connect(self.export_wanted)
        self.save.clicked.connect(lambda: self._ask_file())
        self.print.clicked.connect(self._print)
        self.sections.changed.connect(self._wait)
        self.letterhead.changed.connect(self._change)
        self.letterhead.refused.connect(self.said)
        self.sections.board.clicked.connect(lambda: self._show_option(self.document.option.id))
        self.sections.full.clicked.connect(lambda: self._show_option(""))
        self.option.currentIndexChanged.connect(lambda _place: self._wait())
        self.paper.currentIndexChanged.connect(lambda _place: self._wait())
        self.maker.advising.connect(self._say_advising)
        self.maker.laying_out.connect(lambda: self.preview.say(self.tr("Laying out the pages…")))
        self.maker.made.connect(self._made)
        self.maker.failed.connect(self._failed)

    def _lay_out(self) -> None:
        left = QWidget()
        body = column(left, 20, 12)
        body.addWidget(label(self.tr("A plan that a board can read without having been in the room"), "section"))
        body.addWidget(_sheet(self.tr("What goes on paper"), self._choices()), 1)
        body.addWidget(_sheet(self.tr("Before it leaves the room"), self.lacks))
        right = QWidget()
        right.setObjectName("step-page")
        right.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        pages = column(right, 20, 12)
        actions = row(self.save, self.print, self.export)
        actions.addStretch()
        pages.addLayout(actions)
        pages.addWidget(self.preview, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(Page(left))
        split.addWidget(right)
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 3)
        self.layout_.addWidget(split)

    def _choices(self) -> QVBoxLayout:
        inner = column(spacing=8)
        inner.addWidget(self.sections, 1)
        fields = row(Titled(self.tr("Options in detail"), self.option), Titled(self.tr("Paper"), self.paper))
        fields.setStretch(0, 2)
        fields.setStretch(1, 1)
        inner.addLayout(fields)
        inner.addWidget(self.letterhead)
        return inner

    @property
    def choice(self) -> PaperChoice:
        """What is chosen for the paper."""
        return PaperChoice(self.sections.chosen, self.option.currentData() or "")

    @property
    def wish(self) -> Wish:
        """The same for an export."""
        return Wish(self.choice.option, self.paper.currentData(), sections=self.choice.sections)

    def refresh(self) -> None:
        """See Step."""
        focused = self.has_focus()
        self._show_options()
        self.letterhead.show_plan(self.document.plan)
        self._show_missing()
        self._wait()
        if focused and not self.has_focus():
            self.begin()

    def _show_options(self) -> None:
        """All options, then each; the one that was chosen stays so."""
        wanted = [(self.tr("All options"), "")]
        wanted += [(option.name or option.id, option.id) for option in self.document.plan.options]
        there = [(self.option.itemText(n), self.option.itemData(n)) for n in range(self.option.count())]
        if wanted == there:
            return
        chosen = self.option.currentData()
        self.option.blockSignals(True)
        self.option.clear()
        for name, id_ in wanted:
            self.option.addItem(name, id_)
        self.option.setCurrentIndex(max(0, self.option.findData(chosen)))
        self.option.blockSignals(False)

    def _show_option(self, option: str) -> None:
        """A board is asked about one option; everything is everything about all of them."""
        self.option.setCurrentIndex(max(0, self.option.findData(option)))

    def _show_missing(self) -> None:
        clear(self.lacks)
        missing = list(self.missing())
        for text, step in missing:
            line = row(label(text))
            made = button(self.tr("Mend it"))
            made.setAccessibleName(self.tr("Mend it: {what}").format(what=text))
            made.clicked.connect(lambda _on=False, step=step: self._mend(step))
            line.addWidget(made, alignment=Qt.AlignmentFlag.AlignTop)
            line.setStretch(0, 1)
            self.lacks.addLayout(line)
        if not missing:
            self.lacks.addWidget(label(self.tr("Nothing is missing on paper.")))

    def _mend(self, step: str) -> None:
        """Go where something is mended; the logo is here."""
        if step == "plan":
            self.letterhead.choose.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.step_wanted.emit(step)

    def _change(self, field: str, value: str) -> None:
        """Change the footer or the logo."""
        said = {
            ("footer", True): self.tr("change the footer"), ("footer", False): self.tr("remove the footer"),
            ("logo", True): self.tr("change the logo"), ("logo", False): self.tr("remove the logo"),
        }  # fmt: skip
        self.do(ChangePlan(changes={field: value}), said[field, bool(value)])
        self.letterhead.show_plan(self.document.plan)

    def missing(self) -> Iterator[tuple[str, str]]:
        """What a reader would miss, with the step in which it is given."""
        plan = self.document.plan
        if not plan.title:
            yield self.tr("The plan has no title."), "situation"
        if not plan.organisation:
            yield self.tr("The organisation is not named."), "situation"
        if logo_is_broken(plan.logo):
            yield self.tr("The logo cannot be read, so it is not printed."), "plan"
        if letters := missing_glyphs(plan, self.document.report):
            text = self.tr("These letters cannot be printed and become empty squares: {letters}")
            yield text.format(letters=" ".join(letters)), "situation"
        for option in plan.options:
            name, report = option.name or option.id, self.document.report.option(option.id)
            if report.empty:
                yield self.tr("{option} has no blocks yet.").format(option=name), "build"
            deciding = len(report.decisive_questions)
            if deciding:
                one = self.tr("{option}: 1 open question may change the verdict.")
                many = self.tr("{option}: {n} open questions may change the verdict.")
                yield (one if deciding == 1 else many).format(option=name, n=deciding), "check"

    def _wait(self) -> None:
        """Make pages in a moment, unless something changes again."""
        if self.isVisible() or self._ordered is None:
            self._later.start()

    def _order(self) -> None:
        document = self.document
        if document.judge.busy:
            return
        order = Order(document.plan, document.report, self.choice, self.paper.currentData(), datetime.date.today())
        if order == self._ordered:
            return
        self._ordered = order
        if not order.choice.sections:
            self.maker.stop()
            self.preview.say(self.tr("No section is ticked."))
            self._enable()
            return
        self.preview.say(self.tr("Laying out the pages…"))
        self._enable()
        self.maker.want(order)

    def _say_advising(self) -> None:
        if self.made is None:
            self.preview.say(self.tr("Working out the advice…"))

    def _made(self, made: Made) -> None:
        self.preview.show_made(made)
        if not made.whole:
            self.preview.say(self.tr("These pages are still without advice; it is being worked out…"))
        self._enable()

    def _failed(self, reason: str) -> None:
        self.preview.say("")
        self._ordered = None
        self._enable()
        self.said.emit(self.tr("The pages could not be made: {reason}").format(reason=reason))

    @property
    def made(self) -> Made | None:
        """The pages, where they are those of what is chosen now."""
        made = self.preview.made
        return made if made is not None and made.order == self._ordered else None

    def _enable(self) -> None:
        """What needs pages can be done once they are there."""
        for wanting in (self.save, self.print):
            wanting.setEnabled(self.made is not None)

    def _ask_file(self) -> None:
        made = self.made
        if made is None:
            return
        start = (self.document.path or Path(self.document.file_name)).with_suffix(".pdf")
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Save the pages"), str(start), "PDF (*.pdf)")
        if name:
            path = Path(name) if Path(name).suffix.lower() == ".pdf" else Path(name + ".pdf")
            self.write(path, made)

    def write(self, path: Path, made: Made) -> None:
        """Write the pages to a file, all or nothing."""
        try:
            write_patiently(path, made.data)
        except OSError as error:
            ask.tell(self, self.tr("{name} cannot be written").format(name=path.name), ask.reason(error))
            return
        self.said.emit(self.tr("Saved as {name}.").format(name=path.name))

    def _print(self) -> None:
        if (made := self.made) is not None:
            ask_print(self, made, self.document.plan.title or self.document.file_name)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody waits for pages that nobody sees."""
        super().hideEvent(event)
        self._later.stop()
        if self.maker.busy:
            self.maker.stop()
            self._ordered = None


def _sheet(title: str, inner: QVBoxLayout) -> QWidget:
    sheet = QFrame()
    sheet.setProperty("role", "sheet")
    body = column(sheet, 16, 10)
    body.addWidget(label(title, "title"))
    body.addLayout(inner, 1)
    return sheet
