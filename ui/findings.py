"""A finding or an open question, spelled out: what it is, why it matters, what to do first, what helps."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from infra_builder.catalogue import Catalogue
from infra_builder.documents import sources_in_words
from infra_builder.report import Finding, Help, OpenQuestion, Way, apart
from ui.advice.unfolding import Unfolding
from ui.widgets import button, clear, column, counted, label, row


class FindingDetail(QWidget):
    """Everything a finding says; with `short`, only what is needed to act on it."""

    apply_wanted = Signal(int)
    """The remedy with this number."""

    def __init__(self, catalogue: Catalogue, *, short: bool, margin: int = 0) -> None:
        super().__init__()
        self._catalogue, self._short = catalogue, short
        self.body = column(self, margin, 6)

    def show_finding(self, finding: Finding) -> None:
        """Spell a finding out."""
        clear(self.body)
        if self._short:
            self.body.addWidget(label(finding.says, "row"))
        self.body.addWidget(label(finding.why))
        self._pair(self.tr("Do first"), finding.do)
        self._remedies(finding.remedies)
        if not self._short:
            self._reasons(finding)

    def show_question(self, question: OpenQuestion) -> None:
        """Spell a question out."""
        clear(self.body)
        if self._short:
            self.body.addWidget(label(question.says, "row"))
        self.body.addWidget(label(question.why))
        if question.may_raise:
            flags = ", ".join(self._catalogue.label("flag", flag).lower() for flag in question.may_raise)
            self._pair(self.tr("The answer may still make it"), flags)
        if not self._short:
            self._pair(self.tr("Falls to"), self._catalogue.label("function", question.falls_to))

    def _remedies(self, remedies: tuple[Help, ...]) -> None:
        if remedies and not self._short:
            self._caps(self.tr("What helps"))
        main = next((index for index, remedy in enumerate(remedies) if remedy.edit is not None), -1)
        for index, remedy in enumerate(remedies):
            words = column(spacing=0)
            words.addWidget(label(remedy.says))
            words.addWidget(label(self._effort(remedy), "small"))
            line = row()
            line.addLayout(words, 1)
            if remedy.edit is not None:
                made = button(self.tr("Apply"), "primary" if index == main else "")
                made.setAccessibleName(self.tr("Apply: {remedy}").format(remedy=remedy.says))
                made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
                made.clicked.connect(lambda _on=False, number=index: self.apply_wanted.emit(number))
                line.addWidget(made, alignment=Qt.AlignmentFlag.AlignTop)
            self.body.addLayout(line)

    def _effort(self, remedy: Help) -> str:
        if remedy.edit is None:
            if remedy.days < 1:
                return self.tr("Less than a day, outside the drawing")
            one, many = self.tr("1 day, outside the drawing"), self.tr("{n} days, outside the drawing")
            return counted(round(remedy.days), one, many)
        if remedy.days < 1:
            return self.tr("Less than a day")
        return counted(round(remedy.days), self.tr("1 day"), self.tr("{n} days"))

    def _reasons(self, finding: Finding) -> None:
        if finding.because:
            self._caps(self.tr("Because"))
            for reason in finding.because:
                self.body.addWidget(label(f"•  {reason.says}"))
        self._clearing(finding)
        severity = self._catalogue.label("severity", finding.severity).lower()
        lines = (
            (self.tr("Why {severity}").format(severity=severity), finding.severity_because),
            (self.tr("Ignore it if"), finding.ignore_if),
            (self.tr("Falls to"), self._catalogue.label("function", finding.falls_to)),
            (self.tr("Source"), sources_in_words(finding.source)),
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setColumnStretch(1, 1)
        for place, (title, text) in enumerate(line for line in lines if line[1] != "–"):
            grid.addWidget(label(title, "ask", wrap=False), place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(text), place, 1)
        self.body.addSpacing(4)
        self.body.addLayout(grid)

    def _clearing(self, finding: Finding) -> None:
        """The ways in which it clears, each of which unfolds to what holds now."""
        first, rest = apart(finding.clears_if)
        self._ways(self.tr("Clears if") if len(first) == 1 else self.tr("Clears if one of these holds"), first)
        self._ways(self.tr("Or if the work itself were another"), rest)

    def _ways(self, title: str, ways: tuple[Way, ...]) -> None:
        if ways:
            self._caps(title)
        for way in ways:
            self.body.addWidget(self._way(way))

    def _way(self, way: Way) -> QWidget:
        says = [need.says for need in way.needs]
        lines = [f"•  {line}" for line in says] if len(says) > 1 else []
        for now in dict.fromkeys(now.says for need in way.needs for now in need.now):
            lines.append(self.tr("Now: {fact}").format(fact=now))
        if not lines:
            return label(f"•  {says[0]}")
        unfolding = Unfolding(says[0] if len(says) == 1 else self.tr("All of these together"))
        for line in lines:
            unfolding.add(line)
        unfolding.head.setChecked(len(says) > 1)
        return unfolding

    def _caps(self, text: str) -> None:
        self.body.addSpacing(4)
        self.body.addWidget(label(text.upper(), "caps"))

    def _pair(self, title: str, text: str) -> None:
        self._caps(title)
        self.body.addWidget(label(text))
