"""The table of actions: keys, menus, and what is to be had when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from infra_builder.places import ASSETS
from tests.ui.conftest import Hands
from ui.actions import BAR, BARE, MENUS, ON_CANVAS, ON_ITEM
from ui.menus import entries
from ui.rows import Menu, Row
from ui.window import MainWindow

Opened = Callable[[str], Hands]
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier

EXPECTED = {
    "new": "Ctrl+N",
    "open": "Ctrl+O",
    "save": "Ctrl+S",
    "quit": "Ctrl+Q",
    "undo": "Ctrl+Z",
    "duplicate": "Ctrl+D",
    "rename": "F2",
    "select_all": "Ctrl+A",
    "preferences": "Ctrl+,",
    "fit": "Ctrl+0",
    "actual": "Ctrl+1",
    "commands": "Ctrl+Shift+P",
    "help": "F1",
    "projector": "F11",
    "larger": "Ctrl+Alt++",
    "smaller": "Ctrl+Alt+-",
}


def bound(action: QAction) -> list[str]:
    """The keys of an action in portable writing."""
    return [keys.toString() for keys in action.shortcuts()]


def test_the_keys_that_people_expect_are_bound(window: MainWindow) -> None:
    by_name = window.commands.by_name
    assert [name for name, keys in EXPECTED.items() if keys not in bound(by_name[name])] == []


def test_no_two_actions_have_the_same_key(window: MainWindow) -> None:
    counts = Counter(keys for action in window.commands.by_name.values() for keys in bound(action))
    assert [keys for keys, count in counts.items() if count > 1] == []


def test_every_name_and_icon_that_is_used_exists() -> None:
    rows = [row for menu in MENUS for _, row in entries(menu)]
    named = {*BAR, *BARE, *ON_ITEM, *ON_CANVAS} - {"", "|"}
    assert named <= {row.name for row in rows}
    icons = {row.icon for row in rows if isinstance(row, Row) and row.icon}
    assert [name for name in icons if not (ASSETS / "icons" / f"{name}.svg").is_file()] == []


def test_no_two_names_are_the_same() -> None:
    names = Counter(row.name for menu in MENUS for _, row in entries(menu))
    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize("menu", MENUS, ids=lambda menu: menu.text)
def test_no_letter_opens_two_entries_of_a_menu(menu: Menu) -> None:
    letters = Counter(
        entry.text[entry.text.index("&") + 1].lower() for entry in menu.entries if entry and "&" in entry.text
    )
    assert [letter for letter, count in letters.items() if count > 1] == []


def test_without_a_plan_an_action_says_why_it_is_not_to_be_had(window: MainWindow) -> None:
    save = window.commands.by_name["save"]
    assert not save.isEnabled()
    assert "Open a plan first." in save.toolTip()
    assert window.commands.by_name["new"].isEnabled()


def test_deleting_needs_something_selected(opened: Opened) -> None:
    hands = opened("rag-assistant-pilot")
    delete = hands.window.commands.by_name["delete"]
    hands.desk.selection.choose(())
    assert not delete.isEnabled()
    hands.click("log")
    assert delete.isEnabled()


def test_undo_names_the_step_it_takes_back(opened: Opened) -> None:
    hands = opened("rag-assistant-pilot")
    undo = hands.window.commands.by_name["undo"]
    assert not undo.isEnabled()
    hands.click("log")
    hands.key(Qt.Key.Key_Delete)
    assert undo.isEnabled()
    assert "delete" in undo.text()


def test_a_key_does_what_its_action_says(opened: Opened) -> None:
    hands = opened("rag-assistant-pilot")
    hands.canvas.zoom_to(0.5)
    hands.key(Qt.Key.Key_1, CTRL)
    assert hands.canvas.transform().m11() == pytest.approx(1)


def test_the_guided_choices_are_listed_in_their_menu(window: MainWindow) -> None:
    menus = [action.menu() for action in window.menuBar().actions()]
    inner = [action.menu() for menu in menus for action in menu.actions() if action.menu()]
    guides = next(menu for menu in inner if "Guided" in menu.title())
    guides.aboutToShow.emit()
    names = {guide.name for guide in window.knowledge.catalogue.guides.values()}
    assert {action.text().replace("&&", "&") for action in guides.actions()} == names


def test_tools_drop_their_words_where_the_window_is_narrow(opened: Opened) -> None:
    window = opened("rag-assistant-pilot").window
    tool = window.bar.widgetForAction(window.commands.by_name["export"])
    assert isinstance(tool, QToolButton)
    assert tool.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextBesideIcon
    window.resize(1000, 700)
    QTest.qWait(0)
    assert tool.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly
    assert tool.isVisible()


def test_every_row_is_reached_by_its_menu() -> None:
    rows = [row for menu in MENUS for _, row in entries(menu)]
    assert all(row.text for row in rows)
    assert len([row for row in rows if isinstance(row, Row)]) > 30
