"""The options side by side: verdict, findings, effort, parts. Lines that differ are marked in form and weight."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from reportlab.platypus import CondPageBreak, Flowable, Paragraph

from exports.contrast_words import ASPECT_NAMES
from exports.pdf.costs import euros
from exports.pdf.flowables import TABLE_START, by_tables, glyph_of, grid
from exports.pdf.frame import Ledger
from exports.pdf.part import GRAVEST_FIRST, Brief, Part, gravest
from exports.pdf.steps import steps
from exports.pdf.styles import BODY, GAP, colour, style
from exports.pdf.text import bold, filled, markup
from infra_builder.advice.contrasts import contrasts, growth
from infra_builder.amounts import number
from infra_builder.matching import Side

ACROSS: Final = 3
"""So many options stand beside each other; further ones get a table of their own."""
LABEL, SIGN = 104.0, 16.0


@dataclass(frozen=True)
class Line:
    """A line of the table: what is compared, and what each option has there as pairs of a sign and words.

    `quiet` explains what each option has, and makes no difference.
    """

    label: str
    cells: tuple[tuple[tuple[str, str], ...], ...]
    quiet: tuple[tuple[str, ...], ...] = ()

    @property
    def differs(self) -> bool:
        """Whether the options are not all alike."""
        return len(set(self.cells)) > 1


def options_section(brief: Brief, ledger: Ledger) -> Iterator[Flowable]:
    """A column an option; nothing where there is only one."""
    if len(brief.every_part) < 2:
        return
    words = brief.words
    yield brief.head(words.the_options, "options", ledger, kept=False)
    yield Paragraph(filled(words.options_note), style("body"))
    lines = tuple(compared(brief))
    for some in by_tables(range(len(brief.every_part)), ACROSS):
        yield CondPageBreak(TABLE_START)
        yield _table(brief, lines, some)


def compared(brief: Brief) -> Iterator[Line]:
    """The lines, each over all options."""
    words, label, parts = brief.words, brief.catalogue.label, brief.every_part
    yield Line(words.the_verdict, tuple(_verdict(part) for part in parts))
    for place in range(max(len(part.judged.stages) for part in parts)):
        stage = next(part.judged.stages[place].stage for part in parts if part.judged.stages)
        yield Line(words.at_stage.format(stage=label("stage", stage)), tuple(_at_stage(part, place) for part in parts))
    for flag in GRAVEST_FIRST:
        yield _numbers(label("flag", flag), [len(part.judged.of_flag(flag)) for part in parts])
    yield _numbers(words.findings_together, [len(part.judged.findings) for part in parts])
    yield _numbers(words.the_questions, [len(part.judged.questions) for part in parts])
    yield Line(words.effort, tuple((("", _effort(part)),) for part in parts))
    if any(cost_words(part) for part in parts):
        yield Line(words.cost_a_month, tuple((("", cost_words(part) or words.not_known),) for part in parts))
    yield from _contrasts(brief)
    yield Line(words.only_here, tuple((("", text),) for text in _only_here(brief)))


def _contrasts(brief: Brief) -> Iterator[Line]:
    """What the step Compare says of each option, aspect by aspect."""
    sides = [Side(brief.plan, part.option) for part in brief.every_part]
    found = list(contrasts(sides, brief.knowledge))
    stages = [part.advice.stages for part in brief.every_part if part.advice is not None]
    if len(stages) == len(sides):
        found.append(growth(stages, brief.knowledge))
    for each in found:
        cells = tuple(tuple(("", text) for text in said.says) for said in each.cells)
        yield Line(ASPECT_NAMES[each.aspect], cells, tuple(said.quiet for said in each.cells))


def _numbers(label: str, counts: Sequence[int]) -> Line:
    return Line(label, tuple((("", number(count)),) for count in counts))


def _verdict(part: Part) -> tuple[tuple[str, str], ...]:
    words, label = part.brief.words, part.brief.catalogue.label
    if part.judged.empty:
        return (("", words.not_judged),)
    return tuple((flag, label("flag", flag)) for flag in gravest(part.judged.flags))


def _at_stage(part: Part, place: int) -> tuple[tuple[str, str], ...]:
    words, label = part.brief.words, part.brief.catalogue.label
    if place >= len(part.judged.stages):
        return (("", words.not_judged),)
    return tuple((flag, label("flag", flag)) for flag in gravest(part.judged.stages[place].flags))


def _effort(part: Part) -> str:
    """The days that the next steps take together, as far as anybody estimated them."""
    words = part.brief.words
    days = [step.days for step in steps(part) if step.days is not None]
    return words.several(words.one_day, words.some_days, sum(days)) if days else words.no_effort


def cost_words(part: Part) -> str:
    """The monthly range now; empty where nothing was worked out."""
    return "" if part.advice is None else euros(part, part.advice.cost.now.monthly)


def _only_here(brief: Brief) -> Iterator[str]:
    """What each option has that no other has, by kind."""
    kinds = [{block.kind for block in part.option.blocks} for part in brief.every_part]
    for place, mine in enumerate(kinds):
        others = set().union(*(kinds[:place] + kinds[place + 1 :]))
        names = sorted(brief.catalogue.blocks[kind].name for kind in mine - others)
        yield ", ".join(names) or brief.words.none


def _table(brief: Brief, lines: Sequence[Line], shown: Sequence[int]) -> Flowable:
    words = brief.words
    wide, _ = brief.sheet.room
    share = (wide - LABEL - SIGN) / len(shown)
    names = [Paragraph(bold(brief.every_part[place].name), style("body")) for place in shown]
    rows: list[list[Flowable | str | list[Flowable]]] = [["", "", *names]]
    marked = []
    for line in lines:
        if line.differs:
            marked.append(len(rows))
        weight = bold if line.differs else markup
        cells = [_cell(line, place, weight is bold, share) for place in shown]
        sign = Paragraph(bold(words.differs_sign), style("body")) if line.differs else ""
        rows.append([sign, Paragraph(weight(line.label), style("small")), *cells])
    table = grid(rows, (SIGN, LABEL, *[share] * len(shown)))
    table.setStyle([("BACKGROUND", (0, row), (-1, row), colour("sunken")) for row in marked])
    table.spaceBefore = 2 * GAP
    return table


def _cell(line: Line, place: int, strong: bool, wide: float) -> Flowable | list[Flowable]:
    pairs = line.cells[place]
    says: list[Flowable] = [Paragraph(bold(text) if strong else markup(text), style("small")) for _, text in pairs]
    if not any(flag for flag, _ in pairs):
        quiet = line.quiet[place] if line.quiet else ()
        return [*says, *(Paragraph(markup(text), style("small_quiet")) for text in quiet)]
    rows = [[glyph_of(flag, BODY), words] for (flag, _), words in zip(pairs, says, strict=True)]
    return grid(rows, (BODY + 6, wide - BODY - 14), ruled=False, head=False, gutter=0.0)
