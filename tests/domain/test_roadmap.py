"""The way on: six steps with what this plan needs, ninety days for several environments, build, buy, rent or share."""

from __future__ import annotations

import pytest
from builders import block, catalogue, flow, knowledge, plan, workload, zone

from infra_builder.advice.drills import drills
from infra_builder.advice.grounds import Ground
from infra_builder.advice.ninety_days import Duty, ninety_days
from infra_builder.advice.roadmap import Leg, Task, roadmap
from infra_builder.advice.sourcing import sourcing
from infra_builder.evaluate import judge
from infra_builder.places import SCENARIOS
from infra_builder.plan import Plan
from infra_builder.planfile import read


def _scenario(name: str) -> Plan:
    return read(SCENARIOS / f"{name}.infraplan", catalogue())


def _legs(given: Plan, **more: object) -> tuple[Leg, ...]:
    return roadmap(given, given.options[0], knowledge(), **more)  # type: ignore[arg-type]


def _when(legs: tuple[Leg, ...], when: str) -> list[str]:
    return [step.task.says for leg in legs for step in leg.steps if step.when == when]


def _duties(given: Plan) -> dict[str, Duty]:
    played = drills(given, given.options[0], knowledge())
    return {duty.id: duty for duty in ninety_days(given, given.options[0], knowledge(), played)}


def test_the_six_steps_stand_in_their_order() -> None:
    legs = _legs(_scenario("rag-assistant-pilot"))
    assert [leg.id for leg in legs] == ["clarify", "prototype", "control", "pilot", "operate", "scale"]


def test_a_balanced_plan_has_nothing_to_mend_now() -> None:
    given = _scenario("pattern-a-edge")
    assert judge(given, given.options[0], knowledge()).balanced
    assert _when(_legs(given), "now") == []


def test_now_is_what_is_found_now_and_next_what_is_found_at_the_next_stage() -> None:
    given = _scenario("rag-assistant-pilot")
    option = given.options[0]
    later = given.but(workloads=tuple(one.but(stage="production") for one in given.workloads))
    fresh = judge(later, option, knowledge()).findings
    said = _when(_legs(given), "next")
    assert len(said) == len(
        {finding.key for finding in fresh} - {f.key for f in judge(given, option, knowledge()).findings}
    )
    assert said


def test_at_production_nothing_is_left_for_later() -> None:
    legs = _legs(_scenario("customer-feature"))
    assert _when(legs, "next") == _when(legs, "later") == []
    assert all(leg.reached for leg in legs)


def test_an_experiment_is_told_of_both_stages_ahead() -> None:
    legs = _legs(_scenario("first-prototype"))
    assert _when(legs, "next")
    assert _when(legs, "later")


def test_nothing_is_said_twice_for_two_stages() -> None:
    legs = _legs(_scenario("first-prototype"))
    said = [(step.task.says, step.task.subjects, step.task.because[0].says) for leg in legs for step in leg.steps]
    assert len(said) == len(set(said))


def test_a_repair_takes_the_place_of_single_remedies() -> None:
    repair = (Task("Mask the flow", ("masking",), ("docs",), (Ground("It leaves unmasked."),)),)
    legs = _legs(_scenario("first-prototype"), repair=repair)
    assert _when(legs, "now") == ["Mask the flow"]
    assert [leg.id for leg in legs for step in leg.steps if step.when == "now"] == ["control"]


def test_what_waits_for_a_tipping_point_stands_at_the_end() -> None:
    gate = Task("Host the model yourselves", (), ("work",), (Ground("Not until 400 people use it."),))
    legs = _legs(_scenario("rag-assistant-pilot"), gates=(gate,))
    assert [step.task for step in legs[-1].steps if step.when == "not_until"] == [gate]


def test_a_decisive_question_belongs_to_clarifying() -> None:
    given = _scenario("rag-assistant-pilot")
    report = judge(given, given.options[0], knowledge())
    said = [step.task.says for step in _legs(given)[0].steps]
    assert said == [question.says for question in report.decisive_questions]


def test_every_task_says_what_it_rests_on() -> None:
    for path in sorted(SCENARIOS.glob("*.infraplan")):
        for leg in _legs(read(path, catalogue())):
            assert all(step.task.says and step.task.because[0].says for step in leg.steps)


def test_one_environment_needs_no_ninety_days() -> None:
    given = _scenario("first-prototype")
    assert _duties(given) == {}


def test_what_a_pattern_shows_is_done_and_what_it_does_not_is_open() -> None:
    duties = _duties(_scenario("pattern-a-edge"))
    assert {id_: duties[id_].done for id_ in ("inventory", "checkpoints", "restore", "edge", "review")} == {
        "inventory": True, "checkpoints": True, "restore": True, "edge": True, "review": False,
    }  # fmt: skip
    assert [duty.span for duty in duties.values()] == sorted(duty.span for duty in duties.values())


def test_a_duty_about_an_edge_is_left_out_where_there_is_none() -> None:
    assert "edge" not in _duties(_scenario("pattern-c-multicloud"))


@pytest.mark.parametrize(("answer", "done"), [(True, True), (False, False), (None, None)])
def test_a_restore_is_done_when_it_is_answered_so(answer: bool | None, done: bool | None) -> None:
    given = _scenario("pattern-a-edge")
    option = given.options[0]
    copy = option.by_id["copy"].but(settings={} if answer is None else {"restore_tested": answer})
    duty = _duties(given.but(options=(option.replacing([copy]),)))["restore"]
    assert duty.done is done
    assert bool(duty.asks) == (answer is None)


def test_every_kind_of_block_has_a_way_to_come_by_it() -> None:
    assert catalogue().sourcing.keys() == catalogue().blocks.keys()


def test_the_same_block_is_rented_in_a_cloud_and_bought_at_home() -> None:
    given = plan(
        zones=[zone("cloud", "public_cloud"), zone("home", "on_premises")],
        blocks=[block("cpu_server", "there", zone="cloud"), block("cpu_server", "here", zone="home")],
        flows=[flow("work", "runs_on", "there")],
        workloads=[workload("work")],
    )
    found = {one.block: one for one in sourcing(given, given.options[0], knowledge())}
    assert (found["there"].way, found["here"].way) == ("rent", "buy")
    assert all(one.because.says and one.because.source for one in found.values())


def test_a_block_without_a_place_is_asked_for_it_where_that_decides() -> None:
    given = plan(blocks=[block("cpu_server", "server"), block("laptop")])
    found = {one.block: one for one in sourcing(given, given.options[0], knowledge())}
    assert [ask.field for ask in found["server"].asks] == ["block.zone"]
    assert found["laptop"].asks == ()


def test_time_on_a_supercomputer_is_shared() -> None:
    given = plan(zones=[zone("hpc")], blocks=[block("hpc_allocation", zone="hpc")])
    assert [one.way for one in sourcing(given, given.options[0], knowledge())] == ["share"]
