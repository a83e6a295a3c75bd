"""How a finding clears, as lines for paper, tables, text and the terminal."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from exports.as_json import to_json
from exports.clearing import clearing, clearing_lines
from exports.words import ENGLISH
from infra_builder.evaluate import evaluate
from infra_builder.plan import Plan
from infra_builder.report import Need, Report, Way
from tests import builders as b
from ui.terminal import report_text


def way(*says: str, of_the_work: bool = False) -> Way:
    return Way(tuple(Need(each, "block.has_owner", "api", (), ()) for each in says), of_the_work)


def test_one_way_has_a_plain_label() -> None:
    assert clearing((way("It has an owner"),), ENGLISH)[0] == ("Clears if", ("It has an owner",))


def test_several_ways_say_that_one_will_do() -> None:
    label, lines = clearing((way("It has an owner"), way("It is gone")), ENGLISH)[0]
    assert (label, lines) == ("Clears if one of", ("It has an owner", "It is gone"))


def test_another_kind_of_work_stands_apart() -> None:
    first, rest = clearing((way("It has an owner"), way("It is a trial", of_the_work=True)), ENGLISH)
    assert first == ("Clears if", ("It has an owner",))
    assert rest == ("Or with other work", ("It is a trial",))


def test_where_only_other_work_would_do_it_is_no_afterthought() -> None:
    first, rest = clearing((way("It is a trial", of_the_work=True),), ENGLISH)
    assert (first, rest[1]) == (("Clears if", ("It is a trial",)), ())


def test_what_has_to_come_together_is_said_together() -> None:
    lines = clearing_lines((way("A has an owner", "B has an owner"), way("It is a trial", of_the_work=True)), ENGLISH)
    assert lines == ("All of these together: A has an owner; B has an owner", "With other work: It is a trial")


@pytest.fixture(scope="module")
def judged() -> tuple[Plan, Report]:
    plan = b.plan(
        workloads=[b.workload(kind="rag_assistant", stage="production", usage="low", sensitivity="internal")],
        zones=[b.zone("cloud", "public_cloud", owner="IT")],
        blocks=[b.block("self_hosted_model", "model", zone="cloud", owner="IT")],
        flows=[b.flow("work", "uses", "model")],
    )
    return plan, evaluate(plan, b.knowledge())


def test_json_has_every_way_with_its_facts_and_what_holds_now(judged: tuple[Plan, Report]) -> None:
    [option] = json.loads(to_json("a.infraplan", *judged))["options"]
    by_rule = {found["rule"]: found["clears_if"] for found in option["findings"]}
    [bare, *_] = by_rule["failures_go_unseen"]
    assert bare["of_the_work"] is False
    assert bare["needs"][0]["fact"] == "workload.controls"
    assert bare["needs"][0]["now"][0]["says"].startswith("Missing for ")
    stage = by_rule["failures_go_unseen"][-1]
    assert (stage["of_the_work"], stage["needs"][0]["to"]) == (True, ["experiment", "pilot"])


def test_what_is_no_reproach_has_nothing_to_clear(judged: tuple[Plan, Report]) -> None:
    [option] = json.loads(to_json("a.infraplan", *judged))["options"]
    assert {tuple(note["clears_if"]) for note in option["notes"]} <= {()}
    assert all(found["clears_if"] for found in option["findings"])


def test_the_terminal_lists_the_ways_with_or(judged: tuple[Plan, Report]) -> None:
    plan, report = judged
    [option] = report.options
    several = replace(option.findings[0], ways=lambda: (way("It has an owner"), way("It is gone")))
    told = replace(report, options=(replace(option, findings=(several,)),))
    lines = report_text("a.infraplan", plan, told, b.catalogue()).splitlines()
    at = lines.index("     clears if It has an owner")
    assert lines[at + 1] == "            or It is gone"


def test_a_finding_that_nobody_looks_at_is_never_worked_out(judged: tuple[Plan, Report]) -> None:
    _, report = judged
    assert "clears_if" not in vars(evaluate(judged[0], b.knowledge()).options[0].findings[0])
    assert report.options[0].findings[0].clears_if is report.options[0].findings[0].clears_if
