"""A list to search and choose from by keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QWidget

from ui.widgets import column, label


class Chooser(QDialog):
    """Type to narrow the list, arrows to walk it, Enter to choose."""

    chosen = Signal(str)

    def __init__(self, title: str, entries: Sequence[tuple[str, str]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumSize(360, 380)
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Type to narrow the list"))
        self.search.textChanged.connect(self._filter)
        self.search.installEventFilter(self)
        self.list = QListWidget()
        for id_, name in entries:
            item = QListWidgetItem(name)
            item.setData(Qt.ItemDataRole.UserRole, id_)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.itemActivated.connect(self._take)
        layout = column(self, 12)
        layout.addWidget(label(title, "title"))
        layout.addWidget(self.search)
        layout.addWidget(self.list)
        self.search.returnPressed.connect(lambda: self._take(self.list.currentItem()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows walk the list while the cursor stays in the search."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step:
                shown = [i for i in range(self.list.count()) if not self.list.item(i).isHidden()]
                here = shown.index(self.list.currentRow()) if self.list.currentRow() in shown else 0
                if shown:
                    self.list.setCurrentRow(shown[min(max(here + step, 0), len(shown) - 1)])
                return True
        return super().eventFilter(watched, event)

    def _filter(self, text: str) -> None:
        shown = []
        for index in range(self.list.count()):
            fits = text.casefold().strip() in self.list.item(index).text().casefold()
            self.list.item(index).setHidden(not fits)
            if fits:
                shown.append(index)
        if shown:
            self.list.setCurrentRow(shown[0])

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is not None and not item.isHidden():
            self.accept()
            self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))
