"""The differences between two designs for scripts: one object a pair, on one line, and the schema of that shape.

The values below are the shape: JSON and schema are both made from them, so neither can say what the other does not.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter

from exports.compare_words import Teller
from exports.comparison import Comparison
from infra_builder import comparing
from infra_builder import report as judged
from infra_builder.matching import Match, Sort
from infra_builder.report import OptionReport
from infra_builder.vocabulary import Flag

Verdict = Literal["overbuilt", "fragile", "accidental_hybrid"]
Id = Annotated[str, Field(description="The id that a workload, zone, block or link has in its plan file.")]
ZoneId = Annotated[str | None, Field(description="The id of a zone; null outside any.")]
PlanValue = Annotated[Any, Field(description="The value as the plan has it; null where it was not answered.")]


@dataclass(frozen=True)
class Design:
    """One of the two designs."""

    plan: Annotated[str, Field(description="The plan file, as it was named to the command.")]
    option: Annotated[str, Field(description="The id of the option.")]
    name: Annotated[str, Field(description="What the option is called.")]
    flags: Annotated[tuple[Verdict, ...], Field(description="In alphabetical order; empty where it is balanced.")]


@dataclass(frozen=True)
class InWords:
    """A change as people read it."""

    field: Annotated[str, Field(description="What the field is called, or its question.")]
    before: str
    after: str


@dataclass(frozen=True)
class FieldChange:
    """A field that differs."""

    field: Annotated[str, Field(description="Its name in the plan file; `settings.` begins answers about a block.")]
    before: PlanValue
    after: PlanValue
    says: InWords


@dataclass(frozen=True)
class Alone:
    """A thing that stands on one side only."""

    sort: Sort
    id: Id
    name: str


@dataclass(frozen=True)
class Same:
    """A thing of both sides under its ids."""

    sort: Sort
    before: Id
    after: Id
    name: Annotated[str, Field(description="What it is called on the side after.")]
    sure: Annotated[bool, Field(description="False where it is only probably the same thing.")]


@dataclass(frozen=True)
class Changed(Same):
    """A thing of both sides with the fields that differ."""

    fields: tuple[FieldChange, ...]


@dataclass(frozen=True)
class Places:
    """The names of two zones."""

    before: str
    after: str


@dataclass(frozen=True)
class Moved(Same):
    """A block that stands in another zone."""

    zone_before: ZoneId
    zone_after: ZoneId
    environment_changed: Annotated[bool, Field(description="Whether the zones are of different environments.")]
    says: Places


@dataclass(frozen=True)
class Finding:
    """A rule that holds."""

    rule: Annotated[str, Field(description="The id of the rule.")]
    about: Annotated[str, Field(description="The id of what it is about, on the side it was found on.")]
    flag: Flag
    says: str


@dataclass(frozen=True)
class Findings:
    """What the differences do to the findings."""

    new: Annotated[tuple[Finding, ...], Field(description="Found after only.")]
    cleared: Annotated[tuple[Finding, ...], Field(description="Found before only.")]
    unchanged: Annotated[tuple[Finding, ...], Field(description="Found in both, as it is said after.")]


@dataclass(frozen=True)
class Differences:
    """What `infra-builder compare --format json` prints for each pair of designs, one object a line."""

    before: Design
    after: Design
    different: Annotated[bool, Field(description="Whether there is any difference but in places, ids and order.")]
    situation: tuple[FieldChange, ...]
    added: tuple[Alone, ...]
    removed: tuple[Alone, ...]
    changed: tuple[Changed, ...]
    moved: tuple[Moved, ...]
    unsure: Annotated[tuple[Same, ...], Field(description="Things that are only probably the same.")]
    findings: Findings


@dataclass(frozen=True)
class NotCompared:
    """Options that nothing was compared with, on a line of their own."""

    plan: Annotated[str, Field(description="The plan file, as it was named to the command.")]
    not_compared: Annotated[tuple[str, ...], Field(description="The ids of the options.")]


def to_json(made: Comparison) -> str:
    """What differs, with the ids of the side each stands on, values as plans have them and in words."""
    return json.dumps(asdict(_differences(made)), ensure_ascii=False, allow_nan=False)


def left_out_to_json(path: str, options: Iterable[str]) -> str:
    """The ids of the options of a plan that nothing was compared with."""
    return json.dumps(asdict(NotCompared(path, tuple(options))), ensure_ascii=False)


def comparison_schema() -> dict[str, Any]:
    """A JSON Schema of one line that `compare --format json` writes."""
    made = TypeAdapter(Differences | NotCompared).json_schema(mode="serialization")
    title = "A comparison of Infra Builder"
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made, "title": title}


def _differences(made: Comparison) -> Differences:
    teller, said = made.teller, made.teller.differences
    first, second = (_design(path, report) for path, report in zip(made.paths, made.reports, strict=True))
    return Differences(
        before=first,
        after=second,
        different=said.any,
        situation=tuple(_field(teller, None, change) for change in said.situation),
        added=tuple(Alone(one.sort, one.id, teller.after(one.id)) for one in said.added),
        removed=tuple(Alone(one.sort, one.id, teller.before(one.id)) for one in said.removed),
        changed=tuple(
            Changed(*_same(teller, one.match), tuple(_field(teller, one.match, change) for change in one.fields))
            for one in said.changed
        ),
        moved=tuple(_moved(teller, one) for one in said.moved),
        unsure=tuple(Same(*_same(teller, match)) for match in said.unsure),
        findings=Findings(*map(_findings, (made.findings.new, made.findings.cleared, made.findings.unchanged))),
    )


def _design(path: str, report: OptionReport) -> Design:
    flags: tuple[Any, ...] = report.flags
    return Design(path, report.id, report.name, flags)


def _same(teller: Teller, match: Match) -> tuple[Sort, str, str, str, bool]:
    return match.sort, match.before, match.after, teller.after(match.after), match.sure


def _field(teller: Teller, match: Match | None, change: comparing.FieldChange) -> FieldChange:
    before, after = teller.values(match, change)
    words = InWords(teller.label(change.field), before, after)
    return FieldChange(change.field, change.before, change.after, words)


def _moved(teller: Teller, one: comparing.Moved) -> Moved:
    places = Places(teller.before(one.before), teller.after(one.after))
    return Moved(*_same(teller, one.match), one.before, one.after, one.environment, places)


def _findings(findings: Iterable[judged.Finding]) -> tuple[Finding, ...]:
    return tuple(Finding(one.rule, one.about, one.flag, one.says) for one in findings)
