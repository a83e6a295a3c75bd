"""Guided choices and lists, as a person uses them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from tests.ui.conftest import Hands
from ui.guide import GuideDialog
from ui.lists import ListsDialog
from ui.welcome import ASKED, Welcome
from ui.window import MainWindow

Opened = Callable[[str], Hands]


def asked(window: MainWindow, guide: str) -> GuideDialog:
    """The dialog of a guided choice."""
    window.ask_guide(guide)
    dialog = window.findChild(GuideDialog)
    assert dialog is not None
    return dialog


def answer(dialog: GuideDialog, question: str, word: str) -> None:
    """Click an answer."""
    QTest.mouseClick(dialog.chips[question].buttons[word], Qt.MouseButton.LeftButton)


def texts(dialog: GuideDialog | ListsDialog) -> list[str]:
    """Everything the dialog says."""
    return [label.text() for label in dialog.findChildren(QLabel) if label.isVisibleTo(dialog)]


def test_what_the_plan_says_is_taken_over(opened: Opened) -> None:
    hands = opened("rag-assistant-pilot")
    dialog = asked(hands.window, "hosting_path")
    known = [name for name, question in dialog.guide.questions.items() if question.known_from == "workload.sensitivity"]
    assert dialog.chosen[known[0]] == ("confidential",)
    assert dialog.chips[known[0]].buttons["confidential"].isChecked()


def test_a_second_click_takes_an_answer_back(opened: Opened) -> None:
    hands = opened("rag-assistant-pilot")
    dialog = asked(hands.window, "hosting_path")
    name = next(n for n, q in dialog.guide.questions.items() if not q.several and n not in dialog.known)
    word = next(iter(dialog.guide.questions[name].answers))
    answer(dialog, name, word)
    assert dialog.chosen[name] == (word,)
    answer(dialog, name, word)
    assert dialog.chosen[name] == ()


def test_what_is_recommended_is_put_on_the_canvas_as_one_step(window: MainWindow) -> None:
    dialog = asked(window, "hosting_path")
    for name, question in dialog.guide.questions.items():
        for word, given in question.answers.items():
            if given.speaks_for.get("managed_api", 0) > 0:
                answer(dialog, name, word)
                break
    put = next(button for button in dialog.findChildren(QPushButton) if "on the canvas" in button.text())
    hands = Hands(window)
    before = hands.document.plan
    QTest.mouseClick(put, Qt.MouseButton.LeftButton)
    assert hands.document.option.blocks
    hands.document.undo()
    assert hands.document.plan == before


def test_the_welcome_page_asks_the_questions_people_come_with(window: MainWindow) -> None:
    page = window.pages.currentWidget()
    assert isinstance(page, Welcome)
    names = {window.knowledge.catalogue.guides[id_].name for id_ in ASKED}
    assert names <= {button.text() for button in page.findChildren(QPushButton)}


def test_a_list_is_found_by_a_word_in_one_of_its_lines(window: MainWindow) -> None:
    window.show_lists()
    dialog = window.findChild(ListsDialog)
    assert dialog is not None
    id_, entry = next(iter(window.knowledge.catalogue.lists.items()))
    line = next(iter(entry.entries.values())).says
    QTest.keyClicks(dialog.search, line)
    assert id_ in dialog.shown
    found = dialog.names.findItems(entry.name, Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive)[0]
    QTest.mouseClick(
        dialog.names.viewport(), Qt.MouseButton.LeftButton, pos=dialog.names.visualItemRect(found).center()
    )
    QApplication.processEvents()
    assert line in texts(dialog)


def test_with_a_plan_open_only_the_lists_of_use_are_shown(opened: Opened) -> None:
    hands = opened("rag-assistant-pilot")
    hands.window.show_lists()
    dialog = hands.window.findChild(ListsDialog)
    assert dialog is not None
    assert "hpc_readiness" not in dialog.shown
    QTest.mouseClick(dialog.reach.buttons["all"], Qt.MouseButton.LeftButton)
    assert "hpc_readiness" in dialog.shown


def test_a_block_leads_to_the_lists_about_it(opened: Opened) -> None:
    hands = opened("training-run")
    block = next(block for block in hands.document.option.blocks if block.kind == "training_job")
    hands.click(block.id)
    about = [e.name for e in hands.document.knowledge.catalogue.lists.values() if "training_job" in e.needs_any]
    offered = next(b for b in hands.desk.inspector.findChildren(QPushButton) if b.text() in about)
    offered.click()
    dialog = hands.window.findChild(ListsDialog)
    assert dialog is not None
    QApplication.processEvents()
    assert offered.text() in texts(dialog)
