"""The row above the canvas: the options as tabs, a button for one more, and one that shows the outline."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from ui.options import OptionTabs
from ui.painting import qicon
from ui.theming import scaled

NARROW = 560
"""Of the whole row, in pixels at 100 %: below this the buttons show no words."""


class OptionRow(QWidget):
    """The tabs, a button for one more, and one that shows the outline."""

    def __init__(self, tabs: OptionTabs, colours: Mapping[str, str]) -> None:
        super().__init__()
        self.setObjectName("option-row")
        self.tabs = tabs
        self.more = self._button(self.tr("Option"), self.tr("Add an option"))
        self.more.clicked.connect(tabs.add_option)
        self.outline = self._button(self.tr("Outline"), self.tr("Everything as a list, in step with the canvas"))
        self.outline.setCheckable(True)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 8, 0)
        line.setSpacing(2)
        tabs.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        line.addWidget(tabs, 1)
        line.addWidget(self.more)
        line.addStretch()
        line.addWidget(self.outline)
        self.restyle(colours)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow, the tabs need the room more than the words on the buttons."""
        super().resizeEvent(event)
        narrow = event.size().width() < scaled(NARROW)
        style = Qt.ToolButtonStyle.ToolButtonIconOnly if narrow else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        for made in (self.more, self.outline):
            made.setToolButtonStyle(style)

    def _button(self, text: str, tip: str) -> QToolButton:
        made = QToolButton()
        made.setText(text)
        made.setToolTip(tip)
        made.setAccessibleName(tip)
        made.setProperty("role", "quiet")
        made.setIconSize(QSize(scaled(16), scaled(16)))
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return made

    def restyle(self, colours: Mapping[str, str]) -> None:
        """Take on the colours of another theme."""
        self.tabs.restyle(colours)
        self.more.setIcon(qicon("plus", colours, size=scaled(16)))
        self.outline.setIcon(qicon("outline", colours, size=scaled(16)))
