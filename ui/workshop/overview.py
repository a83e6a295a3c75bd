"""All groups at a glance: how many there are, what has to be said about the folder, and a card for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QWidget

from infra_builder.catalogue import Catalogue
from infra_builder.room.looks import Look
from ui.steps.flow import Page
from ui.theming import scaled
from ui.widgets import column, counted, label, row
from ui.workshop.cards import GroupCard
from ui.workshop.look_words import in_short
from ui.workshop.looking import Seen
from ui.workshop.switches import Tick

LEAST = 250
"""Each card is at least so many pixels wide at 100 %."""
PICTURED = 12
"""Up to so many groups have pictures unless somebody wants otherwise."""
CLOCK_MS = 20_000
"""How often "3 minutes ago" is looked at anew."""


class Overview(QWidget):
    """The cards, one of which is chosen."""

    chosen_changed = Signal(str)
    opened = Signal()
    """The plan of the chosen group is to be opened."""

    def __init__(self, catalogue: Catalogue, colours: Mapping[str, str], groups: int) -> None:
        """`groups`: how many there will be."""
        super().__init__()
        self.catalogue, self.colours = catalogue, colours
        self.cards: dict[str, GroupCard] = {}
        self.chosen = ""
        """The id of the group that is chosen; "" while there is none."""
        self.pictures = Tick(self.tr("With pictures"))
        self.pictures.setChecked(groups <= PICTURED)
        self.pictures.toggled.connect(lambda _on: self._show_cards())
        self.summary, self.remark = label("", "title"), label("", "quiet")
        self.problem = label("", "strong")
        self._seen: Seen | None = None
        self._group = QButtonGroup(self)
        self._grid = QGridLayout()
        self._grid.setSpacing(12)
        self._across = 0
        inside = QWidget()
        body = column(inside, 16, 10)
        head = row(self.summary, self.pictures, spacing=16)
        head.setStretch(0, 1)
        body.addLayout(head)
        body.addWidget(self.problem)
        body.addWidget(self.remark)
        body.addLayout(self._grid)
        body.addStretch(1)
        self._area = Page(inside)
        column(self, 0, 0).addWidget(self._area)
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._show_cards)
        self._clock.start(CLOCK_MS)
        self.show_seen(None, veiled=False)

    def show_seen(self, seen: Seen | None, *, veiled: bool) -> None:
        """Show how all groups stand; `veiled`: the groups do not see their verdict."""
        self._seen = seen
        self.summary.setText(
            self.tr("The plans are being read…") if seen is None else " · ".join(_summed(seen.room.looks))
        )
        self.problem.setText(seen.room.problem if seen is not None else "")
        self.problem.setVisible(bool(self.problem.text()))
        remarks = list(self._remarks(seen, veiled=veiled)) if seen is not None else []
        self.remark.setText(" ".join(remarks))
        self.remark.setVisible(bool(remarks))
        if seen is not None and list(self.cards) != [look.group.id for look in seen.room.looks]:
            self._make_cards(seen)
        self._show_cards()

    def _remarks(self, seen: Seen, *, veiled: bool) -> Iterator[str]:
        if veiled:
            yield self.tr("The groups do not see their verdict yet; you do.")
        if strangers := seen.room.strangers:
            names = ", ".join(path.name for path in strangers)
            yield self.tr("These plans in the folder belong to no group: {files}.").format(files=names)

    def _make_cards(self, seen: Seen) -> None:
        for card in self.cards.values():
            self._group.removeButton(card)
            card.deleteLater()
        self.cards = {}
        for look in seen.room.looks:
            card = self.cards[look.group.id] = GroupCard(self.colours)
            self._group.addButton(card)
            card.toggled.connect(lambda on, id_=look.group.id: self._choose(id_ if on else self.chosen))
            card.opened.connect(self.opened)
        if self.chosen not in self.cards:
            self.chosen = next(iter(self.cards), "")
        if self.chosen:
            self.cards[self.chosen].setChecked(True)
        self._across = 0
        self._place()

    def _show_cards(self) -> None:
        for look in self._seen.room.looks if self._seen is not None else ():
            drawn = self._seen.pictures.get(look.group.id) if self._seen is not None else None
            self.cards[look.group.id].show_group(look, drawn, self.catalogue, pictures=self.pictures.isChecked())

    def _choose(self, id_: str) -> None:
        if id_ != self.chosen:
            self.chosen = id_
            self.chosen_changed.emit(id_)

    def _place(self) -> None:
        """As many cards side by side as there is room for."""
        across = max(1, (self._area.viewport().width() - 32) // scaled(LEAST))
        if across == self._across:
            return
        self._across = across
        for place, card in enumerate(self.cards.values()):
            self._grid.addWidget(card, place // across, place % across)
        for place in range(self._grid.columnCount()):
            self._grid.setColumnStretch(place, 1 if place < across else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the cards anew where another number fits."""
        super().resizeEvent(event)
        self._place()

    def begin(self) -> None:
        """Put the keyboard on the card that is chosen."""
        if self.chosen in self.cards:
            self.cards[self.chosen].setFocus(Qt.FocusReason.OtherFocusReason)

    def restyle(self, colours: Mapping[str, str]) -> None:
        """Take on the colours of another theme."""
        self.colours = colours
        if self._seen is not None:
            self._make_cards(self._seen)
            self._show_cards()


def _summed(looks: tuple[Look, ...]) -> Iterator[str]:
    """How many groups there are, how many have begun, how many files need somebody to look at them."""
    yield counted(len(looks), _tr("1 group"), _tr("{n} groups"))
    yield _tr("{n} at work").format(n=sum(look.plan is not None and look.state != "untouched" for look in looks))
    if wrong := sum(bool(in_short(look)) for look in looks):
        yield counted(wrong, _tr("1 file needs a look"), _tr("{n} files need a look"))


def _tr(text: str) -> str:
    return QCoreApplication.translate("groups", text)
