"""The main window: the frame around the welcome page or the open plan."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QMessageBox,
    QStackedWidget,
    QWidget,
)

from infra_builder import __version__
from infra_builder.guides import known
from infra_builder.journal.reading import Glance
from infra_builder.knowledge import Knowledge
from infra_builder.plan import Milestone
from infra_builder.saving import digest_of
from ui.actions import ON_CANVAS, ON_ITEM
from ui.canvas.canvas import Canvas
from ui.desk import Desk
from ui.document import PlanDocument
from ui.export_dialog import ask_cards, ask_export
from ui.file_questions import tell
from ui.files import Files
from ui.glossary import explain_with
from ui.guide import GuideDialog
from ui.help import show_help
from ui.lists import ListsDialog
from ui.menus import Commands
from ui.notice import Note, Notice
from ui.projector import Projector, leave_projector
from ui.recent import Memory
from ui.recovery import recovered_notes
from ui.saver import finish_field
from ui.steps.bar import StepsBar
from ui.steps.workspace import Workspace
from ui.theming import apply_theme, system_theme
from ui.tour import begin_tour
from ui.versions_dialog import VersionsDialog
from ui.welcome import Welcome
from ui.widgets import clear, column, counted
from ui.workshop.opening import open_room, set_up_room

if TYPE_CHECKING:
    from ui.workshop.session import Session
    from ui.workshop.view import RoomView

SAYS_FOR = 8_000


class MainWindow(QMainWindow):
    """One plan at a time, or the page to choose one."""

    def __init__(self, knowledge: Knowledge, memory: Memory | None = None) -> None:
        super().__init__()
        self.knowledge: Knowledge = knowledge
        self.memory: Memory = memory or Memory()
        self.colours: Mapping[str, str] = self._dress(self.memory.theme or system_theme())
        self.document: PlanDocument | None = None
        self.desk: Desk | None = None
        self.workspace: Workspace | None = None
        self.projector: Projector | None = None
        self.room: RoomView | None = None
        """The workshop that is run in this window; None where none is."""
        self.behind: RoomView | None = None
        """The workshop that goes on while a plan is looked at; the plan closed, it is there again."""
        explain_with(knowledge.catalogue.glossary)
        self._steps: QAction | None = None
        self.pages = QStackedWidget()
        frame = QWidget()
        body = column(frame, spacing=0)
        self._notices = column(spacing=0)
        self._note: Note | None = None
        body.addLayout(self._notices)
        body.addWidget(self.pages, 1)
        self.setCentralWidget(frame)
        self.files: Files = Files(self, knowledge, self.memory)
        self.files.opened.connect(self.show_document)
        self.files.closed.connect(self._show_what_stays)
        self.files.room_wanted.connect(lambda folder: open_room(self, folder))
        self.files.may_go = lambda: self.room is None or self.room.may_leave()
        self.files.said.connect(self.say)
        self.files.noted.connect(self.note)
        self.setAcceptDrops(True)
        self.setMinimumSize(960, 600)
        self.resize(1440, 900)
        self.restoreGeometry(self.memory.geometry)
        self.commands = Commands(self)
        self.commands.restyle(self.colours)
        self.bar = self.commands.bar()
        self.addToolBar(self.bar)
        self.show_welcome()

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
        welcome.described_wanted.connect(self.describe_plan)
        welcome.tour_wanted.connect(lambda: begin_tour(self))
        welcome.open_wanted.connect(self.files.open_dialog)
        welcome.room_wanted.connect(lambda: set_up_room(self))
        welcome.path_wanted.connect(self.files.open)
        welcome.scenario_wanted.connect(self.files.open_copy)
        self._show_recovered(welcome)
        welcome.guide_wanted.connect(self.ask_guide)
        self._page(welcome)
        self.document, self.desk, self.workspace = None, None, None
        self._show_steps(None)
        self._follow_state()

    def show_document(self, document: PlanDocument) -> None:
        """Show the desk with a plan on it."""
        workspace = Workspace(document, self.colours, follows=not self._runs_room_of(document))
        desk = workspace.desk
        workspace.said.connect(self.say)
        workspace.step_changed.connect(self.commands.follow)
        workspace.export_wanted.connect(lambda: self.commands.run("export"))
        workspace.blocks_wanted.connect(self._put)
        desk.canvas.menu_wanted.connect(self.show_context_menu)
        desk.inspector.list_wanted.connect(self.show_lists)
        document.state_changed.connect(self._follow_state)
        desk.selection.changed.connect(self.commands.follow)
        self.document, self.desk, self.workspace = document, desk, workspace
        self._page(workspace)
        self._show_steps(workspace.bar)
        desk.canvas.setFocus()
        self._follow_state()

    def show_room(self, session: Session) -> None:
        """Show the room of a workshop."""
        from ui.workshop.view import RoomView  # Not needed before somebody opens a workshop.

        self._leave_rooms()
        room = RoomView(session, self.colours)
        room.said.connect(self.say)
        room.plan_wanted.connect(self.open_of_group)
        session.changed.connect(self._follow_state)
        self._page(room)
        self.room = room
        self.document, self.desk, self.workspace = None, None, None
        self._show_steps(None)
        self._follow_state()

    def open_of_group(self, path: Path) -> None:
        """Look at the plan of a group as whoever runs the room: nothing is hidden or locked, and the room goes on."""
        assert self.room is not None
        self.behind, self.room = self.room, None
        self.pages.removeWidget(self.behind)
        if not self.files.open(path):
            self._show_what_stays()
            return
        title = self.tr("You look at this plan as the facilitator")
        line = self.tr("You see and may change everything. The workshop and its time go on.")
        self.note(Note(title, line, ((self.tr("Back to the workshop"), self.files.close),), "users"))

    def _runs_room_of(self, document: PlanDocument) -> bool:
        """Whether a plan is that of a group of the workshop behind it."""
        return bool(self.behind and document.path and document.path.parent == self.behind.session.folder)

    def _show_what_stays(self) -> None:
        """The plan is closed: show the workshop that went on behind it, or else the page to choose a plan."""
        room, self.behind = self.behind, None
        if room is None:
            self.show_welcome()
            return
        self._page(room)
        self.room = room
        self.document, self.desk, self.workspace = None, None, None
        self._show_steps(None)
        self.note(None)
        self._follow_state()

    def _leave_rooms(self) -> None:
        for room in (self.room, self.behind):
            if room is not None and (trouble := room.leave()):
                tell(self, self.tr("The last changes of the workshop could not be written"), trouble)
        self.room = self.behind = None

    def _show_steps(self, steps: StepsBar | None) -> None:
        """Put the steps of the open plan in front of the tools."""
        if self._steps is not None:
            self.bar.removeAction(self._steps)
            self._steps.deleteLater()
        self._steps = self.bar.insertWidget(self.bar.actions()[0], steps) if steps else None

    def show_context_menu(self, place: QPoint) -> None:
        """Offer what can be done with what is selected, or with the canvas."""
        desk = self._desk()
        menu = self.commands.context_menu(ON_ITEM if desk.selection.ids else ON_CANVAS)
        # What was chosen is done after the menu has gone.
        menu.aboutToHide.connect(lambda: QTimer.singleShot(0, desk.forget_place))
        menu.popup(place)

    def _page(self, page: QWidget) -> None:
        leave_projector(self)
        if self.room is not None:
            self._leave_rooms()
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
        self.commands.follow()
        if document is None:
            title = self.room.session.workshop.title or self.room.session.folder.name if self.room else ""
            self.setWindowTitle(self.tr("{title} – Infra Builder").format(title=title) if title else "Infra Builder")
            self.setWindowModified(False)
            return
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
        return apply_theme(application, name, self.memory.scale)

    def set_theme(self, name: str) -> None:
        """Change the colours; "" follows the system."""
        self.memory.theme = name
        self.colours = self._dress(name or system_theme())
        leave_projector(self)
        self.commands.restyle(self.colours)
        self.note(self._note)
        if self.workspace is not None:
            self.workspace.restyle(self.colours)
        elif self.room is None:
            self.show_welcome()
        for room in (self.room, self.behind):
            if room is not None:
                room.restyle(self.colours)

    def set_scale(self, scale: float) -> None:
        """Show everything larger or smaller, 1 being 100 %. The page is made anew: every length hangs on it."""
        self.memory.scale = scale
        self.colours = self._dress(self.memory.theme or system_theme())
        self.commands.restyle(self.colours)
        document, workspace = self.document, self.workspace
        for room in (self.room, self.behind):
            if room is not None:
                room.rebuild(self.colours)
        if self.room is not None:
            return
        if document is None or workspace is None:
            self.show_welcome()
            return
        step, chosen, finding = workspace.step, workspace.desk.selection.ids, workspace.desk.selection.finding
        document.state_changed.disconnect(self._follow_state)
        self.show_document(document)
        self._desk().selection.choose(chosen)
        self._desk().selection.hold_up(finding)
        if self.workspace is not None and step != self.workspace.step:
            self.workspace.show_step(step)

    # Knowledge

    def explain(self, term_id: str) -> None:
        """Show what a word of the field means."""
        show_help(self, f"term:{term_id}")

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
        if self.files.new():
            self._desk().selection.choose(workload.id for workload in self._document().plan.workloads)

    def describe_plan(self) -> None:
        """Begin an empty plan with the questions."""
        if self.files.new() and self.workspace is not None:
            self.workspace.show_step("situation")

    def export_dialog(self) -> None:
        """Ask for a file to export to, and say what came of it."""
        finish_field()
        chosen = self.workspace.paper_wish if self.workspace is not None else None
        if said := ask_export(self, self._document(), self.memory.home, chosen):
            self.say(said)

    def export_cards(self) -> None:
        """Ask for a file for the cards of the catalogue, and say what came of it."""
        if said := ask_cards(self, self.knowledge, self.memory.home):
            self.say(said)

    def show_versions(self) -> None:
        """Show the earlier versions of the open plan's file."""
        assert self.files.saver is not None
        path = self._document().path
        assert path is not None
        dialog = VersionsDialog(path.name, self.files.saver.versions, digest_of(path), self)
        dialog.chosen.connect(self.files.open_version)
        dialog.open()

    def compare_with(self, milestone: Milestone) -> None:
        """Look at the plan as it is now beside what it was at a milestone."""
        if self.workspace is not None:
            self.workspace.compare_with(milestone)

    def note(self, note: Note | None) -> None:
        """Show a strip above the plan, or none."""
        self._note = note
        clear(self._notices)
        if note is not None:
            self._notices.addWidget(Notice(note, self.colours))

    def _show_recovered(self, welcome: Welcome) -> None:
        """Offer what a crash left, on the page to choose a plan."""

        def discard(seen: Glance) -> None:
            if self.files.discard(seen):
                self._show_recovered(welcome)

        welcome.show_notes(recovered_notes(self.files.recovered, lambda seen: self.files.recover(seen.path), discard))

    # Window

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a file that is dropped on the window."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the file that was dropped."""
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            self.files.open(files[0])

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask before changes are lost."""
        if (self.behind is None or self.behind.may_leave()) and self.files.leave():
            self._leave_rooms()
            leave_projector(self)  # Otherwise the next window would fill the screen.
            self.memory.geometry = self.saveGeometry()
            event.accept()
        else:
            event.ignore()

    def about(self) -> None:
        """Say what this program is, and what it knows."""
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
        window.files.open(path)
    return window
