"""What is held for the open plan as long as it is open: the lock of its file, an eye on it, and the journal."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal

from infra_builder.journal.writing import Base
from infra_builder.saving import same_place, sweep
from ui.recovery import Safeguard
from ui.watching import FileState, Watch


class Keeping(QObject):
    """Lock, watch and journal of one open plan."""

    stirred = Signal()
    """The file is no longer as it was opened or saved."""

    def __init__(self, journals: Path, base: Base, path: Path | None, lock: QLockFile | None) -> None:
        super().__init__()
        self.guard = Safeguard(journals, base, self)
        self._lock: QLockFile | None = None
        self._watch: Watch | None = None
        if path is not None:
            self._hold(path, base.digest, lock)

    @property
    def state(self) -> FileState:
        """How the file is right now; as it should be where there is none."""
        return self._watch.state if self._watch else FileState.SAME

    def owns(self, path: Path) -> bool:
        """Whether this is the file of the open plan, under whatever name."""
        return self._watch is not None and same_place(path, self._watch.path)

    def saved(self, path: Path, base: Base, lock: QLockFile | None) -> None:
        """The plan was written to a file, whose lock is handed over where it is another one than before."""
        if self._watch is not None and self.owns(path):
            self._watch.know(base.digest)
        else:
            self._release()
            self._hold(path, base.digest, lock)
        self.guard.saved(base)

    def know(self, digest: str) -> None:
        """The file has this content, and the person knows it."""
        if self._watch is not None:
            self._watch.know(digest)

    def end(self) -> None:
        """The plan is closed, and the person has what was in it or wants it no more."""
        self._release()
        self.guard.end(remove=True)
        self.deleteLater()

    def _hold(self, path: Path, digest: str, lock: QLockFile | None) -> None:
        sweep(path)
        self._lock = lock
        self._watch = Watch(path, digest, self)
        self._watch.stirred.connect(self.stirred)

    def _release(self) -> None:
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None
        if self._watch is not None:
            self._watch.deleteLater()
            self._watch = None
