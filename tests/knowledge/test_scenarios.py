"""The plans to start from: each opens without a word of complaint, is judged as it should be and is drawn calmly."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

import pytest
import yaml

from infra_builder import planfile
from infra_builder.evaluate import evaluate
from infra_builder.knowledge import Knowledge, load
from infra_builder.layout import BLOCK, CARD, HEAD, SIDE, Rect
from infra_builder.places import SCENARIOS
from infra_builder.plan import Option, Plan

FILES = sorted(path.name for path in SCENARIOS.glob("*.infraplan"))

FLAGS = [
    ("rag-assistant-pilot", "a", ()),
    ("first-prototype", "overbuilt", ("overbuilt",)),
    ("first-prototype", "right-sized", ()),
    ("office-assistant", "a", ()),
    ("nocode-workflow", "a", ()),
    ("training-run", "a", ()),
    ("customer-feature", "a", ()),
    ("pattern-a-edge", "a", ()),
    ("pattern-b-retrain", "a", ()),
    ("pattern-c-multicloud", "a", ()),
]
MOST_BLOCKS, MOST_QUESTIONS = 20, 2
GRID = 24


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load()


def opened(file: str, knowledge: Knowledge) -> Plan:
    return planfile.read(SCENARIOS / file, knowledge.catalogue)


def index() -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = yaml.safe_load((SCENARIOS / "index.yaml").read_text(encoding="utf-8"))["scenarios"]
    return entries


@pytest.mark.parametrize("file", FILES)
def test_a_scenario_is_written_as_the_program_would_write_it(file: str, knowledge: Knowledge) -> None:
    assert planfile.to_text(opened(file, knowledge)) == (SCENARIOS / file).read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "option", "flags"), FLAGS)
def test_a_scenario_is_judged_as_expected(name: str, option: str, flags: tuple[str, ...], knowledge: Knowledge) -> None:
    plan = opened(f"{name}.infraplan", knowledge)
    report = next(one for one in evaluate(plan, knowledge).options if one.id == option)
    assert report.flags == flags, [finding.says for finding in report.findings]
    assert len(report.questions) <= MOST_QUESTIONS, [question.says for question in report.questions]


def test_every_option_of_every_scenario_has_an_expected_verdict(knowledge: Knowledge) -> None:
    there = {(file.removesuffix(".infraplan"), o.id) for file in FILES for o in opened(file, knowledge).options}
    assert there == {(name, option) for name, option, _ in FLAGS}


def test_the_index_names_every_scenario_once_and_nothing_else() -> None:
    assert sorted(entry["file"] for entry in index()) == FILES


def test_every_index_entry_has_a_title_a_line_and_a_source() -> None:
    for entry in index():
        assert set(entry) == {"file", "title", "line", "source"}, entry["file"]
        assert 0 < len(entry["title"]) <= 40, entry["file"]
        assert 0 < len(entry["line"]) <= 60, entry["file"]
        assert "\n" not in entry["line"], entry["file"]
        assert all(source["doc"] and source["section"] and source["items"] for source in entry["source"])


@pytest.mark.parametrize("file", FILES)
def test_a_scenario_answers_what_it_can_and_names_who_answers_for_it(file: str, knowledge: Knowledge) -> None:
    plan = opened(file, knowledge)
    assert plan.title
    assert plan.organisation
    for workload in plan.workloads:
        unanswered = [name for name in type(workload).model_fields if getattr(workload, name) in (None, "")]
        assert not unanswered, workload.id
    for option in plan.options:
        assert len(option.blocks) <= MOST_BLOCKS
        assert all(item.owner and item.name for item in (*option.blocks, *option.zones))
        assert all(zone.reasons for zone in option.zones if zone.environment != "workstation")
        assert all(flow.data for flow in option.flows if flow.kind not in ("uses", "runs_on", "falls_back_to"))


@pytest.mark.parametrize("file", FILES)
def test_everything_of_a_scenario_stands_on_the_grid_and_nothing_overlaps(file: str, knowledge: Knowledge) -> None:
    plan = opened(file, knowledge)
    for option in plan.options:
        for item in (*plan.workloads, *option.zones, *option.blocks):
            assert item.at is not None, item.id
            assert all(part % GRID == 0 for part in item.at), item.id
        zones = {zone.id: Rect(*zone.at, *zone.size) for zone in option.zones if zone.at and zone.size}
        assert len(zones) == len(option.zones)
        assert not list(overlapping({**zones, **loose(plan, option)}))
        assert not list(overlapping({block.id: Rect(*block.at, *BLOCK) for block in option.blocks if block.at}))
        for block in option.blocks:
            if block.zone and block.at:
                zone = zones[block.zone]
                assert zone.x + SIDE <= block.at[0] <= zone.right - SIDE - BLOCK[0], block.id
                assert zone.y + HEAD + SIDE <= block.at[1] <= zone.bottom - SIDE - BLOCK[1], block.id


def loose(plan: Plan, option: Option) -> dict[str, Rect]:
    """What stands outside all zones."""
    cards = {workload.id: Rect(*workload.at, *CARD) for workload in plan.workloads if workload.at}
    return cards | {block.id: Rect(*block.at, *BLOCK) for block in option.blocks if block.at and not block.zone}


def overlapping(rects: dict[str, Rect]) -> Iterator[tuple[str, str]]:
    """The pairs that share ground."""
    for (one, first), (other, second) in combinations(rects.items(), 2):
        if first.overlaps(second):
            yield one, other
