"""Makes Qt actions, menus and the tool bar from the table in `ui/actions.py`, and keeps them true to the window."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QSize, Qt
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolBar, QToolButton, QWidget

from ui.actions import BAR, BARE, MENUS
from ui.painting import qicon
from ui.rows import Key, Menu, Row, Several
from ui.theming import scaled

if TYPE_CHECKING:
    from ui.window import MainWindow

WORDED_FROM = 1180
"""The width at which the steps and the words of the tools stand side by side, at 100 %."""


def shortcuts(keys: Iterable[Key]) -> list[QKeySequence]:
    """The key sequences of a row, standard ones as the desktop binds them, each once."""
    found: dict[str, QKeySequence] = {}
    for key in keys:
        bound = [QKeySequence(key)] if isinstance(key, str) else QKeySequence.keyBindings(key)
        for sequence in bound:
            found.setdefault(sequence.toString(), sequence)
    return list(found.values())


def said(text: str) -> str:
    """The text of an action in the language of the window."""
    return QCoreApplication.translate("actions", text)


def plain(text: str) -> str:
    """The text of an action as it reads outside of a menu."""
    return text.replace("&", "").removesuffix("…")


def entries(menu: Menu) -> Iterator[tuple[Menu, Row | Several]]:
    """Every action below a menu with the menu of the bar that it belongs to."""
    for entry in menu.entries:
        if isinstance(entry, Menu):
            yield from ((menu, inner) for _, inner in entries(entry))
        elif entry is not None:
            yield menu, entry


class ToolBar(QToolBar):
    """The tools beside the steps. `worded` ones show their words where there is room."""

    def __init__(self) -> None:
        super().__init__(QCoreApplication.translate("actions", "Tools"))
        self.worded: list[QToolButton] = []
        self.setObjectName("tools")
        self.setMovable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much as there is room for."""
        super().resizeEvent(event)
        self.follow()

    def follow(self) -> None:
        """Go with the size of the texts and the width of the window."""
        self.setIconSize(QSize(scaled(20), scaled(20)))
        styles = Qt.ToolButtonStyle
        roomy = self.width() >= scaled(WORDED_FROM)
        for tool in self.worded:
            tool.setToolButtonStyle(styles.ToolButtonTextBesideIcon if roomy else styles.ToolButtonIconOnly)


class Commands(QObject):
    """The actions of a window by name, and the menus that hold them."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.window = window
        everything = [entry for menu in MENUS for _, entry in entries(menu)]
        self.rows: dict[str, Row] = {row.name: row for row in everything if isinstance(row, Row)}
        self.lists: dict[str, Several] = {row.name: row for row in everything if isinstance(row, Several)}
        self.by_name: dict[str, QAction] = {name: self._made(row) for name, row in self.rows.items()}
        for menu in MENUS:
            window.menuBar().addMenu(self._menu(menu))

    def _made(self, row: Row) -> QAction:
        action = QAction(said(row.text), self.window)
        action.setShortcuts(shortcuts(row.keys))
        action.setMenuRole(row.role)
        action.setCheckable(row.ticked is not None)
        action.triggered.connect(lambda _on=False: self.run(row.name))
        self.window.addAction(action)
        return action

    def _menu(self, menu: Menu) -> QMenu:
        made = QMenu(said(menu.text), self.window)
        for entry in menu.entries:
            match entry:
                case Row():
                    made.addAction(self.by_name[entry.name])
                case Several():
                    made.addMenu(self._list(entry))
                case Menu():
                    made.addMenu(self._menu(entry))
                case None:
                    made.addSeparator()
        return made

    def _list(self, row: Several) -> QMenu:
        menu = QMenu(said(row.text), self.window)

        def fill() -> None:
            menu.clear()
            for id_, text in () if row.lacks(self.window) else row.entries(self.window):
                action = menu.addAction(text.replace("&", "&&"))
                action.triggered.connect(lambda _on=False, id_=id_: row.do(self.window, id_))

        menu.aboutToShow.connect(fill)
        return menu

    def run(self, name: str) -> None:
        """Do an action where it is to be had, and show what is so afterwards."""
        row = self.rows[name]
        if not row.lacks(self.window):
            row.do(self.window)
        self.follow()

    def follow(self) -> None:
        """Make every action say what it would do, and only be had where it can be done."""
        for name, row in self.rows.items():
            action, reason = self.by_name[name], row.lacks(self.window)
            action.setEnabled(not reason)
            if row.says:
                action.setText(row.says(self.window))
            if row.ticked:
                action.setChecked(row.ticked(self.window))
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            words = f"{plain(action.text())} ({keys})" if keys else plain(action.text())
            action.setToolTip(f"{words}\n{reason}" if reason else words)

    def restyle(self, colours: Mapping[str, str]) -> None:
        """Draw the icons in the colours of a theme, as large as the texts ask for."""
        for name, row in self.rows.items():
            if row.icon:
                self.by_name[name].setIcon(qicon(row.icon, colours, size=scaled(18)))
        for bar in self.window.findChildren(ToolBar):
            bar.follow()

    def bar(self) -> ToolBar:
        """A tool bar with the tools of the table."""
        bar = ToolBar()
        for name in BAR:
            if not name:
                bar.addSeparator()
            elif name == "|":
                spread = QWidget()
                spread.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
                bar.addWidget(spread)
            else:
                self._tool(bar, name)
        return bar

    def _tool(self, bar: ToolBar, name: str) -> None:
        action = self.by_name[name]
        bar.addAction(action)
        tool = bar.widgetForAction(action)
        assert isinstance(tool, QToolButton)
        tool.setProperty("role", "quiet")
        tool.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if name not in BARE:
            bar.worded.append(tool)

    def context_menu(self, names: Iterable[str]) -> QMenu:
        """A menu of these actions, "" for a line; it goes when it is closed."""
        menu = QMenu(self.window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name in names:
            if name in self.lists:
                menu.addMenu(self._list(self.lists[name]))
            elif name:
                menu.addAction(self.by_name[name])
            else:
                menu.addSeparator()
        return menu
