"""The report as JSON, in the shape that DESIGN.md section 3 fixes for scripts, and the schema of that shape.

The values below are the shape: JSON and schema are both made from them, so neither can say what the other does not.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter

from exports.decided import about_it
from infra_builder import plan
from infra_builder import report as judged
from infra_builder.deciding import standing
from infra_builder.plan import Plan
from infra_builder.report import OptionReport, Report
from infra_builder.vocabulary import Flag, Function, Severity

Verdict = Literal["balanced", "overbuilt", "fragile", "accidental_hybrid"]
Id = Annotated[str, Field(description="The id that a workload, zone, block or link has in the plan file.")]


@dataclass(frozen=True)
class Because:
    """A fact that held."""

    says: Annotated[str, Field(description="The fact in words.")]
    fact: Annotated[str, Field(description="Its name, as `infra-builder knowledge fields` lists it.")]
    subject: Annotated[str, Field(description="The id it is about; empty where it is about the whole option.")]


@dataclass(frozen=True)
class Need:
    """Something that would have to be otherwise."""

    says: Annotated[str, Field(description="What would have to be so, in words.")]
    fact: Annotated[str, Field(description="The fact it hangs on, as `infra-builder knowledge fields` lists it.")]
    subject: Annotated[str, Field(description="The id it is about; empty where it is about the situation.")]
    to: Annotated[
        tuple[str | float | bool, ...],
        Field(description="Values of the fact that would do; empty where they cannot be listed."),
    ]
    now: Annotated[tuple[Because, ...], Field(description="What holds instead.")]


@dataclass(frozen=True)
class Way:
    """What, all together, would end the rule's hold."""

    needs: tuple[Need, ...]
    of_the_work: Annotated[bool, Field(description="Whether the work itself would have to be another.")]


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
    falls_to: Annotated[Function, Field(description="Who would do something about it.")]
    clears_if: Annotated[
        tuple[Way, ...], Field(description="The smallest ways in which it would clear, any of which will do.")
    ]


@dataclass(frozen=True)
class Question:
    """Something that the plan does not say."""

    field: Annotated[str, Field(description="What is asked for, such as `workload.users`.")]
    subject: Annotated[str, Field(description="The id it is about; empty where it is about the situation.")]
    says: Annotated[str, Field(description="The question in words.")]
    why: Annotated[str, Field(description="Why it is asked.")]
    may_raise: Annotated[tuple[Flag, ...], Field(description="Flags that an answer may add to the verdict.")]
    rules: Annotated[tuple[str, ...], Field(description="The ids of the rules that wait for the answer.")]
    falls_to: Annotated[Function, Field(description="Who would find the answer out.")]


@dataclass(frozen=True)
class Decision:
    """What the group decided about a finding or a question; the verdict is the same with or without it."""

    finding: Annotated[str, Field(description="The finding, as rule:subject; empty where it is about a question.")]
    question: Annotated[str, Field(description="The question, as field:subject; empty where it is about a finding.")]
    status: plan.Status
    owner: Annotated[str, Field(description="Who sees to it; empty where nobody was named.")]
    reason: str
    review_by: Annotated[str, Field(description="When it is looked at again, as YYYY-MM-DD; empty where not said.")]
    about: Annotated[str, Field(description="What was found when it was decided.")]
    past: Annotated[bool, Field(description="Whether it is no longer found in any option.")]


@dataclass(frozen=True)
class Option:
    """The judgement of one option of the plan."""

    id: Id
    flags: Annotated[tuple[Verdict, ...], Field(description="`balanced` alone, or the others in alphabetical order.")]
    findings: Annotated[tuple[Finding, ...], Field(description="What was found against it, gravest first.")]
    questions: tuple[Question, ...]
    notes: Annotated[tuple[Finding, ...], Field(description="What is right about it, or good to know.")]
    decisions: Annotated[tuple[Decision, ...], Field(description="What was decided about findings and questions.")]


@dataclass(frozen=True)
class Judgement:
    """What `infra-builder check --format json` prints for each plan, one object a line."""

    plan: Annotated[str, Field(description="The plan file, as it was named to the command.")]
    options: Annotated[tuple[Option, ...], Field(description="One entry an option, in the order of the plan.")]


def to_json(path: str, of: Plan, report: Report) -> str:
    """One object on one line: the plan's path and the judgement of each option, with what was decided about it."""
    past = standing(of, report, "").past
    judgement = Judgement(path, tuple(_option(option, of.decisions, past) for option in report.options))
    return json.dumps(asdict(judgement), ensure_ascii=False)


def report_schema() -> dict[str, Any]:
    """A JSON Schema of one object that `to_json` writes."""
    made = TypeAdapter(Judgement).json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made, "title": "A report of Infra Builder"}


def _option(option: OptionReport, decisions: tuple[plan.Decision, ...], past: tuple[plan.Decision, ...]) -> Option:
    flags: tuple[Any, ...] = option.flags or ("balanced",)
    questions = tuple(
        Question(asked.field, asked.subject, asked.says, asked.why, asked.may_raise, asked.rules, asked.falls_to)
        for asked in option.questions
    )
    return Option(
        option.id, flags, tuple(map(_finding, option.findings)), questions, tuple(map(_finding, option.notes)),
        (*(_decision(one) for one in about_it(decisions, option)), *(_decision(one, past=True) for one in past)),
    )  # fmt: skip


def _decision(one: plan.Decision, *, past: bool = False) -> Decision:
    return Decision(one.finding, one.question, one.status, one.owner, one.reason, one.review_by, one.about, past)


def _finding(found: judged.Finding) -> Finding:
    return Finding(
        found.rule, found.flag, found.severity, found.subjects, found.says, found.why, found.do,
        tuple(map(_because, found.because)),
        tuple(Remedy(remedy.says, remedy.days) for remedy in found.remedies),
        tuple(Source(source.doc, source.section, source.items) for source in found.source), found.falls_to,
        tuple(Way(tuple(map(_need, way.needs)), way.of_the_work) for way in found.clears_if),
    )  # fmt: skip


def _because(reason: judged.Because) -> Because:
    return Because(reason.says, reason.fact, reason.subject)


def _need(need: judged.Need) -> Need:
    return Need(need.says, need.fact, need.subject, need.to, tuple(map(_because, need.now)))
