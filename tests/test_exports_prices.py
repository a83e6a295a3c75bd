"""Prices of one's own on paper and as text: with where they come from, and no longer those of the knowledge."""

from __future__ import annotations

import datetime
from io import BytesIO

from pypdf import PdfReader

from exports.as_markdown import to_markdown
from exports.pdf import Choice, write_pdf
from infra_builder.advice.advise import advise
from infra_builder.advice.cost import cost_advice
from infra_builder.evaluate import evaluate
from infra_builder.knowledge import Knowledge, load
from infra_builder.plan import Plan, Price
from tests import builders as b

PRINTED = datetime.date(2026, 5, 21)


def priced() -> Plan:
    """A server with a price from an offer."""
    made = b.plan(
        workloads=[b.workload(usage="low", users=1, data_gb=1)],
        zones=[b.zone("cloud", "public_cloud")],
        blocks=[b.block("cpu_server", zone="cloud")],
    )
    return made.but(prices={"server_month": Price(low=200, high=250, source="Offer <of> May")})


def printed(plan: Plan, knowledge: Knowledge) -> str:
    """The words of the section about cost."""
    stream, option = BytesIO(), plan.options[0]
    advice = {option.id: advise(plan, option, knowledge)}
    write_pdf(
        stream, plan, evaluate(plan, knowledge), knowledge, printed=PRINTED, advice=advice, choice=Choice(("costs",))
    )
    return " ".join(" ".join(page.extract_text() for page in PdfReader(stream).pages).split())


def test_paper_says_which_prices_are_our_own_and_where_they_come_from() -> None:
    text = printed(priced(), load())
    assert "our own prices" in text.lower()
    assert "200 to 250 euros a month" in text
    assert "Offer <of> May" in text


def test_markdown_says_which_prices_are_our_own_and_how_the_budget_stands() -> None:
    plan, knowledge = priced(), load()
    text = to_markdown(plan, evaluate(plan, knowledge), knowledge)
    assert "Reckoned with our own prices" in text
    assert "200 to 250 euros a month" in text
    assert "Offer \\<of\\> May" in text or "Offer &lt;of&gt; May" in text
    assert cost_advice(plan, plan.options[0], knowledge).budget.says in text


def test_without_prices_of_our_own_nothing_is_said_of_them() -> None:
    plan, knowledge = priced().but(prices={}), load()
    assert "our own prices" not in printed(plan, knowledge).lower()
    assert "our own prices" not in to_markdown(plan, evaluate(plan, knowledge), knowledge)
