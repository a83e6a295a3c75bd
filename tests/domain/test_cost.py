"""The bill: ranges that never cross, views that add up, figures with their source, and the budget."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import block, catalogue, design, flow, knowledge, plan, value, workload, zone
from hypothesis import HealthCheck, settings
from hypothesis import given as for_any
from random_plans import busy_plan, plans

from infra_builder.advice.bill import Cost, cost
from infra_builder.advice.cost import TEN_TIMES, cost_advice
from infra_builder.advice.drills import drills
from infra_builder.advice.due import capacity
from infra_builder.advice.hpc import hpc_advice
from infra_builder.advice.placement import placements
from infra_builder.advice.repair import repair
from infra_builder.advice.sourcing import sourcing
from infra_builder.advice.spans import Span, exactly
from infra_builder.advice.tipping import tipping
from infra_builder.design import Design
from infra_builder.edits import Change
from infra_builder.evaluate import judge
from infra_builder.knowledge import load, read_folders
from infra_builder.places import KNOWLEDGE, SCENARIOS
from infra_builder.plan import Block, Plan, Price
from infra_builder.planfile import read
from infra_builder.problems import Unusable

SEEDS = range(80)
PLANS = [*(busy_plan(seed) for seed in SEEDS)]


def _scenarios() -> list[Plan]:
    return [read(path, catalogue()) for path in sorted(SCENARIOS.glob("*.infraplan"))]


def _cost(growth: float = 1, **parts: object) -> Cost:
    return cost(design(**parts), growth=growth)


def _people() -> dict[str, object]:
    return {"zones": [zone("cloud", "public_cloud")], "blocks": [block("app_service", zone="cloud")]}


def _close(one: Span, other: Span) -> bool:
    return one.low == pytest.approx(other.low) and one.high == pytest.approx(other.high)


def _sum(spans: object) -> Span:
    found = list(spans)  # type: ignore[call-overload]
    return Span(sum(span.low for span in found), sum(span.high for span in found))


def _api(**work: object) -> Plan:
    return plan(
        workloads=[workload("work", kind="rag_assistant", **work)],
        zones=[zone("cloud", "public_cloud")],
        blocks=[block("managed_model_api", "api", zone="cloud")],
        flows=[flow("work", "uses", "api")],
    )


def test_a_span_cannot_be_crossed() -> None:
    with pytest.raises(ValueError, match="no span"):
        Span(2, 1)


@pytest.mark.parametrize("view", ["by_driver", "by_block", "by_capacity", "by_workload"])
def test_every_view_adds_up_to_the_same_total(view: str) -> None:
    for given in (*PLANS, *_scenarios()):
        found = cost(design(given))
        assert _close(_sum(getattr(found, view)().values()), found.monthly)


def test_ten_times_the_use_is_never_cheaper() -> None:
    for given in (*PLANS, *_scenarios()):
        now, then = cost(design(given)), cost(design(given), growth=TEN_TIMES)
        for driver, span in now.by_driver().items():
            later = then.by_driver()[driver]
            assert later.low >= span.low * (1 - 1e-12)
            assert later.high >= span.high * (1 - 1e-12)


def test_setting_up_does_not_grow_below_what_it_is_now() -> None:
    for given in PLANS:
        assert cost(design(given), growth=TEN_TIMES).setup.low >= cost(design(given)).setup.low


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@for_any(plans())
def test_no_plan_is_too_odd_for_advice(odd: Plan) -> None:
    for option in odd.options:
        advice = cost_advice(odd, option, knowledge())
        assert advice.now.monthly.low <= advice.ten_times.monthly.low
        assert {one.workload for one in placements(odd, option, knowledge())} == {one.id for one in odd.workloads}
        assert hpc_advice(odd, option, knowledge()).says
        assert len(sourcing(odd, option, knowledge())) == len(option.blocks)
        for played in drills(odd, option, knowledge()):
            assert len(played.fates) == len(odd.workloads)


def test_dearer_prices_raise_their_driver_only() -> None:
    for given in PLANS[:30]:
        now, then = cost(design(given)).by_driver(), cost(design(given), dearer={"gpus": 2}).by_driver()
        assert {driver: span for driver, span in then.items() if driver != "gpus"} == {
            driver: span for driver, span in now.items() if driver != "gpus"
        }
        if "gpus" in now:
            assert then["gpus"].high == pytest.approx(2 * now["gpus"].high)


def test_an_option_without_blocks_costs_nothing() -> None:
    assert _cost().monthly == exactly(0)


def test_calls_cost_users_times_requests_times_tokens() -> None:
    found = cost(design(_api(users=10, usage="low"))).by_driver()["model"]
    ranges = catalogue().ranges
    requests, tokens, price = ranges["requests_low"], ranges["tokens_per_request"], ranges["token_price"]
    assert found.low == pytest.approx(10 * requests.low * tokens.low * price.low)
    assert found.high == pytest.approx(10 * requests.high * tokens.high * price.high)


@pytest.mark.parametrize(("missing", "field"), [("users", "workload.users"), ("usage", "workload.usage")])
def test_what_is_not_known_is_asked_and_not_guessed(missing: str, field: str) -> None:
    given = {"users": 10, "usage": "low"} | {missing: None}
    found = cost(design(_api(**given)))
    assert field in {one.field for one in found.asks}
    assert "model" not in found.by_driver()
    assert not found.complete


def test_rented_cards_cost_the_hours_they_run() -> None:
    parts = {
        "workloads": [workload("work", usage="low")],
        "zones": [zone("cloud", "public_cloud")],
        "flows": [flow("work", "runs_on", "gpus")],
    }
    hourly = block("cloud_gpu", "gpus", zone="cloud", settings={"count": 1, "reserved": "hourly"})
    kept = block("cloud_gpu", "gpus", zone="cloud", settings={"count": 1, "reserved": "reserved"})
    by_hour, reserved = _cost(blocks=[hourly], **parts), _cost(blocks=[kept], **parts)
    assert by_hour.by_driver()["gpus"].high < reserved.by_driver()["gpus"].high
    made = design(blocks=[hourly, kept.but(id="kept")], **parts)
    assert [capacity(made, one) for one in made.option.blocks] == ["burst", "fixed"]


def test_unanswered_reservation_widens_the_range_and_asks() -> None:
    gpus = block("cloud_gpu", "gpus", settings={"count": 1})
    found = _cost(workloads=[workload("work", usage="low")], blocks=[gpus], flows=[flow("work", "runs_on", "gpus")])
    hours = catalogue().figures["gpu_hour_to"].value
    assert found.by_driver()["gpus"].high == pytest.approx(730 * hours)
    assert "block.settings.reserved" in {one.field for one in found.asks}


def test_spare_capacity_is_cheaper_and_taken_when_it_is_there() -> None:
    spot, full = block("spot_capacity", "gpus"), block("cloud_gpu", "gpus", settings={"count": 1, "reserved": "hourly"})
    parts = {"workloads": [workload("work", usage="low")], "flows": [flow("work", "runs_on", "gpus")]}
    cheap, dear = _cost(blocks=[spot], **parts), _cost(blocks=[full], **parts)
    assert cheap.by_driver()["gpus"].high < dear.by_driver()["gpus"].high
    assert "opportunistic" in cheap.by_capacity()


def test_data_that_leave_a_cloud_are_paid_by_the_gigabyte() -> None:
    parts = {
        "zones": [zone("cloud", "public_cloud"), zone("home", "on_premises")],
        "blocks": [block("object_storage", "there", zone="cloud"), block("object_storage", "here", zone="home")],
    }
    out = _cost(flows=[flow("there", "replicates_to", "here", gb_per_month=100)], **parts)
    into = _cost(flows=[flow("here", "replicates_to", "there", gb_per_month=100)], **parts)
    assert out.by_driver()["transfer"].low == pytest.approx(100 * catalogue().ranges["egress_gb"].low)
    assert "transfer" not in into.by_driver()


def test_every_line_names_its_amounts_and_where_its_figures_come_from() -> None:
    for given in (*PLANS[:30], *_scenarios()):
        for line in cost(design(given)).lines:
            assert any(ground.source for ground in line.because)
            assert all(ground.says and not ground.says.startswith("amount_") for ground in line.because)


def test_amounts_that_are_made_with_a_range_name_it_and_its_source() -> None:
    lines = _cost(**_people()).lines
    [line] = [one for one in lines if one.driver == "people" and not one.setup]
    assert line.figures[0].startswith("upkeep_hours_")
    meant = catalogue().ranges[line.figures[0]].meaning
    assert [ground.source for ground in line.because if ground.says == meant] != [()]


def test_how_often_people_ask_can_be_priced_otherwise() -> None:
    given = _api(users=10, usage="low")
    own = given.but(prices={"requests_low": Price(low=7, high=7, source="Counted")})
    tokens, price = catalogue().ranges["tokens_per_request"], catalogue().ranges["token_price"]
    [line] = [one for one in cost(design(own)).lines if one.driver == "model"]
    assert line.euros.low == pytest.approx(10 * 7 * tokens.low * price.low)
    assert any("Counted" in ground.says for ground in line.because)


def test_a_unit_cost_says_what_is_divided_by_what() -> None:
    given = _api(users=10, usage="low")
    [unit] = cost_advice(given, given.options[0], knowledge()).units
    said = [ground.says for ground in unit.because]
    assert "50 to 500 requests a month." in said
    assert any("The share of" in says for says in said)


def test_what_we_assume_says_so() -> None:
    silent = [id_ for id_, one in catalogue().ranges.items() if one.assumed and "(assumption, 2026)" not in one.meaning]
    assert not silent


def test_a_machine_without_a_place_may_or_may_not_have_to_be_bought() -> None:
    somewhere, home = (
        _cost(blocks=[block("cpu_server")]),
        _cost(zones=[zone("home", "on_premises")], blocks=[block("cpu_server", zone="home")]),
    )
    assert somewhere.setup.low == home.setup.low - catalogue().ranges["server_price"].low
    assert somewhere.setup.high == home.setup.high
    assert "block.zone" in {one.field for one in somewhere.asks}


def test_shared_blocks_are_shared_evenly() -> None:
    found = _cost(
        workloads=[workload("one", users=1, usage="low"), workload("two", users=1, usage="low")],
        blocks=[block("small_vm", "vm")],
        flows=[flow("one", "runs_on", "vm"), flow("two", "runs_on", "vm")],
    )
    assert found.by_workload()["one"] == found.by_workload()["two"]


@pytest.mark.parametrize(
    ("kind", "per"),
    [
        ("rag_assistant", "request"),
        ("classification_extraction", "document"),
        ("fine_tuning", "job"),
        ("productivity_tool", "user"),
    ],
)
def test_the_unit_is_that_of_the_work(kind: str, per: str) -> None:
    given = plan(
        workloads=[workload("work", kind=kind, users=4, usage="low", data_gb=1)], blocks=[block("small_vm", "vm")]
    )
    [unit] = cost_advice(given, given.options[0], knowledge()).units
    assert unit.per == per
    assert unit.euros is not None
    assert 0 < unit.euros.low <= unit.euros.high


def test_no_unit_cost_without_knowing_how_many() -> None:
    given = plan(workloads=[workload("work", kind="productivity_tool")], blocks=[block("enterprise_ai_tool")])
    [unit] = cost_advice(given, given.options[0], knowledge()).units
    assert unit.euros is None
    assert [one.field for one in unit.asks] == ["workload.users"]


@pytest.mark.parametrize(
    ("euros", "standing"),
    [(1, "surely_over"), (100, "possibly_over"), (100_000, "within"), (None, "unknown")],
)
def test_the_budget_is_over_for_sure_or_possibly(euros: float | None, standing: str) -> None:
    given = _machines(euros)
    advice = cost_advice(given, given.options[0], knowledge())
    low, high = advice.now.paid_out.low, advice.now.paid_out.high
    assert 1 < low < 100 < high < 100_000
    assert advice.budget.standing == standing


@pytest.mark.parametrize(("euros", "found"), [(64, True), (65, False), (None, False)])
def test_only_a_budget_that_is_surely_exceeded_is_a_finding(euros: float | None, found: bool) -> None:
    given = _machines(euros)
    assert cost(design(given)).paid_out.low == 65
    assert ("budget_exceeded" in _rules(given)) is found


def test_a_budget_that_is_not_named_is_asked_for_where_there_is_something_to_give_up() -> None:
    heavy, light = _machines(None), _api(users=3, usage="low")
    asked = {one.field: one for one in judge(heavy, heavy.options[0], knowledge()).questions}
    assert "overbuilt" in asked["situation.monthly_budget_eur"].may_raise
    asked = {one.field: one for one in judge(light, light.options[0], knowledge()).questions}
    assert "situation.monthly_budget_eur" not in asked


def test_a_budget_finding_shows_what_takes_most_and_leaves_the_choice_to_people() -> None:
    given = _machines(64)
    [found] = [one for one in judge(given, given.options[0], knowledge()).findings if one.rule == "budget_exceeded"]
    assert found.subjects == ("cpu_server",)
    assert all(help_.edit is None for help_ in found.remedies)
    assert found.because
    assert found.source
    mended = repair(given, given.options[0], knowledge())
    assert "budget_exceeded" in {one.finding.rule for one in mended.decisions if one.finding}
    assert mended.proven


def test_two_steps_that_only_together_fit_the_budget_settle_it() -> None:
    clusters = [block("kubernetes_cluster", id_, zone="cloud") for id_ in ("one", "two")]
    given = _machines(240, *clusters)
    assert "budget_exceeded" in _rules(given)
    mended = repair(given, given.options[0], knowledge())
    changed = {step.edit.id for step in mended.steps if isinstance(step.edit, Change)}
    assert changed == {"one", "two"}
    assert "budget_exceeded" not in {one.finding.rule for one in mended.decisions if one.finding}
    assert mended.proven


def test_facts_about_money_say_what_the_bill_says() -> None:
    for given in (*PLANS[:30], *_scenarios()):
        made = design(given)
        paid = cost(made).paid_out
        assert value(made, "option.paid_out_low") == pytest.approx(paid.low)
        by_block = sum(value(made, "block.paid_out_low", one.id) for one in made.option.blocks)
        assert by_block == pytest.approx(paid.low)
        assert value(made, "option.paid_out_high") in (None, pytest.approx(paid.high))


def test_the_budget_tips_where_it_just_carries_what_is_surely_paid() -> None:
    given = _machines(1000)
    points = tipping(given, given.options[0], knowledge()).points
    [point] = [one for one in points if one.field == "situation.monthly_budget_eur"]
    assert (point.until, point.at) == (65, 64)
    assert "budget_exceeded" in {found.rule for found in point.appear}


def _machines(euros: float | None, *more: Block) -> Plan:
    """Two machines that cost 65 euros a month at the least, and a budget."""
    return plan(
        situation={"monthly_budget_eur": euros} if euros else {},
        workloads=[workload("work", usage="low", users=1, data_gb=1)],
        zones=[zone("cloud", "public_cloud")],
        blocks=[block("cpu_server", zone="cloud"), block("small_vm", zone="cloud"), *more],
    )


def _rules(given: Plan) -> set[str]:
    return {one.rule for one in judge(given, given.options[0], knowledge()).findings}


def test_a_pack_puts_its_own_price_in_the_place_of_ours(tmp_path: Path) -> None:
    (tmp_path / "advice").mkdir()
    text = """\
