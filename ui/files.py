"""Opening plans and leaving them: whose they are, what a crash left of them, and what is asked before they go."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from infra_builder.consistency import inconsistencies
from infra_builder.edits import TakeRecords
from infra_builder.journal.reading import Glance, Replayed, Unreadable, replay
from infra_builder.journal.writing import Base
from infra_builder.knowledge import Knowledge
from infra_builder.plan import Plan
from infra_builder.planfile import SUFFIX
from infra_builder.problems import Problem, Unusable
from infra_builder.records import with_records
from infra_builder.room.workshop import FILE
from infra_builder.saving import digest_of
from ui import file_questions as ask
from ui.document import PlanDocument, settled
from ui.keeping import Keeping
from ui.locking import lock_of, taken_by
from ui.recent import Memory
from ui.recovery import belonging_to, claim, discard, left_behind
from ui.saver import Saver, finish_field
from ui.workshop.paths import workshop_at


class Files(QObject):
    """Opens plans for a window, one at a time, and lets them go."""

    opened = Signal(PlanDocument)
    closed = Signal()
    room_wanted = Signal(Path)
    """A path was opened that is not a plan but the folder of a workshop."""
    said = Signal(str)
    noted = Signal(object)
    """A Note to show beside the plan, or None for none."""

    def __init__(self, window: QWidget, knowledge: Knowledge, memory: Memory) -> None:
        super().__init__(window)
        self._window, self.knowledge, self.memory = window, knowledge, memory
        self.saver: Saver | None = None
        """Saves the open plan; None while there is none."""
        self.may_go: Callable[[], bool] = lambda: True
        """Asked before what is open goes, for what is no plan; False where the person would rather stay."""

    @property
    def recovered(self) -> tuple[Glance, ...]:
        """Plans with changes that a crash left in no file, the last one first."""
        return left_behind(self.memory.journals)

    def new(self) -> bool:
        """Begin an empty plan."""
        return self.may_leave() and self._start(PlanDocument(self.knowledge))

    def open_dialog(self) -> None:
        """Ask which plan to open."""
        kinds = self.tr("Plans and workshops ({patterns})").format(patterns=f"*{SUFFIX} {FILE}")
        name, _ = QFileDialog.getOpenFileName(
            self._window, self.tr("Open a plan"), str(self.memory.home), f"{kinds};;{self.tr('All files')} (*)"
        )
        if name:
            self.open(Path(name))

    def open(self, path: Path) -> bool:
        """Open a plan; where it cannot be read, say why and leave everything as it is."""
        path = Path(os.path.abspath(path))  # noqa: PTH100 - a link keeps the name that the person knows
        if folder := workshop_at(path):
            self.room_wanted.emit(folder)
            return True
        if self.saver and self.saver.keeping.owns(path):
            return self._open_again(path)
        if left := belonging_to(self.recovered, path):
            match ask.ask_recover(self._window, path.name, left, same=left.digest == digest_of(path)):
                case "recover":
                    return self.recover(left.path)
                case "discard":
                    discard(left.path)
                case "":
                    return False
        # The digest comes first: what changes while the file is read is noticed afterwards.
        mark, document = digest_of(path), self._read(path)
        return document is not None and self._open_held(document, Base(document.plan, str(path), mark))

    def open_copy(self, path: Path) -> bool:
        """Open a copy of a plan: it gets a file of its own when it is saved."""
        document = self._read(path)
        if document is None or not self.may_leave():
            return False
        document.path = None
        return self._start(document)

    def open_version(self, path: Path) -> bool:
        """Open an earlier version of the open plan as a copy, with every milestone and vote that there is by now."""
        present = self.saver.document.plan if self.saver else Plan()
        if not self.open_copy(path):
            return False
        assert self.saver is not None
        document = self.saver.document
        document.do(TakeRecords(plan=with_records(Plan(), present)), self.tr("keep what was recorded"))
        document.became_file(None, document.plan)
        return True

    def recover(self, journal: Path) -> bool:
        """Open a plan as it was when the program ended without saving it."""
        lock = claim(journal)
        if lock is None:
            self.said.emit(self.tr("This plan is open in another window already."))
            return False
        try:
            found = replay(journal, lambda plan: settled(plan, self.knowledge))
            self._refuse_unfit(found.history.plan)
        except (OSError, Unreadable):
            text = self.tr("What was kept of them is damaged. The file of the plan itself has not been touched.")
            ask.tell(self._window, self.tr("These changes cannot be read"), text)
            return False
        except Unusable as unusable:
            ask.complain(self._window, self.tr("These changes do not fit the knowledge in use"), unusable)
            return False
        finally:
            lock.unlock()
        return self._open_recovered(journal, found)

    def discard(self, seen: Glance) -> bool:
        """Throw recovered changes away for good, if the person says so."""
        if not ask.ask_discard(self._window, seen.title or Path(seen.file).name):
            return False
        discard(seen.path)
        return True

    def may_leave(self) -> bool:
        """Whether the present plan may go: it is saved, or the person said so."""
        if self.saver is None:
            return self.may_go()
        finish_field()
        if not self.saver.document.dirty:
            return True
        answer = ask.ask_unsaved(self._window, self.saver.document.plan.title)
        return self.saver.save() if answer == "save" else answer == "discard"

    def leave(self) -> bool:
        """Let the present plan go; False where the person would rather stay."""
        if not self.may_leave():
            return False
        self._let_go()
        self.noted.emit(None)
        return True

    def close(self) -> None:
        """Leave the present plan for none."""
        if self.leave():
            self.closed.emit()

    def _open_again(self, path: Path) -> bool:
        """Open the file anew that is open already."""
        mark, document = digest_of(path), self._read(path)
        if document is None or not self.may_leave():
            return False
        self._let_go()
        lock = lock_of(path)
        taken_by(lock)
        return self._start(document, Base(document.plan, str(path), mark), lock)

    def _open_held(self, document: PlanDocument, base: Base) -> bool:
        """Open a document with its file, or without it where somebody else has that and the person wants a copy."""
        lock, path = None, document.path
        if path is not None:
            lock = lock_of(path)
            if holder := taken_by(lock):
                lock, answer = None, ask.ask_held(self._window, path.name, holder)
                if not answer:
                    return False
                if answer == "copy":
                    document.path, base = None, replace(base, file="", digest="")
        return self.may_leave() and self._start(document, base, lock)

    def _open_recovered(self, journal: Path, found: Replayed) -> bool:
        base = found.base
        path = Path(base.file) if base.file else None
        document = PlanDocument(self.knowledge, path=path, history=found.history)
        document.saved = None if base.steps else base.plan
        replaces = "" if found.missed else journal.name
        if not self._open_held(document, Base(document.plan, base.file, base.digest, max(1, base.steps), replaces)):
            return False
        assert self.saver is not None
        if found.missed:
            text = self.tr("{n} further steps are damaged and could not be brought back.").format(n=found.missed)
            ask.tell(self._window, self.tr("Not everything could be brought back"), text)
        elif self.saver.keeping.guard.sound:
            discard(journal)
        self.saver.look()
        return True

    def _refuse_unfit(self, plan: Plan) -> None:
        """Raise Unusable where a plan names what the knowledge in use does not have."""
        found = inconsistencies(plan.model_dump(by_alias=True), self.knowledge.catalogue)
        if problems := [Problem(plan.title, message) for _, message in found]:
            raise Unusable(problems)

    def _read(self, path: Path) -> PlanDocument | None:
        try:
            return PlanDocument.opened(path, self.knowledge)
        except Unusable as unusable:
            ask.complain(self._window, self.tr("{name} cannot be opened").format(name=path.name), unusable)
            return None

    def _start(self, document: PlanDocument, base: Base | None = None, lock: QLockFile | None = None) -> bool:
        self._let_go()
        keeping = Keeping(self.memory.journals, base or Base(document.plan), document.path, lock)
        self.saver = Saver(self._window, document, keeping, self.memory)
        self.saver.said.connect(self.said)
        self.saver.noted.connect(self.noted)
        self.opened.emit(document)
        self.noted.emit(None)
        document.record = keeping.guard
        keeping.guard.begin()
        if document.path:
            self.memory.opened(document.path)
        return True

    def _let_go(self) -> None:
        if self.saver is not None:
            self.saver.document.record = None
            self.saver.keeping.end()
            self.saver.deleteLater()
            self.saver = None
