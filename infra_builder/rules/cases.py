"""The cases of a rule: small plans in the rule's own file on which it must hold, or must not.

A case is a plan with one option, written short:

    - name: a nightly forecast keeps four GPUs waiting
      fires: [gpus]                        # ids of the subjects the rule holds for; [] where it must stay silent
      situation: {skills: [data]}
      workload: {stage: pilot, usage: low}           # or workloads: […]; id is 'work' where none is given
      zones: [public_cloud, {id: hall, environment: on_premises, owner: IT}]
      blocks: [app_service, {id: gpus, kind: cloud_gpu, settings: {reserved: reserved}}]
      flows: [[work, uses, app_service], [app_service, calls, gpus, {data: internal}]]

A block's id is its kind where none is given, and it stands in the only zone where there is one. `like: NAME` starts
from an earlier case of the file, `change:` alters entries by id (null takes one away), `without:` drops ids.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from infra_builder.catalogue import Catalogue
from infra_builder.consistency import inconsistencies
from infra_builder.design import Design
from infra_builder.edits import Refused
from infra_builder.evaluate import finding
from infra_builder.guarded_yaml import Mark, Parsed, Where
from infra_builder.plan import Plan
from infra_builder.problems import Problem, Unusable, shorten, unknown
from infra_builder.rules.conditions import Reason
from infra_builder.rules.rule import Rule
from infra_builder.validation import KINDS, described, validated

_FIELDS = (
    "name", "fires", "like", "change", "without",
    "situation", "workload", "workloads", "zones", "blocks", "flows",
)  # fmt: skip
_ENTRIES = ("workloads", "zones", "blocks", "flows")
_SHORT = {"zones": "environment", "blocks": "kind"}
"""The field that a bare word stands for, which is the id where none is given."""
_ENDS = ("from", "kind", "to")
_KINDS: Mapping[str, type] = {
    "name": str, "fires": tuple, "like": str, "change": dict, "without": tuple, "situation": dict, "workload": dict,
    **dict.fromkeys(_ENTRIES, tuple),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Case:
    """A named plan and the ids of the subjects the rule must hold for on it."""

    name: str
    fires: tuple[str, ...]
    plan: Plan


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a rule did on a case: the ids it held for, and what is wrong with that, if anything."""

    rule: Rule
    case: Case
    fired: tuple[str, ...]
    wrong: tuple[str, ...]


def cases(rule: Rule, catalogue: Catalogue) -> tuple[Case, ...]:
    """The cases of a rule. Raises `Unusable` with the line of what is wrong in each.

    A case that starts from one with a slip is left alone until that one is mended.
    """
    problems: list[Problem] = []
    spelled: dict[str, _Spelled] = {}
    wrong: set[str] = set()
    found: list[Case] = []
    for index, raw in enumerate(rule.text.cases):
        where: Where = ("cases", index)
        title = raw["name"] if isinstance(raw.get("name"), str) else ""
        like = raw.get("like")
        slips = list(_slips(raw, where, rule.parsed))
        if title and (title in spelled or title in wrong):
            message = f"an earlier case is called {shorten(title)} too"
            slips.append(rule.parsed.problem((*where, "name"), message))
        try:
            if slips:
                raise Unusable(slips)
            if like in wrong or (like not in spelled and "" in wrong):
                wrong.add(title)
                continue
            draft = _spelled(raw, where, rule.parsed, spelled)
            found.append(_case(raw, index, draft, rule.parsed, catalogue))
            spelled[title] = draft
        except Unusable as unusable:
            problems += unusable.problems
            wrong.add(title)
    if problems:
        raise Unusable(problems)
    return tuple(found)


