"""The verdict below the canvas: what the design is, what was found, what to do about the finding looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTabBar,
    QWidget,
)

from infra_builder.catalogue import Catalogue
from infra_builder.edits import Refused
from infra_builder.report import Finding, OpenQuestion, OptionReport, StageVerdict
from ui.document import PlanDocument
from ui.painting import icon_pixmap, qicon
from ui.selection import Selection
from ui.widgets import button, clear, column, counted, label, row, rule

KEY, ASIDE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
ModelIndex = QModelIndex | QPersistentModelIndex
SHEETS = ("findings", "questions", "notes")


@dataclass(frozen=True)
class Verdict:
    """What stands in the largest words of the window: signs, words, a line below."""

    flags: tuple[str, ...]
    words: str
    line: str


class VerdictPanel(QWidget):
    """The judgement of the option that is looked at. Follows every edit."""

    said = Signal(str)

    def __init__(self, document: PlanDocument, selection: Selection, colours: Mapping[str, str]) -> None:
        super().__init__()
        self.setObjectName("verdict")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.document, self.selection, self.colours = document, selection, colours
        self._found_something = False
        self.summary = _Summary(colours)
        self.sheets = QTabBar()
        self.sheets.setObjectName("sheets")
        self.sheets.setExpanding(False)
        for _ in SHEETS:
            self.sheets.addTab("")
        self.list = QListWidget()
        self.list.setIconSize(QSize(20, 20))
        self.list.setItemDelegate(_Rows(self))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("Findings and open questions"))
        self.detail = _Detail(colours)
        middle = column(spacing=0)
        middle.addWidget(self.sheets)
        middle.addWidget(self.list, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.summary)
        layout.addWidget(_upright())
        layout.addLayout(middle, 5)
        layout.addWidget(_upright())
        layout.addWidget(self.detail, 4)
        self.sheets.currentChanged.connect(lambda _index: self._fill())
        self.list.currentItemChanged.connect(lambda now, _before: self._chosen(now))
        self.detail.apply_wanted.connect(self._apply)
        selection.finding_changed.connect(self._held_up)
        document.judged.connect(self.refresh)
        document.option_changed.connect(self._option_changed)
        self._option_changed()

    def restyle(self, colours: Mapping[str, str]) -> None:
        """Show the same in other colours."""
        self.colours = self.summary.colours = self.detail.colours = colours
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
            self.sheets.setTabText(index, f"{title} {count}")
        self._fill()

    def verdict(self) -> Verdict:
        """The verdict in words."""
        report, catalogue = self.report, self.document.knowledge.catalogue
        deciding = len(report.decisive_questions)
        if report.empty:
            return Verdict(("question",), self.tr("Nothing to judge yet"), self.tr("Put a first block on the canvas."))
        questions = (
            counted(deciding, self.tr("1 open question may change this"), self.tr("{n} open questions may change this"))
            if deciding
            else ""
        )
        if report.balanced:
            words = catalogue.label("flag", "balanced")
            line = questions or self.tr("The smallest foundation for the next safe step")
            return Verdict(("balanced",), words, line)
        words = ", ".join(catalogue.label("flag", flag) for flag in report.flags)
        found = counted(len(report.findings), self.tr("1 finding"), self.tr("{n} findings"))
        return Verdict(report.flags, words, " · ".join(part for part in (found, questions) if part))

    def _fill(self) -> None:
        """List what the chosen sheet holds, the one looked at still chosen."""
        self.list.blockSignals(True)
        self.list.clear()
        catalogue = self.document.knowledge.catalogue
        sheet = SHEETS[self.sheets.currentIndex()]
        entries = self._entries(sheet)
        for entry in entries:
            flag = entry.flag if isinstance(entry, Finding) else "question"
            item = QListWidgetItem(qicon(f"verdict_{flag}", self.colours, _role(flag), 20), entry.says)
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
        texts = {
            "findings": self.tr("Nothing is drawn yet.")
            if self.report.empty
            else self.tr("Nothing speaks against this design."),
            "questions": self.tr("Nothing is left open that would matter."),
            "notes": self.tr("Nothing to add."),
        }
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
        self.detail.show_finding(found, question, self.document.knowledge.catalogue)

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


def _role(flag: str) -> str:
    return "ink_2" if flag in ("question", "note") else flag


def _upright() -> QWidget:
    line = rule()
    line.setStyleSheet("max-width: 1px; min-width: 1px; max-height: 16777215px;")
    return line


class _Rows(QStyledItemDelegate):
    """A row: sign, what was found, and at the right in quiet letters what it is about."""

    def __init__(self, panel: VerdictPanel) -> None:
        super().__init__(panel)
        self.panel = panel

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: ModelIndex) -> None:
        """See QStyledItemDelegate."""
        aside = str(index.data(ASIDE) or "")
        metrics = option.fontMetrics
        rect: QRect = option.rect
        room = rect.width() - metrics.horizontalAdvance(str(index.data())) - 70
        shown = metrics.elidedText(aside, Qt.TextElideMode.ElideRight, room) if room > 60 else ""
        super().paint(painter, option, index)
        painter.setPen(QColor(self.panel.colours["ink_2"]))
        place = rect.adjusted(0, 0, -12, 0)
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, shown)


class _Summary(QWidget):
    """The signs and the largest words, and the same design judged at each stage."""

    def __init__(self, colours: Mapping[str, str]) -> None:
        super().__init__()
        self.colours = colours
        self.setFixedWidth(330)
        self.body = column(self, 16, 6)

    def show_verdict(self, verdict: Verdict, stages: tuple[StageVerdict, ...], catalogue: Catalogue) -> None:
        """Show this."""
        clear(self.body)
        signs = row(spacing=6)
        for flag in verdict.flags:
            picture = QLabel()
            picture.setPixmap(icon_pixmap(f"verdict_{flag}", self.colours, _role(flag), 40, self.devicePixelRatioF()))
            picture.setAccessibleName(catalogue.label("flag", flag))
            signs.addWidget(picture)
        words = label(verdict.words, "verdict")
        words.setObjectName("verdict-words")
        role = _role(verdict.flags[0]) if len(verdict.flags) == 1 else "ink"
        words.setStyleSheet(f"color: {self.colours[role]};")
        text = column(spacing=0)
        text.addWidget(words)
        text.addWidget(label(verdict.line, "quiet"))
        signs.addSpacing(6)
        signs.addLayout(text, 1)
        self.body.addLayout(signs)
        self.body.addStretch()
        if stages:
            self.body.addWidget(label(self.tr("The same design, judged at each stage"), "small"))
            self.body.addWidget(StageStrip(stages, catalogue, self.colours))
        self.setAccessibleName(f"{verdict.words}. {verdict.line}")


class StageStrip(QWidget):
    """Experiment, pilot and production side by side, the present one on a footing."""

    def __init__(self, stages: tuple[StageVerdict, ...], catalogue: Catalogue, colours: Mapping[str, str]) -> None:
        super().__init__()
        self.stages, self.colours = stages, colours
        layout = row(spacing=0)
        self.setLayout(layout)
        words = []
        for stage in stages:
            cell = column(None, 8, 2)
            name = label(catalogue.label("stage", stage.stage), "small", wrap=False)
            name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            if stage.now:
                name.setStyleSheet(f"font-weight: 700; color: {colours['ink']};")
            signs = row(spacing=3)
            flags = stage.flags or ("balanced",)
            for flag in flags:
                picture = QLabel()
                picture.setPixmap(icon_pixmap(f"verdict_{flag}", colours, _role(flag), 16, self.devicePixelRatioF()))
                signs.addWidget(picture)
            said = ", ".join(catalogue.label("flag", flag) for flag in flags)
            one = catalogue.label("flag", flags[0]) if len(flags) == 1 else ""
            note = label(one + (f" {stage.findings}" if stage.findings else ""), "small")
            note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
            signs.addWidget(note, 1)
            cell.addWidget(name)
            cell.addLayout(signs)
            layout.addLayout(cell, 1)
            words.append(f"{catalogue.label('stage', stage.stage)}: {said}")
        self.setToolTip("\n".join(words))
        self.setAccessibleName("; ".join(words))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the cells and the footing below the present stage."""
        painter = QPainter(self)
        wide = self.width() / len(self.stages)
        painter.setPen(QPen(QColor(self.colours["line"]), 1))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 4, 4)
        for index, stage in enumerate(self.stages):
            if index:
                painter.drawLine(round(index * wide), 1, round(index * wide), self.height() - 2)
            if stage.now:
                painter.fillRect(round(index * wide), self.height() - 4, round(wide), 4, QColor(self.colours["accent"]))
        painter.end()


