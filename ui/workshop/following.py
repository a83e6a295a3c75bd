"""Following a small file that others write, also on drives that tell nobody when something changes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from infra_builder.saving import digest_of

LOOK_MS = 2000
"""How often the file is looked at where nothing is told."""
SETTLE_MS = 150


class Following(QObject):
    """Tells when a file has another content than it had, is there for the first time, or is gone."""

    changed = Signal()

    def __init__(self, path: Path, parent: QObject | None = None, every: int = LOOK_MS) -> None:
        super().__init__(parent)
        self.path = path
        self._known = digest_of(path)
        self._watcher = QFileSystemWatcher(self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SETTLE_MS)
        self._soon.timeout.connect(self.look)
        self._watcher.fileChanged.connect(self._soon.start)
        self._watcher.directoryChanged.connect(self._soon.start)
        self._often = QTimer(self)
        self._often.timeout.connect(self.look)
        self._often.start(every)
        self._watch()

    def look(self) -> None:
        """Look at the file now."""
        self._watch()
        now = digest_of(self.path)
        if now != self._known:
            self._known = now
            self.changed.emit()

    def know(self) -> None:
        """What the file holds now is no news: we wrote it."""
        self._known = digest_of(self.path)

    def _watch(self) -> None:
        """A file that was replaced is another one, which has to be watched anew."""
        wanted = {str(place) for place in (self.path, self.path.parent) if place.exists()}
        if new := wanted - {*self._watcher.files(), *self._watcher.directories()}:
            self._watcher.addPaths(sorted(new))
