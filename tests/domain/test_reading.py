"""Asking only the rules that read a number says the same as asking all of them."""

from __future__ import annotations

from functools import cache

import pytest
from builders import knowledge
from random_plans import busy_plan

from infra_builder.advice.reading import NUMBERS, readers
from infra_builder.advice.verdicts import Supposing, deciding
from infra_builder.asking import answer, present
from infra_builder.evaluate import judge
from infra_builder.plan import Plan

SEEDS = range(12)
TRIED = (0, 1, 7, 60, 900, 20_000, 5_000_000)


@cache
def busy(seed: int) -> Plan:
    return busy_plan(seed)


def numbers(given: Plan) -> list[tuple[str, str]]:
    """The numbers that a plan gives."""
    [option] = given.options
    fields = [(f"workload.{name}", one.id) for one in given.workloads for name in ("users", "data_gb")]
    fields += [("situation.people", ""), ("situation.monthly_budget_eur", "")]
    fields += [("flow.gb_per_month", flow.id) for flow in option.flows]
    return [pair for pair in fields if present(given, option, *pair) is not None]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_verdict_with_another_number_is_that_of_all_rules(seed: int) -> None:
    given = busy(seed)
    [option] = given.options
    supposing = Supposing(given, option, knowledge())
    for field, subject in numbers(given)[:6]:
        for value in TRIED:
            changed = answer(option.id, field, subject, value).apply(given)
            whole = judge(changed, changed.options[0], deciding(knowledge()), stages=False)
            told = supposing.verdict(field, subject, value)
            assert told is not None
            assert told.flags == whole.flags
            assert {one.key for one in told.findings} == {one.key for one in whole.findings}


def test_only_some_rules_read_a_number() -> None:
    given = busy(0)
    found = readers(given, given.options[0], knowledge())
    assert found.keys() == NUMBERS.keys()
    assert all(len(rules) < len(knowledge().rules) / 3 for rules in found.values())
    assert any(found.values())


def test_asking_what_is_read_changes_no_plan() -> None:
    given = busy_plan(1)
    readers(given, given.options[0], knowledge())
    assert given == busy_plan(1)
    assert all(type(one).__name__ == "Workload" for one in given.workloads)
