"""The smallest change after which the option is balanced: its steps, what they clear, what only people can decide."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from infra_builder.advice.repair import Repair, Step, ToDecide
from ui.advice import wording
from ui.advice.unfolding import Unfolding
from ui.panels.fold import Fold
from ui.steps.flow import Wrap
from ui.widgets import button, clear, column, label


class RepairCard(QFrame):
    """Says that it is searching, and then what was found. Hidden where nothing is wrong."""

    enough = Signal()
    """The best so far will do."""
    preview_wanted = Signal(bool)
    apply_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.repair: Repair | None = None
        self.show_button: QPushButton | None = None
        self.apply_button: QPushButton | None = None
        self.folds: dict[str, Fold] = {}
        self._opened: set[str] = set()
        self._body = column(self, 0, 6)
        self._body.setContentsMargins(16, 12, 16, 12)
        self._judged = label("", "small")

    def search(self) -> None:
        """Say that the smallest change is being looked for; what was found before is no longer true."""
        self._empty()
        self._body.addWidget(label(self.tr("The smallest change"), "row"))
        self._judged = label(self.tr("Looking for it…"), "small")
        self._body.addWidget(self._judged)
        stop = button(self.tr("Take the best so far"))
        stop.clicked.connect(lambda _on=False: self.enough.emit())
        self._body.addWidget(stop, alignment=Qt.AlignmentFlag.AlignLeft)
        self.show()

    def progress(self, judged: int) -> None:
        """Say how far the search is."""
        if self.repair is None:
            self._judged.setText(self.tr("Looking for it… {n} designs tried").format(n=judged))

    def show_repair(self, repair: Repair) -> None:
        """Show what was found."""
        self._empty()
        self.setVisible(not repair.before.balanced)
        if repair.before.balanced:
            return
        self.repair = repair
        self._body.addWidget(label(self.tr("The smallest change"), "row"))
        self._body.addWidget(label(self._effort(repair), "quiet"))
        if repair.steps:
            self._body.addLayout(self._buttons())
        steps = [self._step(place, step) for place, step in enumerate(repair.steps, 1)]
        self._fold("steps", self.tr("The steps ({n})").format(n=len(steps)), steps)
        decisions = [self._decision(decision) for decision in repair.decisions]
        self._fold("decisions", self.tr("You decide ({n})").format(n=len(decisions)), decisions)

    def end_preview(self) -> None:
        """Show the plan as it is again."""
        if self.show_button is not None:
            self.show_button.setChecked(False)

    def _fold(self, which: str, title: str, lines: list[QWidget]) -> None:
        """Lines under a heading, which stays open once it was opened."""
        if not lines:
            return
        made = self.folds[which] = Fold(title, opened=which in self._opened)
        made.toggled.connect(lambda on: self._opened.add(which) if on else self._opened.discard(which))
        for line in lines:
            made.body.addWidget(line)
        self._body.addWidget(made)

    def _empty(self) -> None:
        self.folds = {}
        self.repair = self.show_button = self.apply_button = None
        clear(self._body)

    def _effort(self, repair: Repair) -> str:
        sure = (
            self.tr("{days} of work. No fewer days would do.")
            if repair.proven
            else self.tr("{days} of work. The best found so far.")
        ).format(days=wording.days(repair.days))
        before, after = repair.monthly
        if before == after:
            return sure
        paid = self.tr("Paid a month, as far as it is known: {before} before, {after} after.")
        return f"{sure} {paid.format(before=wording.euros(before), after=wording.euros(after))}"

    def _buttons(self) -> Wrap:
        self.apply_button = button(self.tr("Apply all steps"), "primary")
        self.apply_button.clicked.connect(lambda _on=False: self.apply_wanted.emit())
        self.show_button = button(self.tr("Show on the picture"))
        self.show_button.setCheckable(True)
        self.show_button.toggled.connect(self._show)
        line = Wrap(None, 8, 6)
        line.addWidget(self.apply_button)
        line.addWidget(self.show_button)
        return line

    def _show(self, on: bool) -> None:
        if self.show_button is not None:
            self.show_button.setText(self.tr("Show the plan as it is") if on else self.tr("Show on the picture"))
        self.preview_wanted.emit(on)

    def _step(self, place: int, step: Step) -> QWidget:
        says = self.tr("{n}. {step}").format(n=place, step=step.says)
        made = Unfolding(says, wording.days(step.days))
        for found in step.clears:
            made.add_finding(self.tr("Clears: {finding}").format(finding=found.says), found)
        for found in step.toward:
            made.add_finding(
                self.tr("Together with other steps it clears: {finding}").format(finding=found.says), found
            )
        for found in step.raises:
            made.add_finding(self.tr("Newly raises: {finding}").format(finding=found.says), found)
        made.add_source(dict.fromkeys(source for found in step.reasons for source in found.source))
        return made

    def _decision(self, decision: ToDecide) -> QWidget:
        made = Unfolding(decision.says, wording.days(decision.days) if decision.days else "")
        if decision.finding:
            made.add_finding(self.tr("Clears: {finding}").format(finding=decision.finding.says), decision.finding)
            made.add(decision.finding.why)
            made.add_source(decision.finding.source)
        if decision.question:
            made.add(decision.question.why)
        return made
