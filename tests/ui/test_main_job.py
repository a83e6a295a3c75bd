"""The main job, as a person does it: open a case, drag a block in, link it, read the verdict, undo, export."""

from __future__ import annotations

from pathlib import Path

from pypdf import PdfReader
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Hands
from ui.welcome import Welcome
from ui.window import MainWindow


def test_a_person_opens_a_case_changes_it_and_takes_the_plan_home_on_paper(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: object
) -> None:
    welcome = window.pages.currentWidget()
    assert isinstance(welcome, Welcome)
    card = next(card for card in welcome.cards if card.scenario.path.stem == "rag-assistant-pilot")
    qtbot.waitUntil(lambda: "balanced" in card.note.text())
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)

    hands = Hands(window)
    assert hands.verdict == "Balanced"
    before = hands.document.plan

    # A GPU is dragged from the palette into the cloud zone, beside the small server.
    corner = hands.canvas.board.places()["cloud"]
    free = hands.canvas.mapFromScene(corner.x + 160, corner.bottom - 20)
    hands.drop("self_hosted_model", free)
    added = hands.document.option.blocks[-1]
    assert (added.kind, added.zone) == ("self_hosted_model", "cloud")

    # Its port is drawn to from the app.
    hands.click("app")
    hands.hover(hands.at("app"))
    port = hands.canvas.mapFromScene(hands.canvas.port.pos())
    hands.drag(port, hands.at(added.id))
    linked = next((flow for flow in hands.document.option.flows if flow.target == added.id), None)
    if linked is None:  # several kinds make sense: the first of the menu is taken by keyboard
        menu = QApplication.activePopupWidget()
        assert menu is not None
        QTest.keyClick(menu, Qt.Key.Key_Return)
        linked = next(flow for flow in hands.document.option.flows if flow.target == added.id)
    assert linked.source == "app"

    # The verdict has changed at once, and a finding lights up what it is about.
    assert hands.verdict != "Balanced"
    finding = hands.document.option_report.about(added.id)[0]
    rows = hands.desk.verdict.list
    row = next(rows.item(i) for i in range(rows.count()) if rows.item(i).text() == finding.says)
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=rows.visualItemRect(row).center())
    assert hands.desk.selection.finding == finding.key
    assert hands.canvas.board.marks().lit[added.id] == finding.flag
    shown = [label.text() for label in hands.desk.verdict.detail.findChildren(QLabel)]
    assert finding.why in shown

    # Undo twice, and everything is as it was.
    hands.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    hands.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert hands.document.plan == before
    assert hands.verdict == "Balanced"

    # The plan leaves the room as a PDF.
    target = tmp_path / "plan.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(target), "PDF (*.pdf)"))  # type: ignore[attr-defined]
    hands.key(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    text = PdfReader(target).pages[0].extract_text()
    assert "Balanced" in text
    assert hands.document.plan.title in text


def test_a_block_dropped_nowhere_stays_out(window: MainWindow, opened: object) -> None:
    hands: Hands = opened("rag-assistant-pilot")  # type: ignore[operator]
    before = hands.document.plan
    hands.drop("cloud_gpu", QPoint(60, 60), let_go=False)
    assert hands.canvas.board.ghost is not None
    hands.canvas.dragLeaveEvent(_Leave())
    assert hands.document.plan == before
    assert hands.canvas.board.ghost is None


class _Leave:
    def accept(self) -> None:
        """Nothing to do."""
