"""Check: findings by flag, filters, answers in place, remedies, and the way to the canvas by keyboard."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from infra_builder.report import Finding
from tests import builders as b
from tests.ui.conftest import Hands
from ui.advice.unfolding import Unfolding
from ui.document import PlanDocument
from ui.steps.check import MOST, CheckStep
from ui.steps.fields import OneOf, YesNo
from ui.window import MainWindow

Opened = Callable[[str], Hands]
LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier


def check(window: MainWindow) -> CheckStep:
    """The open step."""
    assert window.workspace is not None
    window.workspace.show_step("check")
    QApplication.processEvents()
    step = window.workspace.steps["check"]
    assert isinstance(step, CheckStep)
    return step


def texts(step: CheckStep) -> list[str]:
    """Everything that is said."""
    return [label.text() for label in step.findChildren(QLabel) if label.isVisibleTo(step)]


def test_findings_stand_by_flag_with_their_number(opened: Opened) -> None:
    hands = opened("first-prototype")
    step = check(hands.window)
    report = hands.document.option_report
    groups = {group.id: group.entries for group in step.groups()}
    assert groups["overbuilt"] == report.of_flag("overbuilt")
    assert [*step.lines] == [entry.key for group in step.groups() for entry in group.entries]
    assert {"Overbuilt", str(len(report.findings)), "Not fragile", "No accidental hybrid"} <= set(texts(step))


def test_what_is_opened_says_everything_there_is_to_say(opened: Opened) -> None:
    hands = opened("first-prototype")
    step = check(hands.window)
    finding = hands.document.option_report.findings[2]
    QTest.mouseClick(step.lines[finding.key].head, LEFT)
    said = texts(step)
    assert {finding.why, finding.do, finding.severity_because} <= set(said)
    alone = {way.needs[0].says for way in finding.clears_if if len(way.needs) == 1}
    said += [text.removeprefix("•  ") for text in said]
    together = {f"•  {need.says}" for way in finding.clears_if for need in way.needs if len(way.needs) > 1}
    assert alone | together <= set(said)
    assert all(f"•  {reason.says}" in said for reason in finding.because)
    assert any(text.startswith("Course module 7: ") for text in said)
    assert sum(line.head.isChecked() for line in step.lines.values()) == 1


def test_how_a_finding_clears_unfolds_to_what_holds_now(opened: Opened) -> None:
    hands = opened("first-prototype")
    step = check(hands.window)
    finding = next(one for one in hands.document.option_report.findings if one.clears_if[0].needs[0].now)
    line = step.lines[finding.key]
    if not line.head.isChecked():
        QTest.mouseClick(line.head, LEFT)
    way = finding.clears_if[0]
    unfolding = next(one for one in line.findChildren(Unfolding) if one.head.accessibleName() == way.needs[0].says)
    now = f"Now: {way.needs[0].now[0].says}"
    assert now not in texts(step)
    unfolding.head.setFocus()
    QTest.keyClick(unfolding.head, Qt.Key.Key_Space)
    assert now in texts(step)


def test_arrows_walk_through_the_lines_and_light_up_the_picture(opened: Opened) -> None:
    hands = opened("first-prototype")
    step = check(hands.window)
    keys = [*step.lines]
    assert hands.desk.selection.finding == keys[0]
    for key in keys[1:3]:
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
        assert hands.desk.selection.finding == key
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_End)
    assert hands.desk.selection.finding == keys[-1]
    finding = next(f for f in hands.document.option_report.findings if f.key == keys[-1])
    assert hands.canvas.board.marks().lit == dict.fromkeys(finding.subjects, finding.flag)


def test_enter_goes_to_the_block_on_the_canvas(opened: Opened) -> None:
    hands = opened("first-prototype")
    step = check(hands.window)
    finding = hands.document.option_report.findings[0]
    QTest.keyClick(step.lines[finding.key].head, Qt.Key.Key_Return)
    assert hands.window.workspace is not None
    assert hands.window.workspace.step == "build"
    assert hands.desk.selection.ids == (finding.subjects[0],)


def test_a_remedy_is_one_step_and_takes_its_finding_away(opened: Opened) -> None:
    hands = opened("first-prototype")
    step = check(hands.window)
    finding = next(f for f in hands.document.option_report.findings if f.remedies and f.remedies[0].edit)
    before = hands.document.plan
    line = step.lines[finding.key]
    line.head.click()
    apply = next(made for made in line.findChildren(QPushButton) if made.text() == "Apply")
    QTest.mouseClick(apply, LEFT)
    assert finding.key not in step.lines
    hands.document.undo()
    assert hands.document.plan == before
    assert finding.key in step.lines


def test_filters_narrow_by_severity_subject_and_words(opened: Opened) -> None:
    hands = opened("first-prototype")
    step = check(hands.window)
    findings = hands.document.option_report.findings
    QTest.mouseClick(step.filters.severities["high"], LEFT)
    assert [*step.lines] == [f.key for f in findings if f.severity == "high"]
    step.filters.clear()
    assert len(step.lines) == len(findings)
    subject = findings[0].subjects[0]
    QTest.mouseClick(step.picture.viewport(), LEFT, pos=step.picture.viewport_point(subject))
    assert [*step.lines] == [f.key for f in findings if subject in f.subjects]
    step.filters.clear()
    QTest.keyClick(step, Qt.Key.Key_F, CTRL)
    assert step.filters.search.hasFocus()
    QTest.keyClicks(step.filters.search, "paris twice nowhere")
    assert not step.lines
    QApplication.processEvents()
    assert "Nothing of that sort was found." in texts(step)


def test_questions_that_decide_come_first_and_are_answered_in_place(window: MainWindow) -> None:
    window.new_plan()
    step = check(window)
    document = step.document
    groups = [(group.id, group.entries) for group in step.groups() if group.entries]
    assert groups[0] == ("decisive", document.option_report.decisive_questions)
    key = "workload.stage:" + document.plan.workloads[0].id
    line = step.lines[key]
    line.head.click()
    assert isinstance(line.field, OneOf)
    QTest.mouseClick(line.field.buttons["pilot"], LEFT)
    assert document.plan.workloads[0].stage == "pilot"
    assert key not in step.lines
    document.undo()
    assert key in step.lines


def test_a_question_about_a_block_is_answered_with_yes_or_no(opened: Opened) -> None:
    hands = opened("rag-assistant-pilot")
    step = check(hands.window)
    question = hands.document.option_report.decisive_questions[0]
    line = step.lines[question.key]
    line.head.click() if not line.head.isChecked() else None
    assert isinstance(line.field, YesNo)
    QTest.mouseClick(line.field.buttons[True], LEFT)
    assert question.key not in {q.key for q in hands.document.option_report.questions}
    assert "Questions that may change the verdict" not in texts(step)


def test_after_an_answer_the_keyboard_stays_in_the_list(window: MainWindow) -> None:
    window.new_plan()
    step = check(window)
    line = step.lines["workload.stage:" + step.document.plan.workloads[0].id]
    line.head.click()
    assert isinstance(line.field, OneOf)
    line.field.buttons["pilot"].setFocus()
    QTest.keyClick(line.field.buttons["pilot"], Qt.Key.Key_Space)
    QApplication.processEvents()
    assert any(other.head.hasFocus() for other in step.lines.values())


def test_the_judgement_of_another_option_is_shown_as_soon_as_it_is_looked_at(opened: Opened) -> None:
    hands = opened("first-prototype")
    step = check(hands.window)
    hands.document.show_option(hands.document.plan.options[1].id)
    assert step.head.accessibleName().startswith("Balanced")
    assert not any(isinstance(line.entry, Finding) and line.entry.flag == "overbuilt" for line in step.lines.values())


def test_a_long_group_shows_its_first_lines_and_the_rest_on_demand(window: MainWindow) -> None:
    blocks = [b.block("cloud_gpu", f"gpu{n}", zone="public_cloud") for n in range(MOST + 20)]
    plan = b.plan(workloads=[b.workload("work", stage="production")], zones=[b.zone("public_cloud")], blocks=blocks)
    document = PlanDocument(window.knowledge, plan)
    window.show_document(document)
    step = check(window)
    longest = max((group.entries for group in step.groups()), key=len)
    assert len(longest) > MOST
    shown = [key for key in step.lines if key in {entry.key for entry in longest}]
    assert len(shown) == MOST
    more = next(made for made in step.findChildren(QPushButton) if made.text() == f"Show {len(longest) - MOST} more")
    QTest.mouseClick(more, LEFT)
    assert {entry.key for entry in longest} <= step.lines.keys()
