"""The first page: describe the AI, start empty, open a plan, or start from a case like yours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QWidget

from exports.picture.scene import scene
from infra_builder.evaluate import evaluate
from infra_builder.knowledge import Knowledge
from infra_builder.planfile import read
from infra_builder.problems import Unusable
from ui.notice import Note, Notice
from ui.scenarios import CardGrid, ScenarioCard, scenarios
from ui.steps.flow import Wrap
from ui.ways_in import FirstPage, WaysIn, sign
from ui.widgets import button, clear, column, label, row

ASKED = ("hosting_path", "data_foundation", "hpc", "build_buy_rent_share")
"""The guided choices on this page; all of them are in the menu."""


class Welcome(FirstPage):
    """The page that is shown while no plan is open."""

    described_wanted = Signal()
    """A new plan that begins with the questions."""
    new_wanted = Signal()
    open_wanted = Signal()
    path_wanted = Signal(Path)
    scenario_wanted = Signal(Path)
    guide_wanted = Signal(str)
    tour_wanted = Signal()

    def __init__(self, knowledge: Knowledge, recent: tuple[Path, ...], colours: Mapping[str, str]) -> None:
        super().__init__()
        self.setObjectName("welcome")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.knowledge, self.colours = knowledge, colours
        self.cards = self._cards()
        self._waiting = list(self.cards)
        self._notes = column(spacing=8)
        self.ways = WaysIn(recent, colours)
        self.ways.described_wanted.connect(self.described_wanted)
        self.ways.new_wanted.connect(self.new_wanted)
        self.ways.open_wanted.connect(self.open_wanted)
        self.ways.path_wanted.connect(self.path_wanted)
        self.describe_button = self.ways.describe_button
        self.lay_out(self.ways, self._starters())
        self._filler = QTimer(self)
        self._filler.timeout.connect(self._fill_next)
        self._filler.start()

    def show_notes(self, notes: Sequence[Note]) -> None:
        """Say first what matters most: plans that a crash left."""
        clear(self._notes)
        for note in notes:
            self._notes.addWidget(Notice(note, self.colours))

    # Cases, questions, the tour

    def _cards(self) -> list[ScenarioCard]:
        try:
            found = scenarios()
        except Unusable:
            return []
        cards = [ScenarioCard(scenario, self.colours) for scenario in found]
        for card in cards:
            card.clicked.connect(lambda _on=False, path=card.scenario.path: self.scenario_wanted.emit(path))
        return cards

    def _starters(self) -> QWidget:
        page = QWidget()
        body = column(page, 40, 16)
        body.addLayout(self._notes)
        head = self.tr("Start from a case like yours"), self.tr("Each one is a plan you can change")
        body.addWidget(_heading(*head))
        body.addWidget(CardGrid(self.cards))
        guides = self.knowledge.catalogue.guides
        if asked := [id_ for id_ in ASKED if id_ in guides]:
            head = self.tr("Or from one question"), self.tr("A few answers and a reasoned recommendation")
            body.addWidget(_heading(*head))
            line = QWidget()
            flow = Wrap(line, 12, 8)
            for id_ in asked:
                made = button(guides[id_].name)
                made.clicked.connect(lambda _on=False, id_=id_: self.guide_wanted.emit(id_))
                flow.addWidget(made)
            body.addWidget(line)
        body.addWidget(self._tour())
        body.addStretch()
        return page

    def _tour(self) -> QWidget:
        frame = QFrame()
        frame.setProperty("role", "sheet")
        line = row(sign("play", self.colours, "accent", 24), spacing=16)
        line.setContentsMargins(16, 12, 16, 12)
        words = column(spacing=0)
        words.addWidget(label(self.tr("First time here?"), "row"))
        words.addWidget(label(self.tr("Three stops on the window itself"), "quiet"))
        self.tour_button = button(self.tr("Show me"))
        self.tour_button.clicked.connect(self.tour_wanted)
        line.addLayout(words, 1)
        line.addWidget(self.tour_button, 0, Qt.AlignmentFlag.AlignVCenter)
        frame.setLayout(line)
        return frame

    def _fill_next(self) -> None:
        """Read and judge one case after the other, so that the page is there at once."""
        if not self._waiting:
            self._filler.stop()
            return
        card = self._waiting.pop(0)
        try:
            plan = read(card.scenario.path, self.knowledge.catalogue)
        except Unusable as unusable:
            card.fail(str(unusable.problems[0]))
        else:
            report = evaluate(plan, self.knowledge)
            card.show_plan(scene(plan, plan.options[0], self.knowledge.catalogue), report, self.knowledge)


def _heading(title: str, line: str) -> QWidget:
    part = QWidget()
    flow = Wrap(part, 16, 2, level=True)
    for text, role in ((title, "section"), (line, "quiet")):
        flow.addWidget(label(text, role, wrap=False))
    return part
