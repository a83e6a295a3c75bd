"""Hand out: every paper made in one go beside the window, with progress and a way to stop."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from exports.room import handing_out, pack
from infra_builder.plan import Slip, Vote
from infra_builder.planfile import read, to_text
from infra_builder.room.recording import keep_waiting
from tests.builders import catalogue
from tests.ui.rooms import click, room, shown, store, stored, words
from ui.window import MainWindow
from ui.workshop.hand_out import HandOutPage
from ui.workshop.opening import set_up_room
from ui.workshop.setup import SetUpDialog

NORTH, SOUTH = "group_1", "group_2"
Papers = dict[str, Callable[[], bytes]]


@pytest.fixture
def shown_folders(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The folders that were opened in the file manager."""
    folders: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: folders.append(Path(url.toLocalFile()).name))
    return folders


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return room(tmp_path / "Bühne 1")


@pytest.fixture
def page(window: MainWindow, folder: Path, qtbot: QtBot, shown_folders: list[str]) -> HandOutPage:
    assert window.files.open(folder)
    made = shown(window, "hand_out", HandOutPage)
    qtbot.waitUntil(lambda: made.session.looking.last is not None, timeout=10_000)
    return made


def quick(monkeypatch: pytest.MonkeyPatch, **made: Callable[[], bytes]) -> None:
    """Papers that take no time, by the stems of their files."""
    papers: Papers = {f"{name}.pdf": make for name, make in made.items()}
    monkeypatch.setattr(handing_out, "papers", lambda *_given, **_named: papers)


def made_all(page: HandOutPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page.making.busy, timeout=60_000)


def test_each_group_gets_its_plan_and_all_get_the_report(
    page: HandOutPage, folder: Path, qtbot: QtBot, shown_folders: list[str]
) -> None:
    click(page.make)
    assert page.cancel.isVisible()
    assert not page.make.isEnabled()
    made_all(page, qtbot)
    assert page.now.text() == "3 papers are in the folder handout."
    papers = {path.name: path.read_bytes()[:5] for path in (folder / "handout").iterdir()}
    assert papers == dict.fromkeys(("north.pdf", "south.pdf", "workshop report.pdf"), b"%PDF-")
    assert shown_folders == ["handout"]


def test_only_the_groups_that_are_ticked_get_a_plan(
    page: HandOutPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted: list[object] = []

    def noted(*_given: object, **named: object) -> Papers:
        wanted.append((named["groups"], named["paper"]))
        return {}

    monkeypatch.setattr(handing_out, "papers", noted)
    click(page.none)
    click(page.ticks[SOUTH])
    page.paper.setFocus()
    QTest.keyClick(page.paper, Qt.Key.Key_Down)
    click(page.make)
    made_all(page, qtbot)
    assert wanted == [([SOUTH], "Letter")]


def test_a_change_just_before_is_on_the_paper(
    page: HandOutPage, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    titles: list[str] = []

    def told(room: handing_out.Room, *_given: object, **_named: object) -> Papers:
        titles.extend(look.plan.title for look in room.looks if look.plan is not None)
        return {}

    monkeypatch.setattr(handing_out, "papers", told)
    before = read(folder / "north.infraplan", catalogue())
    (folder / "north.infraplan").write_text(to_text(before.but(title="Later")), encoding="utf-8")
    click(page.make)
    made_all(page, qtbot)
    assert titles[0] == "Later"


def test_it_can_be_cancelled_between_two_papers(
    page: HandOutPage, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, shown_folders: list[str]
) -> None:
    def first() -> bytes:
        page.making.cancel()
        return b"1"

    quick(monkeypatch, first=first, second=lambda: b"2")
    click(page.make)
    made_all(page, qtbot)
    assert page.now.text().startswith("Cancelled.")
    assert [path.name for path in (folder / "handout").iterdir()] == ["first.pdf"]
    assert page.make.isEnabled()
    assert shown_folders == []


def test_a_paper_that_cannot_be_made_is_named_and_the_rest_is_made(
    page: HandOutPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails() -> bytes:
        raise OSError(28, "No space left on device")

    quick(monkeypatch, first=fails, second=lambda: b"2")
    click(page.make)
    made_all(page, qtbot)
    assert page.now.text() == "1 paper is in the folder handout."
    qtbot.waitUntil(lambda: "first.pdf" in words(page), timeout=5000)


def test_the_print_pack_lies_in_a_folder_of_its_own(
    page: HandOutPage, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, shown_folders: list[str]
) -> None:
    monkeypatch.setattr(pack, "print_pack", lambda *_given, **_named: {"agenda.pdf": lambda: b"%PDF-"})
    click(page.pack)
    made_all(page, qtbot)
    assert (folder / "print" / "agenda.pdf").exists()
    assert shown_folders == ["print"]


def test_setting_up_makes_the_print_pack_unless_that_is_not_wanted(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, shown_folders: list[str]
) -> None:
    monkeypatch.setattr(pack, "print_pack", lambda *_given, **_named: {"agenda.pdf": lambda: b"%PDF-"})
    for wanted, name in ((True, "one"), (False, "two")):
        set_up_room(window)
        [dialog] = (one for one in window.findChildren(SetUpDialog) if one.isVisible())
        dialog.folder.setText(str(tmp_path / name))
        dialog.pack.setChecked(wanted)
        click(dialog.make)
        assert window.room is not None
        assert window.room.page == ("hand_out" if wanted else "run")
        if wanted:
            qtbot.waitUntil((tmp_path / name / "print" / "agenda.pdf").exists, timeout=5000)
    qtbot.wait(50)
    assert not (tmp_path / "two" / "print").exists()
    assert shown_folders == []


def test_what_the_papers_lack_is_said_before(page: HandOutPage, folder: Path, qtbot: QtBot) -> None:
    vote = Vote(option="gone", slips=(Slip(answer="agreed"),))
    page.session.change(keep_waiting(stored(folder), NORTH, vote))
    assert "1 vote waits for its plan" in page.remark.text()
    store(folder, hidden=("verdict",))
    qtbot.waitUntil(lambda: "do not see their verdict yet" in page.remark.text(), timeout=10_000)


def test_closing_the_room_stops_what_is_being_made(
    page: HandOutPage, window: MainWindow, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    released = threading.Event()

    def first() -> bytes:
        released.wait(5)
        return b"1"

    quick(monkeypatch, first=first, second=lambda: b"2")
    click(page.make)
    window.files.close()
    released.set()
    qtbot.waitUntil(lambda: (folder / "handout" / "first.pdf").exists(), timeout=5000)
    qtbot.wait(100)
    assert not (folder / "handout" / "second.pdf").exists()
