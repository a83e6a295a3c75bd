"""Which plans were open lately, how the window was left, and where the program keeps what is its own.

All of it is the user's, and nothing of it ever goes into a plan.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths

from infra_builder.saving import is_there

MOST = 8


class Memory:
    """What the program remembers between two runs."""

    def __init__(self, folder: Path | None = None) -> None:
        self._settings = QSettings("Infra Builder", "Infra Builder")
        self.folder = folder or data_folder()
        self.journals, self.versions = self.folder / "journals", self.folder / "versions"

    @property
    def recent(self) -> tuple[Path, ...]:
        """The plans opened lately that still exist, the last one first."""
        stored: Any = self._settings.value("recent", [])
        paths = [stored] if isinstance(stored, str) else stored or []
        return tuple(path for path in map(Path, paths) if is_there(path) and path.is_file())[:MOST]

    @property
    def home(self) -> Path:
        """Where the person looks for files first."""
        recent = self.recent
        return recent[0].parent if recent else Path.home()

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
    def scale(self) -> float:
        """How large the texts are shown, 1 being 100 %."""
        stored: Any = self._settings.value("scale", 1.0)
        try:
            return min(max(float(stored), 1.0), 2.0)
        except (TypeError, ValueError):
            return 1.0

    @scale.setter
    def scale(self, scale: float) -> None:
        self._settings.setValue("scale", scale)

    @property
    def toured(self) -> bool:
        """Whether the tour was seen or skipped."""
        return str(self._settings.value("toured", "")) == "yes"

    @toured.setter
    def toured(self, toured: bool) -> None:
        self._settings.setValue("toured", "yes" if toured else "")

    @property
    def geometry(self) -> QByteArray:
        """Where the window stood; Qt brings it back onto a screen that exists."""
        stored = self._settings.value("geometry")
        return stored if isinstance(stored, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._settings.setValue("geometry", geometry)


def data_folder() -> Path:
    """Where this system keeps the data of a program, on this computer only."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericDataLocation)
    return Path(place) / "Infra Builder"
