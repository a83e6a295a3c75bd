"""Files at the desk: what is saved, what others do to the same file, what a crash left, what fails."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from infra_builder.edits import ChangePlan, Edit
from infra_builder.guarded_yaml import Limits
from infra_builder.knowledge import Knowledge
from infra_builder.planfile import read, to_content, to_text
from infra_builder.versions import versions
from tests.builders import PLAN
from tests.ui.conftest import _forget_changes
from tests.ui.person import Person
from ui import files, patience, saver
from ui.notice import Notice
from ui.recent import Memory
from ui.versions_dialog import VersionsDialog
from ui.welcome import Welcome
from ui.window import MainWindow

CTRL = Qt.KeyboardModifier.ControlModifier
OTHER = PLAN.replace("Support assistant", "Theirs")


@pytest.fixture
def window(qtbot: QtBot, knowledge: Knowledge, tmp_path: Path) -> MainWindow:
    """A window that keeps its data in a folder of its own."""
    made = MainWindow(knowledge, Memory(tmp_path / "data"))
    qtbot.addWidget(made, before_close_func=_forget_changes)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


# Saving


def test_saving_keeps_the_last_ten_versions(person: Person, file: Path) -> None:
    person.files.open(file)
    for number in range(12):
        person.rename(f"Title {number}")
        assert person.saver.save()
    kept = versions(person.files.memory.versions, file)
    assert [person.saved_title(version.path) for version in kept] == [f"Title {n}" for n in range(11, 1, -1)]


def test_what_the_file_held_before_the_first_save_is_an_earlier_version(person: Person, file: Path) -> None:
    person.files.open(file)
    person.rename("Mine")
    person.saver.save()
    kept = versions(person.files.memory.versions, file)
    assert kept[-1].path.read_text() == PLAN


def test_a_copy_is_saved_and_work_goes_on_with_the_original(person: Person, file: Path, tmp_path: Path) -> None:
    person.files.open(file)
    person.rename("Mine")
    person.names(tmp_path / "copy.infraplan")
    assert person.saver.save_copy()
    assert person.saved_title(tmp_path / "copy.infraplan") == "Mine"
    assert file.read_text() == PLAN
    assert (person.document.path, person.document.dirty) == (file, True)


def test_save_as_leaves_the_file_it_came_from_alone(person: Person, file: Path, tmp_path: Path) -> None:
    person.files.open(file)
    person.rename("Mine")
    person.names(tmp_path / "other.infraplan")
    assert person.saver.save_as()
    assert file.read_text() == PLAN
    assert (person.document.path, person.document.dirty) == (tmp_path / "other.infraplan", False)


def test_a_name_without_ending_replaces_no_file_that_nobody_was_asked_about(person: Person, file: Path) -> None:
    person.files.new()
    person.names(file.with_suffix(""))
    person.answers = ["Cancel"]
    assert not person.saver.save_as()
    assert person.asked == ["support.infraplan exists already"]
    assert file.read_text() == PLAN


def test_a_file_that_is_held_for_a_moment_is_saved(person: Person, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write, held = patience.write_whole, [True, True]

    def locked(path: Path, data: bytes) -> None:
        if held:
            held.pop()
            raise PermissionError(errno.EACCES, "in use")
        write(path, data)

    monkeypatch.setattr(patience, "write_whole", locked)
    monkeypatch.setattr(patience, "PAUSE_MS", 1)
    person.files.open(file)
    person.rename("Mine")
    assert person.saver.save()
    assert person.saved_title(file) == "Mine"
    assert QApplication.overrideCursor() is None


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EROFS, errno.EIO])
def test_where_saving_fails_a_copy_can_be_saved_elsewhere(
    person: Person, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    write = patience.write_whole

    def full(path: Path, data: bytes) -> None:
        if path == file:
            raise OSError(error, os.strerror(error))
        write(path, data)

    monkeypatch.setattr(patience, "write_whole", full)
    person.files.open(file)
    person.rename("Mine")
    person.names(tmp_path / "rescued.infraplan")
    person.answers = ["Try again", "Save a copy…"]
    assert person.saver.save()
    assert person.asked == ["support.infraplan cannot be saved"] * 2
    assert file.read_text() == PLAN
    assert person.document.path == tmp_path / "rescued.infraplan"
    assert not person.document.dirty


@pytest.mark.parametrize("options", ["size=64k", "ro"])
def test_a_disk_that_takes_nothing_leaves_the_plan_open_and_unsaved(
    person: Person, tmp_path: Path, options: str
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    try:
        mount = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk], capture_output=True, check=False
        )
    except OSError:
        pytest.skip("there is no command to mount with")
    if mount.returncode:
        pytest.skip("file systems cannot be mounted here")
    try:
        path = disk / "plan.infraplan"
        path.write_text(PLAN)
        if options == "ro":
            subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        else:
            (disk / "filler").write_bytes(b"x" * 57_344)
        person.files.open(path)
        person.rename("Mine")
        person.answers = ["Cancel"]
        assert not person.saver.save()
        assert person.asked == ["plan.infraplan cannot be saved"]
        assert (path.read_text(), person.document.dirty, person.title) == (PLAN, True, "Mine")
    finally:
        person.die()
        subprocess.run(["umount", disk], check=True)


def test_a_folder_that_vanished_leaves_the_plan_open_and_unsaved(person: Person, file: Path) -> None:
    person.files.open(file)
    person.rename("Mine")
    file.parent.rename(file.parent.with_name("elsewhere"))
    person.answers = ["Put it back", "Cancel"]
    assert not person.saver.save()
    assert person.asked == ["support.infraplan is not there any more", "support.infraplan cannot be saved"]
    assert person.document.dirty
    assert person.title == "Mine"
    assert (file.parent.with_name("elsewhere") / file.name).read_text() == PLAN


def test_a_plan_too_large_to_be_opened_again_is_not_saved(
    person: Person, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saver, "to_content", lambda plan, name: to_content(plan, name, Limits(size=100)))
    person.files.open(file)
    person.rename("Mine")
    person.answers = ["Close"]
    assert not person.saver.save()
    assert person.asked == ["support.infraplan cannot be saved"]
    assert (file.read_text(), person.document.dirty) == (PLAN, True)


# Others


def test_a_file_changed_elsewhere_is_offered_where_nothing_was_done_here(
    person: Person, file: Path, qtbot: QtBot
) -> None:
    person.files.open(file)
    file.write_text(OTHER)
    qtbot.waitUntil(lambda: person.note is not None)
    assert "changed by somebody else" in person.note.title
    person.press("Show the new one")
    assert (person.title, person.document.dirty) == ("Theirs", False)
    person.document.undo()
    assert (person.title, person.document.dirty) == ("Support assistant", True)


def test_one_who_keeps_what_is_shown_is_asked_before_the_file_is_replaced(
    person: Person, file: Path, qtbot: QtBot
) -> None:
    person.files.open(file)
    file.write_text(OTHER)
    qtbot.waitUntil(lambda: person.note is not None)
    person.press("Keep this one")
    assert person.document.dirty
    person.answers = ["Cancel"]
    assert not person.saver.save()
    assert file.read_text() == OTHER


def test_mine_replaces_theirs_which_stays_an_earlier_version(person: Person, file: Path) -> None:
    person.files.open(file)
    person.rename("Mine")
    file.write_text(OTHER)
    person.answers = ["Save mine in its place"]
    assert person.saver.save()
    assert person.saved_title(file) == "Mine"
    kept = [version.path.read_text() for version in versions(person.files.memory.versions, file)]
    assert OTHER in kept


def test_theirs_is_taken_as_a_step_and_mine_comes_back_with_undo(person: Person, file: Path) -> None:
    person.files.open(file)
    person.rename("Mine")
    file.write_text(OTHER)
    person.answers = ["Show theirs"]
    assert person.saver.save()
    assert (person.title, file.read_text()) == ("Theirs", OTHER)
    person.document.undo()
    assert person.title == "Mine"


def test_mine_goes_to_a_file_of_its_own(person: Person, file: Path, tmp_path: Path) -> None:
    person.files.open(file)
    person.rename("Mine")
    file.write_text(OTHER)
    person.names(tmp_path / "mine.infraplan")
    person.answers = ["Save mine under another name…"]
    assert person.saver.save()
    assert file.read_text() == OTHER
    assert person.saved_title(tmp_path / "mine.infraplan") == "Mine"


def test_a_file_that_vanished_can_be_put_back(person: Person, file: Path, qtbot: QtBot) -> None:
    person.files.open(file)
    file.unlink()
    qtbot.waitUntil(lambda: person.note is not None)
    assert "not there any more" in person.note.title
    assert person.document.dirty
    person.press("Put it back")
    assert read(file, person.files.knowledge.catalogue) == person.document.plan
    assert person.note is None


def test_a_file_written_anew_with_the_same_content_disturbs_nobody(person: Person, file: Path, qtbot: QtBot) -> None:
    person.files.open(file)
    file.unlink()
    file.write_text(PLAN)
    qtbot.wait(500)
    assert person.note is None


def test_a_second_window_is_told_who_has_the_file(someone: Callable[[], Person], file: Path) -> None:
    first, second = someone(), someone()
    first.files.open(file)
    second.answers = ["Open a copy"]
    assert second.files.open(file)
    assert second.asked == ["support.infraplan is open somewhere else"]
    assert second.document.path is None
    assert second.title == "Support assistant"


def test_a_second_window_may_open_the_file_anyway(someone: Callable[[], Person], file: Path) -> None:
    first, second = someone(), someone()
    first.files.open(file)
    second.answers = ["Open it anyway"]
    assert second.files.open(file)
    assert second.document.path == file
    second.rename("Second")
    assert second.saver.save()
    first.rename("First")
    second.answers = ["Cancel"]
    assert not first.saver.save()
    assert second.asked[-1] == "support.infraplan was changed by somebody else"


def test_a_lock_goes_with_the_plan(someone: Callable[[], Person], file: Path) -> None:
    first, second = someone(), someone()
    first.files.open(file)
    first.files.close()
    assert second.files.open(file)
    assert second.asked == []


def test_a_lock_of_another_computer_is_told_and_nobody_is_kept_out(person: Person, file: Path) -> None:
    lock = file.with_name(f".{file.name}.lock")
    lock.write_text(f"77\nsome-program\nother-computer\n{'a' * 32}\nb\n")
    os.utime(lock, (0, 0))
    person.answers = ["Open it anyway"]
    assert person.files.open(file)
    assert person.asked == ["support.infraplan is open somewhere else"]


def test_a_lock_of_a_program_that_died_counts_for_nothing(person: Person, file: Path) -> None:
    program = (
        "import os, sys; from PySide6.QtCore import QLockFile; lock = QLockFile(sys.argv[1]); "
        "assert lock.tryLock(0); os.kill(os.getpid(), 9)"
    )
    lock = file.with_name(f".{file.name}.lock")
    done = subprocess.run([sys.executable, "-c", program, str(lock)], check=False)
    if os.name == "posix":
        assert done.returncode == -signal.SIGKILL
    assert person.files.open(file)
    assert person.asked == []


def test_the_folder_is_left_as_it_was_found(person: Person, file: Path) -> None:
    person.files.open(file)
    person.rename("Mine")
    person.saver.save()
    person.files.close()
    assert [path.name for path in file.parent.iterdir()] == ["support.infraplan"]


# Recovering


def test_changes_of_a_dead_program_come_back_with_their_undo(someone: Callable[[], Person], file: Path) -> None:
    first = someone()
    first.files.open(file)
    first.rename("One")
    first.rename("Two")
    first.document.undo()
    first.die()
    second = someone()
    [seen] = second.left
    assert (seen.title, seen.file, seen.steps) == ("One", str(file), 1)
    assert second.files.recover(seen.path)
    assert (second.title, second.document.path, second.document.dirty) == ("One", file, True)
    second.document.redo()
    assert second.title == "Two"
    second.document.undo()
    second.document.undo()
    assert (second.title, second.document.dirty) == ("Support assistant", False)
    second.rename("Mine")
    assert second.saver.save()
    assert (second.asked, second.saved_title(file)) == ([], "Mine")


def test_opening_the_file_itself_offers_what_was_not_saved(someone: Callable[[], Person], file: Path) -> None:
    first = someone()
    first.files.open(file)
    first.rename("One")
    first.die()
    second = someone()
    second.answers = ["Bring them back"]
    assert second.files.open(file)
    assert second.asked == ["support.infraplan has changes that were not saved"]
    assert second.title == "One"


def test_what_was_recovered_outlives_a_second_crash(someone: Callable[[], Person], file: Path) -> None:
    first = someone()
    first.files.open(file)
    first.rename("One")
    first.die()
    second = someone()
    assert second.files.recover(second.left[0].path)
    second.die()
    third = someone()
    assert third.files.recover(third.left[0].path)
    assert third.title == "One"


def test_a_crash_in_the_middle_of_recovering_leaves_no_old_journal(
    someone: Callable[[], Person], file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = someone()
    first.files.open(file)
    first.rename("One")
    first.die()
    second = someone()
    with monkeypatch.context() as patch:
        patch.setattr(files, "discard", lambda _path: None)
        assert second.files.recover(second.left[0].path)
    second.die()
    third = someone()
    assert [seen.title for seen in third.left] == ["One"]
    assert third.files.recover(third.left[0].path)
    assert third.saver.save()
    third.die()
    assert third.left == ()


def test_recovered_changes_stay_until_they_are_thrown_away(someone: Callable[[], Person], file: Path) -> None:
    first = someone()
    first.files.open(file)
    first.rename("One")
    first.die()
    second = someone()
    second.answers = ["Open the file as it is", "Keep them", "Throw them away"]
    assert second.files.open(file)
    assert second.title == "Support assistant"
    second.files.close()
    [seen] = second.left
    assert not second.files.discard(seen)
    assert second.left == (seen,)
    assert second.files.discard(seen)
    assert second.left == ()


def test_changes_to_a_file_that_others_changed_since_come_back_beside_it(
    someone: Callable[[], Person], file: Path
) -> None:
    first = someone()
    first.files.open(file)
    first.rename("One")
    first.die()
    file.write_text(OTHER)
    second = someone()
    assert second.files.recover(second.left[0].path)
    assert (second.title, second.note is None) == ("One", False)
    assert "changed by somebody else" in second.note.title
    second.answers = ["Cancel"]
    assert not second.saver.save()
    assert file.read_text() == OTHER


def test_changes_belong_to_a_file_that_was_moved(someone: Callable[[], Person], file: Path) -> None:
    first = someone()
    first.files.open(file)
    first.rename("One")
    first.die()
    moved = file.rename(file.with_name("moved.infraplan"))
    second = someone()
    second.answers = ["Cancel"]
    assert not second.files.open(moved)
    assert second.asked == ["moved.infraplan has changes that were not saved"]


def test_a_plan_that_never_had_a_file_comes_back(someone: Callable[[], Person]) -> None:
    first = someone()
    first.files.new()
    first.rename("Never saved")
    first.die()
    second = someone()
    assert second.files.recover(second.left[0].path)
    assert (second.title, second.document.path, second.document.dirty) == ("Never saved", None, True)


def test_a_plan_that_was_saved_or_given_up_leaves_nothing_behind(someone: Callable[[], Person], file: Path) -> None:
    first = someone()
    first.files.open(file)
    first.rename("One")
    first.saver.save()
    first.die()
    assert first.left == ()
    first._patch.setattr(QMessageBox, "question", lambda *_a, **_k: QMessageBox.StandardButton.Discard)
    first.files.open(file)
    first.rename("Two")
    first.files.close()
    assert list(first.files.memory.journals.iterdir()) == []


def test_a_crash_between_writing_and_noting_it_asks_nothing(someone: Callable[[], Person], file: Path) -> None:
    first = someone()
    first.files.open(file)
    first.rename("One")
    first._patch.setattr(first.saver.keeping, "saved", lambda *_a: None)
    assert first.saver.save()
    first.die()
    assert first.left == ()


def test_the_journal_of_a_living_window_is_offered_to_nobody(someone: Callable[[], Person], file: Path) -> None:
    first = someone()
    first.files.open(file)
    first.rename("One")
    assert someone().left == ()


def test_a_damaged_journal_gives_what_can_be_had_and_says_so(someone: Callable[[], Person], file: Path) -> None:
    first = someone()
    first.files.open(file)
    for title in ("One", "Two", "Three"):
        first.rename(title)
    journal = first.saver.keeping.guard.path
    first.die()
    journal.write_bytes(journal.read_bytes().replace(b"Two", b"Tow"))
    second = someone()
    second.answers = ["Close"]
    assert second.files.recover(second.left[0].path)
    assert second.asked == ["Not everything could be brought back"]
    assert second.title == "One"
    assert journal.exists()


def test_a_data_folder_that_takes_nothing_is_told_once_and_stops_nobody(
    person: Person, file: Path, tmp_path: Path
) -> None:
    (tmp_path / "data").mkdir(exist_ok=True)
    (tmp_path / "data" / "journals").write_text("in the way")
    person.files.open(file)
    assert "cannot be kept safe" in person.note.title
    person.rename("Mine")
    assert person.title == "Mine"
    assert person.saver.save()


def test_every_sort_of_edit_is_one_that_a_journal_knows() -> None:
    def below(sort: type[Edit]) -> Iterator[type[Edit]]:
        for found in sort.__subclasses__():
            yield found
            yield from below(found)

    sorts = [sort for sort in below(Edit) if sort.__module__.startswith(("infra_builder", "ui", "exports"))]
    assert {sort.__module__ for sort in sorts} == {"infra_builder.edits"}
    assert len({sort.__name__ for sort in sorts}) == len(sorts)


def test_a_question_is_left_by_escape(
    someone: Callable[[], Person], file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = someone(), someone()
    first.files.open(file)
    monkeypatch.undo()
    QTimer.singleShot(100, lambda: QTest.keyClick(QApplication.activeModalWidget(), Qt.Key.Key_Escape))
    assert not second.files.open(file)
    assert second.files.saver is None


def test_a_saved_file_is_the_plan_word_for_word(person: Person, file: Path) -> None:
    person.files.open(file)
    person.rename("Grüße")
    person.saver.save()
    assert file.read_text(encoding="utf-8") == to_text(person.document.plan)


# In the window


def strip(window: MainWindow) -> Notice | None:
    """The strip that is seen."""
    return next((notice for notice in window.findChildren(Notice) if notice.isVisible()), None)


def press(notice: Notice | None, words: str) -> None:
    assert notice is not None
    button = next(made for made in notice.buttons if made.text() == words)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_what_a_crash_left_is_the_first_thing_said(someone: Callable[[], Person], file: Path, qtbot: QtBot) -> None:
    first = someone()
    first.files.open(file)
    first.rename("One")
    first.die()
    window = MainWindow(first.files.knowledge, first.files.memory)
    qtbot.addWidget(window, before_close_func=_forget_changes)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    assert isinstance(window.pages.currentWidget(), Welcome)
    offer = strip(window)
    assert offer is not None
    assert offer.note.title == "One was still open when the program ended."
    assert offer.note.line.startswith("support.infraplan · 1 change not saved")
    press(offer, "Go on with it")
    assert window.document is not None
    assert window.document.plan.title == "One"
    assert window.isWindowModified()
    assert strip(window) is None
    QTest.keyClick(window, Qt.Key.Key_S, CTRL)
    assert not window.isWindowModified()
    assert window.close()


def test_a_file_changed_elsewhere_is_told_above_the_plan(window: MainWindow, file: Path, qtbot: QtBot) -> None:
    window.files.open(file)
    file.write_text(OTHER)
    qtbot.waitUntil(lambda: strip(window) is not None)
    press(strip(window), "Show the new one")
    assert window.document is not None
    assert window.document.plan.title == "Theirs"
    QApplication.processEvents()
    assert strip(window) is None
    QTest.keyClick(window, Qt.Key.Key_Z, CTRL)
    assert window.document.plan.title == "Support assistant"
    window.document.redo()
    assert window.close()


def test_an_earlier_version_opens_as_a_copy(window: MainWindow, file: Path) -> None:
    window.files.open(file)
    assert window.document is not None
    window.document.do(ChangePlan(changes={"title": "Mine"}), "rename")
    QTest.keyClick(window, Qt.Key.Key_S, CTRL)
    saved = file.read_bytes()
    window.show_versions()
    dialog = window.findChild(VersionsDialog)
    assert dialog is not None
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert (window.document.plan.title, window.document.path) == ("Support assistant", None)
    assert file.read_bytes() == saved
    assert window.close()
