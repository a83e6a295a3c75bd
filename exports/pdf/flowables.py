"""The drawn pieces of a page: small headings, shapes, verdicts, the stage strip, boxes to tick, lines to sign."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from reportlab.platypus import CondPageBreak, Flowable, Paragraph, Table, TableStyle

from exports.pdf import fonts
from exports.pdf.frame import mark
from exports.pdf.paint import Pen
from exports.pdf.styles import DECISION, GAP, HAIR, SMALL, SMALLEST, colour, style
from exports.pdf.text import clean
from exports.picture.marks import flag_role, glyph
from exports.picture.measure import shortened, width
from exports.picture.measure import wrap as broken
from exports.picture.shapes import Shapes
from infra_builder.layout import Rect

Thing = TypeVar("Thing")
Cell = Flowable | str | Sequence[Flowable]
"""What stands in a cell of a table."""

CAPS_SPACING = 0.8
CAPS_HIGH = 36.0
TABLE_START = 110.0
"""A heading and the first rows of a table; where less is left, both begin on the next page."""


class Drawn(Flowable):
    """Shapes at a scale, in the rectangle `area` of their own coordinates."""

    def __init__(self, shapes: Shapes, area: Rect, scale: float = 1.0, space_before: float = 0.0) -> None:
        super().__init__()
        self.shapes, self.area, self.scale = shapes, area, scale
        self.spaceBefore = space_before

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803
        """Width and height."""
        self.width, self.height = self.area.width * self.scale, self.area.height * self.scale
        return self.width, self.height

    def draw(self) -> None:
        """Draw the shapes."""
        Pen(self.canv, self.scale, 0, self.height, self.area.x, self.area.y).draw(self.shapes)


def glyph_of(flag: str, size: float) -> Drawn:
    """The sign of a verdict, a question or a note."""
    return Drawn(glyph(flag, 0, 0, size), Rect(0, 0, size, size))


class Caps(Flowable):
    """A small heading in spaced capitals, `kept` together with the whole of what follows (so not before tables)."""

    def __init__(self, text: str, space_before: float = 18.0, *, kept: bool = True) -> None:
        super().__init__()
        self.text = clean(text).upper()
        self.spaceBefore, self.keepWithNext = space_before, int(kept)

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803
        """Width and height."""
        self.width, self.height = aW, SMALL + 2 * GAP
        return self.width, self.height

    def draw(self) -> None:
        """Print the words."""
        canvas = self.canv
        canvas.setFont(fonts.SEMIBOLD, SMALL)
        canvas.setFillColor(colour("ink_2"))
        room = self.width - CAPS_SPACING * len(self.text)
        canvas.drawString(0, 2 * GAP - 2, shortened(self.text, SMALL, 600, room), charSpace=CAPS_SPACING)


class Anchor(Flowable):
    """A place of no size that links and, with a level, the outline lead to."""

    def __init__(self, key: str, title: str = "", level: int | None = None, space_before: float = 0.0) -> None:
        super().__init__()
        self.key, self.title, self.level = key, title, level
        self.spaceBefore, self.keepWithNext = space_before, 1

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803
        """No size."""
        return 0.0, 0.0

    def draw(self) -> None:
        """Note where it stands."""
        mark(self.canv, self.key, self.title, self.level, 2 * GAP)


class VerdictLine(Flowable):
    """Glyph and word of a verdict, how many findings raise it below; beside it where it is one of several."""

    def __init__(self, flag: str, word: str, count: str, *, several: bool = False) -> None:
        super().__init__()
        self.flag, self.word, self.count, self.several = flag, clean(word), clean(count), several
        self.glyph, self.high = (19.0, 25.0) if several else (26.0, 34.0)

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803
        """Width and height."""
        self.width, self.height = aW, self.high
        return self.width, self.height

    def draw(self) -> None:
        """Draw the line."""
        canvas, x, y = self.canv, self.glyph + 2 * GAP, self.high - (17 if self.several else 14)
        Pen(canvas, 1.0, 0, self.high - 2).draw(glyph(self.flag, 0, 0, self.glyph))
        canvas.setFont(fonts.BOLD, DECISION)
        canvas.setFillColor(colour(flag_role(self.flag)))
        canvas.drawString(x, y, shortened(self.word, DECISION, 700, self.width - x))
        canvas.setFont(fonts.REGULAR, SMALL)
        canvas.setFillColor(colour("ink_2"))
        if self.several:
            x += width(self.word, DECISION, 700) + 2 * GAP
        else:
            y -= 12
        canvas.drawString(x, y, shortened(self.count, SMALL, 400, max(0.0, self.width - x)))


class StageStrip(Flowable):
    """The verdict at each stage, side by side; the present stage stands on the footing.

    Each cell is (stage, whether it is now, (flag, word) of each verdict, how many findings).
    """

    LINE, HEAD, FOOT, SIGN, INSET = 10.5, 20.0, 17.0, 10.0, 6.0

    def __init__(self, cells: Sequence[tuple[str, bool, Sequence[tuple[str, str]], str]], now: str) -> None:
        super().__init__()
        self.cells, self.now = cells, clean(now).upper()

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803
        """Width and height; a word that is too long for its cell takes two lines."""
        room = aW / len(self.cells) - self.INSET - self.SIGN - 2 * GAP
        self.lines = [
            [(flag, broken(clean(word), SMALL, 600, room, 2)) for flag, word in flags] for _, _, flags, _ in self.cells
        ]
        tall = max(sum(len(words) * self.LINE + GAP for _, words in cell) for cell in self.lines)
        self.width, self.height = aW, self.HEAD + tall + self.FOOT
        return self.width, self.height

    def draw(self) -> None:
        """Draw the cells, then the footing over their frames."""
        wide = self.width / len(self.cells)
        for index, (stage, now, _, count) in enumerate(self.cells):
            x = index * wide
            self._cell(x, wide, stage, now)
            self._flags(x + self.INSET, self.lines[index], "panel" if now else "sunken")
            self._words(x + self.INSET, 6, count, SMALLEST, 400, "ink_2", wide - 2 * self.INSET)
        for index, (_, now, _, _) in enumerate(self.cells):
            if now:
                self.canv.setFillColor(colour("accent"))
                self.canv.rect(index * wide, -1, wide, 2.5, stroke=0, fill=1)

    def _flags(self, x: float, flags: Sequence[tuple[str, Sequence[str]]], ground: str) -> None:
        """Glyph and word of each verdict, below each other."""
        y = self.height - self.HEAD
        for flag, lines in flags:
            Pen(self.canv, 1.0, x, y).draw(glyph(flag, 0, 0, self.SIGN, ground))
            for words in lines:
                self._words(x + self.SIGN + GAP, y - 8, words, SMALL, 600, flag_role(flag), self.width)
                y -= self.LINE
            y -= GAP

    def _cell(self, x: float, wide: float, stage: str, now: bool) -> None:
        """The ground of a cell and the name of its stage."""
        canvas, y = self.canv, self.height - 13
        canvas.setFillColor(colour("panel" if now else "sunken"))
        canvas.setStrokeColor(colour("zone_line"))
        canvas.setLineWidth(HAIR)
        canvas.rect(x, 0, wide, self.height, stroke=1, fill=1)
        self._words(x + 6, y, stage, SMALL, 600 if now else 400, "ink" if now else "ink_2", wide - 12)
        long = width(self.now, SMALLEST, 700)
        if now and width(clean(stage), SMALL, 600) + long + 16 < wide:
            self._words(x + wide - 6 - long, y, self.now, SMALLEST, 700, "accent", long + 1)

    def _words(self, x: float, y: float, text: str, size: float, weight: int, role: str, room: float) -> None:
        self.canv.setFont(fonts.BY_WEIGHT[weight], size)
        self.canv.setFillColor(colour(role))
        self.canv.drawString(x, y, shortened(clean(text), size, weight, room))


FURTHER = {"value": "further", "small_value": "small_further"}
"""The style of further values beside a label, by the style of the first."""


def labelled(label: str, values: Sequence[str], name: str = "value") -> list[Flowable]:
    """A label with its values (markup) beside it, each in its own paragraph."""
    first, *rest = values
    bullet = shortened(clean(label), SMALL, 600, style(name).leftIndent - GAP)
    return [
        Paragraph(first, style(name), bulletText=bullet),
        *(Paragraph(value, style(FURTHER[name])) for value in rest),
    ]


def begins(table: Flowable, wide: float) -> CondPageBreak:
    """A new page, unless a heading fits here with the first rows of a table, or with all of a small one."""
    _, high = table.wrap(wide, 1e6)
    return CondPageBreak(min(TABLE_START, CAPS_HIGH + high))


def by_tables(things: Sequence[Thing], most: int) -> Iterator[Sequence[Thing]]:
    """The things in order, so many to a table as can stand beside each other."""
    return (things[start : start + most] for start in range(0, len(things), most))


def grid(
    rows: Sequence[Sequence[Any]], widths: Sequence[float], *, ruled: bool = True, head: bool = True,
    gutter: float = 2 * GAP,
) -> Table:  # fmt: skip
    """A table with hairlines between its rows and a `gutter` between its columns.

    A row that is too high for a page goes on on the next.
    """
    commands: list[Any] = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), gutter),
        ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 3 if ruled else 1),
        ("BOTTOMPADDING", (0, 0), (-1, -1), GAP if ruled else 3),
        ("FONT", (0, 0), (-1, -1), fonts.REGULAR, SMALL),
    ]
    if ruled:
        commands.append(("LINEBELOW", (0, 0), (-1, -1), HAIR, colour("line")))
    if head:
        commands.append(("LINEBELOW", (0, 0), (-1, 0), HAIR, colour("edge")))
    return Table(
        [list(row) for row in rows], colWidths=list(widths), style=TableStyle(commands), repeatRows=int(head),
        splitInRow=1, hAlign="LEFT",
    )  # fmt: skip
