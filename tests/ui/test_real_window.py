"""The main job in a real window: an X server, a real pointer, a real keyboard, a real drag and drop."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from infra_builder.places import ROOT

NEEDED = ("Xvfb", "xdotool")
pytestmark = pytest.mark.skipif(
    any(shutil.which(name) is None for name in NEEDED), reason=f"needs {' and '.join(NEEDED)} (see README)"
)
PATIENCE = 20.0


@pytest.fixture
def display() -> Iterator[str]:
    """A screen of its own."""
    read_end, write_end = os.pipe()
    command = ["Xvfb", "-displayfd", str(write_end), "-screen", "0", "1440x900x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[write_end], stderr=subprocess.DEVNULL)
    os.close(write_end)
    with os.fdopen(read_end) as stream:
        number = stream.readline().strip()
    yield f":{number}"
    server.terminate()
    server.wait(10)


class Person:
    """Someone at the screen, who can also ask where things are."""

    def __init__(self, display: str, program: subprocess.Popen[str]) -> None:
        self.display, self.program = display, program

    def do(self, *words: object) -> None:
        """One call of xdotool."""
        environment = {**os.environ, "DISPLAY": self.display}
        subprocess.run(["xdotool", *map(str, words)], env=environment, check=True, capture_output=True, timeout=20)

    def ask(self, question: str) -> Any:
        """What the program says of itself."""
        assert self.program.stdin is not None
        assert self.program.stdout is not None
        self.program.stdin.write(question + "\n")
        self.program.stdin.flush()
        return json.loads(self.program.stdout.readline())

    def see(self, what: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
        """Wait until something is so."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            state: dict[str, Any] = self.ask("state")
            if what(state):
                return state
            time.sleep(0.05)
        raise AssertionError(f"did not come about: {self.ask('state')}")

    def drag(self, start: list[int], end: list[int]) -> None:
        """Press, move in steps, release, at the pace of a hand."""
        self.do("mousemove", *start)
        self.do("mousedown", 1)
        for step in range(1, 13):
            x, y = (round(a + (b - a) * step / 12) for a, b in zip(start, end, strict=True))
            self.do("mousemove", x, y)
            time.sleep(0.03)
        time.sleep(0.2)
        self.do("mouseup", 1)


@pytest.fixture
def person(display: str, scenarios: Path, tmp_path: Path) -> Iterator[Person]:
    """A person before the program, a copy of a scenario open."""
    plan = tmp_path / "plan.infraplan"
    shutil.copy(scenarios / "rag-assistant-pilot.infraplan", plan)
    environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "HOME": str(tmp_path)}
    program = subprocess.Popen(
        [sys.executable, str(Path(__file__).parent / "real_window.py"), str(plan), str(tmp_path)],
        env={**environment, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    made = Person(display, program)
    made.ask("state")
    made.do("search", "--sync", "--onlyvisible", "--name", "Infra Builder", "windowfocus")
    yield made
    program.kill()
    program.wait(10)


def test_drag_link_undo_and_export_with_a_real_pointer_and_keyboard(person: Person, tmp_path: Path) -> None:
    assert person.ask("state")["verdict"] == "Balanced"

    person.drag(person.ask("palette self_hosted_model"), person.ask("free cloud"))
    state = person.see(lambda state: "self_hosted_model" in state["blocks"])
    assert state["blocks"]["self_hosted_model"] == "cloud"

    person.do("mousemove", *person.ask("where app"))
    person.do("click", 1)
    person.see(lambda state: state["selected"] == ["app"])
    person.drag(person.ask("port"), person.ask("where self_hosted_model"))
    state = person.see(lambda state: state["popup"] or len(state["flows"]) > 8)
    if state["popup"]:
        person.do("key", "Return")
    state = person.see(lambda state: "app>self_hosted_model:calls" in state["flows"])
    assert state["verdict"] != "Balanced"

    person.do("key", "ctrl+z")
    person.see(lambda state: "app>self_hosted_model:calls" not in state["flows"])
    person.do("key", "ctrl+z")
    state = person.see(lambda state: "self_hosted_model" not in state["blocks"])
    assert state["verdict"] == "Balanced"

    target = tmp_path / "taken home.pdf"
    person.do("key", "ctrl+e")
    person.see(lambda state: state["dialog"])
    time.sleep(0.5)
    person.do("key", "ctrl+a")
    person.do("type", "--delay", "20", str(target))
    person.do("key", "Return")
    person.see(lambda _state: target.exists())
    assert "Balanced" in PdfReader(target).pages[0].extract_text()
