"""Open questions by their worth: which answers change the verdict, and what is done about stages."""

from __future__ import annotations

from functools import cache

import pytest
from builders import block, flow, knowledge, plan, workload, zone
from random_plans import busy_plan

from infra_builder.advice.stages import StageAdvice, stages
from infra_builder.advice.worth import Worth, worth
from infra_builder.asking import answer
from infra_builder.evaluate import judge
from infra_builder.plan import Plan


@cache
def busy(seed: int) -> tuple[Worth, ...]:
    return asked(busy_plan(seed))


def asked(given: Plan) -> tuple[Worth, ...]:
    option = given.options[0]
    return worth(given, option, knowledge(), judge(given, option, knowledge()).questions)


def at_stages(given: Plan) -> dict[str, StageAdvice]:
    return {one.stage: one for one in stages(given, given.options[0], knowledge())}


def assistant(sensitivity: str = "confidential") -> Plan:
    """A pilot with a managed model whose terms nobody has looked at."""
    return plan(
        workloads=[workload(kind="rag_assistant", stage="pilot", users=9, sensitivity=sensitivity)],
        zones=[zone("public_cloud", owner="IT")],
        blocks=[
            block("app_service", zone="public_cloud", owner="Sales"),
            block("managed_model_api", zone="public_cloud", owner="Sales"),
        ],
        flows=[
            flow("work", "uses", "app_service"),
            flow("app_service", "calls", "managed_model_api", data=sensitivity),
        ],
    )


@pytest.mark.parametrize("seed", range(8))
def test_an_answer_leads_to_what_judging_it_says(seed: int) -> None:
    given = busy_plan(seed)
    option = given.options[0]
    for one in busy(seed):
        for said in one.answers:
            edited = answer(option.id, one.question.field, one.question.subject, said.value).apply(given)
            assert judge(edited, edited.options[0], knowledge(), stages=False).flags == said.flags


def test_questions_that_decide_come_first() -> None:
    for seed in range(8):
        decides = [one.decides for one in busy(seed)]
        assert decides == sorted(decides, reverse=True)


def test_a_contract_that_nobody_has_read_decides_by_its_answer() -> None:
    [terms] = [one for one in asked(assistant()) if one.question.field == "block.settings.terms_cover_data"]
    told = {said.value: said for said in terms.answers}
    assert terms.decides
    assert told[False].changes
    assert not told[True].changes


def test_every_answer_is_put_into_words() -> None:
    for seed in range(8):
        assert all(said.says for one in busy(seed) for said in one.answers)


def test_what_is_not_drawn_has_no_answers_to_choose_from() -> None:
    given = plan(blocks=[block("document_store"), block("managed_model_api")])
    drawing = [one for one in asked(given) if one.question.field == "block_outside_zone"]
    assert [one.answers for one in drawing] == [()]


def test_the_next_stage_tells_what_to_add_before_it() -> None:
    there = at_stages(assistant())
    added = {step.edit.blocks[0].kind for step in there["production"].add}  # type: ignore[attr-defined]
    assert "rollback" in added
    assert "rollback" not in {step.edit.blocks[0].kind for step in there["pilot"].add}  # type: ignore[attr-defined]


def test_controls_of_a_production_can_be_dropped_for_a_trial() -> None:
    kinds = ("rollback", "ci_cd_pipeline", "incident_response", "security_review", "model_registry", "support_process")
    heavy = assistant("internal")
    option = heavy.options[0].adding(blocks=tuple(block(kind) for kind in kinds))
    there = at_stages(heavy.but(options=(option,)))
    assert there["experiment"].drop
    assert not there["production"].drop


def test_one_stage_is_the_present_one() -> None:
    there = at_stages(assistant())
    assert [stage for stage, one in there.items() if one.now] == ["pilot"]


def test_a_stage_says_what_the_strip_of_stages_says() -> None:
    for seed in range(8):
        given = busy_plan(seed)
        strip = judge(given, given.options[0], knowledge()).stages
        assert [one.flags for one in stages(given, given.options[0], knowledge())] == [one.flags for one in strip]


def test_nothing_drawn_has_no_stages() -> None:
    given = plan()
    assert stages(given, given.options[0], knowledge()) == ()


def test_the_worth_of_the_budget_is_seen_on_both_sides_of_what_is_surely_paid() -> None:
    given = plan(
        workloads=[workload(kind="rag_assistant", stage="pilot", usage="low", users=9)],
        zones=[zone("public_cloud")],
        blocks=[block("cpu_server", id_, zone="public_cloud") for id_ in ("one", "two")],
    )
    [found] = [one for one in asked(given) if one.question.field == "situation.monthly_budget_eur"]
    assert [answer.value for answer in found.answers] == [0, 120]
    low, high = found.answers
    assert "overbuilt" in low.flags
    assert "overbuilt" not in high.flags
