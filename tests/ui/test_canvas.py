"""The canvas itself: zones that grow, names in place, lines into the open, many links, the map, fingers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QInputDevice, QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from infra_builder.edits import Add, Move
from infra_builder.knowledge import Knowledge
from infra_builder.plan import Block, Zone
from tests.benchmarks.plans import large_plan
from tests.ui.conftest import Hands
from ui.canvas.canvas import Canvas
from ui.canvas.naming import NameField
from ui.canvas.web import Web
from ui.canvas.zonecard import ZoneCard
from ui.chooser import Chooser
from ui.document import PlanDocument
from ui.selection import Selection
from ui.steps.bar import StepsBar
from ui.steps.view import Lookout
from ui.window import MainWindow

Opened = Callable[[str], Hands]


def zone_of(hands: Hands, id_: str) -> Zone:
    zone = hands.document.option.by_id[id_]
    assert isinstance(zone, Zone)
    return zone


def corner_of(hands: Hands, id_: str) -> QPoint:
    rect = hands.canvas.board.rect_of(id_)
    assert rect is not None
    return hands.canvas.mapFromScene(QPointF(rect.right + 5, rect.bottom + 5))


def test_a_zone_is_made_larger_by_its_corner_in_one_step(opened: Opened) -> None:
    hands = opened("rag-assistant-pilot")
    hands.desk.selection.choose(("cloud",))
    before, old = hands.document.plan, hands.canvas.board.rect_of("cloud")
    assert old
    corner = corner_of(hands, "cloud")
    hands.drag(corner, corner + QPoint(60, 40))
    new = hands.canvas.board.rect_of("cloud")
    assert new
    assert new.width > old.width
    assert new.height > old.height
    assert zone_of(hands, "cloud").size == (new.width, new.height)
    hands.document.undo()
    assert hands.document.plan == before


def test_a_zone_never_becomes_smaller_than_its_blocks(opened: Opened) -> None:
    hands = opened("rag-assistant-pilot")
    hands.desk.selection.choose(("cloud",))
    corner = corner_of(hands, "cloud")
    hands.drag(corner, corner - QPoint(300, 200))
    places, zone = hands.canvas.board.places(), hands.canvas.board.rect_of("cloud")
    assert zone
    inside = [places[b.id] for b in hands.document.option.blocks if b.zone == "cloud"]
    assert all(zone.united(rect) == zone for rect in inside)


def test_a_zone_carries_owner_and_reason_where_it_stands(opened: Opened) -> None:
    hands = opened("rag-assistant-pilot")
    hands.click("log")
    rect = hands.canvas.board.rect_of("bench")
    assert rect
    head = hands.canvas.mapFromScene(QPointF(rect.x + 60, rect.y + 20))
    QTest.mouseDClick(hands.canvas.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, head)
    card = hands.canvas.findChild(ZoneCard)
    card.owner.setFocus()
    card.owner.selectAll()
    QTest.keyClicks(card.owner, "Quality")
    QTest.keyClick(card.owner, Qt.Key.Key_Return)
    assert zone_of(hands, "bench").owner == "Quality"
    reason = next(made for made in card.findChildren(QPushButton) if made.text() == "Speed")
    QTest.mouseClick(reason, Qt.MouseButton.LeftButton)
    assert zone_of(hands, "bench").reasons == ("speed",)


def test_escape_leaves_a_name_as_it_was(opened: Opened) -> None:
    hands = opened("rag-assistant-pilot")
    hands.click("log")
    hands.canvas.rename()
    field = hands.canvas.findChild(NameField)
    QTest.keyClicks(field, "Diary")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert hands.document.undo_label == ""
    assert hands.desk.selection.ids == ("log",)


def test_a_line_drawn_into_the_open_offers_what_makes_sense_there_and_links_it_in_one_step(opened: Opened) -> None:
    hands = opened("rag-assistant-pilot")
    before = hands.document.plan
    hands.hover(hands.at("manuals"))
    port = hands.canvas.mapFromScene(hands.canvas.port.pos())
    office = hands.canvas.board.rect_of("office")
    assert office
    hands.drag(port, hands.canvas.mapFromScene(QPointF(office.right + 150, office.bottom + 60)))
    chooser = hands.canvas.findChild(Chooser)
    offered = {chooser.list.item(i).data(Qt.ItemDataRole.UserRole) for i in range(chooser.list.count())}
    assert {"vector_index", "backups", "masking"} <= offered
    assert not {"identity_access", "human_review"} & offered
    QTest.keyClicks(chooser.search, "vector")
    QTest.keyClick(chooser.search, Qt.Key.Key_Return)
    (flow,) = [f for f in hands.document.option.flows if f.source == "manuals" and f.target == "vector_index"]
    assert flow.kind == "reads"
    hands.document.undo()
    assert hands.document.plan == before


def test_the_zone_a_block_would_go_into_is_pointed_out_during_the_drag(opened: Opened) -> None:
    hands = opened("rag-assistant-pilot")
    office = hands.canvas.board.rect_of("office")
    assert office
    hands.click("server")
    goal = hands.canvas.mapFromScene(QPointF(office.x + 150, office.bottom - 20))
    hands.drag(hands.at("server"), goal, release=False)
    assert hands.canvas.board.pointed_out == "office"
    hands.key(Qt.Key.Key_Escape)
    assert hands.canvas.board.pointed_out == ""


# Many


@pytest.fixture
def large(knowledge: Knowledge, qtbot: QtBot) -> Canvas:
    """A canvas of 150 blocks with 225 links."""
    document = PlanDocument(knowledge, large_plan(knowledge, 150))
    canvas = Canvas(document, Selection(), {**_colours()})
    qtbot.addWidget(canvas)
    canvas.resize(1200, 800)
    canvas.show()
    QApplication.processEvents()
    return canvas


def _colours() -> dict[str, str]:
    from exports.picture.theme import theme

    return dict(theme("light"))


def test_of_many_links_only_those_that_are_seen_closely_are_worked_out(large: Canvas) -> None:
    assert len(large.board.web.items) > Web.FEW
    assert len(large.board.web.rough) == len(large.board.web.items)
    large.zoom_to(1)
    large.viewport().repaint()
    seen = large.mapToScene(large.viewport().rect()).boundingRect()
    worked_out = [item for item in large.board.web.items.values() if not item.rough]
    assert 0 < len(worked_out) < len(large.board.web.items)
    for item in large.board.web.items.values():
        a, b = item.ends
        if seen.contains(QPointF(a.cx, a.cy)) and seen.contains(QPointF(b.cx, b.cy)):
            assert not item.rough


def test_whoever_only_looks_sees_many_links_as_well(large: Canvas, qtbot: QtBot) -> None:
    lookout = Lookout(large.board, _colours())
    qtbot.addWidget(lookout)
    lookout.resize(1000, 700)
    lookout.show()
    QApplication.processEvents()
    lookout.scale(0.5 / lookout.transform().m11(), 0.5 / lookout.transform().m11())
    lookout.viewport().repaint()
    seen = lookout.mapToScene(lookout.viewport().rect()).boundingRect()
    inside = [item for item in large.board.web.items.values() if all(seen.contains(r.cx, r.cy) for r in item.ends)]
    assert inside
    assert not any(item.rough for item in inside)


def test_a_change_touches_only_the_items_it_is_about(large: Canvas) -> None:
    rects = {id_: item.rect for id_, item in large.board.nodes.items()}
    items = dict(large.board.nodes)
    large.document.do(Move(option="a", at={"b7": (9000.0, 40.0)}), "move")
    changed = [id_ for id_, item in large.board.nodes.items() if item.rect is not rects[id_]]
    assert changed == ["b7"]
    assert large.board.nodes == items


def test_the_map_shows_while_a_part_is_out_of_sight(large: Canvas) -> None:
    assert large.minimap.isHidden()
    large.zoom_to(1)
    QApplication.processEvents()
    assert not large.minimap.isHidden()
    before = large.mapToScene(large.viewport().rect().center())
    QTest.mouseClick(large.minimap, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(170, 110))
    assert large.mapToScene(large.viewport().rect().center()) != before
    large.fit()
    assert large.minimap.isHidden()


def test_a_new_block_joins_a_large_plan(large: Canvas) -> None:
    large.document.do(Add(option="a", blocks=(Block(id="new", kind="vector_index", zone="z0"),)), "add")
    assert "new" in large.board.nodes


# Fingers


@pytest.fixture(scope="module")
def screen() -> QPointingDevice:
    """A touch screen."""
    return QTest.createTouchDevice(QInputDevice.DeviceType.TouchScreen)


class Fingers:
    """Fingers on the canvas of a window, at points of its viewport."""

    def __init__(self, hands: Hands, screen: QPointingDevice) -> None:
        self.window, self.pane, self.screen = hands.window, hands.canvas.viewport(), screen

    def send(self, what: str, *places: QPoint) -> None:
        """Press, move or release a finger at each place."""
        handle = self.window.windowHandle()
        sequence = QTest.touchEvent(handle, self.screen)
        for number, place in enumerate(places):
            getattr(sequence, what)(number, self.pane.mapTo(self.window, place), handle)
        sequence.commit()
        QApplication.processEvents()

    def drag(self, start: QPoint, end: QPoint) -> None:
        """Press, move in steps, release."""
        self.send("press", start)
        for step in range(1, 7):
            self.send("move", start + (end - start) * step / 6)
        self.send("release", end)

    def tap(self, place: QPoint) -> None:
        """Press and release."""
        self.send("press", place)
        self.send("release", place)


def test_a_finger_moves_a_block(opened: Opened, screen: QPointingDevice) -> None:
    hands = opened("rag-assistant-pilot")
    start, before = hands.at("tests"), hands.canvas.board.rect_of("tests")
    Fingers(hands, screen).drag(start, start + QPoint(60, 24))
    after = hands.canvas.board.rect_of("tests")
    assert before
    assert after
    assert after.x > before.x
    assert hands.document.undo_label == "move"


def test_a_finger_on_empty_canvas_moves_the_view_and_selects_nothing(opened: Opened, screen: QPointingDevice) -> None:
    hands = opened("rag-assistant-pilot")
    hands.canvas.zoom_to(1.5)
    place = next(
        QPoint(x, y) for x in range(20, 700, 20) for y in range(20, 400, 20)
        if not hands.canvas.board.items_at(hands.canvas.mapToScene(QPoint(x, y)))
    )  # fmt: skip
    under, goal = hands.canvas.mapToScene(place), place + QPoint(30, 30)
    Fingers(hands, screen).drag(place, goal)
    assert (hands.canvas.mapFromScene(under) - goal).manhattanLength() <= 3
    assert hands.desk.selection.ids == ()
    assert hands.document.undo_label == ""


def test_two_fingers_zoom_around_the_point_between_them(opened: Opened, screen: QPointingDevice) -> None:
    hands = opened("rag-assistant-pilot")
    fingers, middle = Fingers(hands, screen), QPoint(400, 250)
    under, scale = hands.canvas.mapToScene(middle), hands.canvas.transform().m11()
    for what, apart in (("press", 50), ("move", 60), ("move", 80), ("move", 100), ("release", 100)):
        fingers.send(what, middle - QPoint(apart, 0), middle + QPoint(apart, 0))
    assert hands.canvas.transform().m11() == pytest.approx(2 * scale, rel=0.05)
    assert (hands.canvas.mapFromScene(under) - middle).manhattanLength() <= 6
    assert hands.document.undo_label == ""


def test_a_long_press_opens_the_menu(opened: Opened, screen: QPointingDevice, qtbot: QtBot) -> None:
    hands = opened("rag-assistant-pilot")
    fingers, place = Fingers(hands, screen), hands.at("log")
    with qtbot.waitSignal(hands.canvas.menu_wanted, timeout=3000):
        fingers.send("press", place)
    assert hands.desk.selection.ids == ("log",)
    if popup := QApplication.activePopupWidget():
        popup.close()
    fingers.send("release", place)


def test_two_taps_name_what_is_there(opened: Opened, screen: QPointingDevice) -> None:
    hands = opened("rag-assistant-pilot")
    fingers, place = Fingers(hands, screen), hands.at("log")
    fingers.tap(place)
    fingers.tap(place)
    assert hands.canvas.findChild(NameField) is not None


def test_the_right_sized_start_is_built_by_fingers_alone(window: MainWindow, screen: QPointingDevice) -> None:
    window.new_plan()
    QApplication.processEvents()
    hands = Hands(window)
    fingers = Fingers(hands, screen)
    for kind in ("zone:public_cloud", "managed_model_api", "document_store"):
        tap_in_palette(hands, screen, kind)
    option = hands.document.option
    assert {block.kind for block in option.blocks} == {"managed_model_api", "document_store"}
    store = next(block.id for block in option.blocks if block.kind == "document_store")
    api = next(block.id for block in option.blocks if block.kind == "managed_model_api")
    for source, target in ((hands.document.plan.workloads[0].id, api), (store, api)):
        fingers.tap(hands.at(source))
        port = hands.canvas.mapFromScene(hands.canvas.port.pos())
        fingers.drag(port, hands.at(target))
    assert {(flow.source, flow.kind) for flow in hands.document.option.flows} == {
        ("workload", "uses"),
        (store, "reads"),
    }
    bar = window.findChild(StepsBar)
    tap(window, screen, next(made for made in bar.findChildren(QPushButton) if "Situation" in made.accessibleName()))
    asked = window.workspace.steps["situation"]
    for answer in ("Experiment", "While people wait", "Low", "Internal"):
        made = next(made for made in asked.findChildren(QPushButton) if made.text() == answer and made.isEnabled())
        asked.findChild(QScrollArea).ensureWidgetVisible(made)
        QApplication.processEvents()
        tap(window, screen, made)
    (workload,) = hands.document.plan.workloads
    assert (workload.stage, workload.timing, workload.usage) == ("experiment", "interactive", "low")
    assert workload.sensitivity == "internal"
    assert hands.document.option_report.balanced


def tap(window: MainWindow, screen: QPointingDevice, widget: QWidget) -> None:
    """Tap the middle of a widget."""
    place, handle = widget.mapTo(window, widget.rect().center()), window.windowHandle()
    QTest.touchEvent(handle, screen).press(0, place, handle).commit()
    QTest.touchEvent(handle, screen).release(0, place, handle).commit()
    QApplication.processEvents()


def tap_in_palette(hands: Hands, screen: QPointingDevice, kind: str) -> None:
    """Tap an entry of the palette."""
    tree = hands.desk.palette_panel.tree
    entry = hands.desk.palette_panel.entry(kind)
    tree.scrollToItem(entry)
    place = tree.viewport().mapTo(hands.window, tree.visualItemRect(entry).center())
    handle = hands.window.windowHandle()
    QTest.touchEvent(handle, screen).press(0, place, handle).commit()
    QTest.touchEvent(handle, screen).release(0, place, handle).commit()
    QApplication.processEvents()
