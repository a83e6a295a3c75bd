"""What the groups see and may change just now, as switches. They follow the part that runs."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from infra_builder.room.workshop import Hidden, Locked
from ui.theming import scaled
from ui.widgets import column, label
from ui.workshop.session import Session
from ui.workshop.words import HIDDEN, LOCKED, hidden_name, locked_name


class Switches(QWidget):
    """A tick each: on is seen, or may be changed."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.seen: dict[Hidden, Tick] = {}
        self.free: dict[Locked, Tick] = {}
        body = column(self, 0, 4)
        body.addWidget(label(self.tr("The groups see"), "ask"))
        for what in HIDDEN:
            made = self.seen[what] = Tick(hidden_name(what))
            made.clicked.connect(lambda on, what=what: session.hide(what, not on))
            body.addWidget(made)
        self.note = label(self.tr("Check, Compare and Plan come with the verdict."), "small")
        body.addWidget(self.note)
        body.addSpacing(8)
        body.addWidget(label(self.tr("The groups may change"), "ask"))
        for part in LOCKED:
            tick = self.free[part] = Tick(locked_name(part))
            tick.clicked.connect(lambda on, part=part: session.hold_fast(part, not on))
            body.addWidget(tick)
        self.refresh()

    def refresh(self) -> None:
        """Show what holds now."""
        hidden, locked = self.session.workshop.hidden, self.session.workshop.locked
        kept = "verdict" in hidden
        for what, made in self.seen.items():
            made.setEnabled(what == "verdict" or not kept)
            made.setChecked(what not in hidden and (what == "verdict" or not kept))
        self.note.setVisible(kept)
        for part, tick in self.free.items():
            tick.setChecked(part not in locked)


class Tick(QCheckBox):
    """A box to tick that is seen in every theme."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """The box and the words on one line."""
        wide = self.fontMetrics().horizontalAdvance(self.text()) + self._left + 6
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        """The words may take several lines."""
        return QSize(self._left + scaled(90), 24)

    def hasHeightForWidth(self) -> bool:
        """See QWidget."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as the words are at this width, never below what a finger hits."""
        room = QRect(0, 0, max(1, width - self._left), 10_000)
        words = self.fontMetrics().boundingRect(room, int(Qt.TextFlag.TextWordWrap), self.text())
        return max(24, scaled(18) + 6, words.height() + 8)

    @property
    def _left(self) -> int:
        """Where the words begin."""
        return scaled(18) + 13

    def hitButton(self, pos: QPoint) -> bool:
        """Everywhere on it."""
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the box with its tick, the words, and the frame that shows where the keyboard is."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette, side = self.palette(), scaled(18)
        ink = palette.color(QPalette.ColorRole.WindowText if self.isEnabled() else QPalette.ColorRole.PlaceholderText)
        accent, on_accent = (
            palette.color(QPalette.ColorRole.Highlight),
            palette.color(QPalette.ColorRole.HighlightedText),
        )
        box = QRectF(5, (self.height() - side) / 2, side, side)
        painter.setPen(QPen(accent if self.isChecked() else ink, 1.5))
        painter.setBrush(accent if self.isChecked() else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 4, 4)
        if self.isChecked():
            painter.setPen(QPen(on_accent, max(2.0, side / 9)))
            ways = ((0.22, 0.52), (0.43, 0.73), (0.79, 0.29))
            painter.drawPolyline([QPointF(box.x() + x * side, box.y() + y * side) for x, y in ways])
        painter.setPen(ink)
        words = QRectF(self._left, 0, self.width() - self._left, self.height())
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextWordWrap), self.text())
        if self.hasFocus():
            painter.setPen(QPen(accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        painter.end()
