"""Two designs in one picture, beside it every difference as a list: what is chosen there is lit in the picture."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QSplitter, QTreeWidget, QTreeWidgetItem, QWidget

from exports.compare_entries import GROUPS, Entry, Group, entries, of_group
from exports.compare_words import Teller
from exports.picture.overlay import Overlay, overlay
from infra_builder.comparing import compared, compared_findings
from infra_builder.knowledge import Knowledge
from infra_builder.matching import Side
from infra_builder.report import OptionReport
from ui.compare.aside import FEW, Aside
from ui.compare.spread import Spread
from ui.steps.flow import Page
from ui.theming import scaled
from ui.widgets import clear, column, label

SIGNS: Mapping[Group, str] = {
    "added": "+", "removed": "−", "changed": "≠", "moved": "→", "unsure": "?", "new": "!", "cleared": "✓",
    "unchanged": "=",
}  # fmt: skip
ENTRY = Qt.ItemDataRole.UserRole


class Difference(QWidget):
    """The later design with what differs from the earlier one marked in it."""

    def __init__(self, colours: Mapping[str, str]) -> None:
        super().__init__()
        self.entries: tuple[Entry, ...] = ()
        self._overlay: Overlay | None = None
        self._aside = Aside("picture", self)
        self._lines: list[QTreeWidgetItem] = []
        self.setObjectName("panel")
        self.spread = Spread(colours)
        self.spread.setAccessibleName(self.tr("The difference in one picture"))
        self.spread.clicked.connect(self._clicked)
        self.legend = label("", "quiet")
        self.counts = label("", "ask")
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.setWordWrap(True)
        self.tree.setIndentation(scaled(12))
        self.tree.setAccessibleName(self.tr("Differences"))
        self.tree.currentItemChanged.connect(lambda now, _before: self._choose(now))
        self._details = column(spacing=4)
        self._lay_out()

    def _lay_out(self) -> None:
        seen = QWidget()
        seen.setObjectName("panel")
        picture = column(seen, 0, 0)
        above = column(None, 12, 0)
        above.addWidget(self.legend)
        picture.addLayout(above)
        picture.addWidget(self.spread, 1)
        told = QWidget()
        told.setObjectName("panel")
        listed = column(told, 12, 8)
        listed.addWidget(self.counts)
        listed.addWidget(self.tree, 3)
        inside = QWidget()
        inside.setObjectName("panel")
        around = column(inside, 8, 4)
        around.addLayout(self._details)
        around.addStretch()
        details = Page(inside)
        inside.setObjectName("panel")
        listed.addWidget(details, 2)
        across = QSplitter(Qt.Orientation.Horizontal)
        across.setHandleWidth(1)
        across.setChildrenCollapsible(False)
        across.addWidget(seen)
        across.addWidget(told)
        across.setStretchFactor(0, 5)
        across.setStretchFactor(1, 2)
        across.setSizes([900, 380])
        told.setMinimumWidth(scaled(260))
        column(self, 0, 0).addWidget(across)

    def show_sides(
        self,
        sides: tuple[Side, Side],
        reports: tuple[OptionReport, OptionReport],
        names: tuple[str, str],
        knowledge: Knowledge,
        colours: Mapping[str, str],
    ) -> None:
        """Show how the second design differs from the first."""
        differences = compared(*sides)
        self.entries = entries(Teller(differences, knowledge.catalogue), compared_findings(differences, *reports))
        large = max(len(side.option.flows) for side in sides) > FEW
        self._overlay = None
        drawn = self._aside.make(
            lambda: overlay(differences, knowledge.catalogue, quick=large),
            lambda made: self._show_picture(made, colours),
            large=large,
        )
        if not drawn:
            self.spread.show_nothing()
        legend = self.tr(
            "Plus: only in {after}. Minus: only in {before}. ≠: changed. Arrow: moved from the dotted place."
        )
        self.legend.setText(legend.format(before=names[0], after=names[1]))
        self.counts.setText(self._counted() or self.tr("The two drawings are the same."))
        self._fill()

    def _show_picture(self, made: Overlay, colours: Mapping[str, str]) -> None:
        self._overlay = made
        self.spread.show_scene(made.scene, colours)
        self._choose(self.tree.currentItem())

    def _counted(self) -> str:
        """How many things were added, removed, changed and moved."""
        words: dict[Group, str] = {
            "added": self.tr("Added {n}"), "removed": self.tr("removed {n}"), "changed": self.tr("changed {n}"),
            "moved": self.tr("moved {n}"), "unsure": self.tr("unsure {n}"),
        }  # fmt: skip
        counts = {group: len(of_group(self.entries, group)) for group in words}
        return " · ".join(words[group].format(n=n) for group, n in counts.items() if n or group in _ALWAYS) * any(
            counts.values()
        )

    def _heads(self) -> Mapping[Group, str]:
        return {
            "added": self.tr("Added ({n})"), "removed": self.tr("Removed ({n})"), "changed": self.tr("Changed ({n})"),
            "moved": self.tr("Moved ({n})"), "unsure": self.tr("Probably the same, please check ({n})"),
            "new": self.tr("Findings that are new ({n})"), "cleared": self.tr("Findings that are cleared ({n})"),
            "unchanged": self.tr("Findings that stay ({n})"),
        }  # fmt: skip

    def _fill(self) -> None:
        self.tree.clear()
        self._lines = []
        heads = self._heads()
        for group in GROUPS:
            found = of_group(self.entries, group)
            if not found:
                continue
            head = QTreeWidgetItem(self.tree, [heads[group].format(n=len(found))])
            font = self.tree.font()
            font.setBold(True)
            head.setFont(0, font)
            for entry in found:
                line = QTreeWidgetItem(head, [f"{SIGNS[group]}  {entry.says}"])
                line.setToolTip(0, entry.says)
                line.setData(0, ENTRY, self.entries.index(entry))
                self._lines.append(line)
            head.setExpanded(group != "unchanged")
        self._choose(None)

    def _choose(self, line: QTreeWidgetItem | None) -> None:
        """Light what a line is about, and say what exactly differs."""
        clear(self._details)
        number = line.data(0, ENTRY) if line is not None else None
        if number is None:
            self._details.addWidget(label(self.tr("Choose a line to see it in the picture."), "quiet"))
            self.spread.light(())
            return
        entry = self.entries[number]
        self._details.addWidget(label(entry.says, "ask"))
        if entry.note:
            self._details.addWidget(label(entry.note, "small"))
        for text in entry.details:
            self._details.addWidget(label(text))
        self.spread.light(tuple(self._items(entry)))

    def _items(self, entry: Entry) -> Iterator[str]:
        """What an entry is about, as items of the picture."""
        if self._overlay is None:
            return
        for id_ in entry.after:
            yield from self._overlay.items(id_)
        if not entry.after:
            yield from (self._overlay.before[id_] for id_ in entry.before if id_ in self._overlay.before)

    def _clicked(self, id_: str) -> None:
        """Choose the first line that is about what was clicked."""
        for line in self._lines:
            if id_ in set(self._items(self.entries[line.data(0, ENTRY)])):
                self.tree.setCurrentItem(line)
                return
        self.tree.setCurrentIndex(QModelIndex())


_ALWAYS = frozenset({"added", "removed", "changed", "moved"})
