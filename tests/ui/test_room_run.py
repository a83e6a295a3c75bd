"""Running the room: agenda, time, what the groups see and may change, the wall, and a folder that goes away."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from infra_builder.deciding import undecided
from infra_builder.evaluate import evaluate
from infra_builder.planfile import read, to_text
from infra_builder.room.filenames import named_groups
from infra_builder.room.workshop import FILE, Clock
from tests.ui.rooms import NOTES, room, store, stored
from ui import file_questions
from ui import window as windows
from ui.projector import LEAST_POINTS
from ui.window import MainWindow
from ui.workshop import session as sessions
from ui.workshop.agenda import AgendaDialog
from ui.workshop.large import Words
from ui.workshop.run import RunPage
from ui.workshop.session import Session
from ui.workshop.wall import Wall

CTRL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return room(tmp_path / "Bühne 1")


@pytest.fixture
def run(window: MainWindow, folder: Path) -> RunPage:
    """The page Run of a workshop that is open in the window."""
    assert window.files.open(folder)
    return page(window)


def page(window: MainWindow) -> RunPage:
    assert window.room is not None
    found = window.room.pages["run"]
    assert isinstance(found, RunPage)
    QApplication.processEvents()
    return found


def session(window: MainWindow) -> Session:
    assert window.room is not None
    return window.room.session


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, LEFT)


def press(run: RunPage, qtbot: QtBot, key: Qt.Key) -> None:
    """Press Ctrl and a key; the button that stands for it is pressed for a moment."""
    before = run.session.workshop
    QTest.keyClick(run.window(), key, CTRL)
    qtbot.waitUntil(lambda: run.session.workshop != before, timeout=2000)


def test_a_workshop_opens_by_its_folder_and_by_its_file(window: MainWindow, folder: Path) -> None:
    assert window.files.open(folder / FILE)
    assert "Our workshop" in window.windowTitle()
    assert window.memory.recent[0] == folder / FILE
    window.files.close()
    assert window.room is None
    assert window.files.open(folder)
    assert window.room is not None


def test_a_file_that_is_no_workshop_leaves_everything_as_it_is(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(file_questions, "complain", lambda _parent, title, _problems: told.append(title))
    (tmp_path / FILE).write_text("infra_builder_workshop: 1\ntitel: x\n", encoding="utf-8")
    window.files.open(tmp_path)
    assert window.room is None
    assert len(told) == 1


def test_beginning_hides_and_locks_for_the_groups_what_the_part_says(run: RunPage, folder: Path) -> None:
    click(run.pause)
    click(run.next)
    now = stored(folder)
    assert (now.running, now.hidden, now.locked) == (1, ("plan",), ("title",))
    assert run.face.text == "20:00"


def test_keys_begin_go_on_and_go_back(run: RunPage, qtbot: QtBot) -> None:
    press(run, qtbot, Qt.Key.Key_Return)
    press(run, qtbot, Qt.Key.Key_Right)
    assert run.session.workshop.running == 1
    press(run, qtbot, Qt.Key.Key_Left)
    assert run.session.workshop.running == 0


def test_a_pause_is_said_and_written_down(run: RunPage, folder: Path) -> None:
    click(run.pause)
    click(run.pause)
    assert run.face.words == "Paused"
    clock = stored(folder).clock
    assert clock is not None
    assert clock.paused
    click(run.pause)
    assert run.face.words.startswith("until ")


def test_minutes_can_be_added(run: RunPage) -> None:
    click(run.pause)
    click(run.much_more)
    click(run.more)
    assert run.face.text == "16:00"


def test_the_end_is_said_by_word_and_frame_and_counts_on(run: RunPage) -> None:
    click(run.pause)
    run.session.countdown.set(0, paused=False)
    run.face.follow()
    assert (run.face.over, run.face.words) == (True, "Time is up")
    run.session.countdown.set(-121, paused=False)
    run.face.follow()
    assert run.face.words == "2 minutes over"


def test_the_last_part_can_be_finished_and_nothing_is_hidden_then(run: RunPage, folder: Path) -> None:
    click(run.pause)
    click(run.next)
    click(run.next)
    assert run.next.text() == "Finish"
    click(run.next)
    assert (stored(folder).running, stored(folder).hidden) == (None, ())
    assert run.face.words == "The agenda is done"


def test_a_part_chosen_in_the_agenda_can_be_begun_and_its_notes_are_read_before(run: RunPage) -> None:
    run.agenda.setFocus()
    QTest.keyClick(run.agenda, Qt.Key.Key_Down)
    assert any(text.text() == NOTES for text in run.findChildren(QLabel))
    assert run.session.workshop.running is None
    click(run.begin_here)
    assert run.session.workshop.running == 1
    assert "runs now" in run.agenda.item(1).text()


def test_switches_follow_the_part_and_can_be_changed_by_hand(run: RunPage, folder: Path) -> None:
    click(run.pause)
    assert not run.switches.seen["verdict"].isChecked()
    click(run.switches.seen["verdict"])
    click(run.switches.free["options"])
    assert (stored(folder).hidden, stored(folder).locked) == ((), ("options",))
    click(run.next)
    assert run.switches.free["options"].isChecked()
    assert not run.switches.free["title"].isChecked()


def test_a_hidden_verdict_takes_the_judging_steps_with_it(run: RunPage) -> None:
    click(run.pause)
    assert not any(run.switches.seen[step].isEnabled() for step in ("check", "compare", "plan"))
    click(run.switches.seen["verdict"])
    assert all(run.switches.seen[step].isChecked() for step in ("check", "compare", "plan"))


def test_the_running_part_survives_closing_the_program(run: RunPage, window: MainWindow, folder: Path) -> None:
    click(run.pause)
    click(run.more)
    window.files.close()
    assert window.files.open(folder)
    again = page(window)
    assert again.session.workshop.running == 0
    assert 650 < again.session.countdown.left <= 660


def test_other_colours_and_sizes_keep_the_room(run: RunPage, window: MainWindow) -> None:
    click(run.pause)
    window.set_theme("dark")
    window.set_scale(1.5)
    assert page(window).session.workshop.running == 0
    assert 590 < page(window).session.countdown.left <= 600
    window.set_scale(1.0)


def test_what_another_program_writes_holds(run: RunPage, folder: Path, qtbot: QtBot) -> None:
    store(folder, title="Renamed")
    qtbot.waitUntil(lambda: run.session.workshop.title == "Renamed", timeout=5000)
    assert "Renamed" in run.window().windowTitle()


def test_a_folder_that_goes_away_is_said_and_written_again_when_it_is_back(
    window: MainWindow, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sessions, "TRY_MS", 50)
    assert window.files.open(folder)
    run = page(window)
    away = folder.with_name("pulled out")
    folder.rename(away)
    click(run.pause)
    assert run.session.workshop.running == 0
    assert run.trouble.isVisible()
    away.rename(folder)
    qtbot.waitUntil(lambda: not run.session.trouble, timeout=5000)
    assert stored(folder).running == 0
    assert not run.trouble.isVisible()


def test_the_agenda_can_be_changed_while_a_part_runs(run: RunPage, folder: Path) -> None:
    click(run.pause)
    click(run.next)
    click(run.change)
    dialog = run.findChild(AgendaDialog)
    assert dialog is not None
    editor = dialog.editor
    editor.list.setCurrentRow(1)
    assert not editor.remove.isEnabled()
    QTest.keyClick(editor.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    editor.list.setCurrentRow(0)
    click(editor.remove)
    dialog.accept()
    now = stored(folder)
    assert [part.title for part in now.agenda] == ["Look at it", "First design"]
    assert now.running == 1


def test_a_clock_that_cannot_be_right_is_said_until_the_time_goes_on(window: MainWindow, folder: Path) -> None:
    store(folder, running=0, clock=Clock(left=300, at="2001-01-01T00:00:00Z"))
    assert window.files.open(folder)
    run = page(window)
    assert (run.face.text, run.face.words) == ("5:00", "Paused")
    assert "clock" in run.trouble.text()
    click(run.pause)
    assert not run.trouble.isVisible()


def test_what_was_never_written_is_said_when_the_room_is_left(
    run: RunPage, window: MainWindow, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(windows, "tell", lambda _parent, title, _text: told.append(title))
    folder.rename(folder.with_name("pulled out"))
    click(run.pause)
    window.files.close()
    assert told == ["The last changes of the workshop could not be written"]


def test_a_group_that_comes_later_can_be_put_on_the_wall(run: RunPage) -> None:
    workshop = run.session.workshop
    run.session.change(workshop.but(groups=(*workshop.groups, *named_groups(("West",), workshop.groups))))
    assert run.on_wall.itemText(3) == "The plan of West"


# The wall


def wall(run: RunPage) -> Wall:
    click(run.wall_button)
    assert run.wall is not None
    QApplication.processEvents()
    return run.wall


def test_the_wall_shows_part_and_time_but_no_notes(run: RunPage) -> None:
    click(run.pause)
    shown = wall(run)
    told = {words.text for words in shown.findChildren(Words)}
    assert {"What is it for?", "Agree on one piece of work.", "Next: First design"} <= told
    assert shown.face.text == "10:00"
    texts = told | {text.text() for text in shown.findChildren(QLabel)}
    assert NOTES not in texts


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)])
def test_nothing_on_the_wall_is_too_small_for_a_room(run: RunPage, size: tuple[int, int]) -> None:
    run.session.change(run.session.workshop.but(agenda=(run.session.workshop.agenda[0].but(says="Long. " * 400),)))
    click(run.pause)
    shown = wall(run)
    shown.resize(*size)
    QApplication.processEvents()
    least = round(LEAST_POINTS * shown.logicalDpiY() / 72)
    assert all(words.pixels() >= least for words in shown.findChildren(Words))
    assert shown.says.shown().endswith("Long. …")


def test_escape_closes_the_wall_and_the_button_says_so(run: RunPage) -> None:
    shown = wall(run)
    assert run.wall_button.text() == "Close the wall"
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    assert run.wall is None
    assert run.wall_button.text() == "Show the wall"


def test_a_plan_on_the_wall_keeps_its_verdict_back_while_that_is_hidden(run: RunPage) -> None:
    click(run.pause)
    shown = wall(run)
    run.session.show_on_wall(run.session.workshop.groups[0].id)
    assert shown.plan.isVisible()
    assert not shown.beside.isVisible()
    assert shown.plan.findChild(QLabel, "wall-verdict").text() == "The verdict is shown later"
    click(run.switches.seen["verdict"])
    QApplication.processEvents()
    assert "Overbuilt" in [one.text() for one in shown.plan.findChildren(QLabel) if one.isVisible()]


def test_the_wall_says_what_was_accepted_and_keeps_it_back_with_the_verdict(run: RunPage, folder: Path) -> None:
    click(run.pause)
    shown, group, knowledge = wall(run), run.session.workshop.groups[0], run.session.knowledge
    plan = read(folder / group.plan, knowledge.catalogue)
    found = evaluate(plan, knowledge).options[0].findings[0]
    decision = undecided(found).but(status="accepted", reason="For now.", review_by="2999-03-01")
    (folder / group.plan).write_text(to_text(plan.but(decisions=(decision,))), encoding="utf-8")
    run.session.show_on_wall(group.id)
    assert not shown.plan.accepted.isVisible()
    click(run.switches.seen["verdict"])
    QApplication.processEvents()
    assert shown.plan.accepted.isVisible()
    assert shown.plan.accepted.text() == "One accepted until 1 March 2999"


def test_a_plan_that_cannot_be_read_is_said_on_the_wall(run: RunPage, folder: Path) -> None:
    shown = wall(run)
    group = run.session.workshop.groups[0]
    (folder / group.plan).write_text("half", encoding="utf-8")
    run.session.show_on_wall(group.id)
    assert shown.plan.hint.text() == "The plan of this group cannot be read just now."


def test_leaving_the_room_closes_the_wall(run: RunPage, window: MainWindow, qtbot: QtBot) -> None:
    shown = wall(run)
    with qtbot.waitSignal(shown.closed):
        window.files.close()
    assert window.room is None
