"""The sheet with the costs of the designs that are compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QFrame

from infra_builder.advice.cost import CostAdvice
from infra_builder.advice.spans import NOTHING
from ui.compare.scale import Bar, Scale
from ui.widgets import clear, column, label


@dataclass(frozen=True)
class Priced:
    """A design with the flags of its verdict and its cost, None as long as that is being worked out.

    `nothing`: nothing is drawn, so it costs nothing.
    """

    name: str
    flags: tuple[str, ...]
    cost: CostAdvice | None
    nothing: bool


class Costs(QFrame):
    """All designs on one scale, or that this is being worked out."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "sheet")
        self._body = column(self, 16, 8)
        self._shown: object = None

    def show_costs(self, priced: Sequence[Priced], colours: Mapping[str, str]) -> None:
        """Show these; nothing is touched where they are shown already."""
        waiting = any(one.cost is None and not one.nothing for one in priced)
        partly = any(one.cost is not None and not one.cost.now.complete for one in priced)
        bars = tuple(map(_bar, priced))
        if (bars, waiting, partly, colours["panel"]) == self._shown:
            return
        self._shown = bars, waiting, partly, colours["panel"]
        clear(self._body)
        self._body.addWidget(label(self.tr("Cost a month"), "title"))
        how = self.tr("From the least to the most, each line of the scale ten times the last.")
        self._body.addWidget(label(how, "small"))
        if waiting:
            self._body.addWidget(label(self.tr("Working it out…"), "quiet"))
        else:
            self._body.addWidget(Scale(bars, colours))
            if partly:
                open_ = self.tr("Only what is known is counted. Check says what is open.")
                self._body.addWidget(label(open_, "small"))
        self._body.addStretch()


def _bar(one: Priced) -> Bar:
    if one.cost is None:
        return Bar(one.name, one.flags, NOTHING, NOTHING)
    return Bar(one.name, one.flags, one.cost.now.monthly, one.cost.ten_times.monthly)
