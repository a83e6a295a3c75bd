"""A window, and hands for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from infra_builder.knowledge import Knowledge, load
from tests.builders import PLAN
from tests.ui.person import Person
from ui.canvas.canvas import Canvas
from ui.files import Files
from ui.recent import Memory
from ui.window import MainWindow


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The knowledge that ships."""
    return load()


@pytest.fixture
def window(qtbot: QtBot, knowledge: Knowledge) -> Iterator[MainWindow]:
    """A window on its welcome page. It goes when the test is over: each one left would slow down the next."""
    memory = Memory()
    memory.theme, memory.scale, memory.toured = "light", 1.0, True
    made = MainWindow(knowledge, memory)
    qtbot.addWidget(made, before_close_func=_forget_changes)
    made.resize(1440, 900)
    made.show()
    qtbot.waitExposed(made)
    yield made
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _forget_changes(window: MainWindow) -> None:
    if window.document is not None:
        window.document.saved = window.document.plan


@pytest.fixture
def opened(window: MainWindow, scenarios: Path) -> Callable[[str], Hands]:
    """Opens a scenario and gives hands for its desk."""

    def open_one(name: str) -> Hands:
        assert window.files.open_copy(scenarios / f"{name}.infraplan")
        QApplication.processEvents()
        return Hands(window)

    return open_one


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "plans" / "support.infraplan"
    path.parent.mkdir()
    path.write_text(PLAN)
    return path


@pytest.fixture
def someone(
    qtbot: QtBot, knowledge: Knowledge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[], Person]]:
    """People at the same computer. The one who came last answers what is asked."""
    people: list[Person] = []

    def sit_down() -> Person:
        widget = QWidget()
        qtbot.addWidget(widget)
        people.append(Person(Files(widget, knowledge, Memory(tmp_path / "data")), monkeypatch))
        return people[-1]

    yield sit_down
    for person in people:
        if person.files.saver is not None:
            person.die()


@pytest.fixture
def person(someone: Callable[[], Person]) -> Person:
    return someone()


class Hands:
    """What a person does on the desk, with real mouse and key events."""

    def __init__(self, window: MainWindow) -> None:
        assert window.desk is not None
        assert window.document is not None
        self.window, self.desk, self.document = window, window.desk, window.document
        self.canvas: Canvas = window.desk.canvas

    def at(self, id_: str) -> QPoint:
        """The middle of an item on the viewport."""
        return self.canvas.viewport_point(id_)

    def click(self, id_: str, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Click an item."""
        QTest.mouseClick(self.canvas.viewport(), Qt.MouseButton.LeftButton, keys, self.at(id_))

    def hover(self, place: QPoint) -> None:
        """Put the pointer somewhere."""
        QTest.mouseMove(self.canvas.viewport(), place)
        QApplication.processEvents()

    def drag(self, start: QPoint, end: QPoint, *, release: bool = True) -> None:
        """Press, move in steps, release."""
        pane = self.canvas.viewport()
        QTest.mousePress(pane, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
        for step in range(1, 9):
            QTest.mouseMove(pane, start + (end - start) * step / 8)
            QApplication.processEvents()
        if release:
            QTest.mouseRelease(pane, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, end)
        QApplication.processEvents()

    def key(self, key: Qt.Key, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key on the canvas."""
        QTest.keyClick(self.canvas, key, keys)

    def drop(self, kind: str, place: QPoint, *, let_go: bool = True) -> None:
        """Drop what the palette drags. (Offscreen Qt has no drag loop; test_real_window has the whole way.)"""
        palette = self.desk.palette_panel
        data = palette.tree.mimeData([palette.entry(kind)])
        pane, copy = self.canvas.viewport(), Qt.DropAction.CopyAction
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(pane, QDragEnterEvent(place, copy, data, left, none))
        QApplication.sendEvent(pane, QDragMoveEvent(place, copy, data, left, none))
        if let_go:
            QApplication.sendEvent(pane, QDropEvent(QPointF(place), copy, data, left, none))
        QApplication.processEvents()

    @property
    def verdict(self) -> str:
        """The largest words of the window."""
        return self.desk.verdict.verdict().words
