"""How a judgement is shown wherever it is shown: the verdict in words with its signs, and the strip of stages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from infra_builder.catalogue import Catalogue
from infra_builder.deciding import Accepted, accepted
from infra_builder.plan import Decision
from infra_builder.report import OptionReport, StageVerdict
from ui.dates import in_words, today
from ui.painting import icon_pixmap
from ui.theming import scaled
from ui.widgets import clear, column, counted, label, row


@dataclass(frozen=True)
class Verdict:
    """What stands in the largest words of the window: signs, words, a line below.

    `accepted` says how many findings were accepted as they are and until when; the words stay what they are.
    """

    flags: tuple[str, ...]
    words: str
    line: str
    accepted: str = ""
    passed: bool = False


def _tr(text: str) -> str:
    return QCoreApplication.translate("Verdict", text)


def verdict_of(report: OptionReport, catalogue: Catalogue, decisions: Iterable[Decision] = ()) -> Verdict:
    """The judgement of an option in words, with what of it was accepted by these decisions."""
    deciding = len(report.decisive_questions)
    if report.veiled:
        return Verdict(("note",), _tr("The verdict is shown later"), _tr("Build first. Then you look at it together."))
    if report.empty:
        return Verdict(("question",), _tr("Nothing to judge yet"), _tr("Put a first block on the canvas."))
    questions = (
        counted(deciding, _tr("1 open question may change this"), _tr("{n} open questions may change this"))
        if deciding
        else ""
    )
    if report.balanced:
        line = questions or _tr("The smallest foundation for the next safe step")
        return Verdict(("balanced",), catalogue.label("flag", "balanced"), line)
    words = ", ".join(catalogue.label("flag", flag) for flag in report.flags)
    found = counted(len(report.findings), _tr("1 finding"), _tr("{n} findings"))
    line = " · ".join(part for part in (found, questions) if part)
    taken = accepted(decisions, report, today())
    return Verdict(report.flags, words, line, accepted_words(taken), taken.passed)


def accepted_words(taken: Accepted) -> str:
    """How much was accepted as it is and until when; empty where nothing was."""
    sentences = {
        "none": "",
        "one": _tr("One accepted as it is"),
        "one_until": _tr("One accepted until {date}"),
        "one_passed": _tr("One accepted until {date}, which has passed"),
        "several": _tr("{n} accepted as they are"),
        "several_until": _tr("{n} accepted, the first until {date}"),
        "several_passed": _tr("{n} accepted, the first until {date}, which has passed"),
    }
    return sentences[taken.words].format(n=taken.count, date=in_words(taken.until))


def colour_of(flag: str) -> str:
    """The colour of a flag's sign: open questions and notes raise no voice."""
    return "ink_2" if flag in ("question", "note") else flag


def sign(flag: str, catalogue: Catalogue, colours: Mapping[str, str], size: int, colour: str = "") -> QLabel:
    """The sign of a flag, with its word for those who do not see it; in its own colour where none is named.

    `size` is in pixels at 100 %; it goes with the texts.
    """
    made = QLabel()
    size = scaled(size)
    picture = icon_pixmap(f"verdict_{flag}", colours, colour or colour_of(flag), size, made.devicePixelRatioF())
    made.setPixmap(picture)
    made.setAccessibleName(catalogue.label("flag", flag))
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made


def clock(colours: Mapping[str, str], size: int = 16) -> QLabel:
    """The calm mark of what should have been looked at again by now. The words beside it say so."""
    made = QLabel()
    made.setPixmap(icon_pixmap("clock", colours, "ink_2", scaled(size), made.devicePixelRatioF()))
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made


class VerdictHead(QWidget):
    """The signs and the largest words, with a line below."""

    def __init__(self, size: int = 40) -> None:
        super().__init__()
        self._size = size
        self._body = row(spacing=6)
        self.setLayout(self._body)

    def show_verdict(self, verdict: Verdict, catalogue: Catalogue, colours: Mapping[str, str]) -> None:
        """Show this."""
        clear(self._body)
        for flag in verdict.flags:
            self._body.addWidget(sign(flag, catalogue, colours, self._size), alignment=Qt.AlignmentFlag.AlignTop)
        words = label(verdict.words, "verdict" if self._size >= 40 else "title")
        words.setObjectName("verdict-words")
        role = colour_of(verdict.flags[0]) if len(verdict.flags) == 1 else "ink"
        words.setStyleSheet(f"color: {colours[role]};")
        text = column(spacing=0)
        text.addWidget(words)
        if verdict.accepted:
            text.addLayout(self._accepted(verdict, colours))
        text.addWidget(label(verdict.line, "quiet"))
        text.addStretch()
        self._body.addSpacing(6)
        self._body.addLayout(text, 1)
        self.setAccessibleName(". ".join(part for part in (verdict.words, verdict.accepted, verdict.line) if part))

    def _accepted(self, verdict: Verdict, colours: Mapping[str, str]) -> QHBoxLayout:
        """What was accepted, with a clock where it has to be looked at again."""
        said = label(verdict.accepted, "ask")
        said.setObjectName("verdict-accepted")
        line = row(spacing=6)
        if verdict.passed:
            line.addWidget(clock(colours), alignment=Qt.AlignmentFlag.AlignTop)
        line.addWidget(said, 1)
        return line


class StageStrip(QWidget):
    """Experiment, pilot and production side by side, the present one on a footing."""

    def __init__(self, stages: tuple[StageVerdict, ...], catalogue: Catalogue, colours: Mapping[str, str]) -> None:
        super().__init__()
        self.stages, self.colours = stages, colours
        layout = row(spacing=0)
        self.setLayout(layout)
        words = []
        for stage in stages:
            cell = column(None, 8, 2)
            name = label(catalogue.label("stage", stage.stage), "small", wrap=False)
            name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            if stage.now:
                name.setStyleSheet(f"font-weight: 700; color: {colours['ink']};")
            signs = row(spacing=3)
            flags = stage.flags or ("balanced",)
            for flag in flags:
                signs.addWidget(sign(flag, catalogue, colours, 16))
            said = ", ".join(catalogue.label("flag", flag) for flag in flags)
            one = catalogue.label("flag", flags[0]) if len(flags) == 1 else ""
            note = label(one + (f" {stage.findings}" if stage.findings else ""), "small")
            note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
            signs.addWidget(note, 1)
            cell.addWidget(name)
            cell.addLayout(signs)
            layout.addLayout(cell, 1)
            words.append(f"{catalogue.label('stage', stage.stage)}: {said}")
        self.setToolTip("\n".join(words))
        self.setAccessibleName("; ".join(words))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the cells and the footing below the present stage."""
        painter = QPainter(self)
        wide = self.width() / len(self.stages)
        painter.setPen(QPen(QColor(self.colours["line"]), 1))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 4, 4)
        for index, stage in enumerate(self.stages):
            if index:
                painter.drawLine(round(index * wide), 1, round(index * wide), self.height() - 2)
            if stage.now:
                painter.fillRect(round(index * wide), self.height() - 4, round(wide), 4, QColor(self.colours["accent"]))
        painter.end()
