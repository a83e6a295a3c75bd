"""Fast ways come to the same as slow ones: on busy plans each answer is compared with a plain reading."""

from __future__ import annotations

import pytest
import slow_conditions
import slow_design
from builders import design, knowledge, plan, workload
from random_plans import busy_plan

from infra_builder.design import STAGED, Design
from infra_builder.evaluate import judge
from infra_builder.facts import FACTS
from infra_builder.graphs import circles
from infra_builder.plan import Plan
from infra_builder.vocabulary import VOCABULARIES, Stage

SEEDS = range(30)


@pytest.fixture(params=SEEDS, ids=str)
def of(request: pytest.FixtureRequest) -> Design:
    return design(busy_plan(request.param))


def at_stage(made: Plan, stage: str) -> Plan:
    return made.but(workloads=tuple(one.but(stage=stage) for one in made.workloads))


def test_every_condition_says_of_every_subject_what_its_file_says(of: Design) -> None:
    for rule in knowledge().rules:
        for subject in of.subjects(rule.text.about):
            expected = slow_conditions.answer(rule.text.when, of, subject)
            assert rule.when.test(of, subject) is expected, (rule.id, subject)


def test_many_subjects_asked_at_once_get_the_answers_of_each(of: Design) -> None:
    alone = Design(of.plan, of.option, of.catalogue)
    for rule in knowledge().rules:
        subjects = of.subjects(rule.text.about)
        holds, open_ = rule.when.ask(of, (1 << len(subjects)) - 1)
        for place, subject in enumerate(subjects):
            said = True if holds >> place & 1 else None if open_ >> place & 1 else False
            assert said is rule.when.test(alone, subject), (rule.id, subject)


def test_a_block_is_there_for_the_workloads_that_reach_it_step_by_step(of: Design) -> None:
    expected = slow_design.linked(of)
    linked = {block.id: of.linked(block) for block in of.option.blocks}
    assert linked == {id_: bool(expected[id_]) for id_ in of.blocks}
    for block in of.option.blocks:
        if expected[block.id]:
            assert {one.id for one in of.serves(block)} == expected[block.id]


def test_what_stops_with_a_block_is_what_falls_round_by_round(of: Design) -> None:
    for block in of.blocks:
        standing = slow_design.standing(of, frozenset({block}))
        assert of.standing(frozenset({block})) == standing
        assert (block in of.keystones) is bool(of.workloads.keys() - standing)


def test_data_end_up_where_they_flow(of: Design) -> None:
    assert of.holdings == slow_design.holdings(of)


@pytest.mark.parametrize("stage", VOCABULARIES["stage"])
def test_only_some_facts_change_with_the_stage(of: Design, stage: Stage) -> None:
    moved = design(at_stage(of.plan, stage))
    for fact in FACTS.values():
        values = [[fact.of(one, subject) for subject in one.subjects(fact.sort)] for one in (of, moved)]
        if fact.name not in STAGED and fact.type.form not in ("one", "many"):
            assert values[0] == values[1], fact.name


@pytest.mark.parametrize("seed", SEEDS)
def test_the_strip_of_stages_says_what_a_plan_at_that_stage_gets(seed: int) -> None:
    made = busy_plan(seed)
    for said in judge(made, made.options[0], knowledge()).stages:
        moved = at_stage(made, said.stage)
        anew = judge(moved, moved.options[0], knowledge(), stages=False)
        assert (said.flags, said.findings) == (anew.flags, len(anew.findings))


def test_a_design_at_another_stage_leaves_the_one_it_came_from_alone() -> None:
    of = design(plan(workloads=[workload(stage="pilot")]))
    [work] = of.plan.workloads
    before = FACTS["workload.stage"].of(of, work)
    assert FACTS["workload.stage"].of(of.at("production"), work) == "production"
    assert (before, FACTS["workload.stage"].of(of, work)) == ("pilot", "pilot")


def test_circles_come_before_those_that_lead_to_them() -> None:
    ways = {"a": ["b"], "b": ["c", "d"], "c": ["b"], "d": [], "e": ["a"]}
    assert [sorted(circle) for circle in circles(ways)] == [["d"], ["b", "c"], ["a"], ["e"]]


def test_a_long_chain_is_no_trouble() -> None:
    ways = {str(n): [str(n + 1)] for n in range(20_000)} | {"20000": []}
    assert len(circles(ways)) == 20_001
