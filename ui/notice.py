"""A strip that says something calmly and offers what to do about it, without standing in the way."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from ui.painting import icon_pixmap
from ui.widgets import button, column, label, row

Choice = tuple[str, Callable[[], object]]


@dataclass(frozen=True)
class Note:
    """What a strip says: a title, a line, and the choices, the most likely one last."""

    title: str
    line: str
    choices: Sequence[Choice]
    icon: str = "recovered"


class Notice(QFrame):
    """The strip."""

    def __init__(self, note: Note, colours: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.note = note
        self.setProperty("role", "notice")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(note.title)
        self.setAccessibleDescription(note.line)
        mark = QLabel()
        mark.setPixmap(icon_pixmap(note.icon, colours, "accent", 20, self.devicePixelRatioF()))
        body = row(mark, spacing=12)
        body.setContentsMargins(16, 10, 12, 10)
        text = column(spacing=2)
        text.addWidget(label(note.title, "strong"))
        text.addWidget(label(note.line, "small"))
        body.addLayout(text, 1)
        self.buttons = []
        for index, (name, do) in enumerate(note.choices):
            made = button(name, "primary" if index == len(note.choices) - 1 else "quiet")
            made.clicked.connect(lambda _on=False, do=do: do())
            body.addWidget(made, 0, Qt.AlignmentFlag.AlignVCenter)
            self.buttons.append(made)
        self.setLayout(body)
