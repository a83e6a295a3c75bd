"""What came of a vote: the outcome in large words, how many said what as bars, and the reasons."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from infra_builder.plan import Slip
from infra_builder.room.voting import Result
from ui.painting import icon_pixmap
from ui.theming import scaled
from ui.widgets import clear, column, label
from ui.workshop.vote_words import ANSWERS, Answer, answer_name, outcome_name, people, why

ICONS: Mapping[Answer, str] = {"agreed": "check", "with_changes": "edit", "not_yet": "minus"}


class Bar(QWidget):
    """A count beside the largest possible one."""

    def __init__(self, share: float, colours: Mapping[str, str]) -> None:
        super().__init__()
        self.share, self.colours = share, colours
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As long as there is room for."""
        return QSize(scaled(160), scaled(24))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bar on its footing."""
        painter = QPainter(self)
        painter.fillRect(QRectF(0, 0, self.width() * self.share, self.height() - 3), QColor(self.colours["accent"]))
        painter.setPen(QPen(QColor(self.colours["edge"]), 1))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.end()


class OutcomeView(QWidget):
    """A result to look at together."""

    def __init__(self, colours: Mapping[str, str]) -> None:
        super().__init__()
        self.colours = colours
        self._body = column(self, 0, 10)

    def show_result(self, found: Result) -> None:
        """Show this."""
        clear(self._body)
        words = label(outcome_name(found.outcome), "verdict")
        words.setObjectName("outcome")
        self._body.addWidget(words)
        self._body.addWidget(label(why(found)))
        self._body.addLayout(self._bars(found))
        for title, slips in (
            (_tr("Why not simply agreed"), found.dissent),
            (_tr("Why agreed"), tuple(slip for slip in found.reasons if slip.answer == "agreed")),
        ):
            if slips:
                self._body.addSpacing(6)
                self._body.addWidget(label(title, "title"))
                for slip in slips:
                    self._body.addWidget(label(reason_line(slip)))

    def _bars(self, found: Result) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        counts = {"agreed": found.agreed, "with_changes": found.with_changes, "not_yet": found.not_yet}
        for line, answer in enumerate(ANSWERS):
            mark = QLabel()
            mark.setPixmap(icon_pixmap(ICONS[answer], self.colours, "ink", scaled(18), self.devicePixelRatioF()))
            bar = Bar(counts[answer] / max(1, found.people), self.colours)
            bar.setAccessibleName(answer_name(answer))
            bar.setAccessibleDescription(people(counts[answer]))
            for place, part in enumerate(
                (
                    mark,
                    label(answer_name(answer), "row", wrap=False),
                    bar,
                    label(people(counts[answer]), "row", wrap=False),
                )
            ):
                grid.addWidget(part, line, place)
        grid.setColumnStretch(2, 1)
        return grid


def _tr(text: str) -> str:
    return QCoreApplication.translate("votes", text)


def reason_line(slip: Slip) -> str:
    """A slip with its reason, and with the name where one was given."""
    text = _tr("{answer}: {reason} ({name})") if slip.name else _tr("{answer}: {reason}")
    return text.format(answer=answer_name(slip.answer), reason=slip.reason or "–", name=slip.name)
