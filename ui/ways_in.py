"""The left side of the first page: describe the AI, start empty, open a plan, go on with one of the last.

It knows nothing of plans and knowledge, so that it can be shown before they are read.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QSizePolicy, QWidget

from ui.painting import icon_pixmap
from ui.theming import scaled
from ui.widgets import CardButton, column, label, row, rule

FILE = "workshop.yaml"
"""As in `room.workshop`, which is not read yet when this page is shown."""
SIDE = 400
RECENT = 5


class WaysIn(QWidget):
    """What one can begin with."""

    described_wanted = Signal()
    """A new plan that begins with the questions."""
    new_wanted = Signal()
    open_wanted = Signal()
    path_wanted = Signal(Path)

    def __init__(self, recent: tuple[Path, ...], colours: Mapping[str, str]) -> None:
        super().__init__()
        self.colours = colours
        body = column(self, 40, 12)
        body.addWidget(sign("app_mark", colours, "ink", 72))
        body.addWidget(label("Infra Builder", "display"))
        body.addWidget(label(self.tr("Find the smallest foundation that carries your next safe step."), "row"))
        body.addSpacing(12)
        ways = (
            (
                self.described_wanted,
                self.tr("Describe what the AI should do"),
                self.tr("A few questions, all optional"),
            ),
            (self.new_wanted, self.tr("Begin with an empty canvas"), self.tr("Blocks first, questions later")),
            (self.open_wanted, self.tr("Open a plan…"), self.tr("Or drop a file anywhere here")),
        )
        made = [
            self._way(title, line, "card" if index else "primary-card") for index, (_, title, line) in enumerate(ways)
        ]
        for way, (wanted, _, _) in zip(made, ways, strict=True):
            way.clicked.connect(wanted)
            body.addWidget(way)
        self.describe_button, self.new_button, self.open_button = made
        if recent:
            body.addSpacing(12)
            body.addWidget(label(self.tr("Last plans").upper(), "caps"))
            for path in recent[:RECENT]:
                body.addWidget(rule())
                body.addWidget(self._recent(path))
        body.addStretch()
        foot = row(sign("lock", colours, "ink_2", 18))
        foot.addWidget(label(self.tr("Works without a network. Plans stay on this computer."), "small"), 1)
        body.addLayout(foot)

    def _way(self, title: str, line: str, role: str) -> QPushButton:
        made = CardButton(role)
        made.setAccessibleName(title)
        made.setAccessibleDescription(line)
        made.inner.setContentsMargins(16, 12, 16, 12)
        made.inner.setSpacing(2)
        for text, size in ((title, "row"), (line, "small")):
            words = label(text, size)
            words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            if role == "primary-card":
                words.setStyleSheet(f"color: {self.colours['on_accent']};")
            made.inner.addWidget(words)
        return made

    def _recent(self, path: Path) -> QPushButton:
        made = CardButton("link-card")
        room = path.name == FILE
        name, line = (path.parent.name, self.tr("Workshop")) if room else (path.stem, path.parent.name)
        made.setAccessibleName(name)
        made.setAccessibleDescription(line)
        made.setToolTip(str(path))
        made.inner.setContentsMargins(4, 2, 4, 2)
        made.inner.setSpacing(0)
        for text, size in ((name, "ask"), (line, "small")):
            words = label(text, size)
            words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            made.inner.addWidget(words)
        made.clicked.connect(lambda _on=False: self.path_wanted.emit(path))
        return made


class FirstPage(QWidget):
    """A page with the ways in at the left, which keep to their part of it however large the letters are."""

    def lay_out(self, ways: WaysIn, rest: QWidget) -> None:
        """Put the ways in, and what stands beside them, onto the page."""
        self._side = _scrolling(ways, "welcome-side")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._side)
        layout.addWidget(_scrolling(rest, "welcome"), 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self._side.setFixedWidth(min(scaled(SIDE), self.width() * 2 // 5))


def sign(name: str, colours: Mapping[str, str], role: str, size: int) -> QLabel:
    """An icon as a label of its own size."""
    made = QLabel()
    made.setPixmap(icon_pixmap(name, colours, role, scaled(size), made.devicePixelRatioF()))
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made


def _scrolling(page: QWidget, name: str) -> QScrollArea:
    page.setObjectName(name)
    page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(page)
    return area
