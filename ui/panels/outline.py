"""The outline: everything of an option as a list in step with the canvas, for the keyboard and for screen readers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QIcon, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLineEdit, QTreeWidget, QTreeWidgetItem, QWidget

from infra_builder.edits import Change, Refused
from ui.document import PlanDocument
from ui.painting import qicon
from ui.panels.outlined import Row, outline
from ui.selection import Selection
from ui.theming import scaled
from ui.widgets import column

ID = Qt.ItemDataRole.UserRole


class Outline(QWidget):
    """What is on the canvas as a list. What is selected in one is selected in the other."""

    said = Signal(str)
    menu_wanted = Signal(QPoint)
    """The person wants to know what can be done with what is selected: where on the screen."""
    looked_at = Signal(str)
    """A row was chosen: the id of what should be seen on the canvas."""
    left = Signal()
    """The person goes back to the canvas."""

    def __init__(self, document: PlanDocument, selection: Selection, colours: Mapping[str, str]) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.document, self.selection, self.colours = document, selection, colours
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Find on the canvas"))
        self.search.setAccessibleName(self.tr("Find on the canvas"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.search.returnPressed.connect(self._take_first)
        self.tree = _Tree(self)
        layout = column(self, 8)
        layout.addWidget(self.search)
        layout.addWidget(self.tree)
        self.rows: tuple[Row, ...] = ()
        self.entries: dict[str, QTreeWidgetItem] = {}
        self._icons: dict[tuple[str, str], QIcon] = {}
        self._busy = False
        self.tree.itemSelectionChanged.connect(self._tree_chosen)
        self.tree.itemChanged.connect(self._written)
        self.tree.itemDoubleClicked.connect(lambda _entry: self.left.emit())
        document.judged.connect(self._follow)
        document.changed.connect(self._follow)
        document.option_changed.connect(self._follow)
        selection.changed.connect(self._show_chosen)

    # What is shown

    def showEvent(self, event: QShowEvent) -> None:
        """What was not looked at was not kept up to date."""
        super().showEvent(event)
        self._follow()

    def restyle(self, colours: Mapping[str, str]) -> None:
        """Show the icons in the colours of another theme."""
        self.colours = colours
        self._icons.clear()
        self.rows = ()
        self._follow()

    def _follow(self) -> None:
        """Show the option as it is now, where it differs from what is shown."""
        if not self.isVisible():
            return
        document = self.document
        report = next((report for report in document.report.options if report.id == document.option.id), None)
        rows = outline(document.plan, document.option, report, document.knowledge.catalogue)
        if rows == self.rows:
            return
        before, self.rows, self._busy = self.rows, rows, True
        if _shape(before) == _shape(rows):
            for row in _all(rows):
                if row.id:
                    self._dress(self.entries[row.id], row)
        else:
            self._rebuild()
        self._busy = False
        self._filter(self.search.text())
        self._show_chosen()

    def _rebuild(self) -> None:
        """Make all rows anew; what was opened or closed by hand stays so."""
        turned = {id_: entry.isExpanded() for id_, entry in self.entries.items() if entry.childCount()}
        self.tree.clear()
        self.entries = {}
        for row in self.rows:
            self._add(self.tree.invisibleRootItem(), row)
        for id_, opened in turned.items():
            if id_ in self.entries:
                self.entries[id_].setExpanded(opened)

    def _add(self, parent: QTreeWidgetItem, row: Row) -> None:
        entry = QTreeWidgetItem(parent)
        entry.setData(0, ID, row.id)
        selectable = Qt.ItemFlag.ItemIsSelectable if row.id else Qt.ItemFlag.NoItemFlags
        editable = Qt.ItemFlag.ItemIsEditable if row.renamable else Qt.ItemFlag.NoItemFlags
        entry.setFlags(Qt.ItemFlag.ItemIsEnabled | selectable | editable)
        entry.setForeground(1, QColor(self.colours["ink_2"]))
        self._dress(entry, row)
        if row.id:
            self.entries[row.id] = entry
        for below in row.below:
            self._add(entry, below)
        entry.setExpanded(row.opened)

    def _dress(self, entry: QTreeWidgetItem, row: Row) -> None:
        entry.setText(0, row.text)
        entry.setText(1, str(row.found.count or ""))
        entry.setIcon(0, self._icon(row.icon, row.role))
        sign = row.found.sign
        role = "ink_2" if sign == "question" else sign
        entry.setIcon(1, self._icon(f"verdict_{sign}", role) if sign else QIcon())
        entry.setToolTip(1, row.found.words)
        entry.setToolTip(0, row.says)
        entry.setData(0, Qt.ItemDataRole.AccessibleTextRole, row.says)

    def _icon(self, name: str, role: str) -> QIcon:
        if (name, role) not in self._icons:
            self._icons[name, role] = qicon(name, self.colours, role, scaled(18))
        return self._icons[name, role]

    # Selection

    def _tree_chosen(self) -> None:
        if not self._busy:
            self._busy = True
            self.selection.choose(str(entry.data(0, ID)) for entry in self.tree.selectedItems())
            self._busy = False
            if current := self.tree.currentItem():
                self.looked_at.emit(str(current.data(0, ID)))

    def _show_chosen(self) -> None:
        """Mark what is selected on the canvas."""
        if self._busy or not self.isVisible():
            return
        self._busy = True
        chosen = [self.entries[id_] for id_ in self.selection.ids if id_ in self.entries]
        self.tree.clearSelection()
        for entry in chosen:
            entry.setSelected(True)
        if chosen and self.tree.currentItem() not in chosen:
            self.tree.setCurrentItem(chosen[-1], 0, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.tree.scrollToItem(chosen[-1])
        self._busy = False

    # Finding

    def _filter(self, text: str) -> None:
        """Only show what has all the words, and what it stands in."""
        words = text.casefold().split()
        root = self.tree.invisibleRootItem()
        for index, row in enumerate(self.rows):
            self._sift(_child(root, index), row, words)

    def _sift(self, entry: QTreeWidgetItem, row: Row, words: list[str]) -> bool:
        fits = all(word in row.says.casefold() for word in words)
        below = [self._sift(_child(entry, index), inner, words) for index, inner in enumerate(row.below)]
        entry.setHidden(not (fits or any(below)))
        if words and any(below):
            entry.setExpanded(True)
        return fits or any(below)

    def found(self) -> list[str]:
        """The ids of the rows that fit what is searched for: those named like it first, links last."""
        words = self.search.text().casefold().split()
        rows = [row for row in _all(self.rows) if row.id and all(word in row.says.casefold() for word in words)]
        rows.sort(key=lambda row: (not row.renamable, not all(word in row.text.casefold() for word in words)))
        return [row.id for row in rows]

    def _take_first(self) -> None:
        if self.search.text().strip() and (found := self.found()):
            self.selection.choose(found[:1])
            self.looked_at.emit(found[0])
            self.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def look_up(self) -> None:
        """Look for something on the canvas."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    # Naming

    def rename(self) -> None:
        """Write another name in the row of what is selected."""
        entry = self.entries.get(self.selection.only)
        if entry is not None and entry.flags() & Qt.ItemFlag.ItemIsEditable:
            self.tree.setCurrentItem(entry, 0, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.tree.editItem(entry, 0)

    def _written(self, entry: QTreeWidgetItem, column_: int) -> None:
        if self._busy or column_ != 0:
            return
        id_, name = str(entry.data(0, ID)), entry.text(0).strip()
        row = next(row for row in _all(self.rows) if row.id == id_)
        if name == row.text or not self._named(id_, name):
            self._busy = True
            self._dress(entry, row)
            self._busy = False

    def _named(self, id_: str, name: str) -> bool:
        """Give an item another name. Whether that was done."""
        before = self.document.plan
        try:
            self.document.do(Change(option=self.document.option.id, id=id_, changes={"name": name}), self.tr("rename"))
        except Refused as refusal:
            self.said.emit(str(refusal))
        return self.document.plan != before


def _all(rows: tuple[Row, ...]) -> Iterator[Row]:
    for row in rows:
        yield from row.all()


def _child(entry: QTreeWidgetItem, index: int) -> QTreeWidgetItem:
    child = entry.child(index)
    assert child is not None
    return child


Shape = tuple[str, tuple["Shape", ...]]


def _shape(rows: tuple[Row, ...]) -> tuple[Shape, ...]:
    """Which rows there are, and what stands below what."""
    return tuple((row.id, _shape(row.below)) for row in rows)


class _Tree(QTreeWidget):
    """The rows: names, and how much was found about each."""

    def __init__(self, owner: Outline) -> None:
        super().__init__(owner)
        self.owner = owner
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.setIndentation(scaled(12))
        self.setIconSize(QSize(scaled(18), scaled(18)))
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Everything on the canvas"))

    def event(self, event: QEvent) -> bool:
        """F2 writes in the list while the list has the focus."""
        f2 = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_F2
        if f2 and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 names, Enter and Esc go back to the canvas; those of a name that is being written end the writing."""
        if self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_F2:
            self.owner.rename()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            self.owner.left.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done, at the row."""
        entry = self.currentItem()
        at = event.globalPos()
        if event.reason() != QContextMenuEvent.Reason.Mouse and entry is not None:
            at = self.viewport().mapToGlobal(self.visualItemRect(entry).bottomLeft())
        self.owner.menu_wanted.emit(at)
