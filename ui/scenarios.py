"""The cases that ship with the program, as cards: each with its picture in small and how it starts."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from exports.picture.scene import Scene, scene
from infra_builder.evaluate import evaluate
from infra_builder.knowledge import Knowledge
from infra_builder.planfile import read
from infra_builder.problems import Unusable
from infra_builder.report import Report
from infra_builder.starting import Scenario, scenarios
from ui.errands import Errand, Errands
from ui.picture import Picture
from ui.theming import scaled
from ui.widgets import CardButton, column, counted, label

PICTURE_HEIGHT = 150
COLUMNS, LEAST = 3, 250
"""At most so many cards side by side, each at least so many pixels wide at 100 %."""


@dataclass(frozen=True, slots=True)
class Case:
    """A case that was read: the picture of its first option, and the judgement of all."""

    drawn: Scene
    report: Report


def case_of(scenario: Scenario, knowledge: Knowledge, errand: Errand) -> Case | str:
    """A case read, judged and drawn; the reason where it cannot be read. Raises Stopped."""
    try:
        plan = read(scenario.path, knowledge.catalogue)
    except Unusable as unusable:
        return str(unusable.problems[0])
    return Case(scene(plan, plan.options[0], knowledge.catalogue), evaluate(plan, knowledge, go_on=errand.go_on))


class ScenarioCard(CardButton):
    """A case: its picture in small, its title, what it is, how many blocks, how it starts."""

    def __init__(self, scenario: Scenario, colours: Mapping[str, str]) -> None:
        super().__init__("card")
        self.scenario, self.colours = scenario, colours
        self.setAccessibleName(scenario.title)
        self.setAccessibleDescription(scenario.line)
        self.picture = Picture(colours, largest=0.6)
        self.picture.setFixedHeight(PICTURE_HEIGHT)
        self.note = label(" ", "small")
        self.inner.setContentsMargins(2, 2, 2, 12)
        self.inner.setSpacing(4)
        self.inner.addWidget(self.picture)
        words = column(spacing=2)
        words.setContentsMargins(14, 4, 14, 0)
        for widget in (label(scenario.title, "row"), label(scenario.line, "quiet"), self.note):
            words.addWidget(widget)
        self.inner.addLayout(words)
        for child in (self.picture, *self.findChildren(QLabel)):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_case(self, knowledge: Knowledge, case: Case | str) -> None:
        """Show the picture and the verdict, or say why there are none."""
        if isinstance(case, str):
            self.note.setText(case)
            self.setEnabled(False)
            return
        drawn, report = case.drawn, case.report
        self.picture.show_scene(drawn)
        blocks = sum(1 for item in drawn.items if item.sort == "block")
        parts = [counted(blocks, self.tr("1 block"), self.tr("{n} blocks"))]
        if len(report.options) > 1:
            parts.append(self.tr("{n} options").format(n=len(report.options)))
        flags = report.options[0].flags or ("balanced",)
        verdict = ", ".join(knowledge.catalogue.label("flag", flag).lower() for flag in flags)
        parts.append(self.tr("starts {verdict}").format(verdict=verdict))
        self.note.setText(" · ".join(parts))
        self.updateGeometry()


def scenario_cards(colours: Mapping[str, str]) -> list[ScenarioCard]:
    """A card for each case, with nothing of its plan on it yet; none where the cases cannot be read."""
    try:
        return [ScenarioCard(scenario, colours) for scenario in scenarios()]
    except Unusable:
        return []


def fill(cards: Sequence[ScenarioCard], knowledge: Knowledge, errands: Errands) -> None:
    """Show one case after the other on its card, so that the page is there at once."""
    for card in cards:
        look = functools.partial(case_of, card.scenario, knowledge)
        errands.after(look, functools.partial(card.show_case, knowledge))


class CardGrid(QWidget):
    """Cards of the same width, as many side by side as there is room for."""

    def __init__(self, cards: Sequence[QWidget]) -> None:
        super().__init__()
        self._cards = cards
        self._across = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(20)
        self._place(COLUMNS)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place them anew where another number fits."""
        self._place(max(1, min(COLUMNS, self.width() // scaled(LEAST))))
        super().resizeEvent(event)

    def _place(self, across: int) -> None:
        if across == self._across:
            return
        self._across = across
        for index, card in enumerate(self._cards):
            self._grid.addWidget(card, index // across, index % across, Qt.AlignmentFlag.AlignTop)
        for place in range(COLUMNS):
            self._grid.setColumnStretch(place, 1 if place < across else 0)
