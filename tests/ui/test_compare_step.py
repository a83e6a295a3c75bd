"""Compare: two or three designs of a plan, of its milestones and of other files, side by side and in one picture."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import builders as b
import pytest
from conftest import Hands
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from exports.picture.theme import theme
from infra_builder.edits import AddOption, Change, Remove
from infra_builder.knowledge import Knowledge
from infra_builder.plan import Milestone, Plan
from infra_builder.planfile import read
from infra_builder.report import OptionReport
from ui.compare.aside import FEW
from ui.compare.scale import Scale
from ui.document import PlanDocument
from ui.steps.compare import CompareStep
from ui.steps.workspace import Workspace

Opened = Callable[[str], Hands]
Alone = Callable[[Plan], CompareStep]
LEFT = Qt.MouseButton.LeftButton


def compare(hands: Hands) -> CompareStep:
    page = hands.window.pages.currentWidget()
    assert isinstance(page, Workspace)
    page.show_step("compare")
    step = page.steps["compare"]
    assert isinstance(step, CompareStep)
    return step


@pytest.fixture
def alone(qtbot: QtBot, knowledge: Knowledge) -> Iterator[Callable[[Plan], CompareStep]]:
    """Makes the step for a plan, without a window around it. What takes long waits until the judge is let go."""
    made: list[CompareStep] = []

    def make(given: Plan) -> CompareStep:
        document = PlanDocument(knowledge, given)
        document.judge.hold(True)
        step = CompareStep(document, dict(theme("light")))
        document.judged.connect(step.refresh)
        qtbot.addWidget(step)
        step.resize(1400, 900)
        step.show()
        step.refresh()
        made.append(step)
        return step

    yield make
    for step in made:
        step.working.stop()
        step.document.judge.hold(False)


def names(step: CompareStep) -> list[str]:
    return [card.offer.name for card in step.cards]


def words(widget: QWidget) -> list[str]:
    QApplication.processEvents()
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]


@pytest.fixture
def prototype(scenarios: Path, knowledge: Knowledge) -> Plan:
    """One plan with two options: over-built, and right-sized."""
    return read(scenarios / "first-prototype.infraplan", knowledge.catalogue)


def third(given: Plan) -> Plan:
    return given.but(options=(*given.options, given.options[1].but(id="c", name="Third")))


def with_milestone(given: Plan) -> Plan:
    then = Milestone(name="before lunch", made="2026-01-01 12:00", situation=given.situation,
                     workloads=given.workloads, options=given.options[:1])  # fmt: skip
    return given.but(milestones=(then,))


def test_the_first_options_stand_beside_each_other_under_one_question(opened: Opened) -> None:
    step = compare(opened("first-prototype"))
    assert names(step) == ["Over-built", "Right-sized"]
    assert step.question.text() == "Which is the smaller step that still works?"


def test_only_what_differs_has_a_row_and_the_rest_is_said_quietly(alone: Alone, prototype: Plan) -> None:
    step = alone(prototype)
    said = words(step.rows)
    assert "A model that you run yourselves." in said
    assert "A model that is called at its provider." in said
    assert "Data" not in said
    assert "Data" in step.rows.same.text()


def test_what_the_next_step_adds_and_what_it_costs_come_when_they_are_known(
    alone: Alone, prototype: Plan, qtbot: QtBot
) -> None:
    step = alone(prototype)
    assert any("Working out" in text for text in words(step.rows))
    step.document.judge.hold(False)
    qtbot.waitUntil(lambda: any(each.aspect == "growth" for each in step.rows.contrasts), timeout=20000)
    qtbot.waitUntil(lambda: bool(step.findChildren(Scale)), timeout=20000)
    scale = step.findChildren(Scale)[-1]
    assert [one.name for one in scale.bars] == names(step)
    low, high = scale.ends
    assert all(10**low <= max(1, span.low) <= span.high <= 10**high
               for one in scale.bars for span in (one.now, one.later))  # fmt: skip
    assert scale.accessibleName().startswith("Over-built: ")


def test_three_options_are_three_columns(alone: Alone, prototype: Plan) -> None:
    step = alone(third(prototype))
    QApplication.processEvents()
    assert names(step) == ["Over-built", "Right-sized", "Third"]
    assert len({card.y() for card in step.cards}) == 1


def test_a_column_is_chosen_by_keys_and_may_become_empty(alone: Alone, prototype: Plan) -> None:
    step = alone(third(prototype))
    step.choosers.lists[2].setFocus()
    QTest.keyClick(step.choosers.lists[2], Qt.Key.Key_Home)
    assert names(step) == ["Over-built", "Right-sized"]
    step.choosers.lists[1].setFocus()
    QTest.keyClick(step.choosers.lists[1], Qt.Key.Key_Down)
    assert names(step) == ["Over-built", "Third"]


def test_choosing_what_stands_in_another_column_swaps_the_two(alone: Alone, prototype: Plan) -> None:
    step = alone(prototype)
    step.choosers.chosen.emit(0, step.chosen()[1].key)
    assert names(step) == ["Right-sized", "Over-built"]


def test_a_milestone_of_the_plan_can_stand_in_a_column(alone: Alone, prototype: Plan) -> None:
    step = alone(with_milestone(prototype))
    milestone = next(offer for offer in step.offers() if offer.origin == "milestone")
    step.choosers.chosen.emit(0, milestone.key)
    assert names(step)[0] == "“before lunch”: Over-built"
    assert step.question.text() == "What has changed since, and is it a step forward?"
    assert not any("Build" in text for text in words(step.cards[0]))


def test_a_plan_is_followed_while_its_milestone_stays_as_it_was(alone: Alone, prototype: Plan) -> None:
    step = alone(with_milestone(prototype))
    milestone = next(offer for offer in step.offers() if offer.origin == "milestone")
    step.choosers.chosen.emit(1, milestone.key)
    gone = step.document.option.blocks[0].id
    step.document.do(Remove(option=step.document.option.id, ids=(gone,)), "remove")
    now, then = (offer.side.option.by_id for offer in step.chosen())
    assert gone in then
    assert gone not in now


def test_a_plan_from_another_file_is_read_and_named(
    alone: Alone, prototype: Plan, scenarios: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = alone(prototype)
    other = scenarios / "rag-assistant-pilot.infraplan"
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_given: (str(other), ""))
    step.choosers.another_wanted.emit(1)
    assert names(step) == ["Over-built", "Support assistant: Managed first"]
    assert step.question.text() == "What did the groups see differently, and why?"
    assert any("used by" in text for text in words(step.rows))


def test_plans_of_the_same_title_are_told_apart_by_their_folders(
    alone: Alone, prototype: Plan, scenarios: Path, tmp_path: Path
) -> None:
    step = alone(prototype)
    for folder in ("red", "blue"):
        (tmp_path / folder).mkdir()
        copy = tmp_path / folder / "plan.infraplan"
        copy.write_bytes((scenarios / "rag-assistant-pilot.infraplan").read_bytes())
        assert step.compare_with(copy)
    found = [offer.name for offer in step.offers() if offer.origin == "file"]
    assert found == [f"Support assistant: Managed first (in {folder})" for folder in ("red", "blue")]


def test_a_file_that_cannot_be_read_is_named_and_changes_nothing(alone: Alone, prototype: Plan, tmp_path: Path) -> None:
    step = alone(prototype)
    broken = tmp_path / "broken.infraplan"
    broken.write_text("title: x", encoding="utf-8")
    said: list[str] = []
    step.said.connect(said.append)
    assert not step.compare_with(broken)
    assert "broken.infraplan" in said[0]
    assert names(step) == ["Over-built", "Right-sized"]


def test_one_option_alone_says_how_to_get_a_second(opened: Opened) -> None:
    step = compare(opened("rag-assistant-pilot"))
    assert step.hint.isVisible()
    assert not step.choosers.ways.isEnabled()
    assert not step.rows.isVisible()


def test_the_difference_is_counted_and_listed_beside_its_picture(alone: Alone, prototype: Plan) -> None:
    step = alone(prototype)
    QTest.mouseClick(step.choosers.ways.one, LEFT)
    assert step.difference.isVisible()
    assert step.difference.counts.text() == "Added 2 · removed 11 · changed 3 · moved 0 · unsure 2"
    heads = [step.difference.tree.topLevelItem(n).text(0) for n in range(step.difference.tree.topLevelItemCount())]
    assert heads[:3] == ["Added (2)", "Removed (11)", "Changed (3)"]
    assert any(head.startswith("Findings that are cleared") for head in heads)


def test_walking_through_the_list_lights_the_thing_and_says_what_changed(alone: Alone, prototype: Plan) -> None:
    first = prototype.options[0]
    copied = AddOption(option=first.but(id="c", name="Copy")).apply(prototype)
    step = alone(Change(option="c", id=first.blocks[0].id, changes={"owner": "Board"}).apply(copied))
    step.choosers.chosen.emit(1, "option c")
    QTest.mouseClick(step.choosers.ways.one, LEFT)
    tree = step.difference.tree
    tree.setFocus()
    QTest.keyClick(tree, Qt.Key.Key_Home)
    QTest.keyClick(tree, Qt.Key.Key_Down)
    assert step.difference.spread.lit == (first.blocks[0].id,)
    assert "Owner: Sales → Board" in words(step.difference)


def test_a_click_in_the_picture_chooses_the_line(alone: Alone, prototype: Plan) -> None:
    step = alone(prototype)
    QTest.mouseClick(step.choosers.ways.one, LEFT)
    QApplication.processEvents()
    spread, added = step.difference.spread, step.difference.entries[0]
    rect = next(item.rect for item in spread.shown.items if item.id == added.after[0])
    place = spread.mapFromScene(rect.cx, rect.cy)
    QTest.mouseClick(spread.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, QPoint(place))
    assert step.difference.tree.currentItem().text(0).endswith(added.says)
    assert added.after[0] in spread.lit


def test_keys_bring_the_picture_closer_and_back_to_the_whole(alone: Alone, prototype: Plan) -> None:
    step = alone(prototype)
    QTest.mouseClick(step.choosers.ways.one, LEFT)
    spread = step.difference.spread
    whole = spread.transform().m11()
    QTest.keyClick(spread, Qt.Key.Key_Plus)
    assert spread.transform().m11() > whole
    QTest.keyClick(spread, Qt.Key.Key_0)
    assert spread.transform().m11() == pytest.approx(whole)


def test_what_is_kept_back_is_kept_back_from_every_column(alone: Alone, prototype: Plan) -> None:
    step = alone(with_milestone(prototype))
    milestone = next(offer for offer in step.offers() if offer.origin == "milestone")
    step.choosers.chosen.emit(0, milestone.key)
    step.document.veil(True)
    step.refresh()
    reports: tuple[OptionReport, ...] = step.reports(step.chosen())
    assert [report.veiled for report in reports] == [True, True]
    assert not any("Before the stage" in text for text in words(step.rows))


def test_pictures_of_large_plans_are_drawn_while_the_window_answers(alone: Alone, qtbot: QtBot) -> None:
    blocks = [b.block("app_service", f"b{n}") for n in range(FEW + 2)]
    links = [b.flow(f"b{n}", "calls", f"b{n + 1}") for n in range(FEW + 1)]
    large = b.plan(blocks=blocks, flows=links)
    step = alone(
        large.but(
            options=(*large.options, large.options[0].but(id="c", blocks=tuple(blocks[1:]), flows=tuple(links[1:])))
        )
    )
    QTest.mouseClick(step.choosers.ways.one, LEFT)
    assert step.difference.spread.shown is None
    qtbot.waitUntil(lambda: step.difference.spread.shown is not None, timeout=20000)
    step.difference.tree.setCurrentItem(step.difference.tree.topLevelItem(0).child(0))
    assert step.difference.spread.lit == ("b0",)
