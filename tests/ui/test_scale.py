"""Colours that can be read, texts up to twice as large, targets that can be hit, and the projector."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QPushButton,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from exports.picture.scene import scene
from exports.picture.shapes import Text
from exports.picture.theme import theme
from infra_builder.places import SCENARIOS
from infra_builder.planfile import read
from tests.ui.conftest import Hands
from ui.preferences import Preferences
from ui.projector import LEAST_POINTS, LEAST_SIZE, Projector
from ui.theming import SCALES
from ui.window import MainWindow

Opened = Callable[[str], Hands]
CTRL_ALT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
THEMES = ("light", "dark", "high_contrast")
SURFACES = ("panel", "canvas", "chrome", "sunken", "zone_cloud", "zone_saas", "zone_premises", "zone_local")
WORDS = ("ink", "ink_2", "ink_3", "accent", "balanced", "overbuilt", "fragile", "accidental_hybrid")
CATEGORIES = ("data", "hosting", "compute", "governance")
ON = (("ink", "accent_soft"), ("ink_2", "accent_soft"), ("on_accent", "accent"), ("workload_text", "workload_card"),
      ("workload_text_2", "workload_card"))  # fmt: skip
STEPS = ("build", "situation", "check", "compare", "plan")


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 has it."""
    channels = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio as WCAG 2 has it."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", THEMES)
def test_every_text_can_be_read_on_every_ground(name: str) -> None:
    colours = theme(name)
    pairs = [(word, ground) for word in (*WORDS, *CATEGORIES) for ground in SURFACES] + list(ON)
    assert [pair for pair in pairs if contrast(colours[pair[0]], colours[pair[1]]) < 4.5] == []


@pytest.mark.parametrize("name", THEMES)
def test_every_outline_can_be_seen_on_every_ground(name: str) -> None:
    colours = theme(name)
    pairs = [(line, ground) for line in ("edge", "zone_line", "accent") for ground in SURFACES]
    assert [pair for pair in pairs if contrast(colours[pair[0]], colours[pair[1]]) < 3] == []


def seen(window: QWidget, sort: type[QWidget]) -> Iterator[QWidget]:
    """The widgets of a sort that a person sees, whole or in part."""
    return (widget for widget in window.findChildren(sort) if widget.isVisible() and widget.width() > 0)


def clipped(window: QWidget) -> list[str]:
    """The labels and buttons whose words have less room than they need."""
    found = []
    for label in seen(window, QLabel):
        assert isinstance(label, QLabel)
        if label.wordWrap() and label.height() + 1 < label.heightForWidth(label.width()):
            found.append(f"label {label.text()!r} {label.size()}")
    for made in seen(window, QPushButton):
        assert isinstance(made, QPushButton)
        if made.text() and made.width() + 1 < made.minimumSizeHint().width():
            found.append(f"button {made.text()!r} {made.size()}")
    return found


def settled(window: MainWindow, qtbot: QtBot) -> None:
    """Wait until the pages are laid out, which must leave nothing clipped."""

    def check() -> None:
        assert clipped(window) == []

    qtbot.waitUntil(check, timeout=4000)


@pytest.mark.parametrize("step", STEPS)
def test_nothing_is_clipped_at_twice_the_size_on_a_small_screen(opened: Opened, qtbot: QtBot, step: str) -> None:
    window = opened("first-prototype").window
    window.resize(1280, 720)
    window.set_scale(2.0)
    assert window.workspace is not None
    window.workspace.show_step(step)
    settled(window, qtbot)
    assert (window.width(), window.height()) == (1280, 720)


def test_keys_make_everything_larger_and_smaller_and_it_is_remembered(opened: Opened) -> None:
    window = opened("rag-assistant-pilot").window
    points = QApplication.font().pointSizeF()
    QTest.keyClick(window, Qt.Key.Key_Plus, CTRL_ALT)
    assert window.memory.scale == SCALES[1]
    assert QApplication.font().pointSizeF() == pytest.approx(points * SCALES[1])
    QTest.keyClick(window, Qt.Key.Key_Minus, CTRL_ALT)
    assert QApplication.font().pointSizeF() == pytest.approx(points)
    QTest.keyClick(window, Qt.Key.Key_Minus, CTRL_ALT)
    assert window.memory.scale == 1.0


def test_another_size_keeps_step_selection_and_plan(opened: Opened) -> None:
    hands = opened("rag-assistant-pilot")
    window = hands.window
    assert window.workspace is not None
    hands.desk.selection.choose(("index",))
    window.workspace.show_step("check")
    window.set_scale(1.5)
    assert window.document is hands.document
    assert window.desk is not None
    assert window.desk.selection.ids == ("index",)
    assert window.workspace.step == "check"


def test_preferences_take_effect_at_once(opened: Opened) -> None:
    window = opened("rag-assistant-pilot").window
    window.commands.run("preferences")
    dialog = window.findChild(Preferences)
    assert dialog is not None
    QTest.keyClick(dialog.colours, Qt.Key.Key_Down)
    QTest.keyClick(dialog.scale, Qt.Key.Key_Down)
    assert window.memory.theme == "dark"
    assert window.memory.scale == SCALES[1]
    dialog.reject()


