"""The ways into the room: setting it up, and opening one that is there, by its folder or by its file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from infra_builder.problems import Unusable
from infra_builder.room.workshop import FILE
from infra_builder.room.workshopfile import read
from ui import file_questions as ask
from ui.locking import lock_of, taken_by

if TYPE_CHECKING:
    from ui.window import MainWindow


def set_up_room(window: MainWindow) -> None:
    """Ask for everything that a workshop begins with, and open it."""
    from ui.workshop.setup import SetUpDialog  # Not needed before somebody sets up a room.

    dialog = SetUpDialog(window.knowledge, window.colours, window)
    dialog.made.connect(lambda folder: _enter(window, folder, pack=dialog.pack.isChecked()))
    dialog.open()


def _enter(window: MainWindow, folder: Path, *, pack: bool) -> None:
    """Open a workshop that was just set up, and make its print pack where that is wanted."""
    if open_room(window, folder) and pack and window.room is not None:
        window.room.make_print_pack()


def open_room(window: MainWindow, folder: Path) -> bool:
    """Open the workshop in a folder; where it cannot be read, say why and leave everything as it is."""
    folder = Path(os.path.abspath(folder))  # noqa: PTH100 - a link keeps the name that the person knows
    if window.room is not None and window.room.session.folder == folder:
        return True
    if window.behind is not None and window.behind.session.folder == folder:
        window.files.close()
        return window.room is not None
    try:
        workshop = read(folder / FILE)
    except Unusable as unusable:
        title = window.tr("{name} cannot be opened as a workshop").format(name=folder.name)
        ask.complain(window, title, unusable)
        return False
    lock = lock_of(folder / FILE)
    if (holder := taken_by(lock)) and not ask.ask_room_held(window, folder.name, holder):
        return False
    if not window.files.leave():
        lock.unlock()
        return False
    from ui.workshop.session import Session  # Not needed before somebody opens a workshop.

    window.show_room(Session(folder, workshop, window.knowledge, lock=lock))
    window.memory.opened(folder / FILE)
    return True
