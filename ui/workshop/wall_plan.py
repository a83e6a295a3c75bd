"""A group's plan on the wall: its name, its picture, and the verdict where the groups may see it.

Letters never become smaller than a room can read; a picture that is larger than the wall then can be moved about.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from exports.picture.scene import Scene, scene
from infra_builder.evaluate import evaluate
from infra_builder.plan import Decision
from infra_builder.planfile import read
from infra_builder.problems import Unusable
from infra_builder.report import OptionReport
from ui.document import settled
from ui.judgement import colour_of, sign, verdict_of
from ui.picture import MARGIN, Picture
from ui.projector import LEAST_POINTS, LEAST_SIZE
from ui.widgets import clear, column, label, row
from ui.workshop.face import TimeFace
from ui.workshop.large import Words
from ui.workshop.session import Session

LARGEST = 3.0
FACE = 0.24, 0.17
"""The part of the width and of the height that the time has."""


class WallPlan(QWidget):
    """The plan of one group as its file was when it was asked for."""

    def __init__(self, session: Session, colours: Mapping[str, str]) -> None:
        super().__init__()
        self.session, self.colours = session, colours
        self._group, self._option = "", ""
        self.whole = False
        """Show all of the picture however small its letters become, as beside another one: its shape is what counts."""
        self._drawn: Scene | None = None
        self._report: OptionReport | None = None
        self._decisions: tuple[Decision, ...] = ()
        self.name = Words(colours, 0.055, bold=True)
        self.hint, self.accepted = label("", "projected"), label("", "projected-head")
        self.picture = Picture(colours, LARGEST)
        self.area = QScrollArea()
        self.area.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.area.setWidget(self.picture)
        self.area.setAccessibleName(self.tr("Picture of the plan"))
        self.face = TimeFace(session, colours, LEAST_POINTS)
        self.verdict = row(spacing=20)
        body = column(self, 24, 12)
        body.addWidget(self.name, 8)
        body.addWidget(self.area, 70)
        foot = row(spacing=24)
        told = column(spacing=4)
        told.addLayout(self.verdict)
        told.addWidget(self.accepted)
        told.addWidget(self.hint)
        foot.addLayout(told, 1)
        foot.addWidget(self.face)
        body.addLayout(foot)

    def show_group(self, id_: str, option: str = "") -> None:
        """Show an option of this group, read now, the first where none is named; nothing where no group is meant."""
        if (id_, option) != (self._group, self._option):
            self._group, self._option = id_, option
            self._read()
        if id_:
            self._show()

    def _read(self) -> None:
        """Read the plan of the group, where it can be read."""
        self._drawn, self._report = None, None
        group = next((one for one in self.session.workshop.groups if one.id == self._group), None)
        if group is None:
            return
        self.name.say(group.name)
        knowledge = self.session.knowledge
        try:
            plan = settled(read(self.session.folder / group.plan, knowledge.catalogue), knowledge)
        except Unusable:
            self.hint.setText(self.tr("The plan of this group cannot be read just now."))
            return
        option = next((one for one in plan.options if one.id == self._option), plan.options[0])
        self._report, self._decisions = evaluate(plan, knowledge).option(option.id), plan.decisions
        self._drawn = scene(plan, option, knowledge.catalogue)
        self.name.say(self.tr("{group}: {option}").format(group=group.name, option=option.name or plan.title))

    def _show(self) -> None:
        clear(self.verdict)
        self.area.setVisible(self._drawn is not None)
        self.accepted.setVisible(False)
        if self._drawn is None or self._report is None:
            return
        veiled = "verdict" in self.session.workshop.hidden
        catalogue = self.session.knowledge.catalogue
        verdict = verdict_of(self._report.under_veil() if veiled else self._report, catalogue, self._decisions)
        for flag in verdict.flags:
            self.verdict.addWidget(sign(flag, catalogue, self.colours, 56))
        words = label(verdict.words, "projected-verdict")
        words.setObjectName("wall-verdict")
        role = colour_of(verdict.flags[0]) if len(verdict.flags) == 1 and not veiled else "ink"
        words.setStyleSheet(f"color: {self.colours[role]};")
        self.verdict.addWidget(words, 1)
        self.accepted.setText(verdict.accepted)
        self.accepted.setVisible(bool(verdict.accepted))
        self.picture.show_scene(self._drawn)
        self._fit()

    def _fit(self) -> None:
        """The whole picture where its letters stay readable, else as small as they may be."""
        if self._drawn is None:
            return
        frame, room = self._drawn.bounds.grown(MARGIN), self.area.viewport().size()
        least = LEAST_POINTS * self.logicalDpiY() / 72 / LEAST_SIZE
        whole = min(room.width() / max(frame.width, 1), room.height() / max(frame.height, 1), LARGEST)
        if self.whole:
            least = min(least, whole)
        scale = max(least, whole)
        size = QSize(round(frame.width * scale), round(frame.height * scale)) if whole < least else room
        self.picture.setFixedSize(size)
        part = self.tr("Only a part is seen. Move the picture to see the rest.")
        if whole < least:
            self._go_to_work(scale)
        self.hint.setText(part if whole < least else "")
        self.hint.setVisible(whole < least)

    def _go_to_work(self, scale: float) -> None:
        """Begin where everything starts from: at the card of the workload."""
        drawn = self._drawn
        assert drawn is not None
        frame = drawn.bounds.grown(MARGIN)
        place = next((item.rect for item in drawn.items if item.sort == "workload"), frame)
        self.area.horizontalScrollBar().setValue(round((place.x - frame.x) * scale) - MARGIN)
        self.area.verticalScrollBar().setValue(round((place.y - frame.y) * scale) - MARGIN)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the picture to the new size."""
        super().resizeEvent(event)
        self.face.setFixedSize(round(self.width() * FACE[0]), round(self.height() * FACE[1]))
        QTimer.singleShot(0, self, self._fit)

    def restyle(self, colours: Mapping[str, str]) -> None:
        """Take on the colours of another theme."""
        self.colours = self.picture.colours = self.name.colours = colours
        self.name.update()
        self.face.restyle(colours)
        self.picture.forget()
        if self._group:
            self._show()
