"""Somebody who opens and saves plans, for tests of files."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox

from infra_builder.edits import ChangePlan
from infra_builder.journal.reading import Glance
from infra_builder.planfile import read
from infra_builder.versions import versions
from ui.document import PlanDocument
from ui.files import Files
from ui.notice import Note
from ui.recovery import left_behind
from ui.saver import Saver


class Person:
    """Somebody who opens and saves plans, and answers what is asked with the words of a button."""

    def __init__(self, files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
        self.files, self.asked, self.answers = files, list[str](), list[str]()
        self.note: Note | None = None
        self._patch = monkeypatch
        files.noted.connect(self._noted)
        monkeypatch.setattr(QMessageBox, "exec", lambda box: self._answer(box))
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: ("", ""))

    def _noted(self, note: Note | None) -> None:
        self.note = note

    def _answer(self, box: QMessageBox) -> int:
        self.asked.append(box.text())
        offered = {button.text(): button for button in box.buttons()}
        offered[self.answers.pop(0)].click()
        return 0

    @property
    def saver(self) -> Saver:
        assert self.files.saver is not None
        return self.files.saver

    @property
    def document(self) -> PlanDocument:
        return self.saver.document

    @property
    def title(self) -> str:
        return self.document.plan.title

    @property
    def left(self) -> tuple[Glance, ...]:
        """What crashes left."""
        return left_behind(self.files.memory.journals)

    def saved_title(self, path: Path) -> str:
        return read(path, self.files.knowledge.catalogue).title

    def rename(self, title: str) -> None:
        """Make a change."""
        self.document.do(ChangePlan(changes={"title": title}), "rename")

    def names(self, path: Path) -> None:
        """Choose this file in every dialog from now on."""
        self._patch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(path), ""))

    def press(self, words: str) -> None:
        """Press a button of the strip."""
        assert self.note is not None
        dict(self.note.choices)[words]()

    def kept_versions(self, path: Path) -> list[str]:
        return [version.path.read_text() for version in versions(self.files.memory.versions, path)]

    def die(self) -> None:
        """Leave everything as a killed program would, whose locks count for nothing."""
        saver = self.saver
        saver.document.record = None
        saver.keeping.guard.end(remove=False)
        saver.keeping._release()
        self.files.saver = None
