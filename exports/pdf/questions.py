"""What is not known yet, what may change the verdict first; and what is right about the design."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportlab.platypus import Flowable, Paragraph

from exports.pdf.findings import decision_line, source_line
from exports.pdf.flowables import Anchor, Caps, Cell, glyph_of, grid
from exports.pdf.frame import Ledger
from exports.pdf.part import Part
from exports.pdf.styles import BODY, style
from exports.pdf.text import bold, filled, markup
from exports.picture.words import inline
from infra_builder.report import Finding, OpenQuestion

COLUMNS = (22.0, 21.0)
BY_HAND = (92.0, 70.0)
"""Widths of owner and date, to be filled in by hand."""


def questions_section(part: Part, ledger: Ledger) -> Iterator[Flowable]:
    """The open questions by number."""
    words, judged = part.brief.words, part.judged
    yield part.head(words.the_questions, "questions", ledger)
    if not judged.questions:
        yield Paragraph(filled(words.no_questions_line, option=part.name), style("body"))
    for title, group in ((words.may_change_head, judged.decisive_questions), (words.others_head, part.other_questions)):
        if group:
            yield Caps(title, 10, kept=False)
            yield _table(part, group)


def _table(part: Part, group: Sequence[OpenQuestion]) -> Flowable:
    """The questions, each with room for who finds it out and until when."""
    words = part.brief.words
    wide, _ = part.brief.sheet.room
    heads = (words.number, "", words.question, words.owner, words.by)
    rows: list[list[Cell]] = [[Paragraph(markup(text), style("column")) for text in heads]]
    for question in group:
        number = part.question_numbers[question.key]
        first = [Anchor(part.key("question", number)), Paragraph(f"<b>{number}</b>", style("number"))]
        owner = Paragraph(markup(part.owners.get(question.subject, "")), style("small"))
        rows.append([first, glyph_of("question", BODY + 3), _question(part, question), owner, ""])
    return grid(rows, (*COLUMNS, wide - sum(COLUMNS) - sum(BY_HAND), *BY_HAND))


def _question(part: Part, question: OpenQuestion) -> Flowable:
    words, label = part.brief.words, part.brief.catalogue.label
    lines = [f'{bold(question.says)}<br/><font size="8.5">{markup(question.why)}</font>']
    if question.may_raise:
        flags = ", ".join(inline(label("flag", flag)) for flag in question.may_raise)
        lines.append(f'<font size="8.5">{filled(words.may_raise, flags=flags)}</font>')
    lines += [decision_line(part, decision) for decision in part.brief.decisions_about(question)]
    return Paragraph(" ".join(lines), style("body"))


def notes_section(part: Part, ledger: Ledger) -> Iterator[Flowable]:
    """What is right about the design."""
    words = part.brief.words
    if not part.judged.notes:
        return
    yield part.head(words.the_notes, "notes", ledger)
    wide, _ = part.brief.sheet.room
    for note in part.judged.notes:
        row = [glyph_of("note", BODY + 3), Paragraph(_note(part, note), style("body"))]
        yield grid([row], (COLUMNS[1], wide - COLUMNS[1]), ruled=False, head=False)


def _note(part: Part, note: Finding) -> str:
    sources = source_line(part, note.source)
    return f'{bold(note.says)}<br/>{markup(note.why)}<br/><font size="8.5">{markup(sources)}</font>'
