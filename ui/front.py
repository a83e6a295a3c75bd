"""The first window, there before anything that a plan needs has been read: what one can begin with.

What is chosen here is done as soon as the real window has taken its place.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from ui.recent import Memory
from ui.theming import apply_theme, system_theme
from ui.ways_in import FirstPage, WaysIn
from ui.widgets import column, label

if TYPE_CHECKING:
    from ui.window import MainWindow

SIZE = (1440, 900)
LEAST = (960, 600)


class Front(QMainWindow):
    """The ways in, until there is more."""

    painted = Signal()
    """It can be seen now."""

    def __init__(self, memory: Memory) -> None:
        super().__init__()
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        colours = apply_theme(application, memory.theme or system_theme(), memory.scale)
        self._wanted: Callable[[MainWindow], object] | None = None
        self.left = False
        """Whether the person has closed it, so that nothing more is to come."""
        self.ways = WaysIn(memory.recent, colours)
        self.ways.described_wanted.connect(lambda: self._want(lambda window: window.describe_plan()))
        self.ways.new_wanted.connect(lambda: self._want(lambda window: window.new_plan()))
        self.ways.open_wanted.connect(lambda: self._want(lambda window: window.files.open_dialog()))
        self.ways.path_wanted.connect(self._want_path)
        self._make_menu()
        page = FirstPage()
        page.lay_out(self.ways, self._rest())
        self.setCentralWidget(page)
        self.setWindowTitle("Infra Builder")
        self.setMinimumSize(*LEAST)
        self.resize(*SIZE)
        self.restoreGeometry(memory.geometry)

    def _make_menu(self) -> None:
        """What the real window has in its first menu and is of use here."""
        keys = QKeySequence.StandardKey
        menu = self.menuBar().addMenu(self.tr("&File"))
        menu.addAction(self.tr("&New plan"), keys.New, self.ways.new_button.click)
        menu.addAction(self.tr("&Open…"), keys.Open, self.ways.open_button.click)
        menu.addSeparator()
        menu.addAction(self.tr("&Quit"), QKeySequence("Ctrl+Q"), self.close)

    def _rest(self) -> QWidget:
        rest = QWidget()
        body = column(rest, 40, 16)
        body.addWidget(label(self.tr("The cases to start from are being read."), "quiet"))
        body.addStretch()
        return rest

    def _want_path(self, path: Path) -> None:
        self._want(lambda window: window.files.open(path))

    def _want(self, wanted: Callable[[MainWindow], object]) -> None:
        """Do this later; the last wish counts."""
        if self._wanted is None:
            QApplication.setOverrideCursor(Qt.CursorShape.BusyCursor)
        self._wanted = wanted

    def give_way(self, window: MainWindow) -> None:
        """Let the real window take the place of this one, and do there what was wanted here."""
        window.restoreGeometry(self.saveGeometry())
        window.show()
        self.hide()
        if self._wanted is not None:
            QApplication.restoreOverrideCursor()
            self._wanted(window)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say when it can be seen."""
        super().paintEvent(event)
        self.painted.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember that it was closed by hand."""
        self.left = True
        super().closeEvent(event)
