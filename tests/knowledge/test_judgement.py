"""The shipped rules judge as a thoughtful consultant would: setups in pairs that differ in one fact."""

from __future__ import annotations

import pytest
from judged import Judged, judged

from infra_builder.advice.drills import play
from infra_builder.advice.placement import placements
from infra_builder.advising import Picks
from infra_builder.design import Design
from infra_builder.evaluate import evaluate
from infra_builder.knowledge import Knowledge, load
from infra_builder.plan import Plan
from infra_builder.report import OptionReport

CASES = judged()
each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load()


def report(plan: Plan, knowledge: Knowledge) -> OptionReport:
    return evaluate(plan, knowledge).options[0]


def named(case_id: str) -> Judged:
    return next(case for case in CASES if case.id == case_id)


@each_case
def test_the_verdict_is_the_judged_one(case: Judged, knowledge: Knowledge) -> None:
    found = report(case.plan(knowledge.catalogue), knowledge)
    assert found.flags == case.flags, [finding.says for finding in found.findings]


@pytest.mark.parametrize("case", [case for case in CASES if not case.settings_decide], ids=lambda case: case.id)
def test_the_verdict_does_not_hang_on_settings_that_the_drawing_makes_up_for(
    case: Judged, knowledge: Knowledge
) -> None:
    found = report(case.plan(knowledge.catalogue, answers=False), knowledge)
    assert found.flags == case.flags, [finding.says for finding in found.findings]


@each_case
def test_each_concern_that_must_be_raised_lights_up_what_it_is_about(case: Judged, knowledge: Knowledge) -> None:
    plan = case.plan(knowledge.catalogue)
    ends = {flow.id: (flow.source, flow.target) for flow in plan.options[0].flows}
    lit = {
        id_ for finding in report(plan, knowledge).findings for subject in finding.subjects
        for id_ in (subject, *ends.get(subject, ()))
    }  # fmt: skip
    for blocks in case.about:
        assert lit & set(blocks), f"nothing is said about {blocks}"


def test_reserved_gpus_are_called_idle_only_where_the_reservation_is_known(knowledge: Knowledge) -> None:
    case = named("own_model_at_unknown_volume")
    rule = "reserved_gpus_before_demand"
    bare = report(case.plan(knowledge.catalogue, answers=False), knowledge)
    assert rule in {finding.rule for finding in report(case.plan(knowledge.catalogue), knowledge).findings}
    assert rule not in {finding.rule for finding in bare.findings}
    assert "block.settings.reserved:gpus" in {question.key for question in bare.questions}


@pytest.mark.parametrize("case", [case for case in CASES if not case.flags], ids=lambda case: case.id)
def test_the_stage_strip_agrees_with_the_verdict_at_the_stage_the_plan_is_at(
    case: Judged, knowledge: Knowledge
) -> None:
    plan = case.plan(knowledge.catalogue)
    now = [stage for stage in report(plan, knowledge).stages if stage.now]
    assert [(stage.stage, stage.flags) for stage in now] == [(plan.workloads[0].stage, ())]


@pytest.mark.parametrize("case", [case for case in CASES if not case.flags], ids=lambda case: case.id)
def test_where_work_of_a_balanced_setup_stands_is_not_questioned(case: Judged, knowledge: Knowledge) -> None:
    plan = case.plan(knowledge.catalogue)
    placed = placements(plan, plan.options[0], knowledge)
    assert [one.says for one in placed if one.fits is not True] == []


@each_case
def test_no_drill_says_that_nothing_happens_when_every_place_of_the_work_is_away(
    case: Judged, knowledge: Knowledge
) -> None:
    plan = case.plan(knowledge.catalogue)
    option = plan.options[0]
    all_of_it = (Picks(categories=("data", "hosting", "compute")),)
    drill = knowledge.catalogue.drills["gpu_shortage"].but(hits=all_of_it, spared_if=())
    [played] = play(Design(plan, option, knowledge.catalogue), "all_away", drill)
    assert "survives" not in {fate.outcome for fate in played.fates}


def test_two_environments_by_contract_are_noted_as_right(knowledge: Knowledge) -> None:
    notes = {note.rule for note in report(named("tickets_leave_masked").plan(knowledge.catalogue), knowledge).notes}
    assert {"hybrid_with_reasons", "masked_before_leaving"} <= notes


def test_own_hosting_with_people_and_volume_is_noted_as_earned(knowledge: Knowledge) -> None:
    plan = named("own_model_at_steady_volume").plan(knowledge.catalogue)
    assert "own_hosting_earned" in {note.rule for note in report(plan, knowledge).notes}


def test_without_its_reason_the_same_split_is_an_accidental_hybrid(knowledge: Knowledge) -> None:
    plan = named("tickets_leave_masked").plan(knowledge.catalogue)
    option = plan.options[0]
    zones = tuple(zone.but(reasons=()) for zone in option.zones)
    bare = plan.but(options=(option.but(zones=zones),))
    assert report(bare, knowledge).flags == ("accidental_hybrid",)


def test_questions_and_notes_never_change_the_verdict(knowledge: Knowledge) -> None:
    quiet = {rule.id for rule in knowledge.rules if rule.text.flag in ("question", "note")}
    for case in CASES:
        assert not quiet & {finding.rule for finding in report(case.plan(knowledge.catalogue), knowledge).findings}
