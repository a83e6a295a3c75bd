"""The advice as JSON: one object a plan, on one line."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from pydantic import BaseModel

from infra_builder.advice.advise import Advice
from infra_builder.advice.bill import Cost
from infra_builder.report import Finding

_LEFT_OUT = frozenset({"edit", "before", "after", "ways"})
"""Fields that say in the language of the program what others say in words, or that stand elsewhere already."""


def advice_to_json(path: str, advices: tuple[Advice, ...]) -> str:
    """The plan's path and the advice for each option, with everything that it rests on."""
    options = [{"id": advice.report.id, **_plain(advice)} for advice in advices]
    return json.dumps({"plan": path, "options": options}, ensure_ascii=False, allow_nan=False)


def _sums(cost: Cost) -> dict[str, Any]:
    """What the lines of a bill come to, in euros, as a whole and by driver, capacity, block and workload."""
    whole = {"monthly": cost.monthly, "setup": cost.setup, "paid_out": cost.paid_out}
    views = {
        "by_driver": cost.by_driver(), "by_capacity": cost.by_capacity(),
        "by_block": cost.by_block(), "by_workload": cost.by_workload(),
    }  # fmt: skip
    return {name: _plain(value) for name, value in {**whole, **views}.items()}


def _fields(value: Any) -> dict[str, Any]:
    return {field.name: _plain(getattr(value, field.name)) for field in fields(value) if field.name not in _LEFT_OUT}


def _plain(value: Any) -> Any:
    """A frozen value as JSON has it."""
    if isinstance(value, Cost):
        return {"lines": _plain(value.lines), "asks": _plain(value.asks), **_sums(value)}
    if isinstance(value, Finding):
        return {**_fields(value), "clears_if": _plain(value.clears_if)}
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if is_dataclass(value) and not isinstance(value, type):
        return _fields(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, tuple | list | frozenset):
        return [_plain(inner) for inner in (sorted(value) if isinstance(value, frozenset) else value)]
    return value
