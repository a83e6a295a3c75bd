"""The five steps around one open plan: Build is there at once, the others are made when they are first opened."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from infra_builder.asking import asked
from infra_builder.plan import Milestone, Plan
from ui.desk import Desk
from ui.document import PlanDocument
from ui.exporting import Wish
from ui.steps.bar import StepsBar, step_title
from ui.steps.check import CheckStep
from ui.steps.compare import CompareStep
from ui.steps.situation import SituationStep
from ui.steps.step import Step
from ui.widgets import counted
from ui.workshop.rules import RoomRules


class Workspace(QWidget):
    """One open plan, looked at step by step. `bar` is shown by the window, on top of everything."""

    said = Signal(str)
    step_changed = Signal()
    export_wanted = Signal()
    blocks_wanted = Signal(str, object)
    """A guided choice suggests blocks: its name, and their kinds."""

    def __init__(self, document: PlanDocument, colours: Mapping[str, str], *, follows: bool = True) -> None:
        """`follows`: what the workshop beside the plan hides and locks holds here."""
        super().__init__()
        self.document, self.colours = document, colours
        self.step = "build"
        self.desk = Desk(document, colours)
        self.bar = StepsBar(colours)
        self.rules = RoomRules(document, self, follows=follows)
        self._closed: tuple[str, ...] = ()
        self.steps: dict[str, Step] = {}
        self.pages = QStackedWidget()
        self.pages.addWidget(self.desk)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.pages)
        self.bar.wanted.connect(self.show_step)
        self.desk.said.connect(self.said)
        self.desk.verdict.check_wanted.connect(lambda: self.show_step("check"))
        document.changed.connect(self._changed)
        document.judged.connect(self._follow)
        document.option_changed.connect(self._follow)
        self.rules.changed.connect(self._follow_room)
        self.rules.said.connect(self.said)
        document.refused.connect(self.said)
        self.bar.show_step(self.step)
        self._follow_room()

    def show_step(self, step: str) -> None:
        """Open a step, unless a workshop keeps it closed; which one is open is no change of the plan."""
        if step in self.rules.closed:
            self.said.emit(self.rules.later())
            self.bar.show_step(self.step)
            return
        page: QWidget = self.desk if step == "build" else self._page(step)
        self.step = step
        self.bar.show_step(step)
        self.pages.setCurrentWidget(page)
        if isinstance(page, Step):
            page.refresh()
            page.begin()
        else:
            self.desk.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        self.step_changed.emit()

    @property
    def paper_wish(self) -> Wish | None:
        """What was chosen for the paper; None where nobody looked at it."""
        if "plan" not in self.steps:
            return None
        from ui.steps.plan import PlanStep

        plan = self.steps["plan"]
        assert isinstance(plan, PlanStep)
        return plan.wish

    def show_item(self, id_: str) -> None:
        """Go to the canvas with something selected."""
        self.show_step("build")
        self.desk.selection.choose((id_,))

    def show_entry(self, key: str) -> None:
        """Go to Check with a finding or a question opened."""
        self.desk.selection.hold_up(key)
        self.show_step("check")

    def compare_with(self, milestone: Milestone) -> None:
        """Go to Compare with what the plan was at a milestone beside what it is now."""
        self.show_step("compare")
        page = self.steps.get("compare")
        if self.step == "compare" and isinstance(page, CompareStep):
            page.compare_milestone(milestone)

    def restyle(self, colours: Mapping[str, str]) -> None:
        """Take on the colours of another theme."""
        self.colours = colours
        self.bar.restyle(colours)
        self.desk.restyle(colours)
        for step in self.steps.values():
            step.restyle(colours)

    def _page(self, step: str) -> Step:
        if step not in self.steps:
            self.steps[step] = made = self._made(step)
            made.said.connect(self.said)
            made.step_wanted.connect(self.show_step)
            made.item_wanted.connect(self.show_item)
            made.entry_wanted.connect(self.show_entry)
            self.pages.addWidget(made)
        return self.steps[step]

    def _made(self, step: str) -> Step:
        document, colours = self.document, self.colours
        if step == "situation":
            situation = SituationStep(document, colours)
            situation.choices.blocks_wanted.connect(self.blocks_wanted)
            return situation
        if step == "plan":
            # What lays out and draws pages is not needed before somebody looks at them.
            from ui.steps.plan import PlanStep

            plan = PlanStep(document, colours)
            plan.export_wanted.connect(self.export_wanted)
            return plan
        makers: dict[str, Callable[[], Step]] = {
            "check": lambda: CheckStep(document, self.desk.canvas, colours),
            "compare": lambda: CompareStep(document, colours),
        }
        return makers[step]()

    def _changed(self, _before: Plan, _after: Plan) -> None:
        """Follow a change at once where its judgement is still being made; otherwise it is told in a moment."""
        if self.document.judge.busy:
            self._follow()

    def _follow_room(self) -> None:
        """Show what the workshop lets this group see and change now."""
        opened = [step_title(step) for step in self._closed if step not in self.rules.closed]
        self._closed = self.rules.closed
        if opened:
            self.said.emit(self.tr("The facilitator has opened: {steps}").format(steps=", ".join(opened)))
        self.bar.close_steps(self.rules.closed)
        if self.document.veiled:
            self.desk.selection.hold_up("")
        if self.step in self.rules.closed:
            self.show_step("build")
            self.said.emit(self.rules.later())
        self.desk.follow_locks()
        self._follow()
        self.step_changed.emit()

    def _follow(self) -> None:
        self.bar.say(self.notes())
        if self.step in self.steps:
            self.steps[self.step].refresh()

    def notes(self) -> dict[str, str]:
        """What is in each step, in a few words."""
        document, report = self.document, self.document.option_report
        still = sum(1 for question in asked(document.plan) if not question.answered)
        blocks, found, ways = len(document.option.blocks), len(report.findings), len(document.plan.options)
        notes = {
            "situation": counted(still, self.tr("1 open"), self.tr("{n} open")) if still else self.tr("all answered"),
            "build": counted(blocks, self.tr("1 block"), self.tr("{n} blocks")),
            "check": counted(found, self.tr("1 finding"), self.tr("{n} findings")),
            "compare": counted(ways, self.tr("1 option"), self.tr("{n} options")),
            "plan": self.tr("on paper"),
        }
        return notes | {step: self.tr("comes later") for step in self.rules.closed}
