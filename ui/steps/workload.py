"""One workload in Situation: what the AI does and for whom, in plain questions."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from infra_builder.asking import WORKLOAD, form, present
from infra_builder.edits import Change
from infra_builder.plan import Workload
from infra_builder.rules.wording import workload_name
from ui.document import PlanDocument
from ui.steps.fields import AnswerField, answer_field
from ui.steps.flow import Titled, Wrap
from ui.widgets import TextField, button, column, label, row

Answered = Callable[[str, str, object], None]


class WorkloadSheet(QFrame):
    """The questions about a workload. Each answer is one step."""

    remove_wanted = Signal(str)
    changed = Signal(object, str)
    """An edit that is no answer to a question, and what the step is called."""

    def __init__(self, document: PlanDocument, id_: str, answered: Answered) -> None:
        super().__init__()
        self.setProperty("role", "sheet")
        self.document, self.id = document, id_
        self.fields: dict[str, AnswerField] = {}
        self._asked: dict[str, Titled] = {}
        self.title = label("", "title")
        self.remove = button(self.tr("Remove"), "quiet")
        self.remove.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.remove.clicked.connect(lambda _on=False: self.remove_wanted.emit(self.id))
        self.name = TextField(self.tr("What people call it"))
        self.name.chosen.connect(self._named)
        head = row(self.title)
        head.addWidget(self.remove)
        body = column(self, 16, 10)
        body.addLayout(head)
        body.addWidget(Titled(self.tr("What is it called?"), self.name))
        body.addWidget(self._questions(answered))

    def _questions(self, answered: Answered) -> QWidget:
        part = QWidget()
        flow = Wrap(part, 28, 12)
        catalogue, option = self.document.knowledge.catalogue, self.document.option
        called = workload_name(self._workload(), catalogue)
        for name in WORKLOAD:
            field = f"workload.{name}"
            asks = form(field, self.id, option, catalogue)
            assert asks is not None
            made = self.fields[name] = answer_field(asks)
            made.chosen.connect(lambda value, field=field: answered(field, self.id, value))
            self._asked[name] = Titled(self._words(name), made, catalogue.questions[field].why.format(workload=called))
            flow.addWidget(self._asked[name])
        return part

    def _words(self, name: str) -> str:
        catalogue = self.document.knowledge.catalogue
        entry = catalogue.questions[f"workload.{name}"]
        called = workload_name(self._workload(), catalogue)
        return entry.ask.format(workload=called)

    def _workload(self) -> Workload:
        return next(workload for workload in self.document.plan.workloads if workload.id == self.id)

    def _named(self, name: str) -> None:
        edit = Change(option=self.document.option.id, id=self.id, changes={"name": name})
        self.changed.emit(edit, self.tr("name a workload"))

    def refresh(self, *, only: bool) -> None:
        """Follow the plan; the `only` workload cannot be removed."""
        workload, catalogue = self._workload(), self.document.knowledge.catalogue
        self.title.setText(workload_name(workload, catalogue) if workload.name or workload.kind else self.tr("The AI"))
        self.name.show_value(workload.name)
        self.remove.setVisible(not only)
        self.remove.setAccessibleName(self.tr("Remove {name}").format(name=self.title.text()))
        for name, field in self.fields.items():
            self._asked[name].ask(self._words(name))
            field.show_value(present(self.document.plan, self.document.option, f"workload.{name}", self.id))
