"""What comes next: where work fits, whether a supercomputer does, the way ahead, how each block is come by."""

from __future__ import annotations

from exports.words import DONE, SPANS
from infra_builder.advice.advise import Advice
from infra_builder.advice.ninety_days import Duty
from infra_builder.advice.placement import Placement
from infra_builder.advice.roadmap import Leg
from infra_builder.advising import Outcome, Sourced
from infra_builder.vocabulary import Environment
from ui.advice import wording
from ui.advice.outcome_sign import OutcomeSign
from ui.advice.panel import Panel
from ui.advice.unfolding import Unfolding
from ui.widgets import label


class NextPage(Panel):
    """Its parts one below the other, the way ahead first."""

    part = "everything"

    def fill(self, found: object) -> None:
        """See Panel."""
        assert isinstance(found, Advice)
        self.title(self.tr("The way ahead"), self.tr("What this design needs now, next and later, and what can wait."))
        for when in ("now", "next", "later", "not_until"):
            self._moment(when, found.roadmap)
        self._ninety_days(found.ninety_days)
        self._places(found.placements)
        self._supercomputer(found)
        self._sourcing(found)

    def _moment(self, when: str, legs: tuple[Leg, ...]) -> None:
        due = [(leg, step.task) for leg in legs for step in leg.steps if step.when == when]
        self.body.addWidget(label(wording.moment(when), "row"))
        if not due:
            self.body.addWidget(label(self.tr("Nothing."), "quiet"))
        for leg, task in due:
            self.body.addWidget(Unfolding(task.says, leg.name, task.because))

    def _ninety_days(self, duties: tuple[Duty, ...]) -> None:
        """What makes several environments deliberate; there is nothing to say of a single one."""
        if not duties:
            return
        self.body.addSpacing(12)
        says = self.tr("What to do so that several environments are meant and no accident.")
        self.title(self.tr("Ninety days"), says)
        for one in duties:
            seen: Outcome = "unknown" if one.done is None else "survives" if one.done else "stops"
            aside = self.tr("{time}: {state}").format(
                time=wording.on_paper(SPANS[one.span]), state=wording.on_paper(DONE[one.done])
            )
            made = Unfolding(one.says, aside, one.because, OutcomeSign(seen, self.colours))
            for ask in one.asks:
                made.add(self.tr("Not known: {question}").format(question=ask.says))
            self.body.addWidget(made)

    def _places(self, placements: tuple[Placement, ...]) -> None:
        self.body.addSpacing(12)
        self.title(self.tr("Where the work fits"))
        for one in placements:
            fits = OutcomeSign("unknown" if one.fits is None else "survives" if one.fits else "degrades", self.colours)
            made = Unfolding(one.says, self._best(one), sign=fits)
            for spot in one.spots:
                if spot.environment in (*one.best, *one.now):
                    made.add(self._environment(spot.environment), "ask")
                    made.add_grounds((*spot.speaks_for, *spot.speaks_against))
            for ask in one.asks:
                made.add(self.tr("Not known: {question}").format(question=ask.says))
            self.body.addWidget(made)

    def _best(self, one: Placement) -> str:
        names = ", ".join(self._environment(environment) for environment in one.best)
        return self.tr("Fits best: {places}").format(places=names) if names else ""

    def _environment(self, environment: Environment) -> str:
        return self.document.knowledge.catalogue.environments[environment].name

    def _supercomputer(self, found: Advice) -> None:
        self.body.addSpacing(12)
        self.title(self.tr("A supercomputer"))
        for ground in found.hpc.says:
            self.body.addWidget(Unfolding(ground.says, "", (ground,)))
        if found.hpc.ways == ("none",):
            return
        ready = self.tr("{n} of {all} points are ready").format(n=found.hpc.ready, all=len(found.hpc.points))
        self.body.addWidget(label(ready, "ask"))
        for point in found.hpc.points:
            seen: Outcome = "unknown" if point.answer is None else "survives" if point.answer else "stops"
            made = Unfolding(point.asks, point.says, (point.because,), OutcomeSign(seen, self.colours))
            self.body.addWidget(made)

    def _sourcing(self, found: Advice) -> None:
        self.body.addSpacing(12)
        self.title(self.tr("Build, buy, rent or share"))
        ways: dict[Sourced, str] = {
            "build": self.tr("Build it yourselves"),
            "buy": self.tr("Buy it"),
            "rent": self.tr("Rent it"),
            "share": self.tr("Share it"),
        }
        for one in found.sourcing:
            self.body.addWidget(Unfolding(self.name(one.block), ways[one.way], (one.because,)))
