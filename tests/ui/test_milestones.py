"""The windows of milestones: keeping one, looking at them, going back, comparing, renaming and removing by keyboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QDateTime, QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from infra_builder.deciding import undecided
from infra_builder.edits import Decide, KeepMilestone, Remove
from tests.ui.conftest import Hands
from ui.milestones import BLOCKS, KEPT, MADE, NAME, SINCE, VERDICT, KeepDialog, MilestonesDialog, kept_on
from ui.steps.compare import CompareStep

NOON = "2026-11-22 12:00:00"
Keys = Qt.Key


@pytest.fixture
def hands(opened: Callable[[str], Hands]) -> Hands:
    return opened("rag-assistant-pilot")


@pytest.fixture
def shown(hands: Hands, qtbot: QtBot) -> Callable[[], MilestonesDialog]:
    """Opens the list, once everything is told in it."""

    return lambda: listed(hands, qtbot)


def listed(hands: Hands, qtbot: QtBot) -> MilestonesDialog:
    hands.window.commands.run("milestones")
    dialog = hands.window.findChild(MilestonesDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: not dialog.busy)
    dialog.list.setFocus()
    return dialog


def keep(hands: Hands, name: str, made: str = NOON) -> None:
    hands.document.do(KeepMilestone(name=name, made=made), "keep")


def kept(hands: Hands) -> list[str]:
    return [one.name for one in hands.document.plan.milestones]


def lines(dialog: MilestonesDialog, column: int) -> list[str]:
    tops = (dialog.list.topLevelItem(place) for place in range(dialog.list.topLevelItemCount()))
    return [top.text(column) for top in tops if top is not None]


def take_block(hands: Hands) -> None:
    option = hands.document.option
    alone = next(block for block in option.blocks if all(block.id not in (f.source, f.target) for f in option.flows))
    hands.document.do(Remove(option=option.id, ids=(alone.id,)), "delete")


def asking(hands: Hands) -> KeepDialog:
    hands.window.commands.run("milestone")
    dialog = hands.window.findChild(KeepDialog)
    assert dialog is not None
    return dialog


class TestKeeping:
    def test_return_keeps_one_under_the_time_of_day(self, hands: Hands) -> None:
        dialog = asking(hands)
        suggested = dialog.field.text()
        QTest.keyClick(dialog.field, Keys.Key_Return)
        [one] = hands.document.plan.milestones
        assert one.name == suggested
        assert suggested.startswith("As of ")
        assert QDateTime.fromString(one.made, MADE).isValid()
        assert one.options == hands.document.plan.options

    def test_what_is_typed_takes_the_place_of_the_suggestion(self, hands: Hands) -> None:
        dialog = asking(hands)
        QTest.keyClicks(dialog.field, "With two clouds")
        QTest.keyClick(dialog.field, Keys.Key_Return)
        assert kept(hands) == ["With two clouds"]

    def test_a_suggestion_is_a_click_away_and_gone_once_it_is_taken(self, hands: Hands) -> None:
        dialog = asking(hands)
        QTest.mouseClick(dialog.suggestions.buttons["Before lunch"], Qt.MouseButton.LeftButton)
        QTest.keyClick(dialog.field, Keys.Key_Return)
        assert kept(hands) == ["Before lunch"]
        assert "Before lunch" not in KeepDialog(hands.document, hands.window).suggestions.buttons

    def test_a_name_that_is_taken_is_told_and_the_question_stays(self, hands: Hands) -> None:
        keep(hands, "Noon")
        dialog = asking(hands)
        QTest.keyClicks(dialog.field, "noon")
        QTest.keyClick(dialog.field, Keys.Key_Return)
        assert dialog.isVisible()
        assert dialog.refusal.isVisible()
        assert "already" in dialog.refusal.text()
        QTest.keyClick(dialog.field, Keys.Key_Escape)
        assert kept(hands) == ["Noon"]

    def test_it_is_no_step_and_has_to_be_saved(self, hands: Hands) -> None:
        QTest.keyClick(asking(hands).field, Keys.Key_Return)
        assert (hands.document.undo_label, hands.document.dirty) == ("", True)
        assert hands.window.isWindowModified()


class TestTheList:
    def test_says_when_with_which_verdict_how_many_blocks_and_what_differs(
        self, hands: Hands, shown: Callable[[], MilestonesDialog]
    ) -> None:
        verdict, blocks = hands.verdict, len(hands.document.option.blocks)
        keep(hands, "first")
        take_block(hands)
        keep(hands, "second", "2026-11-22 16:30:00")
        dialog = shown()
        assert lines(dialog, NAME) == ["second", "first"]
        assert lines(dialog, KEPT) == [kept_on("2026-11-22 16:30:00"), kept_on(NOON)]
        assert lines(dialog, VERDICT)[1] == verdict
        assert lines(dialog, BLOCKS) == [str(blocks - 1), str(blocks)]
        assert lines(dialog, SINCE) == ["Nothing has changed", "1 removed"]

    def test_says_with_the_verdict_what_of_it_was_accepted(self, opened: Callable[[str], Hands], qtbot: QtBot) -> None:
        hands = opened("first-prototype")
        verdict, found = hands.verdict, hands.document.option_report.findings[0]
        keep(hands, "first")
        decision = undecided(found).but(status="accepted", reason="For now.", review_by="2999-03-01")
        hands.document.do(Decide(decision=decision), "decide")
        assert lines(listed(hands, qtbot), VERDICT) == [f"{verdict} · One accepted until 1 March 2999"]

    def test_says_nothing_of_verdicts_while_they_are_kept_back(
        self, hands: Hands, shown: Callable[[], MilestonesDialog]
    ) -> None:
        keep(hands, "first")
        hands.document.veil(True)
        assert lines(shown(), VERDICT) == ["The verdict is shown later"]

    def test_without_any_it_says_what_one_is_and_offers_to_keep_one(
        self, hands: Hands, shown: Callable[[], MilestonesDialog]
    ) -> None:
        dialog = shown()
        assert "none yet" in dialog.hint.text()
        assert not dialog.back.isEnabled()
        QTest.mouseClick(dialog.keep, Qt.MouseButton.LeftButton)
        asked = dialog.findChild(KeepDialog)
        assert asked is not None
        QTest.keyClick(asked.field, Keys.Key_Return)
        assert lines(dialog, NAME) == kept(hands) != []
        assert dialog.back.isEnabled()

    def test_return_goes_back_as_a_step(self, hands: Hands, shown: Callable[[], MilestonesDialog]) -> None:
        before = hands.document.plan.options
        keep(hands, "first")
        take_block(hands)
        after = hands.document.plan.options
        QTest.keyClick(shown().list, Keys.Key_Return)
        assert (hands.document.plan.options, hands.document.undo_label) == (before, "go back to first")
        assert hands.window.findChild(MilestonesDialog).isHidden()
        hands.document.undo()
        assert (hands.document.plan.options, kept(hands)) == (after, ["first"])

    def test_f2_renames_and_the_new_name_can_be_gone_back_to(
        self, hands: Hands, shown: Callable[[], MilestonesDialog]
    ) -> None:
        keep(hands, "first")
        take_block(hands)
        dialog = shown()
        QTest.keyClick(dialog.list, Keys.Key_F2)
        field = dialog.list.findChild(QLineEdit)
        assert field is not None
        QTest.keyClicks(field, "noon")
        QTest.keyClick(field, Keys.Key_Return)
        QApplication.processEvents()
        assert (kept(hands), lines(dialog, NAME)) == (["noon"], ["noon"])
        QTest.mouseClick(dialog.back, Qt.MouseButton.LeftButton)
        assert hands.document.undo_label == "go back to noon"

    def test_deleting_a_letter_of_a_name_deletes_no_milestone(
        self, hands: Hands, shown: Callable[[], MilestonesDialog]
    ) -> None:
        keep(hands, "first")
        dialog = shown()
        QTest.mouseClick(dialog.rename, Qt.MouseButton.LeftButton)
        field = dialog.list.findChild(QLineEdit)
        assert field is not None
        QTest.keyClick(field, Keys.Key_End)
        QTest.keyClick(field, Keys.Key_Backspace)
        QTest.keyClick(field, Keys.Key_Return)
        QApplication.processEvents()
        assert kept(hands) == ["firs"]

    def test_a_name_that_is_taken_is_refused_with_the_old_one_left(
        self, hands: Hands, shown: Callable[[], MilestonesDialog]
    ) -> None:
        keep(hands, "first")
        keep(hands, "second")
        dialog = shown()
        QTest.keyClick(dialog.list, Keys.Key_F2)
        field = dialog.list.findChild(QLineEdit)
        assert field is not None
        QTest.keyClicks(field, "First")
        QTest.keyClick(field, Keys.Key_Return)
        QApplication.processEvents()
        assert lines(dialog, NAME) == ["second", "first"]
        assert "already" in dialog.hint.text()

    @pytest.mark.parametrize(("words", "left"), [("Remove it", ["first"]), ("Keep it", ["first", "second"])])
    def test_delete_asks_and_removes(
        self,
        hands: Hands,
        shown: Callable[[], MilestonesDialog],
        monkeypatch: pytest.MonkeyPatch,
        words: str,
        left: list[str],
    ) -> None:
        def answer(box: QMessageBox) -> int:
            assert "second" in box.text()
            next(button for button in box.buttons() if button.text() == words).click()
            return 0

        monkeypatch.setattr(QMessageBox, "exec", answer)
        keep(hands, "first")
        keep(hands, "second")
        dialog = shown()
        QTest.keyClick(dialog.list, Keys.Key_Delete)
        assert (kept(hands), sorted(lines(dialog, NAME))) == (left, left)

    def test_compare_shows_what_was_then_before_what_is_now(
        self, hands: Hands, shown: Callable[[], MilestonesDialog]
    ) -> None:
        keep(hands, "first")
        then = hands.document.option
        take_block(hands)
        QTest.mouseClick(shown().compare, Qt.MouseButton.LeftButton)
        workspace = hands.window.workspace
        assert workspace is not None
        step = workspace.steps["compare"]
        assert workspace.step == "compare"
        assert isinstance(step, CompareStep)
        assert [offer.side.option for offer in step.chosen()] == [then, hands.document.option]

    def test_fits_into_the_window_at_every_size(self, hands: Hands, shown: Callable[[], MilestonesDialog]) -> None:
        keep(hands, "first")
        hands.window.resize(1280, 720)
        hands.window.set_scale(2.0)
        dialog = shown()
        assert dialog.width() <= 1280
        assert dialog.height() <= 720


def test_a_moment_is_written_as_people_here_write_it() -> None:
    moment = QDateTime.fromString(NOON, MADE)
    assert kept_on(NOON) == QLocale().toString(moment, QLocale.FormatType.ShortFormat)
    assert kept_on("around noon") == "around noon"
