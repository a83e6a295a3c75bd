"""The palette: every kind of block and environment, to search, drag, double-click, tap or take with Enter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QDrag, QKeyEvent, QPainter, QPixmap, QTouchEvent
from PySide6.QtWidgets import QLineEdit, QTreeWidget, QTreeWidgetItem, QWidget

from exports.picture.block import BlockLook, block_shapes
from infra_builder.catalogue import Catalogue
from infra_builder.vocabulary import Category, Environment
from ui.canvas.canvas import MIME
from ui.painting import Drawing, qicon
from ui.theming import scaled
from ui.widgets import column

KIND_ROLE = Qt.ItemDataRole.UserRole
TAP = 12.0
"""How far a finger may wander, in pixels, and still be taken to tap."""


class Palette(QWidget):
    """What can be put on the canvas."""

    wanted = Signal(str)
    """A kind was chosen by double-click or Enter: its id, or `zone:` and an environment."""

    def __init__(self, catalogue: Catalogue, colours: Mapping[str, str]) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.catalogue, self.colours = catalogue, colours
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Find a block or zone"))
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName(self.tr("Find a block or zone"))
        self.search.textChanged.connect(self._filter)
        self.search.returnPressed.connect(self._take_first)
        self.tree = _Tree(self)
        layout = column(self, 12)
        layout.addWidget(self.search)
        layout.addWidget(self.tree)
        self.tree.itemActivated.connect(self._taken)
        self._fill()

    def _fill(self) -> None:
        self.tree.clear()
        self._groups: list[tuple[QTreeWidgetItem, list[QTreeWidgetItem]]] = []
        for category in get_args(Category):
            group = self._group(self.catalogue.label("category", category), f"cat_{category}", category)
            for id_, kind in self.catalogue.blocks.items():
                if kind.category == category:
                    self._entry(group, id_, kind.name, kind.purpose, id_, category)
        zones = self._group(self.tr("Zones"), "env_public_cloud", "ink_2")
        for environment in get_args(Environment):
            entry = self.catalogue.environments[environment]
            self._entry(zones, f"zone:{environment}", entry.name, entry.purpose, f"env_{environment}", "ink_2")
        self.tree.expandAll()

    def _group(self, name: str, icon_name: str, role: str) -> QTreeWidgetItem:
        group = QTreeWidgetItem(self.tree, [name])
        group.setIcon(0, qicon(icon_name, self.colours, role, scaled(18)))
        font = self.tree.font()
        font.setBold(True)
        group.setFont(0, font)
        group.setFlags(Qt.ItemFlag.ItemIsEnabled)
        self._groups.append((group, []))
        return group

    def _entry(self, group: QTreeWidgetItem, id_: str, name: str, tip: str, icon_name: str, role: str) -> None:
        entry = QTreeWidgetItem(group, [name])
        self._groups[-1][1].append(entry)
        entry.setData(0, KIND_ROLE, id_)
        entry.setToolTip(0, tip)
        entry.setIcon(0, qicon(icon_name, self.colours, role, scaled(18)))
        entry.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled)

    def restyle(self, colours: Mapping[str, str]) -> None:
        """Show the icons in the colours of another theme."""
        self.colours = colours
        self._fill()
        self._filter(self.search.text())

    def entries(self) -> list[QTreeWidgetItem]:
        """Every entry that is shown."""
        return [entry for _, entries in self._groups for entry in entries if not entry.isHidden()]

    def entry(self, kind: str) -> QTreeWidgetItem:
        """The entry of a kind. Raises StopIteration where there is none."""
        return next(entry for entry in self.entries() if entry.data(0, KIND_ROLE) == kind)

    def _filter(self, text: str) -> None:
        words = text.casefold().split()
        for group, entries in self._groups:
            for entry in entries:
                there = f"{entry.text(0)} {entry.data(0, KIND_ROLE)} {entry.toolTip(0)}".casefold()
                entry.setHidden(not all(word in there for word in words))
            group.setHidden(all(entry.isHidden() for entry in entries))

    def _take_first(self) -> None:
        entries = self.entries()
        if self.search.text().strip() and entries:
            # What is named like the search comes before what only mentions it.
            text = self.search.text().casefold().strip()
            named = [entry for entry in entries if text in entry.text(0).casefold()]
            self._taken((named or entries)[0])

    def _taken(self, entry: QTreeWidgetItem) -> None:
        if kind := entry.data(0, KIND_ROLE):
            self.wanted.emit(kind)

    def drag_picture(self, kind: str) -> QPixmap:
        """What hangs at the pointer while a kind is dragged: the block it will become."""
        entry = self.catalogue.blocks.get(kind)
        if entry is None:
            return qicon(f"env_{kind.partition(':')[2]}", self.colours).pixmap(QSize(32, 32))
        ratio = self.devicePixelRatioF()
        picture = QPixmap(round(212 * ratio), round(68 * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(0.85)
        painter.translate(2, 2)
        look = BlockLook(entry.name, entry.name, entry.category, kind)
        Drawing(block_shapes(look), self.colours).paint(painter)
        painter.end()
        return picture


class _Tree(QTreeWidget):
    """The entries. Dragging one carries its kind."""

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self.owner = palette
        self._finger, self._wandered = QPointF(), False
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(14)
        self.setIconSize(QSize(scaled(18), scaled(18)))
        self.setDragEnabled(True)
        self.setUniformRowHeights(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Blocks and zones"))

    def viewportEvent(self, event: QEvent) -> bool:
        """A finger scrolls; a tap takes the entry, for nobody double-clicks with a finger."""
        if not isinstance(event, QTouchEvent):
            return super().viewportEvent(event)
        place = event.points()[0].position() if event.points() else QPointF()
        if event.type() == QEvent.Type.TouchBegin:
            self._finger, self._wandered = place, False
        elif (place - self._finger).manhattanLength() > TAP or self._wandered:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() - round(place.y() - self._finger.y()))
            self._finger, self._wandered = place, True
        if event.type() == QEvent.Type.TouchEnd and not self._wandered and (item := self.itemAt(place.toPoint())):
            self.setCurrentItem(item)
            self.itemActivated.emit(item, 0)
        event.accept()
        return True

    def mimeData(self, items: object) -> QMimeData:
        """The kind that is dragged."""
        data = QMimeData()
        for item in items:  # type: ignore[attr-defined]
            data.setData(MIME, str(item.data(0, KIND_ROLE)).encode())
        return data

    def startDrag(self, _actions: Qt.DropAction) -> None:
        """Drag the chosen entry, looking like the block it will become."""
        chosen = [item for item in self.selectedItems() if item.data(0, KIND_ROLE)]
        if not chosen:
            return
        drag = QDrag(self)
        drag.setMimeData(self.mimeData(chosen))
        picture = self.owner.drag_picture(str(chosen[0].data(0, KIND_ROLE)))
        drag.setPixmap(picture)
        size = picture.deviceIndependentSize()
        drag.setHotSpot(QPoint(round(size.width() / 2), round(size.height() / 2)))
        drag.exec(Qt.DropAction.CopyAction)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the chosen entry, on every platform."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem():
            self.itemActivated.emit(self.currentItem(), 0)
            return
        super().keyPressEvent(event)
