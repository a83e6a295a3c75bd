"""The figures a bill is made of, as the knowledge has them or as the plan prices them instead."""

from __future__ import annotations

from dataclasses import dataclass

from infra_builder.advice.grounds import Ground
from infra_builder.advising import FigureName, Range
from infra_builder.amounts import number
from infra_builder.catalogue import Catalogue, Figure
from infra_builder.design import Design
from infra_builder.plan import Plan, Price
from infra_builder.statements import Source


@dataclass(frozen=True, slots=True)
class Priced:
    """A range of the knowledge with the price of the plan that stands for it, None where there is none.

    `low` and `high` are those of the knowledge, in its unit. `money`: it is a price, and no other amount.
    """

    id: str
    meaning: str
    unit: str
    year: int
    low: float
    high: float
    source: tuple[Source, ...]
    own: Price | None
    money: bool


def priced(plan: Plan, catalogue: Catalogue, name: str) -> Priced:
    """What there is to say of a range. Raises KeyError where the knowledge has none of this name."""
    found = catalogue.ranges[name]
    ends = [_value(end, catalogue) for end in (found.low, found.high)]
    own, money = plan.prices.get(name), bool(found.currency)
    return Priced(name, found.meaning, found.unit, found.year, min(ends), max(ends), found.source, own, money)


def figure_ground(design: Design, name: str) -> Ground:
    """A range as what a line of advice rests on: in the words of the knowledge, and with the own price where one is
    given. That has no source of the knowledge; it says itself where it comes from."""
    found = design.catalogue.ranges[name]
    own = design.plan.prices.get(name)
    if own is None and not (ends := _own_ends(design.plan, found)):
        return Ground(found.meaning, "", found.source)
    if own is not None:
        return Ground(_said(design.catalogue, found.meaning, found.unit, own))
    figures = design.catalogue.figures
    name, own = next(iter(ends.items()))
    return Ground(_said(design.catalogue, figures[name].meaning, figures[name].unit, own), "", found.source)


def own_prices(plan: Plan, catalogue: Catalogue) -> tuple[str, ...]:
    """What the plan prices otherwise than the knowledge, a sentence each, in the order of the plan."""
    entries: dict[str, Figure | Range] = {**catalogue.figures, **catalogue.ranges}
    return tuple(
        _said(catalogue, entries[name].meaning, entries[name].unit, own)
        for name, own in plan.prices.items()
        if name in entries
    )


def price_in_words(amount: float) -> str:
    """A price to three figures that count, since cents of a cent may matter."""
    return number(amount) if amount >= 10 or amount == 0 else f"{amount:.3g}"


def _own_ends(plan: Plan, found: Range) -> dict[str, Price]:
    """The prices of the plan for figures that stand for an end of a range."""
    named = (end.figure for end in (found.low, found.high) if isinstance(end, FigureName))
    return {name: plan.prices[name] for name in named if name in plan.prices}


def _said(catalogue: Catalogue, meaning: str, unit: str, own: Price) -> str:
    words = {
        "meaning": meaning,
        "unit": unit,
        "low": price_in_words(own.low),
        "high": price_in_words(own.high),
        "source": own.source or catalogue.phrase("own_price_unsaid"),
    }
    return catalogue.phrase("own_price" if own.low < own.high else "own_price_exact", **words)


def _value(end: float | FigureName, catalogue: Catalogue) -> float:
    return catalogue.figures[end.figure].value if isinstance(end, FigureName) else end
