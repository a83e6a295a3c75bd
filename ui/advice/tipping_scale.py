"""How far the design carries: for each quantity, where the verdict changes and to what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from infra_builder.advice.tipping import Tipping, TippingPoint
from infra_builder.amounts import number
from infra_builder.vocabulary import ORDERED, VOCABULARIES, Flag, rank
from ui.advice import wording
from ui.advice.panel import Panel
from ui.advice.unfolding import Unfolding
from ui.judgement import sign
from ui.widgets import column, label, row

SMALL = 100
"""Below it, what stands after the point counts."""
ROOM = 3
"""So many cells stand beside the present one at most; what else tips is in the lines below."""


@dataclass(frozen=True)
class Cell:
    """A stretch of a scale: the value at which it begins, and the verdict there."""

    title: str
    flags: tuple[Flag, ...]
    now: bool = False


class Scale(QWidget):
    """Stretches side by side in their order, the present one on a footing."""

    def __init__(self, panel: Panel, cells: tuple[Cell, ...]) -> None:
        super().__init__()
        self.cells, self._colours = cells, panel.colours
        catalogue = panel.document.knowledge.catalogue
        layout = row(spacing=0)
        self.setLayout(layout)
        for cell in cells:
            inside = column(None, 8, 2)
            title = label(cell.title, "ask" if cell.now else "small")
            title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
            inside.addWidget(title)
            line = row(spacing=4)
            for flag in cell.flags or ("balanced",):
                line.addWidget(sign(flag, catalogue, panel.colours, 16))
            words = label(wording.flags(cell.flags, catalogue), "small")
            words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
            line.addWidget(words, 1)
            inside.addLayout(line)
            layout.addLayout(inside, 1)
            layout.setAlignment(inside, Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName("; ".join(f"{cell.title}: {wording.flags(cell.flags, catalogue)}" for cell in cells))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the frame, the lines where it tips, the footing below the present stretch."""
        painter = QPainter(self)
        wide = self.width() / len(self.cells)
        painter.setPen(QPen(QColor(self._colours["edge"]), 1))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 4, 4)
        for index, cell in enumerate(self.cells):
            if index:
                painter.drawLine(round(index * wide), 1, round(index * wide), self.height() - 2)
            if cell.now:
                painter.fillRect(
                    round(index * wide), self.height() - 4, round(wide), 4, QColor(self._colours["accent"])
                )
        painter.end()


class TippingScale(Panel):
    """A scale for each quantity that tips, the reasons below it."""

    part = "tipping"

    def fill(self, found: object) -> None:
        """See Panel."""
        assert isinstance(found, Tipping)
        self.title(
            self.tr("How far it carries"),
            self.tr(
                "What would force you to change the design later: the nearest value at which the verdict or a "
                "grave finding changes."
            ),
        )
        if not found.points:
            self.body.addWidget(label(self.tr("No single answer of yours would change the verdict."), "quiet"))
        for (field, subject), points in groupby(found.points, key=lambda point: (point.field, point.subject)):
            self._quantity(field, subject, tuple(points))
        if found.points and found.steady:
            names = ", ".join(self._named(field, subject) for field, subject in found.steady)
            words = self.tr("However these change alone, the verdict stays: {names}").format(names=names)
            self.body.addWidget(label(words, "small"))

    def _quantity(self, field: str, subject: str, points: tuple[TippingPoint, ...]) -> None:
        self.body.addSpacing(8)
        self.body.addWidget(label(self._named(field, subject), "row"))
        if cells := self._cells(field, points):
            self.body.addWidget(Scale(self, cells))
        for point in points:
            self.body.addWidget(self._line(point))

    def _cells(self, field: str, points: tuple[TippingPoint, ...]) -> tuple[Cell, ...]:
        """The stretches in their order; none for skills, which have none."""
        name = field.rpartition(".")[2]
        below = [point for point in points if _below(name, point)]
        above = [point for point in points if point not in below]
        if name == "skills" or len(points) > ROOM:
            return ()
        present = self.tr("Now: {value}").format(value=self._value(name, points[0].now))
        return (
            *(Cell(self._edge(name, point, up=False), point.flags) for point in reversed(below)),
            Cell(present, self.document.option_report.flags, now=True),
            *(Cell(self._edge(name, point, up=True), point.flags) for point in above),
        )

    def _edge(self, name: str, point: TippingPoint, *, up: bool) -> str:
        value = self._value(name, point.at)
        if isinstance(point.at, str):
            return value
        return (self.tr("From {value} on") if up else self.tr("At {value} or less")).format(value=value)

    def _value(self, name: str, value: object) -> str:
        if isinstance(value, str):
            return self.document.knowledge.catalogue.label(name, value)
        if not isinstance(value, int | float):
            return str(value)
        return number(value if value >= SMALL else float(f"{value:.4g}"))

    def _line(self, point: TippingPoint) -> Unfolding:
        catalogue = self.document.knowledge.catalogue
        told = wording.flags(point.flags, catalogue)
        if point.flags == self.document.option_report.flags:
            told = self.tr("{verdict} as now, but for other reasons").format(verdict=told)
        made = Unfolding(point.says, told)
        for found in point.appear:
            made.add_finding(self.tr("Then new: {finding}").format(finding=found.says), found)
        for found in point.vanish:
            made.add_finding(self.tr("Then gone: {finding}").format(finding=found.says), found)
        made.add_source(dict.fromkeys(source for found in (*point.appear, *point.vanish) for source in found.source))
        return made

    def _named(self, field: str, subject: str) -> str:
        """The quantity, and what it is one of where there are several."""
        said = self._fields().get(field, field)
        if field == "flow.gb_per_month":
            flow = next((one for one in self.document.option.flows if one.id == subject), None)
            what = f"{self.name(flow.source)} → {self.name(flow.target)}" if flow else subject
        else:
            what = self.name(subject)
        return self.tr("{what}: {quantity}").format(what=what, quantity=said) if subject else said

    def _fields(self) -> Mapping[str, str]:
        return {
            "workload.users": self.tr("users"),
            "workload.data_gb": self.tr("gigabytes of data"),
            "workload.stage": self.tr("stage"),
            "workload.sensitivity": self.tr("class of data"),
            "workload.timing": self.tr("how soon it must answer"),
            "workload.usage": self.tr("how much it is used"),
            "situation.people": self.tr("People who can run it"),
            "situation.monthly_budget_eur": self.tr("Euros a month there are"),
            "situation.skills": self.tr("Skills in the team"),
            "flow.gb_per_month": self.tr("gigabytes a month"),
        }


def _below(name: str, point: TippingPoint) -> bool:
    """Whether a tipping point lies below the present value; what has no order lies nowhere."""
    match point.now, point.at:
        case ((int() | float() as now), (int() | float() as then)):
            return then < now
        case str() as now, str() as then if name in VOCABULARIES and name in ORDERED:
            return rank(name, then) < rank(name, now)
    return False
