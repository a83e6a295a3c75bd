"""How the cost of a design stands to the budget of the situation. What is surely too much is also found by a rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from infra_builder.advice.bill import Cost, dearest_grounds
from infra_builder.advice.grounds import Ask, Ground, ask
from infra_builder.amounts import number
from infra_builder.design import Design


@dataclass(frozen=True, slots=True)
class Budget:
    """How the money paid out stands to the monthly budget: surely or possibly over it, within it, or unknown."""

    standing: Literal["surely_over", "possibly_over", "within", "unknown"]
    says: str
    because: tuple[Ground, ...]
    asks: tuple[Ask, ...]


def budget(design: Design, found: Cost) -> Budget:
    """How what is paid out stands to the budget of the situation."""
    given = design.plan.situation.monthly_budget_eur
    catalogue, paid = design.catalogue, found.paid_out
    if given is None:
        return Budget("unknown", catalogue.phrase("ask_budget"), (), (ask(design, "situation.monthly_budget_eur"),))
    because = dearest_grounds(design, found)
    words = {"low": number(round(paid.low)), "high": number(round(paid.high)), "budget": number(given)}
    if paid.low > given:
        return Budget("surely_over", catalogue.phrase("budget_surely", **words), because, found.asks)
    if paid.high > given:
        return Budget("possibly_over", catalogue.phrase("budget_possibly", **words), because, found.asks)
    standing: Literal["within", "unknown"] = "within" if found.complete else "unknown"
    return Budget(standing, catalogue.phrase("budget_within", **words), because, found.asks)
