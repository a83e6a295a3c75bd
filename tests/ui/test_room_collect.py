"""All groups at a glance: cards that follow their files, whatever happens to these."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from infra_builder.evaluate import GoOn
from infra_builder.planfile import read, to_text
from infra_builder.room import collecting
from infra_builder.room.filenames import named_groups
from infra_builder.room.looks import Room
from infra_builder.room.setting_up import set_up
from infra_builder.room.workshop import Workshop
from tests.builders import catalogue, plan, workshop
from tests.ui.rooms import click, room, shown, store, words
from ui.window import MainWindow
from ui.workshop import looking
from ui.workshop.groups import GroupsPage
from ui.workshop.look_words import ago
from ui.workshop.run import RunPage

NORTH, SOUTH = "group_1", "group_2"
NOW = 1_800_000_000.0


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return room(tmp_path / "Bühne 1")


@pytest.fixture
def groups(window: MainWindow, folder: Path, qtbot: QtBot) -> GroupsPage:
    """The page Groups of a room of two groups, once everything was looked at."""
    return opened(window, folder, qtbot)


def opened(window: MainWindow, folder: Path, qtbot: QtBot) -> GroupsPage:
    assert window.files.open(folder)
    page = shown(window, "groups", GroupsPage)
    qtbot.waitUntil(lambda: bool(page.overview.cards), timeout=10_000)
    QApplication.processEvents()
    return page


def until(page: GroupsPage, qtbot: QtBot, holds: Callable[[], bool]) -> None:
    """Look now, rather than within two seconds, until something holds."""
    page.session.looking.look()
    qtbot.waitUntil(holds, timeout=10_000)
    QApplication.processEvents()


def card(page: GroupsPage, name: str) -> str:
    """What is to be read on the card of a group."""
    return words(page.overview.cards[name])


def test_each_group_has_its_name_picture_verdict_and_progress(groups: GroupsPage) -> None:
    north = groups.overview.cards[NORTH]
    assert words(north).split()[0] == "North"
    assert "Overbuilt" in words(north)
    assert "As it was set up" in words(north)
    assert north.picture.isVisible()
    assert "Begun: Situation, Build" in north.begun.accessibleName()
    assert "Overbuilt" in north.accessibleDescription()


def test_a_card_follows_its_file(groups: GroupsPage, folder: Path, qtbot: QtBot) -> None:
    before = read(folder / "south.infraplan", catalogue())
    (folder / "south.infraplan").write_text(to_text(before.but(options=before.options[1:])), encoding="utf-8")
    qtbot.waitUntil(lambda: "Overbuilt" not in card(groups, SOUTH), timeout=10_000)
    assert "Overbuilt" in card(groups, NORTH)


def test_a_drive_that_tells_nothing_is_looked_at_all_the_same(
    window: MainWindow, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking.Looking, "_watch", lambda _self: None)
    monkeypatch.setattr(looking, "LOOK_MS", 50)
    page = opened(window, folder, qtbot)
    (folder / "south.infraplan").unlink()
    qtbot.waitUntil(lambda: "The file is missing" in card(page, SOUTH), timeout=10_000)


def test_a_half_written_file_is_named_and_its_last_plan_stays(groups: GroupsPage, folder: Path, qtbot: QtBot) -> None:
    path = folder / "north.infraplan"
    path.write_bytes(path.read_bytes()[:300])
    until(groups, qtbot, lambda: "The file is half written" in card(groups, NORTH))
    assert "Overbuilt" in card(groups, NORTH)
    assert groups.overview.cards[NORTH].picture.isVisible()
    assert "What is shown here is the plan as it could be read last." in words(groups.panel)
    assert not groups.panel.open.isEnabled()
    assert "needs a look" in groups.overview.summary.text()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("infra_builder: 99\n", "Written by a newer version"),
        ("infra_builder: 1\ntitel: x\n", "The file cannot be read"),
    ],
)
def test_what_cannot_be_read_is_said_and_the_others_go_on(
    groups: GroupsPage, folder: Path, qtbot: QtBot, content: str, said: str
) -> None:
    (folder / "north.infraplan").write_text(content, encoding="utf-8")
    until(groups, qtbot, lambda: said in card(groups, NORTH))
    assert "Overbuilt" in card(groups, SOUTH)


def test_a_plan_that_is_open_says_on_which_computer(groups: GroupsPage, folder: Path, qtbot: QtBot) -> None:
    (folder / ".north.infraplan.lock").write_text("4711\ninfra-builder\nPC-3\n")
    until(groups, qtbot, lambda: "open on PC-3" in card(groups, NORTH))
    assert "Open on the computer PC-3" in words(groups.panel)


def test_a_clock_that_is_wrong_is_said(groups: GroupsPage, folder: Path, qtbot: QtBot) -> None:
    later = time.time() + 86_400
    os.utime(folder / "north.infraplan", (later, later))
    until(groups, qtbot, lambda: "A clock is wrong" in card(groups, NORTH))


def test_the_stick_that_is_pulled_out_is_said_and_everything_seen_stays(
    groups: GroupsPage, folder: Path, qtbot: QtBot
) -> None:
    away = folder.with_name("away")
    folder.rename(away)
    until(groups, qtbot, groups.overview.problem.isVisible)
    assert "Is the stick still in its place?" in groups.overview.problem.text()
    assert "Overbuilt" in card(groups, NORTH)
    away.rename(folder)
    until(groups, qtbot, lambda: not groups.overview.problem.isVisible())
    assert "missing" not in card(groups, NORTH)


def test_plans_of_no_group_are_named(groups: GroupsPage, folder: Path, qtbot: QtBot) -> None:
    shutil.copy(folder / "north.infraplan", folder / "Überbleibsel.infraplan")
    until(groups, qtbot, lambda: "Überbleibsel.infraplan" in groups.overview.remark.text())


def test_who_sees_the_verdict_is_said(groups: GroupsPage, folder: Path, qtbot: QtBot) -> None:
    store(folder, hidden=("verdict",))
    qtbot.waitUntil(lambda: "do not see their verdict yet" in groups.overview.remark.text(), timeout=10_000)


def test_arrows_go_from_card_to_card_and_return_opens_the_plan(groups: GroupsPage, window: MainWindow) -> None:
    groups.overview.cards[NORTH].setFocus()
    QTest.keyClick(groups.overview.cards[NORTH], Qt.Key.Key_Right)
    assert groups.overview.chosen == SOUTH
    assert groups.panel.name.text() == "South"
    QTest.keyClick(groups.overview.cards[SOUTH], Qt.Key.Key_Return)
    assert window.document is not None
    assert window.document.path is not None
    assert window.document.path.name == "south.infraplan"


def test_a_plan_goes_to_the_wall_and_comes_off_again(groups: GroupsPage) -> None:
    click(groups.overview.cards[SOUTH])
    click(groups.panel.wall)
    assert groups.session.on_wall == SOUTH
    assert groups.panel.wall.text() == "Take it off the wall"
    click(groups.panel.wall)
    assert groups.session.on_wall == ""


def test_two_groups_stand_side_by_side_under_their_names(groups: GroupsPage) -> None:
    groups.panel.with_.setFocus()
    QTest.keyClick(groups.panel.with_, Qt.Key.Key_Down)
    assert groups.side_by_side is not None
    assert groups.side_by_side.isVisible()
    assert [made.offer.name for made in groups.side_by_side.cards] == ["North: Over-built", "South: Over-built"]
    click(groups.back)
    assert not groups.side_by_side.isVisible()
    assert groups.overview.cards[NORTH].isVisible()


def test_two_designs_stand_on_the_wall_whole(groups: GroupsPage, window: MainWindow) -> None:
    groups.compare(NORTH, SOUTH)
    click(groups.both)
    assert (groups.session.on_wall, groups.session.beside_on_wall[0]) == (NORTH, SOUTH)
    run = shown(window, "run", RunPage)
    click(run.wall_button)
    assert run.wall is not None
    run.wall.resize(1280, 720)
    QApplication.processEvents()
    for part, name in ((run.wall.plan, "North: Over-built"), (run.wall.beside, "South: Over-built")):
        assert part.name.text == name
        assert part.picture.width() <= part.area.viewport().width()
    groups.session.show_on_wall(SOUTH)
    QApplication.processEvents()
    assert not run.wall.beside.isVisible()


def test_forty_groups_are_read_beside_the_window(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads = []

    def noted(*given: object, go_on: GoOn) -> Room:
        threads.append(threading.current_thread())
        return collecting.look(*given, go_on=go_on)  # type: ignore[arg-type]

    monkeypatch.setattr(looking, "look", noted)
    names = [f"Gruppe {number} Übermut" for number in range(40)]
    many = Workshop(groups=named_groups(names))
    set_up(tmp_path / "forty", many, catalogue())
    page = opened(window, tmp_path / "forty", qtbot)
    assert len(page.overview.cards) == 40
    assert page.overview.summary.text().startswith("40 groups")
    assert not page.overview.pictures.isChecked()
    assert threading.main_thread() not in threads


def test_a_group_that_is_added_gets_a_card(groups: GroupsPage, folder: Path, qtbot: QtBot) -> None:
    (folder / "west.infraplan").write_text(to_text(plan(title="West")), encoding="utf-8")
    groups.session.change(groups.session.workshop.but(groups=workshop("North", "South", "West").groups))
    qtbot.waitUntil(lambda: "group_3" in groups.overview.cards, timeout=10_000)
    qtbot.waitUntil(lambda: "Nothing to judge yet" in card(groups, "group_3"), timeout=5000)


def test_the_keyboard_stays_where_it_is_while_files_change(groups: GroupsPage, folder: Path, qtbot: QtBot) -> None:
    groups.panel.stick.setFocus()
    (folder / "south.infraplan").unlink()
    until(groups, qtbot, lambda: "The file is missing" in card(groups, SOUTH))
    assert groups.panel.stick.hasFocus()


def test_another_theme_keeps_the_cards(groups: GroupsPage, window: MainWindow) -> None:
    window.set_theme("dark")
    QApplication.processEvents()
    assert "Overbuilt" in card(groups, NORTH)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(3, "just now"), (60, "1 minute ago"), (179, "2 minutes ago"), (3600, "1 hour ago"), (9000, "2 hours ago")],
)
def test_how_long_ago_is_said_in_words(seconds: int, said: str) -> None:
    assert ago(NOW - seconds, NOW) == said
