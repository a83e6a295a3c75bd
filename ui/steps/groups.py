"""The lines of Check in groups: by what they are (flags, questions, what is right), or by whom they fall to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFrame

from infra_builder.catalogue import Catalogue
from infra_builder.deciding import ByName, overdue
from infra_builder.report import OpenQuestion, OptionReport
from infra_builder.vocabulary import VERDICT_FLAGS, VOCABULARIES
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


@dataclass(frozen=True)
class Sorting:
    """What is looked for in which order: what was decided, today's date, and whether it goes by flag or by function.

    `deciding`: the keys of questions to which an answer alone changes the verdict; they come before other questions.
    """

    wanted: Wanted
    decided: ByName
    today: str = ""
    grouping: str = "flag"
    deciding: frozenset[str] = frozenset()

    def through(self, entries: Iterable[Entry]) -> tuple[Entry, ...]:
        """The entries that are looked for; what should have been looked at again by now comes first."""
        late: list[Entry] = []
        others: list[Entry] = []
        for entry in entries:
            decision = self.decided.about(entry)
            if self.wanted.lets(entry, decision, self.today):
                (late if decision and overdue(decision, self.today) else others).append(entry)
        return (*late, *sorted(others, key=self._waits))

    def _waits(self, entry: Entry) -> bool:
        """Whether it is a question that no answer to it alone decides anything about."""
        return isinstance(entry, OpenQuestion) and bool(self.deciding) and entry.key not in self.deciding


def groups(report: OptionReport, catalogue: Catalogue, sorting: Sorting) -> Iterator[Group]:
    """The groups with the entries that are looked for."""
    everything = _by_function(report, catalogue) if sorting.grouping == "function" else _by_flag(report, catalogue)
    for group in everything:
        yield Group(group.id, group.flag, group.title, sorting.through(group.entries))


def _by_function(report: OptionReport, catalogue: Catalogue) -> Iterator[Group]:
    """What falls to whom; what is right falls to nobody."""
    for function in VOCABULARIES["function"]:
        yield Group(function, "", catalogue.label("function", function), report.of_function(function))


def _by_flag(report: OptionReport, catalogue: Catalogue) -> Iterator[Group]:
    """Flags that are raised come first; of the questions, those that may change the verdict."""
    decisive = set(report.decisive_questions)
    other = tuple(question for question in report.questions if question not in decisive)
    for flag in sorted(VERDICT_FLAGS, key=lambda flag: not report.of_flag(flag)):
        yield Group(flag, flag, catalogue.label("flag", flag), report.of_flag(flag))
    yield Group("decisive", "question", _tr("Questions that may change the verdict"), report.decisive_questions)
    yield Group("questions", "question", _tr("Other open questions"), other)
    yield Group("notes", "note", _tr("What is right"), report.notes)


class GroupHead(QFrame):
    """The title of a group with its sign and count; a flag that was not raised is said in quiet words."""

    def __init__(self, group: Group, catalogue: Catalogue, colours: Mapping[str, str]) -> None:
        super().__init__()
        self.setProperty("role", "group")
        line = row(spacing=10)
        line.setContentsMargins(16, 8, 16, 8)
        self.setLayout(line)
        if group.flag:
            line.addWidget(sign(group.flag, catalogue, colours, 22, "" if group.entries else "ink_3"))
        if group.entries:
            words = label(group.title, "row")
            words.setStyleSheet(f"color: {colours[colour_of(group.flag) if group.flag else 'ink']};")
            line.addWidget(words, 1)
            line.addWidget(label(str(len(group.entries)), "row", wrap=False))
        else:
            none = {
                "overbuilt": self.tr("Not overbuilt"),
                "fragile": self.tr("Not fragile"),
                "accidental_hybrid": self.tr("No accidental hybrid"),
            }
            line.addWidget(label(none.get(group.flag, group.title), "quiet"), 1)
