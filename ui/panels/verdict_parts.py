"""The parts of the verdict panel: the summary, the rows of its list, and the finding looked at in short."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QFrame, QListWidget, QScrollArea, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from infra_builder.catalogue import Catalogue
from infra_builder.report import Finding, OpenQuestion, StageVerdict
from ui.findings import FindingDetail
from ui.judgement import StageStrip, Verdict, VerdictHead
from ui.theming import scaled
from ui.widgets import clear, column, label, rule

KEY, ASIDE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
ModelIndex = QModelIndex | QPersistentModelIndex


def upright() -> QFrame:
    """A hairline between two columns."""
    line = rule()
    line.setStyleSheet("max-width: 1px; min-width: 1px; max-height: 16777215px;")
    return line


class Rows(QStyledItemDelegate):
    """A row: sign, what was found, and at the right in quiet letters what it is about."""

    def __init__(self, rows: QListWidget, colours: Mapping[str, str]) -> None:
        super().__init__(rows)
        self.colours = colours

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: ModelIndex) -> None:
        """See QStyledItemDelegate."""
        aside = str(index.data(ASIDE) or "")
        metrics = option.fontMetrics
        rect: QRect = option.rect
        room = rect.width() - metrics.horizontalAdvance(str(index.data())) - 70
        shown = metrics.elidedText(aside, Qt.TextElideMode.ElideRight, room) if room > 60 else ""
        super().paint(painter, option, index)
        painter.setPen(QColor(self.colours["ink_2"]))
        place = rect.adjusted(0, 0, -12, 0)
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, shown)


class Summary(QWidget):
    """The signs and the largest words, and the same design judged at each stage."""

    def __init__(self, colours: Mapping[str, str]) -> None:
        super().__init__()
        self.colours = colours
        self.setMinimumWidth(scaled(220))
        self.head = VerdictHead()
        self.body = column(self, 16, 6)
        self.stages = column(spacing=6)
        self.body.addWidget(self.head)
        self.body.addStretch()
        self.body.addLayout(self.stages)

    def show_verdict(self, verdict: Verdict, stages: tuple[StageVerdict, ...], catalogue: Catalogue) -> None:
        """Show this."""
        self.head.show_verdict(verdict, catalogue, self.colours)
        clear(self.stages)
        if stages:
            self.stages.addWidget(label(self.tr("The same design, judged at each stage"), "small"))
            self.stages.addWidget(StageStrip(stages, catalogue, self.colours))
        self.setAccessibleName(f"{verdict.words}. {verdict.line}")


class Detail(QScrollArea):
    """The finding or question looked at, in short; everything about it stands in Check."""

    apply_wanted = Signal(int)

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = QWidget()
        body.setObjectName("panel")
        self.detail = FindingDetail(catalogue, short=True)
        self.detail.apply_wanted.connect(self.apply_wanted)
        self.hint = label(self.tr("Choose a finding to see why, and what helps."), "quiet")
        layout = column(body, 16, 6)
        layout.addWidget(self.hint)
        layout.addWidget(self.detail)
        layout.addStretch()
        self.setWidget(body)

    def show_finding(self, finding: Finding | None, question: OpenQuestion | None) -> None:
        """Show a finding, or a question, or a word on how to get there."""
        if finding:
            self.detail.show_finding(finding)
        elif question:
            self.detail.show_question(question)
        self.hint.setVisible(not (finding or question))
        self.detail.setVisible(bool(finding or question))
        self.verticalScrollBar().setValue(0)
