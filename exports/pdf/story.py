"""The printed plan from its chosen sections: which begins on a page of its own, and where the contents stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from reportlab.platypus import CondPageBreak, Flowable, NextPageTemplate, PageBreak

from exports.pdf.contents import contents_page
from exports.pdf.decision import nothing_to_decide
from exports.pdf.frame import TURNED, UPRIGHT, Ledger
from exports.pdf.part import Brief
from exports.pdf.sections import SECTIONS, Begins

STARTS_WITH: Final = 170.0
"""So much of a section has to fit on the page on which it begins."""
FEW: Final = 8
"""A plan of more sections than this has a page with its contents, behind the first section."""


def story(brief: Brief, ledger: Ledger) -> tuple[str, list[Flowable]]:
    """The template of the first page, and everything that is printed, in order."""
    chapters = list(_chapters(brief, ledger)) or [("page", list(nothing_to_decide(brief, ledger)))]
    first = TURNED if chapters[0][0] == "turned" else UPRIGHT
    return first, list(_joined(brief, ledger, chapters))


def _joined(brief: Brief, ledger: Ledger, chapters: list[tuple[Begins, list[Flowable]]]) -> Iterator[Flowable]:
    before: Begins | None = None
    for begins, chapter in chapters:
        yield from _turned_over(before, begins)
        yield from chapter
        if before is None and len(brief.choice.sections) > FEW:
            yield from (NextPageTemplate(UPRIGHT), PageBreak())
            yield from contents_page(brief, ledger)
            before = "page"
        else:
            before = begins


def _chapters(brief: Brief, ledger: Ledger) -> Iterator[tuple[Begins, list[Flowable]]]:
    """The chapters that have something to say, each with how it begins."""
    for name in brief.choice.sections:
        section = SECTIONS[name]
        for chapter in section.build(brief, ledger):
            if chapter:
                yield section.begins, chapter


def _turned_over(before: Begins | None, begins: Begins) -> Iterator[Flowable]:
    """What lies between a chapter and the next."""
    if before is None:
        return
    if begins == "here" and before != "turned":
        yield CondPageBreak(STARTS_WITH)
        return
    yield NextPageTemplate(TURNED if begins == "turned" else UPRIGHT)
    yield PageBreak()
