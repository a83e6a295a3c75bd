"""The pages of Check: the findings with the smallest change above them, and beside them what else the advisor says."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from infra_builder.advice.repair import Repair
from infra_builder.advice.worth import Worth
from infra_builder.vocabulary import Stage
from ui.advice.advisor import Advisor, Part
from ui.advice.cost_page import CostPage
from ui.advice.drill_matrix import DrillMatrix
from ui.advice.next_page import NextPage
from ui.advice.panel import Panel
from ui.advice.places_page import PlacesPage
from ui.advice.repair_card import RepairCard
from ui.advice.stage_list import StageList
from ui.advice.tipping_scale import TippingScale
from ui.document import PlanDocument
from ui.widgets import column

PAUSE_MS = 250
"""So long nothing may change before advice is worked out, so that it does not begin anew with every letter."""


class AdvicePages(QWidget):
    """Tabs over pages. Only the page that is looked at is worked out."""

    path_wanted = Signal(object)
    """Ids to keep in sight on the picture."""
    edit_wanted = Signal(object, str)
    """An edit of the plan that a page asks for, and what the step is called."""
    weighed = Signal()
    """It is known what the answers to open questions would make of the verdict: `worth`."""

    def __init__(self, findings: QWidget, document: PlanDocument, colours: Mapping[str, str]) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.document = document
        self.advisor = Advisor(document.knowledge, document.judge)
        self.card = RepairCard()
        self.card.hide()
        self.stages = StageList(document, colours)
        self.drills = DrillMatrix(document, colours)
        self.panels: tuple[Panel, ...] = (
            self.stages,
            self.drills,
            CostPage(document, colours),
            TippingScale(document, colours),
            PlacesPage(document, colours),
            NextPage(document, colours),
        )
        self.worth: Mapping[str, Worth] = {}
        self._found: dict[str, object] = {}
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self._lay_out(findings)
        self.tabs.currentChanged.connect(self._turned)
        self.drills.path_wanted.connect(self.path_wanted)
        for panel in self.panels:
            panel.edit_wanted.connect(self.edit_wanted)
        self.card.enough.connect(lambda: self.advisor.enough("repair"))
        self.advisor.told.connect(self._told)
        self.advisor.progressed.connect(self._progressed)
        self.destroyed.connect(self.advisor.stop)

    def _lay_out(self, findings: QWidget) -> None:
        self.tabs = QTabBar()
        self.tabs.setObjectName("sheets")
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(self.tr("What to look at"))
        self._stack = QStackedWidget()
        titles = (
            self.tr("Findings"),
            self.tr("Stages"),
            self.tr("What if"),
            self.tr("Cost"),
            self.tr("How far"),
            self.tr("Where"),
            self.tr("Next"),
        )
        for title, page in zip(titles, (findings, *self.panels), strict=True):
            self.tabs.addTab(title)
            self._stack.addWidget(page)
        body = column(self, 0, 0)
        body.addWidget(self.tabs)
        body.addWidget(self._stack, 1)

    def follow(self) -> None:
        """Speak of the option as it is now; what was said of another value is taken back."""
        if self.advisor.about(self.document.plan, self.document.option):
            self._found, self.worth = {}, {}
            self.card.preview_wanted.emit(False)
            self.card.hide()
            for panel in self.panels:
                panel.wait()
        self._pause.start()

    def show_stage(self, stage: Stage) -> None:
        """Open the page of the stages at one of them."""
        self.tabs.setCurrentIndex(1 + self.panels.index(self.stages))
        self.stages.show_stage(stage)

    def restyle(self, colours: Mapping[str, str]) -> None:
        """Draw in the colours of another theme."""
        for panel in self.panels:
            panel.colours = colours
            if panel.part in self._found:
                panel.show_found(self._found[panel.part])

    @property
    def panel(self) -> Panel | None:
        """The page that is looked at; None for the findings."""
        place = self.tabs.currentIndex()
        return self.panels[place - 1] if place else None

    def _turned(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        self.card.end_preview()
        self.path_wanted.emit(())
        self._ask()

    def _ask(self) -> None:
        """Have worked out what is looked at."""
        if not self.isVisible():
            return
        if self.panel is not None:
            self.advisor.ask(self.panel.part)
            return
        report = self.document.option_report
        if not report.balanced and self.advisor.ask("repair"):
            self.card.search()
        if report.questions and not report.empty:
            self.advisor.ask("questions")

    def _told(self, part: Part, found: object) -> None:
        self._found[part] = found
        if isinstance(found, Repair):
            self.card.show_repair(found)
            return
        if part == "questions" and isinstance(found, tuple):
            self.worth = {one.question.key: one for one in found}
            self.weighed.emit()
            return
        for panel in self.panels:
            if panel.part == part and found is not None:
                panel.show_found(found)

    def _progressed(self, part: Part, judged: int) -> None:
        if part == "repair":
            self.card.progress(judged)
