"""Situation: who does this, with what, and what the AI is to do. One screen, and every answer may stay open."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from infra_builder.asking import form, present
from infra_builder.edits import AddWorkload, ChangePlan, Edit, Remove, new_id
from infra_builder.plan import Workload
from infra_builder.report import OpenQuestion
from ui.document import PlanDocument
from ui.steps.choices import GuidedChoices
from ui.steps.fields import AnswerField, Cards, answer_field
from ui.steps.flow import Beside, Page, Titled, Wrap
from ui.steps.known import Known
from ui.steps.step import Step
from ui.steps.workload import WorkloadSheet
from ui.theming import scaled
from ui.widgets import TextField, button, column, label
from ui.workshop.words import locked_name

WIDE = 150
"""From so many letters on the guided choices stand beside the form."""


class SituationStep(Step):
    """The form, what is known so far, and the guided choices."""

    def __init__(self, document: PlanDocument, colours: Mapping[str, str]) -> None:
        super().__init__(document, colours)
        self.fields: dict[str, AnswerField] = {}
        self.names: dict[str, TextField] = {}
        self.workloads: dict[str, WorkloadSheet] = {}
        self.known = Known(document, colours)
        self.choices = GuidedChoices(document)
        self._sheets = column(spacing=12)
        self.locks = label("", "strong")
        self.add_workload = button(self.tr("Add a workload"))
        page = QWidget()
        column(page, 20, 12).addWidget(Beside((self._form(), 8), (self._aside(), 5), least=WIDE))
        self.page: QScrollArea = Page(page)
        self.layout_.addWidget(self.page)
        self.known.question_wanted.connect(self.ask)
        self.choices.plan_answered.connect(lambda edit: self._change(edit, self.tr("answer a question")))
        self.add_workload.clicked.connect(self._add_workload)
        self.refresh()

    def _form(self) -> QWidget:
        part = QWidget()
        body = column(part, 0, 12)
        body.addWidget(self.locks)
        body.addWidget(self._who())
        body.addWidget(self._objective())
        body.addLayout(self._sheets)
        body.addWidget(self.add_workload, alignment=Qt.AlignmentFlag.AlignLeft)
        body.addWidget(self._means())
        return part

    def _aside(self) -> QWidget:
        part = QWidget()
        body = column(part, 0, 12)
        body.addWidget(self.known)
        body.addWidget(self.choices)
        return part

    def _who(self) -> QWidget:
        sheet, body = _sheet(self.tr("What is this about?"))
        line = QWidget()
        flow = Wrap(line, 28, 12)
        for name, question in (("title", self.tr("Title of the plan")), ("organisation", self.tr("Organisation"))):
            field = self.names[name] = TextField(self.tr("not named yet"))
            field.setMinimumWidth(scaled(260))
            field.chosen.connect(lambda text, name=name: self._name(name, text))
            flow.addWidget(Titled(question, field))
        body.addWidget(line)
        return sheet

    def _objective(self) -> QWidget:
        entry = self.document.knowledge.catalogue.questions["situation.objective"]
        sheet, body = _sheet(entry.ask)
        body.addWidget(label(self.tr("One answer, the most important one"), "quiet"))
        asks = form("situation.objective", "", self.document.option, self.document.knowledge.catalogue)
        assert asks is not None
        body.addWidget(self._field("objective", Cards(asks.choices)))
        self.fields["objective"].setAccessibleName(entry.ask)
        return sheet

    def _means(self) -> QWidget:
        sheet, body = _sheet(self.tr("Who looks after it, and with what?"))
        catalogue = self.document.knowledge.catalogue
        numbers = QWidget()
        flow = Wrap(numbers, 28, 12)
        for name in ("people", "monthly_budget_eur", "skills", "pressures"):
            asks = form(f"situation.{name}", "", self.document.option, catalogue)
            entry = catalogue.questions[f"situation.{name}"]
            assert asks is not None
            asked = Titled(entry.ask, self._field(name, answer_field(asks)), entry.why)
            if asks.sort == "number":
                flow.addWidget(asked)
            else:
                body.addWidget(asked)
        body.insertWidget(1, numbers)
        return sheet

    def _field(self, name: str, made: AnswerField) -> AnswerField:
        self.fields[name] = made
        made.chosen.connect(lambda value: self.answered(f"situation.{name}", "", value))
        return made

    def refresh(self) -> None:
        """See Step."""
        plan, option = self.document.plan, self.document.option
        for name, text in self.names.items():
            text.show_value(getattr(plan, name))
        for name, field in self.fields.items():
            field.show_value(present(plan, option, f"situation.{name}", ""))
        self._follow_workloads()
        self._follow_locks()
        self.known.refresh()
        self.choices.refresh()

    def _follow_workloads(self) -> None:
        workloads = self.document.plan.workloads
        ids = [workload.id for workload in workloads]
        for id_ in [id_ for id_ in self.workloads if id_ not in ids]:
            sheet = self.workloads.pop(id_)
            self._sheets.removeWidget(sheet)
            sheet.hide()
            sheet.deleteLater()
        for index, id_ in enumerate(ids):
            if id_ not in self.workloads:
                made = self.workloads[id_] = WorkloadSheet(self.document, id_, self.answered)
                made.remove_wanted.connect(self._remove_workload)
                made.changed.connect(self._change)
                self._sheets.insertWidget(index, made)
            self.workloads[id_].refresh(only=len(ids) == 1)

    def _follow_locks(self) -> None:
        """What a workshop keeps as it is can be read, but not changed."""
        locked = self.document.locked
        for text in self.names.values():
            text.setEnabled("title" not in locked)
        for field in self.fields.values():
            field.setEnabled("situation" not in locked)
        for sheet in self.workloads.values():
            sheet.setEnabled("workloads" not in locked)
        self.add_workload.setEnabled("workloads" not in locked)
        here = [locked_name(part) for part in locked if part != "options"]
        self.locks.setText(self.tr("Locked for now by the facilitator: {parts}").format(parts=", ".join(here)))
        self.locks.setVisible(bool(here))

    def restyle(self, colours: Mapping[str, str]) -> None:
        """See Step."""
        self.known.colours = colours
        super().restyle(colours)

    def ask(self, question: OpenQuestion) -> None:
        """Bring a question into sight and put the cursor into its field; one that is not in the form is in Check."""
        sort, _, name = question.field.partition(".")
        if sort not in ("situation", "workload"):
            self.entry_wanted.emit(question.key)
            return
        made = self.workloads[question.subject].fields[name] if question.subject else self.fields[name]
        self.page.ensureWidgetVisible(made, 20, 60)
        made.setFocus(Qt.FocusReason.OtherFocusReason)
        if not made.hasFocus():
            made.focusNextChild()

    def _name(self, name: str, text: str) -> None:
        said = {"title": self.tr("change the title"), "organisation": self.tr("change the organisation")}
        self._change(ChangePlan(changes={name: text}), said[name])

    def _change(self, edit: Edit, text: str) -> None:
        self.do(edit, text)
        self.refresh()

    def _add_workload(self) -> None:
        plan = self.document.plan
        taken = [id_ for option in plan.options for id_ in plan.ids(option)] + [one.id for one in plan.workloads]
        id_ = new_id("workload", taken)
        self._change(AddWorkload(workload=Workload(id=id_)), self.tr("add a workload"))
        if id_ in self.workloads:
            self.workloads[id_].name.setFocus(Qt.FocusReason.OtherFocusReason)
            self.page.ensureWidgetVisible(self.workloads[id_])

    def _remove_workload(self, id_: str) -> None:
        self._change(Remove(option=self.document.option.id, ids=(id_,)), self.tr("remove a workload"))


def _sheet(title: str) -> tuple[QFrame, QVBoxLayout]:
    sheet = QFrame()
    sheet.setProperty("role", "sheet")
    body = column(sheet, 16, 10)
    body.addWidget(label(title, "title"))
    return sheet, body
