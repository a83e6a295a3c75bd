"""What each stage asks of the design: what to add before it, what has to change, what can be dropped."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from infra_builder.advice.repair import Step
from infra_builder.advice.stages import StageAdvice
from infra_builder.vocabulary import Stage
from ui.advice import wording
from ui.advice.panel import Panel
from ui.advice.unfolding import Unfolding
from ui.judgement import sign
from ui.widgets import label, row


class StageList(Panel):
    """The stages one below the other, each with its lists."""

    part = "stages"
    heads: dict[Stage, QWidget]
    wanted: Stage | None = None
    """The stage to bring into sight as soon as it is there."""

    def fill(self, found: object) -> None:
        """See Panel."""
        assert isinstance(found, tuple)
        self.heads = {}
        self.title(
            self.tr("Before the next stage"),
            self.tr("The same design at each stage of the AI, and what has to be different before it gets there."),
        )
        for one in found:
            self._stage(one)
        if self.wanted:
            self.show_stage(self.wanted)

    def show_stage(self, stage: Stage) -> None:
        """Bring a stage into sight."""
        self.wanted = stage
        if head := getattr(self, "heads", {}).get(stage):
            head.setFocus(Qt.FocusReason.OtherFocusReason)
            self.ensureWidgetVisible(head, 0, 200)

    def _stage(self, one: StageAdvice) -> None:
        catalogue = self.document.knowledge.catalogue
        said = catalogue.label("stage", one.stage)
        title = self.tr("{stage} (now)").format(stage=said) if one.now else said
        head = QWidget()
        line = row(spacing=6)
        head.setLayout(line)
        head.setAccessibleName(f"{title}: {wording.flags(one.flags, catalogue)}")
        head.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        line.addWidget(label(title, "row"), 1)
        for flag in one.flags or ("balanced",):
            line.addWidget(sign(flag, catalogue, self.colours, 18))
        line.addWidget(label(wording.flags(one.flags, catalogue), "small", wrap=False))
        self.heads[one.stage] = head
        self.body.addSpacing(8)
        self.body.addWidget(head)
        decisions = tuple(Unfolding(decision.says) for decision in one.repair.decisions)
        for made, decision in zip(decisions, one.repair.decisions, strict=True):
            if decision.finding:
                made.add_finding(decision.finding.says, decision.finding)
                made.add_source(decision.finding.source)
            if decision.question:
                made.add(decision.question.why)
        self._steps(self.tr("To add"), one.add)
        self._steps(self.tr("To change"), one.change)
        self._steps(self.tr("Can be dropped"), one.drop)
        if decisions:
            self.body.addWidget(label(self.tr("You decide"), "ask"))
        for made in decisions:
            self.body.addWidget(made)
        if not one.repair.steps and not decisions:
            self.body.addWidget(label(self.tr("Nothing has to change."), "quiet"))

    def _steps(self, title: str, steps: tuple[Step, ...]) -> None:
        if steps:
            self.body.addWidget(label(title, "ask"))
        for step in steps:
            made = Unfolding(step.says, wording.days(step.days))
            for found in step.clears:
                made.add_finding(self.tr("Clears: {finding}").format(finding=found.says), found)
            for found in step.toward:
                says = self.tr("Together with other steps it clears: {finding}")
                made.add_finding(says.format(finding=found.says), found)
            made.add_source(dict.fromkeys(source for found in step.reasons for source in found.source))
            self.body.addWidget(made)
