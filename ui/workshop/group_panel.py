"""The group that is chosen among all: everything that is known of it, and what can be done with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QWidget

from infra_builder.catalogue import Catalogue
from infra_builder.plan import Vote
from infra_builder.room.looks import Look
from infra_builder.room.voting import result
from infra_builder.room.workshop import StepName
from ui.dates import in_words
from ui.painting import icon_pixmap
from ui.steps.bar import step_title
from ui.theming import scaled
from ui.widgets import Choice, button, clear, column, counted, label, row
from ui.workshop.cards import verdict_line
from ui.workshop.look_words import last_change, of_step, troubles
from ui.workshop.looking import mark
from ui.workshop.pieces import wrapped
from ui.workshop.vote_words import outcome_name

TOLD: tuple[StepName, ...] = ("situation", "build", "check", "compare")
"""The steps of which it is told what is in them; the paper of the last one is made under Hand out."""


class GroupPanel(QScrollArea):
    """What stands at the right of the cards."""

    open_wanted = Signal(Path)
    """A plan is to be opened in the window."""
    wall_wanted = Signal(str)
    """The plan of the group with this id is to stand on the wall; "" for the agenda."""
    compare_wanted = Signal(str)
    """The group is to be compared with the one with this id."""
    versions_wanted = Signal(Path)
    """The plan is to be looked at beside another version of it."""
    stick_wanted = Signal()
    """Another version is to be chosen from somewhere else."""

    def __init__(self, catalogue: Catalogue, colours: Mapping[str, str]) -> None:
        super().__init__()
        self.catalogue, self.colours = catalogue, colours
        self.look: Look | None = None
        self.name, self.file = label("", "section"), label("", "small")
        self._facts = column(spacing=6)
        self._copies = column(spacing=4)
        self.open = button(self.tr("Open the plan"), "primary")
        self.wall = button("")
        self.with_ = Choice([], self.tr("another group"))
        self.with_.setAccessibleName(self.tr("Compare with"))
        self.stick = button(self.tr("Another version from a stick…"))
        self.open.clicked.connect(lambda _on=False: self.look and self.open_wanted.emit(self.look.path))
        self.wall.clicked.connect(lambda _on=False: self._to_wall())
        self.with_.chosen.connect(self._compare)
        self.stick.clicked.connect(lambda _on=False: self.stick_wanted.emit())
        self._on_wall = False
        self._shown: object = None
        self._lay_out()

    def _lay_out(self) -> None:
        body = self.body = QWidget()
        body.setObjectName("panel")
        inner = column(body, 16, 10)
        for part in (self.name, self.file):
            inner.addWidget(part)
        inner.addLayout(self._facts)
        inner.addSpacing(4)
        inner.addWidget(wrapped(self.open, self.wall))
        self._compare_line = QWidget()
        line = row(label(self.tr("Compare with"), "quiet", wrap=False), self.with_)
        line.setStretch(1, 1)
        self._compare_line.setLayout(line)
        inner.addWidget(self._compare_line)
        inner.addWidget(label(self.tr("Two versions of this plan").upper(), "caps"))
        inner.addLayout(self._copies)
        inner.addWidget(self.stick, alignment=Qt.AlignmentFlag.AlignLeft)
        inner.addStretch()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(scaled(250))
        self.setWidget(body)

    def show_group(self, look: Look, others: list[tuple[str, str]], *, on_wall: bool) -> None:
        """Show this group; `others` are ids and names of those that it can be compared with."""
        shown = (mark(look), last_change(look), others, on_wall, self.colours["ink"])
        if shown == self._shown:
            return  # What is made anew would lose the keyboard.
        self._shown = shown
        self.look, self._on_wall = look, on_wall
        self.name.setText(look.group.name)
        self.file.setText(look.path.name)
        clear(self._facts)
        self._fill(look)
        self.open.setEnabled(look.current)
        self.wall.setText(self.tr("Take it off the wall") if on_wall else self.tr("Show it on the wall"))
        self.wall.setEnabled(on_wall or look.current)
        self._offer(others if look.plan is not None else [])
        self._show_copies(look)
        self.stick.setEnabled(look.current)

    def _offer(self, others: list[tuple[str, str]]) -> None:
        offered = [(self.with_.itemData(place), self.with_.itemText(place)) for place in range(1, self.with_.count())]
        if offered != others:
            while self.with_.count() > 1:
                self.with_.removeItem(1)
            for id_, name in others:
                self.with_.addItem(name, id_)
        self.with_.show_value(None)
        self._compare_line.setVisible(bool(others))

    def _fill(self, look: Look) -> None:
        for text in troubles(look):
            mark = QLabel()
            mark.setPixmap(icon_pixmap("info", self.colours, "ink", scaled(16), self.devicePixelRatioF()))
            line = row(spacing=6)
            line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(label(text, "strong"), 1)
            self._facts.addLayout(line)
        if look.report is not None and look.plan is not None:
            for report in look.report.options:
                name = look.plan.option(report.id).name or report.id if len(look.report.options) > 1 else ""
                self._facts.addLayout(verdict_line(report, name, self.catalogue, self.colours))
        for text in self._lines(look):
            self._facts.addWidget(label(text))
        if look.plan is not None:
            self._facts.addSpacing(4)
            for place, step in enumerate(TOLD, 1):
                told = self.tr("{n}. {step}: {what}").format(n=place, step=step_title(step), what=of_step(look, step))
                self._facts.addWidget(label(told, "quiet"))
            for vote in look.plan.votes:
                self._facts.addWidget(label(self._voted(vote, look)))

    def _lines(self, look: Look) -> Iterator[str]:
        if look.plan is not None:
            n = look.questions
            if n:
                yield counted(n, self.tr("1 question is open"), self.tr("{n} questions are open"))
            else:
                yield self.tr("No question is open")
        if when := last_change(look):
            yield self.tr("Last change: {time}").format(time=when)
        if look.holder:
            yield self.tr("Open on the computer {computer}").format(computer=look.holder)

    def _voted(self, vote: Vote, look: Look) -> str:
        plan = look.plan
        names = {option.id: option.name or option.id for option in plan.options} if plan is not None else {}
        text = self.tr("Vote on {option}, {date}: {outcome}") if vote.date else self.tr("Vote on {option}: {outcome}")
        told = outcome_name(result(vote).outcome)
        return text.format(option=names.get(vote.option, vote.option), date=in_words(vote.date), outcome=told)

    def _show_copies(self, look: Look) -> None:
        clear(self._copies)
        for path in look.copies:
            seen = button(self.tr("Look at both…"))
            seen.setAccessibleName(self.tr("Look at {file} beside the plan").format(file=path.name))
            seen.setEnabled(look.current)
            seen.clicked.connect(lambda _on=False, path=path: self.versions_wanted.emit(path))
            line = row(label(path.name, "strong"), seen)
            line.setStretch(0, 1)
            self._copies.addLayout(line)
        if not look.copies:
            self._copies.addWidget(label(self.tr("No other version lies beside it."), "quiet"))

    def _to_wall(self) -> None:
        if self.look is not None:
            self.wall_wanted.emit("" if self._on_wall else self.look.group.id)

    def _compare(self, other: object) -> None:
        if isinstance(other, str):
            self.compare_wanted.emit(other)
