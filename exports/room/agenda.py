"""The agenda of a workshop on paper: a page for the wall, and pages with notes for whoever runs the room."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from itertools import accumulate

from reportlab.platypus import Flowable, KeepTogether, PageBreak, Paragraph

from exports.pdf.flowables import Caps, grid
from exports.pdf.frame import Ledger, Paper, SectionHead, sheet
from exports.pdf.styles import GAP, style
from exports.pdf.text import filled, markup
from exports.room.paper import printed_paper
from exports.room.words import ENGLISH, Words
from infra_builder.catalogue import Catalogue
from infra_builder.room.workshop import Part, Workshop

TIME = 74.0


def agenda_paper(
    workshop: Workshop, catalogue: Catalogue, *, paper: Paper = "A4", printed: datetime.date, words: Words = ENGLISH
) -> bytes:
    """The agenda as PDF: first for everybody, then with the notes."""
    page = sheet(paper)

    def told(ledger: Ledger) -> Iterator[Flowable]:
        yield from _for_all(workshop, ledger, page.room[0], page.upper, words)
        yield PageBreak()
        yield from _for_facilitator(workshop, catalogue, ledger, page.upper, words)

    return printed_paper(told, workshop, words.kind_of_agenda, paper, printed, words)


def _for_all(workshop: Workshop, ledger: Ledger, wide: float, upper: float, words: Words) -> Iterator[Flowable]:
    yield SectionHead(words.agenda, "agenda", ledger, upper, shown=False)
    yield Paragraph(markup(workshop.title or words.untitled), style("title"))
    template = words.agenda_line_one if len(workshop.groups) == 1 else words.agenda_line
    yield Paragraph(filled(template, minutes=workshop.minutes, groups=len(workshop.groups)), style("subtitle"))
    yield Caps(words.agenda, 4 * GAP, kept=False)
    if not workshop.agenda:
        yield Paragraph(filled(words.no_agenda), style("body"))
        return
    rows = [
        [
            [
                Paragraph(filled(words.minutes, minutes=part.minutes), style("strong")),
                Paragraph(filled(words.from_to, start=start, end=end), style("small_quiet")),
            ],
            [Paragraph(markup(part.title), style("decision")), Paragraph(markup(part.says), style("subtitle"))],
        ]
        for part, start, end in _timed(workshop)
    ]
    yield grid(rows, (TIME, wide - TIME), head=False)


def _timed(workshop: Workshop) -> Iterator[tuple[Part, int, int]]:
    """Each part with the minutes at which it begins and ends."""
    ends = list(accumulate((part.minutes for part in workshop.agenda), initial=0))
    return zip(workshop.agenda, ends, ends[1:], strict=False)


def _for_facilitator(
    workshop: Workshop, catalogue: Catalogue, ledger: Ledger, upper: float, words: Words
) -> Iterator[Flowable]:
    yield SectionHead(words.for_facilitator, "notes", ledger, upper)
    for line in words.how_to:
        yield Paragraph(markup(line), style("spaced"))
    for number, (part, start, end) in enumerate(_timed(workshop), 1):
        when = words.from_to.format(start=start, end=end)
        head = [
            Caps(f"{number} · {when}", 4 * GAP),
            Paragraph(markup(part.title), style("heading")),
        ]
        said = [Paragraph(markup(part.notes), style("body"))] if part.notes else []
        yield KeepTogether([*head, *said, *_settings(part, catalogue, words)])


def _settings(part: Part, catalogue: Catalogue, words: Words) -> Iterator[Flowable]:
    """What holds while a part runs."""
    lines = (
        (words.step, {"step": words.steps[part.step]} if part.step else {}),
        (words.guides, _some("guides", [catalogue.guides[id_].name for id_ in part.guides if id_ in catalogue.guides])),
        (words.hides, _some("things", [words.hidden[name] for name in part.hides])),
        (words.locks, _some("things", [words.locked[name] for name in part.locks])),
    )
    for template, values in lines:
        if values:
            yield Paragraph(filled(template, **values), style("note"))


def _some(name: str, things: list[str]) -> Mapping[str, str]:
    return {name: ", ".join(things)} if things else {}
