"""Check: everything that was found, by flag, and what is still open; beside it the picture with what is looked at lit.

Arrows walk through the lines and open them, Enter goes to the block on the canvas, Ctrl+F finds words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from infra_builder.deciding import ByName, standing
from infra_builder.edits import Edit
from infra_builder.plan import Decision
from infra_builder.report import Finding, OptionReport
from infra_builder.rules.wording import workload_name
from ui.advice.pages import AdvicePages
from ui.advice.preview import Preview
from ui.advice.strip import StagesToClick
from ui.canvas.canvas import Canvas
from ui.dates import today
from ui.document import PlanDocument
from ui.judgement import VerdictHead, verdict_of
from ui.steps.entry import Entry, EntryLine
from ui.steps.filters import Filters, Wanted
from ui.steps.flow import Page
from ui.steps.groups import Group, GroupHead, Sorting, groups
from ui.steps.past import LateNotice, PastDecisions
from ui.steps.step import Step
from ui.steps.view import Lookout
from ui.theming import scaled
from ui.widgets import button, clear, column, counted, label, row

MOST = 40
"""Lines of a group that are shown at once; nobody reads more, and the others are one click away."""


class CheckStep(Step):
    """The judgement of the option that is looked at."""

    def __init__(self, document: PlanDocument, canvas: Canvas, colours: Mapping[str, str]) -> None:
        super().__init__(document, colours)
        self.selection = canvas.selection
        self.lines: dict[str, EntryLine] = {}
        self.filters = Filters(document.knowledge.catalogue)
        self.head = VerdictHead()
        self.picture = Lookout(canvas.board, colours)
        self.preview = Preview(colours)
        self._stages = column()
        self._list = column(spacing=0)
        self._whole: set[str] = set()
        self._shown: object = None
        self._lay_out()
        self._listen_to_advice()
        self.filters.changed.connect(self._fill)
        self.picture.clicked.connect(self._look_for)
        self.picture.opened.connect(self.item_wanted)
        self.selection.finding_changed.connect(self._held_up)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self._find)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _lay_out(self) -> None:
        head = QWidget()
        head.setObjectName("panel")
        head.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        top = row(self.head, spacing=24)
        top.setContentsMargins(20, 12, 20, 12)
        top.setStretch(0, 3)
        top.addLayout(self._stages, 2)
        head.setLayout(top)
        lines = QWidget()
        body = column(lines, 0, 0)
        findings = QWidget()
        findings.setObjectName("panel")
        self.advice = AdvicePages(findings, self.document, self.colours)
        body.addWidget(self.advice.card)
        body.addLayout(self._list)
        body.addStretch()
        self.page = Page(lines)
        lines.setObjectName("panel")
        left = self.advice
        stack = column(findings, 0, 0)
        around = column(None, 12, 0)
        around.addWidget(self.filters)
        stack.addLayout(around)
        stack.addWidget(self.page, 1)
        across = QSplitter(Qt.Orientation.Horizontal)
        across.setHandleWidth(1)
        across.setChildrenCollapsible(False)
        across.addWidget(left)
        self._sight = QStackedWidget()
        self._sight.addWidget(self.picture)
        self._sight.addWidget(self.preview)
        across.addWidget(self._sight)
        across.setStretchFactor(0, 4)
        across.setStretchFactor(1, 5)
        across.setSizes([560, 720])
        left.setMinimumWidth(scaled(300))
        self.layout_.addWidget(head)
        self.layout_.addWidget(across, 1)

    @property
    def report(self) -> OptionReport:
        """The judgement that is shown."""
        return self.document.option_report

    def refresh(self) -> None:
        """See Step."""
        catalogue = self.document.knowledge.catalogue
        verdict = verdict_of(self.report, catalogue, self.document.plan.decisions)
        self.head.show_verdict(verdict, catalogue, self.colours)
        clear(self._stages)
        if self.report.stages:
            self._stages.addWidget(label(self.tr("The same design, judged at each stage"), "small"))
            strip = StagesToClick(self.report.stages, catalogue, self.colours)
            strip.chosen.connect(self.advice.show_stage)
            self._stages.addWidget(strip)
        self.advice.follow()
        self.filters.offer(self._subjects())
        self._fill()
        self._aim()

    def restyle(self, colours: Mapping[str, str]) -> None:
        """See Step."""
        self._shown = None
        self.picture.colours = colours
        self.preview.restyle(colours)
        self.advice.restyle(colours)
        super().restyle(colours)

    def _subjects(self) -> Iterator[tuple[str, str]]:
        """What something was found about, by name: the AI, the zones, the blocks, the links."""
        plan, option, catalogue = self.document.plan, self.document.option, self.document.knowledge.catalogue
        about = {id_ for finding in (*self.report.findings, *self.report.notes) for id_ in finding.subjects}
        about |= {question.subject for question in self.report.questions}
        names = {one.id: workload_name(one, catalogue) for one in plan.workloads}
        names |= {zone.id: zone.name or catalogue.environments[zone.environment].name for zone in option.zones}
        names |= {block.id: catalogue.name_of(block) for block in option.blocks}
        links = {flow.id: f"{names[flow.source]} → {names[flow.target]}" for flow in option.flows}
        yield from ((id_, name) for id_, name in {**names, **links}.items() if id_ in about)

    def begin(self) -> None:
        """See Step."""
        key = self.selection.finding if self.selection.finding in self.lines else next(iter(self.lines), "")
        if key:
            self.lines[key].head.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.filters.search.setFocus(Qt.FocusReason.OtherFocusReason)

    # The list

    def groups(self) -> tuple[Group, ...]:
        """The groups of lines that the filters let through."""
        decided, grouping = ByName(self.document.plan.decisions), str(self.filters.grouping.currentData())
        deciding = frozenset(key for key, worth in self.advice.worth.items() if worth.decides)
        sorting = Sorting(self.filters.wanted, decided, today(), grouping, deciding)
        return tuple(groups(self.report, self.document.knowledge.catalogue, sorting))

    def _fill(self) -> None:
        shown_groups = self.groups()
        self.filters.everything.setVisible(self.filters.wanted != Wanted())
        found = standing(self.document.plan, self.document.report, today())
        late = sum(1 for one in found.overdue if one.option == self.document.option.id)
        shown = (
            shown_groups, frozenset(self._whole), self.document.option.id, self.filters.wanted, late, found.past,
        )  # fmt: skip
        if shown != self._shown:
            self._shown = shown
            self._rebuild(shown_groups)
            self._frame(late, found.past)
        decided = ByName(self.document.plan.decisions)
        for line in self.lines.values():
            line.show_decision(decided.about(line.entry))
        self._tell_worth()
        self._open_held_up()

    def _rebuild(self, shown: tuple[Group, ...]) -> None:
        keys = list(self.lines)
        focused = next((key for key, line in self.lines.items() if line.isAncestorOf(self.focusWidget() or self)), "")
        place = self.page.verticalScrollBar().value()
        clear(self._list)
        self.lines = {}
        filtered = self.filters.wanted != Wanted()
        for group in shown:
            if not group.entries and (not group.expected or filtered or self.report.empty):
                continue
            self._list.addWidget(GroupHead(group, self.document.knowledge.catalogue, self.colours))
            most = len(group.entries) if group.id in self._whole else MOST
            for entry in group.entries[:most]:
                self._add_line(entry)
            if len(group.entries) > most:
                self._list.addWidget(self._more(group.id, len(group.entries) - most))
        if not self._list.count():
            self._list.addWidget(_padded(self.tr("Nothing of that sort was found.")))
        if focused and self.lines:
            left = list(self.lines)
            near = focused if focused in self.lines else left[min(keys.index(focused), len(left) - 1)]
            self.lines[near].head.setFocus(Qt.FocusReason.ActiveWindowFocusReason)
        self.page.verticalScrollBar().setValue(place)

    def _frame(self, late: int, past: tuple[Decision, ...]) -> None:
        """What stands around all lines: first what should have been looked at again, last what is no longer found."""
        if self.filters.wanted != Wanted():
            return
        if late:
            notice = LateNotice(late, self.colours)
            notice.wanted.connect(self.filters.look_for_overdue)
            self._list.insertWidget(0, notice)
        if past:
            self._list.addWidget(PastDecisions(past))

    def _add_line(self, entry: Entry) -> None:
        made = self.lines[entry.key] = EntryLine(entry, self.document, self.colours)
        made.chosen.connect(self.selection.hold_up)
        made.walked.connect(self._walk)
        made.apply_wanted.connect(self._apply)
        made.answered.connect(self.answered)
        made.item_wanted.connect(self.item_wanted)
        made.decided.connect(self._decide)
        self._list.addWidget(made)

    def _decide(self, edit: Edit) -> None:
        """Decide about something, or take that back, as one step. The keyboard stays with what it was about."""
        key = self.selection.finding
        if self.do(edit, self.tr("decide about what was found")) and key in self.lines:
            self.lines[key].head.setFocus(Qt.FocusReason.OtherFocusReason)

    def _more(self, id_: str, count: int) -> QWidget:
        made = button(counted(count, self.tr("Show 1 more"), self.tr("Show {n} more")), "link")

        def show() -> None:
            self._whole.add(id_)
            self._fill()

        made.clicked.connect(show)
        return made

    def _walk(self, key: str, step: int) -> None:
        keys = list(self.lines)
        there = min(max(keys.index(key) + step, 0), len(keys) - 1)
        line = self.lines[keys[there]]
        line.head.setFocus(Qt.FocusReason.OtherFocusReason)
        self.page.ensureWidgetVisible(line.head, 0, 40)

    # Advice

    def _listen_to_advice(self) -> None:
        self.advice.card.preview_wanted.connect(self._preview)
        self.advice.card.apply_wanted.connect(self._mend)
        self.advice.path_wanted.connect(self.picture.look_at)
        self.advice.edit_wanted.connect(self.do)
        self.advice.weighed.connect(self._weigh)

    def _weigh(self) -> None:
        """Show what the answers to questions decide. Where somebody is about to answer one, no line changes place."""
        focus = self.focusWidget()
        if not any(line.field and focus and line.field.isAncestorOf(focus) for line in self.lines.values()):
            self._fill()
        self._tell_worth()

    def _tell_worth(self) -> None:
        for key, line in self.lines.items():
            line.show_worth(self.advice.worth.get(key))

    def _preview(self, on: bool) -> None:
        """Show the smallest change on the picture, or the picture as it is."""
        mended = self.advice.card.repair
        shown = on and mended is not None and mended.edit is not None
        if shown and mended is not None and mended.edit is not None:
            shown = self.preview.show_edit(self.document, mended.edit)
        self._sight.setCurrentWidget(self.preview if shown else self.picture)

    def _mend(self) -> None:
        """Do the smallest change, as one step."""
        mended = self.advice.card.repair
        if mended is not None and mended.edit is not None and self.do(mended.edit, self.tr("the smallest change")):
            self.said.emit(self.tr("The smallest change is done. Undo takes it back as one step."))
            self.begin()

    # What is looked at

    def _held_up(self) -> None:
        if self.isVisible():
            self._open_held_up()
            self._aim()

    def _open_held_up(self) -> None:
        for key, line in self.lines.items():
            line.open(key == self.selection.finding)

    def _aim(self) -> None:
        """Show on the picture what is looked at. What was found is lit by the board itself."""
        key, report = self.selection.finding, self.report
        finding = next((f for f in (*report.findings, *report.notes) if f.key == key), None)
        question = next((q for q in report.questions if q.key == key), None)
        asked = (question.subject,) if question else ()
        self.picture.look_at(finding.subjects if finding else asked, asked)

    def _look_for(self, id_: str) -> None:
        self.filters.look_for(id_)
        first = next(iter(self.lines), "")
        self.selection.hold_up(first)

    def _find(self) -> None:
        self.filters.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.search.selectAll()

    def _apply(self, key: str, number: int) -> None:
        """Do what a remedy says, as one step."""
        finding = next((f for f in self.report.findings if f.key == key), None)
        remedy = finding.remedies[number] if isinstance(finding, Finding) else None
        if remedy is not None and remedy.edit is not None and self.do(remedy.edit, remedy.says):
            self.said.emit(self.tr("Done: {remedy}").format(remedy=remedy.says))


def _padded(text: str) -> QWidget:
    part = QWidget()
    layout: QVBoxLayout = column(part, 16, 0)
    layout.addWidget(label(text, "quiet"))
    return part
