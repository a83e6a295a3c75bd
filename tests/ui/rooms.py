"""A room for tests: a workshop of two groups in a folder, with an agenda of three parts."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from infra_builder.room.setting_up import set_up
from infra_builder.room.workshop import FILE, Part, Workshop
from infra_builder.room.workshopfile import read, write
from tests.builders import catalogue, workshop
from ui.window import MainWindow
from ui.workshop.page import RoomPage
from ui.workshop.pages import PAGES

P = TypeVar("P", bound=RoomPage)

NOTES = "Walk from table to table."
AGENDA = (
    Part(title="What is it for?", minutes=10, says="Agree on one piece of work.", notes=NOTES, hides=("verdict",)),
    Part(title="First design", minutes=20, says="Build the smallest.", notes=NOTES, hides=("plan",), locks=("title",)),
    Part(title="Look at it", minutes=15, step="check"),
)


def room(folder: Path, starter: str = "first-prototype") -> Path:
    """The folder of a workshop that was just set up."""
    made = workshop("North", "South", title="Our workshop", starter=starter, agenda=AGENDA)
    set_up(folder, made, catalogue())
    return folder


def stored(folder: Path) -> Workshop:
    """The workshop as its file has it."""
    return read(folder / FILE)


def store(folder: Path, **changes: object) -> None:
    """Change the file of a workshop, as the facilitator's program does."""
    write(folder / FILE, stored(folder).but(**changes))


def shown(window: MainWindow, name: str, kind: type[P]) -> P:
    """A page of the room that is open in the window, opened by its tab."""
    assert window.room is not None
    place = next(place for place, page in enumerate(PAGES) if page.name == name)
    QTest.mouseClick(window.room.tabs, Qt.MouseButton.LeftButton, pos=window.room.tabs.tabRect(place).center())
    QApplication.processEvents()
    found = window.room.pages[name]
    assert isinstance(found, kind)
    return found


def click(widget: QWidget) -> None:
    """Click a widget that can be clicked."""
    assert widget.isEnabled()
    assert widget.isVisible()
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def words(widget: QWidget) -> str:
    """Everything that is to be read on a widget."""
    seen = (part for part in (widget, *widget.findChildren(QWidget)) if part.isVisible())
    return "\n".join(part.text() for part in seen if isinstance(part, QLabel | QAbstractButton))
