"""Milestones: keeping what the plan is now under a name, and the window of those that were kept.

They are records of the plan: keeping, renaming and removing one is no step. Going back to one is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QEvent, QLocale, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QDialog, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from infra_builder.edits import DropMilestone, Edit, GoBackTo, KeepMilestone, Refused, RenameMilestone
from infra_builder.plan import Milestone
from ui import file_questions as ask
from ui.document import PlanDocument
from ui.errands import Errands
from ui.milestone_row import Then, looked_back, told
from ui.painting import qicon
from ui.theming import scaled
from ui.widgets import Chips, TextField, button, column, label, row

if TYPE_CHECKING:
    from ui.window import MainWindow

MADE = "yyyy-MM-dd HH:mm:ss"
"""How the moment of a milestone is written in a plan: local date and time."""
LONGEST = 80
"""So many letters of a name can be written."""
WIDEST = 480
"""Pixels at 100 % that a column may have, so that a verdict of many words leaves room for the others."""
EDGE = 48
"""Pixels of the window that are left free around the list."""
NAME, KEPT, VERDICT, BLOCKS, SINCE = range(5)


def keep_milestone(window: MainWindow) -> None:
    """Ask for a name and keep what the plan is now under it."""
    if window.document is not None:
        dialog = KeepDialog(window.document, window)
        dialog.kept.connect(window.say)
        dialog.open()


def show_milestones(window: MainWindow) -> None:
    """Show the milestones of the open plan."""
    if window.document is not None:
        dialog = MilestonesDialog(window.document, window.colours, window)
        dialog.said.connect(window.say)
        dialog.compare_wanted.connect(window.compare_with)
        dialog.open()


def kept_on(made: str) -> str:
    """The moment of a milestone as people here write it; as it stands where it is none that can be read."""
    moment = QDateTime.fromString(made, MADE)
    return QLocale().toString(moment, QLocale.FormatType.ShortFormat) if moment.isValid() else made


class KeepDialog(QDialog):
    """Asks for the name of a new milestone; one is suggested, so that Return is enough."""

    kept = Signal(str)
    """A milestone was kept, as a sentence."""

    def __init__(self, document: PlanDocument, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Keep a milestone"))
        self.setMinimumWidth(scaled(420))
        self._document, now = document, QDateTime.currentDateTime()
        self._made = now.toString(MADE)
        clock = QLocale().toString(now.time(), QLocale.FormatType.ShortFormat)
        self.field = TextField()
        self.field.setMaxLength(LONGEST)
        self.field.setText(self.tr("As of {time}").format(time=clock))
        self.field.selectAll()
        self.suggestions = Chips([(name, name) for name in self._suggested()])
        self.suggestions.chosen.connect(self._suggest)
        self.refusal = label("", "ask")
        self.refusal.setVisible(False)
        asked = label(self.tr("What is this moment called?"), "ask", wrap=False)
        asked.setBuddy(self.field)
        self.field.setAccessibleName(asked.text())
        keep, cancel = button(self.tr("Keep"), "primary"), button(self.tr("Cancel"))
        keep.setDefault(True)
        keep.clicked.connect(self._keep)
        cancel.clicked.connect(self.reject)
        body = column(self, 20, 10)
        body.addWidget(asked)
        body.addWidget(self.field)
        body.addWidget(self.suggestions)
        body.addWidget(self.refusal)
        said = self.tr("The plan stays as it is. You can look at this moment again, compare with it, or go back to it.")
        body.addWidget(label(said, "quiet"))
        foot = row(spacing=12)
        foot.addStretch()
        foot.addWidget(cancel)
        foot.addWidget(keep)
        body.addLayout(foot)

    def _suggested(self) -> list[str]:
        names = (
            self.tr("Before lunch"), self.tr("After the first round"), self.tr("Before the vote"), self.tr("First idea")
        )  # fmt: skip
        taken = {one.name.casefold() for one in self._document.plan.milestones}
        return [name for name in names if name.casefold() not in taken]

    def _suggest(self, names: tuple[str, ...]) -> None:
        if names:
            self.suggestions.show_value(names[-1:])
            self.field.setText(names[-1])
            self.field.setFocus()

    def _keep(self) -> None:
        edit = KeepMilestone(name=self.field.text(), made=self._made)
        try:
            self._document.do(edit, self.tr("keep a milestone"))
        except Refused as refused:
            self.refusal.setText(str(refused))
            self.refusal.setVisible(True)
            self.field.setFocus()
            return
        self.kept.emit(self.tr("The milestone {name} is kept in the plan.").format(name=edit.name.strip()))
        self.accept()


class MilestonesDialog(QDialog):
    """The milestones of a plan, the last one first. F2 renames one, Delete removes it, Return goes back to it."""

    said = Signal(str)
    compare_wanted = Signal(Milestone)

    def __init__(self, document: PlanDocument, colours: Mapping[str, str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Milestones"))
        room = parent.window().size()
        self.resize(min(scaled(980), room.width() - EDGE), min(scaled(460), room.height() - EDGE))
        self._document, self._colours = document, colours
        self.list = self._tree()
        self._errands = Errands("milestones", self)
        self.hint = label("", "quiet")
        self.keep = button(self.tr("Keep one now…"))
        self.rename, self.remove = button(self.tr("Rename")), button(self.tr("Remove…"))
        self.compare, self.back = button(self.tr("Compare")), button(self.tr("Go back"), "primary")
        close = button(self.tr("Close"))
        for made, do in (
            (self.keep, self._keep), (self.rename, self._rename), (self.remove, self._remove),
            (self.compare, self._compare), (self.back, self._go_back), (close, self.reject),
        ):  # fmt: skip
            made.setAutoDefault(False)
            made.clicked.connect(do)
        body = column(self, 20, 12)
        body.addWidget(self.hint)
        body.addWidget(self.list, 1)
        foot = row(self.keep, self.rename, self.remove, spacing=8)
        foot.addStretch()
        for made in (close, self.compare, self.back):
            foot.addWidget(made)
        body.addLayout(foot)
        self._fill()

    def _tree(self) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setAccessibleName(self.windowTitle())
        tree.setRootIsDecorated(False)
        tree.setUniformRowHeights(True)
        tree.setIconSize(QSize(scaled(18), scaled(18)))
        tree.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        columns = (self.tr("Name"), self.tr("Kept"), self.tr("Verdict then"), self.tr("Blocks"), self.tr("Since then"))
        tree.setHeaderLabels(columns)
        head = tree.header()
        head.setStretchLastSection(False)
        for place in (KEPT, VERDICT, BLOCKS, SINCE):
            head.setSectionResizeMode(place, QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        head.setMinimumSectionSize(scaled(64))
        head.setMaximumSectionSize(scaled(WIDEST))
        tree.itemChanged.connect(self._renamed)
        tree.currentItemChanged.connect(self._follow)
        tree.installEventFilter(self)
        return tree

    # What is shown

    @property
    def busy(self) -> bool:
        """Whether there are milestones of which it is not told yet how they differ."""
        return self._errands.busy

    def _fill(self, chosen: int = 0) -> None:
        """Show every milestone, the last one first; the one at place `chosen` is the current one."""
        self._errands.stop()
        self.list.blockSignals(True)
        self.list.clear()
        for milestone in reversed(self._document.plan.milestones):
            blocks = sum(len(option.blocks) for option in milestone.options)
            entry = QTreeWidgetItem([milestone.name, kept_on(milestone.made), "…", str(blocks), "…"])
            entry.setFlags(entry.flags() | Qt.ItemFlag.ItemIsEditable)
            entry.setData(NAME, Qt.ItemDataRole.UserRole, milestone)
            entry.setToolTip(NAME, milestone.name)
            self.list.addTopLevelItem(entry)
            self._look_back(entry, milestone)
        self.list.blockSignals(False)
        some = self.list.topLevelItemCount() > 0
        none = self.tr("There are none yet. A milestone keeps what the plan is at a moment, under a name of yours.")
        about = self.tr("Going back is a step that Undo takes back. Milestones stay, whatever is undone.")
        self.hint.setText(about if some else none)
        current = self.list.topLevelItem(min(chosen, self.list.topLevelItemCount() - 1))
        if current is not None:
            self.list.setCurrentItem(current)
        self._follow()

    def _look_back(self, entry: QTreeWidgetItem, milestone: Milestone) -> None:
        """Find out what is to be told of a milestone; judging a large plan takes a moment."""
        plan, option, knowledge = self._document.plan, self._document.option, self._document.knowledge
        self._errands.after(
            lambda errand: looked_back(plan, option, milestone, knowledge, errand.go_on),
            lambda then: self._tell(entry, then),
        )

    def _tell(self, entry: QTreeWidgetItem, then: Then | None) -> None:
        said = told(self._document, then)
        self.list.blockSignals(True)
        entry.setText(VERDICT, said.verdict)
        entry.setToolTip(VERDICT, said.verdict)
        if said.flag:
            entry.setIcon(VERDICT, qicon(f"verdict_{said.flag}", self._colours, said.colour, size=scaled(18)))
        entry.setText(SINCE, said.since)
        self.list.blockSignals(False)

    def _follow(self) -> None:
        for made in (self.rename, self.remove, self.compare, self.back):
            made.setEnabled(self.list.currentItem() is not None)

    # What is done

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Delete and Return are for the milestone, as long as its name is not being written."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self.list.hasFocus():
            keys = {Qt.Key.Key_Delete: self._remove, Qt.Key.Key_Backspace: self._remove,
                    Qt.Key.Key_Return: self._go_back, Qt.Key.Key_Enter: self._go_back}  # fmt: skip
            if (do := keys.get(Qt.Key(event.key()))) is not None:
                do()
                return True
        return super().eventFilter(watched, event)

    def _of(self, entry: QTreeWidgetItem) -> Milestone:
        milestone = entry.data(NAME, Qt.ItemDataRole.UserRole)
        assert isinstance(milestone, Milestone)
        return milestone

    def _chosen(self) -> Milestone | None:
        entry = self.list.currentItem()
        return self._of(entry) if entry is not None else None

    def _do(self, edit: Edit, called: str) -> bool:
        """Do an edit, or say why it cannot be done."""
        try:
            self._document.do(edit, called)
        except Refused as refused:
            self.hint.setText(str(refused))
            return False
        return True

    def _keep(self) -> None:
        dialog = KeepDialog(self._document, self)
        dialog.kept.connect(self.said)
        dialog.accepted.connect(self._fill)
        dialog.open()

    def _rename(self) -> None:
        if (entry := self.list.currentItem()) is not None:
            self.list.setFocus()
            self.list.editItem(entry, NAME)

    def _renamed(self, entry: QTreeWidgetItem) -> None:
        shown, to = self._of(entry), entry.text(NAME).strip()[:LONGEST]
        edit = RenameMilestone(name=shown.name, made=shown.made, to=to)
        if to != shown.name and self._do(edit, self.tr("rename a milestone")):
            shown = shown.but(name=to)
        self.list.blockSignals(True)
        entry.setText(NAME, shown.name)
        entry.setToolTip(NAME, shown.name)
        entry.setData(NAME, Qt.ItemDataRole.UserRole, shown)
        self.list.blockSignals(False)

    def _remove(self) -> None:
        entry, milestone = self.list.currentItem(), self._chosen()
        if entry is None or milestone is None or not ask.ask_drop(self, milestone.name):
            return
        place = self.list.indexOfTopLevelItem(entry)
        if self._do(DropMilestone(name=milestone.name, made=milestone.made), self.tr("remove a milestone")):
            self._fill(place)

    def _compare(self) -> None:
        if (milestone := self._chosen()) is not None:
            self.accept()
            self.compare_wanted.emit(milestone)

    def _go_back(self) -> None:
        if (milestone := self._chosen()) is None:
            return
        called = self.tr("go back to {name}").format(name=milestone.name)
        if self._do(GoBackTo(name=milestone.name, made=milestone.made), called):
            text = self.tr("The plan is as it was at {name}. Undo brings back what it was before that.")
            self.said.emit(text.format(name=milestone.name))
            self.accept()
