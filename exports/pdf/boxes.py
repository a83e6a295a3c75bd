"""What is filled in by hand: the box to decide in, and the lines to sign on."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable, Paragraph

from exports.pdf import fonts
from exports.pdf.styles import BODY, FINE, FOOTING, GAP, SMALL, colour, style
from exports.pdf.text import clean, markup
from exports.picture.measure import shortened, width


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
