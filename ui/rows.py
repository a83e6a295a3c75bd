"""What the table of actions is made of: rows and menus, and the reasons why something is not to be had now."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence

from ui.canvas.canvas import Canvas
from ui.desk import Desk
from ui.document import PlanDocument
from ui.saver import Saver

if TYPE_CHECKING:
    from ui.window import MainWindow

Key = QKeySequence.StandardKey | str
Do = Callable[["MainWindow"], object]
Lack = Callable[["MainWindow"], str]
"""Why an action is not to be had at the moment, as a sentence for the person who wants it; empty where it is."""


def QT_TRANSLATE_NOOP(_context: str, text: str) -> str:
    """A text for the translators, whose tools look for this name; the function of Qt loses its type."""
    return text


def desk(window: MainWindow) -> Desk:
    """The desk of the open plan."""
    assert window.desk is not None
    return window.desk


def document(window: MainWindow) -> PlanDocument:
    """The open plan."""
    assert window.document is not None
    return window.document


def canvas(window: MainWindow) -> Canvas:
    """The canvas that is seen: that of the projector, or that of the desk."""
    return window.projector.canvas if window.projector else desk(window).canvas


def nothing(_window: MainWindow) -> str:
    """It can always be done."""
    return ""


def plan(window: MainWindow) -> str:
    """It needs an open plan."""
    return "" if window.document else QCoreApplication.translate("actions", "Open a plan first.")


def plan_or_room(window: MainWindow) -> str:
    """It needs an open plan or workshop."""
    return "" if window.room is not None else plan(window)


def unveiled(window: MainWindow) -> str:
    """It needs a plan whose verdict may be seen."""
    if reason := plan(window):
        return reason
    text = QCoreApplication.translate("actions", "The verdict is shown later, and what carries it with it.")
    return text if document(window).veiled else ""


def options_free(window: MainWindow) -> str:
    """It needs a plan whose options may be changed just now."""
    if reason := plan(window):
        return reason
    text = QCoreApplication.translate("actions", "The facilitator has locked the options for now.")
    return text if "options" in document(window).locked else ""


def several_free(window: MainWindow) -> str:
    """It needs more than one option, and that options may be changed just now."""
    return several_options(window) or options_free(window)


def saver(window: MainWindow) -> Saver:
    """What saves the open plan."""
    assert window.files.saver is not None
    return window.files.saver


def stored(window: MainWindow) -> str:
    """It needs a plan that has a file."""
    if reason := plan(window):
        return reason
    return "" if document(window).path else QCoreApplication.translate("actions", "Save the plan first.")


def building(window: MainWindow) -> str:
    """It needs the canvas before one's eyes."""
    if reason := plan(window):
        return reason
    seen = window.workspace is not None and window.workspace.step == "build"
    return "" if seen else QCoreApplication.translate("actions", "Open the step Build first.")


def selected(window: MainWindow) -> str:
    """It needs something to be selected."""
    if reason := building(window):
        return reason
    return "" if desk(window).selection.ids else QCoreApplication.translate("actions", "Select something first.")


def several_options(window: MainWindow) -> str:
    """It needs more than one option."""
    if reason := plan(window):
        return reason
    lonely = QCoreApplication.translate("actions", "The plan has only one option.")
    return "" if len(document(window).plan.options) > 1 else lonely


def undoable(window: MainWindow) -> str:
    """It needs a step to take back."""
    if reason := plan(window):
        return reason
    return "" if document(window).undo_label else QCoreApplication.translate("actions", "There is nothing to undo.")


def redoable(window: MainWindow) -> str:
    """It needs a step that was taken back."""
    if reason := plan(window):
        return reason
    return "" if document(window).redo_label else QCoreApplication.translate("actions", "There is nothing to redo.")


@dataclass(frozen=True, slots=True)
class Row:
    """An action. `text` is looked up under "actions"; `says` replaces it by one that depends on the plan.

    `keys`: standard keys give what the desktop binds to them. `lacks`: why it is not to be had. `ticked` makes it one
    that is on or off.
    """

    name: str
    text: str
    do: Do
    keys: tuple[Key, ...] = ()
    icon: str = ""
    lacks: Lack = plan
    says: Callable[[MainWindow], str] | None = None
    ticked: Callable[[MainWindow], bool] | None = None
    role: QAction.MenuRole = QAction.MenuRole.NoRole


@dataclass(frozen=True, slots=True)
class Several:
    """A menu of as many actions as there are entries (ids and texts), listed anew each time it opens."""

    name: str
    text: str
    entries: Callable[[MainWindow], Iterable[tuple[str, str]]]
    do: Callable[[MainWindow, str], object]
    lacks: Lack = plan


@dataclass(frozen=True, slots=True)
class Menu:
    """A menu; LINE is a line between its entries."""

    text: str
    entries: tuple[Row | Several | Menu | None, ...]


LINE = None
