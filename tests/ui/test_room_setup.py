"""Setting up the room: Return is enough, everything can be changed, and nothing that is there is written over."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from infra_builder.planfile import read as read_plan
from infra_builder.room.workshop import FILE
from tests.builders import catalogue
from tests.ui.rooms import room, stored
from ui import file_questions
from ui.welcome import Welcome
from ui.window import MainWindow
from ui.workshop.setup import SetUpDialog

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def asking(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> SetUpDialog:
    """The page that asks, its folder one for tests."""
    window.commands.run("set_up_room")
    dialog = window.findChild(SetUpDialog)
    assert isinstance(dialog, SetUpDialog)
    qtbot.waitExposed(dialog)
    dialog.folder.setText(str(tmp_path / "Bühne am Fluss"))
    return dialog


def write(field: QLineEdit, text: str) -> None:
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)


def folder(dialog: SetUpDialog) -> Path:
    return Path(dialog.folder.text())


def test_the_first_page_offers_to_set_up_a_room(window: MainWindow) -> None:
    welcome = window.pages.currentWidget()
    assert isinstance(welcome, Welcome)
    QTest.mouseClick(welcome.room_button, LEFT)
    assert window.findChild(SetUpDialog) is not None


def test_return_alone_sets_up_a_room_and_opens_it(asking: SetUpDialog, window: MainWindow) -> None:
    place = folder(asking)
    asking.title.setFocus()
    QTest.keyClick(asking.title, Qt.Key.Key_Return)
    assert window.room is not None
    assert window.room.session.folder == place
    made = stored(place)
    assert [group.name for group in made.groups] == ["Group 1", "Group 2", "Group 3", "Group 4"]
    assert made.minutes == 90
    assert all((place / group.plan).is_file() for group in made.groups)


def test_the_folder_is_named_after_title_and_day_until_somebody_names_it(window: MainWindow) -> None:
    dialog = SetUpDialog(window.knowledge, window.colours, window)
    day = dialog.date.day
    write(dialog.title, "Was nun?")
    assert folder(dialog).name == f"Was nun {day}"
    write(dialog.folder, "/elsewhere/room")
    write(dialog.title, "Anders")
    assert folder(dialog) == Path("/elsewhere/room")
    dialog.close()


def test_another_place_keeps_the_name_of_the_folder(
    asking: SetUpDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    asking._choose_folder()
    assert folder(asking) == tmp_path / f"AI workshop {asking.date.day}"


def test_there_is_no_room_without_a_folder(asking: SetUpDialog) -> None:
    write(asking.folder, " ")
    assert not asking.make.isEnabled()


def test_as_many_names_are_asked_as_there_are_groups_and_none_is_forgotten(asking: SetUpDialog) -> None:
    write(asking.names[2], "Einkauf")
    for _ in range(2):
        QTest.mouseClick(asking.groups.less, LEFT)
    assert [field.isVisibleTo(asking) for field in asking.names] == [True, True, False, False]
    QTest.keyClick(asking.count, Qt.Key.Key_Up)
    asking.set_up()
    assert [group.name for group in stored(folder(asking)).groups] == ["Group 1", "Group 2", "Einkauf"]


def test_groups_begin_with_the_case_that_was_chosen(asking: SetUpDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not asking.starters.filling.busy, timeout=10_000)
    assert asking.starters.empty.isChecked()
    card = asking.starters.cards[1]
    QTest.mouseClick(card, LEFT)
    assert not asking.starters.empty.isChecked()
    asking.set_up()
    made = stored(folder(asking))
    assert made.starter == card.scenario.id
    plan = read_plan(folder(asking) / made.groups[0].plan, catalogue())
    assert plan.options[0].blocks


def test_the_agenda_can_be_chosen_and_changed(asking: SetUpDialog) -> None:
    half_day = next(one for one in asking.presets.buttons() if "alf" in one.accessibleName())
    QTest.mouseClick(half_day, LEFT)
    assert sum(part.minutes for part in asking.editor.parts) > 90
    QTest.mouseClick(asking.change, LEFT)
    editor, before = asking.editor, asking.editor.parts
    assert editor.isVisibleTo(asking)
    editor.list.setFocus()
    QTest.keyClick(editor.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert editor.parts[:2] == (before[1], before[0])
    QTest.mouseClick(editor.add, LEFT)
    QTest.keyClicks(editor.form.title, "Coffee")
    QTest.mouseClick(editor.form.time.more, LEFT)
    QTest.mouseClick(editor.form.hides.buttons["verdict"], LEFT)
    QTest.keyClicks(editor.form.notes, "Warm")
    new = editor.parts[2]
    assert (new.title, new.minutes, new.hides, new.notes) == ("Coffee", 15, ("verdict",), "Warm")
    editor.list.setCurrentRow(0)
    QTest.mouseClick(editor.remove, LEFT)
    asking.set_up()
    assert stored(folder(asking)).agenda == (before[0], new, *before[2:])


def test_tab_leaves_the_long_texts(asking: SetUpDialog) -> None:
    QTest.mouseClick(asking.change, LEFT)
    assert all(field.tabChangesFocus() for field in asking.editor.findChildren(QPlainTextEdit))


def test_a_room_that_is_there_is_not_written_over(
    asking: SetUpDialog, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(file_questions, "complain", lambda _parent, _title, problems: told.append(str(problems)))
    room(folder(asking))
    before = (folder(asking) / FILE).read_bytes()
    asking.set_up()
    QApplication.processEvents()
    assert len(told) == 1
    assert (folder(asking) / FILE).read_bytes() == before
    assert asking.isVisible()
    assert window.room is None


def test_every_field_has_a_name_for_those_who_do_not_see(asking: SetUpDialog) -> None:
    fields = [field for field in asking.findChildren(QLineEdit) if field.objectName() != "qt_spinbox_lineedit"]
    assert all(field.accessibleName() for field in fields)
