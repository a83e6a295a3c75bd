"""Hand out: what lies on the tables before the workshop, and what everybody takes home after it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QProgressBar, QPushButton, QWidget

from infra_builder.evaluate import GoOn
from infra_builder.problems import Unusable
from infra_builder.room.collecting import look
from ui.steps.flow import Beside, Page, Titled
from ui.theming import scaled
from ui.widgets import Choice, button, clear, column, counted, label
from ui.workshop.making import Making
from ui.workshop.page import RoomPage
from ui.workshop.pieces import sheet, wrapped
from ui.workshop.session import Session
from ui.workshop.switches import Tick

if TYPE_CHECKING:
    from exports.room.handing_out import Papers, Written

HANDED, PRINTED = "handout", "print"
"""The folders within that of the workshop in which papers are put."""


class HandOutPage(RoomPage):
    """Two sheets, after and before; below them how far it is and what came of it."""

    def __init__(self, session: Session, colours: Mapping[str, str]) -> None:
        super().__init__(session, colours)
        self.making = Making(self)
        self.place = session.folder / HANDED
        """Where the papers are that were made last."""
        self._show = True
        self.paper = Choice([("A4", self.tr("A4")), ("Letter", self.tr("Letter"))])
        self.ticks: dict[str, Tick] = {}
        self._ticks = QWidget()
        self.make = self._button(self.tr("Make the papers"), self.hand_out, "primary")
        self.all = self._button(self.tr("All groups"), lambda: self._tick(on=True))
        self.none = self._button(self.tr("No group"), lambda: self._tick(on=False))
        self.pack = self._button(self.tr("Make the print pack"), lambda: self.make_pack())
        self.cancel = self._button(self.tr("Cancel"), self.making.cancel)
        self.open = self._button(self.tr("Open the folder"), self.open_folder)
        self.remark, self.now = label("", "quiet"), label("", "strong")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("How far it is"))
        self.problems = column(spacing=4)
        self._lay_out()
        self.making.told.connect(self._tell)
        self.making.ended.connect(self._ended)
        session.looking.seen.connect(self.refresh)
        session.changed.connect(self.refresh)
        session.looking.begin()
        self._show_progress()
        self.refresh()

    def _button(self, text: str, do: Callable[[], object], role: str = "") -> QPushButton:
        made = button(text, role)
        made.clicked.connect(lambda _on=False: do())
        return made

    def _lay_out(self) -> None:
        body = QWidget()
        whole = column(body, 20, 16)
        after, inside = sheet(self.tr("To take home"))
        inside.addWidget(
            label(self.tr("The plan of each group for its board, and one report about all groups: a page a group, what "
                          "was voted, what was found in several of them."), "quiet")
        )  # fmt: skip
        self._listed = column(spacing=4)
        inside.addLayout(self._listed)
        inside.addWidget(wrapped(self.all, self.none))
        inside.addWidget(self.remark)
        inside.addSpacing(4)
        inside.addWidget(self.make, alignment=Qt.AlignmentFlag.AlignLeft)
        inside.addStretch()
        before, inner = sheet(self.tr("For the tables, before it begins"))
        inner.addWidget(
            label(self.tr("The agenda, a sheet for each group, a blank canvas on A3, and the block cards to cut out."),
                  "quiet")
        )  # fmt: skip
        inner.addWidget(self.pack, alignment=Qt.AlignmentFlag.AlignLeft)
        inner.addStretch()
        line = QWidget()
        kind = column(line, 0, 0)
        self.paper.setMaximumWidth(scaled(200))
        kind.addWidget(Titled(self.tr("Paper"), self.paper), alignment=Qt.AlignmentFlag.AlignLeft)
        self._progress = QFrame()
        self._progress.setProperty("role", "notice")
        told = column(self._progress, 16, 8)
        told.addWidget(self.now)
        told.addWidget(self.bar)
        told.addLayout(self.problems)
        told.addWidget(wrapped(self.open, self.cancel))
        whole.addWidget(self._progress)
        whole.addWidget(line)
        whole.addWidget(Beside((after, 3), (before, 2), least=110))
        whole.addStretch(1)
        self.layout_.addWidget(Page(body))

    # What it shows

    def refresh(self) -> None:
        """See RoomPage."""
        groups = [(group.id, group.name) for group in self.session.workshop.groups]
        if groups != [(id_, tick.text()) for id_, tick in self.ticks.items()]:
            self._list_groups(groups)
        seen = self.session.looking.last
        said = []
        if seen is not None:
            unread = [one.group.name for one in seen.room.looks if one.plan is None]
            if unread:
                text = self.tr("There is no plan to print of {groups}; the report says why.")
                said.append(text.format(groups=", ".join(unread)))
        if waiting := len(self.session.workshop.waiting):
            one = self.tr("1 vote waits for its plan and is not on the papers yet.")
            many = self.tr("{n} votes wait for their plans and are not on the papers yet.")
            said.append(counted(waiting, one, many))
        if "verdict" in self.session.workshop.hidden:
            said.append(self.tr("The groups do not see their verdict yet, and it stands on these papers."))
        self.remark.setText(" ".join(said))
        self.remark.setVisible(bool(said))

    def _list_groups(self, groups: list[tuple[str, str]]) -> None:
        off = {id_ for id_, tick in self.ticks.items() if not tick.isChecked()}
        clear(self._listed)
        self.ticks = {}
        for id_, name in groups:
            tick = self.ticks[id_] = Tick(name)
            tick.setChecked(id_ not in off)
        self._listed.addWidget(wrapped(*self.ticks.values()))

    def _tick(self, *, on: bool) -> None:
        for tick in self.ticks.values():
            tick.setChecked(on)

    def _show_progress(self, text: str = "", *, done: bool = False) -> None:
        """Show that it is being made, what came of it, or nothing."""
        busy = self.making.busy
        self._progress.setVisible(bool(text))
        self.now.setText(text)
        self.bar.setVisible(busy)
        self.cancel.setVisible(busy)
        self.open.setVisible(done)
        for one in (self.make, self.pack, self.paper):
            one.setEnabled(not busy)

    # What can be done

    def begin(self) -> None:
        """See RoomPage."""
        (self.cancel if self.making.busy else self.make).setFocus(Qt.FocusReason.OtherFocusReason)

    def hand_out(self) -> None:
        """Make the plan of each group that is ticked, and the report about all."""
        session, paper, printed = self.session, self.paper.currentData(), datetime.date.today()
        chosen = [id_ for id_, tick in self.ticks.items() if tick.isChecked()]
        workshop, seen = session.workshop, session.looking.last
        folder, knowledge = session.folder, session.knowledge
        before = seen.room if seen is not None else None

        def wanted(go_on: GoOn) -> Papers:
            from exports.room.handing_out import papers  # What makes paper is not needed before somebody wants some.

            room = look(folder, workshop, knowledge, before, go_on=go_on)
            return papers(room, workshop, knowledge, groups=chosen, paper=paper, printed=printed, go_on=go_on)

        self._begin(folder / HANDED, wanted)

    def make_pack(self, *, show: bool = True) -> None:
        """Make what lies on the tables before the workshop; `show`: open its folder at the end."""
        session, paper, printed = self.session, self.paper.currentData(), datetime.date.today()
        workshop, knowledge = session.workshop, session.knowledge

        def wanted(_go_on: GoOn) -> Papers:
            from exports.room.pack import print_pack

            return print_pack(workshop, knowledge, paper=paper, printed=printed)

        self._begin(session.folder / PRINTED, wanted, show=show)

    def _begin(self, place: Path, wanted: Callable[[GoOn], Papers], *, show: bool = True) -> None:
        if self.making.busy:
            return
        self.place, self._show = place, show
        clear(self.problems)
        self.bar.setRange(0, 0)
        self.making.begin(place, wanted)
        self._show_progress(self.tr("Reading the plans…"))
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self, done: int, of: int, name: str) -> None:
        self.bar.setRange(0, max(1, of))
        self.bar.setValue(done)
        if name:
            self.now.setText(self.tr("Paper {n} of {all}: {file}").format(n=done + 1, all=of, file=name))

    def _ended(self, came: Written | Unusable | None) -> None:
        problems = came.problems if came is not None else ()
        made = 0 if came is None or isinstance(came, Unusable) else len(came.made)
        place = self.place.name
        if came is None:
            text = self.tr("Cancelled. Papers that were finished are in the folder {folder}.").format(folder=place)
        elif made:
            one, many = self.tr("1 paper is in the folder {folder}."), self.tr("{n} papers are in the folder {folder}.")
            text = counted(made, one.replace("{folder}", place), many.replace("{folder}", place))
        else:
            text = self.tr("No paper could be made.")
        for problem in problems:
            self.problems.addWidget(label(str(problem)))
        self._show_progress(text, done=bool(made))
        if made:
            self.open.setFocus(Qt.FocusReason.OtherFocusReason)
            if self._show:
                self.open_folder()

    def open_folder(self) -> None:
        """Show the papers in the file manager of this computer."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.place)))

    def leave(self) -> None:
        """See RoomPage."""
        self.making.stop()
