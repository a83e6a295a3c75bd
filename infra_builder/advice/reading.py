"""Which rules ask for a number of a plan at all, so that only those are asked again when it is another.

A rule is asked once of things that note which of their numbers are read. What it reads decides all that it does, so a
rule that does not read a number says the same whatever the number is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from infra_builder.design import Design
from infra_builder.knowledge import Knowledge
from infra_builder.plan import Flow, Option, Plan, Situation, Value, Workload

NUMBERS: Mapping[str, type[Value]] = {
    "situation.people": Situation,
    "situation.monthly_budget_eur": Situation,
    "workload.users": Workload,
    "workload.data_gb": Workload,
    "flow.gb_per_month": Flow,
}
"""The numbers of a plan, by the names of their fields, and what has them."""
Thing = TypeVar("Thing", bound=Value)


def readers(plan: Plan, option: Option, knowledge: Knowledge) -> Mapping[str, frozenset[str]]:
    """For each of NUMBERS, the ids of the rules that read it of anything of the option."""
    read: set[str] = set()
    watched, drawn = _watched(plan, option, read)
    found: dict[str, set[str]] = {field: set() for field in NUMBERS}
    for rule in knowledge.rules:
        design = Design(watched, drawn, knowledge.catalogue)
        read.clear()
        rule.when.ask(design, (1 << len(design.subjects(rule.text.about))) - 1)
        for field in read:
            found[field].add(rule.id)
    return {field: frozenset(rules) for field, rules in found.items()}


def _watched(plan: Plan, option: Option, read: set[str]) -> tuple[Plan, Option]:
    """The plan and its option with things that note in `read` which numbers are read."""
    kinds = {model: _noting(model, read) for model in set(NUMBERS.values())}

    def watched(thing: Thing) -> Thing:
        fields = {name: getattr(thing, name) for name in type(thing).model_fields}
        made: Any = kinds[type(thing)].model_construct(**fields)
        noting: Thing = made
        return noting

    drawn = option.with_parts(option.zones, option.blocks, tuple(map(watched, option.flows)))
    fields: dict[str, Any] = {name: getattr(plan, name) for name in type(plan).model_fields}
    fields["situation"] = watched(plan.situation)
    fields["workloads"] = tuple(map(watched, plan.workloads))
    fields["options"] = (drawn,)
    return Plan.model_construct(**fields), drawn


def _noting(model: type[Thing], read: set[str]) -> type[Thing]:
    """The model with a note of each of its numbers that is read; what asks for all fields at once reads all of them."""
    numbers = {field.rpartition(".")[2]: field for field, owner in NUMBERS.items() if owner is model}

    class Noting(model):  # type: ignore[valid-type, misc]
        def __getattribute__(self, name: str) -> Any:
            if name in numbers:
                read.add(numbers[name])
            elif name == "__dict__":
                read.update(numbers.values())
            return super().__getattribute__(name)

    made: type[Thing] = Noting
    return made