def _case(raw: Mapping[str, Any], index: int, draft: _Spelled, parsed: Parsed, catalogue: Catalogue) -> Case:
    """The case that was written out, as a plan. Raises `Unusable` where it is none."""
    value = {"title": raw["name"], **_plan_fields(draft.fields)}
    written = Parsed(parsed.file, value, _marks(draft, parsed, ("cases", index)), {})
    try:
        further = [written.problem(where, message) for where, message in inconsistencies(value, catalogue)]
        plan = validated(Plan, written, further)
    except Unusable as unusable:
        fields = ((problem, problem.field.removeprefix("options[0].")) for problem in unusable.problems)
        raise Unusable(replace(problem, field=f"cases[{index}] {field}") for problem, field in fields) from None
    option = plan.options[0]
    ids = {option.id, *plan.ids(option), *option.by_id}
    strangers = [(number, id_) for number, id_ in enumerate(raw["fires"]) if id_ not in ids]
    if strangers:
        raise Unusable(
            parsed.problem(("cases", index, "fires", number), unknown("id of this case", id_, ids))
            for number, id_ in strangers
        )
    return Case(raw["name"], raw["fires"], plan)


def run(rule: Rule, case: Case, catalogue: Catalogue) -> Outcome:
    """Hold the rule against the case, and each remedy against what it found."""
    design = Design(case.plan, case.plan.options[0], catalogue)
    subjects = [s for s in design.subjects(rule.text.about) if rule.when.test(design, s)]
    fired = tuple(_id(subject, design) for subject in subjects)
    wrong: list[str] = []
    if set(fired) != set(case.fires):
        wrong.append(f"fires for {_ids(fired)}, expected {_ids(case.fires)}{_deciding(rule, case, design, fired)}")
    for subject in subjects:
        for help_ in finding(design, rule, subject).remedies:
            if help_.edit is None:
                continue
            try:
                mended = help_.edit.apply(case.plan)
            except Refused as refusal:
                wrong.append(f"the remedy {shorten(help_.says)} cannot be done for {_id(subject, design)}: {refusal}")
                continue
            after = Design(mended, mended.options[0], catalogue)
            same = [s for s in after.subjects(rule.text.about) if _id(s, after) == _id(subject, design)]
            if any(rule.when.test(after, s) for s in same):
                wrong.append(f"the remedy {shorten(help_.says)} does not clear the finding for {_id(subject, design)}")
    return Outcome(rule, case, fired, tuple(wrong))


def _deciding(rule: Rule, case: Case, design: Design, fired: tuple[str, ...]) -> str:
    """The leaf that decided, for a case that came out wrong."""
    for subject in design.subjects(rule.text.about):
        id_ = _id(subject, design)
        if (id_ in fired) != (id_ in case.fires):
            if rule.when.test(design, subject) is None:
                return f"; {id_} hangs on {', '.join(sorted({f for _, f in rule.when.unanswered(design, subject)}))}"
            reasons: list[Reason] = list(rule.when.reasons(design, subject))
            said = "; ".join(f"{r.fact} of {r.subject} is {_value(r.value)}" for r in reasons[:4])
            return f"; decided by {said}" if said else ""
    return ""


def _value(value: Any) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(str(getattr(item, 'id', item)) for item in value)}]"
    return str(value)


def _id(subject: Any, design: Design) -> str:
    return getattr(subject, "id", None) or design.option.id


def _ids(ids: tuple[str, ...]) -> str:
    return f"[{', '.join(ids)}]"


@dataclass(frozen=True, slots=True)
class _Spelled:
    """A case written out: groups of entries by id, and where in the file this case says each entry or field."""

    fields: dict[str, dict[str, Any]]
    places: dict[Where, tuple[Where, Any]]


def _slips(raw: Mapping[str, Any], where: Where, parsed: Parsed) -> Iterator[Problem]:
    """What a case says in another form than the shorthands have."""
    for name in sorted(raw.keys() - set(_FIELDS)):
        yield parsed.problem((*where, name), unknown("field of a case", name, _FIELDS), at_key=True)
    if raw.get("name") is None or raw.get("fires") is None:
        yield parsed.problem(where, "a case needs a name and 'fires', the list of ids it must fire for")
    for name in ("fires", "without"):
        ids: Any = raw.get(name)
        for index, id_ in enumerate(ids if isinstance(ids, tuple) else ()):
            if not isinstance(id_, str):
                yield parsed.problem((*where, name, index), f"expected an id, not {described(id_)}")
    for name, kind in _KINDS.items():
        given: Any = raw.get(name)
        here: Where = (*where, name)
        match given:
            case None if name not in raw:
                pass
            case _ if type(given) is not kind:
                yield parsed.problem(here, f"expected {KINDS[kind]}, not {described(given)}")
            case tuple() if name in _ENTRIES:
                for index, entry in enumerate(given):
                    if message := _no_entry(name, entry):
                        yield parsed.problem((*here, index), message)
            case dict() if name == "change":
                for id_, change in given.items():
                    if message := _no_change(change):
                        yield parsed.problem((*here, id_), message)


