"""The governance baseline: which control protects which block, where one is missing, and who watches what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Paragraph

from exports.pdf.flowables import TABLE_START, Caps, Drawn, by_tables, glyph_of, grid
from exports.pdf.frame import Ledger
from exports.pdf.part import Part
from exports.pdf.said import numbered_names
from exports.pdf.styles import SMALL, style
from exports.pdf.text import bold, filled, inside, markup
from exports.picture.shapes import Path, circle
from infra_builder.covers import Covers
from infra_builder.edits import Add, Edit, Together
from infra_builder.lists import KnowledgeList, of_use
from infra_builder.plan import Block
from infra_builder.rects import Rect
from infra_builder.report import Finding

ACROSS: Final = 18
"""So many blocks stand beside each other in one table; further ones get a table of their own."""
STARTS_WITH: Final = 235.0
"""Title, what the signs mean and the first rows stand on one page."""
NAME_COLUMN: Final = 156.0
SIGN: Final = 9.0
SIGNALS: Final = ("builder_signals", "hosted_signals", "capacity_signals")
"""The lists of what to watch, where the knowledge base has them."""
SIGNAL_COLUMNS: Final = (0.46, 0.22, 0.2, 0.12)


@dataclass(frozen=True)
class Row:
    """A control: the block that is drawn, or only a kind that remedies ask for; the blocks by what is so about them."""

    kind: str
    control: Block | None
    covered: frozenset[str]
    gaps: Mapping[str, Finding]


def governance_section(part: Part, ledger: Ledger) -> Iterator[Flowable]:
    """The matrix, then the signals to watch; nothing where no block is drawn."""
    words = part.brief.words
    blocks = protected(part)
    if not blocks:
        return
    yield CondPageBreak(STARTS_WITH)
    yield part.head(words.the_governance, "governance", ledger, kept=False)
    yield Paragraph(filled(words.governance_note), style("body"))
    yield _key(part)
    rows = tuple(coverage(part))
    for some in by_tables(blocks, ACROSS):
        yield CondPageBreak(TABLE_START)
        yield Caps(words.controls_over, kept=False)
        yield _matrix(part, rows, some)
        yield Paragraph(markup(numbered_names(part, some)), style("note"))
    for entry in signals(part):
        yield CondPageBreak(TABLE_START)
        yield Caps(entry.name, kept=False)
        yield Paragraph(markup(entry.line), style("small_quiet"))
        yield _watched(part, entry)


def protected(part: Part) -> tuple[Block, ...]:
    """The blocks that controls protect, in the order of their numbers."""
    kind = part.brief.catalogue.kind
    return tuple(block for block in part.blocks if kind(block).category != "governance")


def coverage(part: Part) -> Iterator[Row]:
    """The controls that are drawn, then the kinds that remedies would add. A gap: a block that such a remedy is for."""
    controls = [block for block in part.blocks if part.brief.catalogue.kind(block).category == "governance"]
    inside_: dict[str | None, list[Block]] = {}
    for block in part.option.blocks:
        inside_.setdefault(block.zone, []).append(block)
    covers, gaps = Covers(controls, inside_), _gaps(part)
    for control in controls:
        yield Row(control.kind, control, covers.covered(control), gaps.pop(control.kind, {}))
    for kind, missing in gaps.items():
        yield Row(kind, None, frozenset(), missing)


def _gaps(part: Part) -> dict[str, dict[str, Finding]]:
    """For each kind of control that a remedy adds, the blocks concerned with the gravest finding about each."""
    found: dict[str, dict[str, Finding]] = {}
    kinds = part.brief.catalogue.blocks
    every = [block.id for block in protected(part)]
    for finding in part.judged.findings:
        for remedy in finding.remedies:
            for block in _added(remedy.edit):
                if kinds[block.kind].category == "governance":
                    concerned = [id_ for id_ in finding.subjects if id_ in every] or every
                    of_kind = found.setdefault(block.kind, {})
                    for id_ in concerned:
                        of_kind.setdefault(id_, finding)
    return found


def _added(edit: Edit | None) -> Iterator[Block]:
    match edit:
        case Add():
            yield from edit.blocks
        case Together():
            for one in edit.edits:
                yield from _added(one)


def _matrix(part: Part, rows: Sequence[Row], blocks: Sequence[Block]) -> Flowable:
    words = part.brief.words
    wide, _ = part.brief.sheet.room
    share = (wide - NAME_COLUMN) / max(len(blocks), 9)
    numbers = [Paragraph(_numbered(part, block), style("column")) for block in blocks]
    head: list[Flowable | str] = [Paragraph(markup(words.control), style("column")), *numbers]
    table = [head]
    for row in rows:
        cells: list[Flowable | str] = [Paragraph(_control(part, row), style("small"))]
        cells += [_cell(part, row, block) for block in blocks]
        table.append(cells)
    return grid(table, (NAME_COLUMN, *[share] * len(blocks)), gutter=2.0)


def _numbered(part: Part, block: Block) -> str:
    number = part.block_numbers[block.id]
    return inside(str(number), part.key("block", number))


def _control(part: Part, row: Row) -> str:
    words, catalogue = part.brief.words, part.brief.catalogue
    if row.control is None:
        return f"{bold(catalogue.blocks[row.kind].name)}<br/>{markup(words.not_drawn)}"
    return f"{bold(catalogue.name_of(row.control))}<br/>{markup(row.control.owner or words.no_owner)}"


def _cell(part: Part, row: Row, block: Block) -> Flowable | str:
    if block.id in row.covered:
        return _dot()
    if finding := row.gaps.get(block.id):
        number = part.finding_numbers[finding.key]
        link = Paragraph(inside(str(number), part.key("finding", number)), style("small"))
        return grid([[glyph_of(finding.flag, SIGN)], [link]], (SIGN + 8,), ruled=False, head=False, gutter=0.0)
    return "–"


def _dot() -> Drawn:
    half = SIGN / 2
    return Drawn((Path(circle(half, half, half * 0.75), "governance"),), Rect(0, 0, SIGN, SIGN))


def _key(part: Part) -> Flowable:
    """What the signs mean."""
    words = part.brief.words
    signs: tuple[tuple[Flowable | str, str], ...] = (
        (_dot(), words.is_covered), (glyph_of("fragile", SIGN), words.is_gap), ("–", words.is_not_covered),
    )  # fmt: skip
    rows = [[sign, Paragraph(filled(text), style("small_quiet"))] for sign, text in signs]
    wide, _ = part.brief.sheet.room
    return KeepTogether([grid(rows, (SMALL * 2, wide - SMALL * 2), ruled=False, head=False)])


def signals(part: Part) -> tuple[KnowledgeList, ...]:
    """What to watch at the stages of this plan with what is drawn."""
    lists = of_use(part.brief.catalogue.lists, part.brief.plan)
    return tuple(lists[name] for name in SIGNALS if name in lists)


def _watched(part: Part, entry: KnowledgeList) -> Flowable:
    """The signals with who watches them: the owners of what monitors, or a line to write a name on."""
    words = part.brief.words
    wide, _ = part.brief.sheet.room
    owners = dict.fromkeys(block.owner for block in part.option.blocks if block.kind == "monitoring" and block.owner)
    watcher = ", ".join(owners)
    heads = (words.signal, words.watched_by, words.limit, words.now_at)
    rows = [[Paragraph(markup(text), style("column")) for text in heads]]
    rows += [
        [Paragraph(markup(text), style("small")) for text in (line.says, watcher, "", "")]
        for line in entry.entries.values()
    ]
    return grid(rows, [share * wide for share in SIGNAL_COLUMNS])
