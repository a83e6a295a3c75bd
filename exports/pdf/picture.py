"""The picture pages: the drawing of the screen as vectors, with its legend, split where words would get too small."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from reportlab.platypus import Flowable, KeepTogether, Paragraph

from exports.pdf.flowables import Caps, Drawn
from exports.pdf.frame import Ledger
from exports.pdf.overview import Overview
from exports.pdf.paint import Pen
from exports.pdf.part import Part
from exports.pdf.pieces import HEAD, LEAST, MOST, frames, link_blocks, split
from exports.pdf.simplified import Simplified
from exports.pdf.styles import GAP, style
from exports.pdf.text import markup
from exports.picture.legend import legend
from exports.picture.scene import Item

NOTE: Final = 15.0
"""Room for a line below the picture."""
KEYED: Final = LEAST
"""The scale of the legend."""


@dataclass(frozen=True)
class Room:
    """How the picture fits a turned page: its scale below the notes, with or without the legend below it.

    `scale` is None where the picture has to be split.
    """

    height: float
    scale: float | None
    legend: bool


def picture_pages(part: Part, ledger: Ledger) -> Iterator[Flowable]:
    """The picture on turned pages; nothing where nothing is drawn."""
    if part.judged.empty:
        return
    wide, _ = part.brief.sheet.turned().room
    room = fitting(part, ledger)
    key = part_legend(part, wide)
    yield from _head(part, ledger, room)
    if room.scale is None:
        yield Overview(part, wide, room.height, frames(part, ledger))
    else:
        yield Whole(part, room.scale, (wide, room.height))
    if room.legend:
        yield Drawn(key.shapes, key.rect, KEYED, 2 * GAP)
    if room.scale is None:
        yield from split(part, ledger)


def picture_page(part: Part, ledger: Ledger) -> Iterator[Flowable]:
    """The picture on one turned page: as on the screen where it fits, else in small, else simplified."""
    if part.judged.empty:
        return
    wide, high = part.brief.sheet.turned().room
    room, key = fitting(part, ledger), part_legend(part, wide)
    yield from _head(part, ledger, room, small=True)
    small = Overview(part, wide, room.height)
    if room.scale is not None:
        yield Whole(part, room.scale, (wide, room.height))
    elif small.small.named:
        yield small
    else:
        view = Simplified(part, wide, high - HEAD - 2 * GAP - NOTE)
        yield view
        if view.left_out:
            words = part.brief.words
            yield Paragraph(markup(words.several(words.one_lesser, words.lesser, view.left_out)), style("note"))
        return
    if room.legend:
        yield Drawn(key.shapes, key.rect, KEYED, 2 * GAP)


def fitting(part: Part, ledger: Ledger) -> Room:
    """Whether the picture fits on one page, with its legend or else without."""
    wide, high = part.brief.sheet.turned().room
    key = part_legend(part, wide).rect.height * KEYED
    area = part.scene.bounds
    room = Room(high, None, True)
    for with_legend in (True, False) if "blocks" in part.brief.choice else (True,):
        room = Room(high, MOST, with_legend)
        taken = sum(flowable.wrap(wide, high)[1] for flowable in _head(part, ledger, room))
        left = high - taken - (key + 3 * GAP if with_legend else 0.0) - GAP
        scale = min(wide / area.width, left / area.height, MOST)
        if scale >= LEAST:
            return Room(left, scale, with_legend)
    return Room(left - key - 3 * GAP, None, True)


def part_legend(part: Part, wide: float) -> Item:
    """The legend of an option in lines of that width on the page."""
    return legend(part.brief.plan, part.option, part.looker, wide / KEYED)


def legend_elsewhere(part: Part, ledger: Ledger) -> Iterator[Flowable]:
    """The legend on an upright page, where the picture needs its own page for itself."""
    if not fitting(part, ledger).legend:
        key = part_legend(part, part.brief.sheet.room[0])
        yield KeepTogether([Caps(part.brief.words.the_marks), Drawn(key.shapes, key.rect, KEYED)])


def _head(part: Part, ledger: Ledger, room: Room, *, small: bool = False) -> Iterator[Flowable]:
    """The title with what the page shows beside it, or below where that is too long."""
    words = part.brief.words
    note = _note(part, room, small).format(option=part.name, page=ledger.page(part.key("blocks")))
    title, kind = (words.the_picture_short, "picture_short") if small else (words.the_picture, "picture")
    head = part.head(title, kind, ledger, turned=True)
    below = [] if head.takes(note, part.brief.sheet.turned().room[0]) else [note]
    if part.about_whole:
        numbers = words.listed(part.finding_numbers[finding.key] for finding in part.about_whole)
        at = part.where("findings", "findings_short")
        one, many = (words.one_about_whole, words.about_whole) if at else (words.one_is_whole, words.are_whole)
        below.append(words.several(one, many, len(part.about_whole), numbers=numbers, page=ledger.page(at)))
    yield head
    if below:
        yield Paragraph(" ".join(markup(text) for text in below), style("small_quiet"))


def _note(part: Part, room: Room, small: bool) -> str:
    """What says how the page is to be read."""
    words = part.brief.words
    if room.scale is None and small:
        named = Overview(part, part.brief.sheet.turned().room[0], room.height).small.named
        return words.as_drawn if named else words.simplified_note
    if room.scale is None:
        return words.split_note
    if "blocks" not in part.brief.choice:
        return words.as_drawn
    return words.picture_note if room.legend else words.marks_elsewhere


class Whole(Flowable):
    """The whole picture in the middle of its room; blocks lead to their row in the table."""

    def __init__(self, part: Part, scale: float, room: tuple[float, float]) -> None:
        super().__init__()
        self.part, self.scale = part, scale
        self.width, self.height = room
        self.spaceBefore = 2 * GAP

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803
        """Width and height."""
        return self.width, min(self.height, aH)

    def draw(self) -> None:
        """Draw all items."""
        scene = self.part.scene
        left = (self.width - scene.bounds.width * self.scale) / 2
        top = self.height - max(0.0, (self.height - scene.bounds.height * self.scale) / 2)
        pen = Pen(self.canv, self.scale, left, top, scene.bounds.x, scene.bounds.y)
        for shapes in scene.shapes():
            pen.draw(shapes)
        link_blocks(pen, self.part, scene.bounds)
