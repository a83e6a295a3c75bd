"""What differs between designs, in words: a row an aspect, a cell a design."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from exports.contrast_words import ASPECT_ICONS, ASPECT_NAMES
from infra_builder.advice.contrasts import Contrast, Said
from ui.advice.wording import on_paper
from ui.painting import icon_pixmap
from ui.steps.flow import letter
from ui.theming import scaled
from ui.widgets import clear, column, label, row, rule

ROOMY = 30
"""So many letters wide a cell likes to be; where there is less room, names stand above the cells."""


class Rows(QFrame):
    """The rows that differ, and what is the same in quiet words."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "sheet")
        body = column(self, 16, 10)
        body.addWidget(label(self.tr("What differs"), "title"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(8)
        body.addLayout(self._grid)
        self.same = label("", "quiet")
        body.addWidget(self.same)
        self.contrasts: tuple[Contrast, ...] = ()
        self._shown: object = None

    def show_contrasts(
        self, names: Sequence[str], contrasts: Sequence[Contrast], colours: Mapping[str, str], *, waiting: bool
    ) -> None:
        """Show these aspects of designs with these names; `waiting`: the last one is still being worked out."""
        beside = self.width() > (len(names) * ROOMY + 24) * letter(self)
        shown = (tuple(names), tuple(contrasts), colours["panel"], waiting, beside)
        if shown == self._shown:
            return
        self._shown, self.contrasts = shown, tuple(contrasts)
        clear(self._grid)
        for place in range(self._grid.columnCount()):
            self._grid.setColumnStretch(place, 1 if 1 <= place <= len(names) else 0)
        for place, name in enumerate(names, 1):
            self._grid.addWidget(label(name, "ask"), 0, place)
            self._grid.setColumnStretch(place, 1)
        line = 1
        for contrast in contrasts:
            if contrast.differs:
                line = self._row(line, contrast, colours, len(names), beside=beside)
        if waiting:
            self._grid.addWidget(label(self.tr("Working out what the next step adds…"), "quiet"), line, 0, 1, -1)
        alike = ", ".join(on_paper(ASPECT_NAMES[each.aspect]) for each in contrasts if not each.differs)
        self.same.setText(self.tr("The same in all: {aspects}.").format(aspects=alike) if alike else "")
        self.same.setVisible(bool(alike))

    def _row(self, line: int, contrast: Contrast, colours: Mapping[str, str], across: int, *, beside: bool) -> int:
        self._grid.addWidget(rule(), line, 0, 1, across + 1)
        name = on_paper(ASPECT_NAMES[contrast.aspect])
        head = _named(ASPECT_ICONS[contrast.aspect], name, colours)
        top = Qt.AlignmentFlag.AlignTop
        if beside:
            self._grid.addWidget(head, line + 1, 0, top)
        else:
            self._grid.addWidget(head, line + 1, 0, 1, across + 1, top)
            line += 1
        for place, said in enumerate(contrast.cells, 1):
            self._grid.addWidget(_cell(name, said), line + 1, place, top)
        return line + 2


def _named(icon: str, name: str, colours: Mapping[str, str]) -> QWidget:
    made, sign = QWidget(), QLabel()
    sign.setPixmap(icon_pixmap(icon, colours, "ink_2", scaled(18), sign.devicePixelRatioF()))
    inside = row(sign, label(name, "quiet", wrap=False), spacing=8)
    inside.addStretch()
    made.setLayout(inside)
    return made


def _cell(name: str, said: Said) -> QWidget:
    made = QWidget()
    inside = column(made, 0, 2)
    for text in said.says:
        inside.addWidget(label(text, "ask"))
    for text in said.quiet:
        inside.addWidget(label(text, "small"))
    made.setAccessibleName(f"{name}: {' '.join((*said.says, *said.quiet))}")
    return made