def _no_change(change: object) -> str:
    if not isinstance(change, dict):
        return f"expected a group of fields, not {described(change)}"
    if "id" in change:
        return "the id of a thing stays, because others refer to it"
    settings = change.get("settings") or {}
    return "" if isinstance(settings, dict) else f"settings: expected a group of fields, not {described(settings)}"


def _no_entry(name: str, entry: object) -> str:
    """Why something is no workload, zone, block or flow as cases write them, or an empty text."""
    if name == "flows":
        ends, more = _ends(entry)
        if len(ends) != 3 or len(more) > 1 or not all(isinstance(end, str) for end in ends):
            return "a flow is written [from, kind, to] or [from, kind, to, {data: …}]"
        return f"expected a group of fields, not {described(more[0])}" if more and not isinstance(more[0], dict) else ""
    short = _SHORT.get(name)
    if isinstance(entry, dict):
        id_ = entry.get("id", entry.get(short) if short else "work")
        if not isinstance(settings := entry.get("settings", {}), dict):
            return f"settings: expected a group of fields, not {described(settings)}"
        return "" if isinstance(id_, str) else f"this entry needs {short or 'an id'} as text"
    return "" if short and isinstance(entry, str) else f"expected a group of fields, not {described(entry)}"


def _ends(entry: object) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    """From, kind and to of a flow, and what else is said of it."""
    if isinstance(entry, dict):
        return tuple(entry.get(name) for name in _ENDS), ()
    return (entry[:3], entry[3:]) if isinstance(entry, tuple) else ((), ())


def _spelled(raw: Mapping[str, Any], where: Where, parsed: Parsed, earlier: Mapping[str, _Spelled]) -> _Spelled:
    """A case with its shorthands written out and 'like' resolved. Raises `Unusable`."""
    like = raw.get("like")
    if like is not None and like not in earlier:
        raise Unusable([parsed.problem((*where, "like"), unknown("earlier case", like, earlier))])
    start = earlier[like].fields if like else {name: {} for name in ("situation", *_ENTRIES)}
    draft = _Spelled({name: dict(value) for name, value in start.items()}, {})
    _situate(draft, raw.get("situation") or {}, (*where, "situation"))
    for group in _ENTRIES:
        for index, entry in enumerate(raw.get(group) or ()):
            _add(draft, group, entry, (*where, group, index))
    if not raw.get("workloads") and raw.get("workload") is not None:
        _add(draft, "workloads", raw["workload"], (*where, "workload"))
    if not like and not draft.fields["workloads"]:
        _add(draft, "workloads", {}, where)
    problems: list[Problem] = []
    for id_, change in (raw.get("change") or {}).items():
        if not _change(draft, id_, change, (*where, "change", id_)):
            known = ("situation", *_ids_of(draft))
            problems.append(parsed.problem((*where, "change", id_), unknown("id to change", id_, known), at_key=True))
    for index, id_ in enumerate(raw.get("without") or ()):
        if id_ not in _ids_of(draft):
            message = unknown("id to leave out", id_, _ids_of(draft))
            problems.append(parsed.problem((*where, "without", index), message))
        else:
            _drop(draft.fields, id_)
    if problems:
        raise Unusable(problems)
    return draft


def _ids_of(draft: _Spelled) -> list[str]:
    return [id_ for group in _ENTRIES for id_ in draft.fields[group]]


def _situate(draft: _Spelled, fields: Mapping[str, Any], where: Where) -> None:
    """Lay fields over those of the situation."""
    draft.fields["situation"].update(fields)
    draft.places.update({("situation", name): ((*where, name), value) for name, value in fields.items()})


def _add(draft: _Spelled, group: str, entry: Any, where: Where) -> None:
    """Add an entry, or put it in place of the one of its id."""
    fields = _flow(entry) if group == "flows" else _named(entry, group)
    draft.fields[group][fields["id"]] = fields
    draft.places[group, fields["id"]] = (where, entry)


