"""From the start of the process to a window that takes input, beside a bare window with a graphics view."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.table import Row

TIMES = 9
READY = "takes input"
WATCHING = f"""
import os
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QMainWindow

class Watch(QObject):
    asked = False
    def eventFilter(self, watched, event):
        if isinstance(watched, QMainWindow) and event.type() == QEvent.Type.Paint and not self.asked:
            self.asked = True
            key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_F24, Qt.KeyboardModifier.NoModifier)
            QCoreApplication.postEvent(watched, key)
        if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_F24:
            print("{READY}", flush=True)
            os._exit(0)
        return False

watch = Watch()
"""
"""A key is sent to the window once it has been painted; what counts is the moment in which the window gets it."""
BARE = f"""{WATCHING}
from PySide6.QtWidgets import QGraphicsScene, QGraphicsView
application = QApplication([])
application.installEventFilter(watch)
window = QMainWindow()
scene = QGraphicsScene()
window.setCentralWidget(QGraphicsView(scene))
window.resize(1440, 900)
window.show()
application.exec()
"""
OURS = f"""{WATCHING}
made = QApplication.__init__
def watched(self, *given):
    made(self, *given)
    self.installEventFilter(watch)
QApplication.__init__ = watched
from ui.cli import main
main([])
"""


def measure() -> Iterator[Row]:
    """Rows for the welcome page."""
    with tempfile.TemporaryDirectory() as home:
        _taken(OURS, home)  # From then on the bytecode is there, as in a program that was installed.
        pairs = [(_taken(OURS, home), _taken(BARE, home)) for _ in range(TIMES)]
    ours, bare = (statistics.median(times) for times in zip(*pairs, strict=True))
    yield Row("start until a window takes input; a bare window", ours, bare, goal=1.8)


def _taken(code: str, home: str) -> float:
    """Milliseconds until the window of a new process takes input. What it writes goes to a folder of its own."""
    own = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "APPDATA"), home)
    root = str(Path(__file__).resolve().parents[2])
    own |= {"PYTHONPATH": root, "PYTHONPYCACHEPREFIX": home, "PYTHONDONTWRITEBYTECODE": ""}
    start = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE,
        text=True,
        cwd=root,
        env={**os.environ, **own, "QT_QPA_PLATFORM": "offscreen"},
    ) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        taken = (time.perf_counter() - start) * 1000
    assert READY in line, line
    return taken
