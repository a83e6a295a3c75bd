"""The open plan: one value, one way to change it, its undo, its file.

`do(edit)` is the only way a plan changes. Undo holds the values before, never widgets. Views listen to `changed` and
apply the difference between the old and the new value.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from exports.picture.looks import Looker
from exports.picture.scene import sizes
from infra_builder.edits import Edit
from infra_builder.evaluate import evaluate
from infra_builder.knowledge import Knowledge
from infra_builder.placing import placed
from infra_builder.plan import Option, Plan, Workload
from infra_builder.planfile import SUFFIX, read, to_text
from infra_builder.report import OptionReport, Report
from infra_builder.saving import write_whole

MERGE_SECONDS = 1.5
UNDO_STEPS = 500


@dataclass(frozen=True)
class _Step:
    """The value before a step, what the step was called, and under which key a burst of like steps is one."""

    before: Plan
    label: str
    burst: str
    at: float


def begun() -> Plan:
    """A new plan: a workload of which nothing is known yet, since everything starts from it, and an option."""
    return Plan(workloads=(Workload(id="workload"),), options=(Option(id="a", name="Option A"),))


class PlanDocument(QObject):
    """A plan being edited, with the judgement of its present value."""

    changed = Signal(object, object)
    """The plan changed: old value, new value."""
    judged = Signal()
    """The report fits the present value again."""
    option_changed = Signal()
    state_changed = Signal()
    """Path, dirty mark or undo labels changed."""

    def __init__(self, knowledge: Knowledge, plan: Plan | None = None, path: Path | None = None) -> None:
        super().__init__()
        self.knowledge = knowledge
        self.plan = self._placed(plan or begun())
        self.path = path
        self.saved = self.plan
        self._undo: list[_Step] = []
        self._redo: list[_Step] = []
        self._option_id = self.plan.options[0].id if self.plan.options else ""
        self.report: Report = evaluate(self.plan, knowledge)

    @classmethod
    def opened(cls, path: Path, knowledge: Knowledge) -> PlanDocument:
        """The document of a file. Raises Unusable."""
        plan = read(path, knowledge.catalogue)
        if not plan.options:
            plan = plan.but(options=(Option(id="a", name="Option A"),))
        return cls(knowledge, plan, path)

    @property
    def option(self) -> Option:
        """The option that is looked at."""
        return self.plan.option(self._option_id)

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

        Raises Refused, the plan untouched, where the edit cannot be done.
        """
        after = self._placed(edit.apply(self.plan))
        if after == self.plan:
            return
        now = time.monotonic()
        last = self._undo[-1] if self._undo else None
        if last and burst and last.burst == burst and now - last.at < MERGE_SECONDS and not self._redo:
            self._undo[-1] = _Step(last.before, label, burst, now)
        else:
            self._undo.append(_Step(self.plan, label, burst, now))
            del self._undo[:-UNDO_STEPS]
        self._redo.clear()
        self._become(after)

    def undo(self) -> None:
        """Go back one step."""
        if self._undo:
            step = self._undo.pop()
            self._redo.append(_Step(self.plan, step.label, "", 0))
            self._become(step.before)

    def redo(self) -> None:
        """Go forward again one step."""
        if self._redo:
            step = self._redo.pop()
            self._undo.append(_Step(self.plan, step.label, "", 0))
            self._become(step.before)

    @property
    def undo_label(self) -> str:
        """What undo would take back; empty where nothing."""
        return self._undo[-1].label if self._undo else ""

    @property
    def redo_label(self) -> str:
        """What redo would do again; empty where nothing."""
        return self._redo[-1].label if self._redo else ""

    def save(self, path: Path) -> None:
        """Write the plan to a file, all or nothing. Raises OSError, the old file untouched and the plan still dirty."""
        write_whole(path, to_text(self.plan).encode())
        self.path, self.saved = path, self.plan
        self.state_changed.emit()

    @property
    def file_name(self) -> str:
        """What a new file for this plan would be called."""
        words = "".join(letter if letter.isalnum() else "-" for letter in self.plan.title.lower()).split("-")
        return ("-".join(word for word in words if word) or "plan") + SUFFIX

    def _placed(self, plan: Plan) -> Plan:
        """The plan with a place for everything, by the sizes at which it is drawn."""
        looker = Looker(self.knowledge.catalogue)
        return placed(plan, self.knowledge.catalogue, lambda plan, option: sizes(plan, option, looker))

    def _become(self, plan: Plan) -> None:
        before, self.plan = self.plan, plan
        if all(option.id != self._option_id for option in plan.options):
            self._option_id = plan.options[0].id
        self.report = evaluate(plan, self.knowledge)
        self.changed.emit(before, plan)
        self.judged.emit()
        self.state_changed.emit()
