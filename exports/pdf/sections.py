"""The sections of the printed plan: what each is called, what builds it, and where it has to begin."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

from reportlab.platypus import Flowable

from exports.pdf.appendix import appendix_section
from exports.pdf.blocks import blocks_section
from exports.pdf.carries import carries_section
from exports.pdf.checklists import checklists_section
from exports.pdf.compare import options_section
from exports.pdf.costs import costs_section
from exports.pdf.decision import decision_page, nothing_to_decide
from exports.pdf.drills import drills_section
from exports.pdf.duties import duties_section
from exports.pdf.findings import findings_section, short_findings_section, steps_section
from exports.pdf.frame import Ledger
from exports.pdf.governance import governance_section
from exports.pdf.part import Brief, Part
from exports.pdf.picture import picture_page, picture_pages
from exports.pdf.questions import notes_section, questions_section
from exports.pdf.record import record_section
from exports.pdf.repair import repair_section
from exports.pdf.roadmap import roadmap_section
from exports.pdf.situation import situation_section

Begins = Literal["page", "turned", "here"]
"""On an upright page of its own, on a turned one, or below what came before."""


@dataclass(frozen=True)
class Section:
    """A section. `title` names a text of `Words`; `build` gives each of its chapters, one an option or only one."""

    title: str
    build: Callable[[Brief, Ledger], Iterator[list[Flowable]]]
    begins: Begins = "page"


def _whole(make: Callable[[Brief, Ledger], Iterable[Flowable]]) -> Callable[[Brief, Ledger], Iterator[list[Flowable]]]:
    """A section that is about the whole plan."""

    def build(brief: Brief, ledger: Ledger) -> Iterator[list[Flowable]]:
        yield list(make(brief, ledger))

    return build


def _each(make: Callable[[Part, Ledger], Iterable[Flowable]]) -> Callable[[Brief, Ledger], Iterator[list[Flowable]]]:
    """A section with a chapter for each option that is shown."""

    def build(brief: Brief, ledger: Ledger) -> Iterator[list[Flowable]]:
        return (list(make(part, ledger)) for part in brief.parts)

    return build


def _decisions(brief: Brief, ledger: Ledger) -> Iterator[list[Flowable]]:
    """A page an option, or the one that says that there is nothing to decide yet."""
    if brief.parts:
        yield from (list(decision_page(part, ledger)) for part in brief.parts)
    else:
        yield list(nothing_to_decide(brief, ledger))


SECTIONS: Final[Mapping[str, Section]] = MappingProxyType({
    "decision": Section("decision", _decisions),
    "picture": Section("the_picture", _each(picture_pages), "turned"),
    "picture_short": Section("the_picture_short", _each(picture_page), "turned"),
    "blocks": Section("the_blocks", _each(blocks_section), "here"),
    "situation": Section("the_situation", _whole(situation_section), "here"),
    "findings": Section("the_findings", _each(findings_section), "here"),
    "findings_short": Section("findings_in_short", _each(short_findings_section)),
    "notes": Section("the_notes", _each(notes_section), "here"),
    "steps": Section("all_steps", _each(steps_section), "here"),
    "repair": Section("the_repair", _each(repair_section), "here"),
    "costs": Section("the_costs", _each(costs_section), "here"),
    "drills": Section("the_drills", _each(drills_section), "here"),
    "carries": Section("how_far", _each(carries_section), "here"),
    "roadmap": Section("the_roadmap", _each(roadmap_section), "here"),
    "options": Section("the_options", _whole(options_section), "here"),
    "duties": Section("who_does_what", _each(duties_section), "here"),
    "governance": Section("the_governance", _each(governance_section), "here"),
    "checklists": Section("the_checklists", _whole(checklists_section)),
    "questions": Section("the_questions", _each(questions_section), "here"),
    "record": Section("the_record", _whole(record_section), "here"),
    "appendix": Section("the_appendix", _whole(appendix_section)),
})  # fmt: skip
