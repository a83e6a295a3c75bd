"""The program in a real window, for test_real_window: answers on standard output where things are and what is so.

It does nothing by itself: every change comes from the X server as mouse and key events. A line on standard input is a
question: `where ID`, `palette KIND`, `state`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PySide6.QtCore import QPoint, QSettings, QSocketNotifier
from PySide6.QtWidgets import QApplication

from infra_builder.knowledge import load
from ui.window import MainWindow, open_window


def main() -> int:
    """Open the plan named on the command line and answer questions until the window closes."""
    application = QApplication(sys.argv[:1])
    application.setStyle("Fusion")
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, sys.argv[2])
    window = open_window(load(), Path(sys.argv[1]))
    window.setGeometry(0, 0, 1400, 880)
    notifier = QSocketNotifier(0, QSocketNotifier.Type.Read)
    notifier.activated.connect(lambda _fd: print(json.dumps(answer(window, sys.stdin.readline().split())), flush=True))
    return application.exec()


def answer(window: MainWindow, question: list[str]) -> object:
    """Where something is on the screen, or what is so."""
    desk = window.desk
    assert desk is not None
    pane = desk.canvas.viewport()
    match question:
        case ["where", id_]:
            return _place(pane.mapToGlobal(desk.canvas.viewport_point(id_)))
        case ["free", id_]:
            rect = desk.canvas.board.places()[id_]
            return _place(pane.mapToGlobal(desk.canvas.mapFromScene(rect.x + 160, rect.bottom - 20)))
        case ["port"]:
            return _place(pane.mapToGlobal(desk.canvas.mapFromScene(desk.canvas.port.pos())))
        case ["palette", kind]:
            tree = desk.palette_panel.tree
            entry = desk.palette_panel.entry(kind)
            tree.scrollToItem(entry)
            return _place(tree.viewport().mapToGlobal(tree.visualItemRect(entry).center()))
    option = desk.document.option
    return {
        "blocks": {block.id: block.zone for block in option.blocks},
        "flows": [flow.id for flow in option.flows],
        "verdict": desk.verdict.verdict().words,
        "popup": QApplication.activePopupWidget() is not None,
        "selected": list(desk.selection.ids),
        "dialog": QApplication.activeModalWidget() is not None,
    }


def _place(point: QPoint) -> list[int]:
    return [point.x(), point.y()]


if __name__ == "__main__":
    sys.exit(main())
