"""Situation: every answer is one step, may stay open, and is judged at once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Hands
from ui.steps.fields import Amount, Cards, OneListed, OneOf, Ticks
from ui.steps.situation import SituationStep
from ui.window import MainWindow

Opened = Callable[[str], Hands]
LEFT = Qt.MouseButton.LeftButton


def situation(window: MainWindow) -> SituationStep:
    """The open step."""
    assert window.workspace is not None
    window.workspace.show_step("situation")
    QApplication.processEvents()
    step = window.workspace.steps["situation"]
    assert isinstance(step, SituationStep)
    return step


def new(window: MainWindow) -> SituationStep:
    """The step of an empty plan."""
    window.new_plan()
    return situation(window)


def test_one_of_the_five_jobs_is_chosen_and_taken_back(window: MainWindow) -> None:
    step = new(window)
    cards = step.fields["objective"]
    assert isinstance(cards, Cards)
    assert cards.buttons[None].isChecked()
    QTest.mouseClick(cards.buttons["governance"], LEFT)
    assert step.document.plan.situation.objective == "governance"
    QTest.mouseClick(cards.buttons[None], LEFT)
    assert step.document.plan.situation.objective is None
    step.document.undo()
    assert cards.buttons["governance"].isChecked()


def test_none_of_these_is_an_answer_and_the_last_tick_away_is_none(window: MainWindow) -> None:
    step = new(window)
    skills = step.fields["skills"]
    assert isinstance(skills, Ticks)
    QTest.mouseClick(skills.buttons["data"], LEFT)
    QTest.mouseClick(skills.buttons["security"], LEFT)
    assert step.document.plan.situation.skills == ("data", "security")
    QTest.mouseClick(skills.none, LEFT)
    assert step.document.plan.situation.skills == ()
    assert not skills.buttons["data"].isChecked()
    QTest.mouseClick(skills.buttons["data"], LEFT)
    QTest.mouseClick(skills.buttons["data"], LEFT)
    assert step.document.plan.situation.skills is None
    assert skills.unknown.isChecked()


def test_not_knowing_taken_twice_stays_not_knowing(window: MainWindow) -> None:
    step = new(window)
    people = step.fields["people"]
    assert isinstance(people, Amount)
    QTest.mouseClick(people.unknown, LEFT)
    assert people.unknown.isChecked()
    assert step.document.undo_label == ""


def test_a_number_is_taken_over_by_return_and_is_one_step(window: MainWindow) -> None:
    step = new(window)
    people = step.fields["people"]
    assert isinstance(people, Amount)
    people.number.setFocus()
    QTest.keyClicks(people.number, "3")
    QTest.keyClick(people.number, Qt.Key.Key_Return)
    assert step.document.plan.situation.people == 3
    assert not people.unknown.isChecked()
    step.document.undo()
    assert step.document.plan.situation.people is None
    assert people.unknown.isChecked()


def test_the_workload_is_described_by_mouse_and_judged_at_once(opened: Opened) -> None:
    hands = opened("rag-assistant-pilot")
    step = situation(hands.window)
    sheet = step.workloads["assistant"]
    stage, kind = sheet.fields["stage"], sheet.fields["kind"]
    assert isinstance(stage, OneOf)
    assert isinstance(kind, OneListed)
    assert stage.buttons["pilot"].isChecked()
    assert kind.list.currentData() == "rag_assistant"
    QTest.mouseClick(stage.buttons["production"], LEFT)
    assert hands.document.plan.workloads[0].stage == "production"
    assert hands.verdict == "Fragile"
    assert step.known.head.accessibleName().startswith("Fragile")


def test_a_workload_comes_and_goes_with_undo(window: MainWindow) -> None:
    step = new(window)
    QTest.mouseClick(step.add_workload, LEFT)
    assert len(step.document.plan.workloads) == len(step.workloads) == 2
    second = step.document.plan.workloads[1].id
    QTest.mouseClick(step.workloads[second].remove, LEFT)
    assert list(step.workloads) == [step.document.plan.workloads[0].id]
    assert not step.workloads[step.document.plan.workloads[0].id].remove.isVisibleTo(step)
    step.document.undo()
    assert second in step.workloads


def test_the_bar_counts_every_question_and_names_those_that_decide(opened: Opened) -> None:
    hands = opened("rag-assistant-pilot")
    step = situation(hands.window)
    assert step.known.count.text() == "11 of 12 questions answered"
    deciding = hands.document.option_report.decisive_questions[0]
    line = next(b for b in step.known.findChildren(QPushButton) if b.accessibleName() == deciding.says)
    QTest.mouseClick(line, LEFT)
    assert hands.window.workspace is not None
    assert hands.window.workspace.step == "check"
    assert hands.desk.selection.finding == deciding.key


def test_a_question_of_the_form_is_brought_before_the_eyes(window: MainWindow) -> None:
    step = new(window)
    question = next(q for q in step.document.option_report.decisive_questions if q.field == "workload.sensitivity")
    line = next(b for b in step.known.findChildren(QPushButton) if b.accessibleName() == question.says)
    QTest.mouseClick(line, LEFT)
    field = step.workloads[question.subject].fields["sensitivity"]
    focus = QApplication.focusWidget()
    assert focus is not None
    assert field.isAncestorOf(focus)
    assert not field.visibleRegion().isEmpty()


def test_a_guided_choice_takes_over_what_the_form_says_and_answers_it_too(opened: Opened) -> None:
    hands = opened("rag-assistant-pilot")
    choices = situation(hands.window).choices
    assert choices.chosen()["data"] == ("confidential",)
    assert choices.questions is not None
    QTest.mouseClick(choices.questions.chips["data"].buttons["internal"], LEFT)
    assert hands.document.plan.workloads[0].sensitivity == "internal"
    hands.document.undo()
    assert choices.questions.chips["data"].buttons["confidential"].isChecked()


def test_a_recommendation_is_put_on_the_canvas_as_one_step(window: MainWindow, qtbot: QtBot) -> None:
    step = new(window)
    choices = step.choices
    for name, question in choices.guide.questions.items():
        words = [word for word, given in question.answers.items() if given.speaks_for.get("managed_api", 0) > 0]
        if words:
            assert choices.questions is not None
            QTest.mouseClick(choices.questions.chips[name].buttons[words[0]], LEFT)
            QApplication.processEvents()
    assert choices.result is not None
    before = step.document.plan
    put = next(b for b in choices.result.findChildren(QPushButton) if "on the canvas" in b.text())
    QTest.mouseClick(put, LEFT)
    kinds = {block.kind for block in step.document.option.blocks}
    assert kinds == set(choices.guide.ways["managed_api"].blocks)
    done = [b for b in choices.result.findChildren(QPushButton) if b.text() == "Its blocks are on the canvas"]
    assert done
    assert not done[0].isEnabled()
    step.document.undo()
    assert step.document.plan == before


def test_another_guided_choice_is_a_list_away(window: MainWindow) -> None:
    choices = new(window).choices
    index = choices.list.findData("hpc")
    QTest.keyClick(choices.list, Qt.Key.Key_Home)
    choices.list.setCurrentIndex(index)
    choices.list.activated.emit(index)
    assert choices.id == "hpc"
    assert choices.questions is not None
    assert set(choices.questions.chips) == set(choices.guide.questions)
