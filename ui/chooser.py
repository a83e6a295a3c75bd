"""A list to search and choose from by keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.fuzzy import score
from ui.theming import scaled
from ui.widgets import column, label

ModelIndex = QModelIndex | QPersistentModelIndex
ID, ASIDE, LACKS = (Qt.ItemDataRole.UserRole + n for n in range(3))
MOST = 80
"""Entries listed at once; nobody reads more, typing finds the rest."""
LACKING = 0.5
"""How much less an entry counts that cannot be chosen now."""
PAGE = 8
STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: PAGE,
    Qt.Key.Key_PageUp: -PAGE,
}


class Entry(NamedTuple):
    """Something to choose. `aside` stands at the right in quiet letters; `lacks` says why it cannot be chosen now."""

    id: str
    text: str
    aside: str = ""
    lacks: str = ""


class Chooser(QDialog):
    """Type to narrow the list, arrows to walk it, Enter to choose."""

    chosen = Signal(str)

    def __init__(self, title: str, entries: Sequence[Entry | tuple[str, str]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumSize(scaled(360), 320)
        self.entries = tuple(Entry(*entry) for entry in entries)
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Type to narrow the list"))
        self.search.setAccessibleName(title)
        self.search.textChanged.connect(self._filter)
        self.search.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName(title)
        self.list.setItemDelegate(_Rows(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.itemClicked.connect(self._take)
        layout = column(self, 12)
        layout.addWidget(label(title, "title"))
        layout.addWidget(self.search)
        layout.addWidget(self.list)
        self.search.returnPressed.connect(lambda: self._take(self.list.currentItem()))
        self._filter("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows walk the list while the cursor stays in the search."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = STEPS.get(Qt.Key(event.key()))
            if step:
                row = self.list.currentRow() + step
                self.list.setCurrentRow(min(max(row, 0), self.list.count() - 1))
                return True
        return super().eventFilter(watched, event)

    def _filter(self, text: str) -> None:
        """List what fits, the best first; with nothing typed, everything in its own order."""
        fits = [(_fit(text, entry), entry) for entry in self.entries]
        found = [pair for pair in fits if pair[0]]
        if text.strip():
            found.sort(key=lambda pair: pair[0] * (LACKING if pair[1].lacks else 1), reverse=True)
        self.list.clear()
        for _, entry in found[:MOST]:
            self.list.addItem(_item(entry))
        self.list.setCurrentRow(0)

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is not None and not item.data(LACKS):
            self.accept()
            self.chosen.emit(item.data(ID))


def _fit(wanted: str, entry: Entry) -> float:
    """How well an entry fits: what it is called counts for more than what stands beside it."""
    return score(wanted, entry.text) or score(wanted, f"{entry.text} {entry.aside}") / 100


def _item(entry: Entry) -> QListWidgetItem:
    item = QListWidgetItem(entry.text)
    item.setData(ID, entry.id)
    item.setData(ASIDE, entry.lacks or entry.aside)
    item.setData(LACKS, entry.lacks)
    item.setToolTip(entry.lacks)
    spoken = ", ".join(part for part in (entry.text, entry.aside, entry.lacks) if part)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
    return item


class _Rows(QStyledItemDelegate):
    """A row: what it is, and at the right in quiet letters where it belongs, its key, or why it is not to be had."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: ModelIndex) -> None:
        """See QStyledItemDelegate."""
        self.initStyleOption(option, index)
        text, aside = option.text, str(index.data(ASIDE) or "")
        option.text = ""
        style = option.widget.style() if option.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        room: QRect = option.rect.adjusted(scaled(8), 0, -scaled(8), 0)
        painter.setFont(option.font)
        metrics, palette = option.fontMetrics, QApplication.palette()
        ink, quiet = palette.color(QPalette.ColorRole.WindowText), palette.color(QPalette.ColorRole.PlaceholderText)
        wide = min(metrics.horizontalAdvance(text) + 2, room.width() * 2 // 3 if aside else room.width())
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(quiet if index.data(LACKS) else ink)
        left = QRect(room.left(), room.top(), wide, room.height())
        painter.drawText(left, middle, metrics.elidedText(text, Qt.TextElideMode.ElideRight, wide))
        painter.setPen(quiet)
        right = room.adjusted(wide + scaled(16), 0, 0, 0)
        shown = metrics.elidedText(aside, Qt.TextElideMode.ElideRight, right.width())
        painter.drawText(right, middle | Qt.AlignmentFlag.AlignRight, shown)

    def sizeHint(self, option: QStyleOptionViewItem, index: ModelIndex) -> QSize:
        """As high as a target must be, no wider than there is room for."""
        return QSize(0, max(super().sizeHint(option, index).height(), scaled(32)))
