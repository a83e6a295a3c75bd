"""What happens when the program itself is at fault: the plan stays open, and the person gets a report to pass on."""

from __future__ import annotations

import contextlib
import datetime
import platform
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox

from infra_builder import __version__

LONGEST = 200_000
"""Bytes; a log that is longer becomes the old one, and the old one goes."""


def catch_all(log: Path) -> None:
    """From now on, write an error of the program into a log and show it as a report, not on the terminal."""
    mishaps = Mishaps(log)
    sys.excepthook = mishaps.show
    threading.excepthook = lambda told: mishaps.note(told.exc_type, told.exc_value, told.exc_traceback)


class Mishaps:
    """Errors of the program, each kept in the log; one at a time is shown."""

    def __init__(self, log: Path) -> None:
        self.log = log
        self._showing = False

    def note(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> str:
        """Write an error down and give the report about it."""
        lines = "".join(traceback.format_exception(kind, error, trace))
        moment = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        system = f"{platform.system()} {platform.release()}, Python {platform.python_version()}, Qt {qVersion()}"
        report = f"Infra Builder {__version__} · {moment}\n{system}\n{lines}"
        # Where even this cannot be written, there is still the report on the screen.
        with contextlib.suppress(OSError):
            self.log.parent.mkdir(parents=True, exist_ok=True)
            if self.log.exists() and self.log.stat().st_size > LONGEST:
                self.log.replace(self.log.with_suffix(".old"))
            with self.log.open("a", encoding="utf-8", errors="backslashreplace") as stream:
                stream.write(report + "\n")
        return report

    def show(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Write an error down and tell the person, unless they are being told of one already."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        report = self.note(kind, error, trace)
        # What fails while a picture is painted fails again behind the message, over and over.
        if self._showing:
            return
        self._showing = True
        try:
            _tell(report)
        finally:
            self._showing = False


def _tell(report: str) -> None:
    def translate(text: str) -> str:
        return QCoreApplication.translate("mishap", text)

    box = QMessageBox(QMessageBox.Icon.Warning, "Infra Builder", "", QMessageBox.StandardButton.Close)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(translate("Something went wrong in the program."))
    box.setInformativeText(
        translate(
            "Your plan is still open, and every step of it is kept. Save it, then go on. "
            "The report below helps those who mend the program; it may name folders of this computer."
        )
    )
    box.setDetailedText(report)
    copy = box.addButton(translate("Copy the report"), QMessageBox.ButtonRole.ActionRole)
    # A button of a message box closes it; this one only copies.
    copy.clicked.disconnect()
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(report))
    box.exec()
