"""The command palette: everything is found by a few letters and done by keyboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.conftest import Hands
from ui.actions import MENUS
from ui.chooser import ASIDE, Chooser
from ui.commands import commands
from ui.fuzzy import score
from ui.help import HelpWindow
from ui.menus import entries
from ui.rows import Row
from ui.window import MainWindow

Opened = Callable[[str], Hands]
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def palette(window: MainWindow, words: str = "") -> Chooser:
    """The palette as its keys open it, with something typed."""
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_P, CTRL | SHIFT)
    chooser = window.findChild(Chooser, "palette")
    assert chooser is not None
    QTest.keyClicks(chooser.search, words)
    return chooser


def texts(chooser: Chooser) -> list[str]:
    """What is listed."""
    return [chooser.list.item(index).text() for index in range(chooser.list.count())]


def enter(chooser: Chooser) -> None:
    """Choose what is marked."""
    QTest.keyClick(chooser.search, Qt.Key.Key_Return)
    QTest.qWait(1)


@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        ("exp", "Export plan"),
        ("plan exp", "Export plan"),
        ("gpucl", "Own GPU cluster"),
        ("uber", "Über"),
        ("port", "Export plan"),
        ("", "Anything"),
    ],
)
def test_a_few_letters_find_it(wanted: str, text: str) -> None:
    assert score(wanted, text) > 0


@pytest.mark.parametrize(("wanted", "text"), [("xq", "Export plan"), ("plan zoom", "Export plan")])
def test_letters_that_do_not_fit_find_nothing(wanted: str, text: str) -> None:
    assert score(wanted, text) == 0


def test_whole_words_come_before_beginnings_and_those_before_what_is_within() -> None:
    found = sorted(("Undo log", "Logging", "Catalogue"), key=lambda text: -score("log", text))
    assert found == ["Undo log", "Logging", "Catalogue"]


def test_every_action_is_in_the_palette(opened: Opened) -> None:
    window = opened("rag-assistant-pilot").window
    found = {entry.id for entry, _ in commands(window)}
    rows = {f"action:{row.name}" for menu in MENUS for _, row in entries(menu) if isinstance(row, Row)}
    assert rows - found == {"action:commands"}
    for id_ in window.knowledge.catalogue.guides:
        assert f"guide:{id_}" in found
    for id_ in window.knowledge.catalogue.lists:
        assert f"list:{id_}" in found


def test_a_block_is_added_by_keyboard(opened: Opened) -> None:
    hands = opened("rag-assistant-pilot")
    before = {block.id for block in hands.document.option.blocks}
    enter(palette(hands.window, "add feature store"))
    (added,) = (block for block in hands.document.option.blocks if block.id not in before)
    assert added.kind == "feature_store"
    assert hands.desk.selection.ids == (added.id,)


def test_an_item_of_the_plan_is_gone_to_from_any_step(opened: Opened) -> None:
    hands = opened("rag-assistant-pilot")
    workspace = hands.window.workspace
    assert workspace is not None
    workspace.show_step("check")
    enter(palette(hands.window, "go manual index"))
    assert workspace.step == "build"
    assert hands.desk.selection.ids == ("index",)
    assert hands.window.focusWidget() is hands.canvas


def test_an_action_is_done_by_keyboard(opened: Opened) -> None:
    hands = opened("rag-assistant-pilot")
    enter(palette(hands.window, "select all"))
    assert set(hands.desk.selection.ids) >= {block.id for block in hands.document.option.blocks}


def test_its_key_stands_beside_an_action(opened: Opened) -> None:
    chooser = palette(opened("rag-assistant-pilot").window, "fit")
    assert "Ctrl+0" in chooser.list.item(texts(chooser).index("Fit")).data(ASIDE)


def test_what_is_not_to_be_had_says_why_and_does_nothing(window: MainWindow) -> None:
    chooser = palette(window, "save as")
    assert texts(chooser)[0] == "Save as"
    assert chooser.list.item(0).data(ASIDE) == "Open a plan first."
    enter(chooser)
    assert chooser.isVisible()
    QTest.keyClick(chooser.search, Qt.Key.Key_Escape)
    assert not chooser.isVisible()


def test_arrows_walk_while_one_types(opened: Opened) -> None:
    chooser = palette(opened("rag-assistant-pilot").window, "zoom")
    QTest.keyClick(chooser.search, Qt.Key.Key_Down)
    assert chooser.list.currentRow() == 1
    QTest.keyClick(chooser.search, Qt.Key.Key_Up)
    QTest.keyClick(chooser.search, Qt.Key.Key_Up)
    assert chooser.list.currentRow() == 0


def test_a_word_of_the_field_is_looked_up(window: MainWindow) -> None:
    enter(palette(window, "data gravity mean"))
    helped = window.findChild(HelpWindow)
    assert helped is not None
    assert helped.shown == "term:data_gravity"
