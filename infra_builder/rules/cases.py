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
from infra_builder.guarded_yaml import Parsed, Where
from infra_builder.plan import Plan
from infra_builder.problems import Problem, Unusable, shorten, unknown
from infra_builder.rules.conditions import Reason
from infra_builder.rules.rule import Rule
from infra_builder.validation import validated

_FIELDS = (
    "name", "fires", "like", "change", "without",
    "situation", "workload", "workloads", "zones", "blocks", "flows",
)  # fmt: skip


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
    """The cases of a rule. Raises `Unusable` with the line of each that is no plan."""
    problems: list[Problem] = []
    spelled: dict[str, dict[str, Any]] = {}
    found: list[Case] = []
    for index, raw in enumerate(rule.text.cases):
        where: Where = ("cases", index)
        parsed = rule.parsed
        for name in raw.keys() - set(_FIELDS):
            problems.append(parsed.problem((*where, name), unknown("field of a case", name, _FIELDS), at_key=True))
        title, fires = raw.get("name"), raw.get("fires")
        if not isinstance(title, str) or not isinstance(fires, tuple):
            problems.append(parsed.problem(where, "a case needs a name and 'fires', the list of ids it must fire for"))
            continue
        try:
            fields = _spelled(raw, spelled)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            problems.append(parsed.problem(where, f"this case cannot be read: {error}"))
            continue
        spelled[title] = fields
        try:
            value = {"title": title, **_plan_fields(fields)}
            wrong = [parsed.problem(where, f"{message}") for _, message in inconsistencies(value, catalogue)]
            plan = validated(Plan, Parsed(parsed.file, value, {(): parsed.marks[where]}, {}), wrong)
        except Unusable as unusable:
            problems += [replace(problem, field=f"cases[{index}] {problem.field}") for problem in unusable.problems]
            continue
        found.append(Case(title, fires, plan))
    if problems:
        raise Unusable(problems)
    return tuple(found)


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


def _spelled(raw: Mapping[str, Any], earlier: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    """A case with its shorthands written out and 'like' resolved: groups of entries by id."""
    like = raw.get("like")
    if like is not None and like not in earlier:
        raise ValueError(f"there is no earlier case {shorten(like)}")
    start = earlier[like] if like else {"situation": {}, "workloads": {}, "zones": {}, "blocks": {}, "flows": {}}
    fields = {name: dict(value) for name, value in start.items()}
    fields["situation"].update(raw.get("situation") or {})
    given: Any = raw.get("workloads") or ((raw["workload"],) if "workload" in raw else () if like else ({},))
    for name, entries in (
        ("workloads", _by_id(given, "work")),
        ("zones", _by_id(raw.get("zones") or (), None, "environment")),
        ("blocks", _by_id(raw.get("blocks") or (), None, "kind")),
        ("flows", {_flow(entry)["id"]: _flow(entry) for entry in raw.get("flows") or ()}),
    ):
        fields[name].update(entries)
    for id_, change in (raw.get("change") or {}).items():
        _change(fields, id_, change)
    for id_ in raw.get("without") or ():
        _drop(fields, id_)
    return fields


def _by_id(entries: Any, default: str | None, short: str = "id") -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for entry in entries:
        fields = {short: entry} if isinstance(entry, str) else dict(entry)
        fields = {"id": default or fields.get(short), **fields}
        found[fields["id"]] = fields
    return found


def _flow(entry: Any) -> dict[str, Any]:
    if isinstance(entry, Mapping):
        fields = dict(entry)
    else:
        source, kind, target, *more = entry
        fields = {"from": source, "to": target, "kind": kind, **(more[0] if more else {})}
    return {"id": f"{fields['from']}>{fields['to']}:{fields['kind']}", **fields}


def _change(fields: dict[str, dict[str, Any]], id_: str, change: Any) -> None:
    if id_ == "situation":
        fields["situation"].update(change)
        return
    for group in ("workloads", "zones", "blocks", "flows"):
        if id_ in fields[group]:
            laid = {**fields[group][id_], **change}
            if change.get("settings"):
                settings = {**fields[group][id_].get("settings", {}), **change["settings"]}
                laid["settings"] = {name: answer for name, answer in settings.items() if answer is not None}
            fields[group][id_] = {name: value for name, value in laid.items() if value is not None}
            return
    raise ValueError(f"there is no {shorten(id_)} to change")


def _drop(fields: dict[str, dict[str, Any]], id_: str) -> None:
    if not any(fields[group].pop(id_, None) for group in ("workloads", "zones", "blocks", "flows")):
        raise ValueError(f"there is no {shorten(id_)} to drop")
    fields["flows"] = {name: flow for name, flow in fields["flows"].items() if id_ not in (flow["from"], flow["to"])}


def _plan_fields(fields: dict[str, dict[str, Any]]) -> dict[str, Any]:
    zones, blocks = tuple(fields["zones"].values()), fields["blocks"].values()
    if len(zones) == 1:
        blocks = [{"zone": zones[0]["id"], **block} for block in blocks]  # type: ignore[assignment]
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
