"""Decisions in text, tables, JSON and the terminal: accepted is not cured, and what is past is not dropped."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from exports.as_csv import ENCODING, findings_csv
from exports.as_json import to_json
from exports.as_markdown import to_markdown
from exports.decided import in_order
from infra_builder.deciding import undecided
from infra_builder.edits import Decide
from infra_builder.evaluate import evaluate
from infra_builder.plan import Decision, Plan
from infra_builder.planfile import read
from infra_builder.report import Report
from tests.builders import knowledge
from ui.exporting import Material
from ui.terminal import report_text

GONE = Decision(finding="gone:api", status="done", owner="Ines", about="Nobody signs in at the interface")


@pytest.fixture(scope="module")
def judged(scenarios: Path) -> tuple[Plan, Report]:
    """A plan with one finding accepted, one in progress, and a decision about what is no more."""
    plan = read(scenarios / "first-prototype.infraplan", knowledge().catalogue)
    first, second = evaluate(plan, knowledge()).options[0].findings[:2]
    accepted = undecided(first).but(status="accepted", owner="Board", reason="Until summer.", review_by="2027-03-01")
    plan = Decide(decision=accepted).apply(plan)
    plan = Decide(decision=undecided(second).but(status="in_progress", owner="IT")).apply(plan)
    plan = plan.but(decisions=(*plan.decisions, GONE))
    return plan, evaluate(plan, knowledge())


def test_markdown_says_the_verdict_with_what_was_accepted(judged: tuple[Plan, Report]) -> None:
    plan, report = judged
    before = to_markdown(plan, report, knowledge(), today="2027-02-28")
    after = to_markdown(plan, report, knowledge(), today="2027-03-02")
    assert "**Overbuilt, one accepted until 1 March 2027**" in before
    assert "**Overbuilt, one accepted until 1 March 2027, which has passed**" in after


def test_markdown_keeps_past_decisions_apart(judged: tuple[Plan, Report]) -> None:
    text = to_markdown(*judged, knowledge())
    present, _, past = text.partition("### Past decisions")
    assert GONE.about in past
    assert GONE.about not in present
    assert "Until summer" not in past


def test_markdown_lists_what_falls_to_whom(judged: tuple[Plan, Report]) -> None:
    plan, report = judged
    text = to_markdown(plan, report, knowledge()).replace("\\", "")
    _, _, duties = text.partition("### Who does what")
    option = report.options[0]
    management = duties[duties.index("#### Management") : duties.index("#### IT")]
    own = [found.do for found in option.findings if found.falls_to == "management"]
    others = [found.do for found in option.findings if found.falls_to == "it"]
    assert own
    assert all(do in management for do in own)
    assert not any(do in management for do in others)


def test_a_table_has_the_verdict_the_status_and_the_function(judged: tuple[Plan, Report]) -> None:
    plan, report = judged
    data = findings_csv(plan, report, knowledge(), today="2027-02-28").decode(ENCODING)
    first, second, *_ = csv.DictReader(io.StringIO(data))
    assert first["Verdict"] == "Overbuilt, one accepted until 1 March 2027"
    assert (first["Status"], second["Status"]) == ("Accepted as it is", "In progress")
    label = knowledge().catalogue.label("function", report.options[0].findings[0].falls_to)
    assert first["Falls to"] == label


def test_json_has_the_decisions_of_each_option_and_leaves_the_flags_alone(judged: tuple[Plan, Report]) -> None:
    plan, report = judged
    first, second = json.loads(to_json("x", plan, report))["options"]
    assert first["flags"] == ["overbuilt"]
    assert [(one["status"], one["past"]) for one in first["decisions"]] == [
        ("accepted", False), ("in_progress", False), ("done", True),
    ]  # fmt: skip
    assert [one["about"] for one in second["decisions"]] == [GONE.about]


def test_the_terminal_says_what_was_accepted_and_what_is_past(judged: tuple[Plan, Report]) -> None:
    plan, report = judged
    text = " ".join(report_text("x", plan, report, knowledge().catalogue).split())
    count = len(report.options[0].findings)
    assert f"Overbuilt ({count} findings), one accepted until 1 March 2027" in text
    assert "decided Accepted as it is, by Board; review by 1 March 2027" in text
    assert "Past decisions: - Nobody signs in at the interface [Done, by Ines" in text


def test_where_one_option_is_told_the_decisions_of_the_other_are_not_past(judged: tuple[Plan, Report]) -> None:
    plan, report = judged
    told = Material("x", plan, report, knowledge()).only(report.options[1].id)
    present, past = in_order(told.plan, told.report, "")
    assert (present, past) == ((), (GONE,))
