"""The steps that a plan went through: the values before and after, under names, with a way back and forth.

Steps lead from value to value; the records of a plan are none of that and go along with it, back and forth.
"""

from __future__ import annotations

from dataclasses import dataclass

from infra_builder.plan import Plan
from infra_builder.records import with_records

UNDO_STEPS = 500
"""So many steps can be taken back."""


@dataclass(frozen=True, slots=True)
class Step:
    """The value on the other side of a step, and what the step is called."""

    plan: Plan
    label: str


class History:
    """A plan with the steps that led to it, and those that were taken back."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._undo: list[Step] = []
        self._redo: list[Step] = []

    def take(self, after: Plan, label: str, *, joined: bool = False) -> None:
        """Go on to a value. A `joined` step is one with the step before it."""
        if joined and self._undo:
            self._undo[-1] = Step(self._undo[-1].plan, label)
        else:
            self._undo.append(Step(self.plan, label))
            del self._undo[:-UNDO_STEPS]
        self._redo.clear()
        self.plan = after

    def keep(self, after: Plan) -> None:
        """Take over the records of a value. That is no step, and leaves all steps as they are."""
        self.plan = with_records(self.plan, after)

    def undo(self) -> bool:
        """Go back one step; False where there is none."""
        return self._across(self._undo, self._redo)

    def redo(self) -> bool:
        """Go forward again one step; False where there is none."""
        return self._across(self._redo, self._undo)

    @property
    def undo_label(self) -> str:
        """What undo would take back; empty where nothing."""
        return self._undo[-1].label if self._undo else ""

    @property
    def redo_label(self) -> str:
        """What redo would do again; empty where nothing."""
        return self._redo[-1].label if self._redo else ""

    def _across(self, off: list[Step], onto: list[Step]) -> bool:
        if not off:
            return False
        step = off.pop()
        onto.append(Step(self.plan, step.label))
        self.plan = with_records(step.plan, self.plan)
        return True