@pytest.mark.parametrize("step", STEPS)
def test_every_target_can_be_hit(opened: Opened, step: str) -> None:
    window = opened("first-prototype").window
    assert window.workspace is not None
    window.workspace.show_step(step)
    QTest.qWait(10)
    small = [
        (type(made).__name__, made.accessibleName() or made.text(), made.width(), made.height())
        for made in seen(window, QAbstractButton)
        if isinstance(made, QAbstractButton)
        and not isinstance(made.parent(), QLineEdit | QTabBar)
        and min(made.width(), made.height()) < 24
    ]
    assert small == []


def projected(hands: Hands) -> Projector:
    """The projector as its key turns it on."""
    QTest.keyClick(hands.canvas, Qt.Key.Key_F11)
    QTest.qWait(1)
    assert hands.window.projector is not None
    return hands.window.projector


def test_the_projector_hides_everything_but_plan_and_verdict(opened: Opened) -> None:
    hands = opened("first-prototype")
    shown = projected(hands)
    window = hands.window
    assert not window.menuBar().isVisible()
    assert not window.bar.isVisible()
    assert not hands.desk.isVisible()
    words = shown.findChild(QLabel, "verdict-words")
    assert words is not None
    assert words.text() == "Overbuilt"
    QTest.keyClick(shown.canvas, Qt.Key.Key_Escape)
    assert window.projector is None
    assert window.menuBar().isVisible()
    assert window.bar.isVisible()
    assert hands.desk.isVisible()


def test_a_window_closed_on_the_projector_comes_back_as_it_was_before(opened: Opened) -> None:
    hands = opened("first-prototype")
    window = hands.window
    window.document.saved = window.document.plan
    projected(hands)
    window.close()
    again = MainWindow(window.knowledge, window.memory)
    assert not again.windowState() & Qt.WindowState.WindowFullScreen
    again.deleteLater()


def test_nothing_on_the_projector_is_below_eighteen_points(opened: Opened) -> None:
    shown = projected(opened("first-prototype"))
    sizes = [label.font().pointSizeF() for label in seen(shown, QLabel) if isinstance(label, QLabel) and label.text()]
    assert min(sizes) >= LEAST_POINTS
    drawn = LEAST_SIZE * shown.canvas.transform().m11() * 72 / shown.logicalDpiY()
    assert drawn >= LEAST_POINTS - 0.01


def test_no_picture_has_smaller_letters_than_the_projector_reckons_with(opened: Opened) -> None:
    catalogue = opened("first-prototype").window.knowledge.catalogue
    for path in SCENARIOS.glob("*.infraplan"):
        plan = read(path, catalogue)
        shapes = (shape for group in scene(plan, plan.options[0], catalogue).shapes() for shape in group)
        assert min(shape.size for shape in shapes if isinstance(shape, Text)) >= LEAST_SIZE


def test_a_room_is_led_through_the_findings_by_keyboard(opened: Opened) -> None:
    hands = opened("first-prototype")
    shown = projected(hands)
    findings = hands.document.option_report.findings
    QTest.keyClick(shown.canvas, Qt.Key.Key_PageDown)
    QTest.qWait(1)
    assert hands.desk.selection.finding == findings[0].key
    said = [label.text() for label in seen(shown.card, QLabel) if isinstance(label, QLabel)]
    assert findings[0].says in said
    QTest.keyClick(shown.canvas, Qt.Key.Key_PageUp)
    assert hands.desk.selection.finding == ""
    QTest.keyClick(shown.canvas, Qt.Key.Key_PageUp)
    assert hands.desk.selection.finding == findings[-1].key


def test_the_buttons_of_the_projector_can_be_hit_by_touch(opened: Opened) -> None:
    shown = projected(opened("first-prototype"))
    sizes = [(made.width(), made.height()) for made in seen(shown.card, QPushButton)]
    assert sizes
    assert min(min(size) for size in sizes) >= 44


def test_a_halo_goes_with_the_pointer(opened: Opened) -> None:
    shown = projected(opened("first-prototype"))
    QTest.mouseMove(shown.canvas.viewport(), QPoint(40, 50))
    QTest.mouseMove(shown.canvas.viewport(), QPoint(90, 120))
    QApplication.processEvents()
    assert shown.halo.at == shown.canvas.viewport().mapTo(shown, QPoint(90, 120))


def test_a_plan_closed_on_the_projector_brings_the_window_back(opened: Opened) -> None:
    hands = opened("first-prototype")
    projected(hands)
    assert hands.window.files.close() is not False
    assert hands.window.projector is None
    assert hands.window.menuBar().isVisible()


def test_the_welcome_page_follows_the_size(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1280, 720)
    window.set_scale(2.0)
    settled(window, qtbot)
