"""A tour of three steps on the real window. It stops nobody: what it points at can be used while it is there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QWidget

from ui.theming import scaled
from ui.widgets import button, column, label, row

if TYPE_CHECKING:
    from ui.window import MainWindow

GAP, EDGE = 12, 4


@dataclass(frozen=True, slots=True)
class Stop:
    """What is pointed at, and what is said about it."""

    title: str
    text: str
    target: Callable[[MainWindow], QWidget | None]


def stops() -> tuple[Stop, ...]:
    """The three stops in the language of the window."""
    return (
        Stop(
            QCoreApplication.translate("tour", "Build here"),
            QCoreApplication.translate(
                "tour",
                "The dark card on the canvas is what the AI does. Put zones and blocks around it: drag them from this "
                "list, or double-click one.",
            ),
            lambda window: window.desk.palette_panel if window.desk else None,
        ),
        Stop(
            QCoreApplication.translate("tour", "Read the verdict"),
            QCoreApplication.translate(
                "tour",
                "It follows every change: balanced, overbuilt, fragile or an accidental hybrid. Choose a finding to "
                "see why, and what helps.",
            ),
            lambda window: window.desk.verdict if window.desk else None,
        ),
        Stop(
            QCoreApplication.translate("tour", "Go on in steps"),
            QCoreApplication.translate(
                "tour",
                "From the situation to a plan on paper. Jump as you like; what you don't know yet may stay open. F1 "
                "tells about whatever is selected.",
            ),
            lambda window: window.workspace.bar if window.workspace else None,
        ),
    )


def begin_tour(window: MainWindow) -> Callout:
    """Start the tour on the open plan, or on a new one."""
    if window.document is None:
        window.new_plan()
    if window.workspace is not None:
        window.workspace.show_step("build")
    for old in window.findChildren(Callout):
        old.end()
    window.memory.toured = True
    return Callout(window)


def offer_tour(window: MainWindow) -> None:
    """Start the tour as soon as a plan is open, for those who have not seen it."""
    if not window.memory.toured:
        window.files.opened.connect(lambda _document: QTimer.singleShot(0, window, lambda: _first_time(window)))
        _first_time(window)


def _first_time(window: MainWindow) -> None:
    if not window.memory.toured and window.document is not None:
        begin_tour(window)


class Callout(QFrame):
    """The card of a stop beside what it points at. Enter goes on, Esc ends the tour."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.setObjectName("callout")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.toured, self.stops, self.index = window, stops(), 0
        self.ring = _Ring(window)
        self.count = label("", "small", wrap=False)
        self.title = label("", "title")
        self.words = label("")
        self.skip = button(self.tr("Skip the tour"), "quiet")
        self.next = button("", "primary")
        self.skip.clicked.connect(self.end)
        self.next.clicked.connect(self.go_on)
        body = column(self, 16, 8)
        for widget in (self.count, self.title, self.words):
            body.addWidget(widget)
        foot = row(self.skip)
        foot.addStretch()
        foot.addWidget(self.next)
        body.addLayout(foot)
        window.installEventFilter(self)
        window.pages.currentChanged.connect(self.end)
        self._show_stop()

    def go_on(self) -> None:
        """Show the next stop, or end after the last."""
        self.index += 1
        if self.index < len(self.stops):
            self._show_stop()
        else:
            self.end()

    def end(self) -> None:
        """End the tour; the canvas gets the keyboard back."""
        self.toured.removeEventFilter(self)
        self.toured.pages.currentChanged.disconnect(self.end)
        self.ring.hide()
        self.ring.deleteLater()
        self.hide()
        self.deleteLater()
        if self.toured.desk is not None:
            self.toured.desk.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Esc ends."""
        if event.key() == Qt.Key.Key_Escape:
            self.end()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focus = self.skip if self.skip.hasFocus() else self.next
            focus.click()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay beside the target when the window changes its size."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._place()
        return super().eventFilter(watched, event)

    def _show_stop(self) -> None:
        stop, last = self.stops[self.index], self.index == len(self.stops) - 1
        self.count.setText(self.tr("{n} of {all}").format(n=self.index + 1, all=len(self.stops)))
        self.title.setText(stop.title)
        self.words.setText(stop.text)
        self.skip.setVisible(not last)
        self.next.setText(self.tr("Done") if last else self.tr("Next"))
        self.setAccessibleName(f"{stop.title}. {stop.text}")
        self.show()
        self._place()
        self.raise_()
        self.next.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place(self) -> None:
        target = self.stops[self.index].target(self.toured)
        if target is None:
            return
        rect = QRect(target.mapTo(self.toured, QPoint(0, 0)), target.size())
        self.ring.surround(rect)
        wide = min(scaled(340), self.toured.width() - 2 * GAP)
        self.setFixedWidth(wide)
        body = self.layout()
        assert body is not None
        body.activate()
        high = max(body.totalHeightForWidth(wide), body.totalMinimumSize().height())
        self.setFixedHeight(high)
        self.move(place_beside(rect, QSize(wide, high), self.toured.size()))


def place_beside(target: QRect, size: QSize, window: QSize) -> QPoint:
    """A place for a card: at the right of its target, below or above it, wherever there is room; always in the window.

    All in pixels of the window.
    """
    room = QRect(QPoint(GAP, GAP), window - QSize(2 * GAP, 2 * GAP))
    places = (
        QPoint(target.right() + GAP, target.top() + GAP),
        QPoint(target.left() + GAP, target.bottom() + GAP),
        QPoint(target.left() + GAP, target.top() - GAP - size.height()),
    )
    for place in places:
        if room.contains(QRect(place, size)):
            return place
    x = min(max(target.left() + GAP, room.left()), room.right() - size.width() + 1)
    y = min(max(target.top() + GAP, room.top()), room.bottom() - size.height() + 1)
    return QPoint(x, y)


class _Ring(QWidget):
    """A frame around what is pointed at; the mouse goes through it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.pointed = window
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def surround(self, rect: QRect) -> None:
        """Frame this."""
        self.setGeometry(rect.adjusted(-EDGE, -EDGE, EDGE, EDGE).intersected(self.pointed.rect()))
        self.show()
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the frame."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self.pointed.colours["accent"]), EDGE))
        painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -2), 6, 6)
        painter.end()
