"""What all papers of a workshop have in common: their edges, and how they are pressed."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator

from reportlab.platypus import Flowable

from exports.pdf.frame import UPRIGHT, Edges, Ledger, Paper, sheet
from exports.pdf.press import pressed
from exports.pdf.words import ENGLISH as PLAIN
from exports.room.words import Words
from infra_builder.room.workshop import Workshop

Told = Callable[[Ledger], Iterator[Flowable]]


def printed_paper(
    told: Told, workshop: Workshop, kind: str, paper: Paper, printed: datetime.date, words: Words
) -> bytes:
    """The file of a paper of which the pages are `told`; `kind` is what sort of paper it is."""
    title = workshop.title or words.untitled
    date = PLAIN.day_of(workshop.date) if workshop.date else ""
    template = words.foot if date else words.foot_undated
    edges = Edges(workshop.organisation, kind, template.format(title=title, date=date), words.page_of)
    return pressed(
        lambda ledger: (UPRIGHT, list(told(ledger))), sheet(paper), edges, printed,
        title=title, subject=kind, language=words.language,
    )  # fmt: skip
