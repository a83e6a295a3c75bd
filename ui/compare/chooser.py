"""The line on top of Compare: which designs stand beside each other, and whether side by side or in one picture."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from ui.compare.sides import Offer
from ui.steps.flow import Wrap
from ui.widgets import Choice, button, clear, label, row

MOST = 3
"""So many designs can be taken in at a glance."""
ANOTHER = "another"
"""Stands for a plan file that is still to be chosen."""


class Ways(QWidget):
    """The two ways of looking, one of which is chosen."""

    changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        layout = row(spacing=0)
        self.setLayout(layout)
        self._group = QButtonGroup(self)
        self.beside, self.one = (
            self._button(text, way)
            for way, text in (("beside", self.tr("Side by side")), ("one", self.tr("In one picture")))
        )
        layout.addWidget(self.beside)
        layout.addWidget(self.one)
        self.beside.setChecked(True)

    def _button(self, text: str, way: str) -> QPushButton:
        made = button(text, "answer")
        made.setCheckable(True)
        made.clicked.connect(lambda _on=False: self.changed.emit(way))
        self._group.addButton(made)
        return made


class Choosers(QWidget):
    """A list for each column, the last of which may stay empty, and two ways of looking."""

    chosen = Signal(int, object)
    """A column and the key of what it is to show; None for nothing."""
    another_wanted = Signal(int)
    """A column is to show a plan from a file."""
    way_changed = Signal(str)
    """Look at the designs "beside" each other or as "one" picture."""

    def __init__(self) -> None:
        super().__init__()
        self._line = Wrap(self, across=8, down=6)
        self.lists: list[Choice] = []
        self.ways = Ways()
        self.ways.changed.connect(self.way_changed)
        self._offered: object = None

    def offer(self, offers: tuple[Offer, ...], keys: tuple[str, ...]) -> None:
        """Offer these designs; those with the keys are chosen, in the order of the columns."""
        self.ways.setEnabled(len(keys) > 1)
        named = tuple((offer.key, offer.name, offer.origin) for offer in offers)
        columns = min(MOST, max(2, len(keys) + 1)) if len(offers) > 2 or len(keys) > 2 else 2
        if (named, columns) != self._offered:
            self._offered = named, columns
            self._rebuild(offers, columns)
        for place, made in enumerate(self.lists):
            made.show_value(keys[place] if place < len(keys) else None)

    def _rebuild(self, offers: tuple[Offer, ...], columns: int) -> None:
        focused = next((place for place, made in enumerate(self.lists) if made.hasFocus()), None)
        self.ways.setParent(None)
        clear(self._line)
        words = (self.tr("Compare"), self.tr("with"), self.tr("and"))
        names = (self.tr("First design"), self.tr("Second design"), self.tr("Third design"))
        self.lists = []
        for place in range(columns):
            made = self._list(offers, place)
            made.setAccessibleName(names[place])
            self.lists.append(made)
            said = label(words[place], "quiet", wrap=False)
            said.setMinimumHeight(made.sizeHint().height())
            self._line.addWidget(said)
            self._line.addWidget(made)
        self._line.addWidget(self.ways)
        self.ways.show()
        if focused is not None and focused < columns:
            self.lists[focused].setFocus()

    def _list(self, offers: tuple[Offer, ...], place: int) -> Choice:
        nothing = "" if place == 0 else self.tr("nothing yet") if place == 1 else self.tr("nothing more")
        made = Choice([(offer.key, offer.name) for offer in offers], nothing)
        last = made.count()
        made.addItem(self.tr("A plan from another file…"), ANOTHER)
        made.insertSeparator(last)
        for before, after in zip(offers[::-1][1:], offers[::-1], strict=False):
            if before.origin != after.origin:
                made.insertSeparator(made.findData(after.key))
        made.setMinimumContentsLength(16)
        made.chosen.connect(lambda key, place=place: self._chose(place, key))
        return made

    def _chose(self, place: int, key: object) -> None:
        if key == ANOTHER:
            self.another_wanted.emit(place)
        else:
            self.chosen.emit(place, key)
