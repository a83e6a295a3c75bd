"""The JSON report and its published schema."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from builders import knowledge
from jsonschema import Draft202012Validator, ValidationError

from exports.as_json import report_schema, to_json
from infra_builder.evaluate import evaluate
from infra_builder.places import SCENARIOS
from infra_builder.planfile import read
from ui.cli import main


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    schema = report_schema()
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@pytest.mark.parametrize("path", sorted(SCENARIOS.glob("*.infraplan")), ids=lambda path: path.stem)
def test_a_report_is_as_its_schema_says(path: Path, validator: Draft202012Validator) -> None:
    plan = read(path, knowledge().catalogue)
    report = evaluate(plan, knowledge())
    made = json.loads(to_json(str(path), plan, report))
    validator.validate(made)
    assert [len(option["findings"]) for option in made["options"]] == [len(each.findings) for each in report.options]


@pytest.mark.parametrize(
    "broken",
    [
        {"options": []},
        {"plan": "x", "options": [{"id": "a", "flags": ["good"], "findings": [], "questions": [], "notes": []}]},
        {"plan": "x", "options": [{"id": "a", "flags": ["balanced"], "findings": [{}], "questions": [], "notes": []}]},
    ],
)
def test_what_is_no_report_is_refused(broken: object, validator: Draft202012Validator) -> None:
    with pytest.raises(ValidationError):
        validator.validate(broken)


def test_the_command_publishes_the_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["knowledge", "schema", "--report"]) == 0
    assert json.loads(capsys.readouterr().out) == report_schema()


@pytest.mark.parametrize("of", ["--report", "--comparison"])
def test_the_schemas_of_what_is_printed_go_with_no_other_work(capsys: pytest.CaptureFixture[str], of: str) -> None:
    with pytest.raises(SystemExit):
        main(["knowledge", "fields", of])
    assert "--report and --comparison go with knowledge schema" in capsys.readouterr().err


def test_an_export_names_the_plan_as_check_does(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    plan = SCENARIOS / "first-prototype.infraplan"
    main(["check", str(plan), "--format", "json"])
    checked = capsys.readouterr().out
    assert main(["export", str(plan), "-o", str(tmp_path / "out.json")]) == 0
    assert (tmp_path / "out.json").read_text(encoding="utf-8") == checked


def test_an_export_of_one_option_tells_of_no_other(tmp_path: Path) -> None:
    plan = SCENARIOS / "first-prototype.infraplan"
    main(["export", str(plan), "-o", str(tmp_path / "out.json"), "--option", "right-sized"])
    made = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert [option["id"] for option in made["options"]] == ["right-sized"]
