"""The print pack of a workshop: everything that lies on the tables before it begins."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping

from exports.cards import write_cards
from exports.pdf.frame import Paper
from exports.room.agenda import agenda_paper
from exports.room.blank import blank_canvas
from exports.room.sheets import group_sheets
from exports.room.words import ENGLISH, Words
from infra_builder.knowledge import Knowledge
from infra_builder.room.setting_up import starter
from infra_builder.room.workshop import Workshop


def print_pack(
    workshop: Workshop, knowledge: Knowledge, *, paper: Paper = "A4", printed: datetime.date, words: Words = ENGLISH
) -> Mapping[str, Callable[[], bytes]]:
    """What makes each paper, by the name of its file. Raises Unusable where the case to start from cannot be used."""
    catalogue = knowledge.catalogue
    start = starter(workshop, catalogue)
    return {
        words.file_agenda: lambda: agenda_paper(workshop, catalogue, paper=paper, printed=printed, words=words),
        words.file_sheets: lambda: group_sheets(workshop, start, catalogue, paper=paper, printed=printed, words=words),
        words.file_blank: lambda: blank_canvas(workshop, catalogue, printed=printed, words=words),
        words.file_cards: lambda: write_cards(catalogue, paper=paper, digest=knowledge.digest),
    }
