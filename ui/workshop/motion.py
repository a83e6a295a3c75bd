"""What is voted on: a group, one of its options, and how people vote; and the votes that there are already."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from infra_builder.plan import Plan, Vote
from infra_builder.room.looks import Look
from infra_builder.room.voting import result
from ui.dates import in_words
from ui.picture import Picture
from ui.steps.flow import Beside, Page, Titled
from ui.theming import scaled
from ui.widgets import Choice, button, clear, column, label, row
from ui.workshop.ballot import Way
from ui.workshop.cards import verdict_line
from ui.workshop.looking import Seen
from ui.workshop.outcome import reason_line
from ui.workshop.pieces import sheet, wrapped
from ui.workshop.session import Session
from ui.workshop.vote_words import outcome_name, people

PICTURE_HEIGHT = 240


class Motion(QWidget):
    """The first screen of Decide."""

    vote_wanted = Signal(str)
    """A vote is to begin in this way: "alone" or "paper"."""
    write_wanted = Signal(object)
    """A vote that waits is to be written now, although somebody may have the plan open."""

    def __init__(self, session: Session, colours: Mapping[str, str]) -> None:
        super().__init__()
        self.session, self.colours = session, colours
        self.group_id, self.option_id = "", ""
        self.groups, self.options = Choice([]), Choice([])
        self.groups.chosen.connect(lambda id_: self.choose(str(id_)))
        self.options.chosen.connect(lambda id_: self.choose(self.group_id, str(id_)))
        self.picture = Picture(colours)
        self.picture.setFixedHeight(scaled(PICTURE_HEIGHT))
        self.line = label("", "quiet")
        self.alone = self._way(self.tr("Vote at this keyboard"), "alone", "primary")
        self.paper = self._way(self.tr("Type in paper slips"), "paper")
        self._verdict, self._votes, self._waiting = column(spacing=2), column(spacing=6), column(spacing=8)
        self._shown: object = None
        self._waited: object = None
        self._lay_out()

    def _way(self, text: str, way: Way, role: str = "") -> QPushButton:
        made = button(text, role)
        made.clicked.connect(lambda _on=False: self.vote_wanted.emit(way))
        return made

    def _lay_out(self) -> None:
        body = QWidget()
        whole = column(body, 20, 16)
        self._waits = QFrame()
        self._waits.setProperty("role", "notice")
        waits = column(self._waits, 16, 8)
        waits.addWidget(label(self.tr("Votes that wait for their plan"), "title"))
        waits.addLayout(self._waiting)
        whole.addWidget(self._waits)
        on, inside = sheet(self.tr("What is voted on?"))
        asked = ((self.tr("Group"), self.groups), (self.tr("Option"), self.options))
        for _, field in asked:
            field.setMinimumWidth(scaled(240))
        inside.addWidget(wrapped(*(Titled(question, field) for question, field in asked)))
        inside.addLayout(self._verdict)
        inside.addWidget(self.picture)
        inside.addWidget(self.line)
        inside.addWidget(wrapped(self.alone, self.paper))
        how = self.tr(
            "At the keyboard each person is alone with the screen. How anybody voted is seen by nobody before the "
            "result is shown, and nobody is named who does not write a name."
        )
        inside.addWidget(label(how, "small"))
        said, below = sheet(self.tr("Votes on this plan"))
        below.addLayout(self._votes)
        below.addStretch()
        whole.addWidget(Beside((on, 3), (said, 2), least=110))
        whole.addStretch(1)
        column(self, 0, 0).addWidget(Page(body))

    # What it shows

    def refresh(self) -> None:
        """Show the groups as they stand now."""
        seen = self.session.looking.last
        self._show_waiting()
        offered = [(group.id, group.name) for group in self.session.workshop.groups]
        _fill(self.groups, offered)
        if self.group_id not in {id_ for id_, _ in offered}:
            self.group_id = offered[0][0] if offered else ""
        self.groups.show_value(self.group_id)
        look = self._look(seen)
        plan = look.plan if look is not None else None
        options = [(option.id, option.name or option.id) for option in plan.options] if plan is not None else []
        _fill(self.options, options)
        if self.option_id not in {id_ for id_, _ in options}:
            self.option_id = options[0][0] if options else ""
        self.options.show_value(self.option_id)
        self.options.setEnabled(len(options) > 1)
        for one in (self.alone, self.paper):
            one.setEnabled(bool(options))
        self._show_option(seen, look)

    def choose(self, group: str, option: str = "") -> None:
        """Vote on an option of a group; on its first where none is named."""
        self.group_id, self.option_id = group, option
        self.refresh()

    def names(self) -> tuple[str, str]:
        """What the group and the option are called."""
        return self.groups.currentText(), self.options.currentText()

    def _look(self, seen: Seen | None) -> Look | None:
        looks = seen.room.looks if seen is not None else ()
        return next((look for look in looks if look.group.id == self.group_id), None)

    def _show_option(self, seen: Seen | None, look: Look | None) -> None:
        drawn = seen.pictures.get(self.group_id) if seen is not None else None
        shown = (self.group_id, self.option_id, id(drawn), id(look.report) if look else 0, self.colours["ink"])
        self.line.setText(self._remark(seen, look))
        self.line.setVisible(bool(self.line.text()))
        if shown == self._shown:
            return
        self._shown = shown
        clear(self._verdict)
        clear(self._votes)
        self.picture.setVisible(drawn is not None)
        if drawn is None or look is None or look.plan is None or look.report is None:
            return
        option = next((option for option in drawn.placed.options if option.id == self.option_id), None)
        if option is not None:
            self.picture.show_scene(drawn.of(option, self.session.knowledge.catalogue))
        report = next((report for report in look.report.options if report.id == self.option_id), None)
        if report is not None and "verdict" not in self.session.workshop.hidden:
            self._verdict.addLayout(verdict_line(report, "", self.session.knowledge.catalogue, self.colours))
        self._show_votes(look.plan)

    def _remark(self, seen: Seen | None, look: Look | None) -> str:
        if seen is None:
            return self.tr("The plans are being read…")
        if look is None or look.plan is None:
            return self.tr("The plan of this group cannot be read just now.")
        return "" if look.current else self.tr("The file cannot be read just now. This is how it was last.")

    def _show_votes(self, plan: Plan) -> None:
        if not plan.votes:
            self._votes.addWidget(label(self.tr("There is none yet."), "quiet"))
        names = {option.id: option.name or option.id for option in plan.options}
        for vote in reversed(plan.votes):
            self._votes.addLayout(_told(vote, names.get(vote.option, vote.option), self.tr("{option}, {date}")))

    def _show_waiting(self) -> None:
        waiting = self.session.workshop.waiting
        told = [(one, self.session.recorder.reasons.get(one, "")) for one in waiting]
        if told == self._waited:
            return  # What is made anew would lose the keyboard.
        self._waited = told
        clear(self._waiting)
        self._waits.setVisible(bool(waiting))
        names = {group.id: group.name for group in self.session.workshop.groups}
        for one, reason in told:
            reason = reason or self.tr("It could not be written so far.")
            text = self.tr("{group}: {reason} The vote is kept and goes into the plan by itself as soon as it can.")
            anyway = button(self.tr("Write it now"))
            anyway.setToolTip(self.tr("Whoever has the plan open is asked when saving, and the vote is kept."))
            anyway.clicked.connect(lambda _on=False, one=one: self.write_wanted.emit(one))
            words = label(text.format(group=names.get(one.group, one.group), reason=reason))
            line = row(words, anyway)
            line.setStretch(0, 1)
            self._waiting.addLayout(line)

    def begin(self) -> None:
        """Put the keyboard on the group."""
        self.groups.setFocus(Qt.FocusReason.OtherFocusReason)


def _told(vote: Vote, option: str, text: str) -> QVBoxLayout:
    """A vote that there is: on what, what came of it, and why those who did not simply agree said so."""
    found, told = result(vote), column(spacing=2)
    head = text.format(option=option, date=in_words(vote.date)) if vote.date else option
    told.addWidget(label(head, "small"))
    told.addWidget(label(f"{outcome_name(found.outcome)} · {people(found.people)}", "ask"))
    for slip in found.dissent:
        told.addWidget(label(reason_line(slip), "quiet"))
    return told


def _fill(field: Choice, entries: list[tuple[str, str]]) -> None:
    """Offer these where others were offered."""
    if [(field.itemData(place), field.itemText(place)) for place in range(field.count())] != entries:
        field.clear()
        for id_, name in entries:
            field.addItem(name, id_)
