"""Cut, copy, paste and duplicate with real keys and the real clipboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QByteArray, QMimeData, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from infra_builder.plan import Block
from tests.ui.conftest import Hands
from ui.clipboard import MIME
from ui.window import MainWindow

Opened = Callable[[str], Hands]
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def _own_clipboard(qapp: QApplication) -> Iterator[None]:
    """An empty clipboard; the one of the offscreen platform outlives Python and must not hold anything of it then."""
    QGuiApplication.clipboard().clear()
    yield
    QGuiApplication.clipboard().clear()


def said_by(hands: Hands) -> list[str]:
    """What the desk says from now on."""
    heard: list[str] = []
    hands.desk.said.connect(heard.append)
    return heard


def new(hands: Hands, before: tuple[Block, ...]) -> list[Block]:
    known = {block.id for block in before}
    return [block for block in hands.document.option.blocks if block.id not in known]


def test_a_copied_block_is_pasted_beside_itself_and_selected_as_one_step(opened: Opened) -> None:
    hands = opened("rag-assistant-pilot")
    plan, blocks = hands.document.plan, hands.document.option.blocks
    hands.click("index")
    hands.key(Qt.Key.Key_C, CTRL)
    assert hands.document.plan == plan
    hands.key(Qt.Key.Key_V, CTRL)
    [copy] = new(hands, blocks)
    old = hands.document.option.by_id["index"]
    assert isinstance(old, Block)
    assert (copy.kind, copy.zone, copy.owner, copy.settings) == (old.kind, old.zone, old.owner, old.settings)
    assert old.at is not None
    assert copy.at == (old.at[0] + 24, old.at[1] + 24)
    assert hands.desk.selection.ids == (copy.id,)
    hands.key(Qt.Key.Key_Z, CTRL)
    assert hands.document.plan == plan


def test_what_is_cut_goes_with_its_zone_and_comes_back_by_pasting(opened: Opened) -> None:
    hands = opened("rag-assistant-pilot")
    option = hands.document.option
    inside = {block.id for block in option.blocks if block.zone == "office"}
    hands.desk.selection.choose(("office",))
    hands.key(Qt.Key.Key_X, CTRL)
    assert not {"office", *inside} & hands.document.option.by_id.keys()
    hands.key(Qt.Key.Key_V, CTRL)
    assert {block.id for block in hands.document.option.blocks if block.zone == "office"} == inside
    hands.document.undo()
    hands.document.undo()
    assert hands.document.option == option


def test_ctrl_d_duplicates_and_leaves_the_clipboard_alone(opened: Opened) -> None:
    hands = opened("rag-assistant-pilot")
    QGuiApplication.clipboard().setText("mine")
    blocks, flows = hands.document.option.blocks, len(hands.document.option.flows)
    hands.desk.selection.choose(("app", "model"))
    hands.key(Qt.Key.Key_D, CTRL)
    assert len(new(hands, blocks)) == 2
    assert len(hands.document.option.flows) == flows + 1
    assert QGuiApplication.clipboard().text() == "mine"


def test_pasting_goes_into_another_plan(opened: Opened) -> None:
    hands = opened("rag-assistant-pilot")
    hands.desk.selection.choose(("cloud",))
    copied = [block.id for block in hands.document.option.blocks if block.zone == "cloud"]
    hands.key(Qt.Key.Key_C, CTRL)
    other = opened("nocode-workflow")
    known = other.document.option.blocks
    heard = said_by(other)
    other.key(Qt.Key.Key_V, CTRL)
    assert len(new(other, known)) == len(copied), heard
    assert len({block.zone for block in new(other, known)}) == 1


def test_from_the_menu_of_the_canvas_it_is_pasted_where_the_menu_was_opened(opened: Opened) -> None:
    hands = opened("rag-assistant-pilot")
    blocks = hands.document.option.blocks
    hands.click("index")
    hands.key(Qt.Key.Key_C, CTRL)
    bench = hands.canvas.board.places()["bench"]
    hands.desk.selection.choose(())
    place = hands.canvas.mapFromScene(bench.x + 20, bench.bottom + 60)
    pane = hands.canvas.viewport()
    QApplication.sendEvent(pane, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, pane.mapToGlobal(place)))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    hands.window.commands.by_name["paste"].trigger()
    menu.close()
    [copy] = new(hands, blocks)
    at = hands.canvas.mapToScene(place)
    assert copy.at is not None
    assert abs(copy.at[0] - at.x()) <= 4
    assert abs(copy.at[1] - at.y()) <= 4


def test_an_empty_clipboard_and_an_empty_selection_say_so(opened: Opened) -> None:
    hands = opened("rag-assistant-pilot")
    heard, plan = said_by(hands), hands.document.plan
    hands.key(Qt.Key.Key_V, CTRL)
    assert heard == ["There is nothing to paste. Copy some blocks first."]
    hands.desk.selection.choose((hands.document.option.flows[0].id,))
    hands.key(Qt.Key.Key_C, CTRL)
    assert heard[-1] == "Select the blocks, zones or workloads to copy."
    assert hands.document.plan == plan


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\xff\xfe", "cannot be read"),
        (b"[[[[", "cannot be pasted"),
        (
            b"infra_builder_selection: 1\noptions:\n  - id: a\n    blocks: [{id: x, kind: oracle}]\n",
            "unknown kind 'oracle'",
        ),
    ],
)
def test_what_cannot_be_trusted_is_refused_with_the_reason(opened: Opened, content: bytes, reason: str) -> None:
    hands = opened("rag-assistant-pilot")
    data = QMimeData()
    data.setData(MIME, QByteArray(content))
    QGuiApplication.clipboard().setMimeData(data)
    heard, plan = said_by(hands), hands.document.plan
    hands.key(Qt.Key.Key_V, CTRL)
    assert reason in heard[-1]
    assert hands.document.plan == plan


def test_a_selection_pastes_as_a_list_to_read(opened: Opened) -> None:
    hands = opened("rag-assistant-pilot")
    hands.desk.selection.choose(("office", "index"))
    hands.key(Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text().splitlines() == [
        "Server room (Own premises)",
        "    Service manuals (Document store), owner: Quality team",
        "    Nightly copy (Backups), owner: IT",
        "Manual index (Vector index), owner: Quality team",
        "Service manuals → Manual index (reads)",
        "Service manuals → Nightly copy (copies to)",
    ]


def test_a_selection_pastes_into_a_slide_as_a_picture(opened: Opened) -> None:
    hands = opened("rag-assistant-pilot")
    hands.desk.selection.choose(("app", "model"))
    hands.key(Qt.Key.Key_C, CTRL)
    data = QGuiApplication.clipboard().mimeData()
    assert data is not None
    assert data.hasImage()
    image = data.imageData()
    assert isinstance(image, QImage)
    rects = [hands.canvas.board.places()[id_] for id_ in ("app", "model")]
    wide = max(rect.right for rect in rects) - min(rect.x for rect in rects)
    assert image.width() > 2 * wide
    svg = bytes(data.data("image/svg+xml").data()).decode()
    assert "Assistant web app" in svg
    assert "Manual index" not in svg
    assert "in no zone" not in svg.lower()


def test_a_control_whose_targets_are_not_there_is_left_out_and_named(opened: Opened) -> None:
    hands = opened("rag-assistant-pilot")
    known = hands.document.option.blocks
    control = next(block for block in known if block.covers)
    hands.desk.selection.choose((control.id, "index"))
    hands.key(Qt.Key.Key_C, CTRL)
    other = opened("office-assistant")
    heard, blocks = said_by(other), other.document.option.blocks
    other.key(Qt.Key.Key_V, CTRL)
    assert [block.kind for block in new(other, blocks)] == ["vector_index"]
    assert heard[-1].startswith("Left out, because what it covers is not here:")


def test_blocks_go_to_another_option_with_the_links_to_their_workload(opened: Opened) -> None:
    hands = opened("first-prototype")
    one, other = hands.document.plan.options
    user = next(flow for flow in one.flows if flow.kind == "uses")
    hands.desk.selection.choose((user.target,))
    hands.window.commands.lists["copy_to_option"].do(hands.window, other.id)
    after = hands.document.plan.option(other.id)
    added = after.blocks[-1]
    assert added.kind == one.by_id[user.target].kind  # type: ignore[union-attr]
    assert (after.flows[-1].source, after.flows[-1].target) == (user.source, added.id)
    assert len(hands.document.plan.workloads) == 1
    assert hands.document.option.id == one.id


def test_the_menu_lists_the_other_options(opened: Opened) -> None:
    hands = opened("first-prototype")
    entries = hands.window.commands.lists["copy_to_option"].entries(hands.window)
    assert [name for _, name in entries] == ["Right-sized"]


def test_a_field_keeps_its_own_clipboard_keys(opened: Opened, qtbot: QtBot) -> None:
    hands = opened("rag-assistant-pilot")
    hands.click("log")
    plan = hands.document.plan
    hands.key(Qt.Key.Key_F2)
    QApplication.processEvents()
    field = hands.desk.inspector.name_field
    assert field is not None
    QTest.keyClick(field, Qt.Key.Key_A, CTRL)
    QTest.keyClick(field, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "Answer log"
    assert hands.document.plan == plan


def test_a_second_window_takes_what_the_first_copied(opened: Opened, window: MainWindow, qtbot: QtBot) -> None:
    hands = opened("rag-assistant-pilot")
    hands.click("model")
    hands.key(Qt.Key.Key_C, CTRL)
    second = MainWindow(window.knowledge, window.memory)
    qtbot.addWidget(second, before_close_func=lambda w: w.document and setattr(w.document, "saved", w.document.plan))
    second.show()
    second.new_plan()
    assert second.desk is not None
    second.desk.paste()
    assert second.document is not None
    assert [block.kind for block in second.document.option.blocks] == ["managed_model_api"]