def _named(entry: Any, group: str) -> dict[str, Any]:
    short = _SHORT.get(group, "id")
    fields = {short: entry} if isinstance(entry, str) else dict(entry)
    return {"id": fields.get(short) if group in _SHORT else "work", **fields}


def _flow(entry: Any) -> dict[str, Any]:
    if isinstance(entry, Mapping):
        fields = dict(entry)
    else:
        source, kind, target, *more = entry
        fields = {"from": source, "to": target, "kind": kind, **(more[0] if more else {})}
    return {"id": f"{fields['from']}>{fields['to']}:{fields['kind']}", **fields}


def _change(draft: _Spelled, id_: str, change: Mapping[str, Any], where: Where) -> bool:
    """Alter what has this id, if there is such a thing."""
    if id_ == "situation":
        _situate(draft, change, where)
        return True
    for group in _ENTRIES:
        if id_ in draft.fields[group]:
            laid = {**draft.fields[group][id_], **change}
            if change.get("settings"):
                settings = {**draft.fields[group][id_].get("settings", {}), **change["settings"]}
                laid["settings"] = {name: answer for name, answer in settings.items() if answer is not None}
            draft.fields[group][id_] = {name: value for name, value in laid.items() if value is not None}
            draft.places.update({(group, id_, name): ((*where, name), value) for name, value in change.items()})
            return True
    return False


def _drop(fields: dict[str, dict[str, Any]], id_: str) -> None:
    for group in _ENTRIES:
        if id_ in fields[group]:
            del fields[group][id_]
            break
    fields["flows"] = {
        name: flow for name, flow in fields["flows"].items() if id_ not in (flow.get("from"), flow.get("to"))
    }


def _marks(draft: _Spelled, parsed: Parsed, case: Where) -> dict[Where, Mark]:
    """Where the parts of the case's plan stand in the file; the line of the case for what an earlier one says."""
    marks: dict[Where, Mark] = dict.fromkeys(((), ("options",), ("options", 0)), parsed.marks[case])
    for group, entries in draft.fields.items():
        outer: Where = (group,) if group in ("situation", "workloads") else ("options", 0, group)
        marks[outer] = parsed.marks[case]
        for index, id_ in enumerate(entries):
            target = (*outer, id_) if group == "situation" else (*outer, index)
            marks[target] = parsed.marks[case]
            for place, (where, value) in draft.places.items():
                if place[:2] == (group, id_):
                    marks.update(_below((*target, *place[2:]), where, value, parsed))
    return marks


def _below(target: Where, where: Where, value: Any, parsed: Parsed) -> Iterator[tuple[Where, Mark]]:
    """The marks of a value and what is in it, for another path. A flow written as a list has its fields by name."""
    yield target, parsed.marks[where]
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _below((*target, name), (*where, name), inner, parsed)
    elif isinstance(value, tuple):
        names = _ENDS if target[-2:-1] == ("flows",) else ()
        for index, inner in enumerate(value):
            if names and index == 3:
                for name, field in inner.items():
                    yield from _below((*target, name), (*where, index, name), field, parsed)
            else:
                yield from _below((*target, names[index] if names else index), (*where, index), inner, parsed)


def _plan_fields(fields: dict[str, dict[str, Any]]) -> dict[str, Any]:
    zones, blocks = tuple(fields["zones"].values()), fields["blocks"].values()
    if len(zones) == 1:
        blocks = [{"zone": zones[0].get("id"), **block} for block in blocks]  # type: ignore[assignment]
    placed = tuple({name: value for name, value in block.items() if value is not None} for block in blocks)
    option = {"id": "option", "zones": zones, "blocks": placed, "flows": tuple(fields["flows"].values())}
    workloads = tuple(fields["workloads"].values())
    return {"situation": fields["situation"], "workloads": workloads, "options": (option,)}


def missing(found: tuple[Case, ...]) -> Iterator[str]:
    """Which sorts of cases a rule lacks: at least two on which it holds and two on which it does not."""
    firing = sum(1 for case in found if case.fires)
    if firing < 2:
        yield f"only {firing} of its cases make it fire; two are needed"
    if len(found) - firing < 2:
        yield f"only {len(found) - firing} of its cases keep it silent; two are needed"
