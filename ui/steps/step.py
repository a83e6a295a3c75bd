"""What every step has in common: it follows the plan while it is seen, and catches up when it is shown again."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

from infra_builder.asking import answer
from infra_builder.edits import Edit, Refused
from ui.document import PlanDocument


class Step(QWidget):
    """A page of the work on one plan."""

    said = Signal(str)
    """Something the person should read."""
    step_wanted = Signal(str)
    """Another step was asked for."""
    entry_wanted = Signal(str)
    """A finding or a question was asked for in Check, by key."""
    item_wanted = Signal(str)
    """Something on the canvas was asked for, by id."""

    def __init__(self, document: PlanDocument, colours: Mapping[str, str]) -> None:
        super().__init__()
        self.document, self.colours = document, colours
        self.layout_ = QVBoxLayout(self)
        self.layout_.setContentsMargins(0, 0, 0, 0)
        self.layout_.setSpacing(0)

    def refresh(self) -> None:
        """Show the plan as it is. Called when the step is shown, and on each change while it is."""

    def begin(self) -> None:
        """Put the keyboard where the work begins. Called when the step is opened."""
        for widget in self.findChildren(QWidget):
            takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            if takes and widget.isEnabled() and widget.isVisibleTo(self) and not isinstance(widget, QScrollArea):
                widget.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def has_focus(self) -> bool:
        """Whether the keyboard is somewhere in this step."""
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def restyle(self, colours: Mapping[str, str]) -> None:
        """Take on the colours of another theme."""
        self.colours = colours
        self.refresh()

    def do(self, edit: Edit, text: str) -> bool:
        """Make an edit; where it is refused, say why and show what is so. Whether it was made."""
        try:
            self.document.do(edit, text)
        except Refused as refusal:
            self.said.emit(str(refusal))
            self.refresh()
            return False
        return True

    def answered(self, field: str, subject: str, value: object) -> None:
        """Answer a question of the plan, as one step; what is shown then is what the plan says."""
        self.do(answer(self.document.option.id, field, subject, value), self.tr("answer a question"))
        self.refresh()
