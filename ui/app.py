"""Starts the application with its window."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from infra_builder.knowledge import load
from infra_builder.places import ASSETS
from ui.mishap import catch_all
from ui.window import open_window


def run(path: Path | None, packs: tuple[Path, ...]) -> int:
    """Open the window and stay until it closes. Raises Unusable where the knowledge cannot be read."""
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setApplicationName("Infra Builder")
    application.setOrganizationName("Infra Builder")
    application.setDesktopFileName("infra-builder")
    application.setWindowIcon(QIcon(str(ASSETS / "icons" / "app.png")))
    application.setStyle("Fusion")
    window = open_window(load(*packs), path)
    catch_all()
    status = application.exec()
    del window
    return status
