"""Two versions of one group's plan: this one, the other one, or both, and nothing is ever lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from infra_builder.plan import Plan
from infra_builder.planfile import read, to_text
from infra_builder.room.choosing import KEPT
from tests.builders import catalogue
from tests.ui.rooms import click, room, shown, stored, words
from ui import file_questions
from ui.window import MainWindow
from ui.workshop.groups import GroupsPage
from ui.workshop.versions import VersionsDialog

NORTH = "group_1"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A room in which a synchroniser has left another version of the first group's plan."""
    made = room(tmp_path / "room")
    before = the_plan(made)
    other = before.but(title="Vom anderen Stick", options=before.options[1:])
    (made / "north (2).infraplan").write_text(to_text(other), encoding="utf-8")
    return made


@pytest.fixture
def groups(window: MainWindow, folder: Path, qtbot: QtBot) -> GroupsPage:
    assert window.files.open(folder)
    page = shown(window, "groups", GroupsPage)
    qtbot.waitUntil(lambda: bool(page.overview.cards), timeout=10_000)
    return page


@pytest.fixture
def dialog(groups: GroupsPage, qtbot: QtBot) -> VersionsDialog:
    """The question about the two, opened from the group."""

    def both() -> list[QPushButton]:
        buttons = groups.panel.findChildren(QPushButton)
        return [made for made in buttons if made.text() == "Look at both…" and made.isVisible()]

    qtbot.waitUntil(lambda: bool(both()), timeout=5000)
    click(both()[0])
    return the_dialog(groups)


def the_dialog(groups: GroupsPage) -> VersionsDialog:
    [found] = groups.findChildren(VersionsDialog)
    return found


def the_plan(folder: Path, name: str = "north.infraplan") -> Plan:
    return read(folder / name, catalogue())


def test_a_copy_beside_a_plan_is_told_on_its_card(groups: GroupsPage) -> None:
    assert "There is another version" in words(groups.overview.cards[NORTH])
    assert "north (2).infraplan" in words(groups.panel)


def test_both_are_named_with_their_dates_and_what_differs(dialog: VersionsDialog) -> None:
    said = words(dialog)
    assert "north.infraplan, dated" in said
    assert "north (2).infraplan, dated" in said
    assert dialog.difference.isVisible()


def test_the_other_one_is_taken_and_this_one_kept(dialog: VersionsDialog, folder: Path, groups: GroupsPage) -> None:
    before, told = the_plan(folder), []
    groups.said.connect(told.append)
    click(dialog.take_other)
    assert the_plan(folder).title == "Vom anderen Stick"
    assert not (folder / "north (2).infraplan").exists()
    assert the_plan(folder / KEPT, "north 1.infraplan") == before
    assert told == ["The other version is the plan now. The one before is kept as north 1.infraplan."]


def test_this_one_is_taken_and_the_other_kept(dialog: VersionsDialog, folder: Path) -> None:
    before = the_plan(folder)
    click(dialog.take_this)
    assert the_plan(folder) == before
    assert the_plan(folder / KEPT, "north (2) 1.infraplan").title == "Vom anderen Stick"


def test_both_become_two_groups(dialog: VersionsDialog, folder: Path) -> None:
    click(dialog.two_groups)
    names = [group.name for group in stored(folder).groups]
    assert names == ["North", "South", "North, other version"]
    assert the_plan(folder, stored(folder).groups[2].plan).title == "Vom anderen Stick"


def test_both_become_options_of_one_plan(dialog: VersionsDialog, folder: Path) -> None:
    number = len(the_plan(folder).options)
    click(dialog.one_plan)
    assert len(the_plan(folder).options) >= number
    assert {path.name for path in (folder / KEPT).iterdir()} == {"north 1.infraplan", "north (2) 1.infraplan"}


def test_deciding_later_leaves_both(dialog: VersionsDialog, folder: Path) -> None:
    click(dialog.cancel)
    assert (folder / "north (2).infraplan").exists()
    assert not (folder / KEPT).exists()


def test_a_file_that_changes_meanwhile_is_not_replaced(
    dialog: VersionsDialog, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    complaints = []
    monkeypatch.setattr(file_questions, "complain", lambda _parent, title, _wrong: complaints.append(title))
    later = the_plan(folder).but(title="Later")
    (folder / "north.infraplan").write_text(to_text(later), encoding="utf-8")
    click(dialog.take_other)
    assert complaints == ["This cannot be done just now"]
    assert the_plan(folder) == later
    assert dialog.isVisible()


def test_a_version_comes_from_another_stick(
    groups: GroupsPage, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "Stick" / "north.infraplan"
    stick.parent.mkdir()
    stick.write_text(to_text(the_plan(folder).but(title="Stick")), encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_given: (str(stick), ""))
    click(groups.panel.stick)
    click(the_dialog(groups).take_other)
    assert the_plan(folder).title == "Stick"
    assert stick.exists()


def test_what_cannot_be_read_is_said_and_nothing_is_asked(
    groups: GroupsPage, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    complaints = []
    monkeypatch.setattr(file_questions, "complain", lambda _parent, title, _wrong: complaints.append(title))
    (folder / "north (2).infraplan").write_text("infra_builder: 1\ntitel: x\n", encoding="utf-8")
    groups.choose_version(folder / "north (2).infraplan")
    assert complaints == ["The two versions cannot be compared"]
    assert not groups.findChildren(VersionsDialog)
