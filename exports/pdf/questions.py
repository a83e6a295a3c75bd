"""What is not known yet, what may change the verdict first; and what is right about the design."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.platypus import Flowable, KeepTogether, Paragraph

from exports.pdf.findings import decision_line, source_line
from exports.pdf.flowables import Anchor, Caps, glyph_of, grid
from exports.pdf.frame import Ledger
from exports.pdf.part import Part
from exports.pdf.styles import BODY, style
from exports.pdf.text import bold, filled, markup
from exports.picture.words import inline
from infra_builder.report import Finding, OpenQuestion

COLUMNS = (22.0, 21.0)


def questions_section(part: Part, ledger: Ledger) -> Iterator[Flowable]:
    """The open questions by number."""
    words, judged = part.brief.words, part.judged
    yield part.head(words.the_questions, "questions", ledger)
    if not judged.questions:
        yield Paragraph(filled(words.no_questions_line, option=part.name), style("body"))
    for title, group in ((words.may_change_head, judged.decisive_questions), (words.others_head, part.other_questions)):
        if group:
            yield Caps(title, 10)
            yield from (_question(part, question, ledger) for question in group)


def _question(part: Part, question: OpenQuestion, ledger: Ledger) -> Flowable:
    words, label = part.brief.words, part.brief.catalogue.label
    number = part.question_numbers[question.key]
    key = part.key("question", number)
    lines = [f'{bold(question.says)}<br/><font size="8.5">{markup(question.why)}</font>']
    if question.may_raise:
        flags = ", ".join(inline(label("flag", flag)) for flag in question.may_raise)
        lines.append(f'<font size="8.5">{filled(words.may_raise, flags=flags)}</font>')
    lines += [
        decision_line(part, decision)
        for decision in part.brief.plan.decisions
        if decision.question in (question.key, question.field)
    ]
    text = Paragraph(" ".join(lines), style("body"))
    return _row(part, Anchor(key, "", None, ledger), str(number), "question", text)


def _row(part: Part, anchor: Anchor | None, number: str, flag: str, text: Paragraph) -> Flowable:
    wide, _ = part.brief.sheet.room
    first = Paragraph(f"<b>{number}</b>", style("number"))
    table = grid([[first, glyph_of(flag, BODY + 3), text]], (*COLUMNS, wide - sum(COLUMNS)), ruled=False, head=False)
    return KeepTogether([anchor, table]) if anchor else table


def notes_section(part: Part, ledger: Ledger) -> Iterator[Flowable]:
    """What is right about the design."""
    words = part.brief.words
    if not part.judged.notes:
        return
    yield part.head(words.the_notes, "notes", ledger)
    for note in part.judged.notes:
        yield _row(part, None, "", "note", Paragraph(_note(part, note), style("body")))


def _note(part: Part, note: Finding) -> str:
    sources = source_line(part, note.source)
    return f'{bold(note.says)}<br/>{markup(note.why)}<br/><font size="8.5">{markup(sources)}</font>'
