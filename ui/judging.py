"""Judging beside the window: a small plan at once, a large one in a thread, so that nobody waits for a verdict."""

from __future__ import annotations

import contextlib
import threading

from PySide6.QtCore import QObject, Signal

from infra_builder.evaluate import Judged, Stopped, evaluate
from infra_builder.knowledge import Knowledge
from infra_builder.plan import Plan
from infra_builder.report import Report

AT_ONCE = 250
"""So many blocks and links are judged within a few frames, which is less disturbing than a verdict that comes later."""


class Judge(QObject):
    """Knows the last judgement and makes the next one from it."""

    judged = Signal(object, object)
    """A judgement that was made in the thread: the plan and its report."""

    def __init__(self, knowledge: Knowledge, plan: Plan) -> None:
        super().__init__()
        self.knowledge = knowledge
        self.last = Judged(plan, evaluate(plan, knowledge))
        self._wanted: Plan | None = None
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()
        self._free = threading.Event()
        self._free.set()
        self.judged.connect(self._take)

    @property
    def report(self) -> Report:
        """The last judgement; while one is being made, that of an earlier plan."""
        return self.last.report

    @property
    def busy(self) -> bool:
        """Whether a judgement is being made."""
        return self._wanted is not None

    def ask(self, plan: Plan) -> bool:
        """Judge a plan; whether the judgement is there. If not, `judged` tells when it is."""
        if self._small(plan):
            with self._lock:
                self._wanted = None
            self.last = Judged(plan, evaluate(plan, self.knowledge, before=self.last))
            return True
        with self._lock:
            self._wanted = plan
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, daemon=True, name="judging")
                self._thread.start()
        return False

    def settle(self, plan: Plan) -> Report:
        """The judgement of a plan, waited for: for whatever leaves the window."""
        if self.last.plan is not plan:
            with self._lock:
                self._wanted = None
            self.last = Judged(plan, evaluate(plan, self.knowledge, before=self.last))
        return self.last.report

    def hold(self, still: bool) -> None:
        """Let the thread wait while hands are at work, since both share one interpreter."""
        if still:
            self._free.clear()
        else:
            self._free.set()

    def wait(self) -> None:
        """Stand still while hands are at work. For threads, never for the window."""
        self._free.wait()

    def _small(self, plan: Plan) -> bool:
        """Whether little has changed, or something is new of which there is no judgement at all."""
        before = {option.id: option for option in self.last.plan.options}
        if any(option.id not in before for option in plan.options):
            return True
        changed = [option for option in plan.options if option is not before[option.id]]
        return sum(len(option.blocks) + len(option.flows) for option in changed or plan.options) <= AT_ONCE

    def _work(self) -> None:
        """Judge what is wanted until nothing is; what nobody wants any more is broken off."""
        while True:
            with self._lock:
                plan = self._wanted
                if plan is None:
                    self._thread = None
                    return

            def go_on(plan: Plan = plan) -> bool:
                self.wait()
                return self._wanted is plan

            try:
                report = evaluate(plan, self.knowledge, before=self.last, go_on=go_on)
            except Stopped:
                continue
            with self._lock:
                if self._wanted is plan:
                    self._wanted = None
            with contextlib.suppress(RuntimeError):  # the plan was closed meanwhile
                self.judged.emit(plan, report)

    def _take(self, plan: Plan, report: Report) -> None:
        self.last = Judged(plan, report)
