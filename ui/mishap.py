"""What happens when the program itself is at fault: the plan stays open, and the person gets a report to pass on."""

from __future__ import annotations

import sys
import traceback
from types import TracebackType

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication, QMessageBox

from infra_builder import __version__


def catch_all() -> None:
    """Show an error of the program as a message from now on, not as a traceback on the terminal."""
    sys.excepthook = _show


def _show(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        QApplication.quit()
        return
    translate = QCoreApplication.translate
    box = QMessageBox(QMessageBox.Icon.Warning, "Infra Builder", "", QMessageBox.StandardButton.Close)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(translate("mishap", "Something went wrong in the program."))
    box.setInformativeText(
        translate("mishap", "Your plan is still open, as it was before the last step. Save it, then go on.")
    )
    lines = "".join(traceback.format_exception(kind, error, trace))
    box.setDetailedText(f"Infra Builder {__version__}\n{lines}")
    box.exec()
