"""Prices of one's own: in the file, as an edit, and wherever cost is reckoned."""

from __future__ import annotations

import pytest
from builders import block, catalogue, design, knowledge, plan, workload, zone

from infra_builder.advice.bill import cost
from infra_builder.advice.cost import cost_advice
from infra_builder.advice.measures import range_span
from infra_builder.advice.own_prices import price_in_words, priced
from infra_builder.advice.spans import Span
from infra_builder.edits import ClearPrice, Refused, SetPrice
from infra_builder.evaluate import Judged, evaluate
from infra_builder.plan import Plan, Price
from infra_builder.planfile import from_text, to_text
from infra_builder.problems import Unusable
from infra_builder.report import Report


def server(**prices: Price) -> Plan:
    """A rented server with a budget of 100 euros a month."""
    made = plan(
        situation={"monthly_budget_eur": 100},
        workloads=[workload("work", usage="low", users=1, data_gb=1)],
        zones=[zone("cloud", "public_cloud")],
        blocks=[block("cpu_server", zone="cloud")],
    )
    return made.but(prices=prices)


def price(low: float, high: float, source: str = "") -> Price:
    return Price(low=low, high=high, source=source)


def rules(report: Report) -> set[str]:
    return {found.rule for found in report.options[0].findings}


def test_an_own_price_stands_in_the_place_of_the_range_and_says_where_it_comes_from() -> None:
    given = SetPrice(name="server_month", price=price(200, 250, "Offer of May")).apply(server())
    [line] = [one for one in cost(design(given)).lines if one.driver == "machines"]
    assert line.euros == Span(200, 250)
    assert line.figures == ("server_month",)
    [said] = [ground.says for ground in line.because if not ground.subject]
    assert "Your own price instead: 200 to 250 euros a month. Where it comes from: Offer of May" in said


def test_an_own_price_can_be_taken_back() -> None:
    given = SetPrice(name="server_month", price=price(200, 250)).apply(server())
    assert ClearPrice(name="server_month").apply(given) == server()


def test_a_price_that_is_not_there_cannot_be_taken_away() -> None:
    with pytest.raises(Refused):
        ClearPrice(name="server_month").apply(server())


def test_an_own_price_can_stand_for_a_figure_at_the_end_of_a_range() -> None:
    now = range_span(design(server()), "gpu_hour")
    then = range_span(design(server(gpu_hour_from=price(2, 2))), "gpu_hour")
    assert then.low == pytest.approx(2 * now.low)
    assert then.high == now.high


def test_an_own_price_in_dollars_is_taken_as_euros() -> None:
    dollar = catalogue().ranges["dollar_in_euros"]
    found = range_span(design(server(gpu_hour=price(3, 3))), "gpu_hour")
    assert (found.low, found.high) == (pytest.approx(3 * dollar.low), pytest.approx(3 * dollar.high))


def test_an_own_price_counts_at_ten_times_the_use() -> None:
    given = server(server_month=price(200, 250))
    assert cost_advice(given, given.options[0], knowledge()).ten_times.paid_out.low == pytest.approx(200)


def test_a_judgement_notices_that_prices_have_changed() -> None:
    before = Judged(server(), evaluate(server(), knowledge()))
    after = evaluate(server(server_month=price(200, 250)), knowledge(), before=before)
    assert "budget_exceeded" not in rules(before.report)
    assert "budget_exceeded" in rules(after)


def test_a_price_that_the_knowledge_does_not_have_is_a_problem_with_the_nearest_name() -> None:
    text = to_text(server(server_month=price(1, 2))).replace("server_month", "server_moth")
    with pytest.raises(Unusable, match="did you mean 'server_month'"):
        from_text(text, "plan", catalogue())


def test_a_figure_that_only_rules_speak_of_is_no_price() -> None:
    text = to_text(server(server_month=price(1, 2))).replace("server_month", "lakehouse_pays_from_gb")
    with pytest.raises(Unusable, match="lakehouse_pays_from_gb"):
        from_text(text, "plan", catalogue())


def test_a_price_from_high_to_low_is_a_problem() -> None:
    text = to_text(server(server_month=price(1, 2))).replace("high: 2", "high: 0.5")
    with pytest.raises(Unusable, match="'low' is above 'high'"):
        from_text(text, "plan", catalogue())


def test_a_plan_with_prices_is_read_as_it_was_written() -> None:
    given = server(server_month=price(1.5, 2, "Offer: May"))
    assert from_text(to_text(given), "plan", catalogue()) == given


def test_a_figure_is_shown_with_what_the_knowledge_and_what_the_plan_say() -> None:
    found = priced(server(server_month=price(70, 80)), catalogue(), "server_month")
    assert (found.low, found.high, found.unit, found.year) == (60, 600, "euros a month", 2026)
    assert found.own == price(70, 80)


@pytest.mark.parametrize(("amount", "said"), [(0, "0"), (0.0001, "0.0001"), (1.5, "1.5"), (12000, "12,000")])
def test_cents_of_a_cent_are_not_lost_in_words(amount: float, said: str) -> None:
    assert price_in_words(amount) == said
