"""The tour: three steps on real widgets, by keyboard, in nobody's way."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.conftest import Hands
from ui.tour import Callout, begin_tour, offer_tour, place_beside
from ui.window import MainWindow

Opened = Callable[[str], Hands]


def callout(window: MainWindow) -> Callout | None:
    """The card that is shown."""
    return next((found for found in window.findChildren(Callout) if found.isVisible()), None)


def shown(window: MainWindow) -> Callout:
    """The card that must be shown."""
    found = callout(window)
    assert found is not None
    return found


def press(window: MainWindow, key: Qt.Key) -> None:
    """A key, where the keyboard is."""
    QTest.keyClick(window.focusWidget() or window, key)
    QApplication.processEvents()


def test_enter_goes_through_the_three_steps(opened: Opened) -> None:
    window = opened("rag-assistant-pilot").window
    begin_tour(window)
    assert window.desk is not None
    assert window.workspace is not None
    for target in (window.desk.palette_panel, window.desk.verdict, window.workspace.bar):
        card = shown(window)
        assert card.stops[card.index].target(window) is target
        assert framed(card).contains(seen(target, window).center())
        press(window, Qt.Key.Key_Return)
    assert callout(window) is None
    assert window.focusWidget() is window.desk.canvas


def framed(card: Callout) -> QRect:
    """What the frame of the tour surrounds."""
    return card.ring.geometry()


def seen(widget: QWidget, window: MainWindow) -> QRect:
    """Where a widget is in the window."""
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def test_escape_skips_it(opened: Opened) -> None:
    window = opened("rag-assistant-pilot").window
    begin_tour(window)
    press(window, Qt.Key.Key_Escape)
    assert callout(window) is None


def test_work_goes_on_while_it_is_there(opened: Opened) -> None:
    hands = opened("rag-assistant-pilot")
    begin_tour(hands.window)
    hands.click("tests")
    assert hands.desk.selection.ids == ("tests",)
    assert callout(hands.window) is not None


def test_it_begins_a_plan_where_none_is_open(window: MainWindow) -> None:
    window.commands.run("tour")
    assert window.document is not None
    assert callout(window) is not None


def test_it_starts_by_itself_the_first_time_only(window: MainWindow) -> None:
    window.memory.toured = False
    offer_tour(window)
    assert callout(window) is None
    window.new_plan()
    QTest.qWait(1)
    press(window, Qt.Key.Key_Escape)
    assert window.memory.toured
    window.new_plan()
    QTest.qWait(1)
    assert callout(window) is None


def test_closing_the_plan_ends_it(opened: Opened) -> None:
    window = opened("rag-assistant-pilot").window
    begin_tour(window)
    window.files.close()
    QTest.qWait(1)
    assert callout(window) is None


@pytest.mark.parametrize("size", [(960, 600), (1920, 1080)])
def test_its_card_stays_within_the_window(opened: Opened, size: tuple[int, int]) -> None:
    window = opened("rag-assistant-pilot").window
    window.resize(*size)
    QTest.qWait(1)
    begin_tour(window)
    for _ in range(3):
        card = shown(window)
        assert window.rect().contains(card.geometry())
        assert card.words.height() >= card.words.heightForWidth(card.words.width())
        press(window, Qt.Key.Key_Return)


def test_a_card_stands_beside_what_it_points_at_where_there_is_room() -> None:
    target, card, window = QRect(0, 100, 200, 300), QSize(300, 150), QSize(1000, 700)
    assert not target.intersects(QRect(place_beside(target, card, window), card))
    at_the_bottom = QRect(0, 500, 1000, 200)
    assert not at_the_bottom.intersects(QRect(place_beside(at_the_bottom, card, window), card))
