"""Work beside the window that may take seconds: it shows that it is busy, and can be cancelled.

It is no errand (`errands.py`): who asks waits here, window and all, until the work has ended, and then has what came of
it or its error as if it had been done at once.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QProgressDialog, QWidget

from infra_builder.evaluate import Stopped

T = TypeVar("T")
GoOn = Callable[[], bool]
SOON = 0.3
"""Seconds after which it is shown that there is work; what takes less is done without a word."""
LOOK_MS = 20


def worked_out(window: QWidget, says: str, work: Callable[[GoOn], T]) -> T:
    """What work in a thread comes to. It is given a function that says whether to go on.

    Raises Stopped where the person cancelled, and whatever the work raises.
    """
    cancelled = threading.Event()
    made: list[T] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            made.append(work(lambda: not cancelled.is_set()))
        except BaseException as error:  # noqa: BLE001 - raised again below, where the person is
            failed.append(error)

    thread = threading.Thread(target=run, daemon=True, name="work")
    thread.start()
    thread.join(SOON)
    if thread.is_alive():
        _show(window, says, thread, cancelled)
    if cancelled.is_set():
        raise Stopped
    if failed:
        raise failed[0]
    return made[0]


def _show(window: QWidget, says: str, thread: threading.Thread, cancelled: threading.Event) -> None:
    """Show that it is busy until the thread ends; cancelling is heeded as soon as the work looks."""
    dialog = QProgressDialog(says, window.tr("Cancel"), 0, 0, window)
    dialog.setWindowTitle("Infra Builder")
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.setMinimumDuration(0)
    dialog.canceled.connect(cancelled.set)
    dialog.rejected.connect(cancelled.set)  # Escape before the dialog is the active window hides it without a word
    loop, timer = QEventLoop(), QTimer(interval=LOOK_MS)
    timer.timeout.connect(lambda: None if thread.is_alive() else loop.quit())
    timer.start()
    dialog.show()
    loop.exec()
    timer.stop()
    dialog.canceled.disconnect(cancelled.set)
    dialog.rejected.disconnect(cancelled.set)
    active = dialog.isActiveWindow()
    dialog.close()
    dialog.deleteLater()
    if active:
        window.activateWindow()
