"""Deciding in Check: the form by keyboard and mouse, what the verdict says then, what has passed, what is past."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from infra_builder.deciding import undecided
from infra_builder.edits import Decide, Remove
from infra_builder.plan import Decision
from infra_builder.report import Finding
from tests.ui.conftest import Hands
from ui.dates import in_words
from ui.projector import toggle_projector
from ui.steps.check import CheckStep
from ui.steps.decision import MONTHS_AHEAD, DecisionForm
from ui.steps.past import LateNotice, PastDecisions
from ui.window import MainWindow

Opened = Callable[[str], Hands]
LEFT = Qt.MouseButton.LeftButton


def check(window: MainWindow) -> CheckStep:
    """The open step."""
    assert window.workspace is not None
    window.workspace.show_step("check")
    QApplication.processEvents()
    step = window.workspace.steps["check"]
    assert isinstance(step, CheckStep)
    return step


def form_of(step: CheckStep, key: str) -> DecisionForm:
    """The form below an opened line."""
    line = step.lines[key]
    if not line.head.isChecked():
        QTest.mouseClick(line.head, LEFT)
    QApplication.processEvents()
    assert line.form is not None
    return line.form


def choose(form: DecisionForm, status: str) -> None:
    """Choose a status with the arrow keys."""
    form.status.setFocus()
    for _ in range(form.status.findData(status) - form.status.currentIndex()):
        QTest.keyClick(form.status, Qt.Key.Key_Down)


def decide(hands: Hands, found: Finding, until: str, **fields: str) -> None:
    decision = undecided(found).but(**{"status": "accepted", "reason": "For now.", "review_by": until} | fields)
    hands.document.do(Decide(decision=decision), "decide")


def said(step: CheckStep) -> list[str]:
    """Everything that can be read."""
    QApplication.processEvents()
    return [label.text() for label in step.findChildren(QLabel) if label.isVisibleTo(step)]


def test_a_finding_is_accepted_by_keyboard_in_one_step(opened: Opened) -> None:
    hands = opened("first-prototype")
    step, before = check(hands.window), hands.document.plan
    found = hands.document.option_report.findings[0]
    form = form_of(step, found.key)
    choose(form, "accepted")
    QTest.keyClicks(form.owner, "Ines")
    QTest.keyClicks(form.reason, "The contract runs until then.")
    QTest.keyClick(form.reason, Qt.Key.Key_Return)
    day = QDate.currentDate().addMonths(MONTHS_AHEAD).toString(Qt.DateFormat.ISODate)
    assert hands.document.plan.decisions == (
        Decision(finding=found.key, status="accepted", owner="Ines", reason="The contract runs until then.",
                 review_by=day, about=found.says),
    )  # fmt: skip
    assert f"Accepted until {in_words(day)} · Ines" in said(step)
    assert step.lines[found.key].head.hasFocus()
    hands.document.undo()
    assert hands.document.plan == before
    assert step.lines[found.key].head.accessibleDescription().count("Accepted") == 0


def test_the_verdict_stays_and_says_what_was_accepted(opened: Opened) -> None:
    hands = opened("first-prototype")
    step = check(hands.window)
    first, second = hands.document.option_report.findings[:2]
    decide(hands, first, "2999-03-01")
    assert "One accepted until 1 March 2999" in said(step)
    assert step.head.accessibleName().startswith("Overbuilt. One accepted until 1 March 2999. ")
    decide(hands, second, "2998-12-24")
    assert "2 accepted, the first until 24 December 2998" in said(step)
    assert hands.desk.verdict.verdict().accepted == "2 accepted, the first until 24 December 2998"
    assert hands.verdict == "Overbuilt"
    decide(hands, second, "2001-12-24")
    assert "2 accepted, the first until 24 December 2001, which has passed" in said(step)


def test_the_room_sees_what_was_accepted(opened: Opened) -> None:
    hands = opened("first-prototype")
    decide(hands, hands.document.option_report.findings[0], "2999-03-01")
    toggle_projector(hands.window)
    assert hands.window.projector is not None
    assert "One accepted until 1 March 2999" in [each.text() for each in hands.window.projector.findChildren(QLabel)]


def test_accepting_waits_for_a_reason_and_says_so(opened: Opened) -> None:
    hands = opened("first-prototype")
    step = check(hands.window)
    form = form_of(step, hands.document.option_report.findings[0].key)
    assert not form.more.isVisibleTo(step)
    choose(form, "accepted")
    assert form.review.isEnabled()
    assert not form.save.isEnabled()
    assert "Accepting it as it is needs a reason, and a date on which you look at it again." in said(step)
    QTest.keyClicks(form.reason, "It ends in May.")
    assert form.save.isEnabled()
    QTest.keyClick(form.dated, Qt.Key.Key_Space)
    assert not form.save.isEnabled()
    QTest.keyClick(form.reason, Qt.Key.Key_Return)
    assert hands.document.plan.decisions == ()


def test_what_is_being_written_stays_while_something_else_changes(opened: Opened) -> None:
    hands = opened("first-prototype")
    step = check(hands.window)
    found, other = hands.document.option_report.findings[:2]
    form = form_of(step, found.key)
    choose(form, "accepted")
    QTest.keyClicks(form.reason, "It ends")
    decide(hands, other, "2999-03-01")
    assert (form.reason.text(), form.status.currentData()) == ("It ends", "accepted")
    QTest.keyClicks(form.reason, " in May.")
    QTest.mouseClick(form.save, LEFT)
    assert [one.reason for one in hands.document.plan.decisions] == ["For now.", "It ends in May."]


def test_a_day_is_typed(opened: Opened) -> None:
    hands = opened("first-prototype")
    step = check(hands.window)
    found = hands.document.option_report.findings[0]
    decide(hands, found, "2999-03-01")
    form = form_of(step, found.key)
    form.review.setFocus()
    form.review.setCurrentSection(form.review.Section.YearSection)
    QTest.keyClick(form.review, Qt.Key.Key_Up)
    QTest.mouseClick(form.save, LEFT)
    assert [one.review_by for one in hands.document.plan.decisions] == ["3000-03-01"]


def test_a_decision_is_taken_back(opened: Opened) -> None:
    hands = opened("first-prototype")
    step = check(hands.window)
    found = hands.document.option_report.findings[0]
    decide(hands, found, "2999-03-01")
    form = form_of(step, found.key)
    QTest.mouseClick(form.take_back, LEFT)
    assert hands.document.plan.decisions == ()
    assert form.status.currentData() == "open"
    assert not form.more.isVisibleTo(step)


def test_a_question_is_decided_about_too(window: MainWindow) -> None:
    window.new_plan()
    step = check(window)
    question = step.document.option_report.decisive_questions[0]
    form = form_of(step, question.key)
    choose(form, "in_progress")
    QTest.keyClicks(form.owner, "Ines")
    QTest.mouseClick(form.save, LEFT)
    [decision] = step.document.plan.decisions
    assert (decision.question, decision.owner, decision.about) == (question.key, "Ines", question.says)


def test_only_what_was_decided_so_is_shown(opened: Opened) -> None:
    hands = opened("first-prototype")
    step = check(hands.window)
    findings = hands.document.option_report.findings
    decide(hands, findings[3], "2999-03-01")
    step.filters.status.setFocus()
    while step.filters.status.currentData() != "accepted":
        QTest.keyClick(step.filters.status, Qt.Key.Key_Down)
    assert [*step.lines] == [findings[3].key]
    while step.filters.status.currentData() != "open":
        QTest.keyClick(step.filters.status, Qt.Key.Key_Up)
    assert len(step.lines) == len(findings) - 1
    step.filters.clear()
    assert len(step.lines) == len(findings)


def test_what_should_have_been_looked_at_again_comes_first(opened: Opened) -> None:
    hands = opened("first-prototype")
    step = check(hands.window)
    found = hands.document.option_report.findings[4]
    assert step.findChild(LateNotice) is None
    decide(hands, found, "2001-03-01")
    QApplication.processEvents()
    assert next(iter(step.lines)) == found.key
    assert "Accepted until 1 March 2001, which has passed" in said(step)
    assert step.lines[found.key].head.clock.isVisibleTo(step)
    notice = step.findChild(LateNotice)
    assert isinstance(notice, LateNotice)
    assert "1 review date has passed" in said(step)
    QTest.mouseClick(notice.show_them, LEFT)
    assert [*step.lines] == [found.key]


def test_what_was_decided_about_something_deleted_is_past_and_comes_back(opened: Opened) -> None:
    hands = opened("first-prototype")
    step = check(hands.window)
    blocks = {block.id for block in hands.document.option.blocks}
    found = next(each for each in hands.document.option_report.findings if each.about in blocks)
    decide(hands, found, "2999-03-01")
    hands.document.do(Remove(option=hands.document.option.id, ids=(found.about,)), "delete")
    QApplication.processEvents()
    past = step.findChild(PastDecisions)
    assert isinstance(past, PastDecisions)
    assert found.says in [each.text() for each in past.findChildren(QLabel)]
    hands.document.undo()
    assert "Past decisions" not in said(step)
    assert "Accepted until 1 March 2999" in said(step)


def test_the_list_goes_by_function_as_well(opened: Opened) -> None:
    hands = opened("first-prototype")
    step = check(hands.window)
    step.filters.grouping.setFocus()
    QTest.keyClick(step.filters.grouping, Qt.Key.Key_Down)
    report = hands.document.option_report
    shown = {group.id: group.entries for group in step.groups() if group.entries}
    assert shown == {name: report.of_function(name) for name in shown}
    assert sorted(step.lines) == sorted(each.key for each in (*report.findings, *report.questions))
    QApplication.processEvents()
    assert {"Management", "IT"} <= set(said(step))
    assert "Not fragile" not in said(step)
