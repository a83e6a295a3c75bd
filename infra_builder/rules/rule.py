"""A rule: a condition, what it means to the person who reads the finding, and the cases that prove it."""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import Field

from infra_builder.catalogue import Catalogue, Sentence, Source
from infra_builder.edits import Add, Change, Edit, Remove, Together, new_flow, new_id
from infra_builder.guarded_yaml import Parsed
from infra_builder.plan import Block, Plan, Value
from infra_builder.problems import Problem, unknown
from infra_builder.rules.conditions import Condition
from infra_builder.rules.language import Compiler
from infra_builder.validation import validated
from infra_builder.vocabulary import Flag, Severity

Sort = Literal["option", "workload", "zone", "block", "flow", "situation"]

PLACEHOLDERS: dict[str, frozenset[str]] = {
    "situation": frozenset(),
    "option": frozenset({"option", "workload", "stage", "found"}),
    "workload": frozenset({"workload", "stage", "kind", "found"}),
    "zone": frozenset({"zone", "environment", "workload", "stage", "found"}),
    "block": frozenset({"block", "kind", "zone", "workload", "stage", "found"}),
    "flow": frozenset({"from", "to", "class", "workload", "stage", "found"}),
}
"""The names a rule may use in its texts, by the sort of subject it is about. {found}: what a 'some' met."""


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


class RuleText(Value):
    """A rule as its file has it."""

    rule: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{2,60}$")]
    flag: Flag
    severity: Severity
    about: Sort = Field(alias="for")
    when: Any
    says: Sentence
    why: Sentence
    do: Sentence
    ignore_if: Sentence = "–"
    clears_if: Sentence = "–"
    severity_because: Sentence = "–"
    remedies: tuple[Remedy, ...] = ()
    source: Annotated[tuple[Source, ...], Field(min_length=1)]
    cases: tuple[Mapping[str, Any], ...] = ()
    disabled: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with its compiled condition and the file it came from."""

    text: RuleText
    when: Condition
    parsed: Parsed

    @property
    def id(self) -> str:
        """The name of the rule."""
        return self.text.rule


def load_rule(parsed: Parsed, catalogue: Catalogue) -> Rule:
    """The rule in a file, compiled. Raises `Unusable` with every problem, each with line and column."""
    compiler = Compiler(parsed, catalogue)
    problems: list[Problem] = []
    fields: Any = parsed.value if isinstance(parsed.value, dict) else {}
    about = fields.get("for")
    condition = compiler.condition(fields.get("when"), ("when",), about) if about in PLACEHOLDERS else None
    if "when" in fields:
        problems += compiler.problems
    if about in PLACEHOLDERS:
        problems += _texts(parsed, fields, PLACEHOLDERS[about])
    text = validated(RuleText, parsed, problems)
    assert condition is not None
    return Rule(text, condition, parsed)


def _texts(parsed: Parsed, fields: Mapping[str, Any], known: frozenset[str]) -> Iterator[Problem]:
    """Problems with placeholders in the texts of a rule."""
    for name in ("says", "why", "do", "ignore_if", "clears_if", "severity_because"):
        if isinstance(fields.get(name), str):
            yield from _placeholders(parsed, fields[name], (name,), known)
    for index, remedy in enumerate(fields.get("remedies") or ()):
        if isinstance(remedy, Mapping) and isinstance(remedy.get("says"), str):
            yield from _placeholders(parsed, remedy["says"], ("remedies", index, "says"), known)


def _placeholders(parsed: Parsed, text: str, where: tuple[str | int, ...], known: frozenset[str]) -> Iterator[Problem]:
    try:
        names = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    except ValueError as error:
        yield parsed.problem(where, f"braces do not match: {error}")
        return
    for name in sorted(names - known):
        yield parsed.problem(where, unknown("placeholder", f"{{{name}}}", [f"{{{each}}}" for each in known]))


def remedy_edit(remedy: Remedy, subject_ids: Mapping[str, str], plan: Plan, option_id: str) -> Edit | None:
    """The edit a remedy comes to for one finding; None where it is for people, not for the drawing.

    `subject_ids` maps placeholder names to ids ({block}, {zone}, {from}, …).
    """
    if not remedy.steps:
        return None
    option = plan.option(option_id)
    taken = set(plan.ids(option))
    edits: list[Edit] = []
    for step in remedy.steps:
        if step.add is not None:
            fields = {name: _filled(value, subject_ids) for name, value in step.add.items()}
            wanted = str(fields.get("id") or fields.get("kind"))
            fields["id"] = new_id(wanted, taken)
            taken.add(fields["id"])
            subject_ids = {**subject_ids, "new": fields["id"]}
            if fields.get("zone") == "":
                fields.pop("zone")
            edits.append(Add(option=option_id, blocks=(Block.model_validate(fields),)))
        for link in step.links:
            ends = {
                name: str(_filled(value, subject_ids)) for name, value in link.items() if name in ("from", "to", "kind")
            }
            further = {name: value for name, value in link.items() if name not in ends}
            flow = new_flow(option, ends["from"], ends["to"], ends["kind"], **further)
            edits.append(Add(option=option_id, flows=(flow,)))
        if step.change is not None:
            changes = {name: _filled(value, subject_ids) for name, value in step.to.items()}
            edits.append(Change(option=option_id, id=str(_filled(step.change, subject_ids)), changes=changes))
        if step.remove:
            edits.append(Remove(option=option_id, ids=tuple(str(_filled(id_, subject_ids)) for id_ in step.remove)))
    return edits[0] if len(edits) == 1 else Together(edits=tuple(edits))


def _filled(value: Any, ids: Mapping[str, str]) -> Any:
    match value:
        case str() if "{" in value:
            for name, id_ in ids.items():
                value = value.replace(f"{{{name}}}", id_)
            return value
        case tuple():
            return tuple(_filled(item, ids) for item in value)
        case dict():
            return {name: _filled(item, ids) for name, item in value.items()}
    return value
