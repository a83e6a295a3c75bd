"""Ready for a supercomputer: ten points from the plan, hours as a range, and which way in."""

from __future__ import annotations

from typing import Any

import pytest
from builders import block, flow, knowledge, plan, workload, zone

from infra_builder.advice.hpc import HpcAdvice, hpc_advice
from infra_builder.advising import READINESS
from infra_builder.plan import Plan


def _advice(given: Plan) -> HpcAdvice:
    return hpc_advice(given, given.options[0], knowledge())


def _ready(hours: float | None, skills: tuple[str, ...] = ("hpc",), **share: Any) -> Plan:
    """A training that is prepared in every respect."""
    settings = share | ({"gpu_hours": hours} if hours is not None else {})
    return plan(
        situation={"skills": skills},
        workloads=[workload("work", kind="large_scale_training", name="Speech model")],
        zones=[zone("centre", "hpc")],
        blocks=[
            block("hpc_allocation", "share", zone="centre", owner="Lab", settings=settings),
            block("training_job", "job", zone="centre", owner="Lab", settings={"rerunnable": True}),
            block("object_storage", "store", settings={"authoritative": True}),
            block("object_storage", "results"),
            block("model_registry", "models"),
            block("data_quality_checks"),
            block("version_control"),
            block("evaluation_suite"),
        ],
        flows=[
            flow("work", "uses", "job"),
            flow("job", "runs_on", "share"),
            flow("store", "trains_on", "job"),
            flow("job", "writes", "results"),
            flow("job", "deploys_to", "models"),
        ],
    )


def test_a_plan_without_heavy_work_needs_none() -> None:
    advice = _advice(plan(workloads=[workload("work", kind="rag_assistant")], blocks=[block("managed_model_api")]))
    assert (advice.ways, advice.hours) == (("none",), None)


@pytest.mark.parametrize(("kind", "ways"), [("managed_model_api", ("none",)), ("cloud_gpu", ("rent", "prepare"))])
def test_a_pile_of_work_is_heavy_only_with_machines_for_it(kind: str, ways: tuple[str, ...]) -> None:
    given = plan(
        workloads=[workload("work", kind="batch_inference")], blocks=[block(kind)], flows=[flow("work", "uses", kind)]
    )
    assert _advice(given).ways == ways


def test_all_ten_points_are_answered_with_yes_where_the_plan_shows_them() -> None:
    points = _advice(_ready(20_000)).points
    assert tuple(point.id for point in points) == READINESS
    assert [point.id for point in points if point.answer is not True] == []


@pytest.mark.parametrize(
    ("without", "point", "answer"),
    [
        ("version_control", "environment", False),
        ("evaluation_suite", "evaluation", False),
        ("data_quality_checks", "data", None),
    ],
)
def test_a_point_falls_with_what_shows_it(without: str, point: str, answer: bool | None) -> None:
    given = _ready(20_000)
    option = given.options[0]
    left = tuple(one for one in option.blocks if one.kind != without)
    advice = _advice(given.but(options=(option.with_parts(option.zones, left, option.flows),)))
    assert [one.answer for one in advice.points if one.id == point] == [answer]


def test_a_job_nobody_owns_is_not_looked_after() -> None:
    given = _ready(20_000)
    option = given.options[0]
    job = option.by_id["job"].but(owner="")
    advice = _advice(given.but(options=(option.replacing([job]),)))
    assert [one.answer for one in advice.points if one.id == "ownership"] == [False]


@pytest.mark.parametrize(
    ("hours", "skills", "ways"),
    [
        (20, ("hpc",), ("rent",)),
        (20_000, ("hpc",), ("fast_lane",)),
        (50_000, ("hpc",), ("fast_lane",)),
        (60_000, ("hpc",), ("large_scale",)),
        (60_000, ("mlops",), ("playground",)),
    ],
)
def test_the_way_in_follows_hours_and_experience(hours: float, skills: tuple[str, ...], ways: tuple[str, ...]) -> None:
    assert _advice(_ready(hours, skills)).ways == ways


def test_unknown_hours_leave_more_than_one_way_and_a_question() -> None:
    advice = _advice(_ready(None))
    assert advice.ways == ("fast_lane", "large_scale")
    assert [one.field for one in advice.asks] == ["block.settings.gpu_hours"]
    assert advice.hours is not None
    assert advice.hours.low < advice.hours.high


def test_what_is_not_prepared_is_prepared_first() -> None:
    given = plan(
        workloads=[workload("work", kind="simulation_ai")],
        zones=[zone("centre", "hpc")],
        blocks=[block("hpc_allocation", "share", zone="centre", settings={"gpu_hours": 20_000})],
        flows=[flow("work", "runs_on", "share")],
    )
    assert _advice(given).ways == ("prepare",)


def test_work_said_not_to_be_ready_is_prepared_first() -> None:
    assert _advice(_ready(20_000, workload_ready=False)).ways == ("prepare",)


def test_every_answer_and_every_way_says_what_it_rests_on() -> None:
    for given in (_ready(20_000), _ready(None, ()), _ready(5), plan()):
        advice = _advice(given)
        assert all(point.says and point.because.source for point in advice.points)
        assert advice.says
        assert all(ground.says and not ground.says.startswith("hpc_") for ground in advice.says)
