"""Advice worked out in a thread, a part at a time: only what is looked at, and anew when the plan has changed."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from PySide6.QtCore import QObject, Signal

from infra_builder.advice.advise import advise
from infra_builder.advice.cost import cost_advice
from infra_builder.advice.drills import drills
from infra_builder.advice.repair import Progress, repair
from infra_builder.advice.stages import stages
from infra_builder.advice.tipping import tipping
from infra_builder.evaluate import GoOn, Stopped
from infra_builder.knowledge import Knowledge
from infra_builder.plan import Option, Plan
from ui.judging import Judge

Part = Literal["repair", "stages", "drills", "cost", "tipping", "everything"]
Work = Callable[[Plan, Option, Knowledge, GoOn, Progress], object]
PARTS: Mapping[Part, Work] = {
    "repair": lambda plan, option, known, go_on, progress: repair(plan, option, known, go_on=go_on, progress=progress),
    "stages": lambda plan, option, known, go_on, _progress: stages(plan, option, known, go_on=go_on),
    "drills": lambda plan, option, known, _go_on, _progress: drills(plan, option, known),
    "cost": lambda plan, option, known, _go_on, _progress: cost_advice(plan, option, known),
    "tipping": lambda plan, option, known, go_on, _progress: tipping(plan, option, known, go_on=go_on),
    "everything": lambda plan, option, known, go_on, _progress: advise(plan, option, known, go_on=go_on),
}


@dataclass
class _Case:
    """What advice is asked about: a plan and one of its options. It ends when the plan changes."""

    plan: Plan
    option: Option
    ended: threading.Event = field(default_factory=threading.Event)
    enough: set[Part] = field(default_factory=set)
    """The parts of which the best so far will do."""


class Advisor(QObject):
    """Works out parts of the advice one after the other; the thread lives while there is something to do."""

    told = Signal(str, object)
    """A part and what it came to; None where it was cancelled before there was anything."""
    progressed = Signal(str, int)
    """A part and how many designs were judged for it so far."""
    _arrived = Signal(object, str, object)
    """The same as `told`, with the case, on its way out of the thread."""

    def __init__(self, knowledge: Knowledge, judge: Judge) -> None:
        super().__init__()
        self.knowledge, self._judge = knowledge, judge
        self._case: _Case | None = None
        self._wanted: list[tuple[_Case, Part]] = []
        self._asked: set[Part] = set()
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()
        self._arrived.connect(self._take)

    def about(self, plan: Plan, option: Option) -> bool:
        """Speak of this option from now on; whether it is another value than before, of which nothing is known yet."""
        case = self._case
        if case is not None and case.option is option and _same_ground(case.plan, plan):
            return False
        self.stop()
        self._case, self._asked = _Case(plan, option), set()
        return True

    def ask(self, part: Part) -> bool:
        """Work out a part; `told` brings it. False where it was asked for before, or nothing is spoken of."""
        case = self._case
        if case is None or part in self._asked:
            return False
        self._asked.add(part)
        with self._lock:
            self._wanted.append((case, part))
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, daemon=True, name="advice")
                self._thread.start()
        return True

    def enough(self, part: Part) -> None:
        """End the work on a part with the best that was found."""
        if self._case is not None:
            self._case.enough.add(part)

    def stop(self) -> None:
        """Break off everything: nobody wants it any more."""
        if self._case is not None:
            self._case.ended.set()
        self._case = None

    def _work(self) -> None:
        while True:
            with self._lock:
                if not self._wanted:
                    self._thread = None
                    return
                case, part = self._wanted.pop(0)
            if case.ended.is_set():
                continue
            found = self._worked_out(case, part)
            if not case.ended.is_set():
                with contextlib.suppress(RuntimeError):  # the plan was closed meanwhile
                    self._arrived.emit(case, part, found)

    def _worked_out(self, case: _Case, part: Part) -> object:
        def go_on() -> bool:
            self._judge.wait()
            return not case.ended.is_set() and part not in case.enough

        def progress(judged: int, _days: float) -> None:
            if not case.ended.is_set():
                with contextlib.suppress(RuntimeError):
                    self.progressed.emit(part, judged)

        try:
            return PARTS[part](case.plan, case.option, self.knowledge, go_on, progress)
        except Stopped:
            return None
        except Exception as error:  # noqa: BLE001 - raised again in `_take`, where the person is told
            return error

    def _take(self, case: _Case, part: str, found: object) -> None:
        if isinstance(found, Exception):
            raise found
        if case is self._case:
            self.told.emit(part, found)


def _same_ground(one: Plan, other: Plan) -> bool:
    """Whether advice about the same option is the same on both plans."""
    return one.workloads is other.workloads and one.situation is other.situation
