"""The first page: describe the AI, start empty, open a plan, or start from a case like yours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from infra_builder.knowledge import Knowledge
from ui.errands import Errands
from ui.notice import Note, Notice
from ui.scenarios import CardGrid, ScenarioCard, fill, scenario_cards
from ui.steps.flow import Beside, Wrap
from ui.ways_in import FirstPage, WaysIn, sign
from ui.widgets import button, clear, column, label, row

ASKED = ("hosting_path", "data_foundation", "hpc", "build_buy_rent_share")
"""The guided choices on this page; all of them are in the menu."""
OFFERS_WIDE = 110
"""From so many letters the two offers at the foot of the page stand side by side."""


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
    room_wanted = Signal()
    """A workshop is to be set up."""

    def __init__(self, knowledge: Knowledge, recent: tuple[Path, ...], colours: Mapping[str, str]) -> None:
        super().__init__()
        self.setObjectName("welcome")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.knowledge, self.colours = knowledge, colours
        self.cards = self._cards()
        self._notes = column(spacing=8)
        self.ways = WaysIn(recent, colours)
        self.ways.described_wanted.connect(self.described_wanted)
        self.ways.new_wanted.connect(self.new_wanted)
        self.ways.open_wanted.connect(self.open_wanted)
        self.ways.path_wanted.connect(self.path_wanted)
        self.describe_button = self.ways.describe_button
        self.lay_out(self.ways, self._starters())
        self._filling = Errands("cases", self)
        # The page is seen first; whoever leaves it at once has nothing of this in the way.
        QTimer.singleShot(0, self, lambda: fill(self.cards, knowledge, self._filling))

    def show_notes(self, notes: Sequence[Note]) -> None:
        """Say first what matters most: plans that a crash left."""
        clear(self._notes)
        for note in notes:
            self._notes.addWidget(Notice(note, self.colours))

    # Cases, questions, the tour

    def _cards(self) -> list[ScenarioCard]:
        cards = scenario_cards(self.colours)
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
        self.tour_button, tour = self._offer(
            "play", self.tr("First time here?"), self.tr("Three stops on the window itself"), self.tr("Show me")
        )
        self.tour_button.clicked.connect(self.tour_wanted)
        says = self.tr("Groups, agenda, timer and the wall")
        self.room_button, room = self._offer("users", self.tr("Running a workshop?"), says, self.tr("Set up the room"))
        self.room_button.clicked.connect(self.room_wanted)
        body.addWidget(Beside((tour, 1), (room, 1), least=OFFERS_WIDE))
        body.addStretch()
        return page

    def _offer(self, icon: str, title: str, says: str, does: str) -> tuple[QPushButton, QWidget]:
        """A strip with a button, and that button."""
        frame = QFrame()
        frame.setProperty("role", "sheet")
        line = row(sign(icon, self.colours, "accent", 24), spacing=16)
        line.setContentsMargins(16, 12, 16, 12)
        words = column(spacing=0)
        words.addWidget(label(title, "row"))
        words.addWidget(label(says, "quiet"))
        made = button(does)
        line.addLayout(words, 1)
        line.addWidget(made, 0, Qt.AlignmentFlag.AlignVCenter)
        frame.setLayout(line)
        return made, frame


def _heading(title: str, line: str) -> QWidget:
    part = QWidget()
    flow = Wrap(part, 16, 2, level=True)
    for text, role in ((title, "section"), (line, "quiet")):
        flow.addWidget(label(text, role, wrap=False))
    return part
