"""The next steps of an option: what to do, who does it, how long it takes and what it clears."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from reportlab.platypus import Paragraph, Table

from exports.pdf.flowables import grid
from exports.pdf.part import Part
from exports.pdf.styles import style
from exports.pdf.text import inside, markup
from infra_builder.amounts import number
from infra_builder.report import Finding

COLUMNS = (0.0, 88.0, 34.0, 78.0)
"""Widths of who, days and clears; the first column takes what is left."""


@dataclass(frozen=True)
class Step:
    """One step. It clears findings or a question, by number; `days` is None where nobody estimated them."""

    what: str
    who: str
    days: float | None
    findings: tuple[int, ...] = ()
    question: int | None = None


def steps(part: Part) -> tuple[Step, ...]:
    """The steps for the findings, gravest first, and then for the questions that may change the verdict."""
    merged: dict[tuple[str, str, float | None], list[int]] = {}
    for finding in part.judged.findings:
        what, days = least(finding)
        key = (what, part.owner_of(finding), days)
        merged.setdefault(key, []).append(part.finding_numbers[finding.key])
    done = (Step(what, who, days, tuple(found)) for (what, who, days), found in merged.items())
    asked = (
        Step(question.says, part.owners.get(question.subject, ""), None, (), part.question_numbers[question.key])
        for question in part.judged.decisive_questions
    )
    return tuple(chain(done, asked))


def least(finding: Finding) -> tuple[str, float | None]:
    """The remedy of least effort, the first of several alike; what the rule says to do where it names none."""
    if not finding.remedies:
        return finding.do, None
    least = min(finding.remedies, key=lambda remedy: remedy.days)
    return least.says, least.days


def steps_table(part: Part, shown: Sequence[Step], wide: float) -> Table:
    """The steps as a table."""
    words = part.brief.words
    head = [Paragraph(markup(text), style("column")) for text in (words.what, words.who, words.days, words.clears)]
    rows = [[Paragraph(cell, style("body")) for cell in _cells(part, step)] for step in shown]
    return grid([head, *rows], (wide - sum(COLUMNS), *COLUMNS[1:]))


def _cells(part: Part, step: Step) -> Iterator[str]:
    words = part.brief.words
    yield markup(step.what)
    yield markup(step.who or words.to_be_named)
    yield "–" if step.days is None else number(step.days)
    if step.question is not None:
        yield inside(words.clears_question.format(numbers=step.question), part.key("question", step.question))
    else:
        text = words.several(
            words.clears_finding, words.clears_findings, len(step.findings), numbers=words.listed(step.findings)
        )
        yield inside(text, part.key("finding", step.findings[0]))
