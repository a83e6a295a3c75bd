"""Help on what is selected, the search in it, and words that explain themselves."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from infra_builder.knowledge import Knowledge
from tests.ui.conftest import Hands
from ui.glossary import Explained, explain_with, marks
from ui.help import HelpWindow, html, show_help
from ui.pages import FIRST, Page, pages
from ui.panels.explained import Section
from ui.widgets import label
from ui.window import MainWindow

Opened = Callable[[str], Hands]


def helped(window: MainWindow) -> HelpWindow:
    """The help as its key opens it."""
    QTest.keyClick(window, Qt.Key.Key_F1)
    found = window.findChild(HelpWindow)
    assert found is not None
    return found


@pytest.fixture
def words(knowledge: Knowledge) -> None:
    """Labels explain the words that ship."""
    explain_with(knowledge.catalogue.glossary)


def test_nothing_selected_opens_the_manual(window: MainWindow) -> None:
    shown = helped(window)
    assert shown.shown == FIRST
    assert "Step by step" in shown.text.toPlainText()


def test_the_help_is_about_what_is_selected_and_follows_it(opened: Opened) -> None:
    hands = opened("rag-assistant-pilot")
    hands.click("index")
    shown = helped(hands.window)
    kind = hands.window.knowledge.catalogue.blocks["vector_index"]
    assert shown.shown == "block:vector_index"
    for said in (kind.purpose, kind.watch_outs[0], kind.ask[0], kind.cost_drivers[0]):
        assert said in shown.text.toPlainText()
    for id_, page in (("office", "zone:on_premises"), ("assistant", "workload:rag_assistant")):
        hands.desk.selection.choose((id_,))
        assert shown.shown == page
    flow = hands.document.option.flows[0]
    hands.desk.selection.choose((flow.id,))
    assert shown.shown == f"flow:{flow.kind}"
    hands.desk.selection.choose(())
    assert shown.shown == f"flow:{flow.kind}"


def test_the_help_does_not_stop_the_work(opened: Opened) -> None:
    hands = opened("rag-assistant-pilot")
    shown = helped(hands.window)
    assert not shown.isModal()
    hands.click("log")
    assert hands.desk.selection.ids == ("log",)


def test_every_kind_of_thing_has_a_page(knowledge: Knowledge) -> None:
    found = pages(knowledge.catalogue, ())
    catalogue = knowledge.catalogue
    wanted = {f"block:{id_}" for id_ in catalogue.blocks} | {f"zone:{id_}" for id_ in catalogue.environments}
    wanted |= {f"workload:{id_}" for id_ in catalogue.workloads} | {f"term:{id_}" for id_ in catalogue.glossary}
    wanted |= {f"skill:{id_}" for id_ in catalogue.skills} | {f"data:{id_}" for id_ in catalogue.data_classes}
    assert wanted <= found.keys()
    assert [id_ for id_, page in found.items() if not page.line and not page.parts] == []


def test_a_page_is_found_by_a_word_in_it_and_walked_to_by_keyboard(window: MainWindow) -> None:
    shown = show_help(window)
    QTest.keyClicks(shown.search, "interest")
    QTest.keyClicks(shown.search, "\b" * 8 + "swamp")
    assert shown.shown == "term:data_swamp"
    before = shown.shown
    QTest.keyClick(shown.search, Qt.Key.Key_Up)
    assert shown.shown != before
    QTest.keyClicks(shown.search, " nothing like it")
    assert shown.nothing.isVisible()


def test_the_manual_names_the_keys(window: MainWindow) -> None:
    shown = show_help(window, "manual:keys")
    assert "Ctrl+Shift+P: Find an action" in shown.text.toPlainText()


def test_what_a_pack_writes_is_text_and_never_markup() -> None:
    page = Page("", "<b>bold</b>", "<img src=x>", (Section("x", "<i>", ("<script>",)),))
    assert "<b>" not in html(page)
    assert "<img" not in html(page)
    assert "<script>" not in html(page)


@pytest.mark.usefixtures("words")
def test_a_word_of_the_field_is_explained_on_hover(qtbot: QtBot, knowledge: Knowledge) -> None:
    made = label("Beware of data gravity here, and of nothing else.")
    assert isinstance(made, Explained)
    qtbot.addWidget(made)
    made.resize(170, 200)
    made.show()
    place = made.place_of("data_gravity")
    assert made.term_at(place) == "data_gravity"
    assert made.term_at(made.rect().bottomRight()) == ""
    QApplication.sendEvent(made, QHelpEvent(QEvent.Type.ToolTip, place, made.mapToGlobal(place)))
    assert knowledge.catalogue.glossary["data_gravity"].says in QToolTip.text()
    QToolTip.hideText()


@pytest.mark.usefixtures("words")
def test_a_word_is_underlined_where_it_is_explained(qtbot: QtBot) -> None:
    def below_the_letters(text: str) -> int:
        made = label(text)
        qtbot.addWidget(made)
        made.resize(120, made.fontMetrics().lineSpacing())
        image = made.grab().toImage()
        ground = image.pixelColor(image.width() - 1, 0)
        rows = range(made.fontMetrics().ascent() + 1, image.height())
        return sum(image.pixelColor(x, y) != ground for x in range(image.width()) for y in rows)

    assert below_the_letters("clutter") == 0
    assert below_the_letters("cluster") > 10


def test_a_click_on_a_word_opens_its_page(opened: Opened) -> None:
    hands = opened("rag-assistant-pilot")
    hands.click("index")
    QApplication.processEvents()
    explained = hands.desk.inspector.findChildren(Explained)
    shown, term = next((one, mark.id) for one in explained for mark in marks(one.text()) if one.isVisible())
    QTest.mouseClick(shown, Qt.MouseButton.LeftButton, pos=shown.place_of(term))
    found = hands.window.findChild(HelpWindow)
    assert found is not None
    assert found.shown == f"term:{term}"
