"""Where each piece of AI fits best and where the plan puts it, as a table; and whether a supercomputer fits."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from infra_builder.advice.hpc import HpcAdvice, Way
from infra_builder.advice.placement import Placement, Spot
from infra_builder.advising import Outcome
from infra_builder.amounts import number
from infra_builder.vocabulary import Environment
from ui.advice.advisor import Places
from ui.advice.outcome_sign import OutcomeSign
from ui.advice.panel import Panel
from ui.advice.unfolding import Unfolding
from ui.widgets import label


class PlacesPage(Panel):
    """A row for each piece of AI, the reasons below it; then the ten points of a supercomputer."""

    part = "places"

    def fill(self, found: object) -> None:
        """See Panel."""
        assert isinstance(found, Places)
        self.title(
            self.tr("Where the work fits"),
            self.tr(
                "For each piece of AI the place that suits its data, its hurry and its use best, and where the plan "
                "puts it. Open a line to see the reasons."
            ),
        )
        if not found.placements:
            self.body.addWidget(label(self.tr("No AI is described yet, so there is nothing to place."), "quiet"))
        for one in found.placements:
            self._place(one)
        self._supercomputer(found.hpc)

    def _place(self, one: Placement) -> None:
        seen: Outcome = "unknown" if one.fits is None else "survives" if one.fits else "degrades"
        made = Unfolding(one.says or self.name(one.workload), "", sign=OutcomeSign(seen, self.colours))
        made.body.addLayout(self._table(one))
        for trade in one.table:
            self._trade(made, trade.gain, trade.risk, trade.control)
        grounds = (ground for spot in one.spots for ground in (*spot.speaks_for, *spot.speaks_against))
        made.add_source(dict.fromkeys(source for ground in grounds for source in ground.source))
        for ask in one.asks:
            made.add(self.tr("Not known, and it may change this: {question}").format(question=ask.says))
        self.body.addLayout(self._line(one))
        self.body.addWidget(made)

    def _line(self, one: Placement) -> QGridLayout:
        """Three columns: what it is, where it fits best, where the plan puts it."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(0)
        grid.setContentsMargins(0, 10, 0, 0)
        title = self.tr("Training for {name}") if one.part == "training" else "{name}"
        nothing = self.tr("Not said yet")
        cells = (
            (self.tr("Work"), title.format(name=self.name(one.workload))),
            (self.tr("Fits best"), self._names(one.best) or nothing),
            (self.tr("In the plan"), self._names(one.now) or nothing),
        )
        for place, (head, says) in enumerate(cells):
            grid.addWidget(label(head, "small"), 0, place)
            grid.addWidget(label(says, "ask"), 1, place, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(place, 1)
        return grid

    def _table(self, one: Placement) -> QGridLayout:
        """Every place that something speaks for or against, the best first."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 3)
        for place, spot in enumerate(one.spots):
            grid.addWidget(label(self._standing(one, spot), "ask"), place, 0, Qt.AlignmentFlag.AlignTop)
            reasons = (
                *(self.tr("For it: {reason}").format(reason=ground.says) for ground in spot.speaks_for),
                *(self.tr("Against it: {reason}").format(reason=ground.says) for ground in spot.speaks_against),
            )
            grid.addWidget(label("\n".join(dict.fromkeys(reasons))), place, 1, Qt.AlignmentFlag.AlignTop)
        return grid

    def _standing(self, one: Placement, spot: Spot) -> str:
        name = self._names((spot.environment,))
        if spot.ruled_out:
            return self.tr("{place} (ruled out)").format(place=name)
        return self.tr("{place} (best)").format(place=name) if spot.environment in one.best else name

    def _trade(self, made: Unfolding, gain: str, risk: str, control: str) -> None:
        made.add(self.tr("What is gained: {gain}").format(gain=gain))
        made.add(self.tr("What may go wrong: {risk}").format(risk=risk))
        made.add(self.tr("What keeps it in hand: {control}").format(control=control))

    def _names(self, environments: tuple[Environment, ...]) -> str:
        known = self.document.knowledge.catalogue.environments
        return ", ".join(known[environment].name for environment in environments)

    def _supercomputer(self, found: HpcAdvice) -> None:
        self.body.addSpacing(16)
        self.title(
            self.tr("A supercomputer"),
            self.tr("Small companies in Europe can ask for hours on one. Whether that fits is seen from ten points."),
        )
        for place, way in enumerate(found.ways):
            says = self.tr("If it takes more: {way}") if place else "{way}"
            self.body.addWidget(label(says.format(way=self._way(way)), "ask"))
        if found.hours is not None:
            says = (
                self.tr("Hours of graphics cards: {low}")
                if found.hours.low == found.hours.high
                else self.tr("Hours of graphics cards: {low} to {high}")
            )
            self.body.addWidget(label(says.format(low=number(found.hours.low), high=number(found.hours.high))))
        for ground in found.says:
            self.body.addWidget(Unfolding(ground.says, "", (ground,)))
        for ask in found.asks:
            self.body.addWidget(label(self.tr("Not known: {question}").format(question=ask.says)))
        if found.ways == ("none",):
            return
        ready = self.tr("{n} of {all} points are ready").format(n=found.ready, all=len(found.points))
        self.body.addWidget(label(ready, "row"))
        for point in found.points:
            seen: Outcome = "unknown" if point.answer is None else "survives" if point.answer else "stops"
            made = Unfolding(point.asks, point.says, (point.because,), OutcomeSign(seen, self.colours))
            self.body.addWidget(made)

    def _way(self, way: Way) -> str:
        return {
            "none": self.tr("Not needed"),
            "rent": self.tr("Rent a graphics card instead"),
            "prepare": self.tr("Prepare first"),
            "playground": self.tr("Begin with entry access (Playground)"),
            "fast_lane": self.tr("Ask for the Fast Lane"),
            "large_scale": self.tr("Ask for Large Scale access"),
        }[way]
