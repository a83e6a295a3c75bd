"""The five steps: jumping between them, what each shows, and that nothing of it is cut off."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea

from tests.ui.conftest import Hands
from ui.steps.bar import STEPS
from ui.steps.compare import CompareStep
from ui.steps.plan import PlanStep
from ui.steps.workspace import Workspace
from ui.welcome import Welcome
from ui.window import MainWindow

Opened = Callable[[str], Hands]
ALT = Qt.KeyboardModifier.AltModifier
KEYS = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_5)


def workspace(window: MainWindow) -> Workspace:
    """The open plan with its steps."""
    assert window.workspace is not None
    return window.workspace


def go(window: MainWindow, step: str) -> None:
    """Open a step by its key."""
    QTest.keyClick(window, KEYS[STEPS.index(step)], ALT)
    QApplication.processEvents()
    assert workspace(window).step == step


def test_each_step_opens_by_its_key_and_by_its_button(opened: Opened) -> None:
    hands = opened("first-prototype")
    place = workspace(hands.window)
    for step in STEPS:
        go(hands.window, step)
        assert place.bar.buttons[step].isChecked()
    for step in STEPS:
        QTest.mouseClick(place.bar.buttons[step], Qt.MouseButton.LeftButton)
        assert place.step == step
    assert hands.document.undo_label == ""


def test_the_bar_says_what_is_in_each_step_and_follows_edits(opened: Opened) -> None:
    hands = opened("rag-assistant-pilot")
    bar = workspace(hands.window).bar
    assert (bar.buttons["situation"].note, bar.buttons["build"].note) == ("1 open", "13 blocks")
    hands.click("sign_in")
    hands.key(Qt.Key.Key_Delete)
    assert bar.buttons["build"].note == "12 blocks"
    assert bar.buttons["check"].note == "1 finding"


def test_a_narrow_bar_keeps_every_number_and_the_name_of_the_open_step(opened: Opened) -> None:
    hands = opened("rag-assistant-pilot")
    bar = workspace(hands.window).bar
    bar.resize(bar.minimumSizeHint())
    open_, other = bar.buttons["build"], bar.buttons["check"]
    assert bar.minimumSizeHint().width() < bar.sizeHint().width()
    assert open_.wide(0) > other.wide(0)
    assert all(made.isVisible() for made in bar.buttons.values())


def test_what_belongs_to_the_canvas_is_not_done_where_the_canvas_is_not_seen(opened: Opened) -> None:
    hands = opened("rag-assistant-pilot")
    hands.click("log")
    go(hands.window, "plan")
    QTest.keyClick(hands.window, Qt.Key.Key_Delete)
    assert "log" in hands.document.option.by_id
    assert not hands.window.commands.by_name["delete"].isEnabled()
    go(hands.window, "build")
    assert hands.window.commands.by_name["delete"].isEnabled()


def test_options_stand_side_by_side_with_what_differs_between_them(opened: Opened) -> None:
    hands = opened("first-prototype")
    go(hands.window, "compare")
    step = workspace(hands.window).steps["compare"]
    assert isinstance(step, CompareStep)
    options = hands.document.plan.options
    assert [card.offer.side.option for card in step.cards] == list(options)
    second = [b for b in step.findChildren(QPushButton) if b.text() == "Open in Build"][1]
    QTest.mouseClick(second, Qt.MouseButton.LeftButton)
    assert workspace(hands.window).step == "build"
    assert hands.document.option.id == options[1].id


def test_the_last_step_names_what_is_still_missing_on_paper(window: MainWindow) -> None:
    window.new_plan()
    go(window, "plan")
    step = workspace(window).steps["plan"]
    assert isinstance(step, PlanStep)
    missing = [text for text, _ in step.missing()]
    assert missing[:2] == ["The plan has no title.", "The organisation is not named."]
    mend = next(b for b in step.findChildren(QPushButton) if b.accessibleName().endswith("The plan has no title."))
    QTest.mouseClick(mend, Qt.MouseButton.LeftButton)
    assert workspace(window).step == "situation"


def test_a_plan_can_begin_with_the_questions(window: MainWindow) -> None:
    page = window.pages.currentWidget()
    assert isinstance(page, Welcome)
    QTest.mouseClick(page.describe_button, Qt.MouseButton.LeftButton)
    assert workspace(window).step == "situation"


def test_steps_that_are_open_take_on_other_colours(opened: Opened) -> None:
    hands = opened("first-prototype")
    for step in STEPS:
        go(hands.window, step)
    hands.window.set_theme("high_contrast")
    place = workspace(hands.window)
    assert {step.colours["panel"] for step in place.steps.values()} == {hands.window.colours["panel"]}
    assert place.bar.buttons["plan"].colours == hands.window.colours


def test_at_twice_the_size_no_step_is_wider_than_a_small_window(opened: Opened) -> None:
    hands = opened("first-prototype")
    window = hands.window
    window.memory.scale = 2.0
    window.set_theme("light")
    window.resize(1280, 720)
    try:
        for step in STEPS:
            go(window, step)
            assert window.width() == 1280
            if step != "build":
                areas = [area for area in workspace(window).steps[step].findChildren(QScrollArea) if area.isVisible()]
                assert areas
                assert all(area.horizontalScrollBar().maximum() == 0 for area in areas), step
    finally:
        window.memory.scale = 1.0
        window.set_theme("light")
