"""The checklists, questions and roadmaps of the knowledge base, to search and to read."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QListWidget, QWidget

from infra_builder.catalogue import Catalogue
from ui.guide import scrolled
from ui.widgets import clear, column, label


class ListsDialog(QDialog):
    """The lists of the knowledge base: to look through together, or alone before a meeting."""

    def __init__(self, catalogue: Catalogue, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Checklists and questions"))
        self.resize(980, 640)
        self.catalogue = catalogue
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Find a list or a line in one"))
        self.search.setClearButtonEnabled(True)
        self.names = QListWidget()
        self.names.setAccessibleName(self.tr("Lists"))
        self.names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.names.setWordWrap(True)
        self.entries = column(spacing=6)
        self.ids = sorted(catalogue.lists, key=lambda id_: catalogue.lists[id_].name.casefold())
        left = column(spacing=8)
        left.setContentsMargins(12, 12, 12, 12)
        left.addWidget(self.search)
        left.addWidget(self.names)
        page = QWidget()
        page.setObjectName("panel")
        self.entries.setContentsMargins(24, 24, 24, 24)
        page.setLayout(self.entries)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(left, 2)
        layout.addWidget(scrolled(page), 4)
        self.search.textChanged.connect(self._fill)
        self.names.currentRowChanged.connect(self._show_list)
        self._fill("")

    def _fill(self, text: str) -> None:
        words = text.casefold().split()
        self.shown = [id_ for id_ in self.ids if all(word in self._text(id_) for word in words)]
        self.names.clear()
        self.names.addItems([self.catalogue.lists[id_].name for id_ in self.shown])
        self.names.setCurrentRow(0)

    def _text(self, id_: str) -> str:
        entry = self.catalogue.lists[id_]
        lines = (f"{line.says} {line.note}" for line in entry.entries.values())
        return f"{entry.name} {entry.line} {' '.join(lines)}".casefold()

    def _show_list(self, index: int) -> None:
        clear(self.entries)
        if not 0 <= index < len(self.shown):
            self.entries.addWidget(label(self.tr("Nothing of that name."), "quiet"))
            self.entries.addStretch()
            return
        chosen = self.catalogue.lists[self.shown[index]]
        self.entries.addWidget(label(chosen.name, "section"))
        stages = ", ".join(self.catalogue.label("stage", stage) for stage in chosen.stages)
        self.entries.addWidget(label(" · ".join(part for part in (chosen.line, stages) if part), "quiet"))
        self.entries.addSpacing(8)
        for line in chosen.entries.values():
            self.entries.addWidget(label(line.says, "row"))
            if line.note != "–":
                self.entries.addWidget(label(line.note, "quiet"))
        self.entries.addStretch()
