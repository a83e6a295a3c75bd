"""What the knowledge base says, as folds in a form; what a person has opened stays open when the form is built anew."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout

from infra_builder.catalogue import Catalogue
from ui.panels import explained
from ui.panels.fold import Fold
from ui.widgets import label

translate = QCoreApplication.translate


class Explanations:
    """Puts explanations into layouts, and remembers which of them are open."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._open = {"watch_outs"}

    def sections(self, layout: QVBoxLayout, sections: Iterable[explained.Section]) -> None:
        """A fold for each section."""
        for section in sections:
            self._fold(layout, section.key, section.title, section.says)

    def workload_kind(self, layout: QVBoxLayout, kind: str) -> None:
        """What a kind of workload is, and what it needs."""
        sort = self.catalogue.workloads.get(kind)
        if sort is None:
            return
        layout.addWidget(label(sort.name.upper(), "caps"))
        layout.addSpacing(4)
        layout.addWidget(label(sort.purpose, "quiet"))
        layout.addSpacing(6)
        self.sections(layout, explained.of_workload(sort, self.catalogue))

    def data_class(self, layout: QVBoxLayout, word: str) -> None:
        """A fold about a class of data."""
        for known, entry in self.catalogue.data_classes.items():
            if known == word:
                title = translate("Explanations", "What “{name}” means").format(
                    name=self.catalogue.label("sensitivity", word)
                )
                self._about(layout, ("sensitivity", word), title, "data_class", explained.of_data_class(entry))

    def skills(self, layout: QVBoxLayout) -> None:
        """A fold about the skills, with a fold for each of them."""
        every = self._fold(layout, "skills", translate("Explanations", "What these skills mean"), ())
        for word, skill in self.catalogue.skills.items():
            title = self.catalogue.label("skill", word)
            self._about(every.body, ("skill", word), title, f"skill_{word}", explained.of_skill(skill))

    def _about(
        self,
        layout: QVBoxLayout,
        word: tuple[str, str],
        title: str,
        key: str,
        sections: Iterable[explained.Section],
    ) -> None:
        """A fold with the meaning of a word of a vocabulary and all sections about it."""
        vocabulary, name = word
        entry = self.catalogue.words.get(vocabulary, {}).get(name)
        made = self._fold(layout, key, title, (entry.meaning,) if entry else ())
        for section in sections:
            made.body.addSpacing(4)
            made.body.addWidget(label(section.title.upper(), "caps"))
            for sentence in section.says:
                made.body.addWidget(label(sentence, "quiet"))

    def _fold(self, layout: QVBoxLayout, key: str, title: str, sentences: Iterable[str]) -> Fold:
        made = Fold(title, opened=key in self._open)
        for sentence in sentences:
            made.body.addWidget(label(sentence, "quiet"))
        made.toggled.connect(lambda opened: self._open.add(key) if opened else self._open.discard(key))
        layout.addWidget(made)
        return made
