"""The pieces of a picture that is too large for a page: one a page, with marks that say where each goes on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from reportlab.platypus import Flowable, PageBreak, Paragraph

from exports.pdf import fonts
from exports.pdf.frame import Ledger, mark
from exports.pdf.overview import Overview
from exports.pdf.paint import Pen
from exports.pdf.part import Part
from exports.pdf.styles import FINE, GAP, SMALLEST, colour, style
from exports.pdf.text import filled
from exports.pdf.tiles import OVERLAP, Tile, piece, tiles
from exports.picture.measure import width
from infra_builder.rects import Rect

INITIALS: Final = 11.0
"""The smallest type of the picture, in pixels: that of the owners' initials."""
LEAST: Final = SMALLEST / INITIALS
"""The least scale of a picture: its smallest words come out at the smallest size of the paper."""
MOST: Final = 0.8
STEPS: Final = 8
HEAD: Final = 46.0
"""Room for the head of a page with a piece."""
BAND: Final = 15.0
"""Room around a piece for the marks that say where it goes on."""
KEY: Final = (130.0, 42.0)


def link_blocks(pen: Pen, part: Part, shown: Rect) -> None:
    """Make each block that is wholly shown lead to its row in the table."""
    for block in part.option.blocks:
        rect = part.scene.item(block.id).rect
        if shown.holds(rect.x, rect.y) and shown.holds(rect.right, rect.bottom):
            corners = (*pen.at(rect.x, rect.bottom), *pen.at(rect.right, rect.y))
            pen.canvas.linkRect("", part.key("block", part.block_numbers[block.id]), corners, relative=1, thickness=0)


def _pieces(part: Part) -> tuple[float, tuple[Tile, ...]]:
    """The pieces and their scale: the largest one at which there are no more of them than need be."""
    wide, high = part.brief.sheet.turned().room

    def at(scale: float) -> tuple[Tile, ...]:
        return tiles(part.scene, (wide - 2 * BAND) / scale, (high - HEAD - 2 * BAND) / scale)

    fewest = len(at(LEAST))
    steps = (LEAST + (MOST - LEAST) * step / STEPS for step in range(STEPS, -1, -1))
    scale = next(scale for scale in steps if len(at(scale)) == fewest)
    return scale, at(scale)


def frames(part: Part, ledger: Ledger) -> dict[str, Rect]:
    """What each piece shows, by the name of its page; told apart by number as long as the pages are not known."""
    template, found = part.brief.words.page, {}
    for number, tile in enumerate(_pieces(part)[1], 1):
        name = template.format(page=ledger.page(part.key("piece", number)))
        found[f"{name}.{number}" if name in found else name] = tile.rect
    return found


def split(part: Part, ledger: Ledger) -> Iterator[Flowable]:
    """Each piece on a page of its own."""
    words = part.brief.words
    (scale, pieces), named = _pieces(part), frames(part, ledger)
    for number, (name, tile) in enumerate(zip(named, pieces, strict=True), 1):
        yield PageBreak()
        note = words.piece_note.format(piece=number, pieces=len(pieces), option=part.name)
        yield PieceHead(part, note, named, name, part.key("piece", number))
        beside = {
            side: words.continues.format(page=ledger.page(part.key("piece", n)))
            for n, other in enumerate(pieces, 1)
            if (side := tile.beside(other))
        }
        yield Piece(part, tile, scale, beside)


class PieceHead(Flowable):
    """The head of a page with a piece: what it is at the left, where it lies in the whole at the right."""

    def __init__(self, part: Part, note: str, frames: dict[str, Rect], here: str, key: str) -> None:
        super().__init__()
        self.key = key
        self.title = Paragraph(filled(part.brief.words.the_picture), style("section"))
        self.note = Paragraph(filled(note), style("small_quiet"))
        self.overview = Overview(part, *KEY, frames, here)

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803
        """Width and height."""
        self.width, self.height = aW, HEAD
        return self.width, self.height

    def draw(self) -> None:
        """Draw title, note and key."""
        mark(self.canv, self.key, "", None, self.height)
        y = self.height
        for paragraph in (self.title, self.note):
            _, high = paragraph.wrap(self.width - KEY[0] - 4 * GAP, self.height)
            y -= high
            paragraph.drawOn(self.canv, 0, y)
        self.overview.drawOn(self.canv, self.width - self.overview.width, self.height - self.overview.height)


class Piece(Flowable):
    """A piece of the picture in its frame. Ticks say where the neighbour begins, words on which page it stands."""

    TICK = 9.0

    def __init__(self, part: Part, tile: Tile, scale: float, beside: dict[str, str]) -> None:
        super().__init__()
        self.part, self.tile, self.scale, self.beside = part, tile, scale, beside

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803
        """Width and height, the band for the marks included."""
        rect = self.tile.rect
        self.width, self.height = aW, rect.height * self.scale + 2 * BAND
        return self.width, self.height

    def draw(self) -> None:
        """Draw the piece, cut at its frame, and the marks around it."""
        canvas, rect, part = self.canv, self.tile.rect, self.part
        wide, high = rect.width * self.scale, rect.height * self.scale
        pen = Pen(canvas, self.scale, BAND, BAND + high, rect.x, rect.y)
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
        deep = (OVERLAP[1] if side in ("above", "below") else OVERLAP[0]) * self.scale
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
