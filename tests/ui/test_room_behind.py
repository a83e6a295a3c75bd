"""Looking at a group's plan while running the room: the room goes on behind it, and is there again afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from infra_builder.edits import ChangePlan
from tests.ui.rooms import room, store, stored
from ui.notice import Notice
from ui.window import MainWindow
from ui.workshop.opening import open_room
from ui.workshop.view import RoomView


@pytest.fixture
def running(window: MainWindow, tmp_path: Path) -> RoomView:
    """A room in which the verdict is hidden and the title locked."""
    folder = room(tmp_path / "room")
    store(folder, hidden=("verdict",), locked=("title",))
    assert open_room(window, folder)
    assert window.room is not None
    return window.room


def look_at(window: MainWindow, running: RoomView, name: str) -> None:
    running.plan_wanted.emit(running.session.folder / name)
    QApplication.processEvents()


def notices(window: MainWindow) -> list[Notice]:
    return [notice for notice in window.findChildren(Notice) if notice.isVisible()]


def back(window: MainWindow) -> None:
    (notice,) = notices(window)
    button = next(each for each in notice.findChildren(QPushButton) if "Back to the workshop" in each.text())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def test_whoever_runs_the_room_sees_the_verdict_that_the_group_does_not(window: MainWindow, running: RoomView) -> None:
    look_at(window, running, "north.infraplan")
    assert window.document is not None
    assert not window.document.veiled
    assert window.document.option_report.findings
    window.document.do(ChangePlan(changes={"title": "By the facilitator"}), "rename")
    assert window.document.plan.title == "By the facilitator"
    window.document.undo()


def test_the_room_goes_on_and_is_the_same_afterwards(window: MainWindow, running: RoomView) -> None:
    running.session.change(stored(running.session.folder).but(running=1))
    look_at(window, running, "north.infraplan")
    assert window.room is None
    running.session.change(running.session.workshop.but(hidden=()))
    assert stored(running.session.folder).hidden == ()
    back(window)
    assert window.room is running
    assert window.pages.currentWidget() is running
    assert window.document is None
    assert not notices(window)
    assert running.session.workshop.running == 1


def test_closing_the_plan_leads_back_and_closing_the_room_to_the_first_page(
    window: MainWindow, running: RoomView
) -> None:
    look_at(window, running, "north.infraplan")
    window.files.close()
    assert window.room is running
    window.files.close()
    assert window.room is None
    assert window.behind is None


def test_a_plan_that_cannot_be_opened_leaves_the_room_where_it_is(
    window: MainWindow, running: RoomView, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr("ui.file_questions.complain", lambda _window, title, _unusable: said.append(title))
    (running.session.folder / "south.infraplan").write_text("infra_builder: 1\ntitle: [")
    look_at(window, running, "south.infraplan")
    assert said
    assert window.room is running
    assert window.pages.currentWidget() is running


def test_opening_the_workshop_again_leads_back_to_it(window: MainWindow, running: RoomView) -> None:
    look_at(window, running, "north.infraplan")
    assert window.files.open(running.session.folder)
    assert window.room is running


def test_the_room_takes_on_other_colours_and_sizes_meanwhile(window: MainWindow, running: RoomView) -> None:
    look_at(window, running, "north.infraplan")
    window.set_theme("dark")
    window.set_scale(1.25)
    QApplication.processEvents()
    back(window)
    assert window.room is running
    assert running.colours is window.colours


def test_a_plan_from_elsewhere_is_no_plan_of_the_room(window: MainWindow, running: RoomView, tmp_path: Path) -> None:
    other = room(tmp_path / "other")
    store(other, hidden=("verdict",))
    look_at(window, running, "north.infraplan")
    assert window.files.open(other / "north.infraplan")
    assert window.document is not None
    assert window.document.veiled
