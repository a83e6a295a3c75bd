"""Facts about money: what is paid out for blocks and for the option, by the figures of the knowledge or the plan's own.

The work of one's own people is no part of it. What the plan does not say counts as nothing in the low end, so that
only what is sure is held against a budget.
"""

from __future__ import annotations

from infra_builder.advice.due import paid_in_all, paid_out
from infra_builder.design import Design
from infra_builder.facts.registry import NUMBER, Unanswered, fact
from infra_builder.plan import Block, Option

LEAST_BUDGET = 1.0
"""Euros that a budget counts as at the least, so that shares of it stay numbers."""
_BUDGET: Unanswered = ("", "situation.monthly_budget_eur")


def _open(design: Design, _option: Option) -> list[Unanswered]:
    return sorted({field for block in design.option.blocks for field in paid_out(design, block)[1]})


def _no_budget(_design: Design, _subject: object) -> list[Unanswered]:
    return [_BUDGET]


def _share(design: Design, euros: float) -> float | None:
    budget = design.plan.situation.monthly_budget_eur
    return None if budget is None else 100 * euros / max(budget, LEAST_BUDGET)


@fact("option.paid_out_low", NUMBER)
def paid_out_low(design: Design, _option: Option) -> float:
    """The least euros a month that are paid out for it, the work of people aside, as far as it is known."""
    return paid_in_all(design).low


@fact("option.paid_out_high", NUMBER, asks=_open)
def paid_out_high(design: Design, option: Option) -> float | None:
    """The most euros a month that are paid out for it, the work of people aside; open while something is not known."""
    return None if _open(design, option) else paid_in_all(design).high


@fact("option.budget_share_low", NUMBER, asks=_no_budget)
def budget_share_low(design: Design, _option: Option) -> float | None:
    """The least that is paid out for it a month, in percent of the monthly budget; above 100, it is surely too much."""
    return _share(design, paid_in_all(design).low)


@fact("block.paid_out_low", NUMBER)
def block_paid_out_low(design: Design, block: Block) -> float:
    """The least euros a month that are paid out for it, the work of people aside, as far as it is known."""
    return paid_out(design, block)[0].low


@fact("block.budget_share_low", NUMBER, asks=_no_budget)
def block_budget_share_low(design: Design, block: Block) -> float | None:
    """The least that is paid out for it a month, in percent of the monthly budget."""
    return _share(design, paid_out(design, block)[0].low)