ranges:
  token_price:
    low: 0.5
    high: 0.5
    unit: euros for 1000 tokens
    currency: eur
    meaning: Our contract says 0.5 euros.
    year: 2026
    source: [{doc: design, section: own}]
"""
    (tmp_path / "advice" / "prices.yaml").write_text(text, encoding="utf-8")
    given = _api(users=10, usage="low")
    dear = cost(Design(given, given.options[0], read_folders((KNOWLEDGE, tmp_path)).catalogue))
    assert dear.by_driver()["model"].low > 100 * cost(design(given)).by_driver()["model"].low


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("costs: {small_vm: {lines: [{driver: machines, times: [onse, small_machine_month]}], source: S}}", "once"),
        ("costs: {small_mv: {source: S}}", "small_vm"),
        ("drills: {x: {name: X, says: X, effect: gone, hits: [{kinds: [cloud_gpus]}], source: S}}", "cloud_gpu"),
        ("phrases: {drill_stops: {says: 'It is {blok}'}}", "block"),
        ("phrases: {drill_stop: {says: X}}", "drill_stops"),
        ("sourcing: {laptops: {way: buy, because: X, source: S}}", "laptop"),
    ],
)
def test_a_slip_in_advice_is_told_with_the_nearest_name(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "advice").mkdir()
    file = tmp_path / "advice" / "own.yaml"
    file.write_text(text.replace("source: S", "source: [{doc: design, section: own}]"), encoding="utf-8")
    with pytest.raises(Unusable) as caught:
        load(tmp_path)
    assert any(message in str(problem) and "own.yaml:1" in str(problem) for problem in caught.value.problems)
