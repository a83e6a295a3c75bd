"""The organisation's own on every page: its logo and its footer, which belong to the plan."""

from __future__ import annotations

import base64
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from exports.pdf import to_logo
from infra_builder.plan import Plan
from ui.steps.flow import Titled, Wrap
from ui.widgets import TextField, button, column, label

SHOWN = QSize(160, 44)
"""As large as the logo is shown here at most, in pixels."""
MOST_BYTES = 30_000_000
"""Files that are larger are not even read."""


class Letterhead(QWidget):
    """The fields for logo and footer."""

    changed = Signal(str, str)
    """A field of the plan, `logo` or `footer`, and what it is to be."""
    refused = Signal(str)
    """Why a file was not taken."""

    def __init__(self) -> None:
        super().__init__()
        self.footer = TextField(self.tr("such as an address or “confidential”"))
        self.choose, self.remove = button(self.tr("Choose a logo…")), button(self.tr("Remove the logo"))
        self.shown = QLabel()
        self.shown.setAccessibleName(self.tr("Logo"))
        self.broken = label(self.tr("The logo cannot be read, so it is not printed."), "small")
        self.choose.clicked.connect(lambda: self._ask())
        self.remove.clicked.connect(lambda: self.changed.emit("logo", ""))
        self.footer.chosen.connect(lambda text: self.changed.emit("footer", text))
        logo = QWidget()
        line = Wrap(logo, 8, 8)
        for part in (self.choose, self.remove, self.shown):
            line.addWidget(part)
        body = column(self)
        body.addWidget(Titled(self.tr("Footer of every page"), self.footer))
        body.addWidget(logo)
        body.addWidget(self.broken)

    def show_plan(self, plan: Plan) -> None:
        """Show what the plan has."""
        self.footer.show_value(plan.footer)
        picture = QPixmap()
        if plan.logo:
            picture.loadFromData(base64.b64decode(plan.logo + "=" * (-len(plan.logo) % 4)))
        if not picture.isNull():
            smooth = Qt.TransformationMode.SmoothTransformation
            picture = picture.scaled(SHOWN, Qt.AspectRatioMode.KeepAspectRatio, smooth)
        self.shown.setPixmap(picture)
        self.shown.setVisible(not picture.isNull())
        self.broken.setVisible(bool(plan.logo) and picture.isNull())
        self.remove.setVisible(bool(plan.logo))

    def _ask(self) -> None:
        pictures = self.tr("Pictures") + " (*.png *.jpg *.jpeg *.gif *.bmp *.tif *.tiff)"
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Choose a logo"), "", pictures)
        if name:
            self.take(Path(name))

    def take(self, path: Path) -> None:
        """Take a picture file as the logo, or say why not."""
        try:
            logo = to_logo(path.read_bytes()) if path.stat().st_size <= MOST_BYTES else ""
        except OSError:
            logo = ""
        if logo:
            self.changed.emit("logo", logo)
        else:
            text = self.tr("{name} cannot be used as a logo. Choose a PNG, JPEG, GIF, BMP or TIFF picture.")
            self.refused.emit(text.format(name=path.name))
