"""The first page of an option, for a board that was not in the room: as much of it as one page holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from reportlab.platypus import Flowable, Paragraph
from reportlab.platypus.flowables import TopPadder

from exports.pdf.boxes import DecisionBox
from exports.pdf.flowables import Caps
from exports.pdf.frame import Ledger, SectionHead
from exports.pdf.overview import Overview
from exports.pdf.page_one import (
    Fit,
    Names,
    around_picture,
    design,
    every_step,
    first_steps,
    names_beside,
    opening,
    reasons,
    signing,
    verdict,
)
from exports.pdf.part import Brief, Part
from exports.pdf.styles import GAP, style
from exports.pdf.text import markup

MOST_NAMED: Final = 32
"""The numbers of so many blocks are explained below the picture."""
PICTURE: Final = (96.0, 260.0)
"""The least and the greatest height of the small picture."""
EASY: Final[Mapping[Names, float]] = {"inside": 90.0, "beside": 90.0, "below": 110.0, "elsewhere": 140.0}
"""Less height is not left to the picture as long as there are words that can be done without."""
VARIANTS: Final = (
    (4, 6, True, True), (4, 5, True, True), (4, 4, True, True), (4, 3, True, True), (3, 3, True, True),
    (3, 2, True, True), (3, 3, False, True), (3, 2, False, True), (3, 1, False, True), (3, 3, False, False),
    (3, 2, False, False), (3, 1, False, False),
)  # fmt: skip
"""So many reasons and steps at most, the reasons explained or not, words and picture explained or not.

The first with which the page is one page is taken.
"""
TWO_PAGES: Final = Fit(4, 12, explained=True, eased=True, picture=sum(PICTURE) / 2)
"""The same where that cannot be."""
SHARES: Final[Mapping[Names, Sequence[float]]] = {
    "inside": (1.0,), "beside": (1.0, 0.9, 0.8, 0.7), "below": (1.0,), "elsewhere": (1.0,),
}  # fmt: skip
"""A picture gives up so much of its room if the names of its blocks then stand beside it."""
SLACK: Final = 4.0


def fit(part: Part, ledger: Ledger) -> Fit:
    """As much as one page holds; where even the least is too much for one, two pages are filled calmly."""
    if part.option.id not in ledger.fits:
        # From the second run on, page numbers are as long as they stay.
        settled = ledger.before.fits if ledger.before and ledger.before.before else {}
        ledger.fits[part.option.id] = settled.get(part.option.id) or _fitted(part, ledger)
    found: Fit = ledger.fits[part.option.id]
    return found


def _fitted(part: Part, ledger: Ledger) -> Fit:
    wide, high = part.brief.sheet.room
    for variant in VARIANTS:
        shown = Fit(*variant)
        around = [
            *opening(part, ledger, eased=shown.eased), *verdict(part, wide), *reasons(part, ledger, shown, wide),
            *first_steps(part, ledger, shown.steps, wide), *signing(part),
        ]  # fmt: skip
        left = high - _height(around, wide) - SLACK
        for names in _namings(part, shown):
            named = replace(shown, names=names)
            spare = min(left - _height([*around_picture(part, ledger, named)], wide, at_top=False), PICTURE[1])
            least = EASY[names] if shown.eased else PICTURE[0]
            for share in SHARES[names]:
                if spare * share >= least and _can_be_named(part, wide, spare * share, names):
                    return replace(named, picture=spare * share)
    ways = _namings(part, TWO_PAGES)
    return replace(
        TWO_PAGES, names=next(names for names in ways if _can_be_named(part, wide, TWO_PAGES.picture, names))
    )


def _namings(part: Part, shown: Fit) -> tuple[Names, ...]:
    """Where the names of the blocks may stand, the best place first."""
    explained = "blocks" not in part.brief.choice or (shown.eased and len(part.blocks) <= MOST_NAMED)
    return "inside", "beside", "below" if explained else "elsewhere"


def _can_be_named(part: Part, wide: float, high: float, names: Names) -> bool:
    """Whether there is room for the names of all blocks inside a picture of that height, or beside it."""
    if names not in ("inside", "beside"):
        return True
    picture = Overview(part, wide, high)
    return picture.small.named if names == "inside" else names_beside(part, picture, wide) is not None


def decision_page(part: Part, ledger: Ledger) -> Iterator[Flowable]:
    """The page that a board decides on. What does not fit goes on on a second page."""
    wide, _ = part.brief.sheet.room
    if part.judged.empty:
        yield from opening(part, ledger, eased=True)
        yield from verdict(part, wide)
        yield from every_step(part, wide)
    else:
        shown = fit(part, ledger)
        yield from opening(part, ledger, eased=shown.eased)
        yield from verdict(part, wide)
        yield from design(part, ledger, shown, wide)
        yield from reasons(part, ledger, shown, wide)
        yield from first_steps(part, ledger, shown.steps, wide)
    yield TopPadder(*signing(part))


def nothing_to_decide(brief: Brief, ledger: Ledger) -> Iterator[Flowable]:
    """The first page of a plan in which there is nothing to judge."""
    words = brief.words
    yield SectionHead(words.decision, "decision", ledger, brief.sheet.upper, shown=False)
    yield Paragraph(markup(brief.plan.title or words.untitled), style("title"))
    choices = (words.agreed, words.agreed_with_changes, words.not_yet)
    yield DecisionBox(words.ask_board, words.no_option, (), choices, 4 * GAP)
    yield Caps(words.the_verdict)
    yield Paragraph(markup(words.not_judged), style("strong"))


def _height(flowables: Sequence[Flowable], wide: float, *, at_top: bool = True) -> float:
    """How high flowables come out below each other; the larger of two spaces counts, and none at the top of a page."""
    total, after = 0.0, 0.0
    for index, flowable in enumerate(flowables):
        _, high = flowable.wrap(wide, 1e6)
        total += high + (0.0 if at_top and not index else max(flowable.getSpaceBefore(), after))
        after = flowable.getSpaceAfter()
    return total
