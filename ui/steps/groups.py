"""The lines of Check by what they are: findings by flag, questions that decide and others, what is right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFrame

from infra_builder.catalogue import Catalogue
from infra_builder.report import OptionReport
from infra_builder.vocabulary import VERDICT_FLAGS
from ui.judgement import colour_of, sign
from ui.steps.entry import Entry
from ui.steps.filters import Wanted
from ui.widgets import label, row


@dataclass(frozen=True)
class Group:
    """Lines of one sort under a title with a sign."""

    id: str
    flag: str
    title: str
    entries: tuple[Entry, ...]

    @property
    def expected(self) -> bool:
        """Whether people look for it, so that its being empty is worth a line."""
        return self.flag in VERDICT_FLAGS


def _tr(text: str) -> str:
    return QCoreApplication.translate("Check", text)


def groups(report: OptionReport, catalogue: Catalogue, wanted: Wanted) -> Iterator[Group]:
    """The groups with the entries that are looked for. Flags that are raised come first; of the questions, those that
    may change the verdict."""
    decisive = set(report.decisive_questions)
    other = tuple(question for question in report.questions if question not in decisive)
    everything = [
        Group(flag, flag, catalogue.label("flag", flag), report.of_flag(flag))
        for flag in sorted(VERDICT_FLAGS, key=lambda flag: not report.of_flag(flag))
    ]
    everything += [
        Group("decisive", "question", _tr("Questions that may change the verdict"), report.decisive_questions),
        Group("questions", "question", _tr("Other open questions"), other),
        Group("notes", "note", _tr("What is right"), report.notes),
    ]
    for group in everything:
        entries = tuple(entry for entry in group.entries if wanted.lets(entry))
        yield Group(group.id, group.flag, group.title, entries)


class GroupHead(QFrame):
    """The title of a group with its sign and count; a flag that was not raised is said in quiet words."""

    def __init__(self, group: Group, catalogue: Catalogue, colours: Mapping[str, str]) -> None:
        super().__init__()
        self.setProperty("role", "group")
        line = row(spacing=10)
        line.setContentsMargins(16, 8, 16, 8)
        self.setLayout(line)
        line.addWidget(sign(group.flag, catalogue, colours, 22, "" if group.entries else "ink_3"))
        if group.entries:
            words = label(group.title, "row")
            words.setStyleSheet(f"color: {colours[colour_of(group.flag)]};")
            line.addWidget(words, 1)
            line.addWidget(label(str(len(group.entries)), "row", wrap=False))
        else:
            none = {
                "overbuilt": self.tr("Not overbuilt"),
                "fragile": self.tr("Not fragile"),
                "accidental_hybrid": self.tr("No accidental hybrid"),
            }
            line.addWidget(label(none.get(group.flag, group.title), "quiet"), 1)
