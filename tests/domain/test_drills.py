"""Drills against what was expected by hand on the three hybrid patterns, and on small drawings."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import block, catalogue, design, flow, knowledge, plan, workload, zone
from random_plans import busy_plan

from infra_builder.advice.drills import BETTER, Fate, Played, drills, play
from infra_builder.advice.entries import entries
from infra_builder.advising import Drill
from infra_builder.guarded_yaml import parse
from infra_builder.knowledge import read_folders
from infra_builder.places import KNOWLEDGE, SCENARIOS
from infra_builder.plan import Block, Flow, Plan
from infra_builder.planfile import read

SHIPPED = (
    "provider_outage", "region_away", "gpu_shortage", "price_doubled", "edge_link_down", "key_person_gone",
    "provider_changes_model", "usage_times_ten", "copy_diverges",
)  # fmt: skip

# Thought out on the drawings before anything was played: outcome by drill, by whom or what, by workload.
PATTERN_A = {
    ("provider_outage", "Provider A", "seals"): "survives",  # the model that was deployed goes on; training waits
    ("region_away", "house", "seals"): "degrades",  # it works offline and hands the photos in later
    ("region_away", "cloud", "seals"): "survives",
    ("gpu_shortage", "", "seals"): "survives",  # only training needs them
    ("edge_link_down", "lines", "seals"): "degrades",
    ("key_person_gone", "Data team", "seals"): "survives",  # there are four people
    ("provider_changes_model", "", "seals"): "survives",  # the model is their own
    ("copy_diverges", "", "seals"): "survives",  # a register says which version belongs on the line
}
PATTERN_B = {
    ("provider_outage", "Provider A", "alarm"): "survives",
    ("provider_outage", "Provider A", "trials"): "degrades",  # states are kept, so trials are done later
    ("region_away", "house", "alarm"): "degrades",
    ("region_away", "house", "trials"): "survives",  # samples are in the cloud
    ("region_away", "cloud", "trials"): "degrades",
    ("gpu_shortage", "", "alarm"): "survives",
    ("gpu_shortage", "", "trials"): "degrades",
    ("edge_link_down", "pumps", "alarm"): "degrades",
    ("edge_link_down", "pumps", "trials"): "survives",
    ("key_person_gone", "IT", "alarm"): "survives",
    ("provider_changes_model", "", "alarm"): "survives",
    ("copy_diverges", "", "alarm"): "survives",
    ("copy_diverges", "", "trials"): "degrades",  # the samples are made anew from the history that counts
}
PATTERN_C = {
    ("provider_outage", "Provider A", "menus"): "degrades",  # the other cloud takes over
    ("provider_outage", "Provider B", "menus"): "degrades",
    ("region_away", "eu", "menus"): "degrades",
    ("region_away", "us", "menus"): "degrades",
    ("gpu_shortage", "", "menus"): "survives",  # theirs are reserved
    ("edge_link_down", "", "menus"): "survives",  # there is no edge
    ("key_person_gone", "Model team", "menus"): "survives",
    ("provider_changes_model", "", "menus"): "survives",
    ("usage_times_ten", "", "menus"): "degrades",  # reserved cards are busy more than two thirds of the time
    ("copy_diverges", "", "menus"): "survives",
}


def _scenario(name: str) -> Plan:
    return read(SCENARIOS / f"{name}.infraplan", catalogue())


def _all(given: Plan) -> dict[tuple[str, str, str], Fate]:
    played = drills(given, given.options[0], knowledge())
    return {(one.drill, one.what, fate.workload): fate for one in played for fate in one.fates}


def _one(drill: str, given: Plan, what: str = "") -> Fate:
    [found] = [one for one in _played(drill, given) if not what or one.what == what]
    return found.fates[0]


def _played(drill: str, given: Plan) -> tuple[Played, ...]:
    return play(design(given), drill, catalogue().drills[drill])


def _assistant(**model: object) -> Plan:
    return plan(
        workloads=[workload("work", kind="rag_assistant", timing="interactive", stage="pilot")],
        zones=[zone("cloud", "public_cloud", provider="A")],
        blocks=[block("managed_model_api", "api", zone="cloud", owner="IT", **model)],
        flows=[flow("work", "uses", "api")],
    )


def test_the_nine_drills_are_shipped() -> None:
    assert set(catalogue().drills) >= set(SHIPPED)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("pattern-a-edge", PATTERN_A), ("pattern-b-retrain", PATTERN_B), ("pattern-c-multicloud", PATTERN_C)],
)
def test_a_pattern_fares_as_thought_out_by_hand(name: str, expected: dict[tuple[str, str, str], str]) -> None:
    found = _all(_scenario(name))
    assert {key: found[key].outcome for key in expected} == expected


def test_training_stands_still_while_the_cloud_is_away_and_the_answers_go_on() -> None:
    fate = _all(_scenario("pattern-a-edge"))["provider_outage", "Provider A", "seals"]
    assert set(fate.waits) == {"train", "gpus"}


def test_without_working_offline_a_site_falls_back_to_what_was_arranged_there() -> None:
    given = _scenario("pattern-a-edge")
    option = given.options[0]
    check = option.by_id["check"]
    slow = given.but(options=(option.replacing([check.but(settings={"works_offline": False})]),))
    fate = _all(slow)["edge_link_down", "lines", "seals"]
    assert (fate.outcome, fate.because[0].says) == (
        "degrades",
        "Without Seal photos, the work goes on with Check by eye.",
    )


def test_of_blocks_that_fare_the_same_the_nearest_to_the_work_is_told_of() -> None:
    fate = _all(_scenario("pattern-b-retrain"))["copy_diverges", "", "alarm"]
    assert fate.path == ("alarm", "decide")


def test_work_that_is_not_hit_says_what_it_needs_and_that_this_is_not_hit() -> None:
    fate = _all(_scenario("pattern-b-retrain"))["provider_outage", "Provider A", "alarm"]
    assert [ground.says for ground in fate.because] == [
        "None of what Pump alarm needs is hit: Alarm on the pump, Controller boxes, Measured history."
    ]


def test_what_spares_a_block_is_the_reason_why_work_goes_on() -> None:
    fate = _all(_scenario("pattern-c-multicloud"))["gpu_shortage", "", "menus"]
    assert {ground.subject for ground in fate.because} == {"gpus_eu", "gpus_us"}
    assert all("Reserved or bought" in ground.says for ground in fate.because)


def test_a_workload_stops_with_the_only_model_it_has() -> None:
    fate = _one("provider_outage", _assistant())
    assert (fate.outcome, fate.path) == ("stops", ("work", "api"))


def test_another_model_takes_over() -> None:
    given = plan(
        workloads=[workload("work", timing="interactive")],
        zones=[zone("cloud", "public_cloud", provider="A"), zone("own", "on_premises")],
        blocks=[block("managed_model_api", "api", zone="cloud"), block("self_hosted_model", "small", zone="own")],
        flows=[flow("work", "uses", "api"), flow("api", "falls_back_to", "small")],
    )
    assert _one("provider_outage", given).outcome == "degrades"


def test_a_preparation_that_was_tried_makes_the_drill_end_better() -> None:
    given = _assistant()
    [first, *_] = _one("provider_outage", given).helps
    prepared = first.edit.apply(given)
    assert (_one("provider_outage", prepared).outcome, first.outcome) == ("degrades", "degrades")


def test_a_fallback_that_is_gone_itself_catches_nothing() -> None:
    given = _assistant()
    option = given.options[0].adding(blocks=[block("fallback", zone="cloud")])
    assert _one("provider_outage", given.but(options=(option,))).outcome == "stops"


@pytest.mark.parametrize(("spare", "outcome"), [("edge", "degrades"), ("cloud", "stops")])
def test_what_takes_over_for_a_cut_link_must_stand_on_the_same_side(spare: str, outcome: str) -> None:
    given = plan(
        workloads=[workload("work", timing="realtime")],
        zones=[zone("edge"), zone("cloud", "public_cloud")],
        blocks=[
            block("app_service", "app", zone="edge"),
            block("managed_model_api", "api", zone="cloud"),
            block("self_hosted_model", "small", zone=spare),
        ],
        flows=[flow("work", "uses", "app"), flow("app", "calls", "api"), flow("api", "falls_back_to", "small")],
    )
    assert _one("edge_link_down", given).outcome == outcome


@pytest.mark.parametrize(("timing", "outcome"), [("batch", "degrades"), ("interactive", "stops")])
def test_a_job_is_done_later_only_for_those_who_can_wait(timing: str, outcome: str) -> None:
    given = plan(
        workloads=[workload("work", timing=timing)],
        zones=[zone("cloud", "public_cloud")],
        blocks=[block("batch_job", "job", zone="cloud", settings={"rerunnable": True})],
        flows=[flow("work", "uses", "job")],
    )
    assert _one("provider_outage", given).outcome == outcome


@pytest.mark.parametrize(("reserved", "outcome"), [("hourly", "survives"), ("reserved", "degrades")])
def test_only_what_is_paid_all_the_time_has_no_room(reserved: str, outcome: str) -> None:
    given = plan(
        situation={"monthly_budget_eur": 10_000_000},
        workloads=[workload("work", usage="low", users=1, data_gb=1)],
        zones=[zone("cloud", "public_cloud")],
        blocks=[
            block("cloud_gpu", "gpus", zone="cloud", settings={"count": 1, "reserved": reserved, "busy_percent": 40})
        ],
        flows=[flow("work", "runs_on", "gpus")],
    )
    assert _one("usage_times_ten", given).outcome == outcome


def test_an_index_goes_on_with_its_copy_when_the_documents_are_away() -> None:
    given = plan(
        workloads=[workload("work", timing="interactive")],
        zones=[zone("cloud", "public_cloud"), zone("own", "on_premises")],
        blocks=[block("vector_index", "index", zone="cloud"), block("document_store", "docs", zone="own")],
        flows=[flow("work", "uses", "index"), flow("docs", "reads", "index")],
    )
    assert _one("region_away", given, "own").outcome == "degrades"


def test_what_hangs_on_an_unanswered_question_is_unknown_and_asks_it() -> None:
    given = plan(
        workloads=[workload("work", timing="batch")],
        zones=[zone("cloud", "public_cloud", provider="A")],
        blocks=[block("training_job", "job", zone="cloud")],
        flows=[flow("work", "uses", "job")],
    )
    fate = _one("provider_outage", given)
    assert fate.outcome == "unknown"
    assert {one.field for one in fate.asks} >= {"block.settings.rerunnable"}


def test_unanswered_reservation_leaves_a_shortage_open() -> None:
    given = plan(
        workloads=[workload("work", timing="interactive")],
        zones=[zone("cloud", "public_cloud")],
        blocks=[block("self_hosted_model", "model", zone="cloud"), block("cloud_gpu", "gpus", zone="cloud")],
        flows=[flow("work", "uses", "model"), flow("model", "runs_on", "gpus")],
    )
    fate = _one("gpu_shortage", given)
    assert (fate.outcome, "block.settings.reserved" in {one.field for one in fate.asks}) == ("unknown", True)


def test_nobody_notices_another_model_without_tests() -> None:
    assert _one("provider_changes_model", _assistant()).outcome == "stops"


def test_tests_show_another_model() -> None:
    given = _assistant()
    tested = given.but(options=(given.options[0].adding(blocks=[block("evaluation_suite")]),))
    assert _one("provider_changes_model", tested).outcome == "degrades"


@pytest.mark.parametrize(("people", "outcome"), [(1, "degrades"), (2, "survives"), (None, "unknown")])
def test_a_second_person_carries_what_the_first_one_knows(people: int | None, outcome: str) -> None:
    given = _assistant()
    assert _one("key_person_gone", given.but(situation=given.situation.but(people=people))).outcome == outcome


def test_what_only_one_person_can_use_stops_with_them() -> None:
    given = plan(
        situation={"people": 3},
        blocks=[block("notebook_environment", "book", owner="Eva", settings={"only_one_person": True})],
        flows=[flow("work", "uses", "book")],
    )
    assert _one("key_person_gone", given).outcome == "stops"


def test_copies_of_which_none_counts_stop_what_rests_on_them() -> None:
    given = plan(
        blocks=[
            block("object_storage", "one", settings={"authoritative": False}),
            block("object_storage", "two", settings={"authoritative": False}),
        ],
        flows=[flow("one", "replicates_to", "two"), flow("work", "uses", "two")],
    )
    assert _one("copy_diverges", given).outcome == "stops"


def test_a_limit_that_switches_off_stops_what_became_too_dear() -> None:
    given = plan(
        situation={"monthly_budget_eur": 100},
        workloads=[workload("work", usage="steady_high", users=2)],
        zones=[zone("cloud", "public_cloud")],
        blocks=[
            block("cloud_gpu", "gpus", zone="cloud", settings={"count": 8, "reserved": "reserved", "busy_percent": 50}),
            block("budget_alerts", settings={"hard_limit": True}),
        ],
        flows=[flow("work", "runs_on", "gpus")],
    )
    assert _one("price_doubled", given).outcome == "stops"


def test_a_place_without_a_link_outside_has_nothing_to_lose() -> None:
    [one] = _played("edge_link_down", _assistant())
    assert not one.touches


OWN = """\
drills:
  supplier_fire:
    name: Fire at our supplier
    says: Nothing of supplier A is left
    effect: gone
    hits: [{providers: [A]}]
    source: [{doc: design, section: "4"}]
