"""Two designs in one picture on paper: as on the screen where its words can be read, else lettered anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from reportlab.platypus import Flowable

from exports.pdf.flowables import Drawn
from exports.pdf.overview import Overview
from exports.pdf.part import Part
from exports.pdf.pieces import LEAST, MOST
from exports.pdf.styles import GAP
from exports.pdf.text import clean
from exports.picture.legend import legend
from exports.picture.looks import Marks
from exports.picture.overlay import Overlay, overlay
from exports.picture.scene import Scene
from infra_builder.comparing import Differences
from infra_builder.report import OptionReport, Report

HEAD = 70.0
"""Room for the title of the page and what stands below it."""


def both_in_one(differences: Differences, after: Part) -> Iterator[Flowable]:
    """The picture and its legend; `after` is the later design."""
    brief = after.brief
    wide, high = brief.sheet.turned().room
    drawn = overlay(differences, brief.catalogue, brief.words.picture)
    part = _overlaid_part(after, drawn)
    key = legend(drawn.plan, drawn.option, part.looker, wide / LEAST)
    left = high - HEAD - key.rect.height * LEAST
    area = drawn.scene.bounds
    scale = min(wide / area.width, left / area.height, MOST)
    if scale >= LEAST:
        yield Drawn(tuple(shape for shapes in drawn.scene.shapes() for shape in shapes), area, scale, 2 * GAP)
    else:
        yield Overview(part, wide, left)
    yield Drawn(key.shapes, key.rect, LEAST, 2 * GAP)


@dataclass(frozen=True)
class PlainPart(Part):
    """A design without the numbers of findings, which are not listed by number in a comparison."""

    @cached_property
    def marks(self) -> Marks:
        """See Part."""
        return Marks(numbers=self.block_numbers)


@dataclass(frozen=True)
class _OverlaidPart(Part):
    """Both designs as one part, with the marks of what becomes of things."""

    drawn: Overlay

    @cached_property
    def marks(self) -> Marks:
        """See Part."""
        return self.drawn.marks

    @cached_property
    def scene(self) -> Scene:
        """See Part."""
        return self.drawn.scene


def _overlaid_part(after: Part, drawn: Overlay) -> Part:
    judged = OptionReport(drawn.option.id, clean(drawn.option.name), (), (), (), empty=False)
    brief = replace(after.brief, plan=drawn.plan, report=Report((judged,), after.brief.report.knowledge))
    return _OverlaidPart(brief, drawn.option, judged, 0, drawn)
