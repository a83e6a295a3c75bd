"""Watching whether a file still holds what we know of it."""

from __future__ import annotations

import os
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from infra_builder.saving import digest_of, is_there

SETTLE_MS = 300
"""Programs write files in several steps; only what comes of it counts."""


class FileState(Enum):
    """How a file stands to what we know of it."""

    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"


class Watch(QObject):
    """Tells when a file is no longer as it was known to be.

    Some network folders report nothing, so it is also looked at whenever the person comes back to the program.
    """

    stirred = Signal()
    """The file is in another state, or has another content, than when this was last told."""

    def __init__(self, path: Path, known: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.path, self.known = path, known
        self._told = known
        self._watcher = QFileSystemWatcher(self)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(SETTLE_MS)
        self._later.timeout.connect(self._look)
        self._watcher.fileChanged.connect(self._later.start)
        self._watcher.directoryChanged.connect(self._later.start)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._came_back)
        self._watch()

    @property
    def state(self) -> FileState:
        """How the file is right now."""
        return _state(self.known, digest_of(self.path), self.path)

    def know(self, known: str) -> None:
        """The file holds content of this digest from now on."""
        self.known = self._told = known
        self._watch()

    def _came_back(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            self._later.start()

    def _look(self) -> None:
        self._watch()
        now = digest_of(self.path)
        if now != self._told:
            self._told = now
            if _state(self.known, now, self.path) is not FileState.SAME:
                self.stirred.emit()

    def _watch(self) -> None:
        """A file that was replaced is another one, which has to be watched anew."""
        target = Path(os.path.realpath(self.path))
        wanted = [str(place) for place in (target, target.parent) if is_there(place)]
        new = set(wanted) - {*self._watcher.files(), *self._watcher.directories()}
        if new:
            self._watcher.addPaths(sorted(new))


def _state(known: str, now: str, path: Path) -> FileState:
    if now == known:
        return FileState.SAME
    return FileState.CHANGED if is_there(path) else FileState.GONE
