"""The guided choices inside Situation: one at a time, with its recommendation at once below the questions.

Answers that the plan has a field for go into the plan. The others belong to the conversation: they are kept while the
plan is open and are in no file.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from infra_builder.asking import answered_by_guide
from infra_builder.guides import Guide, known
from ui.document import PlanDocument
from ui.guide import GuideQuestions, GuideResult
from ui.widgets import Choice, clear, column, counted, label, rule

FIRST = "hosting_path"


class GuidedChoices(QFrame):
    """A guided choice about the open plan, and the list of the others."""

    plan_answered = Signal(object)
    """An edit by which an answer here answers the plan too."""
    blocks_wanted = Signal(str, object)
    """The name of a choice and the kinds of block that its recommendation suggests."""

    def __init__(self, document: PlanDocument) -> None:
        super().__init__()
        self.setProperty("role", "sheet")
        self.document = document
        self._said: dict[str, dict[str, tuple[str, ...]]] = {}
        self._shape: tuple[object, ...] = ()
        self.questions: GuideQuestions | None = None
        self.result: GuideResult | None = None
        guides = document.knowledge.catalogue.guides
        self.id = FIRST if FIRST in guides else next(iter(guides), "")
        self.list = Choice([(id_, guide.name) for id_, guide in guides.items()])
        self.list.setAccessibleName(self.tr("Guided choice"))
        self.list.chosen.connect(self.ask)
        self._open = label("", "small")
        self._body = column(spacing=6)
        body = column(self, 16, 6)
        body.addWidget(label(self.tr("Guided choices"), "title"))
        body.addWidget(
            label(self.tr("A few questions and a reasoned recommendation. Nothing has to be answered."), "quiet")
        )
        body.addWidget(self.list)
        body.addWidget(self._open)
        body.addLayout(self._body)
        if self.id:
            self.ask(self.id)

    @property
    def guide(self) -> Guide:
        """The choice that is talked about."""
        return self.document.knowledge.catalogue.guides[self.id]

    def chosen(self) -> dict[str, tuple[str, ...]]:
        """The answers so far: those of the plan, and over them those it has no field for."""
        return {**known(self.guide, self.document.plan), **self._said.get(self.id, {})}

    def ask(self, id_: str) -> None:
        """Talk about another choice."""
        self.id = id_
        self.list.show_value(id_)
        self._build()

    def refresh(self) -> None:
        """Follow the plan."""
        if not self.id:
            return
        if self._shape != self._present_shape():
            self._build()
        else:
            self._show()

    def _present_shape(self) -> tuple[object, ...]:
        return self.id, tuple(known(self.guide, self.document.plan))

    def _build(self) -> None:
        clear(self._body)
        self._shape = self._present_shape()
        catalogue = self.document.knowledge.catalogue
        self.questions = GuideQuestions(self.guide, self.chosen(), known(self.guide, self.document.plan))
        self.questions.answered.connect(self._answered)
        self.result = GuideResult(self.guide, catalogue)
        self.result.blocks_wanted.connect(lambda kinds: self.blocks_wanted.emit(self.guide.name, kinds))
        for part in (label(self.guide.line, "quiet"), self.questions, rule(), carried(self.result)):
            self._body.addWidget(part)
        self._show()

    def _answered(self, name: str, words: tuple[str, ...]) -> None:
        question = self.guide.questions[name]
        edit = answered_by_guide(question, words, self.document.plan, self.document.option.id)
        if edit is not None:
            self._said.get(self.id, {}).pop(name, None)
            self.plan_answered.emit(edit)
        else:
            self._said.setdefault(self.id, {})[name] = words
        self._show()

    def _show(self) -> None:
        if self.questions is None or self.result is None:
            return
        chosen = self.chosen()
        for name, chips in self.questions.chips.items():
            chips.show_value(chosen.get(name, ()))
        still = sum(1 for name in self.guide.questions if not chosen.get(name))
        self._open.setText(
            counted(still, self.tr("1 question is open"), self.tr("{n} questions are open"))
            if still
            else self.tr("Every question is answered")
        )
        self.result.show_result(chosen, {block.kind for block in self.document.option.blocks})


def carried(inner: QWidget) -> QFrame:
    """Something that stands on the accent line: it is what counts now."""
    frame = QFrame()
    frame.setProperty("role", "carried")
    column(frame, 16, 0).addWidget(inner)
    return frame
