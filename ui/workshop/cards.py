"""A group at a glance: its name, its picture, its verdict, how far it has come, and what is wrong with its file."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from infra_builder.catalogue import Catalogue
from infra_builder.report import OptionReport
from infra_builder.room.looks import Look
from infra_builder.room.workshop import StepName
from ui.judgement import colour_of, sign
from ui.painting import icon_pixmap
from ui.picture import Picture
from ui.steps.bar import STEPS, step_title
from ui.theming import scaled
from ui.widgets import CardButton, clear, column, counted, label, row
from ui.workshop.look_words import MOST_OPTIONS, flags_of, how_far, in_short, last_change, verdict_words
from ui.workshop.looking import Drawn, mark

PICTURE_HEIGHT = 110


class Begun(QWidget):
    """The five steps as numbers in boxes; those in which something has been done are filled."""

    def __init__(self, colours: Mapping[str, str]) -> None:
        super().__init__()
        self.colours = colours
        self.begun: tuple[StepName, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_steps(self, begun: tuple[StepName, ...]) -> None:
        """Show these as begun."""
        self.begun = begun
        words = ", ".join(step_title(step) for step in begun)
        self.setAccessibleName(self.tr("Begun: {steps}").format(steps=words) if words else self.tr("Nothing begun yet"))
        self.setToolTip(self.accessibleName())
        self.update()

    def sizeHint(self) -> QSize:
        """Five boxes."""
        return QSize(len(STEPS) * (scaled(18) + 4), scaled(18) + 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the boxes."""
        painter, side = QPainter(self), scaled(18)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        font.setPixelSize(round(side * 0.66))
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        for place, step in enumerate(STEPS):
            box = QRectF(place * (side + 4) + 1, 1, side - 2, side - 2)
            done = step in self.begun
            painter.setPen(QPen(QColor(self.colours["accent" if done else "edge"]), 1.2))
            painter.setBrush(QColor(self.colours["accent"]) if done else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 3, 3)
            painter.setPen(QColor(self.colours["on_accent" if done else "ink_2"]))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(place + 1))
        painter.end()


def verdict_line(report: OptionReport, name: str, catalogue: Catalogue, colours: Mapping[str, str]) -> QHBoxLayout:
    """The signs and words of an option's verdict, behind the name of the option where it is told."""
    line, flags = row(spacing=4), flags_of(report)
    for flag in flags:
        line.addWidget(sign(flag, catalogue, colours, 18), alignment=Qt.AlignmentFlag.AlignTop)
    words = label(verdict_words(report, catalogue), "ask")
    words.setStyleSheet(f"color: {colours[colour_of(flags[0]) if len(flags) == 1 else 'ink']};")
    told = column(spacing=0)
    told.addWidget(words)
    if name:
        told.addWidget(label(name, "small"))
    line.addSpacing(2)
    line.addLayout(told, 1)
    return line


class GroupCard(CardButton):
    """One group; chosen by a click or by the arrow keys, opened by Return or a double click."""

    opened = Signal()

    def __init__(self, colours: Mapping[str, str]) -> None:
        super().__init__("answer-card")
        self.colours = colours
        self.look: Look | None = None
        self._shown: object = None
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.name, self.trouble, self.far, self.when = (
            label("", "row"),
            label("", "strong"),
            label(""),
            label("", "small"),
        )
        self.mark = QLabel()
        self.picture = Picture(colours, largest=0.6)
        self.picture.setFixedHeight(scaled(PICTURE_HEIGHT))
        self.verdicts = column(spacing=2)
        self.begun = Begun(colours)
        self._lay_out()

    def _lay_out(self) -> None:
        wrong = row(self.mark, self.trouble, spacing=6)
        wrong.setStretch(1, 1)
        self.mark.setPixmap(icon_pixmap("info", self.colours, "ink", scaled(16), self.devicePixelRatioF()))
        self.inner.setContentsMargins(12, 10, 12, 12)
        self.inner.setSpacing(6)
        self.inner.addWidget(self.name)
        self.inner.addLayout(wrong)
        self.inner.addWidget(self.picture)
        self.inner.addLayout(self.verdicts)
        self.inner.addStretch()
        foot = row(self.begun, self.when, spacing=8)
        foot.setStretch(1, 1)
        self.when.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.inner.addWidget(self.far)
        self.inner.addLayout(foot)

    def show_group(self, look: Look, drawn: Drawn | None, catalogue: Catalogue, *, pictures: bool) -> None:
        """Show how this group stands."""
        shown = (mark(look), id(drawn), pictures)
        self._name_when(look)
        if shown == self._shown:
            return
        self.look, self._shown = look, shown
        wrong = in_short(look)
        self.name.setText(look.group.name)
        self.trouble.setText(wrong)
        self.trouble.setVisible(bool(wrong))
        self.mark.setVisible(bool(wrong))
        self.far.setText(how_far(look))
        self.far.setVisible(bool(self.far.text()))
        self.picture.setVisible(pictures and drawn is not None)
        if pictures and drawn is not None:
            self.picture.show_scene(drawn.scene)
        self.begun.show_steps(look.progress.begun)
        self._show_verdicts(look, catalogue)
        self._say(look, catalogue)
        for child in (self.picture, self.begun, *self.findChildren(QLabel)):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.updateGeometry()

    def _name_when(self, look: Look) -> None:
        """When it changed last, and where it is open: this becomes another text as time goes by."""
        when = last_change(look)
        if look.holder:
            open_ = self.tr("open on {computer}").format(computer=look.holder)
            when = self.tr("{time}, {open}").format(time=when, open=open_) if when else open_
        if when != self.when.text():
            self.when.setText(when)

    def _show_verdicts(self, look: Look, catalogue: Catalogue) -> None:
        clear(self.verdicts)
        if look.report is None or look.plan is None:
            return
        reports = look.report.options
        for report in reports[:MOST_OPTIONS]:
            name = look.plan.option(report.id).name or report.id if len(reports) > 1 else ""
            self.verdicts.addLayout(verdict_line(report, name, catalogue, self.colours))
        if (more := len(reports) - MOST_OPTIONS) > 0:
            text = counted(more, self.tr("and 1 more option"), self.tr("and {n} more options"))
            self.verdicts.addWidget(label(text, "small"))

    def _say(self, look: Look, catalogue: Catalogue) -> None:
        """The same for those who do not see it."""
        reports = look.report.options if look.report is not None else ()
        verdicts = "; ".join(verdict_words(report, catalogue) for report in reports[:MOST_OPTIONS])
        said = (self.trouble.text(), verdicts, self.far.text(), self.begun.accessibleName(), self.when.text())
        self.setAccessibleName(look.group.name)
        self.setAccessibleDescription(". ".join(part for part in said if part))
        self.setToolTip(self.begun.accessibleName())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return opens the plan."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """So does a double click."""
        super().mouseDoubleClickEvent(event)
        self.opened.emit()
