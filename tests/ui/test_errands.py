"""Work beside the window: in a thread, given back on the window's own and only while it is wanted."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable

import pytest
import shiboken6
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from infra_builder.evaluate import Stopped
from ui.errands import Errand, Errands


class Gate:
    """Work that does not end before it is let, and knows how it ended."""

    def __init__(self) -> None:
        self.begun, self.open, self.ended = threading.Event(), threading.Event(), threading.Event()
        self.broken_off = False

    def through(self, errand: Errand) -> str:
        """Wait at the gate, as long as somebody wants it."""
        self.begun.set()
        while not self.open.wait(0.002):
            if not errand.go_on():
                self.broken_off = True
                self.ended.set()
                raise Stopped
        self.ended.set()
        return "through"


@pytest.fixture
def errands(qtbot: QtBot) -> Errands:
    return Errands("test")


def let_through(gate: Gate) -> None:
    """Let the work come to its end, and what came of it lie there while the window hears nothing yet."""
    gate.open.set()
    for thread in threading.enumerate():
        if thread.name == "test":
            thread.join(2)


def put(text: str) -> Callable[[Errand], str]:
    return lambda _errand: text


def fail(_errand: Errand) -> str:
    raise ZeroDivisionError("in a thread")


def test_the_work_is_in_a_thread_and_what_comes_of_it_is_not(errands: Errands, qtbot: QtBot) -> None:
    given: list[tuple[threading.Thread, threading.Thread]] = []
    errands.instead(
        lambda _errand: threading.current_thread(), lambda at: given.append((at, threading.current_thread()))
    )
    qtbot.waitUntil(lambda: bool(given))
    assert given[0][0].name == "test"
    assert given[0][1] is threading.main_thread()


def test_one_in_the_place_of_another_breaks_it_off(errands: Errands, qtbot: QtBot) -> None:
    gate, given = Gate(), list[str]()
    errands.instead(gate.through, given.append)
    assert gate.begun.wait(2)
    errands.instead(put("second"), given.append)
    qtbot.waitUntil(lambda: not errands.busy)
    assert gate.broken_off
    assert given == ["second"]


def test_one_after_another_is_given_in_that_order(errands: Errands, qtbot: QtBot) -> None:
    given: list[str] = []
    for text in ("first", "second", "third"):
        errands.after(put(text), given.append)
    qtbot.waitUntil(lambda: not errands.busy)
    assert given == ["first", "second", "third"]


def test_what_was_done_before_it_was_stopped_is_not_given_after(errands: Errands, qtbot: QtBot) -> None:
    gate, given = Gate(), list[str]()
    errands.instead(gate.through, given.append)
    let_through(gate)
    errands.stop()
    errands.instead(put("later"), given.append)
    qtbot.waitUntil(lambda: not errands.busy)
    assert given == ["later"]


def test_it_stands_still_while_hands_are_at_work(qtbot: QtBot) -> None:
    free, given, asked = threading.Event(), list[bool](), threading.Event()
    errands = Errands("test", free=free)

    def work(errand: Errand) -> bool:
        asked.set()
        return errand.go_on()

    errands.instead(work, given.append)
    assert asked.wait(2)
    qtbot.wait(30)
    assert errands.busy
    free.set()
    qtbot.waitUntil(lambda: not errands.busy)
    assert given == [True]


def test_what_is_told_meanwhile_comes_before_the_end(errands: Errands, qtbot: QtBot) -> None:
    heard: list[str] = []

    def work(errand: Errand) -> str:
        errand.tell("half")
        return "whole"

    errands.instead(work, heard.append, told=heard.append)
    qtbot.waitUntil(lambda: not errands.busy)
    assert heard == ["half", "whole"]


def test_an_error_is_one_of_the_program_and_what_follows_is_done(errands: Errands, qtbot: QtBot) -> None:
    given: list[str] = []
    with qtbot.captureExceptions() as raised:
        errands.after(fail, given.append)
        errands.after(put("next"), given.append)
        qtbot.waitUntil(lambda: not errands.busy)
    assert [kind for kind, _, _ in raised] == [ZeroDivisionError]
    assert given == ["next"]


def test_an_error_that_somebody_can_tell_is_left_to_them(errands: Errands, qtbot: QtBot) -> None:
    told: list[str] = []
    errands.instead(fail, print, failed=lambda error: told.append(str(error)))
    qtbot.waitUntil(lambda: not errands.busy)
    assert told == ["in a thread"]


def test_an_error_that_nobody_waits_for_is_noted_and_disturbs_nobody(
    errands: Errands, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted: list[type[BaseException]] = []
    monkeypatch.setattr(threading, "excepthook", lambda told: noted.append(told.exc_type))
    gate = Gate()

    def late(errand: Errand) -> str:
        gate.begun.set()
        gate.open.wait(2)
        return fail(errand)

    errands.instead(late, print)
    assert gate.begun.wait(2)
    errands.stop()
    gate.open.set()
    qtbot.waitUntil(lambda: noted == [ZeroDivisionError])


def test_work_for_a_widget_that_has_gone_is_broken_off(qtbot: QtBot) -> None:
    widget, gate = QWidget(), Gate()
    Errands("test", widget).instead(gate.through, widget.setWindowTitle)
    assert gate.begun.wait(2)
    shiboken6.delete(widget)
    assert gate.ended.wait(2)
    assert gate.broken_off


def test_what_was_done_for_a_widget_that_has_gone_is_not_given(qtbot: QtBot) -> None:
    widget, gate, given = QWidget(), Gate(), list[str]()
    errands = Errands("test", widget)
    errands.instead(gate.through, given.append)
    let_through(gate)
    shiboken6.delete(widget)
    qtbot.wait(30)
    assert given == []


def test_work_that_nobody_remembers_is_broken_off(qtbot: QtBot) -> None:
    errands, gate = Errands("test"), Gate()
    errands.instead(gate.through, print)
    assert gate.begun.wait(2)
    del errands
    gc.collect()
    assert gate.ended.wait(2)
    assert gate.broken_off
