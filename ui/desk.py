"""The desk: palette, canvas, inspector and verdict around one plan."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from infra_builder.linking import NoLink, sensible
from ui import clipboard
from ui.announcing import Announcer
from ui.canvas.canvas import Canvas
from ui.chooser import Chooser
from ui.document import PlanDocument
from ui.focus import step_panel
from ui.option_row import OptionRow
from ui.options import OptionTabs
from ui.panels.inspector import Inspector
from ui.panels.outline import Outline
from ui.panels.palette import Palette
from ui.panels.side import Side
from ui.panels.verdict import VerdictPanel
from ui.selection import Selection
from ui.theming import scaled

LEAST_VERDICT, VERDICT_PART = 190, 0.32
"""The least height of the verdict, and what part of the desk it takes at most when it is first shown."""


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
        self.outline = Outline(document, self.selection, colours)
        self.side = Side(self.palette_panel, self.outline)
        self.tabs = OptionTabs(document, self.selection, colours)
        self.option_row = OptionRow(self.tabs, colours)
        self.announcer = Announcer(self.canvas, document, self.selection)
        self._lay_out()
        self.palette_panel.wanted.connect(self._add)
        self.canvas.rename_wanted.connect(self.inspector.rename)
        self.menu_at: QPointF | None = None
        """Where on the canvas the open menu was asked for; what is pasted from it comes there."""
        self.canvas.menu_wanted.connect(self._remember_place)
        for panel in (self.canvas, self.inspector, self.verdict, self.tabs, self.outline):
            panel.said.connect(self.said)
        self.option_row.outline.toggled.connect(self.side.show_outline)
        self.side.turned.connect(self.option_row.outline.setChecked)
        self.outline.menu_wanted.connect(self.canvas.menu_wanted)
        self.outline.looked_at.connect(self.canvas.show_item)
        self.outline.left.connect(self.canvas.setFocus)

    def _lay_out(self) -> None:
        middle = QWidget()
        stack = QVBoxLayout(middle)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        stack.addWidget(self.option_row)
        stack.addWidget(self.canvas, 1)
        across = QSplitter(Qt.Orientation.Horizontal)
        for panel in (self.side, middle, self.inspector):
            across.addWidget(panel)
        across.setStretchFactor(1, 1)
        across.setSizes([120 + scaled(120), 860, 180 + scaled(150)])
        down = self._down = QSplitter(Qt.Orientation.Vertical)
        self._shared = False
        down.addWidget(across)
        down.addWidget(self.verdict)
        down.setStretchFactor(0, 1)
        for splitter in (across, down):
            splitter.setHandleWidth(1)
            splitter.setChildrenCollapsible(False)
        self.side.setMinimumWidth(190)
        self.inspector.setMinimumWidth(290)
        self.verdict.setMinimumHeight(LEAST_VERDICT)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(down)

    def showEvent(self, event: QShowEvent) -> None:
        """At first the verdict is as high as it needs, and the canvas never small for it."""
        super().showEvent(event)
        if not self._shared:
            self._shared = True
            low = min(scaled(236), max(LEAST_VERDICT, int(self.height() * VERDICT_PART)))
            self._down.setSizes([self.height() - low, low])

    def restyle(self, colours: Mapping[str, str]) -> None:
        """Take on the colours of another theme."""
        self.colours = colours
        for panel in (self.palette_panel, self.outline, self.option_row, self.canvas, self.inspector, self.verdict):
            panel.restyle(colours)

    def _add(self, kind: str) -> None:
        if self.canvas.add(kind):
            self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def follow_locks(self) -> None:
        """Show which parts of the plan a workshop keeps as they are."""
        self.option_row.more.setEnabled("options" not in self.document.locked)
        self.inspector.rebuild_if_needed()

    def rename(self) -> None:
        """Name what is selected."""
        self.canvas.rename()

    def look_up(self) -> None:
        """Look for a block to add."""
        self.side.look_up()

    def step_panel(self, by: int) -> None:
        """Go on to the next panel by keyboard."""
        step_panel((self.side, self.canvas, self.inspector, self.verdict), by)

    def look_on_canvas(self) -> None:
        """Look for something that is there already."""
        self.side.show_outline(True)
        self.outline.look_up()

    def _remember_place(self, place: QPoint) -> None:
        pane = self.canvas.viewport()
        inside = pane.rect().contains(pane.mapFromGlobal(place))
        self.menu_at = self.canvas.mapToScene(pane.mapFromGlobal(place)) if inside else None

    def forget_place(self) -> None:
        """The menu is gone."""
        self.menu_at = None

    def paste(self) -> None:
        """Paste what is on the clipboard, where the menu was opened if it was asked for there."""
        clipboard.paste(self, self.menu_at)

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
        chooser.chosen.connect(lambda target: self.canvas.linker.offer(source, target))
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
