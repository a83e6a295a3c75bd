"""Journals in the user's data folder: that of the open plan, and those that a crash left behind."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLockFile, QObject, Signal

from infra_builder.edits import Edit
from infra_builder.journal.reading import Glance, Unreadable, glance
from infra_builder.journal.writing import Base, Journal
from infra_builder.plan import Plan
from infra_builder.saving import STALE_SECONDS, digest_of, is_there
from ui.file_questions import changes, moment
from ui.locking import Holder, lock_of, taken_by
from ui.notice import Note

ENDING = ".journal"


class Safeguard(QObject):
    """Keeps the journal of the open plan. A folder that takes none is told of once, and never stops the work."""

    failed = Signal(OSError)

    def __init__(self, folder: Path, base: Base, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.path = folder / f"{time.time_ns():x}-{os.getpid()}{ENDING}"
        self.sound = True
        """Whether the last step could be written."""
        self._journal: Journal | None = None
        self._lock = lock_of(self.path)
        self._base = base

    def begin(self) -> None:
        """Write down what the plan begins with."""
        self._try(self._begin)

    def did(self, edit: Edit, label: str, after: Plan, *, joined: bool) -> None:
        """See document.Record."""
        self._try(lambda: self._kept(after).did(edit, label, after, joined=joined))

    def undid(self, after: Plan) -> None:
        """See document.Record."""
        self._try(lambda: self._kept(after).undid(after))

    def redid(self, after: Plan) -> None:
        """See document.Record."""
        self._try(lambda: self._kept(after).redid(after))

    def saving(self, file: Path, digest: str, plan: Plan) -> None:
        """A file is about to be written with this content."""
        self._try(lambda: self._kept(plan).saving(str(file), digest, plan))

    def saved(self, base: Base) -> None:
        """A file was written; the journal begins anew from it."""
        self._base = base
        self._try(lambda: self._kept(base.plan).begin_anew(base))

    def end(self, *, remove: bool) -> None:
        """Stop; `remove` where the person has what is in the journal, or wants it no more."""
        if self._journal is not None:
            self._journal.close(remove=remove)
        self._journal = None
        self._lock.unlock()

    def _kept(self, plan: Plan) -> Journal:
        """The journal; where it could not be begun so far, it is now, with this plan."""
        if self._journal is None:
            self._base = Base(plan, self._base.file, self._base.digest, self._base.steps + 1)
            self._begin()
        assert self._journal is not None
        return self._journal

    def _begin(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        taken_by(self._lock)
        self._journal = Journal(self.path, self._base)

    def _try(self, write: Callable[[], None]) -> None:
        try:
            write()
        except OSError as error:
            if self.sound:
                self.sound = False
                self.failed.emit(error)
        else:
            self.sound = True


def left_behind(folder: Path) -> tuple[Glance, ...]:
    """Journals whose program is dead and that hold what is in no file, the last one first. Others of the dead go."""
    _tidy(folder)
    seen = [found for path in folder.glob(f"*{ENDING}") if (found := _abandoned(path))]
    replaced = {found.replaces for found in seen}
    needed = []
    for found in sorted(seen, key=lambda found: found.when, reverse=True):
        if found.path.name not in replaced and _needed(found):
            needed.append(found)
        else:
            discard(found.path)
    return tuple(needed)


def _abandoned(path: Path) -> Glance | None:
    """What a journal holds that nobody keeps any more; None where somebody does or it cannot be read."""
    lock = claim(path)
    if lock is None:
        return None
    try:
        return glance(path)
    except (OSError, Unreadable):
        return None
    finally:
        lock.unlock()


def _tidy(folder: Path) -> None:
    """Remove what crashes left half-written, and locks of journals that are not there any more."""
    with contextlib.suppress(OSError):
        for path in folder.glob(".*"):
            of = path.name.removeprefix(".").removesuffix(".lock")
            old = time.time() - path.stat().st_mtime > STALE_SECONDS
            if old and (path.suffix == ".part" or not (folder / of).exists()):
                path.unlink(missing_ok=True)


def claim(path: Path) -> QLockFile | None:
    """The lock of a journal that nobody keeps any more; None where somebody does."""
    lock = lock_of(path)
    holder = taken_by(lock)
    if holder == Holder():
        # Torn by a crash before it said whose it is, so that its program is not there any more.
        lock.removeStaleLockFile()
        holder = taken_by(lock)
    return lock if holder is None else None


def discard(path: Path) -> None:
    """Throw a journal away for good."""
    lock = claim(path)
    if lock is not None:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
        lock.unlock()


def belonging_to(left: tuple[Glance, ...], file: Path) -> Glance | None:
    """The journal of a file: by its path, or by its content where the file was moved."""
    mark = digest_of(file)
    moved = (seen for seen in left if mark and seen.digest == mark and not is_there(Path(seen.file)))
    return next((seen for seen in left if seen.file and Path(seen.file) == file), next(moved, None))


def recovered_notes(
    left: Iterable[Glance], go_on: Callable[[Glance], object], throw_away: Callable[[Glance], object]
) -> tuple[Note, ...]:
    """What to say of plans that a crash left, each with the choice to go on with it or to throw it away."""

    def translate(text: str) -> str:
        return QCoreApplication.translate("recovery", text)

    def note(seen: Glance) -> Note:
        name = Path(seen.file).name if seen.file else translate("never saved")
        line = translate("{file} · {changes} not saved · {moment}")
        return Note(
            translate("{title} was still open when the program ended.").format(
                title=seen.title or (Path(seen.file).stem if seen.file else translate("An untitled plan"))
            ),
            line.format(file=name, changes=changes(seen.changes), moment=moment(seen.when)),
            (
                (translate("Throw away…"), lambda: throw_away(seen)),
                (translate("Go on with it"), lambda: go_on(seen)),
            ),
        )

    return tuple(map(note, left))


def _needed(seen: Glance) -> bool:
    """Whether a journal holds steps that are in no file."""
    saved = bool(seen.saved) and digest_of(Path(seen.saved_as)) == seen.saved
    return bool(seen.steps or seen.records) and not saved
