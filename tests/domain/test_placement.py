"""Where work fits best: the rows of the placement table, what speaks against them, and what the plan does."""

from __future__ import annotations

import pytest
from builders import block, catalogue, flow, knowledge, plan, workload, zone

from infra_builder.advice.placement import Placement, placements
from infra_builder.places import SCENARIOS
from infra_builder.plan import Plan
from infra_builder.planfile import read


def _placed(given: Plan) -> dict[tuple[str, str], Placement]:
    return {(one.workload, one.part): one for one in placements(given, given.options[0], knowledge())}


def _best(**fields: object) -> tuple[str, ...]:
    return _placed(plan(workloads=[workload("work", **fields)]))["work", "answers"].best


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"kind": "large_scale_training"}, {"public_cloud", "hpc"}),
        ({"kind": "fine_tuning", "sensitivity": "personal"}, {"on_premises", "private_cloud"}),
        ({"kind": "fine_tuning", "sensitivity": "public"}, {"public_cloud"}),
        ({"kind": "realtime_decision", "timing": "realtime"}, {"edge"}),
        ({"kind": "safety_evaluation"}, {"private_cloud"}),
        ({"kind": "productivity_tool", "usage": "uncertain"}, {"public_cloud", "saas"}),
    ],
)
def test_a_row_of_the_table_decides_where_nothing_else_speaks(fields: dict[str, object], expected: set[str]) -> None:
    assert set(_best(**fields)) == expected


def test_protected_data_move_answers_onto_ground_of_ones_own() -> None:
    fields = {"kind": "rag_assistant", "timing": "interactive"}
    assert "public_cloud" in _best(**fields, sensitivity="internal")
    assert "public_cloud" not in _best(**fields, sensitivity="regulated")


def test_what_is_regulated_is_ruled_out_of_a_service_in_production() -> None:
    given = plan(workloads=[workload("work", kind="productivity_tool", sensitivity="regulated", stage="production")])
    spots = _placed(given)["work", "answers"].spots
    assert {spot.environment for spot in spots if spot.ruled_out} == {"saas", "workstation"}


def test_a_workload_of_which_nothing_is_known_gets_no_place_but_questions() -> None:
    placed = _placed(plan())["work", "answers"]
    assert placed.best == ()
    assert {one.field for one in placed.asks} >= {"workload.kind", "workload.sensitivity", "workload.timing"}


def test_the_plan_is_told_where_it_differs() -> None:
    given = plan(
        workloads=[workload("work", kind="computer_vision", timing="realtime", sensitivity="internal")],
        zones=[zone("cloud", "public_cloud")],
        blocks=[block("self_hosted_model", "model", zone="cloud")],
        flows=[flow("work", "uses", "model")],
    )
    placed = _placed(given)["work", "answers"]
    assert (placed.fits, placed.now, placed.best) == (False, ("public_cloud",), ("edge",))


def test_a_decision_at_once_may_stand_in_a_cloud_close_by() -> None:
    given = plan(
        workloads=[workload("work", kind="realtime_decision", timing="realtime", sensitivity="internal")],
        zones=[zone("cloud", "public_cloud")],
        blocks=[block("self_hosted_model", "model", zone="cloud")],
        flows=[flow("work", "uses", "model")],
    )
    assert _placed(given)["work", "answers"].fits is True


def test_work_without_a_link_stands_where_the_program_stands_that_nothing_calls() -> None:
    given = plan(
        workloads=[workload("work", kind="forecasting", timing="batch", sensitivity="internal")],
        zones=[zone("house", "on_premises"), zone("cloud", "public_cloud")],
        blocks=[block("data_warehouse", "sales", zone="house"), block("managed_ml_platform", "forecast", zone="cloud")],
        flows=[flow("sales", "trains_on", "forecast")],
    )
    assert _placed(given)["work", "answers"].now == ("public_cloud",)


def test_what_is_given_masked_data_only_may_stand_elsewhere() -> None:
    given = plan(
        workloads=[workload("work", kind="productivity_tool", sensitivity="personal")],
        zones=[zone("house", "on_premises"), zone("cloud", "public_cloud")],
        blocks=[block("app_service", "app", zone="house"), block("managed_model_api", "model", zone="cloud")],
        flows=[flow("work", "uses", "app"), flow("app", "calls", "model", masked=True)],
    )
    assert _placed(given)["work", "answers"].now == ("on_premises",)


def test_tuning_on_masked_data_is_placed_by_what_it_is_given() -> None:
    given = plan(
        workloads=[workload("work", kind="fine_tuning", timing="batch", sensitivity="regulated")],
        zones=[zone("cloud", "public_cloud")],
        blocks=[block("document_store", "letters"), block("training_job", "tuning", zone="cloud")],
        flows=[flow("letters", "trains_on", "tuning", masked=True), flow("work", "uses", "tuning")],
    )
    assert _placed(given)["work", "answers"].fits is True


@pytest.mark.parametrize("name", ["pattern-a-edge", "pattern-b-retrain", "pattern-c-multicloud"])
def test_the_three_patterns_stand_where_the_table_puts_them(name: str) -> None:
    placed = _placed(read(SCENARIOS / f"{name}.infraplan", catalogue()))
    assert {key: one.fits for key, one in placed.items()} == dict.fromkeys(placed, True)


def test_training_on_masked_data_is_rented_and_on_protected_data_is_not() -> None:
    def trained(masked: bool) -> Placement:
        given = plan(
            workloads=[workload("work", kind="rag_assistant", sensitivity="personal")],
            zones=[zone("home", "on_premises")],
            blocks=[
                block("self_hosted_model", "model", zone="home"),
                block("training_job", "job", zone="home"),
                block("object_storage", "store", zone="home"),
            ],
            flows=[
                flow("work", "uses", "model"),
                flow("job", "deploys_to", "model"),
                flow("store", "trains_on", "job", data="personal", masked=masked),
            ],
        )
        return _placed(given)["work", "training"]

    assert trained(masked=True).best == ("public_cloud",)
    assert set(trained(masked=False).best) == {"on_premises", "private_cloud"}


def test_every_point_for_a_place_has_a_sentence_and_a_source() -> None:
    for path in sorted(SCENARIOS.glob("*.infraplan")):
        for placed in _placed(read(path, catalogue())).values():
            assert placed.says
            for spot in placed.spots:
                grounds = (*spot.speaks_for, *spot.speaks_against)
                assert grounds
                assert all(ground.says and ground.source for ground in grounds)


def test_every_row_of_the_table_is_there_with_gain_risk_and_control() -> None:
    rows = [one for one in catalogue().placements.values() if one.gain != "–"]
    assert len(rows) == 6
    assert all(row.risk != "–" and row.control != "–" for row in rows)
