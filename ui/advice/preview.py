"""The picture with a change on it that is not made yet, and what its marks mean."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QSizePolicy, QWidget

from infra_builder.edits import Edit, Refused
from ui.advice.ghosts import ghosts
from ui.document import PlanDocument
from ui.picture import Picture
from ui.widgets import column, label


class Preview(QWidget):
    """A picture that nobody can edit, with its legend above."""

    def __init__(self, colours: Mapping[str, str]) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.picture = Picture(colours)
        self.picture.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        legend = self.tr("Not done yet: plus comes, minus goes, ≠ changes, an arrow moves.")
        body = column(self, 0, 0)
        head = column(None, 12, 0)
        head.addWidget(label(legend, "quiet"))
        body.addLayout(head)
        body.addWidget(self.picture, 1)

    def show_edit(self, document: PlanDocument, edit: Edit) -> bool:
        """Show an edit of the option that is looked at; False where the plan does not take it any more."""
        try:
            drawn = ghosts(document.plan, document.option.id, edit, document.knowledge)
        except Refused:
            return False
        self.picture.show_scene(drawn)
        return True

    def restyle(self, colours: Mapping[str, str]) -> None:
        """Draw in the colours of another theme."""
        self.picture.colours = colours
        self.picture.forget()
