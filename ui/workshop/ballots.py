"""The screen on which slips are filled in: alone, one person after the other, or typed in from paper."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QListWidget, QPushButton, QVBoxLayout, QWidget

from infra_builder.plan import Slip
from ui.steps.flow import Page
from ui.theming import scaled
from ui.widgets import button, clear, column, counted, label
from ui.workshop.ballot import Ballot
from ui.workshop.outcome import reason_line
from ui.workshop.pieces import wrapped
from ui.workshop.slip_form import WIDEST, SlipForm
from ui.workshop.vote_words import answer_name


class Ballots(Page):
    """It shows no more of a vote than those who look at it may know."""

    cast = Signal(Slip)
    taken_out = Signal(int)
    """The slip at this place was typed in wrongly."""
    reveal_wanted = Signal()
    stop_wanted = Signal()

    def __init__(self) -> None:
        inside = QWidget()
        super().__init__(inside)
        self._body = column(inside, 32, 12)
        self.form: SlipForm | None = None
        """The slip that is being filled in; None between two people."""
        self.next: QPushButton | None = None
        """Makes room for the next person."""
        self.slips: QListWidget | None = None
        """The paper slips that were typed in."""
        self.reveal = self.stop = self.take_out = button("")

    def empty(self) -> None:
        """Show nothing of any vote."""
        self.form, self.next, self.slips = None, None, None
        clear(self._body)

    def begin(self) -> None:
        """Put the keyboard where the vote goes on."""
        if self.form is not None:
            self.form.begin()
        elif self.next is not None:
            self.next.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_slip(self, ballot: Ballot) -> None:
        """An empty slip for one person, and nothing of what was cast."""
        body = self._ask(ballot)
        self._put_form(body, self.tr("Hand in my slip"))
        told = self.tr("Your slip goes into the box. Nobody sees it before the result is shown.")
        body.addWidget(label(told, "small"))
        body.addStretch(1)
        aside = self._button(self.tr("Go back without a slip"), lambda: self.show_box(ballot), "quiet")
        body.addWidget(wrapped(aside))
        self.begin()

    def show_box(self, ballot: Ballot) -> None:
        """Between two slips: alone, only how many are in the box; from paper, those that were typed in."""
        if ballot.way == "paper":
            self._show_paper(ballot)
        else:
            self._show_alone(ballot)
        self._end(ballot)
        self.begin()

    def _show_alone(self, ballot: Ballot) -> None:
        body = self._ask(ballot)
        if ballot.slips:
            body.addWidget(label(self.tr("Thank you."), "display"))
        body.addWidget(label(_in_box(len(ballot.slips)), "title"))
        body.addWidget(label(self.tr("Let the next person sit down before you go on."), "quiet"))
        self.next = self._button(self.tr("Next person"), lambda: self.show_slip(ballot), "primary")
        body.addWidget(self.next, alignment=Qt.AlignmentFlag.AlignLeft)

    def _show_paper(self, ballot: Ballot) -> None:
        body = self._ask(ballot)
        body.addWidget(label(self.tr("Press 1, 2 or 3, type the reason, press Return. Then the next slip."), "quiet"))
        self._put_form(body, self.tr("Add this slip"))
        slips = self.slips = QListWidget()
        slips.setAccessibleName(self.tr("Slips typed in"))
        slips.setMaximumWidth(scaled(WIDEST))
        slips.setMinimumHeight(scaled(120))
        slips.setWordWrap(True)
        for slip in ballot.slips:
            slips.addItem(reason_line(slip) if slip.reason or slip.name else answer_name(slip.answer))
        body.addWidget(label(_in_box(len(ballot.slips)), "title"))
        body.addWidget(slips)
        self.take_out = self._button(
            self.tr("Take out the chosen slip"), lambda: self.taken_out.emit(slips.currentRow())
        )
        self.take_out.setEnabled(False)
        slips.currentRowChanged.connect(lambda place: self.take_out.setEnabled(place >= 0))
        body.addWidget(self.take_out, alignment=Qt.AlignmentFlag.AlignLeft)

    def _ask(self, ballot: Ballot) -> QVBoxLayout:
        """An empty screen that asks the question."""
        self.empty()
        text = self.tr("What do you think of “{option}” by {group}?")
        asked = text.format(option=ballot.option_name, group=ballot.group_name)
        self._body.addWidget(label(asked, "section"))
        self.verticalScrollBar().setValue(0)
        return self._body

    def _put_form(self, body: QVBoxLayout, hand_in: str) -> None:
        self.form = SlipForm(hand_in)
        self.form.cast.connect(self.cast)
        body.addWidget(self.form)

    def _end(self, ballot: Ballot) -> None:
        """The ways on for whoever runs the vote."""
        self._body.addStretch(1)
        self.reveal = self._button(self.tr("Everybody has voted: show the result"), self.reveal_wanted.emit)
        self.reveal.setEnabled(bool(ballot.slips))
        self.stop = self._button(self.tr("Break off the vote"), self.stop_wanted.emit, "quiet")
        self._body.addWidget(wrapped(self.reveal, self.stop))

    def _button(self, text: str, do: Callable[[], object], role: str = "") -> QPushButton:
        made = button(text, role)
        made.clicked.connect(lambda _on=False: do())
        return made


def _in_box(count: int) -> str:
    """How many slips there are; nothing of what they say."""
    return counted(count, _tr("1 slip is in the box"), _tr("{n} slips are in the box")) if count else _tr("No slip yet")


def _tr(text: str) -> str:
    return QCoreApplication.translate("votes", text)
