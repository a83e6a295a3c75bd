"""The inspector: what is selected, its questions, its findings. With nothing selected, the plan and its situation.

The form is built anew when something else is selected; while the same thing stays selected, its fields only follow the
value. Every answer is one edit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, get_args

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QScrollArea, QVBoxLayout, QWidget

from infra_builder.catalogue import Setting
from infra_builder.edits import AddWorkload, Change, ChangePlan, ChangeSituation, Edit, Refused, new_id
from infra_builder.plan import Block, Flow, Workload, Zone
from infra_builder.room.workshop import Locked
from infra_builder.rules import wording
from infra_builder.vocabulary import SUPPORT_FLOWS, VOCABULARIES, Environment
from ui.document import PlanDocument
from ui.focus import place_in, return_to, walk_after
from ui.painting import icon_pixmap
from ui.panels import explained
from ui.panels.explanations import Explanations
from ui.selection import Selection
from ui.widgets import (
    Answers,
    Chips,
    Choice,
    NumberField,
    TextField,
    button,
    clear,
    column,
    label,
    row,
    rule,
    text_button,
)

Show = Callable[[], None]


class Inspector(QScrollArea):
    """The form of what is selected."""

    said = Signal(str)
    list_wanted = Signal(str)
    """A list of the knowledge base was asked for, by id."""

    def __init__(self, document: PlanDocument, selection: Selection, colours: Mapping[str, str]) -> None:
        super().__init__()
        self.document, self.selection, self.colours = document, selection, colours
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Inspector"))
        self._body = QWidget()
        self._body.setObjectName("panel")
        self.form = column(self._body, 16, 6)
        self.setWidget(self._body)
        self._shows: list[Show] = []
        self._built_for = ""
        self._known = Explanations(document.knowledge.catalogue)
        self.name_field: TextField | None = None
        selection.changed.connect(self.rebuild)
        document.changed.connect(self._follow)
        document.judged.connect(self._follow)
        document.option_changed.connect(self.rebuild)
        self.rebuild()

    def restyle(self, colours: Mapping[str, str]) -> None:
        """Build in other colours."""
        self.colours = colours
        self.rebuild()

    def rename(self) -> None:
        """Put the cursor into the name of what is selected."""
        if self.name_field is not None:
            self.name_field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.name_field.selectAll()

    # Building

    def rebuild(self) -> None:
        """Build the form of what is selected. Who was in a field that is there again stays in it."""
        place = place_in(self.form)
        clear(self.form)
        self._shows, self.name_field = [], None
        self._built_for = self._shape()
        id_ = self.selection.only
        item: object = self.document.option.by_id.get(id_) or self._workload(id_)
        match item:
            case Block():
                self._block(item)
            case Zone():
                self._zone(item)
            case Flow():
                self._flow(item)
            case Workload():
                self._workload_form(item)
            case _ if self.selection.ids:
                self.form.addWidget(label(self.tr("{n} items selected").format(n=len(self.selection.ids)), "title"))
            case _:
                self._plan()
        self.form.addStretch()
        self._follow_values()
        walk_after(self, self.form)
        self.verticalScrollBar().setValue(0)
        return_to(place, self.form)

    def _shape(self) -> str:
        """What the form depends on beyond values: when this changes, it is built anew."""
        option, id_ = self.document.option, self.selection.only
        item = option.by_id.get(id_)
        findings = ",".join(f.key for f in self.document.option_report.findings if id_ and id_ in f.subjects)
        names = ",".join(f"{zone.id}{zone.name}" for zone in option.zones)
        kind = item.kind if isinstance(item, Block | Flow) else item.environment if isinstance(item, Zone) else ""
        workloads = ",".join(f"{w.id}{w.name}{w.kind}" for w in self.document.plan.workloads)
        return f"{option.id}|{id_}|{kind}|{findings}|{names}|{workloads if not id_ else ''}|{self.document.locked}"

    def _follow(self, _before: object = None, _after: object = None) -> None:
        if self._shape() != self._built_for:
            # The field that caused this may still be in the middle of its own signal.
            QTimer.singleShot(0, self.rebuild_if_needed)
        self._follow_values()

    def rebuild_if_needed(self) -> None:
        """Build anew where the form depends on something that is otherwise by now."""
        if self._shape() != self._built_for:
            self.rebuild()

    def _follow_values(self) -> None:
        for show in self._shows:
            show()

    def _workload(self, id_: str) -> Workload | None:
        return next((workload for workload in self.document.plan.workloads if workload.id == id_), None)

    # Parts

    def _head(self, icon_name: str, role: str, title: str, line: str) -> None:
        picture = QLabel()
        picture.setPixmap(icon_pixmap(icon_name, self.colours, role, 28, self.devicePixelRatioF()))
        picture.setFixedWidth(36)
        words = column(spacing=0)
        words.addWidget(label(title, "section"))
        words.addWidget(label(line, "small"))
        head = row(picture)
        head.addLayout(words, 1)
        self.form.addLayout(head)
        self.form.addSpacing(6)

    def _caps(self, text: str) -> None:
        self.form.addSpacing(10)
        self.form.addWidget(rule())
        self.form.addSpacing(4)
        self.form.addWidget(label(text.upper(), "caps"))

    def _field(
        self,
        question: str,
        widget: Any,
        read: Callable[[], object],
        write: Callable[[Any], None],
        why: str = "",
        part: Locked | None = None,
    ) -> None:
        """A question with its field. `read` gives the present value, `write` takes a new one. `part`: what it is of."""
        asked = label(question)
        asked.setToolTip(why)
        asked.setBuddy(widget)
        widget.setAccessibleName(question)
        if why:
            widget.setToolTip(why)
        widget.chosen.connect(write)
        if part in self.document.locked:
            widget.setEnabled(False)
            widget.setToolTip(self.tr("Locked for now by the facilitator."))
        self.form.addWidget(asked)
        self.form.addWidget(widget)
        self.form.addSpacing(4)
        self._shows.append(lambda: widget.show_value(read()))

    def _do(self, edit: Edit, text: str) -> None:
        try:
            self.document.do(edit, text)
        except Refused as refusal:
            self.said.emit(str(refusal))
            self._follow_values()

    def _item_field(self, id_: str, name: str, question: str, widget: Any, why: str = "") -> None:
        """A question about one field of an item."""

        def read() -> object:
            item: Any = self.document.option.by_id.get(id_) or self._workload(id_)
            return getattr(item, name, None)

        def write(value: object) -> None:
            change = Change(option=self.document.option.id, id=id_, changes={name: value})
            self._do(change, self.tr("change {field}").format(field=question.rstrip("?").lower()))

        self._field(question, widget, read, write, why, "workloads" if self._workload(id_) else None)

    def _words(self, vocabulary: str, words: Iterable[str] = ()) -> list[tuple[str, str]]:
        catalogue = self.document.knowledge.catalogue
        return [(word, catalogue.label(vocabulary, word)) for word in words or VOCABULARIES[vocabulary]]

    def _choice(self, vocabulary: str, words: Iterable[str] = ()) -> Choice:
        return Choice(self._words(vocabulary, words), self.tr("Don't know yet"))

    def _chips(self, vocabulary: str) -> Chips:
        entries = self.document.knowledge.catalogue.words.get(vocabulary, {})
        return Chips(self._words(vocabulary), {word: entry.meaning for word, entry in entries.items()})

    def _yes_no(self) -> Answers:
        return Answers(((True, self.tr("Yes")), (False, self.tr("No"))), self.tr("Don't know yet"))

    def _name(self, id_: str, placeholder: str) -> None:
        self.name_field = TextField(placeholder)
        self._item_field(id_, "name", self.tr("Name"), self.name_field)

    def _live(self, read: Callable[[], str | None], build: Callable[[QVBoxLayout, str], None]) -> None:
        """A part of the form that depends on an answer, and is built anew when the answer changes."""
        holder = QWidget()
        part = column(holder, spacing=0)
        shown: list[str | None] = []
        self.form.addWidget(holder)

        def show() -> None:
            answer = read()
            if shown != [answer]:
                shown[:] = [answer]
                clear(part)
                if answer is not None:
                    build(part, answer)
                holder.setVisible(answer is not None)

        self._shows.append(show)

    def _data_class(self, id_: str, field: str) -> None:
        """What the class of data that was answered means and demands."""

        def read() -> str | None:
            item: Any = self.document.option.by_id.get(id_) or self._workload(id_)
            return getattr(item, field, None)

        self._live(read, self._known.data_class)

    def _workload_kind(self, id_: str) -> None:
        """What the knowledge base says about the kind of a workload, once it is known."""

        def read() -> str | None:
            workload = self._workload(id_)
            return workload.kind if workload else None

        self.form.addSpacing(10)
        self.form.addWidget(rule())
        self.form.addSpacing(4)
        self._live(read, self._known.workload_kind)

    # Forms

    def _block(self, block: Block) -> None:
        catalogue, option = self.document.knowledge.catalogue, self.document.option
        kind = catalogue.kind(block)
        zone = next((zone for zone in option.zones if zone.id == block.zone), None)
        where = (zone.name or catalogue.environments[zone.environment].name) if zone else self.tr("in no zone")
        line = f"{kind.name} · {catalogue.label('category', kind.category)} · {where}"
        self._head(block.kind, kind.category, catalogue.name_of(block), line)
        self._findings(block.id)
        self.form.addWidget(label(kind.purpose, "quiet"))
        self.form.addSpacing(4)
        self._name(block.id, kind.name)
        self._item_field(block.id, "owner", self.tr("Owner"), TextField(self.tr("no owner named")))
        zones = [(z.id, z.name or catalogue.environments[z.environment].name) for z in option.zones]
        self._item_field(block.id, "zone", self.tr("Stands in"), Choice(zones, self.tr("No zone")))
        if kind.category == "governance":
            self._covers(block, zones)
        if kind.settings:
            self._caps(self.tr("Questions"))
            for name, setting in kind.settings.items():
                self._setting(block.id, name, setting)
        self._caps(self.tr("Good to know"))
        self._known.sections(self.form, explained.of_block(kind, catalogue))
        self._lists(block.kind)

    def _lists(self, kind: str) -> None:
        """The lists of the knowledge base that are about a kind of block."""
        about = {id_: e for id_, e in self.document.knowledge.catalogue.lists.items() if kind in e.needs_any}
        if about:
            self._caps(self.tr("To go through"))
            for id_, entry in about.items():
                made = button(entry.name, "link")
                made.setToolTip(entry.line)
                made.clicked.connect(lambda _on=False, id_=id_: self.list_wanted.emit(id_))
                self.form.addWidget(made)

    def _setting(self, id_: str, name: str, setting: Setting) -> None:
        def read() -> object:
            item = self.document.option.by_id.get(id_)
            return item.settings.get(name) if isinstance(item, Block) else None

        def write(value: object) -> None:
            change = Change(option=self.document.option.id, id=id_, changes={"settings": {name: value}})
            self._do(change, self.tr("answer a question"))

        match setting.type:
            case "yes_no":
                widget: Any = self._yes_no()
            case "choice":
                widget = Choice(list(setting.choices.items()), self.tr("Don't know yet"))
            case _:
                hint = self.tr("don't know yet")
                widget = NumberField(f"{hint} · {setting.unit}" if setting.unit else hint, whole=False)
        self._field(setting.question, widget, read, write, setting.why)

    def _covers(self, block: Block, zones: list[tuple[str, str]]) -> None:
        """What a control protects: zones and blocks, or everything where nothing is named."""
        option, catalogue = self.document.option, self.document.knowledge.catalogue
        self._caps(self.tr("Protects"))
        everything = self.tr("Where nothing is ticked: the zone it stands in, or the whole plan.")
        self.form.addWidget(label(everything, "small"))
        others = [(b.id, catalogue.name_of(b)) for b in option.blocks if catalogue.kind(b).category != "governance"]
        boxes: dict[str, QCheckBox] = {}

        def write() -> None:
            ticked = tuple(id_ for id_, box in boxes.items() if box.isChecked())
            edit = Change(option=self.document.option.id, id=block.id, changes={"covers": ticked})
            self._do(edit, self.tr("change what it protects"))

        for id_, name in (*zones, *others):
            box = QCheckBox(name)
            box.clicked.connect(write)
            boxes[id_] = box
            self.form.addWidget(box)

        def show() -> None:
            item = self.document.option.by_id.get(block.id)
            for id_, box in boxes.items():
                box.setChecked(isinstance(item, Block) and id_ in item.covers)

        self._shows.append(show)

    def _zone(self, zone: Zone) -> None:
        catalogue = self.document.knowledge.catalogue
        entry = catalogue.environments[zone.environment]
        self._head(f"env_{zone.environment}", "ink_2", zone.name or entry.name, self.tr("Zone"))
        self._findings(zone.id)
        self.form.addWidget(label(entry.purpose, "quiet"))
        self._name(zone.id, entry.name)
        environments = [(word, catalogue.environments[word].name) for word in get_args(Environment)]
        self._item_field(zone.id, "environment", self.tr("Environment"), Choice(environments))
        self._item_field(zone.id, "provider", self.tr("Provider"), TextField(self.tr("none named")))
        self._item_field(zone.id, "owner", self.tr("Owner"), TextField(self.tr("no owner named")))
        self._item_field(zone.id, "reasons", self.tr("Why is it there?"), self._chips("pressure"))
        self._caps(self.tr("Good to know"))
        self._known.sections(self.form, explained.of_environment(entry, catalogue))

    def _flow(self, flow: Flow) -> None:
        catalogue, plan = self.document.knowledge.catalogue, self.document.plan
        names = {w.id: wording.workload_name(w, catalogue) for w in plan.workloads}
        names |= {b.id: catalogue.name_of(b) for b in self.document.option.blocks}
        self._head("link", "ink_2", catalogue.label("flow", flow.kind), f"{names[flow.source]} → {names[flow.target]}")
        self._findings(flow.id)
        self._item_field(flow.id, "kind", self.tr("What the link does"), Choice(self._words("flow")))
        if flow.kind in SUPPORT_FLOWS:
            return
        self._item_field(flow.id, "data", self.tr("What data travel?"), self._choice("sensitivity"))
        self._data_class(flow.id, "data")
        self._item_field(flow.id, "masked", self.tr("Are they masked?"), self._yes_no())
        gigabytes = NumberField(self.tr("don't know yet"), whole=False)
        self._item_field(flow.id, "gb_per_month", self.tr("How many GB a month?"), gigabytes)

    def _workload_form(self, workload: Workload) -> None:
        catalogue = self.document.knowledge.catalogue
        title = workload.name or self.tr("What the AI does")
        self._head("workload", "ink_2", title, self.tr("Workload"))
        self._findings(workload.id)
        kinds = Choice([(id_, entry.name) for id_, entry in catalogue.workloads.items()], self.tr("Don't know yet"))
        self._name(workload.id, self.tr("What people call it"))
        self._asked(workload.id, "kind", kinds)
        for field, vocabulary in (
            ("stage", "stage"),
            ("timing", "timing"),
            ("usage", "usage"),
            ("sensitivity", "sensitivity"),
        ):
            self._asked(workload.id, field, self._choice(vocabulary))
            if field == "stage":
                self._asked(workload.id, "users", NumberField(self.tr("don't know yet")))
        self._data_class(workload.id, "sensitivity")
        self._asked(workload.id, "data_gb", NumberField(self.tr("don't know yet"), whole=False))
        self._workload_kind(workload.id)

    def _asked(self, id_: str, field: str, widget: Any) -> None:
        """A field of a workload, asked in the words of the knowledge base."""
        entry = self.document.knowledge.catalogue.questions[f"workload.{field}"]
        workload = self._workload(id_)
        assert workload is not None
        name = wording.workload_name(workload, self.document.knowledge.catalogue)
        self._item_field(id_, field, entry.ask.format(workload=name), widget, entry.why.format(workload=name))

    def _plan(self) -> None:
        plan, catalogue = self.document.plan, self.document.knowledge.catalogue
        self.form.addWidget(label(plan.title or self.tr("Untitled plan"), "section"))
        for name, question in (("title", self.tr("Title of the plan")), ("organisation", self.tr("Organisation"))):
            self._plan_field(name, question)
        self._caps(self.tr("What the AI does"))
        for workload in plan.workloads:
            made = button(wording.workload_name(workload, catalogue), "link")
            made.clicked.connect(lambda _on=False, id_=workload.id: self.selection.choose((id_,)))
            self.form.addWidget(made)
        more = button(self.tr("Add a workload"))
        more.clicked.connect(self.add_workload)
        more.setEnabled("workloads" not in self.document.locked)
        self.form.addWidget(more, alignment=Qt.AlignmentFlag.AlignLeft)
        self._caps(self.tr("Situation"))
        self._situation("objective", self._choice("objective"))
        self._situation("skills", self._chips("skill"))
        self._known.skills(self.form)
        self._situation("people", NumberField(self.tr("don't know yet")))
        self._situation("monthly_budget_eur", NumberField(self.tr("don't know yet"), whole=False))
        self._situation("pressures", self._chips("pressure"))

    def _plan_field(self, name: str, question: str) -> None:
        def write(value: object) -> None:
            self._do(ChangePlan(changes={name: value}), self.tr("change the title"))

        field = TextField(self.tr("not named yet"))
        self._field(question, field, lambda: getattr(self.document.plan, name), write, part="title")

    def _situation(self, name: str, widget: Any) -> None:
        entry = self.document.knowledge.catalogue.questions[f"situation.{name}"]

        def write(value: object) -> None:
            self._do(ChangeSituation(changes={name: value}), self.tr("change the situation"))

        def read() -> object:
            return getattr(self.document.plan.situation, name)

        self._field(entry.ask, widget, read, write, entry.why, "situation")

    def add_workload(self) -> None:
        """Add a workload and select it."""
        taken = [id_ for option in self.document.plan.options for id_ in self.document.plan.ids(option)]
        taken += [workload.id for workload in self.document.plan.workloads]
        id_ = new_id("workload", taken)
        self._do(AddWorkload(workload=Workload(id=id_)), self.tr("add a workload"))
        self.selection.choose((id_,))

    def _findings(self, id_: str) -> None:
        """The findings that are about what is selected, each a button that holds it up."""
        found = self.document.option_report.about(id_)
        if not found:
            return
        self.form.addWidget(label(self.tr("Findings here").upper(), "caps"))
        for finding in found:
            made = text_button(finding.says)
            picture = icon_pixmap(f"verdict_{finding.flag}", self.colours, finding.flag, 18, self.devicePixelRatioF())
            sign = QLabel()
            sign.setPixmap(picture)
            sign.setFixedWidth(24)
            sign.setAccessibleName(self.document.knowledge.catalogue.label("flag", finding.flag))
            made.clicked.connect(lambda _on=False, key=finding.key: self.selection.hold_up(key))
            line = row(sign, spacing=4)
            line.addWidget(made, 1)
            self.form.addLayout(line)
        self.form.addSpacing(6)
