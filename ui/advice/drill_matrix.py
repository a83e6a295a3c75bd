"""What happens to each piece of AI when something goes wrong: drills down, workloads across."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from infra_builder.advice.drills import Fate, Played
from infra_builder.documents import sources_in_words
from ui.advice import wording
from ui.advice.outcome_sign import ROLES, OutcomeSign
from ui.advice.panel import Panel
from ui.document import PlanDocument
from ui.widgets import CardButton, clear, column, label, row, rule

EVENT, OUTCOME = 8, 5
"""How wide the column of what happens is beside one of outcomes."""


class DrillMatrix(Panel):
    """The matrix; a cell opens, below its row, what shows it and what would help."""

    part = "drills"
    path_wanted = Signal(object)
    """Ids to keep in sight on the picture."""

    def __init__(self, document: PlanDocument, colours: Mapping[str, str]) -> None:
        super().__init__(document, colours)
        self.cells: dict[tuple[int, str], CardButton] = {}
        self._grid = QGridLayout()
        self._details: dict[int, QWidget] = {}

    def fill(self, found: object) -> None:
        """See Panel."""
        assert isinstance(found, tuple)
        played = [one for one in found if one.touches and one.fates]
        self.cells, self._details = {}, {}
        self.title(
            self.tr("When things go wrong"),
            self.tr("Each line is something that may happen. Click a cell to see why, and what would help."),
        )
        if not played:
            self.body.addWidget(label(self.tr("Nothing in this design would be hit."), "quiet"))
            return
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(0, EVENT)
        for across, fate in enumerate(played[0].fates, 1):
            self._grid.addWidget(label(self.name(fate.workload), "ask"), 0, across)
            self._grid.setColumnStretch(across, OUTCOME)
        for place, one in enumerate(played):
            self._drill(place, one)
        self.body.addLayout(self._grid)
        calm = [one.name for one in found if not one.touches]
        if calm:
            says = self.tr("Not possible in this design: {drills}").format(drills=", ".join(dict.fromkeys(calm)))
            self.body.addWidget(label(says, "small"))

    def _drill(self, place: int, one: Played) -> None:
        at, wide = 1 + place * 3, len(one.fates) + 1
        self._grid.addWidget(rule(), at, 0, 1, wide)
        words = column(spacing=0)
        words.setContentsMargins(0, 4, 0, 4)
        words.addWidget(label(one.name, "ask"))
        if one.says != one.name:
            words.addWidget(label(one.says, "small"))
        self._grid.addLayout(words, at + 1, 0)
        detail = self._details[place] = QWidget()
        column(detail, 0, 4).setContentsMargins(16, 0, 0, 10)
        detail.hide()
        self._grid.addWidget(detail, at + 2, 0, 1, wide)
        for across, fate in enumerate(one.fates, 1):
            self._grid.addWidget(self._cell(place, one, fate), at + 1, across)

    def _cell(self, place: int, one: Played, fate: Fate) -> CardButton:
        made = self.cells[place, fate.workload] = CardButton("link-card")
        made.setCheckable(True)
        word = wording.outcome(fate.outcome)
        made.setAccessibleName(f"{one.says}. {self.name(fate.workload)}: {word}")
        made.inner.setContentsMargins(4, 4, 4, 4)
        line = row(spacing=6)
        line.addWidget(OutcomeSign(fate.outcome, self.colours))
        says = label(word, "ask")
        says.setStyleSheet(f"color: {self.colours[ROLES[fate.outcome]]};")
        line.addWidget(says, 1)
        made.inner.addLayout(line)
        for child in made.findChildren(QLabel):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        made.clicked.connect(lambda on: self._open(place, one, fate, on))
        return made

    def _open(self, place: int, one: Played, fate: Fate, on: bool) -> None:
        for key, cell in self.cells.items():
            cell.setChecked(on and key == (place, fate.workload))
        for other, detail in self._details.items():
            detail.setVisible(on and other == place)
        if on:
            self._spell_out(self._details[place], one, fate)
        self.path_wanted.emit(fate.path if on else ())

    def _spell_out(self, detail: QWidget, one: Played, fate: Fate) -> None:
        body = detail.layout()
        assert body is not None
        clear(body)
        body.addWidget(label(fate.says))
        self._lines(detail, self._ways(fate), "small")
        self._lines(detail, tuple(f"•  {ground.says}" for ground in fate.because))
        self._lines(detail, tuple(self.tr("Not known: {question}").format(question=ask.says) for ask in fate.asks))
        for help_ in fate.helps:
            says = self.tr("What would help: {preparation}. Then it: {outcome}.")
            words = says.format(preparation=help_.says.rstrip("."), outcome=wording.outcome(help_.outcome))
            body.addWidget(label(words))
        source = (*one.source, *(source for ground in fate.because for source in ground.source))
        body.addWidget(label(self.tr("Source: {source}").format(source=sources_in_words(source)), "small"))

    def _ways(self, fate: Fate) -> tuple[str, ...]:
        """The path as a sentence, links left aside."""
        known = {*(one.id for one in self.document.plan.workloads), *(one.id for one in self.document.option.blocks)}
        names = [self.name(id_) for id_ in fate.path if id_ in known]
        return (self.tr("The way that shows it: {path}").format(path=" → ".join(names)),) if len(names) > 1 else ()

    def _lines(self, detail: QWidget, says: Sequence[str], role: str = "") -> None:
        body = detail.layout()
        assert body is not None
        for text in dict.fromkeys(says):
            body.addWidget(label(text, role))
