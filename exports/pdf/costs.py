"""What it costs: bars by driver, now and at ten times the use, and every assumption behind them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from reportlab.platypus import CondPageBreak, Flowable, Paragraph

from exports.pdf import fonts
from exports.pdf.flowables import TABLE_START, Caps, begins, grid
from exports.pdf.frame import Ledger
from exports.pdf.part import Part
from exports.pdf.styles import FINE, GAP, HAIR, SMALL, SMALLEST, colour, style
from exports.pdf.text import clean, filled, markup
from exports.picture.measure import shortened, width
from infra_builder.advice.cost import Cost, CostAdvice
from infra_builder.advice.own_prices import own_prices
from infra_builder.advice.spans import Span
from infra_builder.amounts import number

LABEL: Final = 96.0
SAID: Final = 92.0
"""Widths of the names of the bars and of the amounts beside them."""
BAR: Final = 9.0
APART: Final = 9.0
LAST: Final = 3
"""So many rows of assumptions are not parted at the end."""


@dataclass(frozen=True)
class Bars:
    """A row: what the money goes into, now and at ten times the use."""

    label: str
    now: Span
    later: Span
    strong: bool = False


def costs_section(part: Part, ledger: Ledger) -> Iterator[Flowable]:
    """Bars, the budget, what was assumed and what is not known; nothing where nothing costs anything."""
    if part.advice is None or not (part.advice.cost.now.lines or part.advice.cost.now.asks):
        return
    words, costs = part.brief.words, part.advice.cost
    yield part.head(words.the_costs, "costs", ledger)
    yield Paragraph(filled(words.costs_note), style("lead"))
    yield CostBars([*bars(part, costs)], part.brief.plan.situation.monthly_budget_eur, _labels(part))
    yield Paragraph(markup(costs.budget.says), style("strong"))
    setup = costs.now.setup
    if setup.high:
        yield Paragraph(filled(words.setup_line, amount=euros(part, setup)), style("spaced"))
    yield from _asks(part, costs.now)
    yield from _own_prices(part)
    yield from _assumptions(part, costs)


def cost_line(part: Part) -> str:
    """The monthly range now and at ten times the use, as a sentence; empty where nothing is known."""
    if part.advice is None or not part.advice.cost.now.lines:
        return ""
    costs, words = part.advice.cost, part.brief.words
    template = words.cost_line if costs.now.complete else words.cost_line_open
    return template.format(now=euros(part, costs.now.monthly), later=euros(part, costs.ten_times.monthly))


def euros(part: Part, span: Span) -> str:
    """A range of money in words, rounded to what can be known: two figures that count."""
    words, low, high = part.brief.words, rough(span.low), rough(span.high)
    if low == high:
        return words.euros.format(amount=number(low))
    return words.euro_range.format(low=number(low), high=number(high))


def rough(amount: float) -> int:
    """An amount to two figures that count, whole euros at least."""
    if amount < 1:
        return round(amount)
    step = 10 ** max(0, math.floor(math.log10(amount)) - 1)
    return int(round(amount / step) * step)


def bars(part: Part, costs: CostAdvice) -> Iterator[Bars]:
    """A row for each driver, the sum last."""
    words = part.brief.words
    now, later = costs.now.by_driver(), costs.ten_times.by_driver()
    for driver in dict.fromkeys((*now, *later)):
        nothing = Span(0, 0)
        yield Bars(words.drivers[driver], now.get(driver, nothing), later.get(driver, nothing))
    yield Bars(words.in_all, costs.now.monthly, costs.ten_times.monthly, strong=True)


def _labels(part: Part) -> tuple[str, str, str, Part]:
    words = part.brief.words
    return words.cost_now, words.cost_later, words.budget, part


def _asks(part: Part, cost: Cost) -> Iterator[Flowable]:
    words = part.brief.words
    if cost.asks:
        yield Paragraph(filled(words.cost_open), style("spaced"))
        yield from (
            Paragraph(markup(ask), style("listed"), bulletText="–") for ask in unique(a.says for a in cost.asks)
        )


def _own_prices(part: Part) -> Iterator[Flowable]:
    """What the plan prices otherwise than the knowledge, with where it comes from."""
    own = own_prices(part.brief.plan, part.brief.catalogue)
    if own:
        yield CondPageBreak(TABLE_START)
        yield Caps(part.brief.words.own_prices, 3 * GAP, kept=False)
        yield from (Paragraph(markup(says), style("listed"), bulletText="–") for says in own)


def _assumptions(part: Part, costs: CostAdvice) -> Iterator[Flowable]:
    """The ranges that the amounts are made of, each once."""
    words = part.brief.words
    grounds = [ground for line in (*costs.now.lines, *costs.ten_times.lines) for ground in line.because]
    own = own_prices(part.brief.plan, part.brief.catalogue)
    said = [says for says in unique(ground.says for ground in grounds if not ground.subject) if says not in own]
    if not said:
        return
    wide, _ = part.brief.sheet.room
    half = -(-len(said) // 2)
    cells = [Paragraph(markup(text), style("small")) for text in said]
    pairs = [[cells[place], cells[half + place] if half + place < len(cells) else ""] for place in range(half)]
    table = grid(pairs, (wide / 2, wide / 2), ruled=False, head=False)
    table.setStyle([("NOSPLIT", (0, -min(len(pairs), LAST)), (-1, -1))])
    yield begins(table, wide)
    yield Caps(words.assumptions, 3 * GAP, kept=False)
    yield table


def unique(texts: Iterator[str]) -> list[str]:
    """Each text once, in order."""
    return list(dict.fromkeys(texts))


class CostBars(Flowable):
    """Bars from the low to the high end on a scale on which each step is ten times the one before.

    Filled is now, outlined ten times the use, so that they are told apart without colour.
    """

    def __init__(self, rows: Sequence[Bars], budget: float | None, labels: tuple[str, str, str, Part]) -> None:
        super().__init__()
        self.rows, self.budget, self.labels = rows, budget, labels
        self.spaceBefore, self.spaceAfter = 2 * GAP, 2 * GAP

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803
        """Width and height."""
        self.width, self.height = aW, 34 + len(self.rows) * (2 * BAR + APART) + 16
        return self.width, self.height

    @property
    def _ends(self) -> tuple[int, int]:
        """The powers of ten between which all amounts lie."""
        amounts = [
            end for row in self.rows for span in (row.now, row.later) for end in (span.low, span.high) if end >= 1
        ]
        amounts += [self.budget] if self.budget and self.budget >= 1 else []
        low, high = min(amounts, default=1), max(amounts, default=10)
        return math.floor(math.log10(low)), max(math.floor(math.log10(low)) + 1, math.ceil(math.log10(high)))

    def _x(self, amount: float) -> float:
        low, high = self._ends
        at = (math.log10(max(amount, 10.0**low)) - low) / (high - low)
        return LABEL + min(1.0, max(0.0, at)) * (self.width - LABEL - SAID)

    def draw(self) -> None:
        """Draw scale, bars and the budget."""
        now, later, budget, _ = self.labels
        top, foot = self.height - 22, 14.0
        self._key(now, later)
        low, high = self._ends
        for power in range(low, high + 1):
            x = self._x(10.0**power)
            self._line(x, foot, top, "line", HAIR)
            self._say(x, 3, self._euros(Span(10.0**power, 10.0**power)), SMALLEST, 400, "ink_2", "middle")
        if self.budget:
            x = self._x(self.budget)
            self._line(x, foot, top + 4, "accent", 1.5)
            self._say(x, top + 6, budget, SMALLEST, 600, "accent", "middle")
        y = top - 4
        for row in self.rows:
            self._say(0, y - BAR - 3, shortened(clean(row.label), SMALL, 600 if row.strong else 400, LABEL - 8),
                      SMALL, 600 if row.strong else 400)  # fmt: skip
            self._bar(row.now, y - BAR, filled=True)
            self._bar(row.later, y - 2 * BAR - 2, filled=False)
            y -= 2 * BAR + APART

    def _key(self, now: str, later: str) -> None:
        x = 0.0
        for text, full in ((now, True), (later, False)):
            self._box(x, self.height - 9, 14, 7, full)
            self._say(x + 19, self.height - 8.5, text, SMALL, 400, "ink_2")
            x += 40 + width(clean(text), SMALL)

    def _bar(self, span: Span, y: float, *, filled: bool) -> None:
        if not span.high:
            return
        left, right = self._x(span.low), self._x(span.high)
        self._box(left, y, max(right - left, 2.0), BAR, filled)
        self._say(right + 5, y + 1.5, self._euros(span), SMALL, 600 if filled else 400)

    def _box(self, x: float, y: float, wide: float, high: float, filled: bool) -> None:
        self.canv.setLineWidth(FINE)
        self.canv.setStrokeColor(colour("ink"))
        self.canv.setFillColor(colour("ink" if filled else "panel"))
        self.canv.rect(x, y, wide, high, stroke=1, fill=1)

    def _line(self, x: float, foot: float, top: float, role: str, wide: float) -> None:
        self.canv.setStrokeColor(colour(role))
        self.canv.setLineWidth(wide)
        self.canv.line(x, foot, x, top)

    def _euros(self, span: Span) -> str:
        return euros(self.labels[3], span)

    def _say(
        self, x: float, y: float, text: str, size: float, weight: int, role: str = "ink", anchor: str = "start"
    ) -> None:
        words = clean(text)
        if anchor == "start":
            self.canv.setFillColor(colour("canvas"))
            self.canv.rect(x - 1, y - 2, width(words, size, weight) + 2, size, stroke=0, fill=1)
        self.canv.setFont(fonts.BY_WEIGHT[weight], size)
        self.canv.setFillColor(colour(role))
        self.canv.drawString(x - (width(words, size, weight) / 2 if anchor == "middle" else 0.0), y, words)
