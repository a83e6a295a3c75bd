"""The main window: welcome page or desk, menus, and everything that has to do with files."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QAction, QActionGroup, QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QMainWindow,
    QMenu,
    QMessageBox,
    QSizePolicy,
    QStackedWidget,
    QToolBar,
    QWidget,
)

from infra_builder import __version__
from infra_builder.guides import known
from infra_builder.knowledge import Knowledge
from infra_builder.planfile import SUFFIX
from infra_builder.problems import Unusable
from infra_builder.saving import write_whole
from ui.canvas.canvas import Canvas
from ui.desk import Desk
from ui.document import PlanDocument
from ui.exporting import exported, unprintable
from ui.guide import GuideDialog
from ui.lists import ListsDialog
from ui.painting import qicon
from ui.recent import Memory
from ui.theming import apply_theme, system_theme
from ui.welcome import Welcome
from ui.widgets import counted

SAYS_FOR = 8_000
EXPORTS = {"PDF": ".pdf", "SVG": ".svg", "PNG": ".png", "JSON": ".json"}


class MainWindow(QMainWindow):
    """One plan at a time, or the page to choose one."""

    def __init__(self, knowledge: Knowledge, memory: Memory | None = None) -> None:
        super().__init__()
        self.knowledge, self.memory = knowledge, memory or Memory()
        self.colours: Mapping[str, str] = self._dress(self.memory.theme or system_theme())
        self.document: PlanDocument | None = None
        self.desk: Desk | None = None
        self.pages = QStackedWidget()
        self.setCentralWidget(self.pages)
        self.setAcceptDrops(True)
        self.setMinimumSize(960, 600)
        self.resize(1440, 900)
        self.restoreGeometry(self.memory.geometry)
        self.actions_by_name: dict[str, QAction] = {}
        self._desk_actions: list[QAction] = []
        self._make_actions()
        self._make_menus()
        self.bar = self._make_bar()
        self.show_welcome()

    # Actions

    def _action(
        self, name: str, text: str, do: Callable[[], object], keys: object = None, icon: str = "", *, desk: bool = True
    ) -> QAction:
        action = QAction(text, self)
        if isinstance(keys, QKeySequence.StandardKey):
            action.setShortcuts(QKeySequence.keyBindings(keys))
        elif keys:
            action.setShortcuts([QKeySequence(str(key)) for key in (keys if isinstance(keys, tuple) else (keys,))])
        action.triggered.connect(lambda _on=False: do())
        action.setProperty("icon_name", icon)
        if icon:
            action.setIcon(qicon(icon, self.colours))
        self.actions_by_name[name] = action
        if desk:
            self._desk_actions.append(action)
        self.addAction(action)
        return action

    def _make_actions(self) -> None:
        keys = QKeySequence.StandardKey
        self._action("new", self.tr("&New plan"), self.new_plan, keys.New, "new", desk=False)
        self._action("open", self.tr("&Open…"), self.open_dialog, keys.Open, "open", desk=False)
        self._action("save", self.tr("&Save"), self.save, keys.Save, "save")
        self._action(
            "save_as", self.tr("Save &as…"), self.save_as, (QKeySequence(keys.SaveAs).toString() or "Ctrl+Shift+S")
        )
        self._action("export", self.tr("&Export plan…"), self.export_dialog, "Ctrl+E", "export")
        self._action("close", self.tr("&Close plan"), self.close_plan, keys.Close)
        self._action("quit", self.tr("&Quit"), self.close, "Ctrl+Q", desk=False)
        self._action("undo", self.tr("&Undo"), lambda: self._document().undo(), keys.Undo, "undo")
        self._action("redo", self.tr("&Redo"), lambda: self._document().redo(), ("Ctrl+Shift+Z", "Ctrl+Y"), "redo")
        self._action(
            "delete", self.tr("&Delete"), lambda: self._desk().canvas.delete_selected(), ("Del", "Backspace"), "delete"
        )
        self._action("select_all", self.tr("Select &all"), lambda: self._desk().select_all(), keys.SelectAll)
        self._action("rename", self.tr("Re&name"), lambda: self._desk().rename(), "F2", "edit")
        self._action("connect", self.tr("&Link with…"), lambda: self._desk().link_dialog(), "Ctrl+L", "link")
        self._action("add", self.tr("A&dd a block…"), lambda: self._desk().look_up(), "Ctrl+F", "plus")
        self._action("fit", self.tr("&Fit"), lambda: self._canvas().fit(), "Ctrl+0", "fit")
        self._action("actual", self.tr("&100 %"), lambda: self._canvas().zoom_to(1), "Ctrl+1")
        self._action(
            "zoom_in", self.tr("Zoom &in"), lambda: self._desk().canvas.zoom_by(1.2), ("Ctrl++", "Ctrl+="), "zoom_in"
        )
        self._action(
            "zoom_out", self.tr("Zoom &out"), lambda: self._desk().canvas.zoom_by(1 / 1.2), "Ctrl+-", "zoom_out"
        )
        self._action("lists", self.tr("Check&lists and questions…"), self.show_lists, desk=False)
        self._action("about", self.tr("&About"), self._about, desk=False)

    def _make_menus(self) -> None:
        menus = (
            (self.tr("&File"), ("new", "open", "", "save", "save_as", "export", "", "close", "quit")),
            (self.tr("&Edit"), ("undo", "redo", "", "add", "connect", "rename", "delete", "", "select_all")),
            (self.tr("&View"), ("fit", "actual", "zoom_in", "zoom_out")),
            (self.tr("&Knowledge"), ("lists", "")),
            (self.tr("&Help"), ("about",)),
        )
        for title, names in menus:
            menu = self.menuBar().addMenu(title)
            for name in names:
                if name:
                    menu.addAction(self.actions_by_name[name])
                else:
                    menu.addSeparator()
            if "lists" in names:
                for id_, guide in self.knowledge.catalogue.guides.items():
                    action = menu.addAction(guide.name)
                    action.triggered.connect(lambda _on=False, id_=id_: self.ask_guide(id_))
            if "fit" in names:
                menu.addSeparator()
                self._theme_menu(menu.addMenu(self.tr("&Colours")))

    def _theme_menu(self, menu: object) -> None:
        group = QActionGroup(self)
        chosen = self.memory.theme
        for name, text in (
            ("", self.tr("As the system")),
            ("light", self.tr("Light")),
            ("dark", self.tr("Dark")),
            ("high_contrast", self.tr("High contrast")),
        ):
            action = QAction(text, self)
            action.setCheckable(True)
            action.setChecked(name == chosen)
            action.triggered.connect(lambda _on=False, name=name: self.set_theme(name))
            group.addAction(action)
            menu.addAction(action)  # type: ignore[attr-defined]

    def _make_bar(self) -> QToolBar:
        bar = QToolBar(self.tr("Tools"))
        bar.setObjectName("tools")
        bar.setMovable(False)
        bar.setIconSize(QSize(20, 20))
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        for name in ("undo", "redo", "", "connect", "delete", "", "zoom_out", "fit", "zoom_in"):
            if name:
                bar.addAction(self.actions_by_name[name])
            else:
                bar.addSeparator()
        spread = QWidget()
        spread.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        bar.addWidget(spread)
        bar.addAction(self.actions_by_name["save"])
        bar.addAction(self.actions_by_name["export"])
        for name in ("undo", "redo", "delete", "zoom_out", "zoom_in"):
            tool = bar.widgetForAction(self.actions_by_name[name])
            tool.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)  # type: ignore[attr-defined]
        for action in bar.actions():
            if (tool := bar.widgetForAction(action)) and not action.isSeparator():
                tool.setProperty("role", "quiet")
        self.addToolBar(bar)
        return bar

    def _document(self) -> PlanDocument:
        assert self.document is not None
        return self.document

    def _desk(self) -> Desk:
        assert self.desk is not None
        return self.desk

    def _canvas(self) -> Canvas:
        return self._desk().canvas

    # Pages

    def show_welcome(self) -> None:
        """Show the page to choose a plan."""
        welcome = Welcome(self.knowledge, self.memory.recent, self.colours)
        welcome.new_wanted.connect(self.new_plan)
        welcome.open_wanted.connect(self.open_dialog)
        welcome.path_wanted.connect(self.open_path)
        welcome.scenario_wanted.connect(self.open_scenario)
        welcome.guide_wanted.connect(self.ask_guide)
        self._page(welcome)
        self.document, self.desk = None, None
        self._follow_state()

    def show_document(self, document: PlanDocument) -> None:
        """Show the desk with a plan on it."""
        desk = Desk(document, self.colours)
        desk.said.connect(self.say)
        desk.canvas.menu_wanted.connect(self._context_menu)
        desk.inspector.list_wanted.connect(self.show_lists)
        document.state_changed.connect(self._follow_state)
        self.document, self.desk = document, desk
        self._page(desk)
        desk.canvas.setFocus()
        self._follow_state()

    def _context_menu(self, place: QPoint) -> None:
        chosen = self._desk().selection.ids
        names = ("rename", "connect", "", "delete") if chosen else ("add", "select_all", "", "fit", "actual")
        menu = QMenu(self)
        for name in names:
            if name:
                menu.addAction(self.actions_by_name[name])
            else:
                menu.addSeparator()
        menu.popup(place)

    def _page(self, page: QWidget) -> None:
        old = self.pages.currentWidget()
        self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)
        if old is not None:
            self.pages.removeWidget(old)
            old.deleteLater()

    def _follow_state(self) -> None:
        """Title, dirty mark and what can be done."""
        document = self.document
        self.bar.setVisible(document is not None)
        for action in self._desk_actions:
            action.setEnabled(document is not None)
        if document is None:
            self.setWindowTitle("Infra Builder")
            self.setWindowModified(False)
            return
        undo, redo = self.actions_by_name["undo"], self.actions_by_name["redo"]
        undo.setEnabled(bool(document.undo_label))
        redo.setEnabled(bool(document.redo_label))
        undo.setText(self.tr("&Undo {step}").format(step=document.undo_label).strip())
        redo.setText(self.tr("&Redo {step}").format(step=document.redo_label).strip())
        name = document.path.name if document.path else self.tr("not saved yet")
        title = document.plan.title or self.tr("Untitled plan")
        self.setWindowTitle(f"{title} ({name})[*] – Infra Builder")
        self.setWindowModified(document.dirty)

    def say(self, text: str) -> None:
        """Tell the person something for a while."""
        self.statusBar().showMessage(text, SAYS_FOR)

    def _dress(self, name: str) -> Mapping[str, str]:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        return apply_theme(application, name)

    def set_theme(self, name: str) -> None:
        """Change the colours; "" follows the system."""
        self.memory.theme = name
        self.colours = self._dress(name or system_theme())
        for action in self.actions_by_name.values():
            if icon := action.property("icon_name"):
                action.setIcon(qicon(icon, self.colours))
        if self.desk is not None:
            self.desk.restyle(self.colours)
        else:
            self.show_welcome()

    # Knowledge

    def show_lists(self, first: str = "") -> None:
        """Show the lists of the knowledge base, one of them at once where it is named."""
        plan = self.document.plan if self.document else None
        ListsDialog(self.knowledge.catalogue, plan, self, first).open()

    def ask_guide(self, id_: str) -> None:
        """Ask a guided choice about the open plan, or about a new one."""
        if self.document is None:
            self.new_plan()
        guide, document = self.knowledge.catalogue.guides[id_], self._document()
        dialog = GuideDialog(guide, self.knowledge.catalogue, known(guide, document.plan), self)
        dialog.blocks_wanted.connect(lambda kinds: self._put(guide.name, kinds))
        dialog.open()

    def _put(self, name: str, kinds: tuple[str, ...]) -> None:
        added = self._canvas().add_all(kinds, self.tr("add what “{guide}” suggests").format(guide=name))
        none, one, many = self.tr("They are there already."), self.tr("1 block added."), self.tr("{n} blocks added.")
        self.say(counted(len(added), one, many) if added else none)

    # Files

    def new_plan(self) -> None:
        """Begin an empty plan."""
        if self.may_leave():
            document = PlanDocument(self.knowledge)
            self.show_document(document)
            self._desk().selection.choose(workload.id for workload in document.plan.workloads)

    def open_dialog(self) -> None:
        """Ask which plan to open."""
        start = str(self.memory.recent[0].parent) if self.memory.recent else ""
        kinds = self.tr("Plans ({pattern})").format(pattern=f"*{SUFFIX}")
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("Open a plan"), start, f"{kinds};;{self.tr('All files')} (*)"
        )
        if name:
            self.open_path(Path(name))

    def open_path(self, path: Path) -> bool:
        """Open a plan; where it cannot be read, say why and leave everything as it is."""
        document = self._read(path)
        if document is None or not self.may_leave():
            return False
        self.memory.opened(path)
        self.show_document(document)
        return True

    def open_scenario(self, path: Path) -> bool:
        """Open a copy of a case that ships with the program: it gets a file of its own when saved."""
        document = self._read(path)
        if document is None or not self.may_leave():
            return False
        document.path = None
        self.show_document(document)
        return True

    def _read(self, path: Path) -> PlanDocument | None:
        try:
            return PlanDocument.opened(path, self.knowledge)
        except Unusable as unusable:
            self.complain(self.tr("{name} cannot be opened").format(name=path.name), unusable)
            return None

    def complain(self, title: str, unusable: Unusable) -> None:
        """Show what is wrong with an input; nothing has changed."""
        problems = [str(problem) for problem in unusable.problems]
        box = QMessageBox(QMessageBox.Icon.Warning, "Infra Builder", title, QMessageBox.StandardButton.Close, self)
        box.setTextFormat(Qt.TextFormat.PlainText)
        shown = "\n".join(problems[:6])
        more = self.tr("… and {n} more").format(n=len(problems) - 6) if len(problems) > 6 else ""
        box.setInformativeText("\n".join(part for part in (shown, more, self.tr("Nothing has been changed.")) if part))
        box.setDetailedText("\n".join(problems) if more else "")
        box.exec()

    def save(self) -> bool:
        """Save the plan under its name, or ask for one."""
        document = self._document()
        self._finish_field()
        return self._save_to(document.path) if document.path else self.save_as()

    def save_as(self) -> bool:
        """Save the plan under another name; the file it came from stays as it is."""
        document = self._document()
        self._finish_field()
        start = document.path or Path(self._folder()) / document.file_name
        kinds = self.tr("Plans ({pattern})").format(pattern=f"*{SUFFIX}")
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Save the plan"), str(start), kinds)
        if not name:
            return False
        path = Path(name)
        return self._save_to(path if path.suffix else path.with_suffix(SUFFIX))

    def _save_to(self, path: Path) -> bool:
        try:
            self._document().save(path)
        except OSError as error:
            text = self.tr("{name} cannot be saved").format(name=path.name)
            reason = error.strerror or str(error)
            kept = self.tr("The plan stays open as it is. Choose another place with Save as.")
            QMessageBox.warning(self, "Infra Builder", f"{text}\n\n{reason}\n{kept}")
            return False
        self.memory.opened(path)
        self.say(self.tr("Saved as {name}").format(name=path.name))
        return True

    def _folder(self) -> str:
        return str(self.memory.recent[0].parent) if self.memory.recent else str(Path.home())

    def _finish_field(self) -> None:
        """Take over what is being written in a field, so that no letter is lost."""
        focus = QApplication.focusWidget()
        if focus is not None:
            focus.clearFocus()
            focus.setFocus()

    def may_leave(self) -> bool:
        """Whether the present plan may go: it is saved, or the person said so."""
        if self.document is None:
            return True
        self._finish_field()
        if not self.document.dirty:
            return True
        buttons = QMessageBox.StandardButton
        answer = QMessageBox.question(
            self,
            "Infra Builder",
            self.tr("Save the changes to {title}?").format(title=self.document.plan.title or self.tr("this plan")),
            buttons.Save | buttons.Discard | buttons.Cancel,
            buttons.Save,
        )
        return self.save() if answer == buttons.Save else answer == buttons.Discard

    def close_plan(self) -> None:
        """Go back to the page to choose a plan."""
        if self.may_leave():
            self.show_welcome()

    def export_dialog(self) -> None:
        """Ask for a file to export to; its ending chooses the kind."""
        document = self._document()
        self._finish_field()
        start = (document.path or Path(self._folder()) / document.file_name).with_suffix(".pdf")
        kinds = ";;".join(f"{name} (*{ending})" for name, ending in EXPORTS.items())
        name, kind = QFileDialog.getSaveFileName(self, self.tr("Export the plan"), str(start), kinds)
        if name:
            path = Path(name)
            ending = next((e for n, e in EXPORTS.items() if kind.startswith(n)), ".pdf")
            self.export(path if path.suffix.lower() in EXPORTS.values() else path.with_name(path.name + ending))

    def export(self, path: Path) -> bool:
        """Export the plan to a file, all or nothing."""
        document = self._document()
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            data = exported(path, document.plan, document.report, document.knowledge, document.option.id)
            write_whole(path, data)
        except OSError as error:
            text = self.tr("{name} cannot be written").format(name=path.name)
            QMessageBox.warning(self, "Infra Builder", f"{text}\n\n{error.strerror or error}")
            return False
        finally:
            QApplication.restoreOverrideCursor()
        done = self.tr("Exported to {name}").format(name=path.name)
        letters = unprintable(path, document.plan, document.report)
        lacking = (
            self.tr("These letters are missing in the fonts: {letters}").format(letters=letters) if letters else ""
        )
        self.say(" · ".join(part for part in (done, lacking) if part))
        return True

    # Window

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a file that is dropped on the window."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the file that was dropped."""
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            self.open_path(files[0])

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask before changes are lost."""
        if self.may_leave():
            self.memory.geometry = self.saveGeometry()
            event.accept()
        else:
            event.ignore()

    def _about(self) -> None:
        catalogue = self.knowledge.catalogue
        counts = self.tr("{kinds} kinds of block, {rules} rules, knowledge {digest}").format(
            kinds=len(catalogue.blocks), rules=len(self.knowledge.rules), digest=self.knowledge.digest
        )
        QMessageBox.about(self, "Infra Builder", f"Infra Builder {__version__} · MIT\n{counts}")


def open_window(knowledge: Knowledge, path: Path | None) -> MainWindow:
    """A window with a plan, or with the welcome page."""
    window = MainWindow(knowledge)
    window.show()
    if path is not None:
        with contextlib.suppress(Unusable):
            window.open_path(path)
    return window
