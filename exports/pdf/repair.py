"""What we change: the smallest repair of an option, as before and after, with what only people can decide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from reportlab.platypus import Flowable, Paragraph

from exports.pdf.flowables import Caps, VerdictLine, grid
from exports.pdf.frame import Ledger
from exports.pdf.part import GRAVEST_FIRST, Part
from exports.pdf.styles import GAP, style
from exports.pdf.text import bold, filled, inside, markup
from infra_builder.advice.repair import Repair, Step, ToDecide
from infra_builder.amounts import number
from infra_builder.report import Finding

COLUMNS: Final = (24.0, 44.0, 150.0)
"""Widths of number, days and effect; what is done takes the rest."""


def repair_section(part: Part, ledger: Ledger) -> Iterator[Flowable]:
    """Before and after, the steps between, and the decisions; nothing where there is nothing to mend."""
    if part.advice is None or not part.advice.repair.before.findings:
        return
    words, repair = part.brief.words, part.advice.repair
    wide, _ = part.brief.sheet.room
    yield part.head(words.the_repair, "repair", ledger, kept=False)
    template = words.repair_proven if repair.proven else words.repair_found
    count = len(repair.steps) + len(repair.decisions)
    days = words.several(words.one_day, words.some_days, repair.days)
    yield Paragraph(filled(template, count=number(count), days=days), style("body"))
    half = wide / 2
    before = [Caps(words.before, 0), *_verdict(part, len(repair.before.findings), repair.before.flags)]
    after = [Caps(words.after, 0), *_verdict(part, 0, ())]
    table = grid([[before, after]], (half, half), ruled=False, head=False)
    table.spaceBefore = 2 * GAP
    yield table
    if repair.steps:
        yield Caps(words.steps_of_repair, 2 * GAP, kept=False)
        yield _steps(part, repair.steps, wide)
    if repair.decisions:
        yield Caps(words.decisions_of_repair, 3 * GAP, kept=False)
        yield Paragraph(filled(words.decisions_note), style("small_quiet"))
        yield _decisions(part, repair, wide)


def _verdict(part: Part, count: int, flags: Sequence[str]) -> Iterator[Flowable]:
    words, label = part.brief.words, part.brief.catalogue.label
    if not flags:
        yield VerdictLine("balanced", label("flag", "balanced"), words.found(count))
    for flag in (flag for flag in GRAVEST_FIRST if flag in flags):
        found = words.found(len(part.judged.of_flag(flag)))
        yield VerdictLine(flag, label("flag", flag), found, several=len(flags) > 1)


def _head(part: Part, last: str) -> list[Paragraph]:
    words = part.brief.words
    return [Paragraph(markup(text), style("column")) for text in (words.number, words.what, words.days, last)]


def _steps(part: Part, steps: Sequence[Step], wide: float) -> Flowable:
    words = part.brief.words
    rows = [_head(part, words.clears)]
    for place, step in enumerate(steps, 1):
        effect = _numbers(part, step.reasons) or "–"
        if step.raises:
            effect += "<br/>" + filled(words.raises, names=", ".join(found.says for found in step.raises))
        cells = (f"<b>{place}</b>", bold(step.says), number(step.days), effect)
        rows.append([Paragraph(cell, style("small")) for cell in cells])
    return grid(rows, (COLUMNS[0], wide - sum(COLUMNS), *COLUMNS[1:]))


def _decisions(part: Part, repair: Repair, wide: float) -> Flowable:
    words = part.brief.words
    rows = [_head(part, words.about)]
    for place, decision in enumerate(repair.decisions, len(repair.steps) + 1):
        days = number(decision.days) if decision.days else "–"
        cells = (f"<b>{place}</b>", markup(decision.says), days, _about(part, decision))
        rows.append([Paragraph(cell, style("small")) for cell in cells])
    return grid(rows, (COLUMNS[0], wide - sum(COLUMNS), *COLUMNS[1:]))


def _about(part: Part, decision: ToDecide) -> str:
    if decision.finding:
        return _numbers(part, (decision.finding,)) or markup(decision.finding.says)
    return markup(decision.question.why) if decision.question else "–"


def _numbers(part: Part, found: Sequence[Finding]) -> str:
    """The findings by number, each leading to its place; one that only comes up on the way has no number yet."""
    words, numbers = part.brief.words, part.finding_numbers
    known = sorted({numbers[finding.key] for finding in found if finding.key in numbers})
    return ", ".join(inside(words.clears_finding.format(numbers=each), part.key("finding", each)) for each in known)
