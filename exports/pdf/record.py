"""The decision record: what was decided about findings and questions, the risks accepted, and the lines to sign on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Paragraph

from exports.decided import in_order, review_line
from exports.pdf.boxes import DecisionBox, SignatureLines
from exports.pdf.flowables import TABLE_START, Caps, grid
from exports.pdf.frame import Ledger
from exports.pdf.part import Brief
from exports.pdf.said import accepted_line, decision_sentence
from exports.pdf.styles import GAP, style
from exports.pdf.text import bold, filled, inside, markup
from infra_builder.deciding import names_of
from infra_builder.plan import Decision

COLUMNS: Final = (0.38, 0.15, 0.15, 0.18, 0.14)
SIGNING: Final = 2
"""So many lines to sign on."""


def record_section(brief: Brief, ledger: Ledger) -> Iterator[Flowable]:
    """The verdicts with what was accepted, every decision, those about what is no more, what is asked, who signs."""
    words = brief.words
    present, past = in_order(brief.plan, brief.report, brief.today)
    head = brief.head(words.the_record, "record", ledger, kept=False)
    if present or past:
        yield head
    accepted = [each for each in present if each.status == "accepted"]
    others = [each for each in present if each.status != "accepted"]
    for part in brief.parts:
        if line := accepted_line(brief, part.judged):
            said = words.verdict_of.format(option=part.name, verdict=line)
            yield Paragraph(markup(said), style("strong"))
    if present or past:
        yield from _table(brief, words.accepted_risks, words.nothing_accepted, accepted)
        yield from _table(brief, words.other_decisions, words.nothing_decided, others)
    if past:
        yield from _table(brief, words.past_decisions, "", past)
        yield Paragraph(markup(words.past_note), style("note"))
    boxes = [
        DecisionBox(
            words.ask_board, decision_sentence(part), (), (words.agreed, words.agreed_with_changes, words.not_yet),
            3 * GAP,
        )
        for part in brief.parts
    ]  # fmt: skip
    labels = (words.decided_by, words.decided_on, words.signature)
    nothing = () if present or past else (head, Paragraph(filled(words.no_decision_yet), style("body")))
    yield KeepTogether([*nothing, *boxes, *(SignatureLines(labels) for _ in range(SIGNING))])


def _table(brief: Brief, title: str, nothing: str, decisions: Sequence[Decision]) -> Iterator[Flowable]:
    words = brief.words
    wide, _ = brief.sheet.room
    yield CondPageBreak(TABLE_START)
    yield Caps(title, 3 * GAP, kept=not decisions)
    if not decisions:
        yield Paragraph(filled(nothing), style("body"))
        return
    heads = (words.about, words.status, words.owner, words.reason, words.review_by)
    rows = [[Paragraph(markup(text), style("column")) for text in heads]]
    rows += [[Paragraph(cell, style("small")) for cell in _cells(brief, each)] for each in decisions]
    yield grid(rows, [share * wide for share in COLUMNS])


def _cells(brief: Brief, decision: Decision) -> Iterator[str]:
    words = brief.words
    once = markup(decision.about) if decision.about else filled(words.no_longer_there)
    yield "<br/>".join(dict.fromkeys(_about(brief, decision))) or once
    yield bold(words.statuses[decision.status])
    yield markup(decision.owner or words.to_be_named)
    yield markup(decision.reason or words.no_reason)
    yield markup(review_line(decision, brief.today, words) or words.not_known)


def _about(brief: Brief, decision: Decision) -> Iterator[str]:
    """The findings and questions a decision is about, in the words of this plan, each leading to its place."""
    for part in brief.every_part:
        for finding in part.judged.findings:
            if decision.finding in names_of(finding):
                yield inside(finding.says, part.key("finding", part.finding_numbers[finding.key]))
        for question in part.judged.questions:
            if decision.question in names_of(question):
                yield inside(question.says, part.key("question", part.question_numbers[question.key]))
