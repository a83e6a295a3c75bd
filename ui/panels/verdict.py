"""The verdict below the canvas: what the design is, what was found, what to do about the finding looked at."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QTabBar, QWidget

from infra_builder.edits import Refused
from infra_builder.report import Finding, OpenQuestion, OptionReport
from ui.document import PlanDocument
from ui.guide import scrolled
from ui.judgement import Verdict, colour_of, verdict_of
from ui.painting import qicon
from ui.panels.verdict_parts import ASIDE, KEY, Detail, Rows, Summary, upright
from ui.selection import Selection
from ui.theming import scaled
from ui.widgets import button, column, row

SHEETS = ("findings", "questions", "notes")


class VerdictPanel(QWidget):
    """The judgement of the option that is looked at. Follows every edit."""

    said = Signal(str)
    check_wanted = Signal()
    """Everything about the findings was asked for."""

    def __init__(self, document: PlanDocument, selection: Selection, colours: Mapping[str, str]) -> None:
        super().__init__()
        self.setObjectName("verdict")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.document, self.selection, self.colours = document, selection, colours
        self._found_something = False
        self.summary = Summary(colours)
        self.sheets = QTabBar()
        self.sheets.setObjectName("sheets")
        self.sheets.setExpanding(False)
        for _ in SHEETS:
            self.sheets.addTab("")
        self.list = QListWidget()
        self.list.setIconSize(QSize(20, 20))
        self.rows = Rows(self.list, colours)
        self.list.setItemDelegate(self.rows)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("Findings and open questions"))
        self.detail = Detail(document.knowledge.catalogue)
        middle = column(spacing=0)
        self.more = button(self.tr("Open Check"), "link")
        self.more.setIcon(qicon("arrow_right", colours))
        self.more.clicked.connect(self.check_wanted)
        head = row(self.sheets, spacing=0)
        head.addStretch()
        head.addWidget(self.more)
        middle.addLayout(head)
        middle.addWidget(self.list, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(scrolled(self.summary), 3)
        layout.addWidget(upright())
        layout.addLayout(middle, 5)
        layout.addWidget(upright())
        layout.addWidget(self.detail, 4)
        self.sheets.currentChanged.connect(lambda _index: self._fill())
        self.list.currentItemChanged.connect(lambda now, _before: self._chosen(now))
        self.detail.apply_wanted.connect(self._apply)
        selection.finding_changed.connect(self._held_up)
        document.judged.connect(self.refresh)
        document.option_changed.connect(self._option_changed)
        self._option_changed()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow, Check has the rest."""
        super().resizeEvent(event)
        self.detail.setVisible(self.width() > scaled(900))

    def restyle(self, colours: Mapping[str, str]) -> None:
        """Show the same in other colours."""
        self.colours = self.summary.colours = self.rows.colours = colours
        self.more.setIcon(qicon("arrow_right", colours))
        self.refresh()

    def _option_changed(self) -> None:
        """Show another option, first the sheet on which there is something to do."""
        self.refresh()
        report = self.report
        sheets = (report.findings, report.questions, report.notes)
        self.sheets.setCurrentIndex(next((index for index, entries in enumerate(sheets) if entries), 0))

    @property
    def report(self) -> OptionReport:
        """The judgement shown."""
        return self.document.option_report

    def refresh(self) -> None:
        """Show the present judgement."""
        report, catalogue = self.report, self.document.knowledge.catalogue
        self.summary.show_verdict(self.verdict(), report.stages, catalogue)
        if report.findings and not self._found_something:
            self.sheets.setCurrentIndex(0)
        self._found_something = bool(report.findings)
        counts = (len(report.findings), len(report.questions), len(report.notes))
        titles = (self.tr("Findings"), self.tr("Open questions"), self.tr("What is right"))
        for index, (title, count) in enumerate(zip(titles, counts, strict=True)):
            self.sheets.setTabText(index, title if report.veiled else f"{title} {count}")
        self.more.setEnabled(not report.veiled)
        self._fill()

    def verdict(self) -> Verdict:
        """The verdict in words."""
        return verdict_of(self.report, self.document.knowledge.catalogue, self.document.plan.decisions)

    def _fill(self) -> None:
        """List what the chosen sheet holds, the one looked at still chosen."""
        self.list.blockSignals(True)
        self.list.clear()
        catalogue = self.document.knowledge.catalogue
        sheet = SHEETS[self.sheets.currentIndex()]
        entries = self._entries(sheet)
        for entry in entries:
            flag = entry.flag if isinstance(entry, Finding) else "question"
            item = QListWidgetItem(qicon(f"verdict_{flag}", self.colours, colour_of(flag), 20), entry.says)
            names = entry.names if isinstance(entry, Finding) else (entry.name,)
            word = catalogue.label("flag", flag)
            grave = catalogue.label("severity", entry.severity) if isinstance(entry, Finding) else ""
            item.setData(KEY, entry.key)
            item.setData(ASIDE, " · ".join(part for part in (grave, ", ".join(names)) if part))
            item.setToolTip(" · ".join(part for part in (word, grave, ", ".join(names)) if part))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{word}: {entry.says}")
            self.list.addItem(item)
            if entry.key == self.selection.finding:
                self.list.setCurrentItem(item)
        if not entries:
            self._nothing(sheet)
        self.list.blockSignals(False)
        self._show_detail()

    def _entries(self, sheet: str) -> tuple[Finding | OpenQuestion, ...]:
        report = self.report
        match sheet:
            case "findings":
                return report.findings
            case "questions":
                return report.questions
        return report.notes

    def _nothing(self, sheet: str) -> None:
        later = self.tr("Shown later.")
        texts = (
            dict.fromkeys(SHEETS, later)
            if self.report.veiled
            else {
                "findings": self.tr("Nothing is drawn yet.")
                if self.report.empty
                else self.tr("Nothing speaks against this design."),
                "questions": self.tr("Nothing is left open that would matter."),
                "notes": self.tr("Nothing to add."),
            }
        )
        item = QListWidgetItem(texts[sheet])
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.list.addItem(item)

    def _chosen(self, item: QListWidgetItem | None) -> None:
        self.selection.hold_up(item.data(KEY) or "" if item else "")

    def _held_up(self) -> None:
        """Another finding is looked at: show it here too, on its own sheet."""
        key = self.selection.finding
        for index, sheet in enumerate(SHEETS):
            if any(entry.key == key for entry in self._entries(sheet)) and index != self.sheets.currentIndex():
                self.sheets.setCurrentIndex(index)
                return
        for index in range(self.list.count()):
            if self.list.item(index).data(KEY) == key and key:
                self.list.blockSignals(True)
                self.list.setCurrentRow(index)
                self.list.blockSignals(False)
                break
        else:
            self.list.clearSelection()
        self._show_detail()

    def _show_detail(self) -> None:
        key, report = self.selection.finding, self.report
        found = next((f for f in (*report.findings, *report.notes) if f.key == key), None)
        question = next((q for q in report.questions if q.key == key), None)
        self.detail.show_finding(found, question)
        self.detail.hint.setVisible(not report.veiled and not (found or question))

    def _apply(self, number: int) -> None:
        """Do what a remedy says, as one step."""
        finding = next((f for f in self.report.findings if f.key == self.selection.finding), None)
        if finding is None or finding.remedies[number].edit is None:
            return
        remedy = finding.remedies[number]
        assert remedy.edit is not None
        try:
            self.document.do(remedy.edit, remedy.says)
        except Refused as refusal:
            self.said.emit(str(refusal))
