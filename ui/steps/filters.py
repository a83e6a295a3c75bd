"""What of a judgement is looked at, and how it is sorted: by how grave it is, subject, words, what was decided."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from infra_builder.catalogue import Catalogue
from infra_builder.deciding import overdue
from infra_builder.plan import Decision
from infra_builder.report import Finding, OpenQuestion
from infra_builder.vocabulary import VOCABULARIES
from ui.steps.decision import STATUSES, status_words
from ui.steps.flow import Wrap
from ui.theming import scaled
from ui.widgets import Choice, button

OVERDUE = "overdue"


@dataclass(frozen=True)
class Wanted:
    """What is looked for: severities, a subject, words, a status of decisions; empty ones let everything through.

    As status, OVERDUE stands for whatever should have been looked at again by now.
    """

    severities: frozenset[str] = frozenset()
    subject: str = ""
    words: str = ""
    status: str = ""

    def lets(self, entry: Finding | OpenQuestion, decision: Decision | None = None, today: str = "") -> bool:
        """Whether a finding or a question, with what was decided about it, is looked for.

        A question has no severity. What nobody decided about is open.
        """
        if isinstance(entry, Finding):
            grave, about = str(entry.severity), entry.subjects
            said = (entry.says, entry.why, entry.do, *entry.names)
        else:
            grave, about, said = "", (entry.subject,), (entry.says, entry.why, entry.name)
        text = " ".join(said).casefold()
        return (
            (not self.severities or grave in self.severities)
            and (not self.subject or self.subject in about)
            and all(word in text for word in self.words.casefold().split())
            and self._of_status(decision or Decision(), today)
        )

    def _of_status(self, decision: Decision, today: str) -> bool:
        if self.status == OVERDUE:
            return overdue(decision, today)
        return not self.status or decision.status == self.status


class Filters(QWidget):
    """The fields to choose what is looked at."""

    changed = Signal()

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__()
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Find words in findings"))
        self.search.setAccessibleName(self.search.placeholderText())
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(scaled(170))
        self.severities: dict[str, QPushButton] = {}
        self.subject = Choice((), self.tr("About everything"))
        self.subject.setMinimumContentsLength(15)
        self.subject.setAccessibleName(self.tr("What it is about"))
        words = status_words()
        statuses = [(status, words[status]) for status in STATUSES]
        self.status = Choice([*statuses, (OVERDUE, self.tr("Review date has passed"))], self.tr("Decided or not"))
        self.status.setAccessibleName(self.tr("What was decided"))
        self.grouping = Choice((("flag", self.tr("By flag")), ("function", self.tr("By function"))))
        self.grouping.setAccessibleName(self.tr("How the list is sorted"))
        self.everything = button(self.tr("Show everything"), "link")
        flow = Wrap(self, 8, 6, level=True)
        flow.addWidget(self.search)
        flow.addWidget(self.subject)
        for word in VOCABULARIES["severity"]:
            made = self.severities[word] = button(catalogue.label("severity", word), "chip")
            made.setCheckable(True)
            made.setAccessibleDescription(self.tr("How grave it is"))
            made.clicked.connect(lambda _on=False: self.changed.emit())
            flow.addWidget(made)
        flow.addWidget(self.status)
        flow.addWidget(self.grouping)
        flow.addWidget(self.everything)
        self.status.chosen.connect(lambda _status: self.changed.emit())
        self.grouping.chosen.connect(lambda _grouping: self.changed.emit())
        self.search.textChanged.connect(lambda _text: self.changed.emit())
        self.subject.chosen.connect(lambda _id: self.changed.emit())
        self.everything.clicked.connect(lambda _on=False: self.clear())
        self.everything.hide()

    def offer(self, subjects: Iterable[tuple[str, str]]) -> None:
        """Offer these subjects, ids and names, the chosen one kept while it is among them."""
        offered = list(subjects)
        chosen = self.subject.currentData()
        if [self.subject.itemData(index) for index in range(1, self.subject.count())] != [id_ for id_, _ in offered]:
            while self.subject.count() > 1:
                self.subject.removeItem(1)
            for id_, _ in offered:
                self.subject.addItem("", id_)
        for index, (_, name) in enumerate(offered, 1):
            self.subject.setItemText(index, name)
        self.subject.show_value(chosen)

    def look_for(self, subject: str) -> None:
        """Look at what is about one subject."""
        self.subject.show_value(subject)
        self.changed.emit()

    def look_for_overdue(self) -> None:
        """Look at what should have been looked at again by now."""
        self.status.show_value(OVERDUE)
        self.changed.emit()

    def clear(self) -> None:
        """Let everything through."""
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        for made in self.severities.values():
            made.setChecked(False)
        self.subject.show_value(None)
        self.status.show_value(None)
        self.changed.emit()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def wanted(self) -> Wanted:
        """What is chosen."""
        severities = frozenset(word for word, made in self.severities.items() if made.isChecked())
        subject, status = self.subject.currentData() or "", self.status.currentData() or ""
        return Wanted(severities, subject, self.search.text(), status)
