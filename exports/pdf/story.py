"""The order of the printed plan: for each option its pages, then what holds for all of them."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.platypus import Flowable, NextPageTemplate, PageBreak, Paragraph

from exports.pdf.blocks import blocks_section
from exports.pdf.checklists import checklists_section
from exports.pdf.decision import decision_page, fit
from exports.pdf.findings import findings_section, steps_section
from exports.pdf.flowables import Anchor, Caps, DecisionBox
from exports.pdf.frame import UPRIGHT, Ledger, SectionHead
from exports.pdf.part import Brief, Part
from exports.pdf.picture import picture_pages
from exports.pdf.questions import notes_section, questions_section
from exports.pdf.situation import situation_section
from exports.pdf.sources import sources_section
from exports.pdf.styles import GAP, style
from exports.pdf.text import markup


def story(brief: Brief, ledger: Ledger) -> list[Flowable]:
    """Everything that is printed, in order."""
    flowables: list[Flowable] = []
    for part in brief.parts:
        flowables += _option(part, ledger)
    if not brief.parts:
        flowables += [*_without_options(brief, ledger), PageBreak()]
    return [
        *flowables,
        *situation_section(brief, ledger),
        *checklists_section(brief, ledger),
        *sources_section(brief, ledger),
    ]


def _option(part: Part, ledger: Ledger) -> Iterator[Flowable]:
    words = part.brief.words
    if part.brief.several:
        yield Anchor(part.key("option"), words.option_part.format(option=part.name), 0, ledger)
    yield from decision_page(part, ledger)
    yield from picture_pages(part, ledger)
    yield NextPageTemplate(UPRIGHT)
    yield PageBreak()
    if not part.judged.empty:
        yield from blocks_section(part, ledger)
        yield PageBreak()
        yield from findings_section(part, ledger)
        yield from steps_section(part, ledger, fit(part, ledger).steps)
    yield from questions_section(part, ledger)
    yield from notes_section(part, ledger)
    yield PageBreak()


def _without_options(brief: Brief, ledger: Ledger) -> Iterator[Flowable]:
    """The first page of a plan in which there is nothing to judge."""
    words = brief.words
    yield SectionHead(words.decision, "decision", ledger, brief.sheet.upper, 0, shown=False)
    yield Paragraph(markup(brief.plan.title or words.untitled), style("title"))
    choices = (words.agreed, words.agreed_with_changes, words.not_yet)
    yield DecisionBox(words.ask_board, words.no_option, (), choices, 4 * GAP)
    yield Caps(words.the_verdict)
    yield Paragraph(markup(words.not_judged), style("strong"))
