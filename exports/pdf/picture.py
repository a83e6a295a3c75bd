"""The picture pages: the drawing of the screen as vectors, with its legend, split where its words would get too small."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from reportlab.platypus import Flowable, NextPageTemplate, PageBreak, Paragraph

from exports.pdf import fonts
from exports.pdf.flowables import Drawn
from exports.pdf.frame import TURNED, Ledger, mark
from exports.pdf.overview import Overview
from exports.pdf.paint import Pen
from exports.pdf.part import Part
from exports.pdf.styles import FINE, GAP, SMALLEST, colour, style
from exports.pdf.text import filled
from exports.pdf.tiles import OVERLAP, Tile, piece, tiles
from exports.picture.legend import legend
from exports.picture.measure import width
from exports.picture.scene import Item
from infra_builder.layout import Rect

ORDINARY: Final = 12.67
"""The size in pixels of the small words of a picture, which are still to be read at `SMALLEST`."""
LEAST: Final = SMALLEST / ORDINARY
MOST: Final = 0.8
HEAD: Final = 62.0
"""Room for the title of the page and the lines below it."""
BAND: Final = 15.0
"""Room around a piece for the marks that say where it goes on."""
KEY: Final = (150.0, 58.0)


def picture_pages(part: Part, ledger: Ledger) -> Iterator[Flowable]:
    """The pages with the picture; none where nothing is drawn."""
    if part.judged.empty:
        return
    wide, high = part.brief.sheet.turned().room
    key = _legend(part, wide)
    room = high - HEAD - key.rect.height * LEAST - 4 * GAP
    area = part.scene.bounds
    scale = min(wide / area.width, room / area.height, MOST)
    yield NextPageTemplate(TURNED)
    yield PageBreak()
    yield part.head(part.brief.words.the_picture, "picture", ledger, turned=True)
    if scale >= LEAST:
        yield from _notes(part, part.brief.words.picture_note, ledger)
        yield Whole(part, scale, (wide, room))
        yield Drawn(key.shapes, key.rect, LEAST, 2 * GAP)
    else:
        yield from _split(part, ledger, key, (wide, high), room)


def _legend(part: Part, wide: float) -> Item:
    return legend(part.brief.plan, part.option, part.looker, wide / LEAST)


def _notes(part: Part, template: str, ledger: Ledger) -> Iterator[Flowable]:
    words = part.brief.words
    text = filled(template, option=part.name, page=ledger.page(part.key("blocks")))
    if part.about_whole:
        numbers = words.listed(part.finding_numbers[finding.key] for finding in part.about_whole)
        sentence = words.several(
            words.one_about_whole, words.about_whole, len(part.about_whole),
            numbers=numbers, page=ledger.page(part.key("findings")),
        )  # fmt: skip
        text += f" {filled(sentence)}"
    yield Paragraph(text, style("small_quiet"))


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


def link_blocks(pen: Pen, part: Part, shown: Rect) -> None:
    """Make each block that is wholly shown lead to its row in the table."""
    for block in part.option.blocks:
        rect = part.scene.item(block.id).rect
        if shown.holds(rect.x, rect.y) and shown.holds(rect.right, rect.bottom):
            corners = (*pen.at(rect.x, rect.bottom), *pen.at(rect.right, rect.y))
            pen.canvas.linkRect("", part.key("block", part.block_numbers[block.id]), corners, relative=1, thickness=0)


def _split(
    part: Part, ledger: Ledger, key: Item, size: tuple[float, float], room: float
) -> Iterator[Flowable]:
    """An overview with the legend, then each piece on a page of its own."""
    wide, high = size
    words = part.brief.words
    pieces = tiles(part.scene, (wide - 2 * BAND) / LEAST, (high - HEAD - 2 * BAND) / LEAST)
    names = [words.page.format(page=ledger.page(part.key("piece", n))) for n in range(1, len(pieces) + 1)]
    frames = {name: tile.rect for name, tile in zip(_unlike(names), pieces, strict=True)}
    yield from _notes(part, words.split_note, ledger)
    yield Overview(part, wide, room, frames)
    yield Drawn(key.shapes, key.rect, LEAST, 2 * GAP)
    for number, (name, tile) in enumerate(zip(frames, pieces, strict=True), 1):
        yield PageBreak()
        note = words.piece_note.format(piece=number, pieces=len(pieces), option=part.name)
        yield PieceHead(part, note, frames, name, part.key("piece", number), ledger)
        beside = {
            side: words.continues.format(page=ledger.page(part.key("piece", n)))
            for n, other in enumerate(pieces, 1)
            if (side := tile.beside(other))
        }
        yield Piece(part, tile, beside)


def _unlike(names: list[str]) -> list[str]:
    """The names, told apart where the first run does not know the pages yet."""
    return names if len(set(names)) == len(names) else [f"{name}.{number}" for number, name in enumerate(names)]


class PieceHead(Flowable):
    """The head of a page with a piece: what it is at the left, where it lies in the whole at the right."""

    def __init__(
        self, part: Part, note: str, frames: dict[str, Rect], here: str, key: str, ledger: Ledger
    ) -> None:
        super().__init__()
        self.key, self.ledger = key, ledger
        self.title = Paragraph(filled(part.brief.words.the_picture), style("section"))
        self.note = Paragraph(filled(note), style("small_quiet"))
        self.overview = Overview(part, *KEY, frames, here)

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803
        """Width and height."""
        self.width, self.height = aW, HEAD
        return self.width, self.height

    def draw(self) -> None:
        """Draw title, note and key."""
        mark(self.canv, self.key, "", None, self.ledger, self.height)
        y = self.height
        for paragraph in (self.title, self.note):
            _, high = paragraph.wrap(self.width - KEY[0] - 4 * GAP, self.height)
            y -= high
            paragraph.drawOn(self.canv, 0, y)
        self.overview.drawOn(self.canv, self.width - self.overview.width, self.height - self.overview.height)


class Piece(Flowable):
    """A piece of the picture in its frame. Ticks say where the neighbour begins, words on which page it stands."""

    TICK = 9.0

    def __init__(self, part: Part, tile: Tile, beside: dict[str, str]) -> None:
        super().__init__()
        self.part, self.tile, self.beside = part, tile, beside

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803
        """Width and height, the band for the marks included."""
        rect = self.tile.rect
        self.width, self.height = aW, rect.height * LEAST + 2 * BAND
        return self.width, self.height

    def draw(self) -> None:
        """Draw the piece, cut at its frame, and the marks around it."""
        canvas, rect, part = self.canv, self.tile.rect, self.part
        wide, high = rect.width * LEAST, rect.height * LEAST
        pen = Pen(canvas, LEAST, BAND, BAND + high, rect.x, rect.y)
        canvas.saveState()
        frame = canvas.beginPath()
        frame.rect(BAND, BAND, wide, high)
        canvas.clipPath(frame, stroke=0, fill=0)
        pen.draw(piece(part.scene, rect, part.option, part.brief.catalogue))
        canvas.restoreState()
        canvas.setStrokeColor(colour("line"))
        canvas.setLineWidth(FINE)
        canvas.rect(BAND, BAND, wide, high, stroke=1, fill=0)
        for side, words in self.beside.items():
            self._continues(side, words, wide, high)
        link_blocks(pen, part, rect)

    def _continues(self, side: str, words: str, wide: float, high: float) -> None:
        """The marks on one side, drawn as for the upper one and turned into place."""
        canvas = self.canv
        long, across = (wide, high) if side in ("above", "below") else (high, wide)
        deep = (OVERLAP[1] if side in ("above", "below") else OVERLAP[0]) * LEAST
        turn = {"above": 0, "left": 90, "below": 0, "right": -90}[side]
        canvas.saveState()
        canvas.translate(BAND + wide / 2, BAND + high / 2)
        canvas.rotate(turn)
        up = -1 if side == "below" else 1
        edge = up * across / 2
        canvas.setStrokeColor(colour("accent"))
        canvas.setFillColor(colour("accent"))
        canvas.setLineWidth(1.25)
        for end in (-1, 1):
            canvas.line(end * long / 2, edge - up * deep, end * (long / 2 + self.TICK), edge - up * deep)
        base = edge + (4 if up > 0 else -10)
        half = width(words, SMALLEST, 600) / 2
        canvas.setFont(fonts.SEMIBOLD, SMALLEST)
        canvas.drawString(-half, base, words)
        for x in (-half - 10, half + 4):
            arrow = canvas.beginPath()
            tip = base + (6 if up > 0 else -1)
            foot = base if up > 0 else base + 5
            arrow.moveTo(x, foot)
            arrow.lineTo(x + 6, foot)
            arrow.lineTo(x + 3, tip)
            arrow.close()
            canvas.drawPath(arrow, stroke=0, fill=1)
        canvas.restoreState()
