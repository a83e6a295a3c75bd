"""What the panels of advice have in common: a page that scrolls, and a calm line while something is worked out."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from infra_builder.plan import Block, Zone
from infra_builder.rules.wording import workload_name
from ui.advice.advisor import Part
from ui.document import PlanDocument
from ui.steps.flow import Page
from ui.widgets import clear, column, label


class _Inside(QWidget):
    """What a page shows: as high as its lines are at the width there is, and no higher."""

    def minimumSizeHint(self) -> QSize:
        """The least width. The height follows from the width; the sum of least heights would leave the end empty."""
        return QSize(super().minimumSizeHint().width(), 0)


class Panel(Page):
    """One page of advice; `part` is what it shows."""

    part: Part
    edit_wanted = Signal(object, str)
    """An edit of the plan that was asked for, and what the step is called."""

    def __init__(self, document: PlanDocument, colours: Mapping[str, str]) -> None:
        inside = _Inside()
        self.body = column(inside, 16, 8)
        super().__init__(inside)
        inside.setObjectName("panel")
        self.document, self.colours = document, colours

    def wait(self) -> None:
        """Say that it is being worked out."""
        clear(self.body)
        self.body.addWidget(label(self.tr("Working it out…"), "quiet"))
        self.body.addStretch()

    def show_found(self, found: object) -> None:
        """Show what was found."""
        clear(self.body)
        if self.document.option_report.empty:
            self.body.addWidget(label(self.tr("Nothing is drawn yet. Put a first block on the canvas."), "quiet"))
        else:
            self.fill(found)
        self.body.addStretch()

    def fill(self, found: object) -> None:
        """Put what was found on the page."""
        raise NotImplementedError

    def title(self, text: str, says: str = "") -> None:
        """A heading with a line that tells how to read what follows."""
        self.body.addWidget(label(text, "title"))
        if says:
            self.body.addWidget(label(says, "quiet"))

    def name(self, id_: str) -> str:
        """The name of a workload, zone or block."""
        catalogue = self.document.knowledge.catalogue
        for workload in self.document.plan.workloads:
            if workload.id == id_:
                return workload_name(workload, catalogue)
        item = self.document.option.by_id.get(id_)
        if isinstance(item, Block):
            return catalogue.name_of(item)
        if isinstance(item, Zone):
            return item.name or catalogue.environments[item.environment].name
        return id_
