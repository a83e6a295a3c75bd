"""The printed plan: a PDF for a board that was not in the room. Pure: the same arguments give the same bytes."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from exports.pdf.choice import FULL, PRESETS, Choice, preset
from exports.pdf.frame import Edges, Paper, sheet
from exports.pdf.logo import logo_is_broken, read_logo, to_logo
from exports.pdf.part import Brief
from exports.pdf.press import pressed
from exports.pdf.sections import SECTIONS
from exports.pdf.story import story
from exports.pdf.text import clean, missing_glyphs
from exports.pdf.words import ENGLISH, Words
from infra_builder.advice.advise import Advice
from infra_builder.evaluate import GoOn
from infra_builder.knowledge import Knowledge
from infra_builder.plan import Plan
from infra_builder.report import Report

__all__ = [
    "ENGLISH", "FULL", "PRESETS", "SECTIONS", "Choice", "Paper", "Words", "logo_is_broken", "missing_glyphs", "preset",
    "to_logo", "write_pdf",
]  # fmt: skip


def write_pdf(
    target: str | Path | BinaryIO,
    plan: Plan,
    report: Report,
    knowledge: Knowledge,
    *,
    advice: Mapping[str, Advice] = MappingProxyType({}),
    choice: Choice = FULL,
    paper: Paper = "A4",
    printed: datetime.date,
    words: Words = ENGLISH,
    go_on: GoOn | None = None,
) -> None:
    """Print the chosen sections of a plan with its report, and the `advice` by option as far as it was worked out.

    Everything is made in memory first, so that a failure leaves no half file. Raises KeyError for a section that there
    is not, and Stopped when `go_on`, which is asked before each page, says False.
    """
    brief = Brief(plan, report, knowledge, words, sheet(paper), printed, choice, advice)
    made = _printed(brief, go_on)
    if isinstance(target, str | Path):
        Path(target).write_bytes(made)
    else:
        target.write(made)


def _printed(brief: Brief, go_on: GoOn | None) -> bytes:
    words, plan = brief.words, brief.plan
    date, digest = words.day(brief.printed), brief.report.knowledge or words.no_digest
    title = plan.title or words.untitled
    edges = Edges(
        plan.organisation or words.no_organisation, words.kind_of_paper,
        words.foot.format(title=title, date=date, digest=digest), words.page_of, clean(plan.footer),
        read_logo(plan.logo) if plan.logo else None,
    )  # fmt: skip
    subject = words.subject.format(date=date, digest=digest)
    return pressed(
        lambda ledger: story(brief, ledger), brief.sheet, edges, brief.printed,
        title=title, subject=subject, language=words.language, go_on=go_on,
    )  # fmt: skip
