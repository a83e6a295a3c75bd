"""The left side of the desk: what can be added, or the outline of what is there."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget

from ui.panels.outline import Outline
from ui.panels.palette import Palette


class Side(QStackedWidget):
    """Palette and outline, one of them shown."""

    turned = Signal(bool)
    """Whether the outline is shown now."""

    def __init__(self, palette: Palette, outline: Outline) -> None:
        super().__init__()
        self.palette_panel, self.outline = palette, outline
        self.addWidget(palette)
        self.addWidget(outline)

    def show_outline(self, shown: bool) -> None:
        """Show the outline, or the palette again."""
        wanted = self.outline if shown else self.palette_panel
        if self.currentWidget() is not wanted:
            self.setCurrentWidget(wanted)
            self.turned.emit(shown)

    def go_to_outline(self) -> None:
        """Show the outline and go there by keyboard."""
        self.show_outline(True)
        self.outline.tree.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def look_up(self) -> None:
        """Look for something to add."""
        self.show_outline(False)
        self.palette_panel.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.palette_panel.search.selectAll()
