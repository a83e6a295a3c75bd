"""Tipping points: what is said of both sides of each is what judging both sides says."""

from __future__ import annotations

import os
import random
from functools import cache
from itertools import pairwise

import pytest
from builders import block, catalogue, flow, knowledge, plan, workload, zone
from random_plans import busy_plan

from infra_builder.advice.tipping import Tipping, TippingPoint, tipping
from infra_builder.advice.verdicts import Supposing
from infra_builder.asking import answer
from infra_builder.evaluate import judge
from infra_builder.places import KNOWLEDGE
from infra_builder.plan import Plan
from infra_builder.planfile import read
from infra_builder.vocabulary import VOCABULARIES, Stage

SEEDS = range(int(os.environ.get("TIPPED_PLANS", "8")))


def tips(given: Plan) -> Tipping:
    return tipping(given, given.options[0], knowledge())


@cache
def busy(seed: int) -> Tipping:
    return tips(busy_plan(seed))


def supposing(given: Plan) -> Supposing:
    return Supposing(given, given.options[0], knowledge())


def of(found: Tipping, field: str) -> list[TippingPoint]:
    return [point for point in found.points if point.field == field]


def photos(found: Tipping) -> list[TippingPoint]:
    """Where it tips over how much of what was seen is sent."""
    return [point for point in of(found, "flow.gb_per_month") if point.subject == "check>photos:writes"]


def edge_plan(gb: float) -> Plan:
    """Sites that decide for themselves and send what they saw to a central store."""
    scenario = read(KNOWLEDGE / "scenarios" / "pattern-a-edge.infraplan", catalogue())
    [option] = scenario.options
    flows = tuple(one.but(gb_per_month=gb) if one.gb_per_month == 120 else one for one in option.flows)
    return scenario.but(options=(option.but(flows=flows),))


@pytest.mark.parametrize("seed", SEEDS)
def test_each_tipping_point_holds_on_both_sides(seed: int) -> None:
    given = busy_plan(seed)
    suppose = supposing(given)
    for point in busy(seed).points:
        before = suppose.verdict(point.field, point.subject, point.until)
        there = suppose.verdict(point.field, point.subject, point.at)
        assert before is not None
        assert there is not None
        assert before.like(suppose.now)
        assert not there.like(suppose.now)
        assert point.flags == there.flags


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_changes_between_the_present_value_and_a_tipping_point(seed: int) -> None:
    suppose, dice = supposing(busy_plan(seed)), random.Random(seed)
    for point in busy(seed).points:
        if isinstance(point.now, int | float) and isinstance(point.until, int | float):
            for _ in range(5):
                between = dice.uniform(*sorted((point.now, point.until)))
                value = round(between) if isinstance(point.until, int) else between
                told = suppose.verdict(point.field, point.subject, value)
                assert told is None or told.like(suppose.now)


@pytest.mark.parametrize("stage", ["experiment", "production"])
@pytest.mark.parametrize("name", ["rag-assistant-pilot", "pattern-a-edge"])
def test_both_sides_are_judged_by_the_whole_knowledge_as_they_are_told(name: str, stage: Stage) -> None:
    """The evaluator itself is asked, and not the few rules that read a number."""
    scenario = read(KNOWLEDGE / "scenarios" / f"{name}.infraplan", catalogue())
    given = scenario.but(workloads=tuple(one.but(stage=stage) for one in scenario.workloads))
    option = given.options[0].id

    def keys(point: TippingPoint, value: object) -> set[str]:
        changed = answer(option, point.field, point.subject, value).apply(given)
        return grave(changed)

    def grave(plan: Plan) -> set[str]:
        report = judge(plan, plan.option(option), knowledge(), stages=False)
        high = {found.key for found in report.findings if found.severity == "high"}
        return high | set(report.flags)

    for point in tips(given).points:
        assert keys(point, point.until) == grave(given) != keys(point, point.at)


def test_a_number_tips_between_neighbours() -> None:
    [point] = photos(tips(edge_plan(120)))
    assert point.at in supposing(edge_plan(120)).lines["gb_per_month"]
    assert isinstance(point.until, float)
    assert isinstance(point.at, float)
    assert 0 < point.at - point.until < 1e-9


def test_a_number_beyond_a_line_tips_back_below_it() -> None:
    beyond = photos(tips(edge_plan(5000)))
    within = photos(tips(edge_plan(120)))
    [back], [there] = beyond, within
    assert isinstance(back.at, float)
    assert back.at < 5000
    assert "edge_sends_everything" in {found.rule for found in back.vanish}
    assert (back.at, back.until) == (there.until, there.at)


def test_people_are_counted_in_whole_numbers() -> None:
    for seed in SEEDS:
        for point in busy(seed).points:
            if point.field in ("workload.users", "situation.people"):
                assert isinstance(point.at, int)
                assert isinstance(point.until, int)
                assert abs(point.at - point.until) == 1


def test_users_of_several_workloads_are_added_up() -> None:
    def shared(first: int, second: int) -> Plan:
        works = [workload("one", stage="pilot", users=first), workload("two", stage="pilot", users=second)]
        return plan(
            workloads=works,
            zones=[zone("workstation")],
            blocks=[block("laptop", zone="workstation"), block("app_service", zone="workstation")],
            flows=[
                flow("one", "uses", "app_service"),
                flow("two", "uses", "app_service"),
                flow("app_service", "runs_on", "laptop"),
            ],
        )

    def tips_at(first: int, second: int) -> int:
        found = of(tips(shared(first, second)), "workload.users")
        [point] = [one for one in found if one.subject == "one" and int(str(one.at)) > first]
        assert isinstance(point.at, int)
        return point.at

    assert tips_at(1, 1) == tips_at(1, 4) + 3


def test_an_ordered_choice_tips_at_the_nearest_word_on_each_side() -> None:
    for seed in SEEDS:
        for point in of(busy(seed), "workload.stage"):
            words = VOCABULARIES["stage"]
            places = [words.index(str(word)) for word in (point.now, point.until, point.at)]
            assert all(abs(one - other) <= 1 for one, other in pairwise(places[1:]))


def test_a_skill_that_is_lost_tips_over_what_needs_it() -> None:
    scenario = read(KNOWLEDGE / "scenarios" / "pattern-a-edge.infraplan", catalogue())
    lost = [point for point in of(tips(scenario), "situation.skills") if len(str(point.at)) < len(str(point.now))]
    assert {found.rule for point in lost for found in point.appear} == {"nobody_can_run_it"}


def test_answers_that_change_nothing_are_told_as_steady() -> None:
    found = tips(edge_plan(120))
    tipped = {(point.field, point.subject) for point in found.points}
    assert ("workload.users", "seals") in found.steady
    assert tipped.isdisjoint(found.steady)


def test_what_the_plan_does_not_answer_is_no_tipping_point() -> None:
    given = plan(workloads=[workload()], blocks=[block("app_service")])
    assert {field for field, _ in tips(given).steady} | {point.field for point in tips(given).points} == set()


def test_the_lines_of_rules_are_known_by_the_facts_they_are_drawn_for() -> None:
    lines = supposing(plan()).lines
    assert knowledge().catalogue.figures["pilot_many_rely_from_users"].value in lines["users"]
    assert knowledge().catalogue.figures["haul_gb_per_month"].value in lines["gb_per_month"]
