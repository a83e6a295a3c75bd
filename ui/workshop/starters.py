"""What the groups begin with: an empty plan, or one of the cases, each with its picture."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QWidget

from infra_builder.knowledge import Knowledge
from ui.errands import Errands
from ui.scenarios import CardGrid, ScenarioCard, fill, scenario_cards
from ui.widgets import CardButton, column, label

PICTURE_HEIGHT = 110


class Starters(QWidget):
    """Cards of which exactly one is chosen; `chosen` is the id of its case, "" for an empty plan."""

    def __init__(self, knowledge: Knowledge, colours: Mapping[str, str]) -> None:
        super().__init__()
        self.empty = self._empty()
        self.cards = self._cards(colours)
        self.group = QButtonGroup(self)
        for card in (self.empty, *self.cards):
            card.setCheckable(True)
            self.group.addButton(card)
        self.empty.setChecked(True)
        body = column(self, 0, 12)
        body.addWidget(self.empty)
        body.addWidget(CardGrid(self.cards))
        self.filling = Errands("cases", self)
        fill(self.cards, knowledge, self.filling)

    @property
    def chosen(self) -> str:
        """The id of the case that groups begin with."""
        return next((card.scenario.id for card in self.cards if card.isChecked()), "")

    def choose(self, id_: str) -> None:
        """Choose a case, or "" for the empty plan."""
        next((card for card in self.cards if card.scenario.id == id_), self.empty).setChecked(True)

    def _empty(self) -> CardButton:
        made = CardButton("answer-card")
        title, line = self.tr("An empty plan"), self.tr("Each group brings its own case and starts from nothing")
        made.setAccessibleName(title)
        made.setAccessibleDescription(line)
        made.inner.setContentsMargins(12, 8, 12, 10)
        made.inner.setSpacing(2)
        for text, role in ((title, "ask"), (line, "small")):
            words = label(text, role)
            words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            made.inner.addWidget(words)
        return made

    def _cards(self, colours: Mapping[str, str]) -> list[ScenarioCard]:
        cards = scenario_cards(colours)
        for card in cards:
            card.setProperty("role", "answer-card")
            card.inner.setContentsMargins(4, 4, 4, 12)
            card.picture.setFixedHeight(PICTURE_HEIGHT)
        return cards
