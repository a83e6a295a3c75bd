"""The desk by mouse and keyboard: selecting, moving, linking, naming, answering, undoing."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from infra_builder.plan import Block
from infra_builder.planfile import read
from tests.ui.conftest import Hands
from ui.canvas.naming import NameField
from ui.chooser import Chooser
from ui.mishap import catch_all
from ui.painting import qicon
from ui.widgets import Answers
from ui.window import MainWindow

Opened = Callable[[str], Hands]
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def test_a_block_dragged_into_another_zone_changes_its_environment(opened: Opened) -> None:
    hands = opened("rag-assistant-pilot")
    office = hands.canvas.board.places()["office"]
    hands.click("server")
    goal = hands.canvas.mapFromScene(office.x + 150, office.bottom - 20)
    hands.drag(hands.at("server"), goal)
    assert hands.canvas.board.block_zone("server") == "office"
    assert hands.document.undo_label == "move"
    hands.document.undo()
    assert hands.canvas.board.block_zone("server") == "cloud"


def test_one_drag_is_one_step_however_many_moves_it_had(opened: Opened) -> None:
    hands = opened("rag-assistant-pilot")
    before = hands.document.plan
    hands.drag(hands.at("log"), hands.at("log") + QPoint(80, 40))
    assert hands.document.plan != before
    hands.document.undo()
    assert hands.document.plan == before


def test_a_zone_takes_its_blocks_along(opened: Opened) -> None:
    hands = opened("rag-assistant-pilot")
    zone, block = hands.canvas.board.places()["bench"], hands.canvas.board.places()["tests"]
    head = hands.canvas.mapFromScene(zone.x + 12, zone.y + 30)
    hands.drag(head, head + QPoint(40, 0))
    moved_zone, moved_block = hands.canvas.board.places()["bench"], hands.canvas.board.places()["tests"]
    assert moved_zone.x > zone.x
    assert moved_block.x - block.x == moved_zone.x - zone.x
    assert hands.canvas.board.block_zone("tests") == "bench"


def test_escape_calls_a_drag_off(opened: Opened) -> None:
    hands = opened("rag-assistant-pilot")
    before, places = hands.document.plan, hands.canvas.board.places()
    hands.drag(hands.at("log"), hands.at("log") + QPoint(90, 60), release=False)
    assert hands.canvas.board.places() != places
    hands.key(Qt.Key.Key_Escape)
    assert hands.document.plan == before
    assert hands.canvas.board.places() == places


def test_deleted_blocks_come_back_with_their_links(opened: Opened) -> None:
    hands = opened("rag-assistant-pilot")
    before = hands.document.plan
    hands.click("app")
    hands.key(Qt.Key.Key_Delete)
    assert "app" not in hands.document.option.by_id
    assert not [f for f in hands.document.option.flows if "app" in (f.source, f.target)]
    hands.key(Qt.Key.Key_Z, CTRL)
    assert hands.document.plan == before


def test_a_burst_of_nudges_is_one_step(opened: Opened) -> None:
    hands = opened("rag-assistant-pilot")
    before = hands.document.plan
    start = hands.canvas.board.places()["log"]
    hands.click("log")
    for _ in range(3):
        hands.key(Qt.Key.Key_Right)
    hands.key(Qt.Key.Key_Down, SHIFT)
    assert (hands.canvas.board.places()["log"].x, hands.canvas.board.places()["log"].y) == (start.x + 24, start.y + 1)
    hands.document.undo()
    assert hands.document.plan == before


def test_a_rubber_band_selects_what_it_touches(opened: Opened) -> None:
    hands = opened("rag-assistant-pilot")
    rect = hands.canvas.board.places()["tests"]
    start = hands.canvas.mapFromScene(rect.x + 100, rect.bottom + 90)
    hands.drag(start, hands.at("tests"))
    assert hands.desk.selection.ids == ("tests",)


def test_a_link_that_makes_no_sense_is_refused_with_the_reason(opened: Opened, qtbot: QtBot) -> None:
    hands = opened("rag-assistant-pilot")
    before = hands.document.plan
    with qtbot.waitSignal(hands.desk.said) as said:
        hands.canvas.linker.offer("model", "sign_in")
    assert "Governance protects without links" in said.args[0]
    assert hands.document.plan == before


def test_a_right_sized_start_is_built_by_keyboard_alone(window: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClick(window, Qt.Key.Key_N, CTRL)
    hands = Hands(window)
    search = hands.desk.palette_panel.search
    for words in ("public cloud", "managed model", "small virtual", "object storage", "monitoring"):
        QTest.keyClick(hands.canvas, Qt.Key.Key_F, CTRL)
        assert search.hasFocus()
        QTest.keyClicks(search, words)
        QTest.keyClick(search, Qt.Key.Key_Return)
        search.clear()
    kinds = {block.kind: block for block in hands.document.option.blocks}
    assert set(kinds) == {"managed_model_api", "small_vm", "object_storage", "monitoring"}
    assert {kinds[k].zone for k in ("managed_model_api", "small_vm", "object_storage")} == {"public_cloud"}
    hands.desk.selection.choose((kinds["object_storage"].id,))
    hands.canvas.setFocus()
    QTest.keyClick(hands.canvas, Qt.Key.Key_L, CTRL)
    chooser = window.findChild(Chooser)
    assert chooser is not None
    QTest.keyClicks(chooser.search, "managed")
    QTest.keyClick(chooser.search, Qt.Key.Key_Return)
    flow = hands.document.option.flows[0]
    assert (flow.source, flow.target, flow.kind) == ("object_storage", "managed_model_api", "reads")


def test_tab_walks_through_everything_on_the_canvas(opened: Opened) -> None:
    hands = opened("rag-assistant-pilot")
    hands.canvas.setFocus()
    seen = []
    for _ in range(len(hands.canvas.walk())):
        hands.key(Qt.Key.Key_Tab)
        seen.append(hands.desk.selection.only)
    option = hands.document.option
    assert set(seen) == {*option.by_id, *(w.id for w in hands.document.plan.workloads)}


def test_an_answer_in_the_inspector_changes_the_verdict_at_once(opened: Opened) -> None:
    hands = opened("rag-assistant-pilot")
    hands.click("index")
    answers = hands.desk.inspector.findChildren(Answers)[0]
    QTest.mouseClick(answers.buttons[False], Qt.MouseButton.LeftButton)
    block = hands.document.option.by_id["index"]
    assert isinstance(block, Block)
    assert block.settings["follows_permissions"] is False
    assert hands.verdict == "Fragile"
    hands.document.undo()
    assert answers.buttons[True].isChecked()


def test_a_name_is_taken_over_when_the_field_is_left(opened: Opened) -> None:
    hands = opened("rag-assistant-pilot")
    hands.click("log")
    hands.key(Qt.Key.Key_F2)
    QApplication.processEvents()
    field = hands.canvas.findChild(NameField)
    assert field.hasFocus()
    QTest.keyClicks(field, "Diary")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert hands.document.option.by_id["log"].name == "Diary"  # type: ignore[union-attr]


def test_a_remedy_is_applied_as_one_step(opened: Opened) -> None:
    hands = opened("first-prototype")
    finding = next(f for f in hands.document.option_report.findings if f.remedies and f.remedies[0].edit)
    before = hands.document.plan
    hands.desk.selection.hold_up(finding.key)
    apply = next(b for b in hands.desk.verdict.detail.findChildren(QPushButton) if b.text() == "Apply")
    QTest.mouseClick(apply, Qt.MouseButton.LeftButton)
    assert finding.key not in {f.key for f in hands.document.option_report.findings}
    hands.document.undo()
    assert hands.document.plan == before


def test_each_option_has_a_tab_with_its_own_verdict(opened: Opened) -> None:
    hands = opened("first-prototype")
    assert hands.verdict == "Overbuilt"
    hands.desk.tabs.setCurrentIndex(1)
    assert hands.verdict == "Balanced"


def test_saving_clears_the_dirty_mark_and_writes_what_is_shown(
    opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands = opened("rag-assistant-pilot")
    target = tmp_path / "mine.infraplan"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(target), ""))
    hands.click("log")
    hands.key(Qt.Key.Key_Delete)
    assert hands.window.isWindowModified()
    hands.key(Qt.Key.Key_S, CTRL)
    assert not hands.window.isWindowModified()
    assert read(target, hands.document.knowledge.catalogue) == hands.document.plan
    hands.document.undo()
    assert hands.window.isWindowModified()


def test_a_scenario_that_is_changed_and_saved_leaves_the_shipped_file_alone(
    opened: Opened, scenarios: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = (scenarios / "rag-assistant-pilot.infraplan").read_bytes()
    hands = opened("rag-assistant-pilot")
    asked: list[object] = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a, **_k: (asked.append(a), ("", ""))[1])
    hands.click("log")
    hands.key(Qt.Key.Key_Delete)
    hands.key(Qt.Key.Key_S, CTRL)
    assert asked
    assert (scenarios / "rag-assistant-pilot.infraplan").read_bytes() == shipped


def test_a_broken_plan_leaves_the_open_one_as_it_is(
    opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands = opened("rag-assistant-pilot")
    broken = tmp_path / "broken.infraplan"
    broken.write_text("infra_builder: 1\nworkloads: 7\n")
    boxes: list[QMessageBox] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: boxes.append(box) or 0)
    before = hands.window.document
    assert not hands.window.files.open(broken)
    assert hands.window.document is before
    assert f"{broken}:2:12: workloads: expected a list" in boxes[0].informativeText()


def test_a_failed_save_keeps_the_plan_open_and_dirty(
    opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands = opened("rag-assistant-pilot")
    hands.click("log")
    hands.key(Qt.Key.Key_Delete)
    said: list[str] = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(tmp_path / "no" / "x.infraplan"), ""))
    monkeypatch.setattr(QMessageBox, "exec", lambda box: said.append(box.text()) or 0)
    hands.key(Qt.Key.Key_S, CTRL)
    assert said
    assert hands.window.isWindowModified()


def test_closing_asks_before_changes_are_lost(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    hands = opened("rag-assistant-pilot")
    hands.click("log")
    hands.key(Qt.Key.Key_Delete)
    answers = [QMessageBox.StandardButton.Cancel]
    monkeypatch.setattr(QMessageBox, "question", lambda *_a, **_k: answers[0])
    assert not hands.window.close()
    answers[0] = QMessageBox.StandardButton.Discard
    assert hands.window.close()


@pytest.mark.parametrize("theme", ["dark", "high_contrast", "light"])
def test_every_theme_dresses_the_whole_desk(opened: Opened, theme: str) -> None:
    hands = opened("rag-assistant-pilot")
    hands.window.set_theme(theme)
    hands.click("index")
    QApplication.processEvents()
    point = hands.canvas.viewport().mapTo(hands.window, QPoint(3, 3))
    corner = point.x(), point.y()
    assert hands.canvas.colours["canvas"] == hands.window.colours["canvas"]
    undo, wanted = hands.window.commands.by_name["undo"].icon(), qicon("undo", hands.window.colours)
    assert undo.pixmap(18, 18).toImage() == wanted.pixmap(18, 18).toImage()
    assert hands.window.grab().toImage().pixelColor(*corner).name().upper() == hands.window.colours["canvas"]


def test_the_context_menu_is_about_what_is_under_the_pointer(opened: Opened) -> None:
    hands = opened("rag-assistant-pilot")
    place = hands.at("log")
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, hands.canvas.viewport().mapToGlobal(place))
    QApplication.sendEvent(hands.canvas.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert hands.desk.selection.ids == ("log",)
    delete = hands.window.commands.by_name["delete"]
    assert delete in menu.actions()
    delete.trigger()
    menu.close()
    assert "log" not in hands.document.option.by_id


def test_an_error_of_the_program_leaves_the_plan_open_and_can_be_passed_on(
    opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands = opened("rag-assistant-pilot")
    boxes: list[QMessageBox] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: boxes.append(box) or 0)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    catch_all(tmp_path / "errors.log")
    try:
        raise ZeroDivisionError("in a slot")
    except ZeroDivisionError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    assert "in a slot" in boxes[0].detailedText()
    assert "still open" in boxes[0].informativeText()
    assert hands.window.document is hands.document
