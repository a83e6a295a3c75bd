"""Options as tabs, by mouse and keyboard."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Hands

Opened = Callable[[str], Hands]
CTRL, SHIFT, NONE = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
)


def names(hands: Hands) -> list[str]:
    return [option.name for option in hands.document.plan.options]


def shown(hands: Hands) -> list[str]:
    tabs = hands.desk.tabs
    return [tabs.tabText(index) for index in range(tabs.count())]


def test_a_new_option_is_empty_and_looked_at(opened: Opened) -> None:
    hands = opened("first-prototype")
    hands.key(Qt.Key.Key_T, CTRL)
    assert shown(hands) == names(hands) == ["Over-built", "Right-sized", "Option A"]
    assert hands.document.option.name == "Option A"
    assert hands.document.option.blocks == ()
    assert hands.desk.tabs.currentIndex() == 2


def test_the_button_beside_the_tabs_adds_an_option(opened: Opened, qtbot: QtBot) -> None:
    hands = opened("first-prototype")
    qtbot.mouseClick(hands.desk.option_row.more, Qt.MouseButton.LeftButton)
    assert len(hands.document.plan.options) == 3


def test_a_copy_stands_beside_its_original_with_the_same_verdict(opened: Opened) -> None:
    hands = opened("first-prototype")
    hands.desk.tabs.duplicate()
    assert names(hands) == ["Over-built", "Copy of Over-built", "Right-sized"]
    assert hands.document.option.name == "Copy of Over-built"
    assert hands.verdict == "Overbuilt"
    before, after = hands.document.plan.options[:2]
    assert (before.blocks, before.zones, before.flows) == (after.blocks, after.zones, after.flows)
    assert before.id != after.id


def test_copies_of_copies_are_counted(opened: Opened) -> None:
    hands = opened("first-prototype")
    for _ in range(3):
        hands.desk.tabs.duplicate()
    assert names(hands)[:4] == [
        "Over-built",
        "Copy of Over-built",
        "Copy 2 of Over-built",
        "Copy of Copy 2 of Over-built",
    ]


def test_a_name_is_written_on_the_tab(opened: Opened) -> None:
    hands = opened("first-prototype")
    hands.desk.tabs.setFocus()
    QTest.keyClick(hands.desk.tabs, Qt.Key.Key_F2)
    field = hands.desk.tabs.field
    assert field is not None
    assert field.hasFocus()
    QTest.keyClicks(field, "Own & large")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert names(hands)[0] == "Own & large"
    assert hands.desk.tabs.tabText(0) == "Own && large"
    assert hands.desk.tabs.hasFocus()
    hands.document.undo()
    assert names(hands)[0] == "Over-built"


def test_a_double_click_names_and_escape_gives_up(opened: Opened, qtbot: QtBot) -> None:
    hands = opened("first-prototype")
    tabs = hands.desk.tabs
    qtbot.mouseDClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(0).center())
    assert tabs.field is not None
    QTest.keyClicks(tabs.field, "Nothing")
    QTest.keyClick(tabs.field, Qt.Key.Key_Escape)
    assert tabs.field is None
    assert names(hands)[0] == "Over-built"


def test_a_dragged_tab_stays_where_it_is_let_go_as_one_step(opened: Opened) -> None:
    hands = opened("first-prototype")
    hands.key(Qt.Key.Key_T, CTRL)
    tabs = hands.desk.tabs
    start, end = tabs.tabRect(2).center(), tabs.tabRect(0).center() - QPoint(20, 0)
    QTest.mousePress(tabs, Qt.MouseButton.LeftButton, NONE, start)
    for step in range(1, 11):
        at = QPointF(start + (end - start) * step / 10)
        held = Qt.MouseButton.LeftButton
        move = QMouseEvent(QEvent.Type.MouseMove, at, tabs.mapToGlobal(at), Qt.MouseButton.NoButton, held, NONE)
        QApplication.sendEvent(tabs, move)
    QTest.mouseRelease(tabs, Qt.MouseButton.LeftButton, NONE, end)
    assert names(hands) == ["Option A", "Over-built", "Right-sized"]
    assert hands.document.undo_label == "move the option"
    hands.document.undo()
    assert shown(hands) == names(hands) == ["Over-built", "Right-sized", "Option A"]


def test_options_are_reordered_and_walked_by_keyboard(opened: Opened) -> None:
    hands = opened("first-prototype")
    hands.key(Qt.Key.Key_PageDown, CTRL | SHIFT)
    assert names(hands) == ["Right-sized", "Over-built"]
    hands.key(Qt.Key.Key_PageDown, CTRL)
    assert hands.document.option.name == "Right-sized"
    hands.key(Qt.Key.Key_PageUp, CTRL)
    assert hands.document.option.name == "Over-built"
    hands.desk.tabs.setFocus()
    QTest.keyClick(hands.desk.tabs, Qt.Key.Key_Left, CTRL | SHIFT)
    assert names(hands) == ["Over-built", "Right-sized"]


def test_a_deleted_option_comes_back_and_is_looked_at(opened: Opened, qtbot: QtBot) -> None:
    hands = opened("first-prototype")
    before = hands.document.plan
    hands.desk.tabs.setFocus()
    with qtbot.waitSignal(hands.desk.said) as said:
        QTest.keyClick(hands.desk.tabs, Qt.Key.Key_Delete)
    assert "Over-built" in said.args[0]
    assert shown(hands) == names(hands) == ["Right-sized"]
    assert hands.verdict == "Balanced"
    assert set(hands.canvas.board.places()) >= {block.id for block in hands.document.option.blocks}
    hands.document.undo()
    assert hands.document.plan == before
    assert hands.document.option.name == "Over-built"


def test_the_last_option_stays(opened: Opened, qtbot: QtBot) -> None:
    hands = opened("rag-assistant-pilot")
    before = hands.document.plan
    with qtbot.waitSignal(hands.desk.said) as said:
        hands.desk.tabs.remove()
    assert "at least one option" in said.args[0]
    assert hands.document.plan == before
    assert not hands.window.commands.by_name["option_delete"].isEnabled()


def test_the_menu_of_a_tab_offers_what_can_be_done_with_it(opened: Opened) -> None:
    hands = opened("first-prototype")
    menu = hands.desk.tabs.menu()
    possible = {action.text(): action.isEnabled() for action in menu.actions()}
    assert possible == {
        "Rename": True, "Duplicate": True, "New option": True, "Move left": False, "Move right": True, "Delete": True,
    }  # fmt: skip
    next(action for action in menu.actions() if action.text() == "Move right").trigger()
    menu.close()
    assert names(hands) == ["Right-sized", "Over-built"]


def test_undo_shows_the_option_that_it_changes(opened: Opened) -> None:
    hands = opened("first-prototype")
    hands.desk.canvas.delete_selected()
    hands.click(hands.document.option.blocks[0].id)
    hands.key(Qt.Key.Key_Delete)
    hands.key(Qt.Key.Key_PageDown, CTRL)
    assert hands.document.option.name == "Right-sized"
    hands.document.undo()
    assert hands.document.option.name == "Over-built"


def test_a_tab_says_its_verdict_to_those_who_listen(opened: Opened) -> None:
    hands = opened("first-prototype")
    assert hands.desk.tabs.accessibleTabName(0) == "Over-built: Overbuilt"
    assert hands.desk.tabs.accessibleTabName(1) == "Right-sized: Balanced"
