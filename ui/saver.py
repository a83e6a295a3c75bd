"""Saving the open plan. Every route ends in `_put`; whatever fails, the plan stays open and as it was."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QLockFile, QObject, Signal
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from infra_builder import versions
from infra_builder.edits import Refused, TakeOver, TakeRecords
from infra_builder.journal.writing import Base
from infra_builder.plan import Plan
from infra_builder.planfile import SUFFIX, read, to_content
from infra_builder.problems import Unusable
from infra_builder.records import with_further_records, with_records
from infra_builder.saving import digest, digest_of, is_there, other_names
from ui import file_questions as ask
from ui.document import PlanDocument
from ui.keeping import Keeping
from ui.locking import lock_of, taken_by
from ui.notice import Note
from ui.patience import write_patiently
from ui.recent import Memory
from ui.watching import FileState


class Saver(QObject):
    """Saves one open plan, and has an eye on what others do to its file."""

    said = Signal(str)
    noted = Signal(object)
    """A Note to show beside the plan, or None for none."""

    def __init__(self, window: QWidget, document: PlanDocument, keeping: Keeping, memory: Memory) -> None:
        super().__init__()
        self._window, self.document, self.keeping, self._memory = window, document, keeping, memory
        keeping.stirred.connect(self.look)
        keeping.guard.failed.connect(self._unguarded)

    @property
    def versions(self) -> tuple[versions.Version, ...]:
        """Earlier contents of the file, the newest first."""
        path = self.document.path
        return versions.versions(self._memory.versions, path) if path else ()

    def save(self) -> bool:
        """Save the plan under its name, or ask for one."""
        finish_field()
        path = self.document.path
        return self._save_to(path) if path else self.save_as()

    def save_as(self) -> bool:
        """Save the plan under another name and go on with that one; the file it came from stays as it is."""
        finish_field()
        path = self._ask_path(self.tr("Save the plan"))
        return path is not None and self._save_to(path)

    def save_copy(self) -> bool:
        """Save a copy of the plan and go on with the file it came from."""
        finish_field()
        path = self._ask_path(self.tr("Save a copy"))
        if path is None or self.keeping.owns(path):
            return path is not None and self._save_to(path)
        content = self._content(path, with_further_records(self.document.plan, self._there(path)))
        if content is None or not self._free(path):
            return False
        match self._put(path, content):
            case "copy":
                return self.save_copy()
            case "done":
                self.said.emit(self.tr("A copy was saved as {name}").format(name=path.name))
                return True
        return False

    def take_theirs(self) -> bool:
        """Put the plan that is in the file now in the place of this one, as a step that can be undone.

        The records of this one are kept beside those of the file.
        """
        path = self.document.path
        assert path is not None
        mark = digest_of(path)
        try:
            theirs = read(path, self.document.knowledge.catalogue)
        except Unusable as unusable:
            ask.complain(self._window, self.tr("{name} cannot be opened").format(name=path.name), unusable)
            return False
        try:
            self.document.do(TakeOver(plan=theirs), self.tr("take over the file"))
        except Refused as refused:
            self.said.emit(str(refused))
            return False
        self._became(path, mark, saved=with_records(self.document.plan, theirs))
        return True

    def look(self) -> None:
        """Say where the file is no longer as the open plan knows it."""
        path, state = self.document.path, self.keeping.state
        if path is None or state is FileState.SAME:
            self.noted.emit(None)
        elif state is FileState.GONE:
            self.document.became_file(path, None)
            self.noted.emit(self._gone_note(path.name))
        elif self.document.dirty:
            title = self.tr("{name} was changed by somebody else").format(name=path.name)
            line = self.tr("Your changes are still here. Nothing is replaced before you say so.")
            self.noted.emit(Note(title, line, ((self.tr("Decide…"), self.save),)))
        else:
            title = self.tr("{name} was changed by somebody else").format(name=path.name)
            line = self.tr("What you see is how it was before.")
            choices = ((self.tr("Keep this one"), self._keep_mine), (self.tr("Show the new one"), self.take_theirs))
            self.noted.emit(Note(title, line, choices))

    def _gone_note(self, name: str) -> Note:
        title = self.tr("{name} is not there any more").format(name=name)
        line = self.tr("What you see is not lost: save it to put the file back.")
        choices = (
            (self.tr("Save under another name…"), self.save_as),
            (self.tr("Put it back"), lambda: self._save_to(self.document.path, settled=True)),
        )
        return Note(title, line, choices)

    def _keep_mine(self) -> None:
        self.document.became_file(self.document.path, None)
        self.noted.emit(None)

    def _unguarded(self, error: OSError) -> None:
        title = self.tr("Your changes cannot be kept safe against a crash at the moment")
        line = self.tr("{reason} Save the plan often.").format(reason=ask.reason(error))
        self.noted.emit(Note(title, line, ((self.tr("Save now"), self.save),), "info"))

    def _ask_path(self, title: str) -> Path | None:
        """Ask for a file; the ending is added where there is none, without replacing a file nobody was asked about."""
        start = self.document.path or self._memory.home / self.document.file_name
        kinds = self.tr("Plans ({pattern})").format(pattern=f"*{SUFFIX}")
        name, _ = QFileDialog.getSaveFileName(self._window, title, str(start), kinds)
        if not name:
            return None
        path = Path(name)
        if path.suffix:
            return path
        path = path.with_name(path.name + SUFFIX)
        return path if not is_there(path) or ask.ask_replace(self._window, path.name) else None

    def _save_to(self, path: Path | None, *, settled: bool = False) -> bool:
        """Save to this file and go on with it. `settled`: the person has said what is to become of the file there.

        What is replaced leaves its records to the plan, so that none is lost where an older plan is saved over a newer.
        """
        if path is None:
            return self.save_as()
        if self.keeping.owns(path):
            lock = None
            match "mine" if settled else self._choose():
                case "theirs":
                    return self.take_theirs()
                case "copy":
                    return self.save_as()
                case "":
                    return False
        elif (lock := self._free(path)) is None:
            return False
        if not self.keeping.owns(path) or self.keeping.state is not FileState.SAME:
            self._take_records(self._there(path))
        content = self._content(path, self.document.plan)
        if content is None:
            return False
        linked = other_names(path) > 0
        match self._put(path, content):
            case "copy":
                return self.save_as()
            case "":
                return False
        self._became(path, digest(content), lock)
        done = self.tr("Saved as {name}").format(name=path.name)
        further = self.tr("The other names of this file (hard links) still stand for what it was before.")
        self.said.emit(f"{done}. {further}" if linked else done)
        return True

    def _became(self, path: Path, mark: str, lock: QLockFile | None = None, saved: Plan | None = None) -> None:
        """The plan belongs to this file from now on, which holds it as it is, or as `saved` where that is another."""
        plan = self.document.plan
        held = plan if saved is None else saved
        self.keeping.saved(path, Base(plan, str(path), mark, int(plan != held)), lock)
        self.document.became_file(path, held)
        self._memory.opened(path)
        self.noted.emit(None)

    def _choose(self) -> str:
        """What is to become of the file where it is no longer as it was opened: "mine", "theirs", "copy" or ""."""
        assert self.document.path is not None
        match self.keeping.state:
            case FileState.CHANGED:
                return ask.ask_changed(self._window, self.document.path.name)
            case FileState.GONE:
                return ask.ask_gone(self._window, self.document.path.name)
        return "mine"

    def _free(self, path: Path) -> QLockFile | None:
        """The lock of another file than ours, where nobody has it open or the person does not mind."""
        lock = lock_of(path)
        holder = taken_by(lock)
        return lock if holder is None or ask.ask_taken(self._window, path.name, holder) else None

    def _there(self, path: Path) -> Plan:
        """The plan in a file that is about to be replaced; an empty one where none can be read there."""
        with contextlib.suppress(Unusable):
            return read(path, self.document.knowledge.catalogue)
        return Plan()

    def _take_records(self, there: Plan) -> None:
        with contextlib.suppress(Refused):
            self.document.do(TakeRecords(plan=with_records(Plan(), there)), self.tr("keep what was recorded"))

    def _content(self, path: Path, plan: Plan) -> bytes | None:
        try:
            return to_content(plan, path.name)
        except Unusable as unusable:
            ask.complain(self._window, self.tr("{name} cannot be saved").format(name=path.name), unusable)
            return None

    def _put(self, path: Path, content: bytes) -> Literal["done", "copy", ""]:
        """Write a file: the one way there is. Where it fails, "copy" if the person wants it in another place, or ""."""
        self.keeping.guard.saving(path, digest(content), self.document.plan)
        while True:
            self._keep_version(path)
            try:
                write_patiently(path, content)
            except OSError as error:
                choice = ask.ask_failed(self._window, path.name, ask.reason(error))
                if choice != "again":
                    return "copy" if choice == "copy" else ""
            else:
                self._keep_version(path)
                return "done"

    def _keep_version(self, path: Path) -> None:
        """Keep what a file holds among its earlier versions. Where that cannot be done, saving goes on."""
        with contextlib.suppress(OSError):
            if path.is_file() and path.stat().st_size <= versions.LARGEST:
                versions.keep(self._memory.versions, path, path.read_bytes())


def finish_field() -> None:
    """Take over what is being written in a field, so that no letter is lost."""
    focus = QApplication.focusWidget()
    if focus is not None:
        focus.clearFocus()
        focus.setFocus()
