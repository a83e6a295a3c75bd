"""The report as JSON, in the shape that DESIGN.md section 3 fixes for scripts, and the schema of that shape.

The values below are the shape: JSON and schema are both made from them, so neither can say what the other does not.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter

from infra_builder import report as judged
from infra_builder.report import OptionReport, Report
from infra_builder.vocabulary import Flag, Severity

Verdict = Literal["balanced", "overbuilt", "fragile", "accidental_hybrid"]
Id = Annotated[str, Field(description="The id that a workload, zone, block or link has in the plan file.")]


@dataclass(frozen=True)
class Because:
    """A fact that held."""

    says: Annotated[str, Field(description="The fact in words.")]
    fact: Annotated[str, Field(description="Its name, as `infra-builder knowledge fields` lists it.")]
    subject: Annotated[str, Field(description="The id it is about; empty where it is about the whole option.")]


@dataclass(frozen=True)
class Remedy:
    """A change after which the rule no longer holds."""

    says: Annotated[str, Field(description="What to do.")]
    days: Annotated[float, Field(ge=0, description="About how many days of work it takes.")]


@dataclass(frozen=True)
class Source:
    """Where a statement comes from."""

    doc: Annotated[str, Field(description="The document; `design` where it is the judgement of this product.")]
    section: Annotated[str, Field(description="The section of the document.")]
    items: Annotated[tuple[str, ...], Field(description="Elements of the inventory of the sources.")]


@dataclass(frozen=True)
class Finding:
    """A rule that holds for something in the option."""

    rule: Annotated[str, Field(description="The id of the rule.")]
    flag: Annotated[Flag, Field(description="What it says of the design; `note` for what is right about it.")]
    severity: Severity
    subjects: Annotated[tuple[Id, ...], Field(description="What it is about, the main subject first.")]
    says: Annotated[str, Field(description="The finding in a sentence.")]
    why: Annotated[str, Field(description="Why it matters.")]
    do: Annotated[str, Field(description="What to do first.")]
    because: Annotated[tuple[Because, ...], Field(description="The facts that made the rule hold.")]
    remedies: tuple[Remedy, ...]
    source: tuple[Source, ...]


@dataclass(frozen=True)
class Question:
    """Something that the plan does not say."""

    field: Annotated[str, Field(description="What is asked for, such as `workload.users`.")]
    subject: Annotated[str, Field(description="The id it is about; empty where it is about the situation.")]
    says: Annotated[str, Field(description="The question in words.")]
    why: Annotated[str, Field(description="Why it is asked.")]
    may_raise: Annotated[tuple[Flag, ...], Field(description="Flags that an answer may add to the verdict.")]
    rules: Annotated[tuple[str, ...], Field(description="The ids of the rules that wait for the answer.")]


@dataclass(frozen=True)
class Option:
    """The judgement of one option of the plan."""

    id: Id
    flags: Annotated[tuple[Verdict, ...], Field(description="`balanced` alone, or the others in alphabetical order.")]
    findings: Annotated[tuple[Finding, ...], Field(description="What was found against it, gravest first.")]
    questions: tuple[Question, ...]
    notes: Annotated[tuple[Finding, ...], Field(description="What is right about it, or good to know.")]


@dataclass(frozen=True)
class Judgement:
    """What `infra-builder check --format json` prints for each plan, one object a line."""

    plan: Annotated[str, Field(description="The plan file, as it was named to the command.")]
    options: Annotated[tuple[Option, ...], Field(description="One entry an option, in the order of the plan.")]


def to_json(path: str, report: Report) -> str:
    """One object on one line: the plan's path and the judgement of each option."""
    judgement = Judgement(path, tuple(_option(option) for option in report.options))
    return json.dumps(asdict(judgement), ensure_ascii=False)


def report_schema() -> dict[str, Any]:
    """A JSON Schema of one object that `to_json` writes."""
    made = TypeAdapter(Judgement).json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made, "title": "A report of Infra Builder"}


def _option(option: OptionReport) -> Option:
    flags: tuple[Any, ...] = option.flags or ("balanced",)
    questions = tuple(
        Question(asked.field, asked.subject, asked.says, asked.why, asked.may_raise, asked.rules)
        for asked in option.questions
    )
    return Option(
        option.id, flags, tuple(map(_finding, option.findings)), questions, tuple(map(_finding, option.notes))
    )


def _finding(found: judged.Finding) -> Finding:
    return Finding(
        found.rule, found.flag, found.severity, found.subjects, found.says, found.why, found.do,
        tuple(Because(reason.says, reason.fact, reason.subject) for reason in found.because),
        tuple(Remedy(remedy.says, remedy.days) for remedy in found.remedies),
        tuple(Source(source.doc, source.section, source.items) for source in found.source),
    )  # fmt: skip
