"""When things go wrong: what each drill does to each workload, what takes over, and who acts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from reportlab.platypus import CondPageBreak, Flowable, Paragraph

from exports.pdf.flowables import TABLE_START, Caps, Drawn, by_tables, grid
from exports.pdf.frame import Ledger
from exports.pdf.part import Part
from exports.pdf.styles import GAP, style
from exports.pdf.text import bold, filled, markup
from exports.picture.shapes import Path, Shapes, box, circle, polygon
from infra_builder.advice.drills import Fate, Played
from infra_builder.plan import Workload
from infra_builder.rects import Rect

ACROSS: Final = 4
"""So many workloads stand beside each other in one table."""
WHAT: Final = 210.0
SIGN: Final = 9.0
DETAILS: Final = (0.3, 0.34, 0.14, 0.22)
BAD: Final = ("stops", "degrades", "unknown")
"""The outcomes about which something is told, gravest first."""


def drills_section(part: Part, ledger: Ledger) -> Iterator[Flowable]:
    """The matrix, then what is said where work stops or suffers; nothing where no drill was played."""
    played = [] if part.advice is None else [one for one in part.advice.drills if one.touches]
    workloads = part.brief.plan.workloads
    if not played or not workloads:
        return
    words = part.brief.words
    yield part.head(words.the_drills, "drills", ledger, kept=False)
    yield Paragraph(filled(words.drills_note), style("body"))
    yield _key(part)
    for some in by_tables(workloads, ACROSS):
        yield _matrix(part, played, some)
    told = [(one, fate) for one in played for fate in one.fates if fate.outcome in BAD]
    if told:
        yield CondPageBreak(TABLE_START)
        yield Caps(words.what_then, 3 * GAP, kept=False)
        yield _details(part, sorted(told, key=lambda pair: BAD.index(pair[1].outcome)))


def _matrix(part: Part, played: list[Played], workloads: Sequence[Workload]) -> Flowable:
    words = part.brief.words
    wide, _ = part.brief.sheet.room
    share = (wide - WHAT) / len(workloads)
    names = [markup(part.looker.card(workload).name) for workload in workloads]
    rows: list[list[Flowable]] = [[Paragraph(text, style("column")) for text in (markup(words.what_happens), *names)]]
    for one in played:
        fates = {fate.workload: fate for fate in one.fates}
        row: list[Flowable] = [Paragraph(markup(one.says), style("small"))]
        rows.append([*row, *(_outcome(part, fates.get(workload.id), share) for workload in workloads)])
    return grid(rows, (WHAT, *[share] * len(workloads)))


def _outcome(part: Part, fate: Fate | None, wide: float) -> Flowable:
    outcome = fate.outcome if fate else "unknown"
    says = Paragraph(markup(part.brief.words.outcomes[outcome]), style("small"))
    return grid([[sign_of(outcome), says]], (SIGN + 5, wide - SIGN - 13), ruled=False, head=False, gutter=0.0)


def sign_of(outcome: str) -> Drawn:
    """The sign of an outcome, of a form of its own: a full disc, a half one, a square, an empty ring."""
    half, frame = SIGN / 2, Rect(0, 0, SIGN, SIGN)
    shapes: Shapes
    match outcome:
        case "survives":
            shapes = (Path(circle(half, half, half - 0.5), "balanced"),)
        case "degrades":
            left = polygon([(half, 0.5), (half, SIGN - 0.5), (half - 2.6, SIGN - 1.4), (0.6, half), (half - 2.6, 1.4)])
            shapes = (Path(left, "overbuilt"), Path(circle(half, half, half - 0.5), None, "overbuilt", 1.0))
        case "stops":
            shapes = (Path(box(frame), "fragile"),)
        case _:
            shapes = (Path(circle(half, half, half - 0.5), None, "ink_2", 1.0, (1.5, 1.5)),)
    return Drawn(shapes, frame)


def _key(part: Part) -> Flowable:
    words = part.brief.words.outcome_meanings
    cells = [[sign_of(outcome), Paragraph(markup(text), style("small_quiet"))] for outcome, text in words.items()]
    wide, _ = part.brief.sheet.room
    return grid(cells, (SIGN + 7, wide - SIGN - 7), ruled=False, head=False)


def _details(part: Part, told: list[tuple[Played, Fate]]) -> Flowable:
    words = part.brief.words
    wide, _ = part.brief.sheet.room
    heads = (words.what_happens, words.what_then, words.who_acts, words.would_help)
    rows = [[Paragraph(markup(text), style("column")) for text in heads]]
    # What is said of several workloads in the same words is said once.
    for cells in dict.fromkeys(_told(part, one, fate) for one, fate in told):
        rows.append([Paragraph(cell, style("small")) for cell in cells])
    return grid(rows, [share * wide for share in DETAILS])


def _told(part: Part, one: Played, fate: Fate) -> tuple[str, ...]:
    helps = "<br/>".join(markup(help_.says) for help_ in fate.helps[:2]) or "–"
    return bold(one.says), markup(fate.says), markup(_acts(part, fate)), helps


def _acts(part: Part, fate: Fate) -> str:
    """Who answers for what broke: the owner of what lies nearest to it on the way there."""
    owners = [part.owners[id_] for id_ in reversed(fate.path) if part.owners.get(id_)]
    return owners[0] if owners else part.brief.words.to_be_named
