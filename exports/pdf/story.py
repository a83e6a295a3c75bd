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
    chapters = list(_chapters(brief, ledger)) or [("decision", list(nothing_to_decide(brief, ledger)))]
    first = TURNED if SECTIONS[chapters[0][0]].begins == "turned" else UPRIGHT
    return first, list(_joined(brief, ledger, chapters))


def _joined(brief: Brief, ledger: Ledger, chapters: list[tuple[str, list[Flowable]]]) -> Iterator[Flowable]:
    before: Begins | None = None
    contents = len(brief.choice.sections) > FEW
    for section, chapter in chapters:
        if contents and section != chapters[0][0]:
            yield from (NextPageTemplate(UPRIGHT), PageBreak())
            yield from contents_page(brief, ledger)
            before, contents = "turned", False  # so that nothing begins below the contents
        begins = SECTIONS[section].begins
        yield from _turned_over(before, begins)
        yield from chapter
        before = begins


def _chapters(brief: Brief, ledger: Ledger) -> Iterator[tuple[str, list[Flowable]]]:
    """The chapters that have something to say, each with its section."""
    for name in brief.choice.sections:
        for chapter in SECTIONS[name].build(brief, ledger):
            if chapter:
                yield name, chapter


def _turned_over(before: Begins | None, begins: Begins) -> Iterator[Flowable]:
    """What lies between a chapter and the next."""
    if before is None:
        return
    if begins == "here" and before != "turned":
        yield CondPageBreak(STARTS_WITH)
        return
    yield NextPageTemplate(TURNED if begins == "turned" else UPRIGHT)
    yield PageBreak()
