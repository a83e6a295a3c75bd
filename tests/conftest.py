"""What every test can rely on: no screen is needed, and nothing is written to the settings of the person testing."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

os.environ["QT_QPA_PLATFORM"] = "offscreen"


@pytest.fixture(autouse=True, scope="session")
def _own_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Settings and data go to folders of this run."""
    from PySide6.QtCore import QSettings, QStandardPaths

    os.environ["XDG_DATA_HOME"] = str(tmp_path_factory.mktemp("data"))
    QStandardPaths.setTestModeEnabled(sys.platform != "linux")
    folder = str(tmp_path_factory.mktemp("settings"))
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    for form in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        QSettings.setPath(form, QSettings.Scope.UserScope, folder)


@pytest.fixture(scope="session")
def qapp_cls() -> type:
    """The application of the tests looks like that of the product."""
    from PySide6.QtWidgets import QApplication

    class Application(QApplication):
        def __init__(self, arguments: list[str]) -> None:
            super().__init__(arguments)
            self.setStyle("Fusion")

    return Application


@pytest.fixture(scope="session")
def scenarios() -> Path:
    """The folder of the scenarios that ship."""
    from infra_builder.places import SCENARIOS

    return SCENARIOS
