"""The desk: palette, canvas, inspector and verdict around one plan."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QTabBar, QVBoxLayout, QWidget

from infra_builder.linking import NoLink, sensible
from ui.canvas.canvas import Canvas
from ui.chooser import Chooser
from ui.document import PlanDocument
from ui.painting import qicon
from ui.panels.inspector import Inspector
from ui.panels.palette import Palette
from ui.panels.verdict import VerdictPanel
from ui.selection import Selection


class Desk(QWidget):
    """Everything around one open plan."""

    said = Signal(str)

    def __init__(self, document: PlanDocument, colours: Mapping[str, str]) -> None:
        super().__init__()
        self.document, self.colours = document, colours
        self.selection = Selection()
        catalogue = document.knowledge.catalogue
        self.palette_panel = Palette(catalogue, colours)
        self.canvas = Canvas(document, self.selection, colours)
        self.inspector = Inspector(document, self.selection, colours)
        self.verdict = VerdictPanel(document, self.selection, colours)
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(self.tr("Options"))
        self._lay_out()
        self.palette_panel.wanted.connect(self._add)
        self.canvas.rename_wanted.connect(self.rename)
        for panel in (self.canvas, self.inspector, self.verdict):
            panel.said.connect(self.said)
        self.tabs.currentChanged.connect(self._tab_chosen)
        document.judged.connect(self._fill_tabs)
        self._fill_tabs()

    def _lay_out(self) -> None:
        middle = QWidget()
        stack = QVBoxLayout(middle)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        stack.addWidget(self.tabs)
        stack.addWidget(self.canvas, 1)
        across = QSplitter(Qt.Orientation.Horizontal)
        for panel in (self.palette_panel, middle, self.inspector):
            across.addWidget(panel)
        across.setStretchFactor(1, 1)
        across.setSizes([240, 860, 330])
        down = QSplitter(Qt.Orientation.Vertical)
        down.addWidget(across)
        down.addWidget(self.verdict)
        down.setStretchFactor(0, 1)
        down.setSizes([620, 240])
        for splitter in (across, down):
            splitter.setHandleWidth(1)
            splitter.setChildrenCollapsible(False)
        self.palette_panel.setMinimumWidth(190)
        self.inspector.setMinimumWidth(290)
        self.verdict.setMinimumHeight(190)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(down)

    def restyle(self, colours: Mapping[str, str]) -> None:
        """Take on the colours of another theme."""
        self.colours = colours
        for panel in (self.palette_panel, self.canvas, self.inspector, self.verdict):
            panel.restyle(colours)
        self._fill_tabs()

    def _fill_tabs(self) -> None:
        """A tab an option, with the sign of its verdict."""
        self.tabs.blockSignals(True)
        options = self.document.plan.options
        while self.tabs.count() > len(options):
            self.tabs.removeTab(self.tabs.count() - 1)
        while self.tabs.count() < len(options):
            self.tabs.addTab("")
        for index, option in enumerate(options):
            judged = self.document.report.option(option.id)
            flags = judged.flags or ("balanced",)
            sign = "question" if judged.empty else flags[0]
            self.tabs.setTabText(index, option.name or option.id)
            self.tabs.setTabIcon(index, qicon(f"verdict_{sign}", self.colours, "ink_2" if judged.empty else sign))
            words = ", ".join(self.document.knowledge.catalogue.label("flag", flag) for flag in flags)
            self.tabs.setTabToolTip(index, self.tr("Nothing to judge yet") if judged.empty else words)
            if option.id == self.document.option.id:
                self.tabs.setCurrentIndex(index)
        self.tabs.blockSignals(False)

    def _tab_chosen(self, index: int) -> None:
        options = self.document.plan.options
        if 0 <= index < len(options):
            self.selection.hold_up("")
            self.document.show_option(options[index].id)

    def _add(self, kind: str) -> None:
        if self.canvas.add(kind):
            self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def rename(self) -> None:
        """Name what is selected."""
        self.inspector.rename()

    def look_up(self) -> None:
        """Look for a block to add."""
        self.palette_panel.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.palette_panel.search.selectAll()

    def select_all(self) -> None:
        """Select every workload, zone and block."""
        option = self.document.option
        ids = [
            *(w.id for w in self.document.plan.workloads),
            *(z.id for z in option.zones),
            *(b.id for b in option.blocks),
        ]
        self.selection.choose(ids)

    def link_dialog(self) -> None:
        """Link what is selected with something chosen from a list: the way by keyboard."""
        source = self.selection.only
        targets = self.targets(source)
        if not targets:
            self.said.emit(self.tr("Select one block or workload that can be linked."))
            return
        chooser = Chooser(self.tr("Link with"), targets, self)
        chooser.chosen.connect(lambda target: self.canvas.offer_link(source, target))
        chooser.open()

    def targets(self, source: str) -> list[tuple[str, str]]:
        """What can be linked from here: ids and names."""
        plan, option, catalogue = self.document.plan, self.document.option, self.document.knowledge.catalogue
        found = []
        for block in option.blocks:
            try:
                sensible(plan, option, catalogue, source, block.id)
            except NoLink:
                continue
            found.append((block.id, catalogue.name_of(block)))
        return sorted(found, key=lambda entry: entry[1].casefold())
