"""Starting: a broken pack never keeps the window from opening."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from ui import app
from ui.window import MainWindow


def test_a_broken_pack_is_explained_and_the_shipped_knowledge_stays(
    qtbot: QtBot, tmp_path: Path, scenarios: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "mine.yaml").write_text("rule: mine\nflag: fragil\n")
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    boxes: list[QMessageBox] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: boxes.append(box) or 0)
    monkeypatch.setattr(QApplication, "exec", lambda *_: 0)
    opened: list[MainWindow] = []
    open_window = app.open_window
    monkeypatch.setattr(app, "open_window", lambda *a: opened.append(open_window(*a)) or opened[-1])
    assert app.run(scenarios / "rag-assistant-pilot.infraplan", (tmp_path,)) == 0
    qtbot.addWidget(opened[0])
    assert opened[0].document is not None
    assert f"{tmp_path / 'rules' / 'mine.yaml'}:2:7: flag: unknown word 'fragil'" in boxes[0].detailedText()
