"""Exporting from the window: the kind of file that was chosen or typed, and the cards of the catalogue."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QProgressDialog, QPushButton

from infra_builder.evaluate import Stopped
from tests.ui.conftest import Hands
from ui.export_dialog import Kind, kinds
from ui.exporting import ENDINGS, Material, Wish
from ui.steps.plan import PlanStep
from ui.window import MainWindow
from ui.working import worked_out

Opened = Callable[[str], Hands]


class Dialog:
    """The file dialog of the tests: it answers with a file and a kind, and remembers what it was asked."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.file, self.chosen = "", ""
        self.start, self.offered = "", ""
        patch.setattr(QFileDialog, "getSaveFileName", self._asked)

    def _asked(self, _parent: object, _title: str, start: str, filters: str) -> tuple[str, str]:
        self.start, self.offered = start, filters
        return self.file, self.chosen


@pytest.fixture
def dialog(monkeypatch: pytest.MonkeyPatch) -> Dialog:
    return Dialog(monkeypatch)


def named(start: str) -> Kind:
    return next(kind for kind in kinds() if kind.name.startswith(start))


def test_every_ending_of_the_command_is_offered_in_the_window() -> None:
    assert {kind.ending for kind in kinds()} == set(ENDINGS)
    assert len({kind.filter for kind in kinds()}) == len(kinds())


