"""The drawn pieces of a page: small headings, shapes, verdicts, the stage strip, boxes to tick, lines to sign."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import Flowable, Paragraph, Table, TableStyle

from exports.pdf import fonts
from exports.pdf.frame import Ledger, mark
from exports.pdf.paint import Pen
from exports.pdf.styles import BODY, DECISION, FINE, FOOTING, GAP, HAIR, SMALL, SMALLEST, colour, style
from exports.pdf.text import clean, markup
from exports.picture.marks import flag_role, glyph
from exports.picture.measure import shortened, width
from exports.picture.measure import wrap as broken
from exports.picture.shapes import Shapes
from infra_builder.layout import Rect

CAPS_SPACING = 0.8
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

    def __init__(self, key: str, title: str, level: int | None, ledger: Ledger, space_before: float = 0.0) -> None:
        super().__init__()
        self.key, self.title, self.level, self.ledger = key, title, level, ledger
        self.spaceBefore, self.keepWithNext = space_before, 1

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803
        """No size."""
        return 0.0, 0.0

    def draw(self) -> None:
        """Note where it stands."""
        mark(self.canv, self.key, self.title, self.level, self.ledger, 2 * GAP)


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


class DecisionBox(Flowable):
    """What the board is asked to decide, with boxes to tick and a line to write on."""

    PAD, BOX, ROW = 16.0, 11.0, 24.0

    def __init__(
        self, ask: str, sentence: str, notes: Sequence[str], choices: Sequence[str], space_before: float
    ) -> None:
        super().__init__()
        self.paragraphs = [
            Paragraph(markup(ask), style("column")),
            Paragraph(markup(sentence), style("decision")),
            *(Paragraph(note, style("note")) for note in notes),
        ]
        self.choices = [clean(choice) for choice in choices]
        self.spaceBefore = space_before

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803
        """Width and height."""
        room = aW - FOOTING - 2 * self.PAD
        self.heights = [paragraph.wrap(room, 1e6)[1] + 3 for paragraph in self.paragraphs]
        self.rows = self._rows(room)
        self.width, self.height = aW, sum(self.heights) + len(self.rows) * self.ROW + 2 * self.PAD - 10
        return self.width, self.height

    def _rows(self, room: float) -> list[list[tuple[float, str]]]:
        """The choices with their places, in rows; the last one keeps room to write on."""
        rows: list[list[tuple[float, str]]] = [[]]
        x = 0.0
        for choice in self.choices:
            long = self.BOX + 7 + width(choice, BODY)
            writing = 120 if choice == self.choices[-1] else 0
            if rows[-1] and x + long + writing > room:
                rows.append([])
                x = 0.0
            rows[-1].append((x, choice))
            x += long + 24
        return rows

    def draw(self) -> None:
        """Draw ground, footing, words and boxes."""
        canvas = self.canv
        canvas.setFillColor(colour("sunken"))
        canvas.rect(0, 0, self.width, self.height, stroke=0, fill=1)
        canvas.setFillColor(colour("accent"))
        canvas.rect(0, 0, FOOTING, self.height, stroke=0, fill=1)
        left, y = FOOTING + self.PAD, self.height - self.PAD + 4
        for paragraph, high in zip(self.paragraphs, self.heights, strict=True):
            paragraph.drawOn(canvas, left, y - high + 3)
            y -= high
        for row in self.rows:
            y -= self.ROW
            for x, choice in row:
                self._choice(left + x, y + 3, choice)

    def _choice(self, x: float, y: float, choice: str) -> None:
        canvas = self.canv
        canvas.setStrokeColor(colour("ink"))
        canvas.setFillColor(colour("panel"))
        canvas.setLineWidth(FINE)
        canvas.roundRect(x, y - 2, self.BOX, self.BOX, 1.5, stroke=1, fill=1)
        canvas.setFillColor(colour("ink"))
        canvas.setFont(fonts.REGULAR, BODY)
        canvas.drawString(x + self.BOX + 7, y, choice)
        if choice == self.choices[-1]:
            start = x + self.BOX + 14 + width(choice, BODY)
            canvas.line(start, y - 3, self.width - self.PAD, y - 3)


class SignatureLines(Flowable):
    """Lines to sign on, with what belongs on each below."""

    SHARES = (0.4, 0.2, 0.4)
    GAP_BETWEEN = 18.0

    def __init__(self, labels: Sequence[str]) -> None:
        super().__init__()
        self.labels = [clean(label) for label in labels]
        self.spaceBefore = 4 * GAP

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803
        """Width and height; the upper part is room for a pen."""
        self.width, self.height = aW, 40.0
        return self.width, self.height

    def draw(self) -> None:
        """Draw lines and labels."""
        canvas = self.canv
        room = self.width - self.GAP_BETWEEN * (len(self.labels) - 1)
        x = 0.0
        canvas.setLineWidth(FINE)
        canvas.setStrokeColor(colour("ink"))
        canvas.setFillColor(colour("ink_2"))
        canvas.setFont(fonts.REGULAR, SMALL)
        for share, label in zip(self.SHARES, self.labels, strict=True):
            canvas.line(x, 14, x + share * room, 14)
            canvas.drawString(x, 3, shortened(label, SMALL, 400, share * room))
            x += share * room + self.GAP_BETWEEN


def labelled(label: str, values: Sequence[str], name: str = "value") -> list[Flowable]:
    """A label with its values (markup) beside it, each in its own paragraph."""
    first, *rest = values
    bullet = shortened(clean(label), SMALL, 600, style(name).leftIndent - GAP)
    return [Paragraph(first, style(name), bulletText=bullet), *(Paragraph(value, style("further")) for value in rest)]


def grid(rows: Sequence[Sequence[Any]], widths: Sequence[float], *, ruled: bool = True, head: bool = True) -> Table:
    """A table with hairlines between its rows. A row that is too high for a page goes on on the next."""
    commands: list[Any] = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 2 * GAP),
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
