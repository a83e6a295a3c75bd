"""A figure that a cost is made of: what the knowledge says of it, and the fields for a price of one's own."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from infra_builder.advice.own_prices import Priced, price_in_words
from infra_builder.documents import sources_in_words
from infra_builder.edits import ClearPrice, SetPrice
from infra_builder.plan import Price
from ui.steps.flow import Wrap
from ui.widgets import NumberField, TextField, button, column, label


class PriceForm(QWidget):
    """Closed, it is the figure with a button; open, it asks for low, high and where the price comes from."""

    wanted = Signal(object, str)
    """An edit of the plan, and what the step is called."""
    opened = Signal(str, bool)

    def __init__(self, figure: Priced, *, opened: bool = False) -> None:
        super().__init__()
        self.figure = figure
        body = self._body = column(self, 0, 4)
        body.addWidget(label(f"•  {figure.meaning}"))
        about = self.tr("From {low} to {high} {unit}, {year}. Source: {source}").format(
            low=price_in_words(figure.low),
            high=price_in_words(figure.high),
            unit=figure.unit,
            year=figure.year,
            source=sources_in_words(figure.source),
        )
        body.addWidget(label(about, "small"))
        if figure.own is not None:
            body.addWidget(label(self._own(figure.own), "ask"))
        ask = self._asking()
        self.ask = button(ask, "link")
        self.ask.setAccessibleName(self.tr("{button} {figure}").format(button=ask, figure=figure.meaning))
        self.ask.setCheckable(True)
        buttons = Wrap(None, 8, 4)
        buttons.addWidget(self.ask)
        if figure.own is not None:
            self.back = button(self.tr("Take the figure above again"), "link")
            self.back.clicked.connect(lambda _on=False: self._clear())
            buttons.addWidget(self.back)
        body.addLayout(buttons)
        self.form: QWidget | None = None
        self.ask.toggled.connect(self._opened)
        self.ask.setChecked(opened)

    def _asking(self) -> str:
        if self.figure.money:
            return self.tr("Change your own price…") if self.figure.own else self.tr("Use our own price…")
        return self.tr("Change your own figure…") if self.figure.own else self.tr("Use our own figure…")

    def _own(self, own: Price) -> str:
        exact = own.low == own.high
        if self.figure.money:
            says = (
                self.tr("Your own price: {low} {unit}. Where it comes from: {source}")
                if exact
                else self.tr("Your own price: {low} to {high} {unit}. Where it comes from: {source}")
            )
        else:
            says = (
                self.tr("Your own figure: {low} {unit}. Where it comes from: {source}")
                if exact
                else self.tr("Your own figure: {low} to {high} {unit}. Where it comes from: {source}")
            )
        return says.format(
            low=price_in_words(own.low),
            high=price_in_words(own.high),
            unit=self.figure.unit,
            source=own.source or self.tr("not said"),
        )

    def _make_fields(self) -> tuple[QLineEdit, ...]:
        own = self.figure.own
        self.low, self.high = self._number(own.low if own else None), self._number(own.high if own else None)
        self.source = TextField(self.tr("An offer, a contract, a bill"))
        self.source.show_value(own.source if own else "")
        self.low.setAccessibleName(self.tr("At the least, in {unit}").format(unit=self.figure.unit))
        self.high.setAccessibleName(self.tr("At the most, in {unit}").format(unit=self.figure.unit))
        self.source.setAccessibleName(self.tr("Where it comes from"))
        return self.low, self.high, self.source

    def _lay_out(self) -> QWidget:
        form = QWidget(self)
        self.problem = label("", "ask")
        self.problem.hide()
        use = button(self.tr("Use this price") if self.figure.money else self.tr("Use this figure"), "primary")
        use.clicked.connect(lambda _on=False: self.use())
        body = column(form, 0, 4)
        body.setContentsMargins(12, 0, 0, 8)
        fields = QGridLayout()
        fields.setHorizontalSpacing(8)
        fields.setColumnStretch(0, 2)
        fields.setColumnStretch(1, 3)
        for place, field in enumerate(self._make_fields()):
            field.returnPressed.connect(self.use)
            name = label(field.accessibleName())
            name.setBuddy(field)
            fields.addWidget(name, place, 0)
            fields.addWidget(field, place, 1)
        body.addLayout(fields)
        body.addWidget(self.problem)
        line = Wrap(None, 8, 4)
        line.addWidget(use)
        body.addLayout(line)
        return form

    def _number(self, value: float | None) -> NumberField:
        made = NumberField("", whole=False)
        made.show_value(value)
        return made

    def _opened(self, on: bool) -> None:
        if self.form is None:
            self.form = self._lay_out()
            self._body.addWidget(self.form)
        self.form.setVisible(on)
        self.opened.emit(self.figure.id, on)
        if on:
            self.low.setFocus()

    def use(self) -> None:
        """Take the price over, or say what is missing. One amount alone is taken for both ends."""
        low, high = self.low.taken(), self.high.taken()
        low, high = (high if low is None else low), (low if high is None else high)
        if low is None or high is None:
            costs = self.tr("Type what it costs at the least and at the most.")
            self._refuse(costs if self.figure.money else self.tr("Type how much it is at the least and at the most."))
        elif low > high:
            self._refuse(self.tr("The least is more than the most. Swap them, or mend one of them."))
        else:
            price = Price(low=low, high=high, source=self.source.text().strip())
            self.ask.setChecked(False)
            self.wanted.emit(SetPrice(name=self.figure.id, price=price), self.tr("use a figure of our own"))

    def _refuse(self, why: str) -> None:
        self.problem.setText(why)
        self.problem.show()
        self.low.setFocus()

    def _clear(self) -> None:
        self.wanted.emit(ClearPrice(name=self.figure.id), self.tr("take the figure of the knowledge again"))
