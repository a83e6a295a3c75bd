"""Papers made beside the window, one by one, until they are done or somebody cancels."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from infra_builder.evaluate import GoOn, Stopped
from infra_builder.problems import Unusable
from ui.errands import Errand, Errands

if TYPE_CHECKING:
    from exports.room.handing_out import Papers, Written


class Making(QObject):
    """One run at a time. Tells how far it is, and what came of it.

    What is cancelled is still waited for, since the folder is only at rest when the work has ended.
    """

    told = Signal(int, int, str)
    """How many papers are made, of how many, and the name of the file that is made now."""
    ended = Signal(object)
    """What was written (Written); None where it was cancelled, Unusable where nothing could be made at all."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._cancelled = threading.Event()
        self._errands = Errands("making papers", self)

    @property
    def busy(self) -> bool:
        """Whether papers are being made."""
        return self._errands.busy

    def begin(self, folder: Path, wanted: Callable[[GoOn], Papers]) -> None:
        """Make what is `wanted`, which is found out in the thread too, and put it into a folder."""
        if self.busy:
            return
        cancelled = self._cancelled = threading.Event()
        self._errands.instead(
            lambda errand: _made(folder, wanted, errand, cancelled),
            self.ended.emit,
            told=lambda far: self.told.emit(*far),
            failed=self._fail,
        )

    def cancel(self) -> None:
        """Stop as soon as that can be done; what was written stays."""
        self._cancelled.set()

    def stop(self) -> None:
        """Cancel it, and hear no more of it: whoever listened goes."""
        self._cancelled.set()
        self._errands.stop()

    def _fail(self, error: Exception) -> None:
        self.ended.emit(None)
        raise error


def _made(
    folder: Path, wanted: Callable[[GoOn], Papers], errand: Errand, cancelled: threading.Event
) -> Written | Unusable | None:
    """What was written, as `ended` tells it."""
    from exports.room.handing_out import written  # What makes paper is not needed before somebody wants some.

    def go_on() -> bool:
        return errand.go_on() and not cancelled.is_set()

    def tell(done: int, of: int, name: str) -> None:
        errand.tell((done, of, name))

    try:
        return written(folder, wanted(go_on), go_on=go_on, done=tell)
    except Stopped:
        return None
    except Unusable as unusable:
        return unusable
