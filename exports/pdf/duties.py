"""Who does what: the findings and questions by who would do something about them, with room for names and dates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from reportlab.platypus import CondPageBreak, Flowable, Paragraph

from exports.pdf.findings import decision_line
from exports.pdf.flowables import TABLE_START, Caps, Cell, glyph_of, grid
from exports.pdf.frame import Ledger
from exports.pdf.part import Part
from exports.pdf.steps import least
from exports.pdf.styles import BODY, GAP, style
from exports.pdf.text import bold, filled, inside, markup
from infra_builder.deciding import Entry, decision_about
from infra_builder.report import Finding
from infra_builder.vocabulary import VOCABULARIES

COLUMNS: Final = (22.0, 21.0)
BY_HAND: Final = (100.0, 76.0)
"""Widths of owner and date, to be filled in by hand."""


def duties_section(part: Part, ledger: Ledger) -> Iterator[Flowable]:
    """A list for each function that has anything to do."""
    words = part.brief.words
    if part.judged.empty:
        return
    yield part.head(words.who_does_what, "duties", ledger, kept=False)
    lists = {name: part.judged.of_function(name) for name in VOCABULARIES["function"]}
    if not any(lists.values()):
        yield Paragraph(filled(words.nothing_to_do), style("body"))
        return
    yield Paragraph(filled(words.duties_note), style("body"))
    for name, entries in lists.items():
        if entries:
            function = part.brief.catalogue.label("function", name)
            yield CondPageBreak(TABLE_START)
            yield Caps(words.falls_to_function.format(function=function), 3 * GAP, kept=False)
            yield _list(part, entries)


def _list(part: Part, entries: Sequence[Entry]) -> Flowable:
    words = part.brief.words
    wide, _ = part.brief.sheet.room
    heads = (words.number, "", words.what, words.owner, words.by)
    rows: list[list[Cell]] = [[Paragraph(markup(text), style("column")) for text in heads]]
    for entry in entries:
        kind, numbers = _numbers(part, entry)
        number = inside(str(numbers[entry.key]), part.key(kind, numbers[entry.key]))
        decision = decision_about(part.brief.plan.decisions, entry)
        owner = markup(decision.owner if decision else "")
        flag = entry.flag if isinstance(entry, Finding) else "question"
        what = Paragraph("<br/>".join(_lines(part, entry)), style("small"))
        rows.append([
            Paragraph(f"<b>{number}</b>", style("number")), glyph_of(flag, BODY), what,
            Paragraph(owner, style("small")), "",
        ])  # fmt: skip
    return grid(rows, (*COLUMNS, wide - sum(COLUMNS) - sum(BY_HAND), *BY_HAND))


def _numbers(part: Part, entry: Entry) -> tuple[str, Mapping[str, int]]:
    """Of which kind the place is where it is spelled out, and the numbers of that kind."""
    if isinstance(entry, Finding):
        return "finding", part.finding_numbers
    return "question", part.question_numbers


def _lines(part: Part, entry: Entry) -> Iterator[str]:
    """What to do, what it is about, and what was decided."""
    if isinstance(entry, Finding):
        yield bold(least(entry)[0])
        yield markup(entry.says)
    else:
        yield bold(entry.says)
    if decision := decision_about(part.brief.plan.decisions, entry):
        yield decision_line(part, decision)
