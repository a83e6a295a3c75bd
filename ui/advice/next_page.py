"""What comes next: the way ahead, the ninety days, how each block is come by."""

from __future__ import annotations

from exports.words import DONE, SPANS
from infra_builder.advice.ninety_days import Duty
from infra_builder.advice.roadmap import Leg
from infra_builder.advice.sourcing import BlockSourcing
from infra_builder.advising import Outcome, Sourced
from ui.advice import wording
from ui.advice.advisor import Ahead
from ui.advice.outcome_sign import OutcomeSign
from ui.advice.panel import Panel
from ui.advice.unfolding import Unfolding
from ui.widgets import label


class NextPage(Panel):
    """Its parts one below the other, the way ahead first."""

    part = "ahead"

    def fill(self, found: object) -> None:
        """See Panel."""
        assert isinstance(found, Ahead)
        self.title(self.tr("The way ahead"), self.tr("What this design needs now, next and later, and what can wait."))
        for when in ("now", "next", "later", "not_until"):
            self._moment(when, found.roadmap)
        self._ninety_days(found.ninety_days)
        self._sourcing(found.sourcing)

    def _moment(self, when: str, legs: tuple[Leg, ...]) -> None:
        due = [(leg, step.task) for leg in legs for step in leg.steps if step.when == when]
        self.body.addWidget(label(wording.moment(when), "row"))
        if not due:
            self.body.addWidget(label(self.tr("Nothing."), "quiet"))
        for leg, task in due:
            aside = leg.name
            if when == "not_until" and task.because:
                aside = self.tr("{step}. Not before this is so: {gate}").format(
                    step=leg.name, gate=task.because[0].says
                )
            self.body.addWidget(Unfolding(task.says, aside, task.because))

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

    def _sourcing(self, found: tuple[BlockSourcing, ...]) -> None:
        self.body.addSpacing(12)
        self.title(self.tr("Build, buy, rent or share"))
        ways: dict[Sourced, str] = {
            "build": self.tr("Build it yourselves"),
            "buy": self.tr("Buy it"),
            "rent": self.tr("Rent it"),
            "share": self.tr("Share it"),
        }
        for one in found:
            self.body.addWidget(Unfolding(self.name(one.block), ways[one.way], (one.because,)))
