"""What every page of the room has in common: it follows the workshop while it is seen."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.workshop.session import Session


class RoomPage(QWidget):
    """A page of the room."""

    said = Signal(str)
    """Something the facilitator should read."""
    plan_wanted = Signal(Path)
    """A plan is to be opened in this window, in place of the room."""

    def __init__(self, session: Session, colours: Mapping[str, str]) -> None:
        super().__init__()
        self.session, self.colours = session, colours
        self.layout_ = QVBoxLayout(self)
        self.layout_.setContentsMargins(0, 0, 0, 0)
        self.layout_.setSpacing(0)

    def refresh(self) -> None:
        """Show the workshop as it is. Called when the page is shown, and on each change while it is."""

    def begin(self) -> None:
        """Put the keyboard where the work begins. Called when the page is opened."""

    def leave(self) -> None:
        """The room is closed: stop what still runs."""

    def give_way(self) -> None:
        """The page is made anew: stop listening."""
        self.leave()

    def restyle(self, colours: Mapping[str, str]) -> None:
        """Take on the colours of another theme."""
        self.colours = colours
        self.refresh()
