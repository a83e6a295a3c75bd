"""One bill in every view: JSON, table, paper and domain say the same amounts, and they add up everywhere."""

from __future__ import annotations

import csv
import datetime
import io
import json
from collections.abc import Iterator
from functools import cache
from io import BytesIO

import pytest
from domain.random_plans import busy_plan
from pypdf import PdfReader

from exports.advice_json import advice_to_json
from exports.as_csv import ENCODING, costs_csv
from exports.pdf import Choice, write_pdf
from exports.pdf.costs import rough
from exports.pdf.words import ENGLISH as PAPER
from exports.words import ENGLISH
from infra_builder.advice.advise import Advice, advise
from infra_builder.advice.bill import Cost
from infra_builder.advice.spans import Span
from infra_builder.amounts import number
from infra_builder.evaluate import evaluate
from infra_builder.places import SCENARIOS
from infra_builder.plan import Plan, Price
from infra_builder.planfile import read
from tests.builders import catalogue, knowledge

GIVEN = ("pattern-b-retrain", "customer-feature", 3)
"""Scenarios by name, a generated plan by seed; each with prices of its own."""
OWN = {"hour_of_work": Price(low=31, high=31, source="Pay roll"), "gpu_hour": Price(low=2, high=3, source="Offer")}
CENT = 0.005


@cache
def given(name: str | int) -> tuple[Plan, Advice]:
    plan = busy_plan(name) if isinstance(name, int) else read(SCENARIOS / f"{name}.infraplan", catalogue())
    plan = plan.but(prices=OWN)
    return plan, advise(plan, plan.options[0], knowledge())


def bills(advice: Advice) -> tuple[tuple[str, Cost], ...]:
    return (ENGLISH.csv_now, advice.cost.now), (ENGLISH.csv_ten_times, advice.cost.ten_times)


def rows(plan: Plan) -> list[dict[str, str]]:
    text = costs_csv(plan, evaluate(plan, knowledge()), knowledge()).decode(ENCODING)
    return list(csv.DictReader(io.StringIO(text)))


def summed(lines: list[dict[str, str]], use: str, when: str) -> Iterator[float]:
    """The low and the high ends of the rows of a table."""
    w = ENGLISH
    wanted = [line for line in lines if (line[w.csv_use], line[w.csv_when]) == (use, when)]
    for end in (w.csv_low, w.csv_high):
        yield sum(float(line[end]) for line in wanted)


def close(spans: Iterator[float], whole: Span, parts: int) -> bool:
    """Whether sums of so many parts, each to a cent, are a whole."""
    return list(spans) == pytest.approx([whole.low, whole.high], abs=parts * CENT + 1e-6)


@pytest.mark.parametrize("name", GIVEN)
def test_the_rows_of_the_table_add_up_to_the_bill(name: str | int) -> None:
    plan, advice = given(name)
    found = rows(plan)
    for use, bill in bills(advice):
        assert close(summed(found, use, ENGLISH.csv_monthly), bill.monthly, len(bill.lines))
        assert close(summed(found, use, ENGLISH.csv_once), bill.setup, len(bill.lines))


@pytest.mark.parametrize("name", GIVEN)
def test_the_json_says_the_amounts_of_the_bill(name: str | int) -> None:
    _, advice = given(name)
    [option] = json.loads(advice_to_json("", (advice,)))["options"]
    for key, bill in (("now", advice.cost.now), ("ten_times", advice.cost.ten_times)):
        found = option["cost"][key]
        for setup, whole in ((False, bill.monthly), (True, bill.setup)):
            lines = [line["euros"] for line in found["lines"] if line["setup"] is setup]
            assert close((sum(line[end] for line in lines) for end in ("low", "high")), whole, 0)
        for view in ("by_driver", "by_capacity", "by_block", "by_workload"):
            spans = found[view].values()
            assert close((sum(span[end] for span in spans) for end in ("low", "high")), bill.monthly, 0)


@pytest.mark.parametrize("name", GIVEN)
def test_paper_says_every_driver_and_their_sum(name: str | int) -> None:
    plan, advice = given(name)
    stream = BytesIO()
    printed = datetime.date(2026, 5, 21)
    report = evaluate(plan, knowledge())
    told = {plan.options[0].id: advice}
    write_pdf(stream, plan, report, knowledge(), printed=printed, advice=told, choice=Choice(("costs",)))
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(stream).pages).split())
    for bill in (advice.cost.now, advice.cost.ten_times):
        for span in (*bill.by_driver().values(), bill.monthly):
            low, high = number(rough(span.low)), number(rough(span.high))
            template = PAPER.euros if low == high else PAPER.euro_range
            assert template.format(low=low, high=high, amount=low) in text


@pytest.mark.parametrize("name", GIVEN)
def test_ranges_never_cross_and_ten_times_is_never_less(name: str | int) -> None:
    _, advice = given(name)
    now, then = advice.cost.now, advice.cost.ten_times
    for line in (*now.lines, *then.lines):
        assert 0 <= line.euros.low <= line.euros.high
    grown = {(line.block, line.driver, line.setup, line.figures): line.euros for line in then.lines}
    for line in now.lines:
        later = grown[line.block, line.driver, line.setup, line.figures]
        assert later.low >= line.euros.low * (1 - 1e-9)
        assert later.high >= line.euros.high * (1 - 1e-9)
    for unit in advice.cost.units:
        assert unit.euros is None or 0 <= unit.euros.low <= unit.euros.high


def test_own_prices_are_carried_into_every_line_that_is_made_with_them() -> None:
    _, advice = given("pattern-b-retrain")
    lines = [line for line in advice.cost.now.lines if "hour_of_work" in line.figures]
    assert lines
    for line in lines:
        [hours] = [name for name in line.figures if name != "hour_of_work"]
        known = catalogue().ranges[hours]
        assert (line.euros.low, line.euros.high) == pytest.approx((31 * known.low, 31 * known.high))
        assert any("Pay roll" in ground.says for ground in line.because)
