"""The advisor in Check: the smallest change, its ghosts, the stages, and pages worked out when looked at."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from infra_builder.advice.drills import drills
from infra_builder.advice.placement import placements
from infra_builder.advice.repair import Repair
from infra_builder.edits import Add, Change, Remove, Together
from infra_builder.knowledge import Knowledge
from tests import builders as b
from tests.ui.conftest import Hands
from ui.advice.advisor import Advisor
from ui.advice.ghosts import ghosts
from ui.advice.panel import Panel
from ui.advice.strip import StagesToClick
from ui.advice.unfolding import Unfolding
from ui.document import PlanDocument
from ui.steps.check import CheckStep

Opened = Callable[[str], Hands]
LEFT = Qt.MouseButton.LeftButton
STAGES, WHAT_IF, COST, HOW_FAR, WHERE, NEXT = range(1, 7)


def check(hands: Hands) -> CheckStep:
    """The open step."""
    assert hands.window.workspace is not None
    hands.window.workspace.show_step("check")
    step = hands.window.workspace.steps["check"]
    assert isinstance(step, CheckStep)
    return step


def mended(step: CheckStep, qtbot: QtBot) -> Repair:
    """The smallest change, as soon as it is there."""
    qtbot.waitUntil(lambda: step.advice.card.repair is not None, timeout=8000)
    assert step.advice.card.repair is not None
    return step.advice.card.repair


def page(step: CheckStep, place: int, qtbot: QtBot) -> Panel:
    """A page of advice, turned to by keyboard, as soon as something is on it."""
    tabs = step.advice.tabs
    tabs.setFocus()
    for _ in range(place - tabs.currentIndex()):
        QTest.keyClick(tabs, Qt.Key.Key_Right)
    panel = step.advice.panel
    assert panel is not None
    qtbot.waitUntil(lambda: "Working it out…" not in (texts(panel) or ["Working it out…"]), timeout=8000)
    return panel


def texts(panel: Panel) -> list[str]:
    """Everything that is said on a page."""
    return [label.text() for label in panel.findChildren(QLabel) if label.isVisibleTo(panel)]


def test_the_smallest_change_is_one_step_that_undo_takes_back(opened: Opened, qtbot: QtBot) -> None:
    hands = opened("first-prototype")
    step = check(hands)
    before = hands.document.plan
    found = mended(step, qtbot)
    assert found.steps
    assert step.advice.card.isVisible()
    assert step.advice.card.apply_button is not None
    QTest.mouseClick(step.advice.card.apply_button, LEFT)
    assert hands.document.option_report.balanced
    assert not step.advice.card.isVisible()
    hands.document.undo()
    assert hands.document.plan == before


def test_each_step_says_what_it_clears_when_opened(opened: Opened, qtbot: QtBot) -> None:
    step = check(opened("first-prototype"))
    first = mended(step, qtbot).steps[0]
    fold = step.advice.card.folds["steps"]
    QTest.mouseClick(fold.head, LEFT)
    line = fold.findChildren(Unfolding)[0]
    QTest.keyClick(line.head, Qt.Key.Key_Space)
    shown = [label.text() for label in line.findChildren(QLabel) if label.isVisibleTo(line)]
    assert f"1. {first.says}" in shown
    assert f"Clears: {first.clears[0].says}" in shown


def test_the_preview_is_another_picture_and_no_change(opened: Opened, qtbot: QtBot) -> None:
    hands = opened("first-prototype")
    step = check(hands)
    mended(step, qtbot)
    before = hands.document.plan
    shows = step.advice.card.show_button
    assert shows is not None
    QTest.mouseClick(shows, LEFT)
    assert step.preview.isVisible()
    assert not step.picture.isVisible()
    QTest.mouseClick(shows, LEFT)
    assert step.picture.isVisible()
    assert hands.document.plan is before


def test_a_block_that_goes_is_struck_in_the_preview_and_one_that_stays_is_not(knowledge: Knowledge) -> None:
    document = PlanDocument(knowledge, b.plan(blocks=[b.block("app_service"), b.block("cloud_gpu")]))
    drawn = ghosts(document.plan, b.OPTION, Remove(option=b.OPTION, ids=("cloud_gpu",)), knowledge)
    shown = {item.id: item for item in drawn.items if item.sort == "block"}
    assert shown.keys() == {"app_service", "cloud_gpu"}
    alone = ghosts(document.plan, b.OPTION, Remove(option=b.OPTION, ids=("app_service",)), knowledge)
    other = {item.id: item for item in alone.items}
    assert shown["cloud_gpu"].shapes != other["cloud_gpu"].shapes


def test_a_change_of_the_plan_takes_back_what_was_advised(opened: Opened, qtbot: QtBot) -> None:
    hands = opened("first-prototype")
    step = check(hands)
    found = mended(step, qtbot)
    hands.document.do(found.steps[0].edit, "first step")
    assert not step.advice.card.isVisible() or step.advice.card.repair is not found
    qtbot.waitUntil(lambda: step.advice.card.repair not in (None, found), timeout=8000)
    assert step.advice.card.repair is not None
    assert len(step.advice.card.repair.steps) == len(found.steps) - 1


def test_a_search_that_is_cut_short_gives_the_best_so_far(knowledge: Knowledge, qtbot: QtBot) -> None:
    document = PlanDocument(knowledge, b.plan(blocks=[b.block("onprem_gpu_cluster")]))
    advisor = Advisor(knowledge, document.judge)
    document.judge.hold(True)
    advisor.about(document.plan, document.option)
    advisor.ask("repair")
    advisor.enough("repair")
    with qtbot.waitSignal(advisor.told, timeout=8000) as told:
        document.judge.hold(False)
    part, found = told.args
    assert part == "repair"
    assert isinstance(found, Repair)
    assert not found.proven


def test_a_click_on_a_stage_shows_what_it_takes(opened: Opened, qtbot: QtBot) -> None:
    step = check(opened("first-prototype"))
    qtbot.waitUntil(lambda: any(one.isVisible() for one in step.findChildren(StagesToClick)))
    strip = next(one for one in step.findChildren(StagesToClick) if one.isVisible())
    QTest.mouseClick(strip, LEFT, pos=QPoint(strip.width() - 8, 10))
    panel = step.advice.panel
    assert panel is step.advice.stages
    qtbot.waitUntil(lambda: "Production" in texts(panel), timeout=8000)
    qtbot.waitUntil(lambda: step.advice.stages.heads["production"].hasFocus())
    assert "To add" in texts(panel)


def test_a_cell_of_the_drills_says_why_and_shows_the_way(opened: Opened, qtbot: QtBot) -> None:
    hands = opened("first-prototype")
    step = check(hands)
    panel = page(step, WHAT_IF, qtbot)
    played = [
        one
        for one in drills(hands.document.plan, hands.document.option, hands.document.knowledge)
        if one.touches and one.fates
    ]
    cells = step.advice.drills.cells
    assert len(cells) == sum(len(one.fates) for one in played)
    place = next(at for at, one in enumerate(played) if one.fates[0].helps)
    fate = played[place].fates[0]
    with qtbot.waitSignal(step.advice.path_wanted) as way:
        QTest.mouseClick(cells[place, fate.workload], LEFT)
    assert way.args == [fate.path]
    qtbot.waitUntil(lambda: fate.says in texts(panel))
    assert any(fate.helps[0].says.rstrip(".") in text for text in texts(panel))


def test_the_other_pages_are_worked_out_only_when_they_are_looked_at(opened: Opened, qtbot: QtBot) -> None:
    hands = opened("first-prototype")
    step = check(hands)
    mended(step, qtbot)
    assert all("Working it out…" in texts(panel) for panel in step.advice.panels)
    cost = page(step, COST, qtbot)
    assert {"Graphics processors", "All together"} <= set(texts(cost))
    how_far = page(step, HOW_FAR, qtbot)
    assert "Now: Experiment" in texts(how_far)
    way = page(step, NEXT, qtbot)
    assert {"The way ahead", "Build, buy, rent or share"} <= set(texts(way))


def test_an_empty_drawing_gets_no_advice_but_the_first_step(opened: Opened, qtbot: QtBot) -> None:
    hands = opened("first-prototype")
    hands.window.new_plan()
    step = check(Hands(hands.window))
    cost = page(step, COST, qtbot)
    assert "Nothing is drawn yet. Put a first block on the canvas." in texts(cost)
    assert not step.advice.card.isVisible()


def test_each_piece_of_ai_stands_beside_its_best_place_and_its_place_in_the_plan(opened: Opened, qtbot: QtBot) -> None:
    hands = opened("pattern-b-retrain")
    where = page(check(hands), WHERE, qtbot)
    said = texts(where)
    assert [said[said.index(head) + 1] for head in ("Work", "Fits best", "In the plan")] == [
        "Pump alarm",
        "Edge",
        "Edge",
    ]
    line = where.findChildren(Unfolding)[0]
    QTest.mouseClick(line.head, LEFT)
    found = placements(hands.document.plan, hands.document.option, hands.document.knowledge)[0]
    reasons = "\n".join(texts(where))
    assert all(ground.says in reasons for spot in found.spots for ground in spot.speaks_for)


def test_the_way_into_a_supercomputer_is_named_with_its_hours(opened: Opened, qtbot: QtBot) -> None:
    said = texts(page(check(opened("training-run")), WHERE, qtbot))
    assert "Rent a graphics card instead" in said
    assert "If it takes more: Begin with entry access (Playground)" in said
    assert "Hours of graphics cards: 10 to 2,000" in said


def test_a_question_says_what_each_answer_would_make_of_the_verdict(opened: Opened, qtbot: QtBot) -> None:
    hands = opened("rag-assistant-pilot")
    [work] = hands.document.plan.workloads
    hands.document.do(
        Change(option=hands.document.option.id, id=work.id, changes={"sensitivity": None}), "forget the class of data"
    )
    step = check(hands)
    key = f"workload.sensitivity:{work.id}"
    qtbot.waitUntil(lambda: key in step.advice.worth, timeout=8000)
    if not step.lines[key].head.isChecked():
        QTest.mouseClick(step.lines[key].head, LEFT)
    said = [one.text() for one in step.lines[key].findChildren(QLabel) if one.isVisibleTo(step)]
    assert "What the answer decides" in said
    fragile = said.index("Fragile, if:")
    assert said[fragile + 1].endswith(("personal", "regulated"))
    assert "Balanced as now, if:" in said


def test_questions_that_decide_alone_stand_before_the_others(opened: Opened, qtbot: QtBot) -> None:
    hands = opened("rag-assistant-pilot")
    [work] = hands.document.plan.workloads
    gone = {"sensitivity": None, "users": None}
    hands.document.do(Change(option=hands.document.option.id, id=work.id, changes=gone), "forget some answers")
    step = check(hands)
    qtbot.waitUntil(lambda: bool(step.advice.worth), timeout=8000)
    worth = step.advice.worth
    shown = [worth[key].decides for key in step.lines if key in worth and worth[key].question.may_raise]
    assert shown == sorted(shown, reverse=True)
    assert True in shown
    assert False in shown


def test_a_place_that_goes_and_one_that_comes_are_marked_in_the_preview(knowledge: Knowledge) -> None:
    document = PlanDocument(
        knowledge, b.plan(zones=[b.zone("hall", "on_premises"), b.zone("cloud", "public_cloud")], blocks=[])
    )
    plain = {item.id: item for item in ghosts(document.plan, b.OPTION, Together(edits=()), knowledge).items}
    edit = Together(
        edits=(Remove(option=b.OPTION, ids=("hall",)), Add(option=b.OPTION, zones=(b.zone("lab", "edge"),)))
    )
    drawn = {item.id: item for item in ghosts(document.plan, b.OPTION, edit, knowledge).items if item.sort == "zone"}
    assert drawn.keys() == {"hall", "cloud", "lab"}
    assert len(drawn["hall"].shapes) > len(plain["hall"].shapes)
    assert len(drawn["lab"].shapes) > len(plain["hall"].shapes)
    assert len(drawn["cloud"].shapes) == len(plain["cloud"].shapes)
