"""What the option costs, as bars from low to high beside their numbers, now and at ten times the use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget
from shiboken6 import isValid

from infra_builder.advice.cost import CostAdvice, Line
from infra_builder.advice.own_prices import priced
from infra_builder.advice.spans import NOTHING, Span
from infra_builder.advising import Driver
from infra_builder.edits import Edit
from ui.advice import wording
from ui.advice.capacity_bar import CapacityBar
from ui.advice.panel import Panel
from ui.advice.price_form import PriceForm
from ui.advice.unfolding import Unfolding
from ui.document import PlanDocument
from ui.panels.fold import Fold
from ui.theming import scaled
from ui.widgets import counted, label

DEAREST = 10
"""So many lines of the bill are shown at once; the smaller ones open with a click."""
SETTLED_MS, LONGEST_MS = 300, 3000
"""A page that was filled anew has found its height when it has not changed for so long, or at the latest then."""


class RangeBars(QWidget):
    """Two ranges on one scale: now filled, at ten times the use as an outline below it."""

    def __init__(self, now: Span, then: Span, most: float, colours: Mapping[str, str]) -> None:
        super().__init__()
        self._spans, self._most, self._colours = (now, then), most, colours
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As high as two lines."""
        return QSize(scaled(90), scaled(32))

    def minimumSizeHint(self) -> QSize:
        """So wide that a range is still told from a point."""
        return QSize(scaled(48), scaled(32))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw them, each at least wide enough to be seen."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room, high = self.width() - 6, self.height() / 2 - 4
        for place, span in enumerate(self._spans):
            left = 1 + room * span.low / self._most
            box = QRectF(left, 2 + place * (high + 4), max(4.0, room * (span.high - span.low) / self._most), high)
            accent = QColor(self._colours["accent"])
            painter.setPen(QPen(accent, 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush if place else accent)
            painter.drawRoundedRect(box, 2, 2)
        painter.end()


class CostPage(Panel):
    """Bars by driver, what one of something costs, the budget, and every amount behind it."""

    part = "cost"

    def __init__(self, document: PlanDocument, colours: Mapping[str, str]) -> None:
        super().__init__(document, colours)
        self._opened: frozenset[object] = frozenset()
        """The lines and the forms that are open, so that they still are when the page is made anew."""
        self._priced: object = None
        """The figure that was priced last, to go back to."""
        self._in_sight: PriceForm | None = None
        self._settling = QTimer(self, singleShot=True)
        self._settling.timeout.connect(self._let_go)
        self.verticalScrollBar().rangeChanged.connect(self._see)

    def fill(self, found: object) -> None:
        """See Panel."""
        assert isinstance(found, CostAdvice)
        self.title(
            self.tr("What it costs a month"),
            self.tr("Each bar goes from the least to the most. Filled: now. Outlined: at ten times the use."),
        )
        if found.now.lines:
            self.body.addLayout(self._table(found))
        budget = Unfolding(found.budget.says, "", found.budget.because)
        for ask in found.budget.asks:
            budget.add(self.tr("Not known: {question}").format(question=ask.says))
        self.body.addWidget(budget)
        self._units(found)
        self._capacities(found)
        self._lines(found)
        self._asks(found)

    def _table(self, found: CostAdvice) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(2, 2)
        now, then = found.now.by_driver(), found.ten_times.by_driver()
        drivers = tuple(dict.fromkeys((*now, *then)))
        most = max((span.high for span in (*now.values(), *then.values())), default=1) or 1
        grid.addWidget(label(self.tr("Now, and at ten times the use"), "small"), 0, 2)
        for place, name in enumerate(drivers, 1):
            self._row(grid, place, name, now.get(name, NOTHING), then.get(name, NOTHING), most)
        last = len(drivers) + 1
        grid.addWidget(label(self.tr("All together"), "ask"), last, 0)
        grid.addLayout(self._amounts(found.now.monthly, found.ten_times.monthly, "ask"), last, 2)
        grid.addWidget(label(self.tr("Once, to set it up"), "ask"), last + 1, 0)
        grid.addWidget(label(wording.euros(found.now.setup), "ask"), last + 1, 2)
        return grid

    def _row(self, grid: QGridLayout, place: int, name: Driver, now: Span, then: Span, most: float) -> None:
        bars = RangeBars(now, then, most, self.colours)
        says = self.tr("{what}: {now} now, {then} at ten times the use")
        bars.setAccessibleName(says.format(what=wording.driver(name), now=wording.euros(now), then=wording.euros(then)))
        grid.addWidget(label(wording.driver(name)), place, 0)
        grid.addWidget(bars, place, 1)
        grid.addLayout(self._amounts(now, then, ""), place, 2)

    def _amounts(self, now: Span, then: Span, role: str) -> QGridLayout:
        both = QGridLayout()
        both.setSpacing(0)
        both.addWidget(label(wording.euros(now), role), 0, 0)
        both.addWidget(label(wording.euros(then), "small"), 1, 0)
        return both

    def _units(self, found: CostAdvice) -> None:
        says = {
            "request": self.tr("{name}: {euros} a request"),
            "document": self.tr("{name}: {euros} a document"),
            "job": self.tr("{name}: {euros} a job"),
            "user": self.tr("{name}: {euros} a user and month"),
        }
        for unit in found.units:
            if unit.euros is not None:
                words = says[unit.per].format(name=self.name(unit.workload), euros=wording.small_euros(unit.euros))
                self.body.addWidget(Unfolding(words, "", unit.because))

    def _capacities(self, found: CostAdvice) -> None:
        shares = found.now.by_capacity()
        if shares:
            self.body.addSpacing(8)
            self.body.addWidget(label(self.tr("How it is paid"), "row"))
            self.body.addWidget(CapacityBar(shares, self.colours))

    def _lines(self, found: CostAdvice) -> None:
        self.body.addSpacing(8)
        self.body.addWidget(label(self.tr("What it is made of"), "row"))
        once, monthly = self.tr("{euros} once"), self.tr("{euros} a month")
        lines = []
        for line in sorted(found.now.lines, key=lambda one: -one.euros.high):
            amount = (once if line.setup else monthly).format(euros=wording.small_euros(line.euros))
            says = self.tr("{block}: {what}").format(block=self.name(line.block), what=wording.driver(line.driver))
            lines.append(self._line(line, says, amount))
        for made in lines[:DEAREST]:
            self.body.addWidget(made)
        if lines[DEAREST:]:
            self._smaller(lines[DEAREST:])

    def _smaller(self, lines: Sequence[Unfolding]) -> None:
        """What costs less, behind a heading."""
        words = counted(len(lines), self.tr("1 smaller amount"), self.tr("{n} smaller amounts"))
        fold = Fold(words, opened="smaller" in self._opened)
        fold.toggled.connect(lambda on: self._remember("smaller", on))
        for made in lines:
            fold.body.addWidget(made)
        self.body.addWidget(fold)

    def _line(self, line: Line, says: str, amount: str) -> Unfolding:
        """A line of the bill: how much there is of it, and each figure with the way to a price of one's own."""
        made = Unfolding(says, amount, tuple(ground for ground in line.because if ground.subject))
        key = (line.block, line.driver, line.setup)
        made.toggled.connect(lambda on: self._spell_out(made, line, on))
        made.head.setChecked(key in self._opened)
        return made

    def _spell_out(self, made: Unfolding, line: Line, on: bool) -> None:
        """The figures of a line as soon as it is opened for the first time; most never are."""
        key = (line.block, line.driver, line.setup)
        self._remember(key, on)
        if not on or made.findChild(PriceForm):
            return
        for name in line.figures:
            figure = priced(self.document.plan, self.document.knowledge.catalogue, name)
            form = PriceForm(figure, opened=(key, name) in self._opened)
            form.wanted.connect(lambda edit, says, place=(key, name): self._price(edit, says, place))
            form.opened.connect(lambda id_, on, key=key: self._remember((key, id_), on))
            made.body.addWidget(form)
            if (key, name) == self._priced:
                self._go_back(form)

    def _price(self, edit: Edit, says: str, place: object) -> None:
        """Ask for a price of one's own. The keyboard waits on the page and goes back to the figure."""
        self._priced = place
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edit_wanted.emit(edit, says)

    def _go_back(self, form: PriceForm) -> None:
        """Give the keyboard back to a figure, and keep it in sight while the page finds out how high it is."""
        self._priced, self._in_sight = None, form
        QTimer.singleShot(0, form, lambda: form.ask.setFocus(Qt.FocusReason.OtherFocusReason))
        self._settling.start(LONGEST_MS)

    def _see(self) -> None:
        if self._in_sight is not None and isValid(self._in_sight):
            self.ensureWidgetVisible(self._in_sight, 0, 160)
            self._settling.start(SETTLED_MS)

    def _let_go(self) -> None:
        self._in_sight = None

    def _remember(self, key: object, on: bool) -> None:
        self._opened = self._opened | {key} if on else self._opened - {key}

    def _asks(self, found: CostAdvice) -> None:
        if found.now.asks:
            self.body.addWidget(label(self.tr("Not known yet, and so not counted"), "row"))
        for ask in found.now.asks:
            self.body.addWidget(label(f"•  {ask.says}"))
