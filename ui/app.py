"""Starts the application with its window.

The first page is shown before anything that plans need is imported and read; that follows step by step, so that
whoever clicks meanwhile is heard.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from infra_builder.places import ASSETS
from ui.front import Front
from ui.mishap import catch_all
from ui.recent import Memory

if TYPE_CHECKING:
    from infra_builder.knowledge import Knowledge
    from infra_builder.problems import Unusable
    from ui.window import MainWindow

STEPS = ("infra_builder.knowledge", "infra_builder.evaluate", "exports.picture.scene", "ui.canvas.canvas", "ui.window")
"""What the window needs, in parts that are each imported in a moment."""


def run(path: Path | None, packs: tuple[Path, ...]) -> int:
    """Open the window and stay until it closes. A broken pack never stops it."""
    application = _application()
    memory = Memory()
    catch_all(memory.folder / "errors.log")
    if path is None:
        opening = Opening(packs, memory)
        status = application.exec()
        del opening
        return status
    from ui.window import open_window

    knowledge, broken = _knowledge(packs)
    window = open_window(knowledge, path)
    _welcome(window, broken)
    status = application.exec()
    del window
    return status


def _application() -> QApplication:
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setApplicationName("Infra Builder")
    application.setOrganizationName("Infra Builder")
    application.setDesktopFileName("infra-builder")
    application.setWindowIcon(QIcon(str(ASSETS / "icons" / "app.png")))
    application.setStyle("Fusion")
    return application


class Opening(QObject):
    """Shows the first page at once and puts the window in its place when that is ready."""

    def __init__(self, packs: tuple[Path, ...], memory: Memory) -> None:
        super().__init__()
        self.front = Front(memory)
        self.window: MainWindow | None = None
        self._steps = self._work(packs, memory)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._go_on)
        self.front.painted.connect(self._begin)
        self.front.show()

    def _begin(self) -> None:
        self.front.painted.disconnect(self._begin)
        self._timer.start()

    def _go_on(self) -> None:
        if self.front.left or next(self._steps, self) is self:
            self._timer.stop()

    def _work(self, packs: tuple[Path, ...], memory: Memory) -> Iterator[None]:
        for name in STEPS:
            import_module(name)
            yield
        from ui.window import MainWindow

        knowledge, broken = _knowledge(packs)
        yield
        self.window = MainWindow(knowledge, memory)
        yield
        self.front.give_way(self.window)
        _welcome(self.window, broken)


def _welcome(window: MainWindow, broken: Unusable | None) -> None:
    """Say what is wrong with the packs, and offer the tour to those who have not seen it."""
    from ui.file_questions import complain
    from ui.tour import offer_tour

    if broken is not None:
        complain(window, window.tr("The pack cannot be used; the knowledge that ships is used instead"), broken)
    offer_tour(window)


def _knowledge(packs: tuple[Path, ...]) -> tuple[Knowledge, Unusable | None]:
    """The knowledge with its packs, or the shipped one and what is wrong with the packs."""
    from infra_builder.packs import with_packs
    from infra_builder.problems import Unusable

    try:
        return with_packs(packs), None
    except Unusable as unusable:
        return with_packs(()), unusable
