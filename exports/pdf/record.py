"""The decision record: what was decided about findings and questions, the risks accepted, and the lines to sign on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Paragraph

from exports.pdf.boxes import DecisionBox, SignatureLines
from exports.pdf.decision import decision_sentence
from exports.pdf.flowables import TABLE_START, Caps, grid
from exports.pdf.frame import Ledger
from exports.pdf.part import Brief
from exports.pdf.styles import GAP, style
from exports.pdf.text import bold, filled, inside, markup
from infra_builder.plan import Decision

COLUMNS: Final = (0.38, 0.15, 0.15, 0.18, 0.14)
SIGNING: Final = 2
"""So many lines to sign on."""


def record_section(brief: Brief, ledger: Ledger) -> Iterator[Flowable]:
    """What was accepted, what was decided otherwise, what is asked now, and who signs."""
    words = brief.words
    yield brief.head(words.the_record, "record", ledger, kept=False)
    accepted = [each for each in brief.plan.decisions if each.status == "accepted"]
    others = [each for each in brief.plan.decisions if each.status != "accepted"]
    yield from _table(brief, words.accepted_risks, words.nothing_accepted, accepted)
    yield from _table(brief, words.other_decisions, words.nothing_decided, others)
    boxes = [
        DecisionBox(
            words.ask_board, decision_sentence(part), (), (words.agreed, words.agreed_with_changes, words.not_yet),
            3 * GAP,
        )
        for part in brief.parts
    ]  # fmt: skip
    labels = (words.decided_by, words.decided_on, words.signature)
    yield KeepTogether([*boxes, *(SignatureLines(labels) for _ in range(SIGNING))])


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
    yield "<br/>".join(dict.fromkeys(_about(brief, decision))) or filled(words.no_longer_there)
    yield bold(words.statuses[decision.status])
    yield markup(decision.owner or words.to_be_named)
    yield markup(decision.reason or words.no_reason)
    yield markup(decision.review_by or words.not_known)


def _about(brief: Brief, decision: Decision) -> Iterator[str]:
    """The findings and questions a decision is about, in the words of this plan, each leading to its place."""
    for part in brief.every_part:
        for finding in part.judged.findings:
            if decision.finding in (finding.key, finding.rule):
                yield inside(finding.says, part.key("finding", part.finding_numbers[finding.key]))
        for question in part.judged.questions:
            if decision.question in (question.key, question.field):
                yield inside(question.says, part.key("question", part.question_numbers[question.key]))
