"""Projector mode: the plan and its verdict for a room. No chrome, nothing below 18 points, a halo round the pointer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QStatusBar, QVBoxLayout, QWidget

from infra_builder.report import Finding
from ui.canvas.canvas import Canvas
from ui.document import PlanDocument
from ui.judgement import colour_of, sign, verdict_of
from ui.painting import qicon
from ui.widgets import button, clear, column, counted, label, row

if TYPE_CHECKING:
    from ui.window import MainWindow

LEAST_POINTS = 18.0
"""Nothing on a projector is smaller than this, in points of the screen."""
LEAST_SIZE = 11.0
"""The smallest letters of a picture, in its own units."""
HALO, MARGIN = 36, 32
CARD, WITH_STAGES = 420, 1200


def toggle_projector(window: MainWindow) -> None:
    """Show the plan for a room, or go back to the desk."""
    if window.projector is not None:
        leave_projector(window)
    elif window.document is not None and window.workspace is not None:
        window.workspace.show_step("build")
        window.projector = Projector(window, window.document)
        _chrome(window, shown=False)
        window.pages.addWidget(window.projector)
        window.pages.setCurrentWidget(window.projector)
        window.projector.canvas.setFocus(Qt.FocusReason.OtherFocusReason)


def leave_projector(window: MainWindow) -> None:
    """Go back to the desk, where there is anything to leave."""
    if window.projector is None:
        return
    gone, window.projector = window.projector, None
    gone.end()
    window.pages.removeWidget(gone)
    gone.deleteLater()
    if window.workspace is not None:
        window.pages.setCurrentWidget(window.workspace)
    _chrome(window, shown=True)
    if window.desk is not None:
        window.desk.canvas.setFocus(Qt.FocusReason.OtherFocusReason)


def _chrome(window: MainWindow, *, shown: bool) -> None:
    """Show or hide what is not the plan; a full screen where there was a window."""
    window.menuBar().setVisible(shown)
    window.bar.setVisible(shown and window.document is not None)
    # Asking the window for its status bar would make one.
    if (status := window.findChild(QStatusBar)) is not None:
        status.setVisible(shown)
    if shown:
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowFullScreen)
    else:
        window.setWindowState(window.windowState() | Qt.WindowState.WindowFullScreen)


class Projector(QWidget):
    """The canvas, the finding that is talked about beside it, the verdict below in the largest letters."""

    def __init__(self, window: MainWindow, document: PlanDocument) -> None:
        super().__init__()
        self.setObjectName("projected")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        assert window.desk is not None
        self.window_shown, self.document, self.selection = window, document, window.desk.selection
        self.colours = window.colours
        self.canvas = Canvas(document, self.selection, self.colours)
        self.canvas.menu_wanted.connect(window.show_context_menu)
        self.canvas.said.connect(self.say)
        self.canvas.installEventFilter(self)
        self.line = QLabel()
        self.card = QFrame()
        self.card.setObjectName("projected-card")
        self.card.setFixedWidth(CARD)
        self.beside = QWidget()
        self.told = column(self.card, 20, 10)
        self.band = row(spacing=24)
        self._lay_out()
        self.halo = Halo(self)
        document.judged.connect(self.refresh)
        document.option_changed.connect(self.refresh)
        self.selection.finding_changed.connect(self.refresh)
        self.refresh()

    def _lay_out(self) -> None:
        inner = column(self.beside, 20)
        inner.addWidget(self.card, 0, Qt.AlignmentFlag.AlignTop)
        upper = row(spacing=0)
        upper.addWidget(self.canvas, 1)
        upper.addWidget(self.beside)
        band = QWidget()
        self.band.setContentsMargins(32, 12, 32, 12)
        band.setLayout(self.band)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(upper, 1)
        layout.addWidget(band)

    def end(self) -> None:
        """Stop following the pointer."""
        self.halo.end()

    def say(self, text: str) -> None:
        """Tell the room something, such as why a link was refused, until the next change."""
        self.line.setText(text)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What can be talked about, in the order of the panel."""
        return self.document.option_report.findings

    @property
    def index(self) -> int:
        """The place of the finding that is held up, or -1."""
        keys = [finding.key for finding in self.findings]
        return keys.index(self.selection.finding) if self.selection.finding in keys else -1

    def refresh(self) -> None:
        """Show the present judgement and the finding that is held up."""
        self._show_band()
        self._show_card()
        self.halo.raise_()

    def walk(self, step: int) -> None:
        """Talk about the next finding, or the one before; none comes between the last and the first."""
        count = len(self.findings)
        if count:
            there = (self.index + 1 + step) % (count + 1) - 1
            self.selection.hold_up(self.findings[there].key if there >= 0 else "")

    def show_whole(self) -> None:
        """Show the picture as a whole where its words stay readable, else as small as they may be."""
        self.canvas.fit()
        least = LEAST_POINTS * self.logicalDpiY() / 72 / LEAST_SIZE
        frame, room = self.canvas.board.frame.grown(MARGIN), self.canvas.viewport().size()
        whole = min(room.width() / max(frame.width, 1), room.height() / max(frame.height, 1))
        self.canvas.zoom_to(max(least, whole))
        finding = self.findings[self.index] if self.index >= 0 else None
        seen = self.canvas.board.places().get(finding.subjects[0]) if finding and finding.subjects else None
        if seen is not None:
            self.canvas.centerOn(seen.cx, seen.cy)
        elif whole < least:
            self.canvas.centerOn(frame.x + room.width() / least / 2, frame.y + room.height() / least / 2)
        else:
            self.canvas.centerOn(frame.cx, frame.cy)

    def _show_card(self) -> None:
        clear(self.told)
        self.beside.setVisible(bool(self.findings))
        if not self.findings:
            return
        count, index = len(self.findings), self.index
        if index < 0:
            one, many = self.tr("1 finding to talk about"), self.tr("{n} findings to talk about")
            self.told.addWidget(label(counted(count, one, many), "projected-head"))
        else:
            finding, flag = self.findings[index], self.findings[index].flag
            head = label(self.tr("Finding {n} of {all}").format(n=index + 1, all=count), "projected-head")
            head.setStyleSheet(f"color: {self.colours[colour_of(flag)]};")
            self.told.addWidget(head)
            self.told.addWidget(label(finding.says, "projected-head"))
            self.told.addWidget(label(finding.do, "projected"))
        back = button("", "large")
        back.setIcon(qicon("chevron_left", self.colours, size=28))
        back.setIconSize(QSize(28, 28))
        back.setAccessibleName(self.tr("The finding before"))
        on = button(self.tr("Next finding"), "large")
        back.clicked.connect(lambda: self.walk(-1))
        on.clicked.connect(lambda: self.walk(1))
        foot = row(back)
        foot.addWidget(on, 1)
        self.told.addLayout(foot)
        self.show_whole()

    def _show_band(self) -> None:
        clear(self.band)
        report, catalogue = self.document.option_report, self.document.knowledge.catalogue
        verdict = verdict_of(report, catalogue, self.document.plan.decisions)
        for flag in verdict.flags:
            self.band.addWidget(sign(flag, catalogue, self.colours, 72))
        words = label(verdict.words, "projected-verdict")
        words.setObjectName("verdict-words")
        words.setStyleSheet(
            f"color: {self.colours[colour_of(verdict.flags[0]) if len(verdict.flags) == 1 else 'ink']};"
        )
        said = column(spacing=0)
        said.addWidget(words)
        if verdict.accepted:
            said.addWidget(label(verdict.accepted, "projected-head"))
        self.line = label(verdict.line, "projected")
        said.addWidget(self.line)
        self.band.addLayout(said, 1)
        self.stages = QWidget()
        self.stages.setLayout(cells := row(spacing=32))
        self.band.addWidget(self.stages)
        for stage in report.stages:
            cell = column(spacing=4)
            name = label(catalogue.label("stage", stage.stage), "projected", wrap=False)
            name.setStyleSheet("font-weight: 700;" if stage.now else "")
            signs = row(spacing=6)
            for flag in stage.flags or ("balanced",):
                signs.addWidget(sign(flag, catalogue, self.colours, 28))
            if stage.findings:
                signs.addWidget(label(str(stage.findings), "projected", wrap=False))
            signs.addStretch()
            cell.addWidget(name)
            cell.addLayout(signs)
            cell.addStretch()
            cells.addLayout(cell)
        self._fit_band()

    def _fit_band(self) -> None:
        """Leave the stages out where the verdict needs the room."""
        self.stages.setVisible(bool(self.document.option_report.stages) and self.width() >= WITH_STAGES)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the picture to the new size."""
        super().resizeEvent(event)
        self._fit_band()
        self.halo.setGeometry(self.rect())
        # The canvas gets its new size only after this.
        QTimer.singleShot(0, self, self.show_whole)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys of the projector, before the canvas has them."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._pressed(event):
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves, Page Up and Page Down walk through the findings."""
        if not self._pressed(event):
            super().keyPressEvent(event)

    def _pressed(self, event: QKeyEvent) -> bool:
        """Whether a key was one of the projector's; Esc calls off a gesture first."""
        match event.key():
            case Qt.Key.Key_Escape if self.canvas.gesture is None:
                leave_projector(self.window_shown)
            case Qt.Key.Key_PageDown:
                self.walk(1)
            case Qt.Key.Key_PageUp:
                self.walk(-1)
            case _:
                return False
        return True


class Halo(QWidget):
    """A circle round the pointer, so that a room can follow it. The mouse goes through it."""

    def __init__(self, projector: Projector) -> None:
        super().__init__(projector)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.accent = QColor(projector.colours["accent"])
        self.at: QPoint | None = None
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(self)

    def end(self) -> None:
        """Stop following."""
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the pointer wherever it goes."""
        if event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            before, self.at = self.at, self.mapFromGlobal(event.globalPosition().toPoint())
            for place in (before, self.at):
                if place is not None:
                    self.update(place.x() - HALO - 2, place.y() - HALO - 2, 2 * HALO + 4, 2 * HALO + 4)
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the circle."""
        if self.at is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        soft = QColor(self.accent)
        soft.setAlpha(50)
        painter.setBrush(soft)
        painter.setPen(QPen(self.accent, 2.5))
        painter.drawEllipse(QRectF(self.at.x() - HALO, self.at.y() - HALO, 2 * HALO, 2 * HALO))
        painter.end()
