"""Starts the application with its window."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from infra_builder.knowledge import Knowledge
from infra_builder.packs import with_packs
from infra_builder.places import ASSETS
from infra_builder.problems import Unusable
from ui.mishap import catch_all
from ui.window import open_window


def run(path: Path | None, packs: tuple[Path, ...]) -> int:
    """Open the window and stay until it closes. A broken pack never stops it."""
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setApplicationName("Infra Builder")
    application.setOrganizationName("Infra Builder")
    application.setDesktopFileName("infra-builder")
    application.setWindowIcon(QIcon(str(ASSETS / "icons" / "app.png")))
    application.setStyle("Fusion")
    knowledge, broken = _knowledge(packs)
    window = open_window(knowledge, path)
    catch_all()
    if broken is not None:
        window.complain(window.tr("The pack cannot be used; the knowledge that ships is used instead"), broken)
    status = application.exec()
    del window
    return status


def _knowledge(packs: tuple[Path, ...]) -> tuple[Knowledge, Unusable | None]:
    """The knowledge with its packs, or the shipped one and what is wrong with the packs."""
    try:
        return with_packs(packs), None
    except Unusable as unusable:
        return with_packs(()), unusable
