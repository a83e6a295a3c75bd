"""Compare: the options of the plan side by side, each with its picture, its verdict and what it is made of."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from exports.picture.scene import scene
from infra_builder.plan import Option
from infra_builder.vocabulary import VERDICT_FLAGS
from ui.canvas.web import Web
from ui.document import PlanDocument
from ui.judgement import StageStrip, VerdictHead, verdict_of
from ui.picture import Picture
from ui.steps.flow import Page, letter
from ui.steps.step import Step
from ui.theming import scaled
from ui.widgets import button, clear, column, label, row, rule

ROOMY = 70
"""So many letters wide an option likes to be."""


class CompareStep(Step):
    """A column an option, and below what differs between them in numbers."""

    def __init__(self, document: PlanDocument, colours: Mapping[str, str]) -> None:
        super().__init__(document, colours)
        self._shown: object = None
        body = QWidget()
        self._grid = QGridLayout()
        self._grid.setSpacing(16)
        self._counts = QGridLayout()
        self._counts.setHorizontalSpacing(24)
        self._counts.setVerticalSpacing(8)
        self._sheet = QFrame()
        self._sheet.setProperty("role", "sheet")
        inside = column(self._sheet, 16, 10)
        inside.addWidget(label(self.tr("What differs"), "title"))
        inside.addLayout(self._counts)
        self.hint = label("", "quiet")
        whole = column(body, 20, 12)
        whole.addWidget(label(self.tr("Which is the smaller step that still works?"), "section"))
        whole.addWidget(self.hint)
        whole.addLayout(self._grid)
        whole.addWidget(self._sheet)
        whole.addStretch()
        self.layout_.addWidget(Page(body))

    def refresh(self) -> None:
        """See Step."""
        options = self.document.plan.options
        across = max(1, min(len(options), 3, self.width() // (ROOMY * letter(self))))
        shown = (self.document.plan, self.document.report, across, self.colours["panel"])
        if shown == self._shown:
            return
        self._shown = shown
        focused = self.has_focus()
        clear(self._grid)
        for index, option in enumerate(options):
            self._grid.addWidget(self._column(option), index // across, index % across, Qt.AlignmentFlag.AlignTop)
        for place in range(3):
            self._grid.setColumnStretch(place, 1 if place < across else 0)
        self.hint.setText(
            self.tr("There is one option so far. Add a second one above the canvas, a smaller or a larger way.")
        )
        self.hint.setVisible(len(options) < 2)
        self._sheet.setVisible(len(options) > 1)
        self._show_counts()
        if focused and not self.has_focus():
            self.begin()

    def _column(self, option: Option) -> QWidget:
        catalogue, report = self.document.knowledge.catalogue, self.document.report.option(option.id)
        sheet = QFrame()
        sheet.setProperty("role", "sheet")
        body = column(sheet, 16, 10)
        verdict = VerdictHead(28)
        verdict.show_verdict(verdict_of(report, catalogue), catalogue, self.colours)
        show = button(self.tr("Open in Build"))
        show.setAccessibleName(self.tr("Open {option} in Build").format(option=option.name or option.id))
        show.clicked.connect(lambda _on=False: self._open(option.id))
        head = row(label(option.name or option.id, "title"))
        head.addWidget(show, alignment=Qt.AlignmentFlag.AlignTop)
        head.setStretch(0, 1)
        picture = Picture(self.colours)
        picture.setFixedHeight(scaled(220))
        picture.show_scene(scene(self.document.plan, option, catalogue, quick=len(option.flows) > Web.FEW))
        body.addLayout(head)
        body.addWidget(verdict)
        body.addWidget(picture)
        if report.stages:
            body.addWidget(label(self.tr("The same design, judged at each stage"), "small"))
            body.addWidget(StageStrip(report.stages, catalogue, self.colours))
        return sheet

    def _open(self, option_id: str) -> None:
        self.document.show_option(option_id)
        self.step_wanted.emit("build")

    def counts(self) -> list[tuple[str, tuple[int, ...]]]:
        """What is counted, and the number of each option, in the order of the plan."""
        plan, catalogue = self.document.plan, self.document.knowledge.catalogue
        reports = [self.document.report.option(option.id) for option in plan.options]
        blocks = [[catalogue.kind(block).category for block in option.blocks] for option in plan.options]
        lines = [(self.tr("Blocks"), tuple(map(len, blocks)))]
        for category in ("data", "hosting", "compute", "governance"):
            name = catalogue.label("category", category)
            lines.append((name, tuple(kinds.count(category) for kinds in blocks)))
        lines.append((self.tr("Zones"), tuple(len(option.zones) for option in plan.options)))
        lines.append((self.tr("Links"), tuple(len(option.flows) for option in plan.options)))
        for flag in VERDICT_FLAGS:
            lines.append((catalogue.label("flag", flag), tuple(len(report.of_flag(flag)) for report in reports)))
        lines.append((self.tr("Open questions"), tuple(len(report.questions) for report in reports)))
        return lines

    def _show_counts(self) -> None:
        """A line for whatever is not the same everywhere."""
        clear(self._counts)
        for place, option in enumerate(self.document.plan.options, 1):
            self._counts.addWidget(label(option.name or option.id, "ask"), 0, place)
            self._counts.setColumnStretch(place, 1)
        line = 1
        for name, numbers in self.counts():
            if len(set(numbers)) < 2:
                continue
            self._counts.addWidget(rule(), line, 0, 1, len(numbers) + 1)
            self._counts.addWidget(label(name, "quiet"), line + 1, 0)
            for place, number in enumerate(numbers, 1):
                self._counts.addWidget(label(str(number), "ask"), line + 1, place)
            line += 2

    def resizeEvent(self, event: object) -> None:
        """Put as many options side by side as there is room for."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        if self.isVisible():
            self.refresh()
