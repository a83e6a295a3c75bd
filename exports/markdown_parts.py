"""What Markdown is put together from: headings, paragraphs, lists, tables; and what they are written from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from exports.inert import markdown as safe
from exports.words import Words
from infra_builder.advice.advise import Advice
from infra_builder.catalogue import Catalogue
from infra_builder.deciding import key_of
from infra_builder.knowledge import Knowledge
from infra_builder.plan import Decision, Plan, Workload
from infra_builder.report import Report

__all__ = ["Brief", "bullets", "heading", "paragraph", "safe", "table"]


@dataclass(frozen=True)
class Brief:
    """Everything that the Markdown is written from."""

    plan: Plan
    report: Report
    knowledge: Knowledge
    words: Words
    advice: Mapping[str, Advice]
    today: str = ""
    """The day on which it is written, as plans write dates; "" where nobody asks what has passed."""

    @property
    def catalogue(self) -> Catalogue:
        """The words of the knowledge."""
        return self.knowledge.catalogue

    def label(self, vocabulary: str, word: str | None) -> str | None:
        """How a word is said; None where there is none."""
        return None if word is None else self.catalogue.label(vocabulary, word)

    def labels(self, vocabulary: str, given: Sequence[str] | None) -> str | None:
        """How some words are said; None where they were not answered."""
        if given is None:
            return None
        return ", ".join(self.catalogue.label(vocabulary, word) for word in given) or self.words.none

    def flags(self, flags: Sequence[str]) -> str:
        """The verdict that some flags make."""
        return ", ".join(self.catalogue.label("flag", flag) for flag in flags or ("balanced",))

    def workload_name(self, workload: Workload) -> str:
        """What a workload is called."""
        sort = self.catalogue.workloads.get(workload.kind or "")
        return workload.name or (sort.name if sort else workload.id)

    def subject_of(self, decision: Decision) -> str:
        """What a decision is about, in the words of the report; what was said then where it no longer says it."""
        key = key_of(decision)
        return self._said.get(key) or decision.about or key

    @cached_property
    def _said(self) -> dict[str, str]:
        said: dict[str, str] = {}
        for option in self.report.options:
            for finding in option.findings:
                said |= {finding.key: finding.says, finding.rule: finding.says}
            for question in option.questions:
                said |= {question.key: question.says, question.field: question.says}
        return said


def heading(level: int, text: str) -> Iterator[str]:
    """A heading with the empty line after it."""
    yield from ("#" * level + f" {safe(text)}", "")


def paragraph(text: str) -> Iterator[str]:
    """A paragraph with the empty line after it."""
    yield from (safe(text), "")


def bullets(brief: Brief, *rows: tuple[str, str | Sequence[str] | None]) -> Iterator[str]:
    """A list of labels with their values, several of them as a list of its own.

    None says that it is not known; what has nothing to say is left out.
    """
    for label, value in rows:
        if value is None or isinstance(value, str):
            said = brief.words.not_known if value is None else value
            yield from (f"- **{safe(label)}:** {safe(said)}",) if said else ()
        elif value:
            yield from (f"- **{safe(label)}:**", *(f"  - {safe(each)}" for each in value))
    yield ""


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A table with the empty line after it; nothing where it has no rows."""
    lines = [_row(row) for row in rows]
    if lines:
        yield from (_row(head), "|" + " --- |" * len(head), *lines, "")


def _row(cells: Iterable[str]) -> str:
    return "|" + "".join(f" {safe(cell)} |" for cell in cells)
