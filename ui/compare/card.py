"""One design among those that are compared: its name, verdict, picture, and the verdict at each stage."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame

from exports.picture.scene import scene
from infra_builder.catalogue import Catalogue
from infra_builder.report import OptionReport
from ui.compare.aside import FEW, Aside
from ui.compare.sides import Offer
from ui.judgement import StageStrip, VerdictHead, verdict_of
from ui.picture import Picture
from ui.widgets import button, column, label, row


class Card(QFrame):
    """A column of the comparison."""

    build_wanted = Signal(str)
    """An option of the open plan is to be opened in Build, by its id."""

    def __init__(self, offer: Offer, report: OptionReport, catalogue: Catalogue, colours: Mapping[str, str]) -> None:
        super().__init__()
        self.setProperty("role", "sheet")
        self.offer = offer
        body = column(self, 16, 10)
        head = row(label(offer.name, "title"))
        head.setStretch(0, 1)
        if offer.own:
            show = button(self.tr("Open in Build"))
            show.setAccessibleName(self.tr("Open {option} in Build").format(option=offer.name))
            show.clicked.connect(lambda _on=False: self.build_wanted.emit(offer.side.option.id))
            head.addWidget(show, alignment=Qt.AlignmentFlag.AlignTop)
        body.addLayout(head)
        if not offer.own:
            body.addWidget(label(self._origin(), "small"))
        self.verdict = VerdictHead(28)
        self.verdict.show_verdict(verdict_of(report, catalogue, offer.side.plan.decisions), catalogue, colours)
        body.addWidget(self.verdict)
        self.picture = Picture(colours)
        self._aside = Aside("picture", self)
        self._draw(offer, catalogue)
        body.addWidget(self.picture)
        if report.stages:
            body.addWidget(label(self.tr("The same design, judged at each stage"), "small"))
            body.addWidget(StageStrip(report.stages, catalogue, colours))

    def _draw(self, offer: Offer, catalogue: Catalogue) -> None:
        plan, option = offer.side.plan, offer.side.option
        large = len(option.flows) > FEW
        self._aside.make(lambda: scene(plan, option, catalogue, quick=large), self.picture.show_scene, large=large)

    def _origin(self) -> str:
        if self.offer.origin == "milestone":
            return self.tr("As it was then. It is only looked at here.")
        return self.tr("From another file. It is only looked at here.")
