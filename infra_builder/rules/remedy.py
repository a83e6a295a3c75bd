"""Remedies: what helps against a finding, as a template of edits that is filled in for each finding."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field

from infra_builder.catalogue import Sentence
from infra_builder.edits import Add, Change, Edit, Remove, Together, new_flow, new_id
from infra_builder.plan import Block, Option, Plan, Value

Ids = Mapping[str, tuple[str, ...]]
"""The ids behind the placeholders of a remedy: {block}, {zone}, {from}, …; only {found} may stand for several."""


class Step(Value):
    """One step of a remedy, a template for an edit. Placeholders in braces stand for ids of the finding's subject.

    `add` puts a block beside the subject, `with` links it; `change` and `remove` name what they touch.
    """

    add: Mapping[str, Any] | None = None
    links: tuple[Mapping[str, Any], ...] = ()
    change: str | None = None
    to: Mapping[str, Any] = Field(default_factory=dict)
    remove: tuple[str, ...] = ()


class Remedy(Value):
    """One way to clear a finding: what to do, in how many working days, and the edits that do it in the plan."""

    says: Sentence
    days: Annotated[float, Field(gt=0, le=400)]
    steps: tuple[Step, ...] = ()


def remedy_edit(remedy: Remedy, ids: Ids, plan: Plan, option_id: str) -> Edit | None:
    """The edit a remedy comes to for one finding; None where it is for people, not for the drawing."""
    option = plan.option(option_id)
    taken = set(plan.ids(option))
    edits: list[Edit] = []
    for step in remedy.steps:
        if step.add is not None:
            block = _added(step.add, ids, taken)
            taken.add(block.id)
            ids = {**ids, "new": (block.id,)}
            edits.append(Add(option=option_id, blocks=(block,)))
        edits += [_linked(link, ids, option) for link in step.links]
        if step.change is not None:
            edits.append(Change(option=option_id, id=_filled(step.change, ids), changes=_filled(step.to, ids)))
        if step.remove:
            edits.append(Remove(option=option_id, ids=_filled(step.remove, ids)))
    return edits[0] if len(edits) == 1 else Together(edits=tuple(edits)) if edits else None


def _added(fields: Mapping[str, Any], ids: Ids, taken: set[str]) -> Block:
    filled = _filled(dict(fields), ids)
    if not filled.get("zone"):
        filled.pop("zone", None)
    return Block.model_validate({**filled, "id": new_id(str(filled.get("id") or filled.get("kind")), taken)})


def _linked(link: Mapping[str, Any], ids: Ids, option: Option) -> Edit:
    fields = _filled(dict(link), ids)
    source, target, kind = fields.pop("from"), fields.pop("to"), fields.pop("kind")
    return Add(option=option.id, flows=(new_flow(option, source, target, kind, **fields),))


def _filled(value: Any, ids: Ids) -> Any:
    """A template with its placeholders filled in. In a list, {found} becomes all that was found."""
    match value:
        case str() if "{" in value:
            for name, found in ids.items():
                value = value.replace(f"{{{name}}}", found[0] if found else "")
            return value
        case tuple():
            items = [ids["found"] if item == "{found}" else (_filled(item, ids),) for item in value]
            return tuple(id_ for group in items for id_ in group)
        case Mapping():
            return {name: _filled(item, ids) for name, item in value.items()}
    return value
