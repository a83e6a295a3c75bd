"""Remedies: what helps against a finding, as a template of edits that is filled in for each finding."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from pydantic import Field, ValidationError, model_validator

from infra_builder.catalogue import Catalogue
from infra_builder.consistency import misfits_of_kind
from infra_builder.design import Design
from infra_builder.edits import Add, Change, Edit, Remove, Together, new_flow, new_id
from infra_builder.guarded_yaml import Parsed, Where
from infra_builder.placeholders import misfits
from infra_builder.plan import Block, Flow, Option, Value, Workload, Zone
from infra_builder.problems import Problem, shorten, unknown
from infra_builder.statements import Sentence
from infra_builder.validation import problems_of

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

    @model_validator(mode="after")
    def _does_something(self) -> Step:
        if bool(self.change) != bool(self.to):
            raise ValueError("'change' says what is changed, 'to' what becomes of it; both are needed")
        if not (self.add or self.links or self.change or self.remove):
            raise ValueError("this step does nothing; it needs add, links, change or remove")
        return self


class Remedy(Value):
    """One way to clear a finding: what to do, in how many working days, and the edits that do it in the plan.

    `commits`: somebody has to stand by it with a name or a reason, so that no program may do it for them.
    """

    says: Sentence
    days: Annotated[float, Field(gt=0, le=400)]
    commits: bool = False
    steps: tuple[Step, ...] = ()


NAMES: Mapping[str, frozenset[str]] = {
    "situation": frozenset({"found"}),
    "option": frozenset({"option", "found"}),
    "workload": frozenset({"workload", "block", "zone", "found"}),
    "zone": frozenset({"zone", "found"}),
    "block": frozenset({"block", "zone", "workload", "found"}),
    "flow": frozenset({"flow", "from", "to", "zone", "found"}),
}
"""The ids that the steps of a remedy may name, by the sort of subject. {new}: the block that was added last."""
_ANY: Ids = dict.fromkeys(set().union(*NAMES.values(), {"new"}), ("x",))
"""Any id for each placeholder."""


def remedies_of(parsed: Parsed) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The remedies of a rule's file that are groups of fields, with their places."""
    return groups(parsed.value.get("remedies") if isinstance(parsed.value, Mapping) else None)


def groups(given: object) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The entries of a list that are groups of fields, with their places."""
    for index, entry in enumerate(given if isinstance(given, tuple) else ()):
        if isinstance(entry, Mapping):
            yield index, entry


def remedy_problems(parsed: Parsed, sort: str, catalogue: Catalogue) -> Iterator[Problem]:
    """What would keep the remedies of a rule's file from ever becoming edits."""
    for index, remedy in remedies_of(parsed):
        known = NAMES[sort]
        for number, step in groups(remedy.get("steps")):
            where: Where = ("remedies", index, "steps", number)
            if "add" in step:
                known |= {"new"}
            for here, text in _texts(step, where):
                yield from (parsed.problem(here, message) for message in misfits(text, known))
            yield from _misfit_fields(parsed, step, where, catalogue)


def _texts(value: object, where: Where) -> Iterator[tuple[Where, str]]:
    match value:
        case str():
            yield where, value
        case Mapping():
            for name, inner in value.items():
                yield from _texts(inner, (*where, name))
        case tuple():
            for index, inner in enumerate(value):
                yield from _texts(inner, (*where, index))


def _misfit_fields(parsed: Parsed, step: Mapping[str, Any], where: Where, catalogue: Catalogue) -> Iterator[Problem]:
    """Fields, kinds and settings of a step that no block or link has; any id stands for a placeholder."""
    added, to = step.get("add"), step.get("to")
    if isinstance(added, Mapping):
        yield from _misfit(parsed, Block, {"id": "x", **added}, (*where, "add"))
        yield from (parsed.problem(*wrong) for wrong in misfits_of_kind(added, (*where, "add"), catalogue))
    for index, link in groups(step.get("links")):
        yield from _misfit(parsed, Flow, {"id": "x", **link}, (*where, "links", index))
    if isinstance(to, Mapping):
        known = {name for model in _LEAST for name in model.model_fields}
        for name, value in to.items():
            if name not in known:
                yield parsed.problem((*where, "to", name), unknown("field", name, known), at_key=True)
            else:
                yield from _misfit_change(parsed, step.get("change"), name, value, (*where, "to"), catalogue)
        settings = to.get("settings")
        for name, answer in settings.items() if isinstance(settings, Mapping) else ():
            here = (*where, "to", "settings", name)
            setting = catalogue.setting_types().get(name)
            if setting is None:
                yield parsed.problem(here, unknown("setting", name, catalogue.setting_types()), at_key=True)
            elif answer is not None and (misfit := setting.misfit(answer)):
                yield parsed.problem(here, f"{misfit}, not {shorten(answer)}")


