"""What the program stands on: a Qt binding that counts its references, and no Qt or network where none is needed."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra_builder.places import ROOT, SCENARIOS

PACKAGES = ("infra_builder", "exports", "ui")
NETWORK = {
    "asyncio", "ftplib", "http", "httpx", "imaplib", "poplib", "requests", "smtplib", "socket", "socketserver", "ssl",
    "telnetlib", "urllib.request", "urllib3", "webbrowser", "xmlrpc", "PySide6.QtNetwork", "PySide6.QtWebSockets",
}  # fmt: skip
"""What could reach a network. (urllib.parse only takes texts apart.)"""
ASKS_THE_LOCAL_DISPLAY = ("ui/display.py", "socket")

ALONE = """
import sys
ROOT, *rest = sys.argv[1:]
sys.path.insert(0, ROOT)

def refuse_the_network(event, arguments):
    if event.startswith("socket.") and event != "socket.gethostname":
        raise AssertionError(event)

sys.addaudithook(refuse_the_network)
{work}
print(sorted(name for name in sys.modules if name.partition(".")[0] in ("PySide6", "shiboken6")), file=sys.stderr)
"""
IMPORT_ALL = """
import importlib, pathlib
for package in rest:
    for path in pathlib.Path(ROOT, package).rglob("*.py"):
        name = path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".")
        importlib.import_module(name.removesuffix(".__init__"))
"""
COMMAND = """
from ui.cli import main
assert main(rest) in (0, 1)
"""


def qt_brought_in_by(work: str, *arguments: str) -> str:
    """The list of Qt modules loaded after some work in a process of its own that may not touch the network."""
    command = [sys.executable, "-c", ALONE.replace("{work}", work), str(ROOT), *arguments]
    ended = subprocess.run(command, capture_output=True, encoding="utf-8", env={**os.environ, "PYTHONUTF8": "1"})
    assert ended.returncode == 0, ended.stderr
    return ended.stderr.strip().splitlines()[-1]


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on, so nothing is counted")
def test_qt_gives_back_the_references_to_none_that_it_takes(qapp: object) -> None:
    """PySide6 6.12.0 loses one a call on Python 3.11; after some thousand calls the process is aborted."""
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QPainterPath
    from PySide6.QtWidgets import QLabel

    thing, path, label = QObject(), QPainterPath(), QLabel()
    before = sys.getrefcount(None)
    for _ in range(500):
        thing.setObjectName("name")
        path.moveTo(1, 1)
        label.parent()
        QLabel("dropped", None)
    assert sys.getrefcount(None) > before - 100


def test_domain_and_exports_bring_no_qt_in() -> None:
    assert qt_brought_in_by(IMPORT_ALL, "infra_builder", "exports") == "[]"


def test_checking_a_plan_brings_no_qt_in_and_asks_no_network() -> None:
    assert qt_brought_in_by(COMMAND, "check", *map(str, sorted(SCENARIOS.glob("*.infraplan")))) == "[]"


@pytest.mark.parametrize("ending", ["pdf", "svg", "json"])
def test_exporting_without_pixels_brings_no_qt_in_and_asks_no_network(ending: str, tmp_path: Path) -> None:
    plan = SCENARIOS / "rag-assistant-pilot.infraplan"
    assert qt_brought_in_by(COMMAND, "export", str(plan), "-o", str(tmp_path / f"plan.{ending}")) == "[]"


def test_painting_a_png_asks_no_network(tmp_path: Path) -> None:
    plan = SCENARIOS / "rag-assistant-pilot.infraplan"
    brought_in = qt_brought_in_by(COMMAND, "export", str(plan), "-o", str(tmp_path / "plan.png"))
    assert "PySide6.QtGui" in brought_in
    assert "PySide6.QtNetwork" not in brought_in


def imports(path: Path) -> Iterator[str]:
    """Every module that a file names in an import, wherever in the file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_no_module_of_the_product_can_open_a_network() -> None:
    found = {
        (path.relative_to(ROOT).as_posix(), beginning)
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
        for name in imports(path)
        for beginning in (name.partition(".")[0], ".".join(name.split(".")[:2]))
        if beginning in NETWORK
    }
    assert found == {ASKS_THE_LOCAL_DISPLAY}


def test_the_one_socket_of_the_product_is_a_local_one() -> None:
    tree = ast.parse((ROOT / ASKS_THE_LOCAL_DISPLAY[0]).read_text(encoding="utf-8"))
    opened = [ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Call)]
    assert [call for call in opened if call.startswith("socket.")] == ["socket.socket(socket.AF_UNIX)"]
