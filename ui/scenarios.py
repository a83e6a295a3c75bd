"""The cases that ship with the program, as cards: each with its picture in small and how it starts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from exports.picture.scene import Scene
from infra_builder.guarded_yaml import parse, read_text
from infra_builder.knowledge import Knowledge
from infra_builder.places import SCENARIOS
from infra_builder.report import Report
from ui.picture import Picture
from ui.theming import scaled
from ui.widgets import CardButton, column, counted, label

PICTURE_HEIGHT = 150
COLUMNS, LEAST = 3, 250
"""At most so many cards side by side, each at least so many pixels wide at 100 %."""


@dataclass(frozen=True)
class Scenario:
    """A plan to start from."""

    path: Path
    title: str
    line: str


def scenarios() -> tuple[Scenario, ...]:
    """The plans that ship with the program, in the order of their index. Raises Unusable."""
    index = SCENARIOS / "index.yaml"
    value = parse(read_text(index), str(index)).value
    entries = value["scenarios"] if isinstance(value, dict) else ()
    return tuple(Scenario(SCENARIOS / entry["file"], entry["title"], entry["line"]) for entry in entries)


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

    def show_plan(self, drawn: Scene, report: Report, knowledge: Knowledge) -> None:
        """Show the picture and the verdict."""
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

    def fail(self, reason: str) -> None:
        """Say why it cannot be shown."""
        self.note.setText(reason)
        self.setEnabled(False)


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
