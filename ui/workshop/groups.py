"""Groups: how all of them stand, the one that is chosen in full, and two of them beside each other."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QSplitter, QStackedWidget, QWidget

from infra_builder.planfile import SUFFIX
from ui.theming import scaled
from ui.widgets import button, column
from ui.workshop.group_panel import GroupPanel
from ui.workshop.overview import Overview
from ui.workshop.page import RoomPage
from ui.workshop.pieces import wrapped
from ui.workshop.session import Session
from ui.workshop.side_by_side import SideBySide
from ui.workshop.versions import VersionsDialog


class GroupsPage(RoomPage):
    """The cards of all groups, beside them the one that is chosen; or two groups beside each other."""

    def __init__(self, session: Session, colours: Mapping[str, str]) -> None:
        super().__init__(session, colours)
        catalogue = session.knowledge.catalogue
        self.overview = Overview(catalogue, colours, len(session.workshop.groups))
        self.panel = GroupPanel(catalogue, colours)
        self.side_by_side: SideBySide | None = None
        """The comparison, once there was one."""
        self.back, self.both = button(self.tr("Back to all groups")), button(self.tr("Show both on the wall"))
        self._lay_out()
        self._connect()
        session.looking.begin()
        self.refresh()

    def _lay_out(self) -> None:
        across = QSplitter(Qt.Orientation.Horizontal)
        across.setHandleWidth(1)
        across.setChildrenCollapsible(False)
        across.addWidget(self.overview)
        across.addWidget(self.panel)
        across.setStretchFactor(0, 1)
        across.setSizes([900, scaled(320)])
        self._compared = QWidget()
        self._below = column(self._compared, 0, 0)
        above = wrapped(self.back, self.both)
        above.setContentsMargins(16, 8, 16, 8)
        self._below.addWidget(above)
        self._ways = QStackedWidget()
        self._ways.addWidget(across)
        self._ways.addWidget(self._compared)
        self.layout_.addWidget(self._ways)

    def _connect(self) -> None:
        session, panel = self.session, self.panel
        session.looking.seen.connect(self.refresh)
        session.changed.connect(session.looking.look)
        session.changed.connect(self.refresh)
        session.wall_changed.connect(self.refresh)
        self.overview.chosen_changed.connect(lambda _id: self._show_chosen())
        self.overview.opened.connect(self._open_chosen)
        self.back.clicked.connect(lambda _on=False: self._leave_comparison())
        self.both.clicked.connect(lambda _on=False: self._both_to_wall())
        panel.open_wanted.connect(self.plan_wanted)
        panel.wall_wanted.connect(self._to_wall)
        panel.compare_wanted.connect(lambda other: self.compare(self.overview.chosen, other))
        panel.versions_wanted.connect(self.choose_version)
        panel.stick_wanted.connect(self._from_stick)

    # What it shows

    def refresh(self) -> None:
        """See RoomPage."""
        self.overview.show_seen(self.session.looking.last, veiled="verdict" in self.session.workshop.hidden)
        self._show_chosen()

    def _show_chosen(self) -> None:
        """Show the group that is chosen in full."""
        seen, chosen = self.session.looking.last, self.overview.chosen
        self.panel.body.setVisible(bool(chosen) and seen is not None)
        if seen is None or not chosen:
            return
        looks = seen.room.looks
        others = [(look.group.id, look.group.name) for look in looks if look.group.id != chosen and look.plan]
        self.panel.show_group(seen.room.look(chosen), others, on_wall=self.session.on_wall == chosen)

    # What can be done

    def begin(self) -> None:
        """See RoomPage."""
        self.overview.begin()

    def _open_chosen(self) -> None:
        if self.panel.open.isEnabled():
            self.panel.open.click()

    def _to_wall(self, id_: str) -> None:
        self.session.show_on_wall(id_)
        self._say_wall()

    def _both_to_wall(self) -> None:
        """Put the first two designs that are compared on the wall."""
        designs = self.side_by_side.designs() if self.side_by_side is not None else ()
        if len(designs) > 1:
            self.session.show_on_wall(*designs[0], designs[1])
            self._say_wall()
        else:
            self.said.emit(self.tr("Choose designs of two groups first."))

    def _say_wall(self) -> None:
        if self.session.on_wall:
            self.said.emit(self.tr("It stands on the wall as soon as the wall is shown (under Run)."))

    def compare(self, one: str, other: str) -> None:
        """Put two groups beside each other."""
        seen = self.session.looking.last
        if seen is None:
            return
        if self.side_by_side is None:
            self.side_by_side = SideBySide(self.session.knowledge, self.colours)
            self.side_by_side.said.connect(self.said)
            self._below.addWidget(self.side_by_side)
        self._ways.setCurrentWidget(self._compared)
        self.side_by_side.compare_groups(seen, one, other)
        self.back.setFocus()

    def _leave_comparison(self) -> None:
        self._ways.setCurrentIndex(0)
        self.refresh()
        self.begin()

    def _from_stick(self) -> None:
        """Ask for another version of the chosen group's plan that lies somewhere else."""
        kinds = self.tr("Plans ({pattern})").format(pattern=f"*{SUFFIX}")
        title = self.tr("Choose the other version")
        name, _ = QFileDialog.getOpenFileName(self, title, str(self.session.folder), kinds)
        if name:
            self.choose_version(Path(name))

    def choose_version(self, other: Path) -> None:
        """Ask what is to become of two versions of the chosen group's plan."""
        seen = self.session.looking.last
        if seen is None:
            return
        look = seen.room.look(self.overview.chosen)
        dialog = VersionsDialog.about(self.session, look, other, self.colours, self)
        if dialog is not None:
            dialog.settled.connect(self._settled)
            dialog.open()

    def _settled(self, said: str) -> None:
        self.said.emit(said)
        self.session.looking.look()

    def restyle(self, colours: Mapping[str, str]) -> None:
        """See RoomPage."""
        self.panel.colours = colours
        self.overview.restyle(colours)
        if self.side_by_side is not None:
            self.side_by_side.restyle(colours)
        super().restyle(colours)
