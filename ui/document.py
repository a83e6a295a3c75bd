"""The open plan: one value, one way to change it, its undo, its file.

`do(edit)` is the only way a plan changes. Undo holds the values before, never widgets. Every step goes to the journal
before the views hear of it; they listen to `changed` and apply the difference between the old and the new value.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from exports.picture.looks import Looker
from exports.picture.scene import sizes
from infra_builder.edits import Edit, Refused
from infra_builder.history import History
from infra_builder.knowledge import Knowledge
from infra_builder.placing import placed
from infra_builder.plan import Option, Plan
from infra_builder.planfile import SUFFIX, read
from infra_builder.report import OptionReport, Report
from infra_builder.room.workshop import Locked
from infra_builder.starting import begun
from ui.judging import Judge

MERGE_SECONDS = 1.5


class Record(Protocol):
    """Where the steps of a plan are written down as they are taken."""

    def did(self, edit: Edit, label: str, after: Plan, *, joined: bool) -> None:
        """An edit was done; a `joined` one is one step with the edit before it."""

    def undid(self, after: Plan) -> None:
        """A step was taken back."""

    def redid(self, after: Plan) -> None:
        """A step that was taken back was done again."""


Guard = Callable[[Plan, Plan], str]
"""Says why the plan may not become this other one just now; "" where it may."""


def settled(plan: Plan, knowledge: Knowledge) -> Plan:
    """The plan with an option and a place for everything, by the sizes at which it is drawn."""
    if not plan.options:
        plan = plan.but(options=(Option(id="a", name="Option A"),))
    looker = Looker(knowledge.catalogue)
    return placed(plan, knowledge.catalogue, lambda plan, option: sizes(plan, option, looker))


def look_at(before: Plan, after: Plan, shown: str) -> str:
    """The id of the option to look at after a step: the one looked at, or the one in its place where it is gone."""
    places = [option.id for option in before.options]
    left = [option.id for option in after.options]
    return shown if shown in left else left[min(places.index(shown), len(left) - 1)]


def touched(before: Plan, after: Plan) -> list[str]:
    """The ids of the options that a step changed or brought."""
    known = {option.id: option for option in before.options}
    return [option.id for option in after.options if known.get(option.id) != option]


class PlanDocument(QObject):
    """A plan being edited, with the judgement of its present value."""

    changed = Signal(object, object)
    """The plan changed: old value, new value."""
    judged = Signal()
    """The report fits the present value again."""
    option_changed = Signal()
    refused = Signal(str)
    """A step could not be taken back or done again, and why."""
    state_changed = Signal()
    """Path, dirty mark or undo labels changed."""

    def __init__(
        self, knowledge: Knowledge, plan: Plan | None = None, path: Path | None = None, history: History | None = None
    ) -> None:
        super().__init__()
        self.knowledge = knowledge
        self._history = history or History(settled(plan or begun(), knowledge))
        self.path = path
        self.saved: Plan | None = self.plan
        """What the file holds; None where there is no such file any more."""
        self.record: Record | None = None
        self.guard: Guard | None = None
        """What keeps some changes back for now; None where nothing does."""
        self.locked: tuple[Locked, ...] = ()
        """Which parts of the plan the guard keeps as they are."""
        self._veiled: bool = False
        self._veil: tuple[Report, Report] | None = None
        self._burst, self._burst_at = "", 0.0
        """Under which key, and when, the last step was taken: quick steps of one key are one."""
        self._option_id = self.plan.options[0].id
        self.judge = Judge(knowledge, self.plan)
        self.judge.judged.connect(self._judged_later)

    @classmethod
    def opened(cls, path: Path, knowledge: Knowledge) -> PlanDocument:
        """The document of a file. Raises Unusable."""
        return cls(knowledge, read(path, knowledge.catalogue), path)

    @property
    def plan(self) -> Plan:
        """The plan as it is now."""
        return self._history.plan

    @property
    def option(self) -> Option:
        """The option that is looked at."""
        return self.plan.option(self._option_id)

    @property
    def report(self) -> Report:
        """The judgement of the plan; of a large one, for a moment that of the plan before the last change."""
        report = self.judge.report
        if not self._veiled:
            return report
        if self._veil is None or self._veil[0] is not report:
            self._veil = report, report.under_veil()
        return self._veil[1]

    @property
    def veiled(self) -> bool:
        """Whether the judgement is kept back for now: nobody who asks this document learns anything of it."""
        return self._veiled

    def veil(self, on: bool) -> None:
        """Keep the judgement back from everybody who looks, or show it again."""
        if on != self._veiled:
            self._veiled = on
            self.judged.emit()
            self.state_changed.emit()

    @property
    def option_report(self) -> OptionReport:
        """The judgement of the option that is looked at."""
        return self.report.option(self._option_id)

    def show_option(self, option_id: str) -> None:
        """Look at another option."""
        if option_id != self._option_id:
            self.plan.option(option_id)
            self._option_id = option_id
            self.option_changed.emit()

    @property
    def dirty(self) -> bool:
        """Whether the plan differs from what was last saved or opened."""
        return self.plan != self.saved

    def do(self, edit: Edit, label: str, burst: str = "") -> None:
        """Change the plan. `label` names the step in the menu; quick steps of one `burst` are one.

        An edit that is a record is no step, so what can be taken back or done again stays the same.
        Raises Refused, the plan untouched, where the edit cannot be done.
        """
        before, after = self.plan, settled(edit.apply(self.plan), self.knowledge)
        if after == before:
            return
        if reason := self._forbidden(before, after):
            raise Refused(reason)
        now = time.monotonic()
        joined = bool(burst) and burst == self._burst and now - self._burst_at < MERGE_SECONDS
        self._burst, self._burst_at = burst, now
        if self.record:
            self.record.did(edit, label, after, joined=joined)
        if edit.record:
            self._history.keep(after)
        else:
            self._history.take(after, label, joined=joined)
        self._become(before)

    def undo(self) -> None:
        """Go back one step."""
        before, self._burst = self.plan, ""
        if self._history.undo():
            if reason := self._forbidden(before, self.plan):
                self._history.redo()
                self.refused.emit(reason)
                return
            if self.record:
                self.record.undid(self.plan)
            self._become(before)
            self._show_what_changed(before)

    def redo(self) -> None:
        """Go forward again one step."""
        before, self._burst = self.plan, ""
        if self._history.redo():
            if reason := self._forbidden(before, self.plan):
                self._history.undo()
                self.refused.emit(reason)
                return
            if self.record:
                self.record.redid(self.plan)
            self._become(before)
            self._show_what_changed(before)

    def _forbidden(self, before: Plan, after: Plan) -> str:
        """Why the plan may not become this one just now; "" where it may."""
        return self.guard(before, after) if self.guard else ""

    def _show_what_changed(self, before: Plan) -> None:
        """Look at the option that a step taken back or done again was about."""
        changed = touched(before, self.plan)
        if changed and self._option_id not in changed:
            self.show_option(changed[0])

    @property
    def undo_label(self) -> str:
        """What undo would take back; empty where nothing."""
        return self._history.undo_label

    @property
    def redo_label(self) -> str:
        """What redo would do again; empty where nothing."""
        return self._history.redo_label

    def became_file(self, path: Path | None, saved: Plan | None) -> None:
        """The plan belongs to this file from now on, which holds the plan `saved`, or is gone."""
        self.path, self.saved, self._burst = path, saved, ""
        self.state_changed.emit()

    @property
    def file_name(self) -> str:
        """What a new file for this plan would be called."""
        words = "".join(letter if letter.isalnum() else "-" for letter in self.plan.title.lower()).split("-")
        return ("-".join(word for word in words if word) or "plan") + SUFFIX

    def _judged_later(self, plan: Plan, _report: Report) -> None:
        if plan is self.plan:
            self.judged.emit()

    def _become(self, before: Plan) -> None:
        plan = self.plan
        shown, self._option_id = self._option_id, look_at(before, plan, self._option_id)
        at_once = self.judge.ask(plan)
        self.changed.emit(before, plan)
        if at_once:
            self.judged.emit()
        if self._option_id != shown:
            self.option_changed.emit()
        self.state_changed.emit()
