"""An error of the program is kept, told once, and can be passed on."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from ui import mishap
from ui.mishap import Mishaps, catch_all


class Boxes(list[QMessageBox]):
    """The messages that were shown."""

    def show(self, box: QMessageBox) -> int:
        self.append(box)
        return 0


@pytest.fixture
def boxes(monkeypatch: pytest.MonkeyPatch) -> Boxes:
    shown = Boxes()
    monkeypatch.setattr(QMessageBox, "exec", lambda box: shown.show(box))
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    return shown


def fail(mishaps: Mishaps, text: str) -> None:
    try:
        raise ZeroDivisionError(text)
    except ZeroDivisionError as error:
        mishaps.show(type(error), error, error.__traceback__)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "data" / "errors.log"


def test_what_fails_is_kept_in_a_log(qtbot: QtBot, boxes: Boxes, log: Path) -> None:
    fail(Mishaps(log), "first")
    fail(Mishaps(log), "second")
    text = log.read_text()
    assert text.index("ZeroDivisionError: first") < text.index("ZeroDivisionError: second")
    assert "Infra Builder 0." in text


def test_the_report_can_be_copied_and_the_message_stays(qtbot: QtBot, boxes: Boxes, log: Path) -> None:
    fail(Mishaps(log), "in a slot")
    copy = next(button for button in boxes[0].buttons() if button.text() == "Copy the report")
    copy.click()
    assert "ZeroDivisionError: in a slot" in QGuiApplication.clipboard().text()
    assert boxes[0].result() == 0
    assert boxes[0].text() == "Something went wrong in the program."
    assert "ZeroDivisionError" not in boxes[0].informativeText()


def test_what_fails_behind_the_message_is_kept_and_not_told_again(
    qtbot: QtBot, boxes: Boxes, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mishaps = Mishaps(log)
    monkeypatch.setattr(QMessageBox, "exec", lambda box: (boxes.append(box), fail(mishaps, "again"), 0)[2])
    fail(mishaps, "first")
    assert len(boxes) == 1
    assert "ZeroDivisionError: again" in log.read_text()
    fail(mishaps, "later")
    assert len(boxes) == 2


def test_the_log_stays_small(qtbot: QtBot, boxes: Boxes, log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mishap, "LONGEST", 2_000)
    for number in range(50):
        fail(Mishaps(log), f"number {number}")
    assert {path.name for path in log.parent.iterdir()} == {"errors.log", "errors.old"}
    assert sum(path.stat().st_size for path in log.parent.iterdir()) < 6_000
    assert "number 49" in log.read_text()


def test_a_log_that_cannot_be_written_keeps_no_message_back(qtbot: QtBot, boxes: Boxes, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("in the way")
    fail(Mishaps(tmp_path / "data" / "errors.log"), "told")
    assert "told" in boxes[0].detailedText()


def test_an_error_in_another_thread_is_kept(boxes: Boxes, log: Path) -> None:
    catch_all(log)
    thread = threading.Thread(target=lambda: 1 / 0)
    thread.start()
    thread.join()
    assert "ZeroDivisionError" in log.read_text()
    assert boxes == []


def test_an_error_in_a_slot_reaches_the_report(qtbot: QtBot, boxes: Boxes, log: Path) -> None:
    class Bell(QObject):
        rung = Signal()

    def break_down() -> None:
        raise LookupError("in a slot")

    bell = Bell()
    bell.rung.connect(break_down)
    with qtbot.captureExceptions():
        catch_all(log)
        QTimer.singleShot(0, bell.rung.emit)
        qtbot.waitUntil(lambda: bool(boxes))
    assert "LookupError: in a slot" in boxes[0].detailedText()