class _Detail(QScrollArea):
    """What a finding or a question is, why it matters, and what helps."""

    apply_wanted = Signal(int)

    def __init__(self, colours: Mapping[str, str]) -> None:
        super().__init__()
        self.colours = colours
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = QWidget()
        body.setObjectName("panel")
        self.body = column(body, 16, 6)
        self.setWidget(body)
        self.setMinimumWidth(300)

    def show_finding(self, finding: Finding | None, question: OpenQuestion | None, catalogue: Catalogue) -> None:
        """Show a finding, or a question, or a word on how to get there."""
        clear(self.body)
        if finding:
            self._finding(finding, catalogue)
        elif question:
            self.body.addWidget(label(question.says, "row"))
            self.body.addWidget(label(question.why))
            if question.may_raise:
                flags = ", ".join(catalogue.label("flag", flag).lower() for flag in question.may_raise)
                self._pair(self.tr("The answer may still make it"), flags)
        else:
            self.body.addWidget(label(self.tr("Choose a finding to see why, and what helps."), "quiet"))
        self.body.addStretch()
        self.verticalScrollBar().setValue(0)

    def _finding(self, finding: Finding, catalogue: Catalogue) -> None:
        self.body.addWidget(label(finding.says, "row"))
        self.body.addWidget(label(finding.why))
        self._pair(self.tr("Do first"), finding.do)
        for index, remedy in enumerate(finding.remedies):
            line = row()
            line.addWidget(label(f"{remedy.says} · {self._days(remedy.days)}"), 1)
            if remedy.edit is not None:
                made = button(self.tr("Apply"), "primary" if not index else "")
                made.setAccessibleName(f"{self.tr('Apply')}: {remedy.says}")
                made.clicked.connect(lambda _on=False, number=index: self.apply_wanted.emit(number))
                line.addWidget(made, alignment=Qt.AlignmentFlag.AlignTop)
            self.body.addLayout(line)
        if finding.because:
            self.body.addWidget(label(self.tr("Because").upper(), "caps"))
            for reason in finding.because:
                self.body.addWidget(label(f"•  {reason.says}", "quiet"))
        severity = catalogue.label("severity", finding.severity).lower()
        for title, text in (
            (self.tr("Why {severity}").format(severity=severity), finding.severity_because),
            (self.tr("Clears if"), finding.clears_if),
            (self.tr("Ignore it if"), finding.ignore_if),
            (self.tr("Source"), "; ".join(f"{source.doc} {source.section}" for source in finding.source)),
        ):
            if text != "–":
                self._pair(title, text)

    def _days(self, days: float) -> str:
        if days < 1:
            return self.tr("less than a day")
        return counted(round(days), self.tr("1 day"), self.tr("{n} days"))

    def _pair(self, title: str, text: str) -> None:
        self.body.addWidget(label(title.upper(), "caps"))
        self.body.addWidget(label(text))
