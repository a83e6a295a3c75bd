"""The earlier versions of a plan's file, to open one as a copy."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QWidget

from infra_builder.versions import Version
from ui.file_questions import moment
from ui.widgets import button, column, label, row


class VersionsDialog(QDialog):
    """A list of earlier versions, the newest first. Opening one changes no file. `saved`: digest of the present one."""

    chosen = Signal(Path)

    def __init__(self, name: str, kept: Sequence[Version], saved: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Earlier versions"))
        self.resize(520, 440)
        body = column(self, 20, 12)
        body.addWidget(label(self.tr("Earlier versions of {name}").format(name=name), "title"))
        told = self.tr("The last ten are kept each time you save. One that you open is a copy: no file changes.")
        none = self.tr("There are none yet. One is kept each time you save.")
        body.addWidget(label(told if kept else none, "quiet"))
        self.list = QListWidget()
        self.list.setAccessibleName(self.windowTitle())
        for version in kept:
            self.list.addItem(self._entry(version, now=version.digest == saved))
        self.list.setCurrentRow(0)
        self.list.setVisible(bool(kept))
        self.list.itemActivated.connect(self._open)
        body.addWidget(self.list, 1)
        if not kept:
            body.addStretch(1)
        self.open_button, close = button(self.tr("Open as a copy"), "primary"), button(self.tr("Close"))
        self.open_button.setEnabled(bool(kept))
        self.open_button.setDefault(True)
        self.open_button.clicked.connect(lambda: self._open(self.list.currentItem()))
        close.clicked.connect(self.reject)
        foot = row(spacing=12)
        foot.addStretch()
        foot.addWidget(close)
        foot.addWidget(self.open_button)
        body.addLayout(foot)

    def _entry(self, version: Version, *, now: bool) -> QListWidgetItem:
        size = QLocale().formattedDataSize(version.path.stat().st_size, 1)
        text = self.tr("{moment}, {size}, as it is saved now") if now else self.tr("{moment}, {size}")
        entry = QListWidgetItem(text.format(moment=moment(version.when, seconds=True), size=size))
        entry.setData(Qt.ItemDataRole.UserRole, version.path)
        return entry

    def _open(self, entry: QListWidgetItem | None) -> None:
        if entry is not None:
            path = entry.data(Qt.ItemDataRole.UserRole)
            self.accept()
            self.chosen.emit(path)
