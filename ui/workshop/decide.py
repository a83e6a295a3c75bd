"""Decide: a silent vote on an option, alone at the keyboard or from paper slips, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget

from infra_builder.plan import Slip
from infra_builder.room.voting import result
from infra_builder.room.workshop import Waiting
from ui import file_questions as ask
from ui.dates import today
from ui.steps.flow import Page
from ui.theming import scaled
from ui.widgets import button, column, label
from ui.workshop.ballot import Ballot
from ui.workshop.ballots import Ballots
from ui.workshop.motion import Motion
from ui.workshop.outcome import OutcomeView
from ui.workshop.page import RoomPage
from ui.workshop.pieces import wrapped
from ui.workshop.session import Session
from ui.workshop.slip_form import WIDEST


class DecidePage(RoomPage):
    """One screen after the other: what is voted on, the slips, the result."""

    def __init__(self, session: Session, colours: Mapping[str, str]) -> None:
        super().__init__(session, colours)
        self.motion, self.ballots, self.outcome = Motion(session, colours), Ballots(), OutcomeView(colours)
        self.about = label("", "section")
        self.write = self._button("", self.record, "primary")
        self.more = self._button(self.tr("A slip is missing"), self._go_on)
        self.again = self._button(self.tr("Throw these slips away…"), self.give_up)
        self._screens = QStackedWidget()
        for screen in (self.motion, self.ballots, Page(self._result())):
            self._screens.addWidget(screen)
        self.layout_.addWidget(self._screens)
        self._connect()
        session.looking.begin()
        self.refresh()

    def _button(self, text: str, do: Callable[[], object], role: str = "") -> QPushButton:
        made = button(text, role)
        made.clicked.connect(lambda _on=False: do())
        return made

    def _result(self) -> QWidget:
        made = QWidget()
        body = column(made, 32, 12)
        self.outcome.setMaximumWidth(scaled(WIDEST))
        body.addWidget(self.about)
        body.addWidget(self.outcome)
        body.addSpacing(8)
        body.addWidget(wrapped(self.write, self.more, self.again))
        body.addStretch(1)
        return made

    def _connect(self) -> None:
        session = self.session
        self.motion.vote_wanted.connect(self.begin_vote)
        self.motion.write_wanted.connect(self._write_anyway)
        self.ballots.cast.connect(self.cast)
        self.ballots.taken_out.connect(self._take_out)
        self.ballots.reveal_wanted.connect(self.reveal)
        self.ballots.stop_wanted.connect(self.give_up)
        session.looking.seen.connect(self.motion.refresh)
        session.changed.connect(self.motion.refresh)
        session.recorder.written.connect(self._was_written)

    # What it shows

    def refresh(self) -> None:
        """See RoomPage."""
        self.motion.refresh()
        ballot = self.session.ballot
        if ballot is None:
            self.ballots.empty()
            self._screens.setCurrentIndex(0)
        elif ballot.revealed:
            self._show_result(ballot)
        elif self._screens.currentIndex() != 1:
            self._show_box(ballot)

    def begin(self) -> None:
        """See RoomPage."""
        if self.session.ballot is None:
            self.motion.begin()
        elif self.session.ballot.revealed:
            self.write.setFocus()
        else:
            self.ballots.begin()

    def _show_box(self, ballot: Ballot) -> None:
        self._screens.setCurrentIndex(1)
        self.ballots.show_box(ballot)

    def _show_result(self, ballot: Ballot) -> None:
        self.ballots.empty()
        text = self.tr("“{option}” by {group}")
        self.about.setText(text.format(option=ballot.option_name, group=ballot.group_name))
        self.outcome.show_result(result(ballot.vote(today())))
        name = ballot.group_name.replace("&", "&&")
        self.write.setText(self.tr("Write it into the plan of {group}").format(group=name))
        self._screens.setCurrentIndex(2)

    # What can be done

    def begin_vote(self, way: str) -> None:
        """Begin to vote on what is chosen."""
        group, option = self.motion.names()
        chosen = (self.motion.group_id, self.motion.option_id, group, option)
        ballot = self.session.ballot = Ballot(*chosen, way="paper" if way == "paper" else "alone")
        self._screens.setCurrentIndex(1)
        if ballot.way == "paper":
            self.ballots.show_box(ballot)
        else:
            self.ballots.show_slip(ballot)

    def cast(self, slip: Slip) -> None:
        """Put a slip into the box."""
        if self.session.ballot is not None:
            self.session.ballot = self.session.ballot.with_slip(slip)
            self._show_box(self.session.ballot)

    def _take_out(self, place: int) -> None:
        if self.session.ballot is not None:
            self.session.ballot = self.session.ballot.without(place)
            self._show_box(self.session.ballot)

    def reveal(self) -> None:
        """Put the slips on the table."""
        if self.session.ballot is not None and self.session.ballot.slips:
            self.session.ballot = self.session.ballot.opened()
            self._show_result(self.session.ballot)
            self.begin()

    def _go_on(self) -> None:
        """Type in one slip more, as the result is known by now."""
        if self.session.ballot is not None:
            self.session.ballot = self.session.ballot.reopened()
            self._show_box(self.session.ballot)

    def give_up(self) -> bool:
        """End the vote without a result, if the person says so. Whether it is ended."""
        ballot = self.session.ballot
        if ballot is not None and ballot.slips and not ask.ask_slips(self, len(ballot.slips)):
            return False
        self._end()
        return True

    def record(self) -> None:
        """Write the result into the plan of the group; where that cannot be done now, it waits and that is said."""
        ballot = self.session.ballot
        if ballot is None:
            return
        reason = self.session.recorder.record(ballot.group, ballot.vote(today()))
        if reason:
            text = self.tr("{reason} The vote is kept with the workshop and goes into the plan as soon as it can.")
            self.said.emit(text.format(reason=reason))
        else:
            self._was_written(ballot.group)
        self._end()
        self.session.looking.look()

    def _end(self) -> None:
        self.session.ballot = None
        self.refresh()
        self.motion.begin()

    def _write_anyway(self, waiting: Waiting) -> None:
        if not self.session.recorder.try_one(waiting, anyway=True):
            self.said.emit(self.session.recorder.reasons[waiting])
        self.session.looking.look()
        self.motion.refresh()

    def _was_written(self, group: str) -> None:
        names = {one.id: one.name for one in self.session.workshop.groups}
        self.said.emit(self.tr("The vote is in the plan of {group}.").format(group=names.get(group, group)))

    def restyle(self, colours: Mapping[str, str]) -> None:
        """See RoomPage."""
        self.motion.colours = self.motion.picture.colours = self.outcome.colours = colours
        self.motion.picture.forget()
        super().restyle(colours)
