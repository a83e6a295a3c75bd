"""Which sections go on paper, in which order: a list to tick and to move, and the ready-made choices."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from exports.pdf import ENGLISH, PRESETS, SECTIONS
from ui.widgets import button, column, row

ID = Qt.ItemDataRole.UserRole


class _Ticks(QStyledItemDelegate):
    """Boxes that are seen in every theme, ticked or not."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the item as ever, and an outline around its box."""
        super().paint(painter, option, index)
        self.initStyleOption(option, index)
        style = option.widget.style()
        box = style.subElementRect(QStyle.SubElement.SE_ItemViewItemCheckIndicator, option, option.widget)
        painter.save()
        painter.setPen(QPen(option.palette.color(QPalette.ColorRole.Text), 1))
        painter.drawRect(box.adjusted(0, 0, -1, -1))
        painter.restore()


class SectionList(QListWidget):
    """The sections: ticked ones are printed, in this order. Alt with an arrow key moves one."""

    move_wanted = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the section with Alt; everything else is the list's own."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.move_wanted.emit(step)
        else:
            super().keyPressEvent(event)


class Sections(QWidget):
    """The list with its buttons."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.list = SectionList()
        self.list.setAccessibleName(self.tr("Sections on paper, in their order"))
        self.list.setItemDelegate(_Ticks(self.list))
        self.list.setMinimumHeight(6 * self.list.fontMetrics().lineSpacing() * 2)
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.board = button(self.tr("Short, for a board"))
        self.full = button(self.tr("Everything"))
        self.up, self.down = button(self.tr("Move up")), button(self.tr("Move down"))
        self.board.clicked.connect(lambda: self.choose(PRESETS["board"]))
        self.full.clicked.connect(lambda: self.choose(PRESETS["full"]))
        self.up.clicked.connect(lambda: self.move_current(-1))
        self.down.clicked.connect(lambda: self.move_current(1))
        self.list.move_wanted.connect(self.move_current)
        self.list.itemChanged.connect(lambda _item: self.changed.emit())
        self.list.model().rowsMoved.connect(lambda *_: self.changed.emit())
        self.list.currentRowChanged.connect(lambda _row: self._enable())
        body = column(self, spacing=8)
        body.addLayout(row(self.board, self.full))
        body.addWidget(self.list, 1)
        body.addLayout(row(self.up, self.down))
        self.choose(PRESETS["full"])

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ids of the ticked sections, in order."""
        items = (self.list.item(place) for place in range(self.list.count()))
        return tuple(item.data(ID) for item in items if item.checkState() == Qt.CheckState.Checked)

    def choose(self, sections: tuple[str, ...]) -> None:
        """Tick these, in their order; all others stand behind them."""
        if sections == self.chosen and self.list.count():
            return
        current = self.list.currentItem().data(ID) if self.list.currentItem() else ""
        self.list.blockSignals(True)
        self.list.clear()
        for name in (*sections, *(name for name in SECTIONS if name not in sections)):
            item = QListWidgetItem(title_of(name))
            item.setData(ID, name)
            item.setFlags((item.flags() | Qt.ItemFlag.ItemIsUserCheckable) & ~Qt.ItemFlag.ItemIsDropEnabled)
            item.setCheckState(Qt.CheckState.Checked if name in sections else Qt.CheckState.Unchecked)
            self.list.addItem(item)
            if name == current:
                self.list.setCurrentItem(item)
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(0)
        self.list.blockSignals(False)
        self._enable()
        self.changed.emit()

    def move_current(self, by: int) -> None:
        """Move the current section up or down."""
        place = self.list.currentRow()
        if 0 <= place + by < self.list.count():
            self.list.blockSignals(True)
            item = self.list.takeItem(place)
            self.list.insertItem(place + by, item)
            self.list.setCurrentRow(place + by)
            self.list.blockSignals(False)
            self._enable()
            self.changed.emit()

    def _enable(self) -> None:
        place = self.list.currentRow()
        self.up.setEnabled(place > 0)
        self.down.setEnabled(0 <= place < self.list.count() - 1)


def title_of(section: str) -> str:
    """What a section is called on paper."""
    said: str = getattr(ENGLISH, SECTIONS[section].title)
    return QCoreApplication.translate("paper", said)
