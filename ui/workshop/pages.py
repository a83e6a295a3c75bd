"""The pages of the room, in the order of their tabs. A page more is an entry more."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from ui.rows import QT_TRANSLATE_NOOP
from ui.workshop.decide import DecidePage
from ui.workshop.groups import GroupsPage
from ui.workshop.hand_out import HandOutPage
from ui.workshop.page import RoomPage
from ui.workshop.run import RunPage
from ui.workshop.session import Session


@dataclass(frozen=True, slots=True)
class PageKind:
    """A page: what it is called (looked up under "room"), and how it is made when it is first opened."""

    name: str
    text: str
    make: Callable[[Session, Mapping[str, str]], RoomPage]

    @property
    def title(self) -> str:
        """What it is called."""
        return QCoreApplication.translate("room", self.text)


PAGES: tuple[PageKind, ...] = (
    PageKind("run", QT_TRANSLATE_NOOP("room", "Run"), RunPage),
    PageKind("groups", QT_TRANSLATE_NOOP("room", "Groups"), GroupsPage),
    PageKind("decide", QT_TRANSLATE_NOOP("room", "Decide"), DecidePage),
    PageKind("hand_out", QT_TRANSLATE_NOOP("room", "Hand out"), HandOutPage),
)
