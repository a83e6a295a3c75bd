"""The smallest repair: what it does, what it leaves to people, and that nothing cheaper would do."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations
from typing import TypeVar

import pytest
from builders import block, catalogue, flow, knowledge, plan, workload, zone
from random_plans import busy_plan

from infra_builder.advice.due import paid_in_all
from infra_builder.advice.moves import Move, moves, speaks_for_people
from infra_builder.advice.repair import Repair, repair
from infra_builder.design import Design
from infra_builder.edits import Change, Edit, Refused, Remove
from infra_builder.evaluate import judge
from infra_builder.places import KNOWLEDGE
from infra_builder.plan import Plan
from infra_builder.planfile import read
from infra_builder.report import OptionReport
from infra_builder.vocabulary import Stage

SEEDS = range(int(os.environ.get("REPAIRED_PLANS", "100")))
SCENARIOS = sorted((KNOWLEDGE / "scenarios").glob("*.infraplan"))
Item = TypeVar("Item")
MOST_STEPS = 10 if "REPAIRED_PLANS" in os.environ else 5
"""Of repairs with more steps, subsets are not tried."""


@cache
def busy(seed: int) -> Plan:
    return busy_plan(seed)


@cache
def repaired(seed: int) -> Repair:
    made = busy(seed)
    return repair(made, made.options[0], knowledge())


def judged(given: Plan) -> OptionReport:
    return judge(given, given.options[0], knowledge(), stages=False)


def applied(given: Plan, edits: Sequence[Edit]) -> Plan:
    for edit in edits:
        given = edit.apply(given)
    return given


def keys(report: OptionReport) -> set[str]:
    return {found.key for found in report.findings}


def left_to_people(mended: Repair) -> set[str]:
    return {decision.finding.key for decision in mended.decisions if decision.finding}


def pilot(stage: Stage = "pilot") -> Plan:
    """A small application in daily use, without controls."""
    return plan(
        workloads=[workload(kind="rag_assistant", stage=stage, users=40, sensitivity="internal", timing="interactive")],
        zones=[zone("public_cloud", owner="IT")],
        blocks=[
            block("app_service", zone="public_cloud", owner="Sales"),
            block("managed_model_api", zone="public_cloud", owner="Sales"),
        ],
        flows=[flow("work", "uses", "app_service"), flow("app_service", "calls", "managed_model_api")],
    )


def mend(given: Plan) -> Repair:
    return repair(given, given.options[0], knowledge())


def test_a_balanced_option_needs_no_step() -> None:
    scenario = read(KNOWLEDGE / "scenarios" / "office-assistant.infraplan", catalogue())
    mended = mend(scenario)
    assert (mended.steps, mended.decisions, mended.edit, mended.days, mended.proven) == ((), (), None, 0, True)


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_every_scenario_becomes_balanced(path: object) -> None:
    scenario = read(path, catalogue())  # type: ignore[arg-type]
    for option in scenario.options:
        mended = repair(scenario, option, knowledge())
        after = mended.edit.apply(scenario) if mended.edit else scenario
        assert judge(after, after.option(option.id), knowledge(), stages=False).balanced
        assert mended.proven


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_left_after_the_steps_is_left_to_people(seed: int) -> None:
    mended = repaired(seed)
    after = applied(busy(seed), [step.edit for step in mended.steps])
    assert keys(judged(after)) == left_to_people(mended) == keys(mended.after)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_repair_is_proven_and_speaks_for_nobody(seed: int) -> None:
    before, mended = busy(seed), repaired(seed)
    after = applied(before, [step.edit for step in mended.steps])
    assert mended.proven
    assert (after.workloads, after.situation) == (before.workloads, before.situation)
    owners = {item.id: item.owner for item in (*before.options[0].zones, *before.options[0].blocks)}
    for item in (*after.options[0].zones, *after.options[0].blocks):
        assert item.owner == owners.get(item.id, "")
    stated = {item.id: item.reasons for item in before.options[0].zones}
    assert all(stated[item.id] == item.reasons for item in after.options[0].zones)


@pytest.mark.parametrize("seed", SEEDS)
def test_no_step_of_a_repair_can_be_left_out(seed: int) -> None:
    mended = repaired(seed)
    if len(mended.steps) > MOST_STEPS:
        return
    settled = left_to_people(mended)
    for fewer in subsets(mended.steps):
        try:
            after = applied(busy(seed), [step.edit for step in fewer])
        except Refused:
            continue
        assert not keys(judged(after)) <= settled


def subsets(items: Sequence[Item]) -> Iterator[tuple[Item, ...]]:
    for size in range(len(items)):
        yield from combinations(items, size)


def on_offer(given: Plan, mended: Repair) -> list[Move]:
    """The edits that are on offer at the start, each with the days of the largest of those, and after each step."""
    found: dict[str, Move] = {}
    for count in range(len(mended.steps) + 1):
        there = applied(given, [step.edit for step in mended.steps[:count]])
        for finding in judged(there).findings:
            for move in moves(finding, there, there.options[0], catalogue()):
                if move.mark not in found or (not count and found[move.mark].days < move.days):
                    found[move.mark] = move
    return [move for move in found.values() if move.edit]


def days_in_all(given: Plan, chosen: Sequence[Move]) -> float | None:
    """What some edits cost together with the decisions then left; None where they do not lead to a repair."""
    waiting = list(chosen)
    while waiting:
        for move in waiting:
            try:
                given = move.edit.apply(given) if move.edit else given
            except Refused:
                continue
            waiting.remove(move)
            break
        else:
            return None
    days = sum(move.days for move in chosen)
    for finding in judged(given).findings:
        decisions = [move for move in moves(finding, given, given.options[0], catalogue()) if move.edit is None]
        if not decisions:
            return None
        days += decisions[0].days
    return days


@pytest.mark.parametrize("seed", [seed for seed in SEEDS if seed % 4 == 0])
def test_no_other_choice_among_all_that_is_on_offer_takes_fewer_days(seed: int) -> None:
    given, mended = busy(seed), repaired(seed)
    offered = on_offer(given, mended)
    if not 0 < len(offered) <= MOST_STEPS + 1:
        return
    for chosen in (*subsets(offered), tuple(offered)):
        days = days_in_all(given, chosen)
        assert days is None or days >= mended.days


def test_one_control_that_clears_two_findings_is_added_once() -> None:
    first, second = (workload(id_, kind="rag_assistant", stage="pilot", users=9) for id_ in ("one", "two"))
    given = pilot().but(workloads=(first, second))
    given = given.but(options=(given.options[0].but(flows=(flow("one", "uses", "app_service"),)),))
    added = [step.edit.blocks[0].kind for step in mend(given).steps]  # type: ignore[attr-defined]
    assert len(added) == len(set(added))


def test_a_missing_owner_is_a_decision_and_never_a_step() -> None:
    given = pilot()
    unowned = Change(option="a", id="app_service", changes={"owner": ""}).apply(given)
    mended = mend(unowned)
    assert "nobody_owns:a" in left_to_people(mended)
    assert mended.edit is not None
    assert mended.edit.apply(unowned).options[0].by_id["app_service"].owner == ""  # type: ignore[union-attr]


def test_a_missing_reason_is_asked_for_where_that_is_less_than_giving_up_the_place() -> None:
    given = plan(
        workloads=[workload(kind="rag_assistant", stage="pilot", usage="low", sensitivity="internal")],
        zones=[zone("house", "on_premises", owner="IT"), zone("cloud", "public_cloud", owner="IT")],
        blocks=[
            block("operational_database", zone="house", owner="IT"),
            block("app_service", zone="house", owner="IT"),
            block("managed_model_api", zone="cloud", owner="IT"),
        ],
        flows=[
            flow("operational_database", "reads", "app_service"),
            flow("app_service", "calls", "managed_model_api"),
        ],
    )
    [asked] = [found for found in judged(given).findings if found.rule == "environment_without_reason"]
    mended = mend(given)
    assert asked.key in left_to_people(mended)
    assert mended.edit is not None
    assert mended.edit.apply(given).options[0].zones == given.options[0].zones


def test_blocks_of_a_place_that_is_given_up_find_another_that_suits_them() -> None:
    scenario = read(KNOWLEDGE / "scenarios" / "first-prototype.infraplan", catalogue())
    mended = mend(scenario)
    assert mended.edit is not None
    option = mended.edit.apply(scenario).options[0]
    assert len(option.zones) < len(scenario.options[0].zones)
    assert all(one.zone for one in option.blocks if catalogue().kind(one).category != "governance")


def test_edits_that_ask_less_of_the_work_or_take_it_away_speak_for_people() -> None:
    given = pilot()
    assert speaks_for_people(Change(option="a", id="work", changes={"timing": "batch"}), given)
    assert speaks_for_people(Remove(option="a", ids=("work",)), given)
    assert speaks_for_people(Change(option="a", id="app_service", changes={"owner": "Ann"}), given)
    assert not speaks_for_people(Remove(option="a", ids=("app_service",)), given)


def test_each_step_tells_what_it_clears() -> None:
    mended = mend(pilot())
    cleared = {found.key for step in mended.steps for found in step.clears}
    assert cleared == keys(mended.before) - left_to_people(mended)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_step_has_a_finding_for_the_sake_of_which_it_is_done(seed: int) -> None:
    assert all(step.reasons for step in repaired(seed).steps)


def test_a_step_that_clears_nothing_by_itself_tells_what_would_be_left_without_it() -> None:
    scenario = read(KNOWLEDGE / "scenarios" / "first-prototype.infraplan", catalogue())
    given = scenario.but(workloads=tuple(one.but(stage="pilot") for one in scenario.workloads))
    mended = mend(given)
    [first, *_] = (step for step in mended.steps if not step.clears)
    others = applied(given, [step.edit for step in mended.steps if step is not first])
    assert {found.key for found in first.toward} == keys(judged(others)) - keys(mended.after)
    assert first.reasons == first.toward


@pytest.mark.parametrize("seed", range(12))
def test_a_budget_that_is_surely_exceeded_is_mended_or_left_to_people(seed: int) -> None:
    made = busy(seed)
    paid = paid_in_all(Design(made, made.options[0], catalogue())).low
    given = made.but(situation=made.situation.but(monthly_budget_eur=max(1.0, round(paid * 0.6))))
    mended = mend(given)
    after = applied(given, [step.edit for step in mended.steps])
    assert mended.proven
    assert keys(judged(after)) == left_to_people(mended)
    assert all(decision.says for decision in mended.decisions)


def test_a_repair_that_is_stopped_gives_what_it_has_and_claims_no_proof() -> None:
    given, asked = pilot(stage="production"), iter(range(10**6))
    mended = repair(given, given.options[0], knowledge(), go_on=lambda: next(asked) < 300)
    after = applied(given, [step.edit for step in mended.steps])
    assert not mended.proven
    assert keys(judged(after)) == left_to_people(mended)


def test_a_repair_at_its_limit_is_whole_but_not_proven() -> None:
    seed = next(seed for seed in range(100) if repaired(seed).judged > 15)
    given = busy(seed)
    mended = repair(given, given.options[0], knowledge(), most=1)
    after = applied(given, [step.edit for step in mended.steps])
    assert not mended.proven
    assert keys(judged(after)) == left_to_people(mended)


def test_progress_tells_how_many_designs_were_judged() -> None:
    told: list[tuple[int, float]] = []
    given = pilot(stage="production")
    repair(given, given.options[0], knowledge(), progress=lambda judged_, days: told.append((judged_, days)))
    assert [count for count, _ in told] == sorted(count for count, _ in told)
    assert told[-1][0] > 1
