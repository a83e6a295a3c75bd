"""`infra-builder compare`: what it prints of differences, and with which exit status."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from builders import OPTION, PLAN, block, catalogue, flow, knowledge, plan, zone
from jsonschema import Draft202012Validator, ValidationError

from infra_builder.deciding import undecided
from infra_builder.edits import AddOption, Change, ChangeSituation, Decide, Edit, Move, Remove, Together
from infra_builder.evaluate import evaluate
from infra_builder.places import KNOWLEDGE
from infra_builder.plan import Option, Plan
from infra_builder.planfile import from_text, to_text
from ui.cli import main

PROTOTYPE = KNOWLEDGE / "scenarios" / "first-prototype.infraplan"


def start() -> Plan:
    return from_text(PLAN, "plan", catalogue())


@pytest.fixture(autouse=True)
def _knowledge_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("infra_builder.packs.with_packs", lambda _packs, _language: knowledge())


@pytest.fixture
def before(tmp_path: Path) -> Path:
    return saved(tmp_path / "before.infraplan", start())


def saved(path: Path, given: Plan) -> Path:
    path.write_text(to_text(given), encoding="utf-8")
    return path


def edited(before: Path, *edits: Edit, name: str = "after") -> Path:
    return saved(before.with_name(f"{name}.infraplan"), Together(edits=edits).apply(start()))


def compare(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str]:
    status = main(["compare", *map(str, arguments)])
    return status, capsys.readouterr().out


def as_json(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> list[Any]:
    return [json.loads(line) for line in compare(capsys, "--format", "json", *arguments)[1].splitlines()]


def test_a_copy_with_other_places_makes_no_difference(capsys: pytest.CaptureFixture[str], before: Path) -> None:
    status, text = compare(capsys, before, edited(before, Move(option=OPTION, at={"api": (5, 5)})))
    assert status == 0
    assert "No difference." in text


def test_every_sort_of_difference_is_said_in_words(capsys: pytest.CaptureFixture[str], before: Path) -> None:
    after = edited(
        before,
        ChangeSituation(changes={"monthly_budget_eur": 1500, "skills": ("data",)}),
        Change(option=OPTION, id="assistant", changes={"stage": "production"}),
        Change(option=OPTION, id="api", changes={"owner": "IT", "name": "Language model"}),
        Change(option=OPTION, id="docs>api:reads", changes={"masked": True, "gb_per_month": 2.5}),
        Change(option=OPTION, id="api", changes={"settings": {"limited_callers": False}}),
        Change(option=OPTION, id="docs", changes={"zone": None}),
    )
    status, text = compare(capsys, before, after)
    assert status == 1
    for line in (
        "  ~ Situation",
        "      Budget: not known yet → 1,500 € a month",
        "      Skills in the team: not known yet → Data",
        "      Stage: Pilot → Production",
        "  ~ Block Language model",
        "      Owner: no owner yet → IT",
        "      Names and other details masked: not known yet → yes",
        "      Amount of data: not known yet → 2.5 GB a month",
        "  > Document store: Public cloud → no environment yet, another environment",
    ):
        assert line in text.splitlines()
    assert "not known yet → no" in " ".join(text.split())


def test_what_is_gone_is_named_with_its_links(capsys: pytest.CaptureFixture[str], before: Path) -> None:
    _, text = compare(capsys, before, edited(before, Remove(option=OPTION, ids=("docs",))))
    assert "  Taken away\n  - Block Document store\n  - Link Document store → Managed model API (reads)\n" in text


def test_what_a_change_does_to_the_findings(capsys: pytest.CaptureFixture[str], before: Path) -> None:
    after = edited(before, *(Change(option=OPTION, id=id_, changes={"owner": "IT"}) for id_ in ("api", "docs")))
    cured = "Nobody is named who answers for Document store, Managed model API"
    text = compare(capsys, before, after)[1]
    assert f"  Findings that are cleared\n  ✓ {cured}\n" in text
    assert "\n  Findings that stay\n  = " in text
    assert f"  Findings that are new\n  ! {cured}\n" in compare(capsys, after, before)[1]


def test_a_verdict_says_what_of_it_was_accepted(capsys: pytest.CaptureFixture[str], before: Path) -> None:
    found = evaluate(start(), knowledge()).options[0].findings[0]
    decision = undecided(found).but(status="accepted", reason="For now.", review_by="2999-03-01")
    _, text = compare(capsys, before, edited(before, Decide(decision=decision)))
    first, second = text.splitlines()[:2]
    assert "accepted" not in first
    assert "1 March 2999" in second


def test_a_question_that_the_other_kind_does_not_ask_does_not_apply(capsys: pytest.CaptureFixture[str]) -> None:
    _, text = compare(capsys, PROTOTYPE)
    assert "Has it been trained further on your own examples? no → does not apply" in text


def test_what_is_only_probably_the_same_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    status, text = compare(capsys, PROTOTYPE)
    assert status == 1
    assert "  Probably the same, please check\n  ? Environment Frankfurt = EU region\n" in text


def test_a_control_that_covers_nothing_in_particular_covers_the_plan(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def covering(covers: tuple[str, ...]) -> Plan:
        log = block("logging_audit", covers=covers)
        return plan(zones=[zone("edge")], blocks=[block("laptop"), log], flows=[flow("work", "uses", "laptop")])

    wide, narrow = (saved(tmp_path / name, covering(covers)) for name, covers in (("a", ()), ("b", ("edge",))))
    _, text = compare(capsys, wide, narrow)
    assert "      Covers: the whole plan → Edge" in text.splitlines()


def test_several_plans_are_each_compared_with_the_first(capsys: pytest.CaptureFixture[str], before: Path) -> None:
    one = edited(before, Change(option=OPTION, id="api", changes={"owner": "IT"}), name="one")
    two = edited(before, Change(option=OPTION, id="api", changes={"owner": "Sales"}), name="two")
    found = as_json(capsys, before, one, two)
    assert [(each["before"]["plan"], each["after"]["plan"]) for each in found] == [
        (str(before), str(one)),
        (str(before), str(two)),
    ]
    assert [each["changed"][0]["fields"][0]["after"] for each in found] == ["IT", "Sales"]


def test_json_has_values_as_the_plan_has_them_and_words_beside_them(
    capsys: pytest.CaptureFixture[str], before: Path
) -> None:
    [found] = as_json(capsys, before, edited(before, Change(option=OPTION, id="assistant", changes={"users": 25})))
    assert found["different"] is True
    [changed] = found["changed"]
    assert (changed["sort"], changed["before"], changed["after"], changed["sure"]) == (
        "workload",
        "assistant",
        "assistant",
        True,
    )
    assert changed["fields"] == [
        {
            "field": "users",
            "before": None,
            "after": 25,
            "says": {"field": "Users", "before": "not known yet", "after": "25"},
        }
    ]
    assert found["findings"].keys() == {"new", "cleared", "unchanged"}


def test_an_option_that_the_other_plan_lacks_is_a_difference(capsys: pytest.CaptureFixture[str], before: Path) -> None:
    more = edited(before, AddOption(option=Option(id="b", name="Own platform")), name="more")
    status, text = compare(capsys, more, before)
    assert status == 1
    assert f"Only in {more}: option Own platform" in text
    assert as_json(capsys, more, before)[-1] == {"plan": str(more), "not_compared": ["b"]}


def test_one_option_alone_cannot_be_compared(capsys: pytest.CaptureFixture[str], before: Path) -> None:
    assert main(["compare", str(before)]) == 2
    assert f"{before}: there are no two options to compare" in capsys.readouterr().err


def test_every_plan_that_cannot_be_read_is_named_and_nothing_is_compared(
    capsys: pytest.CaptureFixture[str], before: Path
) -> None:
    gone, broken = before.with_name("gone.infraplan"), before.with_name("broken.infraplan")
    broken.write_text("title: x", encoding="utf-8")
    assert main(["compare", str(before), str(gone), str(broken)]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert str(gone) in printed.err
    assert str(broken) in printed.err


def test_any_scenario_differs_from_another_and_not_from_itself(capsys: pytest.CaptureFixture[str]) -> None:
    paths = sorted((KNOWLEDGE / "scenarios").glob("*.infraplan"))
    for first in paths:
        found = as_json(capsys, first, *paths)
        pairs = [each for each in found if "before" in each]
        assert {each["after"]["plan"] for each in pairs} == {str(path) for path in paths}
        for each in pairs:
            same = each["before"]["plan"] == each["after"]["plan"]
            assert each["different"] is not same


def test_a_comparison_is_printed_where_a_file_is_named(capsys: pytest.CaptureFixture[str], before: Path) -> None:
    after = edited(before, Remove(option=OPTION, ids=("docs",)))
    target = before.with_name("both.pdf")
    status, text = compare(capsys, before, after, "-o", target, "--paper", "Letter")
    assert (status, text) == (1, "")
    assert target.read_bytes().startswith(b"%PDF")


def test_a_comparison_is_printed_as_pdf_only(capsys: pytest.CaptureFixture[str], before: Path) -> None:
    assert main(["compare", str(before), str(before), "-o", str(before.with_name("both.docx"))]) == 2
    assert "must end in .pdf" in capsys.readouterr().err


def test_what_is_printed_for_scripts_is_as_its_published_schema_says(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["knowledge", "schema", "--comparison"]) == 0
    schema = json.loads(capsys.readouterr().out)
    Draft202012Validator.check_schema(schema)
    paths = [PROTOTYPE, *sorted((KNOWLEDGE / "scenarios").glob("*.infraplan"))[:3]]
    found = as_json(capsys, *paths)
    assert any("not_compared" in each for each in found)
    for each in found:
        Draft202012Validator(schema).validate(each)
    with pytest.raises(ValidationError):
        Draft202012Validator(schema).validate({**found[0], "different": "perhaps"})
