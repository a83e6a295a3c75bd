"""Starting: the first page is there at once and hears what is wanted; a broken pack never keeps the window away."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from ui import app, window
from ui.recent import Memory
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
    open_window = window.open_window
    monkeypatch.setattr(window, "open_window", lambda *a: opened.append(open_window(*a)) or opened[-1])
    assert app.run(scenarios / "rag-assistant-pilot.infraplan", (tmp_path,)) == 0
    qtbot.addWidget(opened[0])
    assert opened[0].document is not None
    assert f"{tmp_path / 'rules' / 'mine.yaml'}:2:7: flag: unknown word 'fragil'" in boxes[0].detailedText()


def test_the_first_page_needs_nothing_that_plans_need() -> None:
    code = (
        "import sys, ui.cli, ui.app; "
        "print(*sorted({'pydantic', 'yaml', 'reportlab', 'infra_builder.plan', 'ui.window'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


class TestOpening:
    @pytest.fixture
    def opening(self, qtbot: QtBot, tmp_path: Path) -> Iterator[app.Opening]:
        made = app.Opening((), Memory(tmp_path))
        yield made
        for widget in (made.front, made.window):
            if widget is not None:
                widget.close()

    def ready(self, opening: app.Opening, qtbot: QtBot) -> MainWindow:
        """The window, once it has taken the place of the first page."""
        qtbot.waitUntil(lambda: opening.window is not None and opening.window.isVisible(), timeout=20_000)
        assert opening.window is not None
        return opening.window

    def test_the_first_page_is_there_before_the_window_and_gives_way_to_it(
        self, opening: app.Opening, qtbot: QtBot
    ) -> None:
        assert opening.front.isVisible()
        assert opening.window is None
        assert self.ready(opening, qtbot).document is None
        assert not opening.front.isVisible()

    def test_what_was_clicked_meanwhile_is_done_in_the_window(self, opening: app.Opening, qtbot: QtBot) -> None:
        QTest.mouseClick(opening.front.ways.new_button, Qt.MouseButton.LeftButton)
        assert QApplication.overrideCursor() is not None
        made = self.ready(opening, qtbot)
        qtbot.waitUntil(lambda: made.document is not None)
        assert QApplication.overrideCursor() is None

    def test_keys_are_heard_as_well(self, opening: app.Opening, qtbot: QtBot) -> None:
        qtbot.waitActive(opening.front)
        QTest.keyClick(opening.front, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
        made = self.ready(opening, qtbot)
        qtbot.waitUntil(lambda: made.document is not None)

    def test_a_window_closed_meanwhile_stays_closed(self, opening: app.Opening, qtbot: QtBot) -> None:
        opening.front.close()
        qtbot.wait(100)
        assert opening.window is None
