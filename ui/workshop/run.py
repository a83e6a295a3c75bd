"""Run: the agenda with its time, the facilitator's notes, what the groups see and may change, and the wall."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from infra_builder.room.workshop import Part
from ui.steps.bar import step_title
from ui.steps.flow import Wrap
from ui.theming import scaled
from ui.widgets import Choice, button, clear, column, label
from ui.workshop.agenda import change_agenda
from ui.workshop.face import TimeFace
from ui.workshop.page import RoomPage
from ui.workshop.session import Session
from ui.workshop.switches import Switches
from ui.workshop.wall import Wall
from ui.workshop.words import lasting, part_line


class RunPage(RoomPage):
    """The agenda at the left, the time and the notes in the middle, the groups and the wall at the right."""

    def __init__(self, session: Session, colours: Mapping[str, str]) -> None:
        super().__init__(session, colours)
        self.wall: Wall | None = None
        self._offered: list[tuple[str, str]] = []
        self._seen_running: int | None = None
        self.agenda = QListWidget()
        self.agenda.setAccessibleName(self.tr("Agenda"))
        self.agenda.setWordWrap(True)
        self.agenda.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.total = label("", "small")
        self.face = TimeFace(session, colours)
        self.notes = column(spacing=8)
        self.switches = Switches(session)
        self.on_wall = Choice(())
        self.on_wall.setAccessibleName(self.tr("What stands on the wall"))
        self.trouble = label("", "strong")
        self._make_buttons()
        self._lay_out()
        self._make_keys()
        self.agenda.currentRowChanged.connect(lambda _row: self._show_notes())
        self.agenda.itemActivated.connect(lambda _item: self.begin_chosen())
        self.on_wall.chosen.connect(lambda group: session.show_on_wall(str(group or "")))
        session.changed.connect(self.refresh)
        session.timed.connect(self._name_buttons)
        self.refresh()

    # How it is made

    def _make_buttons(self) -> None:
        def made(text: str, do: Callable[[], object], role: str = "") -> QPushButton:
            one = button(text, role)
            one.clicked.connect(lambda _on=False: do())
            return one

        session = self.session
        self.back = made(self.tr("Back"), lambda: session.step(-1))
        self.pause = made("", self.begin_or_pause, "primary")
        self.more = made(self.tr("+1 min"), lambda: session.add(1))
        self.much_more = made(self.tr("+5 min"), lambda: session.add(5))
        self.next = made("", lambda: session.step(1))
        self.begin_here = made(self.tr("Begin this part"), self.begin_chosen)
        self.change = made(self.tr("Change the agenda…"), lambda: change_agenda(session, self))
        self.wall_button = made("", self.toggle_wall)
        self.more.setAccessibleName(self.tr("One minute more"))
        self.much_more.setAccessibleName(self.tr("Five minutes more"))

    def _lay_out(self) -> None:
        across = QSplitter(Qt.Orientation.Horizontal)
        across.setHandleWidth(1)
        across.setChildrenCollapsible(False)
        for part in (self._agenda_side(), self._middle(), self._room_side()):
            across.addWidget(part)
        across.setStretchFactor(1, 1)
        across.setSizes([scaled(300), 700, scaled(290)])
        self.layout_.addWidget(across)

    def _agenda_side(self) -> QWidget:
        side = QWidget()
        side.setObjectName("panel")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        side.setMinimumWidth(scaled(200))
        body = column(side, 16, 8)
        body.addWidget(label(self.tr("Agenda"), "title"))
        body.addWidget(self.total)
        body.addWidget(self.agenda, 1)
        foot = QWidget()
        flow = Wrap(foot, 8, 8)
        flow.addWidget(self.begin_here)
        flow.addWidget(self.change)
        body.addWidget(foot)
        return side

    def _middle(self) -> QWidget:
        middle = QWidget()
        body = column(middle, 16, 12)
        body.addWidget(self.trouble)
        body.addWidget(self.face, 3)
        keys = QWidget()
        flow = Wrap(keys, 8, 8)
        for one in (self.back, self.pause, self.more, self.much_more, self.next):
            flow.addWidget(one)
        body.addWidget(keys)
        body.addWidget(_scrolled(self.notes), 4)
        return middle

    def _room_side(self) -> QWidget:
        inner = column(spacing=8)
        inner.addWidget(label(self.tr("For the groups, now"), "title"))
        inner.addWidget(self.switches)
        inner.addSpacing(12)
        inner.addWidget(label(self.tr("The wall"), "title"))
        inner.addWidget(label(self.tr("A second window for the projector. Your notes are not on it."), "small"))
        inner.addWidget(self.wall_button)
        inner.addWidget(self.on_wall)
        inner.addStretch()
        area = _scrolled(inner)
        area.setMinimumWidth(scaled(220))
        return area

    def _make_keys(self) -> None:
        for keys, made in (
            ("Ctrl+Return", self.pause),
            ("Ctrl+Left", self.back),
            ("Ctrl+Right", self.next),
            ("Ctrl+Up", self.more),
        ):
            QShortcut(QKeySequence(keys), self, made.animateClick)
            native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
            made.setToolTip(native)

    # What it shows

    def refresh(self) -> None:
        """See RoomPage."""
        workshop = self.session.workshop
        self._fill_agenda()
        self.total.setText(self.tr("{time} in all").format(time=lasting(workshop.minutes)))
        self.switches.refresh()
        self._offer_plans()
        self._name_buttons()
        self._show_notes()

    def _offer_plans(self) -> None:
        """What can stand on the wall: the agenda, and the plan of each group there is."""
        plan = self.tr("The plan of {group}")
        offered = [("", self.tr("The agenda and the time"))]
        offered += [(group.id, plan.format(group=group.name)) for group in self.session.workshop.groups]
        if offered != self._offered:
            self._offered = offered
            self.on_wall.clear()
            for group, text in offered:
                self.on_wall.addItem(text, group)
        self.on_wall.show_value(self.session.on_wall)

    def _fill_agenda(self) -> None:
        """List the parts, the running one marked; what was looked at stays so unless another part has begun."""
        running, agenda = self.session.workshop.running, self.session.workshop.agenda
        before = self.agenda.currentRow()
        self.agenda.blockSignals(True)
        self.agenda.clear()
        for place, part in enumerate(agenda):
            item = QListWidgetItem(part_line(place + 1, part))
            if place == running:
                item.setText(self.tr("{part}\nruns now").format(part=item.text()))
                font = item.font()
                font.setBold(True)
                item.setFont(font)
            self.agenda.addItem(item)
        begun = running is not None and running != self._seen_running
        self._seen_running = running
        self.agenda.setCurrentRow(running if begun and running is not None else max(0, min(before, len(agenda) - 1)))
        self.agenda.blockSignals(False)

    def _name_buttons(self) -> None:
        session = self.session
        runs = session.part is not None
        if not runs:
            self.pause.setText(self.tr("Begin"))
        else:
            self.pause.setText(self.tr("Go on") if session.countdown.paused else self.tr("Pause"))
        self.next.setText(self.tr("Next part") if session.next_part or not runs else self.tr("Finish"))
        for one in (self.more, self.much_more, self.next):
            one.setEnabled(runs)
        self.back.setEnabled(runs and bool(session.workshop.running))
        self.pause.setEnabled(bool(session.workshop.agenda))
        self.wall_button.setText(self.tr("Show the wall") if self.wall is None else self.tr("Close the wall"))
        self._show_trouble()

    def _show_trouble(self) -> None:
        """Say what the facilitator has to know, for as long as it is so."""
        trouble, text = self.session.trouble, ""
        if trouble:
            text = self.tr("The groups do not learn of changes just now. It is tried again by itself. {reason}")
        elif self.session.countdown.doubtful:
            text = self.tr("The clock of this computer cannot be right, so the time stands still. Go on when it fits.")
        self.trouble.setText(text.format(reason=trouble))
        self.trouble.setVisible(bool(text))

    @property
    def chosen(self) -> Part | None:
        """The part that is looked at in the agenda."""
        row_, agenda = self.agenda.currentRow(), self.session.workshop.agenda
        return agenda[row_] if 0 <= row_ < len(agenda) else None

    def _show_notes(self) -> None:
        clear(self.notes)
        part = self.chosen
        if part is None:
            self.notes.addWidget(label(self.tr("The agenda is empty."), "quiet"))
            self.notes.addStretch()
            return
        self.notes.addWidget(label(part.title, "section"))
        runs = self.session.workshop.running == self.agenda.currentRow()
        self.begin_here.setEnabled(not runs)
        if part.step:
            self.notes.addWidget(
                label(self.tr("The groups work in {step}.").format(step=step_title(part.step)), "quiet")
            )
        guides = self.session.knowledge.catalogue.guides
        for id_ in part.guides:
            if id_ in guides:
                self.notes.addWidget(
                    label(self.tr("A guided choice helps: {guide}").format(guide=guides[id_].name), "quiet")
                )
        for title, text in ((self.tr("Your notes"), part.notes), (self.tr("On the wall"), part.says)):
            self.notes.addWidget(label(title.upper(), "caps"))
            self.notes.addWidget(label(text or self.tr("Nothing is written here."), "" if text else "quiet"))
        self.notes.addStretch()

    # What can be done

    def begin(self) -> None:
        """See RoomPage."""
        self.pause.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin_or_pause(self) -> None:
        """Begin the agenda, or let its time stand still or go on."""
        if self.session.part is None:
            self.session.step(1)
        else:
            self.session.pause()

    def begin_chosen(self) -> None:
        """Begin the part that is looked at."""
        if self.chosen is not None:
            self.session.begin(self.agenda.currentRow())

    def toggle_wall(self) -> None:
        """Show the wall on the second screen, or close it."""
        if self.wall is not None:
            self.wall.close()
            return
        self.wall = Wall(self.session, self.colours)
        self.wall.closed.connect(self._wall_closed)
        self.wall.show_beside(self.window())
        self._name_buttons()

    def _wall_closed(self) -> None:
        self.wall = None
        self._name_buttons()

    def leave(self) -> None:
        """See RoomPage."""
        if self.wall is not None:
            self.wall.close()

    def restyle(self, colours: Mapping[str, str]) -> None:
        """See RoomPage."""
        self.face.restyle(colours)
        if self.wall is not None:
            self.wall.restyle(colours)
        super().restyle(colours)


def _scrolled(inner: QVBoxLayout) -> QScrollArea:
    """A column that scrolls down where it is longer than there is room for."""
    body = QWidget()
    body.setObjectName("panel")
    inner.setContentsMargins(16, 16, 16, 16)
    body.setLayout(inner)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(body)
    return area
