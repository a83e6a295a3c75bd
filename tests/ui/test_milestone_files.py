"""Milestones and files: whatever older version is saved, taken over or brought back, no milestone is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from infra_builder.edits import DropMilestone, KeepMilestone, TakeRecords
from infra_builder.knowledge import Knowledge
from infra_builder.planfile import read, to_text
from infra_builder.versions import versions
from tests.builders import PLAN
from tests.ui.conftest import _forget_changes
from tests.ui.person import Person
from ui.recent import Memory
from ui.versions_dialog import VersionsDialog
from ui.window import MainWindow

NOON = "2026-11-22 12:00:00"


def keep(person: Person, name: str, made: str = NOON) -> None:
    person.document.do(KeepMilestone(name=name, made=made), "keep")


def kept(person: Person) -> list[str]:
    return [one.name for one in person.document.plan.milestones]


def in_file(person: Person, path: Path) -> list[str]:
    return [one.name for one in read(path, person.files.knowledge.catalogue).milestones]


def write_theirs(person: Person, path: Path, name: str) -> None:
    """Somebody else saves the plan under another title, with a milestone of theirs."""
    theirs = read(path, person.files.knowledge.catalogue).but(title="Theirs", milestones=())
    path.write_text(to_text(KeepMilestone(name=name, made=NOON).apply(theirs)))


def test_one_that_is_kept_has_to_be_saved_and_is_no_step(person: Person, file: Path) -> None:
    person.files.open(file)
    keep(person, "before lunch")
    assert (person.document.dirty, person.document.undo_label) == (True, "")
    assert person.saver.save()
    assert (person.document.dirty, in_file(person, file)) == (False, ["before lunch"])


def test_undo_after_a_save_leaves_it_in_the_plan(person: Person, file: Path) -> None:
    person.files.open(file)
    person.rename("Mine")
    keep(person, "before lunch")
    assert person.saver.save()
    person.document.undo()
    assert person.saver.save()
    assert (person.saved_title(file), in_file(person, file)) == ("Support assistant", ["before lunch"])


def test_taking_theirs_keeps_mine_which_have_to_be_saved_then(person: Person, file: Path) -> None:
    person.files.open(file)
    keep(person, "mine")
    write_theirs(person, file, "theirs")
    person.answers = ["Show theirs"]
    assert person.saver.save()
    assert (person.title, kept(person), person.document.dirty) == ("Theirs", ["theirs", "mine"], True)
    assert person.saver.save()
    assert in_file(person, file) == ["theirs", "mine"]


def test_taking_theirs_is_a_step_that_takes_no_milestone_back(person: Person, file: Path) -> None:
    person.files.open(file)
    keep(person, "mine")
    write_theirs(person, file, "theirs")
    person.answers = ["Show theirs"]
    assert person.saver.save()
    person.document.undo()
    assert (person.title, sorted(kept(person))) == ("Support assistant", ["mine", "theirs"])


def test_mine_that_was_lost_with_a_crash_after_taking_theirs_comes_back(
    someone: Callable[[], Person], file: Path
) -> None:
    first = someone()
    first.files.open(file)
    keep(first, "mine")
    write_theirs(first, file, "theirs")
    first.answers = ["Show theirs"]
    assert first.saver.save()
    first.die()
    second = someone()
    [left] = second.left
    assert second.files.recover(left.path)
    assert (kept(second), second.document.dirty) == (["theirs", "mine"], True)


def test_saving_mine_in_the_place_of_theirs_keeps_theirs(person: Person, file: Path) -> None:
    person.files.open(file)
    keep(person, "mine")
    write_theirs(person, file, "theirs")
    person.answers = ["Save mine in its place"]
    assert person.saver.save()
    assert (person.saved_title(file), in_file(person, file)) == ("Support assistant", ["mine", "theirs"])
    assert not person.document.dirty


def test_a_copy_saved_over_the_plan_keeps_those_of_the_plan(person: Person, file: Path, tmp_path: Path) -> None:
    other = tmp_path / "older.infraplan"
    other.write_text(PLAN)
    person.files.open(file)
    keep(person, "before lunch")
    assert person.saver.save()
    person.files.open(other)
    person.names(file)
    assert person.saver.save_as()
    assert (in_file(person, file), kept(person)) == (["before lunch"], ["before lunch"])


def test_a_copy_to_another_file_keeps_those_there_and_brings_none_along(
    person: Person, file: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.infraplan"
    other.write_text(PLAN)
    person.files.open(other)
    keep(person, "there", "2026-11-22 09:00:00")
    assert person.saver.save()
    person.files.open(file)
    keep(person, "here")
    person.names(other)
    assert person.saver.save_copy()
    assert (in_file(person, other), kept(person)) == (["here", "there"], ["here"])


def test_one_that_was_removed_stays_away_from_the_file(person: Person, file: Path) -> None:
    person.files.open(file)
    keep(person, "before lunch")
    assert person.saver.save()
    person.document.do(DropMilestone(name="before lunch", made=NOON), "remove")
    assert person.saver.save()
    assert in_file(person, file) == []


def test_one_alone_is_offered_after_a_crash(someone: Callable[[], Person], file: Path) -> None:
    first = someone()
    first.files.open(file)
    keep(first, "before lunch")
    first.die()
    second = someone()
    [left] = second.left
    assert left.changes == 1
    assert second.files.recover(left.path)
    assert (kept(second), second.document.undo_label) == (["before lunch"], "")


def test_what_is_recovered_and_saved_keeps_those_made_since(someone: Callable[[], Person], file: Path) -> None:
    first = someone()
    first.files.open(file)
    first.rename("Mine")
    keep(first, "mine")
    first.die()
    second = someone()
    write_theirs(second, file, "theirs")
    [left] = second.left
    assert second.files.recover(left.path)
    second.answers = ["Save mine in its place"]
    assert second.saver.save()
    assert (second.saved_title(file), in_file(second, file)) == ("Mine", ["mine", "theirs"])


def test_an_earlier_version_has_every_milestone_there_is_by_now(person: Person, file: Path) -> None:
    person.files.open(file)
    person.rename("Mine")
    assert person.saver.save()
    keep(person, "before lunch")
    assert person.saver.save()
    oldest = versions(person.files.memory.versions, file)[-1]
    assert person.files.open_version(oldest.path)
    assert (person.title, kept(person), person.document.path) == ("Support assistant", ["before lunch"], None)
    assert not person.document.dirty
    person.names(file)
    assert person.saver.save_as()
    assert (person.saved_title(file), in_file(person, file)) == ("Support assistant", ["before lunch"])


def test_a_file_that_cannot_be_read_stops_no_save(person: Person, file: Path) -> None:
    person.files.open(file)
    person.rename("Mine")
    file.write_text("torn: [")
    person.answers = ["Save mine in its place"]
    assert person.saver.save()
    assert person.saved_title(file) == "Mine"


def test_the_list_of_earlier_versions_opens_them_so(
    qtbot: QtBot, knowledge: Knowledge, tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = MainWindow(knowledge, Memory(tmp_path / "data"))
    qtbot.addWidget(window, before_close_func=_forget_changes)
    window.files.open(file)
    assert window.document is not None
    assert window.files.saver is not None
    window.document.do(KeepMilestone(name="before lunch", made=NOON), "keep")
    window.files.saver.save()
    window.show_versions()
    dialog = window.findChild(VersionsDialog)
    assert dialog is not None
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert [one.name for one in window.document.plan.milestones] == ["before lunch"]
    assert window.document.path is None


def test_what_was_recorded_elsewhere_comes_as_a_record_and_not_as_a_step(person: Person, file: Path) -> None:
    edit = TakeRecords(plan=KeepMilestone(name="a", made=NOON).apply(read(file, person.files.knowledge.catalogue)))
    person.files.open(file)
    person.document.do(edit, "keep")
    assert b'"record":1' in person.saver.keeping.guard.path.read_bytes()
