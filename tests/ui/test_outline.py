"""The outline: in step with the canvas, and able to do everything by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QTreeWidgetItem, QTreeWidgetItemIterator

from infra_builder.plan import Block, Workload, Zone
from tests.ui.conftest import Hands
from ui.chooser import Chooser
from ui.panels.outline import ID

Opened = Callable[[str], Hands]
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def listed(hands: Hands, name: str) -> QTreeWidgetItem:
    """The row of the outline with an id."""
    return hands.desk.outline.entries[name]


def rows(hands: Hands) -> Iterator[QTreeWidgetItem]:
    walk = QTreeWidgetItemIterator(hands.desk.outline.tree)
    while item := walk.value():
        yield item
        walk += 1


@pytest.fixture
def outlined(opened: Opened) -> Callable[[str], Hands]:
    """Opens a scenario with its outline in the focus."""

    def open_one(name: str) -> Hands:
        hands = opened(name)
        hands.key(Qt.Key.Key_O, CTRL | SHIFT)
        assert hands.desk.outline.tree.hasFocus()
        return hands

    return open_one


def press(hands: Hands, key: Qt.Key, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(hands.desk.outline.tree, key, keys)


def test_everything_on_the_canvas_is_in_the_list_where_it_stands(outlined: Opened) -> None:
    hands = outlined("rag-assistant-pilot")
    option, plan = hands.document.option, hands.document.plan
    assert {item.data(0, ID) for item in rows(hands)} - {""} == {*option.by_id, *(w.id for w in plan.workloads)}
    for block in option.blocks:
        assert listed(hands, block.id).parent().data(0, ID) == (block.zone or "")
    for flow in option.flows:
        assert listed(hands, flow.id).parent().data(0, ID) == flow.source


def test_what_is_selected_in_one_is_selected_in_the_other(outlined: Opened) -> None:
    hands = outlined("rag-assistant-pilot")
    hands.click("model")
    assert [item.data(0, ID) for item in hands.desk.outline.tree.selectedItems()] == ["model"]
    hands.desk.outline.tree.setFocus()
    press(hands, Qt.Key.Key_Down)
    assert hands.desk.selection.only not in ("", "model")
    first = hands.desk.selection.only
    press(hands, Qt.Key.Key_Down, SHIFT)
    assert len(hands.desk.selection.ids) == 2
    assert first in hands.desk.selection.ids


def test_the_list_follows_every_change(outlined: Opened) -> None:
    hands = outlined("rag-assistant-pilot")
    hands.desk.selection.choose(("index",))
    press(hands, Qt.Key.Key_Delete)
    assert "index" not in hands.document.option.by_id
    assert "index" not in hands.desk.outline.entries
    press(hands, Qt.Key.Key_Z, CTRL)
    assert "index" in hands.desk.outline.entries


def test_f2_writes_another_name_for_a_block_a_zone_and_a_workload(outlined: Opened) -> None:
    hands = outlined("rag-assistant-pilot")
    for id_ in ("model", "cloud", "assistant"):
        hands.desk.selection.choose((id_,))
        press(hands, Qt.Key.Key_F2)
        field = QApplication.focusWidget()
        assert isinstance(field, QLineEdit)
        QTest.keyClicks(field, f"Other {id_}")
        QTest.keyClick(field, Qt.Key.Key_Return)
        QApplication.processEvents()
        named = {
            item.id: item for items in (hands.document.option.blocks, hands.document.option.zones) for item in items
        }
        item: Block | Zone | Workload = named.get(id_) or hands.document.plan.workloads[0]
        assert item.name == f"Other {id_}"
        assert listed(hands, id_).text(0) == f"Other {id_}"
        assert hands.document.undo_label == "rename"


def test_blocks_go_to_another_zone_by_keyboard_as_one_step(outlined: Opened) -> None:
    hands = outlined("rag-assistant-pilot")
    before = hands.document.plan
    hands.desk.selection.choose(("index", "log"))
    press(hands, Qt.Key.Key_M, CTRL | SHIFT)
    chooser = hands.window.findChild(Chooser)
    assert chooser is not None
    QTest.keyClicks(chooser.search, "server room")
    QTest.keyClick(chooser.search, Qt.Key.Key_Return)
    zones = {block.id: block.zone for block in hands.document.option.blocks}
    assert (zones["index"], zones["log"]) == ("office", "office")
    places = hands.canvas.board.places()
    assert not places["index"].overlaps(places["log"])
    hands.document.undo()
    assert hands.document.plan == before


def test_a_link_is_made_from_the_list(outlined: Opened) -> None:
    hands = outlined("rag-assistant-pilot")
    hands.desk.selection.choose(("notebook",))
    press(hands, Qt.Key.Key_L, CTRL)
    chooser = hands.window.findChild(Chooser)
    assert chooser is not None
    QTest.keyClicks(chooser.search, "answer log")
    QTest.keyClick(chooser.search, Qt.Key.Key_Return)
    added = hands.document.option.flows[-1]
    assert (added.source, added.target, added.kind) == ("notebook", "log", "logs_to")
    assert added.id in hands.desk.outline.entries


def test_the_search_shows_what_fits_and_enter_selects_the_first(opened: Opened) -> None:
    hands = opened("rag-assistant-pilot")
    hands.key(Qt.Key.Key_F, CTRL | SHIFT)
    search = hands.desk.outline.search
    assert search.hasFocus()
    QTest.keyClicks(search, "vector")
    shown = {item.data(0, ID) for item in rows(hands) if not item.isHidden()}
    assert "index" in shown
    assert "model" not in shown
    QTest.keyClick(search, Qt.Key.Key_Return)
    assert hands.desk.selection.only == "index"
    search.clear()
    assert not any(item.isHidden() for item in rows(hands))


def test_findings_and_questions_are_told_in_words(outlined: Opened) -> None:
    hands = outlined("first-prototype")
    finding = hands.document.option_report.findings[0]
    item = listed(hands, finding.subjects[0])
    count = len(hands.document.option_report.about(finding.subjects[0]))
    assert item.text(1) == str(count)
    assert not item.icon(1).isNull()
    assert f"{count} finding" in item.data(0, Qt.ItemDataRole.AccessibleTextRole)


def test_enter_and_escape_go_back_to_the_canvas(outlined: Opened) -> None:
    hands = outlined("rag-assistant-pilot")
    press(hands, Qt.Key.Key_Return)
    assert hands.canvas.hasFocus()
    hands.key(Qt.Key.Key_O, CTRL | SHIFT)
    press(hands, Qt.Key.Key_Escape)
    assert hands.canvas.hasFocus()


def test_looking_for_a_block_to_add_brings_the_palette_back(outlined: Opened) -> None:
    hands = outlined("rag-assistant-pilot")
    assert hands.desk.option_row.outline.isChecked()
    press(hands, Qt.Key.Key_F, CTRL)
    assert hands.desk.palette_panel.search.hasFocus()
    assert not hands.desk.option_row.outline.isChecked()


def test_what_was_opened_by_hand_stays_open(outlined: Opened) -> None:
    hands = outlined("rag-assistant-pilot")
    listed(hands, "app").setExpanded(True)
    listed(hands, "office").setExpanded(False)
    hands.desk.selection.choose(("model",))
    press(hands, Qt.Key.Key_Delete)
    assert listed(hands, "app").isExpanded()
    assert not listed(hands, "office").isExpanded()


def test_a_change_of_the_selection_is_announced(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    hands = opened("rag-assistant-pilot")
    heard: list[str] = []

    def listen(event: object) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            heard.append(event.message())

    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", listen)
    hands.click("model")
    assert heard[-1].startswith("Selected: Language model, Managed model API, in EU region, owner: Product")
    hands.desk.select_all()
    assert heard[-1].endswith("items are selected.")
    hands.desk.selection.choose(())
    assert heard[-1] == "Nothing is selected."


def test_blocks_are_lined_up_spaced_and_tidied_from_the_menu(opened: Opened) -> None:
    hands = opened("rag-assistant-pilot")
    run = hands.window.commands.by_name
    hands.desk.selection.choose(("app", "model", "log"))
    run["line_up_left"].trigger()
    places = hands.canvas.board.places()
    assert len({places[id_].x for id_ in ("app", "model", "log")}) == 1
    assert hands.document.undo_label == "line up 3 items"
    hands.document.undo()
    before = hands.document.plan
    run["tidy"].trigger()
    assert hands.document.undo_label == "tidy up"
    places = hands.canvas.board.places()
    assert places["index"].right < places["app"].x < places["model"].x
    hands.document.undo()
    assert hands.document.plan == before


def test_too_few_things_to_line_up_say_so(opened: Opened) -> None:
    hands = opened("rag-assistant-pilot")
    heard: list[str] = []
    hands.desk.said.connect(heard.append)
    hands.click("app")
    hands.window.commands.by_name["line_up_top"].trigger()
    hands.window.commands.by_name["space_across"].trigger()
    assert heard == [
        "Select at least two things to line them up.",
        "Select at least three things to space them evenly.",
    ]
