"""No line of advice without its reason: what `infra-builder advise --format json` says unfolds to facts, rule, figure.

Every object that says something is of a sort with reasons of its own, or is itself a reason. A new sort fails here
until it is told what it rests on.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import pytest
from domain.random_plans import busy_plan

from exports.advice_json import advice_to_json
from infra_builder.advice.advise import advise
from infra_builder.places import SCENARIOS
from infra_builder.plan import Plan
from infra_builder.planfile import read
from tests.builders import catalogue, knowledge

GIVEN = ("first-prototype", "pattern-b-retrain", "rag-assistant-pilot", "training-run", 3, 7)
"""Scenarios by name, generated plans by seed: between them they have every sort of line."""
Found = Mapping[str, Any]
REASONS: Mapping[str, tuple[str, ...]] = {
    "finding": ("because", "source"),
    "question": ("why", "rules"),
    "tipping": ("field", "changed"),
    "fate": ("settled",),
    "budget": ("settled",),
    "placement": ("weighed",),
    "point": ("because",),
    "leg": ("source",),
    "task": ("because",),
    "duty": ("because",),
    "step": ("cleared",),
    "decision": ("asked",),
    "drill": ("source",),
    "trade": ("source",),
    "answer": ("told",),
    "line": ("because", "figured"),
    "unit": ("settled",),
    "sourced": ("because",),
    "way": ("within",),
    "reason": ("of",),
}  # fmt: skip
"""What each sort of line rests on; all of it must be there."""


@cache
def advised(name: str | int) -> Any:
    """The options of a plan as JSON has them."""
    given: Plan = busy_plan(name) if isinstance(name, int) else read(SCENARIOS / f"{name}.infraplan", catalogue())
    advices = tuple(advise(given, option, knowledge()) for option in given.options)
    return json.loads(advice_to_json(str(name), advices))["options"]


def sort(found: Found) -> str:
    """What sort of line an object is, by what it has; "" where it says nothing."""
    keys = found.keys()
    marks = {
        "finding": {"rule", "severity"}, "question": {"may_raise", "why"}, "tipping": {"until", "at"},
        "fate": {"outcome", "waits"}, "budget": {"standing"}, "placement": {"spots", "best"},
        "point": {"answer", "asks"}, "leg": {"reached", "drawn"}, "task": {"kinds", "subjects"},
        "duty": {"span", "done"}, "step": {"clears", "raises"},
        "decision": {"days", "finding", "question"}, "drill": {"touches", "fates"}, "trade": {"gain", "risk"},
        "answer": {"changes", "value"}, "line": {"driver", "capacity"}, "unit": {"per"}, "sourced": {"way", "block"},
    }  # fmt: skip
    named = [name for name, wanted in marks.items() if wanted <= keys]
    if named or not isinstance(found.get("says"), str):
        return "".join(named)
    return "way" if keys & {"days", "outcome"} else "reason"


def rests_on(found: Found, inside: str) -> Mapping[str, Any]:
    """What a line has to show for itself, by the names in REASONS. `inside`: the sort of line that it is part of."""
    return {
        **found,
        "changed": [*found.get("appear", ()), *found.get("vanish", ())],
        "cleared": [*found.get("clears", ()), *found.get("toward", ())],
        "asked": found.get("finding") or found.get("question"),
        "told": found.get("appear") or found.get("vanish") or not found.get("changes"),
        "settled": found.get("because") or found.get("asks"),
        "weighed": found.get("asks")
        or any(one["speaks_for"] or one["speaks_against"] for one in found.get("spots", ())),
        "figured": any(isinstance(ground, dict) and ground.get("source") for ground in listed(found.get("because"))),
        "within": inside,
        "of": found.get("fact") or found.get("subject") or found.get("source") or found.get("field") or inside,
    }


def listed(found: Any) -> list[Any]:
    return found if isinstance(found, list) else []


def lines(found: Any, inside: str = "") -> Iterator[tuple[str, Found, str]]:
    """Every object that says something or stands for money, with its sort and that of what it is part of."""
    if isinstance(found, dict):
        what = sort(found)
        if what:
            yield what, found, inside
        for inner in found.values():
            yield from lines(inner, what or inside)
    for inner in listed(found):
        yield from lines(inner, inside)


@pytest.mark.parametrize("name", GIVEN)
def test_every_line_of_advice_has_what_it_rests_on(name: str | int) -> None:
    bare = [
        (what, missing, found.get("says", found))
        for what, found, inside in lines(advised(name))
        for missing in REASONS[what]
        if not rests_on(found, inside)[missing]
    ]
    assert not bare


@pytest.mark.parametrize("name", GIVEN)
def test_a_verdict_of_a_stage_unfolds_to_what_has_to_change_there(name: str | int) -> None:
    stages = [stage for option in advised(name) for stage in option["stages"]]
    assert all(stage["repair"]["steps"] or stage["repair"]["decisions"] for stage in stages if stage["flags"])


def test_every_sort_of_line_is_met() -> None:
    met = {what for name in GIVEN for what, _, _ in lines(advised(name))}
    assert met == REASONS.keys()


@pytest.mark.parametrize("taken", ["because", "source"])
def test_a_line_without_its_reason_is_noticed(taken: str) -> None:
    [first, *_] = (found for what, found, _ in lines(advised("first-prototype")) if what == "finding")
    assert not rests_on({**first, taken: []}, "")[taken]
