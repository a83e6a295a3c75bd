"""Nothing is lost when the program is killed while it edits and saves, however often and whenever that is."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from infra_builder.places import ROOT, SCENARIOS

KILLS = 200


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="programs are forked and killed as Linux does it")
def test_two_hundred_kills_lose_no_step_and_leave_no_broken_file(tmp_path: Path) -> None:
    text = (SCENARIOS / "rag-assistant-pilot.infraplan").read_text(encoding="utf-8")
    title = next(line for line in text.splitlines() if line.startswith("title:"))
    (tmp_path / "plan.infraplan").write_text(text.replace(title, "title: '0'"), encoding="utf-8")
    command = [sys.executable, "-m", "tests.survival", str(tmp_path), str(KILLS)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=300, check=False)
    # A file that cannot be read ends it with an error.
    assert done.returncode == 0, done.stderr
    rounds = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(rounds) == KILLS
    assert all(told["killed"] for told in rounds)
    # The title counts the steps. One more than was told of may have been written when the kill came; one fewer only
    # where the last step was just being taken back.
    assert [told for told in rounds if not told["done"] - told["back"] <= told["again"] <= told["done"] + 1] == []
    assert len({told["blocks"] for told in rounds}) == 1
    # It was not idle: steps were taken, and kills fell between saves as well as right after one.
    assert rounds[-1]["again"] > KILLS
    assert any(told["saved"] < told["again"] for told in rounds)
    assert any(told["saved"] > told["before"] for told in rounds)
