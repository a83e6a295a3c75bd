"""The example pack: what it changes is known, said and judged by."""

from __future__ import annotations

from pathlib import Path

import pytest

from infra_builder.evaluate import evaluate
from infra_builder.packs import with_packs
from infra_builder.places import KNOWLEDGE
from infra_builder.planfile import read
from infra_builder.report import PackChange
from infra_builder.rules.cases import cases, run
from ui.cli import main

PACK = KNOWLEDGE / "packs" / "hospital"


def test_what_a_pack_changes_is_known() -> None:
    assert with_packs((PACK,)).changes == (
        PackChange("rule", "managed_start_is_right", "taken away"),
        PackChange("rule", "nothing_above_internal_leaves_unmasked", "added"),
    )


def test_without_packs_nothing_is_changed() -> None:
    assert with_packs(()).changes == ()


def test_the_pack_judges_more_strictly_and_the_report_says_whose_rule_it_was(scenarios: Path) -> None:
    knowledge = with_packs((PACK,))
    report = evaluate(read(scenarios / "rag-assistant-pilot.infraplan", knowledge.catalogue), knowledge)
    assert {finding.rule for finding in report.options[0].findings} == {"nothing_above_internal_leaves_unmasked"}
    assert report.changes == knowledge.changes


def test_the_cases_of_the_pack_hold() -> None:
    knowledge = with_packs((PACK,))
    rule = next(rule for rule in knowledge.rules if rule.id == "nothing_above_internal_leaves_unmasked")
    assert [
        o.wrong for case in cases(rule, knowledge.catalogue) if (o := run(rule, case, knowledge.catalogue)).wrong
    ] == []


def test_the_printed_check_names_the_change(scenarios: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["check", str(scenarios / "rag-assistant-pilot.infraplan"), "--knowledge", str(PACK)])
    assert status == 1
    assert "nothing_above_internal_leaves_unmasked added" in " ".join(capsys.readouterr().out.split())
