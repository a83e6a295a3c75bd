"""A rule: a condition, what it means to the person who reads the finding, and the cases that prove it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import Field

from infra_builder.catalogue import Catalogue
from infra_builder.guarded_yaml import Parsed, Where
from infra_builder.placeholders import misfits
from infra_builder.plan import Value
from infra_builder.problems import Problem
from infra_builder.rules.conditions import Condition
from infra_builder.rules.language import WORDS, Compiler
from infra_builder.rules.remedy import Remedy, remedies_of, remedy_problems
from infra_builder.statements import Sentence, Source
from infra_builder.validation import validated
from infra_builder.vocabulary import Flag, Function, Severity

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


class RuleText(Value):
    """A rule as its file has it."""

    rule: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{2,60}$")]
    flag: Flag
    severity: Severity
    falls_to: Function | None = None
    about: Sort = Field(alias="for")
    when: Any
    says: Sentence
    why: Sentence
    do: Sentence
    ignore_if: Sentence = "–"
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
    about = fields.get("for") if isinstance(fields.get("for"), str) else ""
    condition = compiler.condition(fields.get("when"), ("when",), about) if about in PLACEHOLDERS else None
    if "when" in fields:
        problems += compiler.problems
    if about in PLACEHOLDERS:
        problems += _texts(parsed, fields, PLACEHOLDERS[about])
        problems += remedy_problems(parsed, about, catalogue)
    text = validated(RuleText, parsed, problems)
    assert condition is not None
    return Rule(text, condition, parsed)


def _texts(parsed: Parsed, fields: Mapping[str, Any], known: frozenset[str]) -> Iterator[Problem]:
    """Problems with placeholders in the texts of a rule."""
    for name in ("says", "why", "do", "ignore_if", "severity_because"):
        if isinstance(fields.get(name), str):
            yield from _misfits(parsed, fields[name], (name,), known)
    for where, text in reasons(fields.get("when"), ("when",)):
        yield from _misfits(parsed, text, where, known)
    for index, remedy in remedies_of(parsed):
        if isinstance(remedy.get("says"), str):
            yield from _misfits(parsed, remedy["says"], ("remedies", index, "says"), known)


def _misfits(parsed: Parsed, text: str, where: Where, known: frozenset[str]) -> Iterator[Problem]:
    return (parsed.problem(where, message) for message in misfits(text, known))


def reasons(condition: object, where: Where) -> Iterator[tuple[Where, str]]:
    """The words that the author has put beside conditions, with their places."""
    match condition:
        case Mapping():
            for name, inner in condition.items():
                if name in WORDS and isinstance(inner, str):
                    yield (*where, name), inner
                else:
                    yield from reasons(inner, (*where, name))
        case tuple():
            for index, inner in enumerate(condition):
                yield from reasons(inner, (*where, index))
