"""What is selected: ids of the option that is looked at, and the finding that is held up. Views share one."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal


class Selection(QObject):
    """The chosen ids in the order they were chosen, and the key of the finding looked at ("" for none)."""

    changed = Signal()
    finding_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.ids: tuple[str, ...] = ()
        self.finding = ""

    @property
    def only(self) -> str:
        """The id, where exactly one is chosen."""
        return self.ids[0] if len(self.ids) == 1 else ""

    def choose(self, ids: Iterable[str]) -> None:
        """Choose these ids and nothing else."""
        chosen = tuple(dict.fromkeys(ids))
        if chosen != self.ids:
            self.ids = chosen
            self.changed.emit()

    def toggle(self, id_: str) -> None:
        """Choose one more, or one less."""
        self.choose(tuple(i for i in self.ids if i != id_) if id_ in self.ids else (*self.ids, id_))

    def hold_up(self, finding: str) -> None:
        """Light up what a finding is about."""
        if finding != self.finding:
            self.finding = finding
            self.finding_changed.emit()
