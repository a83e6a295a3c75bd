"""Which plans were open lately, and how the window was left. Kept in the settings of the user, never in a plan."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QSettings

MOST = 8


class Memory:
    """What the program remembers between two runs."""

    def __init__(self) -> None:
        self._settings = QSettings("Infra Builder", "Infra Builder")

    @property
    def recent(self) -> tuple[Path, ...]:
        """The plans opened lately that still exist, the last one first."""
        stored: Any = self._settings.value("recent", [])
        paths = [stored] if isinstance(stored, str) else stored or []
        return tuple(path for path in map(Path, paths) if path.is_file())[:MOST]

    def opened(self, path: Path) -> None:
        """A plan was opened or saved under this path."""
        path = path.resolve()
        rest = [other for other in self.recent if other != path]
        self._settings.setValue("recent", [str(p) for p in (path, *rest)][:MOST])

    @property
    def theme(self) -> str:
        """The theme chosen, or "" for that of the system."""
        return str(self._settings.value("theme", "") or "")

    @theme.setter
    def theme(self, name: str) -> None:
        self._settings.setValue("theme", name)

    @property
    def geometry(self) -> QByteArray:
        """Where the window stood; Qt brings it back onto a screen that exists."""
        stored = self._settings.value("geometry")
        return stored if isinstance(stored, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._settings.setValue("geometry", geometry)