def test_each_kind_of_file_is_written_and_said(opened: Opened, dialog: Dialog, tmp_path: Path) -> None:
    hands = opened("first-prototype")
    for number, kind in enumerate(kinds()):
        target = tmp_path / f"out{number}{kind.ending}"
        dialog.file, dialog.chosen = str(target), kind.filter
        QApplication.processEvents()  # the window is active again once the dialog of the last export has gone
        hands.key(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
        assert target.stat().st_size > 100, kind.name
        assert hands.window.statusBar().currentMessage() == f"Exported to {target.name}"
    assert len({path.read_bytes() for path in tmp_path.iterdir()}) == len(kinds())


def test_the_chosen_size_is_that_of_the_picture(opened: Opened, dialog: Dialog, tmp_path: Path) -> None:
    hands = opened("first-prototype")
    dialog.file, dialog.chosen = str(tmp_path / "out.png"), named("PNG, picture for a slide").filter
    hands.key(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    image = QImage(dialog.file)
    assert (image.width(), image.height()) == (3840, 2160)


def test_a_typed_ending_wins_over_the_chosen_kind(opened: Opened, dialog: Dialog, tmp_path: Path) -> None:
    hands = opened("first-prototype")
    dialog.file, dialog.chosen = str(tmp_path / "out.md"), named("CSV, table of costs").filter
    hands.key(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert (tmp_path / "out.md").read_text(encoding="utf-8").startswith("# Offer helper")


def test_a_name_without_an_ending_gets_that_of_the_chosen_kind(opened: Opened, dialog: Dialog, tmp_path: Path) -> None:
    hands = opened("first-prototype")
    dialog.file, dialog.chosen = str(tmp_path / "costs"), named("CSV, table of costs").filter
    hands.key(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert "What for" in (tmp_path / "costs.csv").read_text(encoding="utf-8-sig").splitlines()[0]


def test_what_was_chosen_in_the_step_plan_is_offered_first(opened: Opened, dialog: Dialog, tmp_path: Path) -> None:
    hands = opened("first-prototype")
    assert hands.window.workspace is not None
    hands.window.workspace.show_step("plan")
    step = hands.window.workspace.steps["plan"]
    assert isinstance(step, PlanStep)
    step.sections.choose(("record", "decision"))
    dialog.file, dialog.chosen = str(tmp_path / "out.pdf"), ""
    hands.key(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert dialog.offered.startswith("PDF, as chosen in the step Plan (*.pdf)")
    titles = [entry.title for entry in PdfReader(tmp_path / "out.pdf").outline]
    assert titles[0] == "Decision record and signatures"
    assert len(titles) == 3


def test_laying_out_can_be_cancelled_and_nothing_is_written(
    opened: Opened, dialog: Dialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands = opened("first-prototype")

    def slow(_path: Path, _judged: Material, _wish: Wish, go_on: Callable[[], bool]) -> bytes:
        while go_on():
            time.sleep(0.01)
        raise Stopped

    monkeypatch.setattr("ui.export_dialog.exported", slow)
    dialog.file, dialog.chosen = str(tmp_path / "out.csv"), named("CSV, table of costs").filter
    until_gone(hands.window, lambda box: QTest.mouseClick(box.findChild(QPushButton), Qt.MouseButton.LeftButton))
    hands.key(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert hands.window.statusBar().currentMessage() == "Nothing was exported"
    assert not list(tmp_path.iterdir())


def test_a_picture_shows_the_option_on_the_screen(opened: Opened, dialog: Dialog, tmp_path: Path) -> None:
    hands = opened("first-prototype")
    hands.document.show_option("right-sized")
    dialog.file, dialog.chosen = str(tmp_path / "out.svg"), named("SVG, picture with text that").filter
    hands.key(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    text = (tmp_path / "out.svg").read_text(encoding="utf-8")
    assert "Small server" in text
    assert "GPU cluster" not in text


def test_an_export_for_scripts_names_the_file_and_no_folder(opened: Opened, dialog: Dialog, tmp_path: Path) -> None:
    hands = opened("first-prototype")
    dialog.file, dialog.chosen = str(tmp_path / "out.json"), named("JSON").filter
    hands.key(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert (tmp_path / "out.json").read_text(encoding="utf-8").startswith(f'{{"plan": "{hands.document.file_name}"')


def test_the_cards_are_exported_without_an_open_plan(window: MainWindow, dialog: Dialog, tmp_path: Path) -> None:
    dialog.file = str(tmp_path / "cards")
    window.commands.by_name["cards"].trigger()
    assert dialog.start.endswith("Block cards.pdf")
    assert "Document store" in PdfReader(tmp_path / "cards.pdf").pages[0].extract_text()
    assert window.statusBar().currentMessage() == "Exported to cards.pdf"


def test_a_folder_in_place_of_the_file_is_said_and_nothing_is_lost(
    opened: Opened, dialog: Dialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands = opened("first-prototype")
    before = hands.document.plan
    said: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: said.append(box.text()))
    (tmp_path / "out.md").mkdir()
    dialog.file, dialog.chosen = str(tmp_path / "out.md"), named("Markdown").filter
    hands.key(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert said == ["out.md cannot be written"]
    assert hands.document.plan == before


def test_advice_that_takes_long_can_be_cancelled_and_nothing_is_written(
    opened: Opened, dialog: Dialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands = opened("first-prototype")

    def slow(_path: Path, judged: Material, _wish: Wish, go_on: Callable[[], bool]) -> Material:
        while go_on():
            time.sleep(0.01)
        raise Stopped

    monkeypatch.setattr("ui.export_dialog.advised", slow)
    dialog.file, dialog.chosen = str(tmp_path / "out.pdf"), kinds()[0].filter
    until_gone(hands.window, lambda box: QTest.keyClick(box, Qt.Key.Key_Escape))
    hands.key(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert hands.window.statusBar().currentMessage() == "Nothing was exported"
    assert not list(tmp_path.iterdir())


def until_gone(window: MainWindow, do: Callable[[QProgressDialog], object]) -> None:
    """Do something to the dialog of the work until it goes: it hears keys only once it is active."""
    seen = False
    timer = QTimer(window, interval=50)

    def look() -> None:
        nonlocal seen
        shown = [box for box in window.findChildren(QProgressDialog) if box.isVisible()]
        for box in shown:
            do(box)
        if seen and not shown:
            timer.stop()
        seen = seen or bool(shown)

    timer.timeout.connect(look)
    timer.start()


def test_an_error_of_the_work_comes_to_who_asked_for_it(window: MainWindow) -> None:
    def work(_go_on: Callable[[], bool]) -> int:
        time.sleep(0.35)
        raise KeyError("x")

    with pytest.raises(KeyError):
        worked_out(window, "Busy", work)


def test_short_work_shows_nothing(window: MainWindow) -> None:
    assert worked_out(window, "Busy", lambda go_on: go_on()) is True
    assert window.findChild(QProgressDialog) is None
