"""The wall: a second window in which the last row reads the time, the part, and what to do now.

Nothing on it is smaller than 18 points, and nothing of the facilitator's notes is on it.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.projector import LEAST_POINTS
from ui.widgets import column, row
from ui.workshop.face import TimeFace
from ui.workshop.large import Words
from ui.workshop.session import Session
from ui.workshop.wall_plan import WallPlan

SIZE = QSize(1280, 720)


class Wall(QWidget):
    """What everybody in the room sees."""

    closed = Signal()

    def __init__(self, session: Session, colours: Mapping[str, str]) -> None:
        super().__init__()
        self.setObjectName("projected")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("The wall"))
        self.session, self.colours = session, colours
        self.room = Words(colours, 0.034, "ink_2")
        self.part = Words(colours, 0.095, bold=True)
        self.says = Words(colours, 0.05, top=True)
        self.next = Words(colours, 0.034, "ink_2")
        self.face = TimeFace(session, colours, LEAST_POINTS)
        self.plan, self.beside = WallPlan(session, colours), WallPlan(session, colours)
        self.pages = QStackedWidget()
        self.pages.addWidget(self._agenda())
        self.pages.addWidget(self._plans())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.pages)
        session.changed.connect(self.refresh)
        session.wall_changed.connect(self.refresh)
        self.resize(SIZE)
        self.refresh()

    def _agenda(self) -> QWidget:
        page = QWidget()
        body = column(page, 40, 12)
        body.addWidget(self.room, 6)
        middle = row(spacing=40)
        told = column(spacing=16)
        told.addWidget(self.part, 2)
        told.addWidget(self.says, 5)
        middle.addLayout(told, 11)
        middle.addWidget(self.face, 9)
        body.addLayout(middle, 70)
        body.addWidget(self.next, 6)
        return page

    def _plans(self) -> QWidget:
        page = QWidget()
        both = row(self.plan, self.beside, spacing=0)
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        page.setLayout(both)
        return page

    def refresh(self) -> None:
        """Show the part that runs, or the plan of a group, or two plans."""
        session = self.session
        part, after = session.part, session.next_part
        self.room.say(session.workshop.title or self.tr("Workshop"))
        if part is not None:
            self.part.say(part.title)
            self.says.say(part.says)
        else:
            self.part.say(self.tr("Thank you") if session.finished else self.tr("Welcome"))
            self.says.say("" if session.finished else self.tr("We begin in a moment."))
        shown = after is not None and not session.finished
        self.next.say(self.tr("Next: {part}").format(part=after.title) if after and shown else "")
        two = bool(session.beside_on_wall[0])
        self.plan.whole = self.beside.whole = two
        self.plan.show_group(session.on_wall, session.option_on_wall)
        self.beside.show_group(*session.beside_on_wall)
        self.beside.setVisible(two)
        self.plan.face.setVisible(not two)
        self.pages.setCurrentIndex(1 if session.on_wall else 0)

    def show_beside(self, window: QWidget) -> None:
        """Fill a screen that the laptop's window is not on; where there is only one, be a window to drag."""
        here = window.screen()
        others = [screen for screen in QGuiApplication.screens() if screen is not here]
        if others:
            self.setGeometry(others[0].geometry())
            self.showFullScreen()
        else:
            self.show()

    def restyle(self, colours: Mapping[str, str]) -> None:
        """Take on the colours of another theme."""
        self.colours = colours
        for words in (self.room, self.part, self.says, self.next):
            words.colours = colours
            words.update()
        self.face.restyle(colours)
        self.plan.restyle(colours)
        self.beside.restyle(colours)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the wall, F11 makes it fill its screen or not."""
        match event.key():
            case Qt.Key.Key_Escape:
                self.close()
            case Qt.Key.Key_F11:
                self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
            case _:
                super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that it is gone."""
        self.closed.emit()
        super().closeEvent(event)
