"""The checklists, questions and roadmaps of the knowledge base, to search and to read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QTreeWidget, QTreeWidgetItem, QWidget

from infra_builder.amounts import number
from infra_builder.catalogue import Catalogue
from infra_builder.lists import KnowledgeList, ListEntry, ListSort, of_use
from infra_builder.plan import Plan
from ui.guide import scrolled
from ui.widgets import Chips, clear, column, label

ID = Qt.ItemDataRole.UserRole


class ListsDialog(QDialog):
    """Lists by what they are good for: those that are of use for the open plan, or all of them."""

    def __init__(self, catalogue: Catalogue, plan: Plan | None, parent: QWidget, first: str = "") -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Checklists and questions"))
        self.resize(1020, 660)
        self.catalogue = catalogue
        self.useful = of_use(catalogue.lists, plan) if plan else dict(catalogue.lists)
        self.shown: Mapping[str, KnowledgeList] = {}
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Find a list or a line in one"))
        self.search.setClearButtonEnabled(True)
        self.reach = Chips((("plan", self.tr("For this plan")), ("all", self.tr("All"))), several=False)
        self.reach.show_value(("plan",))
        self.reach.setVisible(plan is not None)
        self.names = QTreeWidget()
        self.names.setHeaderHidden(True)
        self.names.setRootIsDecorated(False)
        self.names.setIndentation(14)
        self.names.setWordWrap(True)
        self.names.setAccessibleName(self.tr("Lists"))
        self.entries = column(spacing=6)
        self._lay_out()
        self.search.textChanged.connect(self._fill)
        self.reach.chosen.connect(self._fill)
        self.names.currentItemChanged.connect(self._chosen)
        self._fill()
        if first:
            self.show_list(first)

    def _lay_out(self) -> None:
        left = column(spacing=8)
        left.setContentsMargins(12, 12, 12, 12)
        for widget in (self.search, self.reach, self.names):
            left.addWidget(widget)
        page = QWidget()
        page.setObjectName("panel")
        self.entries.setContentsMargins(24, 24, 24, 24)
        page.setLayout(self.entries)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(left, 3)
        layout.addWidget(scrolled(page), 5)

    def _titles(self) -> dict[str, str]:
        return {
            "checklist": self.tr("Checklists"),
            "questions": self.tr("Questions to ask"),
            "baseline": self.tr("What has to be there"),
            "roadmap": self.tr("One step after the other"),
            "pattern": self.tr("Cases and patterns"),
            "placement": self.tr("What runs where"),
            "signals": self.tr("Signals to watch"),
            "costs": self.tr("What drives the cost"),
            "symptoms": self.tr("Signs that something is wrong"),
            "model": self.tr("Ways to think about it"),
        }

    def _fill(self, *_changed: object) -> None:
        everything = self.reach.buttons["all"].isChecked() or not self.reach.buttons["plan"].isChecked()
        words = self.search.text().casefold().split()
        lists = self.catalogue.lists if everything else self.useful
        lists = {
            **lists,
            **_figures(self.catalogue, self.tr("Figures of the sources"), self.tr("They age: check them")),
        }
        self.shown = {id_: entry for id_, entry in lists.items() if all(word in _text(entry) for word in words)}
        self.names.clear()
        titles = self._titles()
        for sort in get_args(ListSort):
            found = {id_: entry for id_, entry in self.shown.items() if entry.sort == sort}
            if found:
                self._group(titles[sort], found)
        self.names.expandAll()
        group = self.names.topLevelItem(0)
        first = group.child(0) if group else None
        if first:
            self.names.setCurrentItem(first)
        else:
            self._show(None)

    def _group(self, title: str, found: Mapping[str, KnowledgeList]) -> None:
        group = QTreeWidgetItem(self.names, [title])
        group.setFlags(Qt.ItemFlag.ItemIsEnabled)
        font = self.names.font()
        font.setBold(True)
        group.setFont(0, font)
        for id_, entry in sorted(found.items(), key=lambda pair: pair[1].name.casefold()):
            item = QTreeWidgetItem(group, [entry.name])
            item.setToolTip(0, entry.line)
            item.setData(0, ID, id_)

    def show_list(self, id_: str) -> None:
        """Show a list, whether or not it is among those of use."""
        self._show(self.catalogue.lists.get(id_))

    def _chosen(self, item: QTreeWidgetItem | None, _before: object = None) -> None:
        if item is not None and item.data(0, ID):
            self._show(self.shown[item.data(0, ID)])

    def _show(self, chosen: KnowledgeList | None) -> None:
        clear(self.entries)
        if chosen is None:
            self.entries.addWidget(label(self.tr("Nothing of that name."), "quiet"))
            self.entries.addStretch()
            return
        self.entries.addWidget(label(chosen.name, "section"))
        stages = ", ".join(self.catalogue.label("stage", stage) for stage in chosen.stages)
        self.entries.addWidget(label(" · ".join(part for part in (chosen.line, stages) if part), "quiet"))
        self.entries.addSpacing(8)
        for line in chosen.entries.values():
            self.entries.addWidget(label(line.says, "row"))
            if line.note != "–":
                self.entries.addWidget(label(line.note, "quiet"))
        self.entries.addStretch()


def _text(entry: KnowledgeList) -> str:
    """Everything a list says, to search in."""
    lines = (f"{line.says} {line.note}" for line in entry.entries.values())
    return f"{entry.name} {entry.line} {' '.join(lines)}".casefold()


def _figures(catalogue: Catalogue, name: str, line: str) -> dict[str, KnowledgeList]:
    """The numbers that the sources give, as a list of its own."""
    given = {
        id_: ListEntry(
            says=" ".join(
                part for part in (number(figure.value), figure.unit, f"({figure.year})" * bool(figure.year)) if part
            ),
            note=figure.meaning,
        )
        for id_, figure in catalogue.figures.items()
        if all(source.doc != "design" for source in figure.source)
    }
    if len(given) < 2:
        return {}
    source = next(iter(catalogue.figures.values())).source
    return {"figures": KnowledgeList(name=name, sort="costs", line=line, entries=given, source=source)}
