"""`infra-builder advise`: the advice of a plan in text and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from builders import PLAN

from infra_builder.places import KNOWLEDGE
from ui.cli import main

PROTOTYPE = KNOWLEDGE / "scenarios" / "first-prototype.infraplan"
BALANCED = KNOWLEDGE / "scenarios" / "office-assistant.infraplan"


def advised(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str]:
    status = main(["advise", *map(str, arguments)])
    return status, capsys.readouterr().out


def test_the_text_names_each_step_of_the_repair_with_what_it_clears(capsys: pytest.CaptureFixture[str]) -> None:
    status, text = advised(capsys, PROTOTYPE)
    assert status == 1
    assert "Smallest repair: 11 days, no fewer days would do" in text
    assert "Give back the reservation and rent GPU cluster by the hour (1 day)" in text
    assert "clears   GPU cluster is reserved before steady demand is known" in text


def test_the_text_shows_each_stage_and_what_would_change_the_verdict(capsys: pytest.CaptureFixture[str]) -> None:
    _, text = advised(capsys, PROTOTYPE)
    assert "Experiment, where you are now: Overbuilt" in text
    assert "What would change the verdict" in text
    assert "→ Offer helper is at this stage: pilot: Fragile" in text


def test_a_balanced_plan_needs_no_repair(capsys: pytest.CaptureFixture[str]) -> None:
    status, text = advised(capsys, BALANCED)
    assert status == 0
    assert "Smallest repair" not in text


def test_json_gives_one_object_a_plan_with_a_part_for_each_sort_of_advice(capsys: pytest.CaptureFixture[str]) -> None:
    _, text = advised(capsys, "--format", "json", PROTOTYPE, BALANCED)
    first, second = map(json.loads, text.splitlines())
    assert (first["plan"], second["plan"]) == (str(PROTOTYPE), str(BALANCED))
    option = first["options"][0]
    assert option["id"] == "overbuilt"
    assert option["repair"]["proven"] is True
    assert sum(step["days"] for step in option["repair"]["steps"]) == 11
    assert [stage["stage"] for stage in option["stages"]] == ["experiment", "pilot", "production"]
    assert {"tipping", "questions", "drills", "cost", "placements", "hpc", "roadmap"} <= option.keys()


def test_every_step_in_json_carries_the_finding_it_clears_with_facts_and_source(
    capsys: pytest.CaptureFixture[str],
) -> None:
    _, text = advised(capsys, "--format", "json", PROTOTYPE)
    for step in json.loads(text)["options"][0]["repair"]["steps"]:
        assert step["clears"]
        assert all(found["because"] and found["source"] for found in step["clears"])


def test_a_broken_plan_is_told_with_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = tmp_path / "broken.infraplan"
    broken.write_text(PLAN.replace("stage: pilot", "stage: pilto"), encoding="utf-8")
    assert main(["advise", str(broken)]) == 2
    assert "broken.infraplan:6" in capsys.readouterr().err


def test_the_text_tells_of_bad_days_of_money_and_of_the_way_ahead(capsys: pytest.CaptureFixture[str]) -> None:
    _, text = advised(capsys, KNOWLEDGE / "scenarios" / "pattern-b-retrain.infraplan")
    for head in ("When things go wrong", "A month, people's time included", "Where it fits", "The way ahead"):
        assert f"  {head}" in text
    assert "For a day there is no network at Pump controllers" in text
    assert "– not before: Data class of Pump alarm: personal" in text


def test_the_bill_in_json_adds_up(capsys: pytest.CaptureFixture[str]) -> None:
    _, text = advised(capsys, KNOWLEDGE / "scenarios" / "pattern-b-retrain.infraplan", "--format", "json")
    for bill in (json.loads(text)["options"][0]["cost"][name] for name in ("now", "ten_times")):
        for view in ("by_driver", "by_capacity", "by_block", "by_workload"):
            assert sum(span["low"] for span in bill[view].values()) == pytest.approx(bill["monthly"]["low"])
            assert sum(span["high"] for span in bill[view].values()) == pytest.approx(bill["monthly"]["high"])
