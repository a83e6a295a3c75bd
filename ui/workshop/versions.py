"""Two versions of one group's plan: what differs, and which is to be the plan from now on. None is ever lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Self

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from infra_builder.comparing import opposite
from infra_builder.edits import Refused
from infra_builder.evaluate import judge
from infra_builder.matching import Side
from infra_builder.problems import Unusable
from infra_builder.report import OptionReport
from infra_builder.room.choosing import Choice as Two
from infra_builder.room.choosing import Version, choice, joined, keep_both, keep_joined, keep_other, keep_this
from infra_builder.room.looks import Look
from ui import file_questions as ask
from ui.compare.difference import Difference
from ui.document import settled
from ui.file_questions import moment
from ui.patience import waiting
from ui.steps.flow import Page
from ui.theming import scaled
from ui.widgets import Choice, button, column, label, row
from ui.workshop.cards import verdict_line
from ui.workshop.pieces import wrapped
from ui.workshop.session import Session

LOWEST = 240


class VersionsDialog(QDialog):
    """Both versions with what differs between them in one picture, and the ways to go on."""

    settled = Signal(str)
    """It was decided, and what there is to say about it."""

    def __init__(self, session: Session, look: Look, two: Two, colours: Mapping[str, str], parent: QWidget) -> None:
        super().__init__(parent)
        self.session, self.look, self.two, self.colours = session, look, two, colours
        self.setWindowTitle(self.tr("Two versions of one plan"))
        knowledge = session.knowledge
        first, second = (settled(version.plan, knowledge) for version in (two.this, two.other))
        self._pairs = [(Side(first, one), Side(second, other)) for one, other in opposite(first, second)]
        self._judged = [tuple(judge(side.plan, side.option, knowledge, stages=False) for side in pair)
                        for pair in self._pairs]  # fmt: skip
        self.pair = Choice([(str(place), self._called(place)) for place in range(len(self._pairs))])
        self.pair.setAccessibleName(self.tr("Option"))
        self.pair.chosen.connect(lambda place: self._show_pair(int(str(place))))
        self.difference = Difference(colours)
        self._make_buttons()
        self._lay_out()
        self._show_pair(0)
        size = parent.window().size()
        self.resize(round(size.width() * 0.92), round(size.height() * 0.92))

    @classmethod
    def about(
        cls, session: Session, look: Look, other: Path, colours: Mapping[str, str], parent: QWidget
    ) -> Self | None:
        """The dialog about a group's plan and another version of it; None where one cannot be read, which is said."""
        try:
            with waiting():
                return cls(session, look, choice(look.path, other, session.knowledge.catalogue), colours, parent)
        except Unusable as unusable:
            ask.complain(parent, parent.tr("The two versions cannot be compared"), unusable)
            return None

    # How it is made

    def _make_buttons(self) -> None:
        def made(text: str, do: Callable[[], str]) -> QPushButton:
            one = button(text)
            one.setAutoDefault(False)
            one.clicked.connect(lambda _on=False: self._do(do))
            return one

        self.take_this = made(self.tr("Take the one in the workshop"), self._keep_this)
        self.take_other = made(self.tr("Take the other one"), self._keep_other)
        self.one_plan = made(self.tr("Keep both as options of one plan"), self._keep_joined)
        self.two_groups = made(self.tr("Keep both as two groups"), self._keep_both)
        self.cancel = button(self.tr("Decide later"))
        self.cancel.setDefault(True)
        self.cancel.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        page = QWidget()
        body = column(page, 16, 10)
        title = self.tr("Two versions of the plan of {group}").format(group=self.look.group.name)
        body.addWidget(label(title, "section"))
        told = self.tr("The dates say little, because clocks differ and copying changes them. Look at both together.")
        body.addWidget(label(told, "quiet"))
        heads = row(spacing=24)
        for place, (name, version) in enumerate(
            ((self.tr("In the workshop"), self.two.this), (self.tr("The other one"), self.two.other))
        ):
            heads.addLayout(self._head(name, version, place), 1)
        body.addLayout(heads)
        if len(self._pairs) > 1:
            line = row(label(self.tr("Option"), "quiet", wrap=False), self.pair)
            line.addStretch()
            body.addLayout(line)
        if self.two.same:
            body.addWidget(label(self.tr("Both say the very same."), "strong"))
        body.addWidget(self.difference, 1)
        body.addWidget(label(self._warning(), "quiet"))
        deeds = (self.take_this, self.take_other, self.one_plan, self.two_groups, self.cancel)
        foot = column(None, 16, 0)
        foot.addWidget(wrapped(*deeds))
        whole = column(self, 0, 0)
        area = Page(page)
        page.setObjectName("panel")
        whole.addWidget(area, 1)
        whole.addLayout(foot)

    def _head(self, name: str, version: Version, place: int) -> QVBoxLayout:
        head = column(spacing=2)
        head.setAlignment(Qt.AlignmentFlag.AlignTop)
        head.addWidget(label(name.upper(), "caps"))
        told = self.tr("{file}, dated {time}").format(
            file=version.path.name, time=moment(version.changed, seconds=True)
        )
        head.addWidget(label(told, "strong"))
        for judged in self._judged[:1]:
            report: OptionReport = judged[place]
            head.addLayout(verdict_line(report, "", self.session.knowledge.catalogue, self.colours))
        return head

    def _warning(self) -> str:
        """What happens to what is not taken, and why one of the ways is not open."""
        said = [self.tr("Nothing is lost: what you do not take is kept in the folder “kept”.")]
        if self.look.holder:
            open_ = self.tr("The plan is open on the computer {computer}; whoever has it open is asked when saving.")
            said.append(open_.format(computer=self.look.holder))
        try:
            joined(self.two)
        except Refused as refused:
            self.one_plan.setEnabled(False)
            said.append(str(refused))
        return " ".join(said)

    def _called(self, place: int) -> str:
        before, after = (side.option.name or side.option.id for side in self._pairs[place])
        return before if before == after else self.tr("{one} and {other}").format(one=before, other=after)

    def _show_pair(self, place: int) -> None:
        first, second = self._pairs[place]
        one, other = self._judged[place]
        names = (self.tr("the one in the workshop"), self.tr("the other one"))
        self.difference.show_sides((first, second), (one, other), names, self.session.knowledge, self.colours)
        self.difference.setMinimumHeight(scaled(LOWEST))

    # What can be done

    def _do(self, act: Callable[[], str]) -> None:
        """Do it; where that cannot be done, say why and stay."""
        try:
            said = act()
        except Unusable as unusable:
            ask.complain(self, self.tr("This cannot be done just now"), unusable)
        except Refused as refused:
            ask.tell(self, self.tr("This cannot be done"), str(refused))
        else:
            self.accept()
            self.settled.emit(said)

    def _keep_this(self) -> str:
        kept = keep_this(self.two, self.session.folder)
        return self.tr("The plan stays as it is. The other version is kept as {file}.").format(file=kept.name)

    def _keep_other(self) -> str:
        kept = keep_other(self.two, self.session.folder)
        return self.tr("The other version is the plan now. The one before is kept as {file}.").format(file=kept.name)

    def _keep_joined(self) -> str:
        keep_joined(self.two, self.session.folder)
        return self.tr("The plan has the options of both versions now. Both are kept besides.")

    def _keep_both(self) -> str:
        name = self.tr("{group}, other version").format(group=self.look.group.name)
        workshop = keep_both(self.two, self.session.folder, self.session.workshop, name)
        self.session.change(workshop)
        return self.tr("There is a further group now: {group}.").format(group=workshop.groups[-1].name)
