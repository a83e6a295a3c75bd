"""What takes a moment for each design: its cost, and what it needs before its next stage. Worked out in threads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from infra_builder.advice.cost import CostAdvice
from infra_builder.advice.stages import StageAdvice
from infra_builder.knowledge import Knowledge
from infra_builder.matching import Side
from ui.advice.advisor import Advisor
from ui.judging import Judge


@dataclass
class Known:
    """What is known of a design so far; None as long as it is being worked out."""

    cost: CostAdvice | None = None
    stages: tuple[StageAdvice, ...] | None = None


class Working(QObject):
    """An advisor for each column."""

    told = Signal()
    """Something more is known."""

    def __init__(self, knowledge: Knowledge, judge: Judge) -> None:
        super().__init__()
        self._knowledge, self._judge = knowledge, judge
        self._advisors: list[Advisor] = []
        self.known: list[Known] = []

    def about(self, sides: Sequence[Side]) -> None:
        """Work out what is not known of these designs, one a column."""
        while len(self._advisors) < len(sides):
            self._advisors.append(self._advisor(len(self._advisors)))
            self.known.append(Known())
        for place, (advisor, side) in enumerate(zip(self._advisors, sides, strict=False)):
            if advisor.about(side.plan, side.option):
                self.known[place] = Known()
            if side.option.blocks:
                advisor.ask("cost")
                advisor.ask("stages")
        for advisor in self._advisors[len(sides) :]:
            advisor.stop()

    def stop(self) -> None:
        """Break off everything: nobody wants it any more."""
        for advisor in self._advisors:
            advisor.stop()

    def _advisor(self, place: int) -> Advisor:
        made = Advisor(self._knowledge, self._judge)
        made.told.connect(lambda part, found: self._take(place, part, found))
        return made

    def _take(self, place: int, part: str, found: object) -> None:
        if isinstance(found, CostAdvice):
            self.known[place].cost = found
        elif part == "stages" and isinstance(found, tuple):
            self.known[place].stages = found
        self.told.emit()
