"""The help: a window beside the plan that tells about what is selected. Searchable; it does not stop the work."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QTextBrowser, QTreeWidget, QTreeWidgetItem, QWidget

from ui.actions import MENUS
from ui.fuzzy import plain_letters
from ui.glossary import dotted, explanation, marks
from ui.menus import entries, plain, said, shortcuts
from ui.pages import FIRST, Page, page_of, pages
from ui.rows import Row
from ui.selection import Selection
from ui.theming import scaled
from ui.widgets import column, label

if TYPE_CHECKING:
    from ui.window import MainWindow

ID = Qt.ItemDataRole.UserRole


def show_help(window: MainWindow, page: str = "") -> HelpWindow:
    """Show a page of the help, or the one about what is selected."""
    there = window.findChild(HelpWindow)
    shown = there or HelpWindow(window)
    shown.listen()
    shown.show_page(page or shown.wanted())
    shown.show()
    shown.raise_()
    shown.activateWindow()
    return shown


def keys() -> Iterator[tuple[str, str]]:
    """What is done by which keys, for the manual."""
    for menu in MENUS:
        for _, row in entries(menu):
            if isinstance(row, Row) and (bound := shortcuts(row.keys)):
                yield plain(said(row.text)), bound[0].toString(bound[0].SequenceFormat.NativeText)


class HelpWindow(QDialog):
    """Pages on the left by group, the chosen one on the right. Follows the selection while it is open."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Help"))
        self.resize(min(scaled(820), window.width() - 40), min(scaled(620), window.height() - 40))
        self.window_helped = window
        self.pages: Mapping[str, Page] = pages(window.knowledge.catalogue, keys())
        self.shown = ""
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Find a page or a word"))
        self.search.setAccessibleName(self.tr("Find a page or a word"))
        self.search.setClearButtonEnabled(True)
        self.search.installEventFilter(self)
        self.names = QTreeWidget()
        self.names.setHeaderHidden(True)
        self.names.setRootIsDecorated(False)
        self.names.setIndentation(scaled(12))
        self.names.setAccessibleName(self.tr("Pages"))
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.document().setIndentWidth(scaled(18))
        self.text.setAccessibleName(self.tr("Page"))
        self.text.anchorClicked.connect(lambda url: self.show_page(url.toString()))
        self._lay_out()
        self.search.textChanged.connect(self._fill)
        self.search.returnPressed.connect(self.text.setFocus)
        self.names.currentItemChanged.connect(self._chosen)
        self._followed: Selection | None = None
        self._fill()

    def _lay_out(self) -> None:
        left = column(spacing=8)
        left.setContentsMargins(12, 12, 12, 12)
        left.addWidget(self.search)
        left.addWidget(self.names)
        self.nothing = label(self.tr("Nothing of that name."), "quiet")
        left.addWidget(self.nothing)
        side = QWidget()
        side.setLayout(left)
        side.setFixedWidth(min(scaled(270), 380))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 12, 12)
        layout.addWidget(side)
        layout.addWidget(self.text, 1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows walk the pages while the cursor stays in the search."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            here = self.names.currentItem()
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and here is not None:
                down = event.key() == Qt.Key.Key_Down
                there = self.names.itemBelow(here) if down else self.names.itemAbove(here)
                while there is not None and not there.data(0, ID):
                    there = self.names.itemBelow(there) if down else self.names.itemAbove(there)
                if there is not None:
                    self.names.setCurrentItem(there)
                return True
        return super().eventFilter(watched, event)

    def wanted(self) -> str:
        """The page about what is selected in the window."""
        window = self.window_helped
        if window.desk is None or window.document is None:
            return FIRST
        id_ = window.desk.selection.only
        workloads = {workload.id: workload for workload in window.document.plan.workloads}
        return page_of(window.document.option.by_id.get(id_) or workloads.get(id_))

    def listen(self) -> None:
        """Follow the selection of the plan that is open now."""
        desk = self.window_helped.desk
        if desk is not None and desk.selection is not self._followed:
            self._followed = desk.selection
            desk.selection.changed.connect(self.follow)

    def follow(self) -> None:
        """Tell about what is selected now; where nothing is, the page stays."""
        page = self.wanted()
        if page != FIRST:
            self.show_page(page)

    def show_page(self, id_: str) -> None:
        """Show a page; the first one where there is none of that id."""
        id_ = id_ if id_ in self.pages else FIRST
        if self._item(id_) is None:
            self.search.clear()
        item = self._item(id_)
        if item is not None and item is not self.names.currentItem():
            self.names.setCurrentItem(item)
        self._show(id_)

    def _item(self, id_: str) -> QTreeWidgetItem | None:
        return next((item for item in self._items() if item.data(0, ID) == id_), None)

    def _items(self) -> Iterator[QTreeWidgetItem]:
        for index in range(self.names.topLevelItemCount()):
            group = self.names.topLevelItem(index)
            children = (group.child(place) for place in range(group.childCount())) if group else ()
            yield from (item for item in children if item is not None)

    def _fill(self) -> None:
        """List the pages that have all the words typed, those named so first."""
        words = plain_letters(self.search.text()).split()
        found = {id_: page for id_, page in self.pages.items() if _has(page.text, words)}
        named = [id_ for id_, page in found.items() if words and _has(page.title, words)]
        self.names.blockSignals(True)
        self.names.clear()
        groups: dict[str, QTreeWidgetItem] = {}
        for id_, page in found.items():
            item = QTreeWidgetItem(self._group(groups, page.group), [page.title])
            item.setData(0, ID, id_)
        self.names.expandAll()
        self.names.blockSignals(False)
        self.nothing.setVisible(not found)
        first = self._item((named or list(found))[0]) if found else None
        if first is not None and (words or not self.shown):
            self.names.setCurrentItem(first)

    def _group(self, groups: dict[str, QTreeWidgetItem], name: str) -> QTreeWidgetItem:
        if name not in groups:
            groups[name] = QTreeWidgetItem(self.names, [name])
            groups[name].setFlags(Qt.ItemFlag.ItemIsEnabled)
            font = self.names.font()
            font.setBold(True)
            groups[name].setFont(0, font)
        return groups[name]

    def _chosen(self, item: QTreeWidgetItem | None, _before: object = None) -> None:
        if item is not None and item.data(0, ID):
            self._show(item.data(0, ID))

    def _show(self, id_: str) -> None:
        self.shown = id_
        self.text.setHtml(html(self.pages[id_], id_))
        _dot_terms(self.text)
        self.text.moveCursor(QTextCursor.MoveOperation.Start)


def _has(text: str, words: list[str]) -> bool:
    there = plain_letters(text)
    return all(word in there for word in words)


def html(page: Page, id_: str = "") -> str:
    """A page as rich text, its words of the field as links to their own pages."""
    parts = [f"<h2>{escape(page.title)}</h2>", f"<p>{_linked(page.line, id_)}</p>" if page.line else ""]
    for part in page.parts:
        parts.append(f"<h4>{escape(part.title)}</h4>" if part.title else "")
        if len(part.says) > 1:
            parts.append("<ul>" + "".join(f"<li>{_linked(text, id_)}</li>" for text in part.says) + "</ul>")
        else:
            parts += [f"<p>{_linked(text, id_)}</p>" for text in part.says]
    return "".join(parts)


def _linked(text: str, id_: str) -> str:
    out, done = [], 0
    for mark in marks(text):
        if f"term:{mark.id}" == id_:
            continue
        out.append(escape(text[done : mark.start]))
        shown, tip = escape(text[mark.start : mark.end]), escape(explanation(mark.id))
        out.append(f'<a href="term:{mark.id}" title="{tip}">{shown}</a>')
        done = mark.end
    return "".join((*out, escape(text[done:])))


def _dot_terms(browser: QTextBrowser) -> None:
    """Underline the words that are links with dots, in the colour of the text."""
    block = browser.document().begin()
    while block.isValid():
        for fragment in [it.fragment() for it in block]:  # type: ignore[attr-defined]
            if fragment.charFormat().isAnchor():
                cursor = QTextCursor(browser.document())
                cursor.setPosition(fragment.position())
                cursor.setPosition(fragment.position() + fragment.length(), QTextCursor.MoveMode.KeepAnchor)
                look = dotted()
                look.setForeground(browser.palette().text())
                cursor.mergeCharFormat(look)
        block = block.next()
