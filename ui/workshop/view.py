"""The room of one workshop: its name, a rail of tabs, and the page that is open."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from ui.dates import in_words
from ui.widgets import column, label, row
from ui.workshop.decide import DecidePage
from ui.workshop.hand_out import HandOutPage
from ui.workshop.page import RoomPage
from ui.workshop.pages import PAGES
from ui.workshop.session import Session


class RoomView(QWidget):
    """An open workshop. Its pages are made when they are first opened."""

    said = Signal(str)
    plan_wanted = Signal(Path)

    def __init__(self, session: Session, colours: Mapping[str, str]) -> None:
        super().__init__()
        self.setObjectName("step-page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.session, self.colours = session, colours
        session.setParent(self)
        self.title = label("", "section")
        self.line = label("", "quiet")
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(self.tr("Pages of the room"))
        self.tabs.setExpanding(False)
        for kind in PAGES:
            self.tabs.addTab(kind.title)
        self.stack = QStackedWidget()
        self.pages: dict[str, RoomPage] = {}
        head = row(spacing=16)
        head.setContentsMargins(16, 10, 16, 6)
        head.addWidget(self.title)
        head.addWidget(self.line, 1, Qt.AlignmentFlag.AlignVCenter)
        body = column(self, 0, 0)
        body.addLayout(head)
        body.addWidget(self.tabs)
        body.addWidget(self.stack, 1)
        self.tabs.currentChanged.connect(lambda index: self.show_page(PAGES[index].name))
        session.changed.connect(self._follow)
        session.said.connect(self.said)
        self._follow()
        self.show_page(PAGES[0].name)

    @property
    def page(self) -> str:
        """The name of the page that is open."""
        return PAGES[self.tabs.currentIndex()].name

    def show_page(self, name: str) -> None:
        """Open a page."""
        index, kind = next((index, kind) for index, kind in enumerate(PAGES) if kind.name == name)
        if name not in self.pages:
            made = self.pages[name] = kind.make(self.session, self.colours)
            made.said.connect(self.said)
            made.plan_wanted.connect(self.plan_wanted)
            self.stack.addWidget(made)
        page = self.pages[name]
        self.tabs.blockSignals(True)
        self.tabs.setCurrentIndex(index)
        self.tabs.blockSignals(False)
        page.refresh()
        self.stack.setCurrentWidget(page)
        page.begin()

    def _follow(self) -> None:
        workshop = self.session.workshop
        self.title.setText(workshop.title or self.session.folder.name)
        self.line.setText(" · ".join(part for part in (workshop.organisation, in_words(workshop.date)) if part))

    def restyle(self, colours: Mapping[str, str]) -> None:
        """Take on the colours of another theme."""
        self.colours = colours
        for page in self.pages.values():
            page.restyle(colours)

    def rebuild(self, colours: Mapping[str, str]) -> None:
        """Make the pages anew, since every length on them has another size."""
        self.colours = colours
        name = self.page
        old, self.pages = self.pages, {}
        for page in old.values():
            page.give_way()
            self.stack.removeWidget(page)
            page.deleteLater()
        self.show_page(name)

    def make_print_pack(self) -> None:
        """Show how the print pack of the workshop is made."""
        self.show_page("hand_out")
        page = self.pages["hand_out"]
        assert isinstance(page, HandOutPage)
        page.make_pack(show=False)

    def may_leave(self) -> bool:
        """Whether the workshop may go; a vote that is in no plan yet only if the person says so."""
        page = self.pages.get("decide")
        return not isinstance(page, DecidePage) or page.session.ballot is None or page.give_up()

    def leave(self) -> str:
        """Let the workshop go; gives what could not be written."""
        for page in self.pages.values():
            page.leave()
        self.session.close()
        return self.session.trouble
