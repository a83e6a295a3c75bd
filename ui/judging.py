"""Judging beside the window: a small plan at once, a large one in a thread, so that nobody waits for a verdict."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, Signal

from infra_builder.evaluate import Judged, evaluate
from infra_builder.knowledge import Knowledge
from infra_builder.plan import Plan
from infra_builder.report import Report
from ui.errands import Errand, Errands

AT_ONCE = 250
"""So many blocks and links are judged within a few frames, which is less disturbing than a verdict that comes later."""


class Judge(QObject):
    """Knows the last judgement and makes the next one from it."""

    judged = Signal(object, object)
    """A judgement that came later than it was asked for: the plan and its report."""

    def __init__(self, knowledge: Knowledge, plan: Plan) -> None:
        super().__init__()
        self.knowledge = knowledge
        self.last = Judged(plan, evaluate(plan, knowledge))
        self.free = threading.Event()
        """Set while no hands are at work. What takes long waits for it, since all share one interpreter."""
        self.free.set()
        self._errands = Errands("judging", self, self.free)

    @property
    def report(self) -> Report:
        """The last judgement; while one is being made, that of an earlier plan."""
        return self.last.report

    @property
    def busy(self) -> bool:
        """Whether a judgement is being made."""
        return self._errands.busy

    def ask(self, plan: Plan) -> bool:
        """Judge a plan; whether the judgement is there. If not, `judged` tells when it is."""
        if self._small(plan):
            self._judge_now(plan)
            return True
        before, knowledge = self.last, self.knowledge

        def judge(errand: Errand) -> Judged:
            return Judged(plan, evaluate(plan, knowledge, before=before, go_on=errand.go_on))

        self._errands.instead(judge, self._take)
        return False

    def settle(self, plan: Plan) -> Report:
        """The judgement of a plan, waited for: for whatever leaves the window."""
        if self.last.plan is not plan:
            waited_for = self.busy
            self._judge_now(plan)
            if waited_for:
                self.judged.emit(plan, self.last.report)
        return self.last.report

    def hold(self, still: bool) -> None:
        """Let what is done beside the window wait while hands are at work."""
        if still:
            self.free.clear()
        else:
            self.free.set()

    def _judge_now(self, plan: Plan) -> None:
        self._errands.stop()
        self.last = Judged(plan, evaluate(plan, self.knowledge, before=self.last))

    def _small(self, plan: Plan) -> bool:
        """Whether little has changed, or something is new of which there is no judgement at all."""
        before = {option.id: option for option in self.last.plan.options}
        if any(option.id not in before for option in plan.options):
            return True
        changed = [option for option in plan.options if option is not before[option.id]]
        return sum(len(option.blocks) + len(option.flows) for option in changed or plan.options) <= AT_ONCE

    def _take(self, made: Judged) -> None:
        self.last = made
        self.judged.emit(made.plan, made.report)
