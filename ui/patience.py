"""Writing a file that another program may be holding for a moment, as virus scanners and synchronisers do."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt, QThread
from PySide6.QtWidgets import QApplication

from infra_builder.saving import busy, write_whole

PATIENCE_SECONDS = 1.0
PAUSE_MS = 100


def write_patiently(path: Path, data: bytes) -> None:
    """Write a file all or nothing, and try for a moment where it is held. Raises OSError, the file untouched."""
    with waiting():
        until = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                write_whole(path, data)
            except OSError as error:
                if not busy(error) or time.monotonic() > until:
                    raise
                QThread.msleep(PAUSE_MS)
            else:
                return


@contextlib.contextmanager
def waiting() -> Iterator[None]:
    """Show meanwhile that the program is busy."""
    QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        yield
    finally:
        QApplication.restoreOverrideCursor()