"""


def test_a_drill_of_ones_own_is_played_from_a_pack(tmp_path: Path) -> None:
    (tmp_path / "advice").mkdir()
    (tmp_path / "advice" / "own.yaml").write_text(OWN, encoding="utf-8")
    with_pack = read_folders((KNOWLEDGE, tmp_path))
    given = _assistant()
    found = [one for one in drills(given, given.options[0], with_pack) if one.drill == "supplier_fire"]
    assert [one.fates[0].outcome for one in found] == ["stops"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"effect": "busier"}, "factor above 1"),
        ({"hits": ()}, "say what it hits"),
        ({"effect": "changed"}, "endings"),
    ],
)
def test_a_drill_that_says_too_little_is_refused(change: dict[str, object], message: str) -> None:
    fields = parse(OWN, "own.yaml").value["drills"]["supplier_fire"]
    with pytest.raises(ValueError, match=message):
        Drill.model_validate(fields | change)


def test_whatever_is_drawn_every_workload_has_a_fate_with_a_reason() -> None:
    for seed in range(60):
        given = busy_plan(seed)
        for one in drills(given, given.options[0], knowledge()):
            assert {fate.workload for fate in one.fates} == {each.id for each in given.workloads}
            for fate in one.fates:
                assert fate.says
                assert fate.because or fate.asks
                assert not fate.says.startswith("drill_")
                assert fate.outcome != "unknown" or fate.asks or fate.because
                assert all(BETTER[help_.outcome] < BETTER[fate.outcome] for help_ in fate.helps)


def test_a_path_leads_over_what_is_needed() -> None:
    for seed in range(60):
        given = busy_plan(seed)
        made = design(given)
        for fate in (fate for one in drills(given, given.options[0], knowledge()) for fate in one.fates):
            steps = zip(fate.path, fate.path[1:], strict=False)
            assert all(there in made.needs[here] for here, there in steps)


def test_a_stop_is_one_that_the_design_alone_sees_too() -> None:
    """What a drill says stops stops by the graph as well; the drill only knows more ways to go on.

    Work without any link is left alone by the graph, and taken by drills to use what nothing else calls.
    """
    for seed in range(60):
        given = busy_plan(seed)
        made = design(given)
        for one in _played("region_away", given):
            gone = frozenset(one.hit)
            fallbacks = {b.id for b in made.controls if b.kind == "fallback"}
            if gone & fallbacks:
                continue
            standing = made.standing(gone)
            stops = [fate.workload for fate in one.fates if fate.outcome == "stops"]
            linked = [workload for workload in stops if any(made.flows_of(workload))]
            assert not [workload for workload in linked if workload in standing and one.touches]


def _unlinked(*more: Block, timing: str = "interactive", flows: tuple[Flow, ...] = ()) -> Plan:
    """An application that calls a model, and no link that says that the work uses it."""
    return plan(
        workloads=[workload("work", kind="rag_assistant", timing=timing)],
        zones=[zone("cloud", "public_cloud")],
        blocks=[block("app_service", "app", zone="cloud"), block("managed_model_api", "model", zone="cloud"), *more],
        flows=[flow("app", "calls", "model"), *flows],
    )


def test_work_without_a_link_stops_with_the_program_that_nothing_calls() -> None:
    [played] = _played("region_away", _unlinked())
    [fate] = played.fates
    assert (fate.outcome, fate.path) == ("stops", ("app",))
    assert "by the drawing it is App service" in fate.because[-1].says


def test_a_fallback_helps_work_without_a_link_as_well() -> None:
    [played] = _played("region_away", _unlinked())
    assert "Arrange and try out a way to go on without App service" in [one.says for one in played.fates[0].helps]


def test_which_of_two_programs_unlinked_work_uses_decides_when_only_one_is_gone() -> None:
    other = block("app_service", "other", zone="house")
    given = _unlinked(other)
    [option] = given.options
    given = given.but(options=(option.adding(zones=(zone("house", "on_premises"),)),))
    fates = {played.what: played.fates[0] for played in _played("region_away", given)}
    assert fates["cloud"].outcome == "unknown"
    assert "App service (Own premises)" in fates["cloud"].says


def test_nobody_who_waits_for_an_answer_uses_a_nightly_job() -> None:
    job = block("batch_job", "job", zone="house")
    waiting, waits = _unlinked(job), _unlinked(job, timing="batch")
    begins = [[one.id for one in entries(design(given), given.workloads[0])] for given in (waiting, waits)]
    assert begins == [["app"], ["app", "job"]]


def test_a_link_of_its_own_says_what_work_uses() -> None:
    given = _unlinked(flows=(flow("work", "uses", "app"),))
    assert entries(design(given), given.workloads[0]) == ()


def test_programs_that_call_each_other_are_both_where_work_may_begin() -> None:
    given = _unlinked(flows=(flow("model", "calls", "app"),))
    assert [one.id for one in entries(design(given), given.workloads[0])] == ["app", "model"]


def test_prices_of_which_nothing_is_known_are_not_said_to_be_nothing() -> None:
    given = plan(workloads=[workload("work", kind="rag_assistant")], blocks=[block("managed_model_api", "model")])
    [played] = _played("price_doubled", given)
    assert played.fates[0].says == "What it would cost cannot be told by what is known."
