"""What the first page of an option is made of: title and question, verdict, small picture, reasons, steps, signature.

How much of each it shows is a `Fit`; `decision.py` finds out how much one page holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from reportlab.platypus import Flowable, Paragraph, Table

from exports.pdf.boxes import DecisionBox, SignatureLines
from exports.pdf.costs import cost_line
from exports.pdf.flowables import Caps, StageStrip, VerdictLine, glyph_of, grid
from exports.pdf.frame import Ledger
from exports.pdf.overview import Overview
from exports.pdf.part import GRAVEST_FIRST, Part, gravest
from exports.pdf.said import (
    accepted_line,
    besides,
    decision_sentence,
    first_sentence,
    kinds_of_work,
    meanings,
    numbered_names,
    sentence,
    unlike,
    work_lines,
)
from exports.pdf.steps import Step, steps, steps_table
from exports.pdf.styles import BODY, GAP, SMALL, style
from exports.pdf.text import filled, inside, markup
from exports.pdf.words import Words
from infra_builder.catalogue import Catalogue
from infra_builder.report import Finding, StageVerdict

STAGES: Final = 0.55
"""The share of the width that the stage strip takes."""
NUMBER_COLUMN: Final = 18.0
GLYPH_COLUMN: Final = 17.0
QUESTIONS_COLUMN: Final = 180.0
ASIDE: Final = 16.0
NARROWEST: Final = 92.0
"""What lies between the picture and the names at its right, and how wide a column of them is at least."""


Names = Literal["inside", "beside", "below", "elsewhere"]
"""Where the names of the blocks stand: in the picture, at its right, below it, or only in the table further on."""


@dataclass(frozen=True)
class Fit:
    """How much the first page shows: so many reasons and steps at most, and a picture of that height.

    `explained`: why each reason matters; `eased`: what the kinds of work, the numbers and the lines mean.
    """

    reasons: int
    steps: int
    explained: bool
    eased: bool
    picture: float = 0.0
    names: Names = "inside"


def opening(part: Part, ledger: Ledger, *, eased: bool) -> Iterator[Flowable]:
    """Title, the workloads in words, and the box to decide in."""
    brief, words = part.brief, part.brief.words
    yield part.head(words.decision, "decision", ledger, shown=False)
    yield Paragraph(markup(brief.plan.title or words.untitled), style("title"))
    yield Paragraph(" ".join(work_lines(part)), style("subtitle"))
    if eased and (kinds := " ".join(kinds_of_work(part))):
        yield Paragraph(markup(kinds), style("note"))
    notes = []
    if len(brief.report.options) > 1:
        choose = words.one_of_options.format(count=len(brief.report.options))
        notes.append(markup(" ".join((choose, *besides(part, ledger)))))
    if decisive := len(part.judged.decisive_questions):
        at = part.where("questions", "steps")
        one, many = (words.one_may_change, words.may_change) if at else (words.one_changes, words.some_change)
        notes.append(markup(words.several(one, many, decisive, page=ledger.page(at))))
    choices = (words.agreed, words.agreed_with_changes, words.not_yet)
    yield DecisionBox(words.ask_board, decision_sentence(part), notes, choices, 4 * GAP)


def verdict(part: Part, wide: float) -> Iterator[Flowable]:
    """The verdict at the left, the stages at the right."""
    words = part.brief.words
    half = (wide - 6 * GAP) * STAGES
    left = [Caps(words.the_verdict, 0), *_flags(part)]
    right: list[Flowable] = [Caps(words.at_each_stage, 0)]
    if part.judged.stages:
        right.append(stage_strip(part.judged.stages, words, part.brief.catalogue))
    else:
        right.append(Paragraph(filled(words.no_stages), style("small_quiet")))
    table = grid([[left, right]], (wide - half, half), ruled=False, head=False)
    table.spaceBefore = 4 * GAP
    yield table
    yield from (Paragraph(markup(says), style("note")) for says in meanings(part))
    if line := cost_line(part):
        yield Paragraph(markup(line), style("spaced"))


def _flags(part: Part) -> Iterator[Flowable]:
    """A line for each flag raised, the others in grey words, the open questions last."""
    words, judged, label = part.brief.words, part.judged, part.brief.catalogue.label
    if judged.empty:
        yield Paragraph(filled(words.not_judged), style("strong"))
    elif judged.balanced:
        yield VerdictLine("balanced", label("flag", "balanced"), words.no_findings)
    for flag in GRAVEST_FIRST:
        if found := judged.of_flag(flag):
            yield VerdictLine(flag, label("flag", flag), words.found(len(found)), several=len(judged.flags) > 1)
    if said := accepted_line(part.brief, judged):
        yield Paragraph(markup(said), style("strong"))
    absent = [words.absent[flag] for flag in GRAVEST_FIRST if flag not in judged.flags]
    if absent and not judged.empty and not judged.balanced:
        yield Paragraph(markup(" · ".join(absent)), style("small_quiet"))
    count = len(judged.questions)
    text = words.several(words.one_question, words.questions, count) if count else words.no_questions
    line = Paragraph(markup(text), style("small_quiet"))
    yield grid([[glyph_of("question", 11), line]], (GLYPH_COLUMN, QUESTIONS_COLUMN), ruled=False, head=False)


def stage_strip(stages: Iterable[StageVerdict], words: Words, catalogue: Catalogue) -> StageStrip:
    """The verdict at each stage, side by side."""

    def cell(verdict: StageVerdict) -> tuple[str, bool, list[tuple[str, str]], str]:
        named = [(flag, catalogue.label("flag", flag)) for flag in gravest(verdict.flags)]
        return catalogue.label("stage", verdict.stage), verdict.now, named, words.found(verdict.findings)

    return StageStrip([cell(verdict) for verdict in stages], words.now)


def design(part: Part, ledger: Ledger, shown: Fit, wide: float) -> Iterator[Flowable]:
    """The small picture, what its blocks are called and what it means."""
    head, *notes = around_picture(part, ledger, shown)
    picture = Overview(part, wide, shown.picture)
    yield head
    yield (names_beside(part, picture, wide) if shown.names == "beside" else None) or picture
    yield from notes


def around_picture(part: Part, ledger: Ledger, shown: Fit) -> Iterator[Flowable]:
    """The heading of the picture, and then what stands below it."""
    words = part.brief.words
    yield Caps(words.the_design, 3 * GAP)
    if shown.names == "below":
        yield Paragraph(markup(numbered_names(part, part.blocks)), style("note"))
    notes = [words.picture_key] if shown.eased else []
    if template := _lead(part, shown.names != "elsewhere"):
        page, picture = ledger.page(part.key("blocks")), ledger.page(part.where("picture", "picture_short"))
        notes.append(template.format(page=page, picture=picture))
    if notes:
        yield Paragraph(markup(" ".join(notes)), style("note"))


def names_beside(part: Part, picture: Overview, wide: float) -> Flowable | None:
    """The picture with its numbers explained at its right; None where there is too little room."""
    room, lines = wide - picture.width - ASIDE, int(picture.height // style("small").leading)
    columns = -(-len(part.blocks) // lines) if lines else 0
    if not columns or room / columns < NARROWEST or picture.small.named or not picture.small.lettered:
        return None
    cells = [Paragraph(markup(numbered_names(part, [block])), style("small_quiet")) for block in part.blocks]
    tall = -(-len(cells) // columns)
    stacks = [cells[start : start + tall] for start in range(0, len(cells), tall)]
    names = _bare([stacks], [room / columns] * len(stacks), 2 * GAP)
    if names.wrap(room, picture.height)[1] > picture.height:
        return None
    made = _bare([[picture, names]], (picture.width + ASIDE, room), 0.0)
    made.spaceBefore = picture.getSpaceBefore()
    return made


def _bare(rows: Sequence[Sequence[Any]], widths: Sequence[float], gutter: float) -> Table:
    """A table without lines and without room above and below its rows."""
    table = grid(rows, widths, ruled=False, head=False, gutter=gutter)
    table.setStyle([("TOPPADDING", (0, 0), (-1, -1), 0), ("BOTTOMPADDING", (0, 0), (-1, -1), 0)])
    return table


def _lead(part: Part, named: bool) -> str:
    """What says where picture and table stand, as far as they were chosen."""
    words, choice = part.brief.words, part.brief.choice
    match bool(part.where("picture", "picture_short")), "blocks" in choice:
        case True, True:
            return words.large_picture if named else words.numbers_lead
        case True, False:
            return words.only_picture
        case False, True:
            return words.only_table
    return ""


def reasons(part: Part, ledger: Ledger, shown: Fit, wide: float) -> Iterator[Flowable]:
    """Why: the gravest findings, or what is right where there are none."""
    words, judged = part.brief.words, part.judged
    found = judged.findings or judged.notes
    yield Caps(words.why_right if judged.balanced else words.why_verdict, 3 * GAP)
    if not found:
        yield Paragraph(filled(words.nothing_found), style("body"))
        return
    rows = [_reason(part, finding, shown.explained) for finding in unlike(found, shown.reasons)]
    columns: tuple[float, ...] = (NUMBER_COLUMN, GLYPH_COLUMN, wide - NUMBER_COLUMN - GLYPH_COLUMN)
    if judged.balanced:
        rows, columns = [row[1:] for row in rows], (GLYPH_COLUMN, wide - GLYPH_COLUMN)
    yield grid(rows, columns, ruled=False, head=False)
    if judged.findings and (rest := len(found) - shown.reasons) > 0:
        at = part.where("findings", "findings_short")
        one, many = (
            (words.one_more_finding, words.more_findings) if at else (words.one_finding_left, words.findings_left)
        )
        yield Paragraph(markup(words.several(one, many, rest, page=ledger.page(at))), style("note"))


def _reason(part: Part, finding: Finding, explained: bool) -> list[Flowable | str]:
    words = part.brief.words
    number = part.finding_numbers.get(finding.key)
    cell = Paragraph(inside(str(number), part.key("finding", number)), style("number")) if number else ""
    says = sentence(words, finding)
    why = f'<font size="{SMALL}">{markup(first_sentence(finding.why))}</font>' if explained else ""
    text = f"<b>{markup(says)}</b> {why}"
    return [cell, glyph_of(finding.flag, BODY + 2), Paragraph(text, style("body"))]


def first_steps(part: Part, ledger: Ledger, most: int, wide: float) -> Iterator[Flowable]:
    """The first steps, and where the others stand."""
    words = part.brief.words
    every: Sequence[Step] = steps(part)
    yield Caps(words.next_steps, 4 * GAP)
    if not every:
        yield Paragraph(filled(words.no_step), style("body"))
        return
    yield steps_table(part, every[:most], wide)
    if (rest := len(every) - most) > 0:
        at = part.where("steps")
        one, many = (words.one_more_step, words.more_steps) if at else (words.one_step_left, words.steps_left)
        yield Paragraph(markup(words.several(one, many, rest, page=ledger.page(at))), style("note"))


def every_step(part: Part, wide: float) -> Iterator[Flowable]:
    """All steps, where nothing else is to be shown."""
    if every := steps(part):
        yield Caps(part.brief.words.next_steps, 4 * GAP)
        yield steps_table(part, every, wide)


def signing(part: Part) -> list[Flowable]:
    """The lines to sign."""
    words = part.brief.words
    return [SignatureLines((words.decided_by, words.decided_on, words.signature))]
