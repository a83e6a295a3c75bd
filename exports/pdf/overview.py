"""The picture in small: the same places and outlines, but its own lettering, none of it below the smallest size.

Blocks carry their names where all of them fit, else their numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from reportlab.platypus import Flowable

from exports.pdf.paint import Pen
from exports.pdf.part import Part
from exports.pdf.styles import FINE, GAP, HAIR, SMALL, SMALLEST
from exports.pdf.text import clean
from exports.picture.block import EDGE, GONE, edge_mark, outlined, silhouette
from exports.picture.icons import icon
from exports.picture.marks import BODY, badges, glyph, sign_disc
from exports.picture.measure import width, wrap
from exports.picture.scene import Item
from exports.picture.shapes import Path, Shape, Text, bounds, box, line, moved, rounded, scaled
from exports.picture.zone import DASHES, RADIUS, ground
from infra_builder.layout import Rect
from infra_builder.plan import Block, Workload, Zone
from infra_builder.vocabulary import SUPPORT_FLOWS

INSET: Final = 7.0
LEADING: Final = 1.12
SPARE: Final = 1.5
"""Headings of the left column may reach so far towards the zones, in parts of their width."""
ROOMY: Final = 18.0
"""A block lower than this, in points, carries only the signs of its findings and not their numbers."""
PLATES: Final = 44.0
"""Room at both sides for the names of frames."""
RISE: Final = 8.5
"""How far badges stand above their block, in points."""
LARGEST: Final = 0.62
"""Beyond this scale the small picture does not grow."""
SIGN, DISC = 5.0, 12.0
"""The radius of the signs of what changes: on the page in points, and as it is drawn."""
BARE: Final = 0.12
"""Below this scale nothing is lettered."""
LINE_SHAPES: Mapping[bool, int] = {True: 2, False: 3}
"""So many shapes of a link are its line and ends: of a support link, of a data link."""


@dataclass(frozen=True)
class Small:
    """The small picture at a scale: shapes in the picture's coordinates, lettered in points of the page."""

    part: Part
    scale: float

    @cached_property
    def ground(self) -> tuple[Shape, ...]:
        """The zones."""
        return self.of("zone")

    @cached_property
    def things(self) -> tuple[Shape, ...]:
        """Everything else, in drawing order."""
        return self.of("flow", "workload", "block", "heading", "mark")

    def of(self, *sorts: str) -> tuple[Shape, ...]:
        """The shapes of all items of some sorts, in drawing order."""
        return tuple(shape for item in self.part.scene.items if item.sort in sorts for shape in self._item(item))

    @property
    def lettered(self) -> bool:
        """Whether there is room for letters and numbers at all."""
        return self.scale > BARE

    @cached_property
    def named(self) -> bool:
        """Whether the name of every block fits into it."""
        return self.lettered and all(self._fits(block) for block in self.part.option.blocks)

    def px(self, points: float) -> float:
        """A length on the page as a length of the picture."""
        return points / self.scale

    def _item(self, item: Item) -> Iterator[Shape]:
        option, plan = self.part.option, self.part.brief.plan
        match item.sort:
            case "zone":
                yield from self._zone(next(zone for zone in option.zones if zone.id == item.id), item.rect)
            case "workload":
                yield from self._card(next(w for w in plan.workloads if w.id == item.id), item.rect)
            case "block":
                yield from self._block(next(block for block in option.blocks if block.id == item.id), item.rect)
            case "flow":
                flow = next(flow for flow in option.flows if flow.id == item.id)
                yield from item.shapes[: LINE_SHAPES[flow.kind in SUPPORT_FLOWS]]
            case "mark":
                yield from item.shapes
            case "heading":
                rect = item.rect
                yield from self._whole(item.says, rect.x, rect.y + 2, rect.width * SPARE, SMALLEST, 700, "ink")

    def _words(
        self, text: str, x: float, top: float, room: float, size: float, weight: int, role: str, lines: int = 1
    ) -> Iterator[Text]:
        if not self.lettered:
            return
        tall = self.px(size)
        for number, words in enumerate(wrap(clean(text), tall, weight, room, lines)):
            yield Text(x, top + tall * (0.85 + number * LEADING), words, tall, weight, role)

    def _whole(
        self, text: str, x: float, top: float, room: float, size: float, weight: int, role: str
    ) -> Iterator[Text]:
        """Words that can be done without: all of them, or none where they do not fit."""
        if width(clean(text), self.px(size), weight) <= room:
            yield from self._words(text, x, top, room, size, weight, role)

    def _zone(self, zone: Zone, rect: Rect) -> Iterator[Shape]:
        yield Path(rounded(rect, RADIUS), ground(zone.environment))
        dash = tuple(self.px(length * 0.3) for length in DASHES.get(zone.environment, ()))
        yield Path(rounded(rect, RADIUS), None, "zone_line", self.px(FINE), dash, "butt")
        if zone.environment == "hpc":
            yield Path(rounded(rect.grown(-self.px(1.5)), RADIUS), None, "zone_line", self.px(HAIR))
        if self.lettered:
            yield from self._zone_head(zone, rect)
        yield from self._badges(zone.id, rect)
        yield from self._becomes(zone.id, rect)

    def _becomes(self, id_: str, rect: Rect) -> Iterator[Shape]:
        """The sign of what comes, goes, changes or moves, on the upper right corner."""
        disc = sign_disc(self.part.marks.state(id_), 0, 0)
        yield from moved(scaled(disc, self.px(SIGN) / DISC), rect.right - self.px(SIGN) / 2, rect.y)

    def _zone_head(self, zone: Zone, rect: Rect) -> Iterator[Shape]:
        """Icon and name of a zone; where it is narrow, the name smaller and then without its icon."""
        name = clean(self.part.looker.zone(zone, rect).name)
        x, room, size, sign = rect.x + 10, rect.width - 16, SMALL, self.px(SMALL) + 6
        if width(name, self.px(size), 700) > room - sign:
            size = SMALLEST
        if width(name, self.px(size), 700) > room - sign:
            sign = 0.0
        if sign:
            mark = f"env_{zone.environment}"
            yield from icon(mark, x, rect.y + 7, self.px(SMALL), "ink_2", ground(zone.environment))
        yield from self._words(name, x + sign, rect.y + 8, room - sign, size, 700, "ink")
        if self.part.marks.state(zone.id) in GONE:
            long = min(width(name, self.px(size), 700), room - sign)
            y = rect.y + 8 + self.px(size) * 0.55
            yield Path(line((x + sign, y), (x + sign + long, y)), None, "ink", self.px(HAIR), (), "butt")

    def _card(self, workload: Workload, rect: Rect) -> Iterator[Shape]:
        yield Path(box(rect), "workload_card")
        foot = rect.bottom - 2.5
        yield Path(line((rect.x - 6, foot), (rect.right + 6, foot)), None, "accent", 5, (), "butt")
        look = self.part.looker.card(workload)
        room, x, top = rect.width - 20, rect.x + 10, rect.y + max(8, self.px(5))
        name = wrap(clean(look.name), self.px(SMALL), 700, room, 2)
        yield from self._words(look.name, x, top, room, SMALL, 700, "workload_text", 2)
        top += self.px(SMALL) * LEADING * len(name) + self.px(1)
        for text in (look.users, look.stage, look.data):
            if top + self.px(SMALLEST) * LEADING < rect.bottom - 6:
                yield from self._whole(text, x, top, room, SMALLEST, 400, "workload_text_2")
            top += self.px(SMALLEST) * LEADING * 1.15
        yield from self._badges(workload.id, rect)
        yield from self._becomes(workload.id, rect)

    def _block(self, block: Block, rect: Rect) -> Iterator[Shape]:
        category = self.part.brief.catalogue.kind(block).category
        outline, look = silhouette(category, rect), self.part.looker.block(block)
        face, stroke, thick, dash = outlined(look)
        yield Path(outline, face)
        yield from edge_mark(category, rect, "edge" if look.state in GONE else category)
        yield Path(outline, None, stroke, max(thick, self.px(HAIR)), dash, "butt" if dash else "round")
        if self.named:
            yield from self._name(block, rect)
        elif self.lettered:
            size = self.px(SMALL)
            number = str(self.part.block_numbers[block.id])
            yield Text(rect.x + EDGE + INSET, rect.cy + size * 0.35, number, size, 700)
        yield from self._badges(block.id, rect)
        yield from self._becomes(block.id, rect)

    def _room(self, rect: Rect) -> tuple[float, int]:
        """How long a line inside a block may be, and how many lines there may be."""
        return rect.width - EDGE - 2 * INSET, max(1, int((rect.height - 2) / self.px(SMALLEST * LEADING)))

    def _name(self, block: Block, rect: Rect) -> Iterator[Shape]:
        room, lines = self._room(rect)
        tall, name = self.px(SMALLEST), self.part.brief.catalogue.name_of(block)
        count = len(wrap(clean(name), tall, 600, room, lines))
        top = rect.cy - tall * (LEADING * (count - 1) + 1) / 2
        yield from self._words(name, rect.x + EDGE + INSET, top, room, SMALLEST, 600, "ink", lines)
        if self.part.marks.state(block.id) in GONE:
            yield from self._struck(wrap(clean(name), tall, 600, room, lines), rect.x + EDGE + INSET, top)

    def _struck(self, names: Iterable[str], x: float, top: float) -> Iterator[Shape]:
        """Lines through what is no longer there."""
        tall = self.px(SMALLEST)
        for number, name in enumerate(names):
            y = top + tall * (0.55 + number * LEADING)
            yield Path(line((x, y), (x + width(name, tall, 600), y)), None, "ink", self.px(HAIR), (), "butt")

    def _fits(self, block: Block) -> bool:
        room, lines = self._room(self.part.scene.item(block.id).rect)
        tall, name = self.px(SMALLEST), clean(self.part.brief.catalogue.name_of(block))
        shown = wrap(name, tall, 600, room, lines)
        long = max(width(word, tall, 600) for word in name.split() or [""])
        return long <= room and "".join(shown).replace(" ", "") == name.replace(" ", "")

    def _badges(self, id_: str, rect: Rect) -> Iterator[Shape]:
        found = self.part.marks.badges.get(id_, ())
        if not found or not self.lettered:
            return
        small = scaled(badges(found, 0, 0), self.px(SMALLEST) / BODY)
        if rect.height * self.scale < ROOMY or bounds(small).width > rect.width:
            size, x = self.px(SMALL), rect.right
            for badge in reversed(found):
                x -= size
                yield from glyph(badge.flag, x, rect.y - size * 0.6, size)
            return
        yield from moved(small, rect.right - 4, rect.y - self.px(RISE))


