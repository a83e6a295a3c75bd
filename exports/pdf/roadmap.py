"""The roadmap: what is done now, next and later, what not yet and why not, and the first ninety days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from reportlab.platypus import CondPageBreak, Flowable, Paragraph

from exports.pdf.flowables import TABLE_START, Caps, grid
from exports.pdf.frame import Ledger
from exports.pdf.part import Part
from exports.pdf.styles import GAP, style
from exports.pdf.text import bold, filled, markup
from infra_builder.advice.ninety_days import Duty
from infra_builder.advice.roadmap import Leg, Step

COLUMNS: Final = (0.42, 0.42, 0.16)
MOST: Final = 8
"""So many tasks of one time are listed; the rest are counted."""
SPANS: Final = ("first", "second", "third")


def roadmap_section(part: Part, ledger: Ledger) -> Iterator[Flowable]:
    """A table a time, then the ninety days; nothing where nothing is to be done."""
    if part.advice is None:
        return
    words, legs, duties = part.brief.words, part.advice.roadmap, part.advice.ninety_days
    if not duties and not any(leg.steps for leg in legs):
        return
    yield part.head(words.the_roadmap, "roadmap", ledger, kept=False)
    for when, title in words.moments.items():
        tasks = [(leg, step) for leg in legs for step in leg.steps if step.when == when]
        if tasks:
            yield CondPageBreak(TABLE_START)
            yield Caps(title, 3 * GAP, kept=False)
            yield _table(part, tasks[:MOST])
            if (rest := len(tasks) - MOST) > 0:
                yield Paragraph(markup(words.several(words.one_more_task, words.more_tasks, rest)), style("note"))
    if duties:
        yield CondPageBreak(TABLE_START)
        yield Caps(words.ninety_days, 3 * GAP, kept=False)
        yield _days(part, duties)


def _table(part: Part, tasks: Sequence[tuple[Leg, Step]]) -> Flowable:
    words = part.brief.words
    wide, _ = part.brief.sheet.room
    rows = [[Paragraph(markup(text), style("column")) for text in (words.what, words.why_then, words.step_of_setup)]]
    for leg, step in tasks:
        because = step.task.because[0].says if step.task.because else "–"
        cells = (bold(step.task.says), markup(because), markup(leg.name))
        rows.append([Paragraph(cell, style("small")) for cell in cells])
    return grid(rows, [share * wide for share in COLUMNS])


def _days(part: Part, duties: Sequence[Duty]) -> Flowable:
    """The tasks of ninety days by their month, each with whether the plan shows it done."""
    words = part.brief.words
    wide, _ = part.brief.sheet.room
    rows = [[Paragraph(markup(text), style("column")) for text in (words.days_of, words.what, words.status)]]
    for span in SPANS:
        for duty in (duty for duty in duties if duty.span == span):
            done = words.duty_states[duty.done]
            cells = (markup(words.day_spans[span]), bold(duty.says), filled(done))
            rows.append([Paragraph(cell, style("small")) for cell in cells])
    return grid(rows, (wide * 0.18, wide * 0.62, wide * 0.2))
