"""Whatever is done at the desk in whatever order: undo goes back to the start, redo to the end, saving loses nothing.

Milestones are kept, removed and gone back to in between, and stay as they are whatever is undone.

The canvas shows what the plan holds after every step, and Qt has nothing to complain of. INFRA_BUILDER_STEPS sets how
many steps are taken; without it a small part of them, for every day.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from PySide6.QtCore import QEvent, QPointF
from PySide6.QtWidgets import QApplication

from exports.picture.theme import theme
from infra_builder.edits import DropMilestone, GoBackTo, KeepMilestone
from infra_builder.knowledge import Knowledge
from infra_builder.linking import NoLink, sensible
from infra_builder.places import SCENARIOS
from infra_builder.planfile import from_text, to_text
from infra_builder.records import with_records
from ui import arrange, clipboard
from ui.desk import Desk
from ui.document import PlanDocument

STEPS = int(os.environ.get("INFRA_BUILDER_STEPS", "500"))
A_RUN = 50
STARTS = ("rag-assistant-pilot", "pattern-b-retrain", "first-prototype", "")
numbers = st.integers(0, 999)


class Editing(RuleBasedStateMachine):
    """A desk, and somebody who does anything."""

    knowledge: Knowledge
    desk: Desk
    document: PlanDocument

    @initialize(start=st.sampled_from(STARTS))
    def open(self, start: str) -> None:
        """Begin with an empty plan or with a scenario."""
        if start:
            self.document = PlanDocument.opened(SCENARIOS / f"{start}.infraplan", self.knowledge)
        else:
            self.document = PlanDocument(self.knowledge)
        self.desk = Desk(self.document, theme("light"))
        self.desk.resize(1000, 700)
        self.desk.show()
        self.start = self.document.plan
        self.kept = 0

    # Hands

    def some(self, number: int) -> str:
        ids = [*self.document.plan.ids(self.document.option), *(flow.id for flow in self.document.option.flows)]
        return ids[number % len(ids)] if ids else ""

    @rule(picked=st.lists(numbers, max_size=4))
    def select(self, picked: list[int]) -> None:
        self.desk.selection.choose(filter(None, map(self.some, picked)))

    @rule(number=numbers, x=st.integers(0, 1200), y=st.integers(0, 800), somewhere=st.booleans())
    def add_a_block(self, number: int, x: int, y: int, somewhere: bool) -> None:
        kinds = list(self.knowledge.catalogue.blocks)
        self.desk.canvas.add(kinds[number % len(kinds)], QPointF(x, y) if somewhere else None)

    @rule(number=numbers)
    def add_a_zone(self, number: int) -> None:
        environments = list(self.knowledge.catalogue.environments)
        self.desk.canvas.add(f"zone:{environments[number % len(environments)]}")

    @rule(one=numbers, other=numbers, which=numbers)
    def link(self, one: int, other: int, which: int) -> None:
        source, target = self.some(one), self.some(other)
        try:
            kinds = sensible(self.document.plan, self.document.option, self.knowledge.catalogue, source, target)
        except NoLink:
            return
        self.desk.canvas.linker.make(source, target, kinds[which % len(kinds)])

    @rule()
    def delete(self) -> None:
        self.desk.canvas.delete_selected()

    @rule(number=numbers, dx=st.integers(-300, 300), dy=st.integers(-300, 300), dropped=st.booleans())
    def drag(self, number: int, dx: int, dy: int, dropped: bool) -> None:
        canvas, id_ = self.desk.canvas, self.some(number)
        rect = canvas.board.rect_of(id_)
        if rect is None:
            return
        start = QPointF(canvas.mapFromScene(QPointF(rect.x + 60, rect.y + 12)))
        canvas.press(start, extend=False)
        canvas.follow(start + QPointF(dx, dy) / 2)
        QApplication.processEvents()
        if dropped:
            canvas.release(start + QPointF(dx, dy))
        else:
            canvas.drop_gesture()

    @rule(side=st.sampled_from(["left", "centre", "right", "top", "middle", "bottom"]))
    def align(self, side: Any) -> None:
        arrange.align(self.desk, side)

    @rule(selected=st.booleans())
    def tidy(self, selected: bool) -> None:
        arrange.tidy(self.desk, selected=selected)

    @rule(what=st.sampled_from(["copy", "cut", "paste", "duplicate"]))
    def clip(self, what: str) -> None:
        getattr(clipboard, what)(self.desk)

    @rule(number=numbers)
    def copy_to_another_option(self, number: int) -> None:
        if others := clipboard.other_options(self.desk):
            clipboard.copy_to_option(self.desk, others[number % len(others)][0])

    @precondition(lambda self: len(self.document.plan.options) < 4)
    @rule(copied=st.booleans())
    def add_an_option(self, copied: bool) -> None:
        (self.desk.tabs.duplicate if copied else self.desk.tabs.add_option)()

    @rule(what=st.sampled_from(["remove", "left", "right", "next"]))
    def turn_to_options(self, what: str) -> None:
        tabs = self.desk.tabs
        match what:
            case "remove":
                tabs.remove()
            case "next":
                tabs.step(1)
            case _:
                tabs.shift(1 if what == "right" else -1)

    @precondition(lambda self: len(self.document.plan.milestones) < 4)
    @rule()
    def keep_a_milestone(self) -> None:
        undone = self.document.redo_label
        self.kept += 1
        self.document.do(KeepMilestone(name=str(self.kept), made="2026-11-22 12:00:00"), "keep")
        assert self.document.redo_label == undone

    @precondition(lambda self: self.document.plan.milestones)
    @rule(number=numbers, removed=st.booleans())
    def turn_to_a_milestone(self, number: int, removed: bool) -> None:
        milestones = self.document.plan.milestones
        chosen = milestones[number % len(milestones)]
        edit = (DropMilestone if removed else GoBackTo)(name=chosen.name, made=chosen.made)
        self.document.do(edit, "milestone")

    @rule()
    def undo(self) -> None:
        self.document.undo()

    @rule()
    def redo(self) -> None:
        self.document.redo()

    # What holds

    @invariant()
    def the_canvas_shows_what_the_plan_holds(self) -> None:
        if not hasattr(self, "desk"):
            return
        QApplication.processEvents()
        board, option = self.desk.canvas.board, self.document.option
        assert board.nodes.keys() == {w.id for w in self.document.plan.workloads} | {b.id for b in option.blocks}
        assert board.zones.keys() == {zone.id for zone in option.zones}
        assert board.web.items.keys() == {flow.id for flow in option.flows}
        for block in option.blocks:
            rect = board.rect_of(block.id)
            assert rect is not None
            assert (rect.x, rect.y) == block.at
            if block.zone:
                zone = board.rect_of(block.zone)
                assert zone is not None
                assert zone.united(rect) == zone

    @invariant()
    def saving_and_opening_loses_nothing(self) -> None:
        if hasattr(self, "document"):
            assert from_text(to_text(self.document.plan), "plan", self.knowledge.catalogue) == self.document.plan

    def teardown(self) -> None:
        """Undo all, redo all."""
        if not hasattr(self, "desk"):
            return
        end = self.document.plan
        while self.document.redo_label:
            self.document.redo()
            end = self.document.plan
        while self.document.undo_label:
            self.document.undo()
        assert self.document.plan == with_records(self.start, end)
        while self.document.redo_label:
            self.document.redo()
        assert self.document.plan == end
        self.the_canvas_shows_what_the_plan_holds()
        self.desk.close()
        self.desk.deleteLater()
        del self.desk, self.document
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def editing(qapp: QApplication, knowledge: Knowledge) -> Iterator[type[Editing]]:
    """The machine, with the knowledge that ships."""
    Editing.knowledge = knowledge
    yield Editing
    qapp.clipboard().clear()


def test_any_edits_in_any_order_can_be_undone_redone_and_saved(editing: type[Editing]) -> None:
    run_state_machine_as_test(
        editing,
        settings=settings(
            max_examples=max(1, STEPS // A_RUN), stateful_step_count=A_RUN, deadline=None, derandomize=True,
            suppress_health_check=list(HealthCheck), phases=[Phase.generate],
        ),
    )  # fmt: skip
