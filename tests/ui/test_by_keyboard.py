"""A right-sized plan is built by keyboard alone: keys go to whatever has the focus, as from a real keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from tests.ui.conftest import Hands
from ui.widgets import Answers
from ui.window import MainWindow

CTRL, SHIFT, NONE = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
)


class Keyboard:
    """Nothing but keys. What is asked for by name is walked to with Tab."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window

    @property
    def focus(self) -> QWidget:
        """What hears the keys. Offscreen there is no window manager that goes back to the window after a dialog."""
        if QApplication.activeWindow() is None:
            self.window.activateWindow()
            QApplication.processEvents()
        return QApplication.activePopupWidget() or QApplication.focusWidget() or self.window

    def press(self, key: Qt.Key, keys: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(self.focus, key, keys)
        QApplication.processEvents()

    def write(self, text: str) -> None:
        QTest.keyClicks(self.focus, text)

    def tab_to(self, name: str) -> None:
        """Press Tab until something with these words in its name has the focus."""
        for _ in range(60):
            if name in self.name():
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never comes to {name}")

    def name(self) -> str:
        """What a screen reader would call what has the focus."""
        focus = self.focus
        return focus.accessibleName() or (focus.text() if isinstance(focus, QPushButton) else "")

    def answer(self, question: str, text: str) -> None:
        """Write into a field, or choose from a list by its first letters."""
        self.tab_to(question)
        self.write(text)
        self.press(Qt.Key.Key_Return)

    def tick(self, question: str, answer: str) -> None:
        """Choose an answer below a question: Tab goes to the question, arrows to the answers of which one can hold."""
        for _ in range(60):
            parent = self.focus.parentWidget()
            if parent is not None and question in parent.accessibleName():
                if self.name() == answer:
                    self.press(Qt.Key.Key_Space)
                    return
                if isinstance(parent, Answers):
                    self.press(Qt.Key.Key_Left)
                    continue
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never comes to {answer} below {question}")

    def add(self, words: str) -> None:
        """Look for something to add, take it, and go to its questions."""
        self.press(Qt.Key.Key_F, CTRL)
        self.write(words)
        self.press(Qt.Key.Key_Return)
        self.press(Qt.Key.Key_F6)

    def link(self, start: str, end: str) -> None:
        """Find something on the canvas and link it with something else; the likeliest kind of link is taken."""
        self.press(Qt.Key.Key_F, CTRL | SHIFT)
        self.write(start)
        self.press(Qt.Key.Key_Return)
        self.press(Qt.Key.Key_L, CTRL)
        self.write(end)
        self.press(Qt.Key.Key_Return)
        if QApplication.activePopupWidget():
            self.press(Qt.Key.Key_Return)


def test_a_right_sized_plan_is_built_by_keys_alone(window: MainWindow) -> None:
    keys = Keyboard(window)
    keys.press(Qt.Key.Key_N, CTRL)
    keys.press(Qt.Key.Key_F6)
    keys.answer("Name", "Answers for the office")
    keys.answer("What does this AI do?", "Knowledge")
    keys.answer("experiment, a pilot", "Exp")
    keys.answer("How many people", "5")
    keys.answer("How soon", "Now")
    keys.answer("used, and how evenly", "Low")
    keys.answer("How sensitive", "Int")
    hands = Hands(window)
    workload = hands.document.plan.workloads[0]
    assert (workload.name, workload.kind, workload.stage) == ("Answers for the office", "rag_assistant", "experiment")
    assert (workload.users, workload.timing, workload.usage, workload.sensitivity) == (
        5, "occasional", "low", "internal",
    )  # fmt: skip

    keys.add("public cloud")
    keys.answer("Name", "EU region")
    keys.answer("Owner", "IT")
    keys.tick("Why is it there?", "Speed")
    keys.add("managed model api")
    keys.answer("Owner", "Product")
    keys.tick("Does the contract allow", "Yes")
    keys.add("document store")
    keys.answer("Name", "Manuals")
    keys.answer("Owner", "Quality")
    keys.add("logging")
    keys.answer("Owner", "IT")
    keys.link("answers for", "managed")
    keys.link("manuals", "managed")
    keys.link("managed", "logs and")

    option = hands.document.option
    [zone] = option.zones
    assert (zone.name, zone.owner, zone.reasons) == ("EU region", "IT", ("speed",))
    assert {(block.kind, block.owner, block.zone) for block in option.blocks} == {
        ("managed_model_api", "Product", zone.id),
        ("document_store", "Quality", zone.id),
        ("logging_audit", "IT", None),
    }
    assert {flow.kind for flow in option.flows} == {"uses", "reads", "logs_to"}
    assert hands.verdict == "Balanced"
    assert hands.document.option_report.decisive_questions == ()
