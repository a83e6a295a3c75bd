"""Advice worked out beside the window, a part at a time: only what is looked at, and anew when the plan has changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QObject, Signal

from infra_builder.advice.advise import Advising
from infra_builder.advice.hpc import HpcAdvice
from infra_builder.advice.ninety_days import Duty
from infra_builder.advice.placement import Placement
from infra_builder.advice.roadmap import Leg
from infra_builder.advice.sourcing import BlockSourcing
from infra_builder.evaluate import Stopped
from infra_builder.knowledge import Knowledge
from infra_builder.plan import Option, Plan
from ui.errands import Errand, Errands
from ui.judging import Judge


@dataclass(frozen=True)
class Places:
    """Where the work fits, and whether a supercomputer does."""

    placements: tuple[Placement, ...]
    hpc: HpcAdvice


@dataclass(frozen=True)
class Ahead:
    """What comes next."""

    roadmap: tuple[Leg, ...]
    ninety_days: tuple[Duty, ...]
    sourcing: tuple[BlockSourcing, ...]


Part = Literal["repair", "questions", "stages", "drills", "cost", "tipping", "places", "ahead"]
PARTS: Mapping[Part, Callable[[Advising], object]] = {
    "repair": lambda advising: advising.repair,
    "questions": lambda advising: advising.questions,
    "stages": lambda advising: advising.stages,
    "drills": lambda advising: advising.drills,
    "cost": lambda advising: advising.cost,
    "tipping": lambda advising: advising.tipping,
    "places": lambda advising: Places(advising.placements, advising.hpc),
    "ahead": lambda advising: Ahead(advising.roadmap, advising.ninety_days, advising.sourcing),
}


class _Case:
    """What advice is asked about: a plan and one of its options."""

    def __init__(self, plan: Plan, option: Option, knowledge: Knowledge) -> None:
        self.plan, self.option = plan, option
        self.asked: set[Part] = set()
        self.enough: set[Part] = set()
        """The parts of which the best so far will do."""
        self._at_work: tuple[Part, Errand] | None = None
        self._advising = Advising(plan, option, knowledge, go_on=self._go_on, progress=self._tell)
        """What parts share is kept here, which only the thread touches."""

    def worked_out(self, part: Part, errand: Errand) -> object:
        """A part, for the thread; None where it was cancelled before there was anything."""
        self._at_work = part, errand
        try:
            return PARTS[part](self._advising)
        except Stopped:
            return None

    def _go_on(self) -> bool:
        return self._at_work is None or (self._at_work[1].go_on() and self._at_work[0] not in self.enough)

    def _tell(self, judged: int, _days: float) -> None:
        if self._at_work is not None:
            self._at_work[1].tell(judged)


class Advisor(QObject):
    """Works out parts of the advice one after the other."""

    told = Signal(str, object)
    """A part and what it came to; None where it was cancelled before there was anything."""
    progressed = Signal(str, int)
    """A part and how many designs were judged for it so far."""

    def __init__(self, knowledge: Knowledge, judge: Judge) -> None:
        super().__init__()
        self.knowledge = knowledge
        self._case: _Case | None = None
        self._errands = Errands("advice", self, judge.free)

    def about(self, plan: Plan, option: Option) -> bool:
        """Speak of this option from now on; whether it is another value than before, of which nothing is known yet."""
        case = self._case
        if case is not None and case.option is option and _same_ground(case.plan, plan):
            return False
        self.stop()
        self._case = _Case(plan, option, self.knowledge)
        return True

    def ask(self, part: Part) -> bool:
        """Work out a part; `told` brings it. False where it was asked for before, or nothing is spoken of."""
        case = self._case
        if case is None or part in case.asked:
            return False
        case.asked.add(part)
        self._errands.after(
            lambda errand: case.worked_out(part, errand),
            lambda found: self.told.emit(part, found),
            told=lambda judged: self.progressed.emit(part, judged),
        )
        return True

    def enough(self, part: Part) -> None:
        """End the work on a part with the best that was found."""
        if self._case is not None:
            self._case.enough.add(part)

    def stop(self) -> None:
        """Break off everything: nobody wants it any more."""
        self._errands.stop()
        self._case = None


def _same_ground(one: Plan, other: Plan) -> bool:
    """Whether advice about the same option is the same on both plans."""
    return one.workloads is other.workloads and one.situation is other.situation and one.prices == other.prices
