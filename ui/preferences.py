"""Preferences: colours and the size of everything. Each choice is shown at once and remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog

from ui.theming import SCALES
from ui.widgets import Choice, button, column, label, row

if TYPE_CHECKING:
    from ui.window import MainWindow


def show_preferences(window: MainWindow) -> None:
    """Show the preferences."""
    Preferences(window).open()


def percent(scale: float) -> str:
    """A scale as it is said: 125 %."""
    return QCoreApplication.translate("preferences", "{n} %").format(n=round(scale * 100))


class Preferences(QDialog):
    """A few choices about how the window looks."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Preferences"))
        self.colours = Choice(
            (
                ("", self.tr("As the system")),
                ("light", self.tr("Light")),
                ("dark", self.tr("Dark")),
                ("high_contrast", self.tr("High contrast")),
            )
        )
        self.colours.show_value(window.memory.theme)
        self.colours.chosen.connect(window.set_theme)
        self.scale = Choice([(str(scale), percent(scale)) for scale in SCALES])
        self.scale.show_value(str(window.memory.scale))
        self.scale.chosen.connect(lambda scale: window.set_scale(float(scale)))
        body = column(self, 20, 8)
        for name, field in ((self.tr("Colours"), self.colours), (self.tr("Size of everything"), self.scale)):
            asked = label(name, wrap=False)
            asked.setBuddy(field)
            field.setAccessibleName(name)
            body.addWidget(asked)
            body.addWidget(field)
        body.addSpacing(8)
        close = button(self.tr("Close"), "primary")
        close.clicked.connect(self.accept)
        foot = row()
        foot.addStretch()
        foot.addWidget(close)
        body.addLayout(foot)