class Overview(Flowable):
    """The small picture, as large as fits into a width and a height; `frames` are outlined over it, each with words."""

    def __init__(
        self, part: Part, wide: float, high: float, frames: Mapping[str, Rect] | None = None, here: str = ""
    ) -> None:
        super().__init__()
        self.part, self.frames, self.here = part, frames or {}, here
        area = part.scene.bounds
        self.margin = PLATES if frames and not here else 0.0
        self.scale = min((wide - 2 * self.margin) / area.width, high / area.height, LARGEST)
        self.small = Small(part, self.scale)
        self.width, self.height = area.width * self.scale + 2 * self.margin, area.height * self.scale
        self.spaceBefore = 3.0

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803
        """Width and height."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw the picture and the frames over it."""
        area = self.part.scene.bounds
        pen = Pen(self.canv, self.scale, self.margin, self.height, area.x, area.y)
        pen.draw(self.small.ground)
        pen.draw(self._outline(words, frame) for words, frame in self.frames.items())
        pen.draw(self.small.things)
        if not self.here:
            pen.draw(shape for words, frame in self.frames.items() for shape in self._plate(words, frame))

    def _outline(self, words: str, frame: Rect) -> Shape:
        px, here = self.small.px, words == self.here
        outline = box(frame.grown(-px(1)))
        return Path(outline, None, "accent", px(1.5 if here else FINE), () if here else (px(4), px(2.5)), "butt")

    def _plate(self, words: str, frame: Rect) -> Iterator[Shape]:
        """The name of a frame beside the picture, or in the corner of a frame that lies in the middle."""
        px, area = self.small.px, self.part.scene.bounds
        size = px(SMALLEST)
        long, high = width(words, size, 700) + size, size * 1.7
        at_left, at_right = frame.x < area.x + 1, frame.right > area.right - 1
        x = frame.x - long - px(GAP) if at_left else frame.right + px(GAP) if at_right else frame.cx - long / 2
        y = frame.bottom - high if frame.y > area.y + px(3) else frame.y
        yield Path(box(Rect(x, y, long, high)), "accent")
        yield Text(x + size / 2, y + size * 1.2, words, size, 700, "on_accent")
