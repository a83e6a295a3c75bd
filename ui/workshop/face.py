"""The time as it is shown on the laptop and on the wall: large figures on a footing that grows shorter.

When it is over nothing sounds: a frame, a sign and a word say so, and the figures count on.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theming import scaled
from ui.widgets import counted
from ui.workshop.session import Session

LOOK_MS = 200
MINUTE = 60


def _tr(text: str) -> str:
    return QCoreApplication.translate("room", text)


def figures(left: float) -> str:
    """The time left as minutes and seconds; what is over counts up behind a plus."""
    seconds = int(-left) if left < 0 else int(left + 0.999)
    sign = "+" if left < 0 else ""
    return f"{sign}{seconds // MINUTE}:{seconds % MINUTE:02d}"


def end_time(left: float) -> str:
    """When the part ends by the clock of this computer, as people here write it."""
    end = QDateTime.currentDateTime().addSecs(round(left))
    return QLocale().toString(end.time(), QLocale.FormatType.ShortFormat)


def time_words(session: Session) -> str:
    """What the figures mean, in words."""
    left, paused = session.countdown.left, session.countdown.paused
    if session.part is None:
        return _tr("The agenda is done") if session.finished else _tr("Not begun yet")
    if left <= -MINUTE:
        return counted(int(-left) // MINUTE, _tr("1 minute over"), _tr("{n} minutes over"))
    if left <= 0:
        return _tr("Time is up")
    if paused:
        return _tr("Paused")
    return _tr("until {time}").format(time=end_time(left))


class TimeFace(QWidget):
    """The figures as large as there is room for; the line below them in words."""

    def __init__(self, session: Session, colours: Mapping[str, str], least: float = 12.0) -> None:
        """`least` is the smallest the words below may be, in points."""
        super().__init__()
        self.session, self.colours, self._least = session, colours, least
        self._shown: tuple[object, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.follow)
        self._timer.start(LOOK_MS)
        session.timed.connect(self.follow)
        session.changed.connect(self.follow)
        self.follow()

    @property
    def over(self) -> bool:
        """Whether the time of the running part is used up."""
        return self.session.part is not None and self.session.countdown.left <= 0

    @property
    def text(self) -> str:
        """The figures; "" while no part runs."""
        return figures(self.session.countdown.left) if self.session.part is not None else ""

    @property
    def words(self) -> str:
        """The line below them."""
        return time_words(self.session)

    def follow(self) -> None:
        """Paint anew where something else is to be read."""
        shown = (self.text, self.words, self.over, self.session.countdown.paused)
        if shown != self._shown:
            self._shown = shown
            self._say()
            self.update()

    def _say(self) -> None:
        """Tell those who do not see it, once a minute rather than every second."""
        minutes = abs(int(self.session.countdown.left)) // MINUTE
        said = counted(minutes, _tr("1 minute"), _tr("{n} minutes")) if self.session.part is not None else ""
        if (self.words, said) != (self.accessibleName(), self.accessibleDescription()):
            self.setAccessibleName(self.words)
            self.setAccessibleDescription(said)

    def restyle(self, colours: Mapping[str, str]) -> None:
        """Take on the colours of another theme."""
        self.colours = colours
        self.update()

    def sizeHint(self) -> QSize:
        """Enough to be read from a few steps away."""
        return QSize(scaled(300), scaled(190))

    def minimumSizeHint(self) -> QSize:
        """Enough to be read at the desk."""
        return QSize(scaled(200), scaled(120))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw figures, footing and words; over: a frame and a sign as well."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        margin = max(12.0, min(self.width(), self.height()) * 0.05)
        room = QRectF(self.rect()).adjusted(margin, margin, -margin, -margin)
        ink = QColor(self.colours["overbuilt" if self.over else "ink"])
        if self.session.part is None:
            self._paint_words(painter, room.adjusted(0, room.height() * 0.35, 0, -room.height() * 0.35), ink)
            painter.end()
            return
        words_high = max(room.height() * 0.2, self._least * self.logicalDpiY() / 72 * 1.4)
        footing = max(4.0, room.height() * 0.035)
        above = room.adjusted(0, 0, 0, -words_high - footing - 4)
        self._paint_figures(painter, above, ink)
        self._paint_footing(painter, QRectF(room.left(), above.bottom(), room.width(), footing))
        below = QRectF(room.left(), room.bottom() - words_high, room.width(), words_high)
        self._paint_words(painter, below, ink)
        if self.over:
            painter.setPen(QPen(ink, max(3.0, footing / 2)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(2, 2, -2, -2))
        painter.end()

    def _paint_figures(self, painter: QPainter, room: QRectF, ink: QColor) -> None:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.Bold)
        font.setPixelSize(100)
        widest = QFontMetricsF(font).horizontalAdvance("".join("8" if one.isdigit() else one for one in self.text))
        font.setPixelSize(max(12, int(min(room.height() * 0.95, 100 * room.width() * 0.92 / max(1.0, widest)))))
        painter.setFont(font)
        quiet = self.session.countdown.paused and not self.over
        painter.setPen(QColor(self.colours["ink_2"]) if quiet else ink)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, self.text)

    def _paint_footing(self, painter: QPainter, room: QRectF) -> None:
        """The bar that carries the figures: full at the beginning, nothing at the end."""
        painter.setPen(QPen(QColor(self.colours["edge"]), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(room)
        assert self.session.part is not None
        share = min(max(self.session.countdown.left / (self.session.part.minutes * MINUTE), 0.0), 1.0)
        filled = QRectF(room.left(), room.top(), room.width() * share, room.height())
        painter.fillRect(filled, QColor(self.colours["accent"]))

    def _paint_words(self, painter: QPainter, room: QRectF, ink: QColor) -> None:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        font.setPixelSize(max(10, int(room.height() * 0.68)))
        metrics = QFontMetricsF(font)
        wide = metrics.horizontalAdvance(self.words)
        sign = room.height() * 0.55 if self.over or self._stands else 0.0
        space = room.width() - sign * 1.6
        if wide > space:
            font.setPixelSize(max(10, int(font.pixelSize() * space / wide)))
            wide = QFontMetricsF(font).horizontalAdvance(self.words)
        left = room.left() + (room.width() - wide - sign * 1.5) / 2
        if sign:
            self._paint_sign(painter, QRectF(left, room.center().y() - sign / 2, sign, sign), ink)
            left += sign * 1.5
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(QRectF(left, room.top(), wide + 4, room.height()), Qt.AlignmentFlag.AlignVCenter, self.words)

    @property
    def _stands(self) -> bool:
        return self.session.part is not None and self.session.countdown.paused

    def _paint_sign(self, painter: QPainter, room: QRectF, ink: QColor) -> None:
        """Over: a filled diamond. Paused: two bars."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        if self.over:
            middle = room.center()
            corners = ((middle.x(), room.top()), (room.right(), middle.y()), (middle.x(), room.bottom()))
            painter.drawPolygon(QPolygonF([QPointF(*at) for at in (*corners, (room.left(), middle.y()))]))
            return
        bar = room.width() * 0.32
        painter.drawRect(QRectF(room.left(), room.top(), bar, room.height()))
        painter.drawRect(QRectF(room.right() - bar, room.top(), bar, room.height()))