_LEAST: Mapping[type[Value], Mapping[str, Any]] = {
    Block: {"id": "x", "kind": "x"},
    Zone: {"id": "x", "environment": "edge"},
    Workload: {"id": "x"},
    Flow: {"id": "x", "source": "x", "target": "y", "kind": "uses"},
}
"""What can be changed, with the least that must be said of it."""
_TOUCHED: Mapping[object, tuple[type[Value], ...]] = {
    "{block}": (Block,), "{new}": (Block,), "{from}": (Block, Workload), "{to}": (Block, Workload),
    "{zone}": (Zone,), "{workload}": (Workload,), "{flow}": (Flow,),
}  # fmt: skip


def _misfit_change(
    parsed: Parsed, changed: object, name: str, value: Any, where: Where, catalogue: Catalogue
) -> Iterator[Problem]:
    """What no thing that the step may change can become."""
    touched = _TOUCHED.get(changed, ()) if isinstance(changed, str) else ()
    models = [model for model in touched or _LEAST if name in model.model_fields]
    if name == "settings" and isinstance(value, Mapping):
        value = {setting: answer for setting, answer in value.items() if answer is not None}
    value = _filled(value, _ANY)
    errors: list[tuple[type[Value], ValidationError]] = []
    for model in models:
        try:
            model.model_validate({**_LEAST[model], name: value}, by_name=True)
        except ValidationError as error:
            errors.append((model, error))
    if errors and len(errors) == len(models):
        yield from problems_of(errors[0][1], errors[0][0], parsed, where)
    elif name == "kind" and models == [Block] and value not in catalogue.blocks:
        yield parsed.problem((*where, name), unknown("kind", value, catalogue.blocks))


def _misfit(parsed: Parsed, model: type[Value], fields: Mapping[str, Any], where: Where) -> Iterator[Problem]:
    try:
        model.model_validate(_filled(fields, _ANY), by_alias=True, by_name=False)
    except ValidationError as error:
        yield from problems_of(error, model, parsed, where)


def remedy_edit(remedy: Remedy, ids: Ids, design: Design) -> Edit | None:
    """The edit a remedy comes to for one finding; None where it is for people, or where the drawing lacks an id."""
    try:
        return _edit(remedy, ids, design) if remedy.steps else None
    except (ValidationError, _NotDrawn):
        return None


class _NotDrawn(Exception):  # noqa: N818 - never seen outside
    """What a step speaks of is not in the drawing, or nothing that can be covered."""


def _edit(remedy: Remedy, ids: Ids, design: Design) -> Edit | None:
    option, added = design.option, dict[str, Any]()
    taken = ChainMap[str, Any](added, design.workloads, design.zones, design.blocks, design.flows)
    edits: list[Edit] = []
    for step in remedy.steps:
        if step.add is not None:
            block = _added(step.add, ids, taken)
            if any(not isinstance(option.by_id.get(id_), Zone | Block) for id_ in block.covers):
                raise _NotDrawn
            added[block.id] = block
            ids = {**ids, "new": (block.id,)}
            edits.append(Add(option=option.id, blocks=(block,)))
        edits += [_linked(link, ids, option) for link in step.links]
        if step.change is not None:
            edits.append(Change(option=option.id, id=_filled(step.change, ids), changes=_filled(step.to, ids)))
        if step.remove:
            edits.append(Remove(option=option.id, ids=_filled(step.remove, ids)))
    if any(id_ not in taken for edit in edits for id_ in _touched(edit)):
        raise _NotDrawn
    return edits[0] if len(edits) == 1 else Together(edits=tuple(edits)) if edits else None


def _touched(edit: Edit) -> tuple[str, ...]:
    match edit:
        case Change():
            return (edit.id,)
        case Remove():
            return edit.ids
    return ()


def _added(fields: Mapping[str, Any], ids: Ids, taken: Mapping[str, Any]) -> Block:
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
