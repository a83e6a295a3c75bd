"""The table of all parts by number, and of the environments in which they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from reportlab.platypus import CondPageBreak, Flowable, Paragraph

from exports.pdf.flowables import TABLE_START, Anchor, Caps, Cell, grid
from exports.pdf.frame import Ledger
from exports.pdf.part import Part
from exports.pdf.picture import legend_elsewhere
from exports.pdf.styles import style
from exports.pdf.text import bold, inside, markup
from exports.picture.looks import NO_REASON_NEEDED
from infra_builder.plan import Block, Zone

COLUMNS: Final = (0.05, 0.235, 0.17, 0.135, 0.31, 0.10)
"""Shares of the width: number, part, where it stands, owner, purpose, findings."""
ZONE_COLUMNS: Final = (0.22, 0.16, 0.2, 0.16, 0.16, 0.10)


def blocks_section(part: Part, ledger: Ledger) -> Iterator[Flowable]:
    """Environments first, then every block under the number it has in the picture."""
    if part.judged.empty:
        return
    words = part.brief.words
    wide, _ = part.brief.sheet.room
    yield part.head(words.the_blocks, "blocks", ledger, kept=False)
    if part.option.zones:
        yield Caps(words.environments, 12, kept=False)
        heads = (words.zone_name, words.environment, words.provider, words.owner, words.reasons, words.its_findings)
        rows = [list(_zone(part, zone)) for zone in part.option.zones]
        yield _table(heads, rows, ZONE_COLUMNS, wide)
    yield CondPageBreak(TABLE_START)
    yield Caps(words.parts, kept=False)
    heads = (words.number, words.part, words.zone, words.owner, words.purpose, words.its_findings)
    places = [Anchor(part.key("block", number)) for number in part.block_numbers.values()]
    yield _table(heads, [list(_block(part, block)) for block in part.blocks], COLUMNS, wide, places)
    yield from legend_elsewhere(part, ledger)


def _table(
    heads: Sequence[str], rows: Sequence[Sequence[str]], shares: Sequence[float], wide: float,
    places: Sequence[Anchor] = (),
) -> Flowable:  # fmt: skip
    """A table; `places` are those that links to its rows lead to."""
    head = [Paragraph(markup(text), style("column")) for text in heads]
    cells: list[list[Cell]] = [[Paragraph(cell, style("small")) for cell in row] for row in rows]
    for place, row, (first, *_) in zip(places, cells, rows, strict=False):
        row[0] = [place, Paragraph(first, style("small"))]
    return grid([head, *cells], [share * wide for share in shares])


def _zone(part: Part, zone: Zone) -> Iterator[str]:
    words, catalogue = part.brief.words, part.brief.catalogue
    environment = catalogue.environments[zone.environment].name
    yield bold(zone.name or environment)
    yield markup(environment)
    yield markup(", ".join(text for text in (zone.provider, zone.region) if text) or "–")
    yield markup(zone.owner or words.no_owner)
    reasons = [catalogue.label("reason", reason) for reason in zone.reasons]
    needless = zone.environment in NO_REASON_NEEDED
    yield markup(", ".join(reasons) or ("–" if needless else words.no_reason))
    yield found(part, zone.id)


def _block(part: Part, block: Block) -> Iterator[str]:
    words, kind = part.brief.words, part.brief.catalogue.kind(block)
    number = part.block_numbers[block.id]
    yield f"<b>{number}</b>"
    name = bold(part.brief.catalogue.name_of(block))
    yield f"{name}<br/>{markup(kind.name)}" if block.name else name
    yield markup(place(part, block))
    yield markup(block.owner or words.no_owner)
    purpose = markup(kind.purpose.partition(". ")[0].rstrip(".") + ".")
    yield f"{purpose}<br/>{markup(block.note)}" if block.note else purpose
    yield found(part, block.id)


def place(part: Part, block: Block) -> str:
    """Where a block stands, or what it covers where it stands in no environment."""
    words, catalogue = part.brief.words, part.brief.catalogue
    zones = {zone.id: zone.name or catalogue.environments[zone.environment].name for zone in part.option.zones}
    if block.zone in zones:
        return zones[block.zone]
    names = zones | {other.id: catalogue.name_of(other) for other in part.option.blocks}
    covered = [names[id_] for id_ in block.covers if id_ in names]
    if covered:
        return words.covers.format(names=", ".join(covered))
    governs = catalogue.kind(block).category == "governance"
    return words.covers_plan if governs else words.no_zone


def found(part: Part, subject: str) -> str:
    """The numbers of the findings about something, each leading to its finding."""
    return ", ".join(inside(str(number), part.key("finding", number)) for number in part.about(subject)) or "–"
