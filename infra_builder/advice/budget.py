"""How the cost of a design stands to the budget of the situation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from infra_builder.advice.bill import Cost, dearest
from infra_builder.advice.grounds import Ask, Ground, ask
from infra_builder.amounts import number
from infra_builder.design import Design
from infra_builder.report import Because, Finding
from infra_builder.rules import wording


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
    because = tuple(ground for line in dearest(found) for ground in line.because)
    words = {"low": number(round(paid.low)), "high": number(round(paid.high)), "budget": number(given)}
    if paid.low > given:
        return Budget("surely_over", catalogue.phrase("budget_surely", **words), because, found.asks)
    if paid.high > given:
        return Budget("possibly_over", catalogue.phrase("budget_possibly", **words), because, found.asks)
    standing: Literal["within", "unknown"] = "within" if found.complete else "unknown"
    return Budget(standing, catalogue.phrase("budget_within", **words), because, found.asks)


def over_budget(design: Design, found: Cost, stands: Budget) -> Finding | None:
    """The finding about a budget that is exceeded, for sure or possibly; None where it is not, or not known."""
    if stands.standing not in ("surely_over", "possibly_over"):
        return None
    surely = stands.standing == "surely_over"
    phrase = design.catalogue.phrase
    blocks = tuple(line.block for line in dearest(found))
    given = design.plan.situation.monthly_budget_eur
    return Finding(
        rule="budget_exceeded",
        flag="note",
        severity="high" if surely else "low",
        subjects=blocks,
        names=tuple(wording.name(design, id_) for id_ in blocks),
        says=stands.says,
        why=phrase("budget_why"),
        do=phrase("budget_do"),
        because=tuple(Because(ground.says, "option.cost", ground.subject) for ground in stands.because),
        severity_because=phrase("budget_grave" if surely else "budget_open"),
        clears_if=phrase("budget_clears", budget=number(given or 0)),
        ignore_if=phrase("budget_ignore"),
        remedies=(),
        source=tuple(dict.fromkeys(source for ground in stands.because for source in ground.source)),
        about=design.option.id,
    )
