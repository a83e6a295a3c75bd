"""What each possible answer to an open question would make of the verdict, those first that change it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from infra_builder.advice.worth import Answered, Worth
from infra_builder.catalogue import Catalogue
from infra_builder.vocabulary import Flag
from ui.advice import wording
from ui.judgement import sign
from ui.widgets import column, label, row


class Outcomes(QWidget):
    """Answers under the verdict that they lead to; what leaves it as it is comes last."""

    def __init__(self, worth: Worth, catalogue: Catalogue, colours: Mapping[str, str]) -> None:
        super().__init__()
        self._catalogue, self._colours = catalogue, colours
        body = column(self, 0, 4)
        head = (
            self.tr("What the answer decides")
            if worth.decides
            else self.tr("No answer to this alone changes the verdict")
        )
        body.addWidget(label(head, "row"))
        for (flags, changes), answers in _together(worth):
            if changes or worth.decides:
                body.addWidget(self._line(flags, answers, changes=changes))

    def _line(self, flags: tuple[Flag, ...], answers: tuple[Answered, ...], *, changes: bool) -> QWidget:
        line = QWidget()
        layout = row(spacing=8)
        line.setLayout(layout)
        for flag in flags or ("balanced",):
            made = sign(flag, self._catalogue, self._colours, 18)
            layout.addWidget(made, alignment=Qt.AlignmentFlag.AlignTop)
        told = wording.flags(flags, self._catalogue)
        title = self.tr("{verdict}, if:") if changes else self.tr("{verdict} as now, if:")
        words = column(spacing=0)
        words.addWidget(label(title.format(verdict=told), "ask"))
        for answer in answers:
            words.addWidget(label(f"•  {self._said(answer)}"))
            if changes:
                for finding in answer.appear:
                    words.addWidget(
                        label(self.tr("Then this is found: {finding}").format(finding=finding.says), "small")
                    )
        layout.addLayout(words, 1)
        line.setAccessibleName(f"{title.format(verdict=told)} {'; '.join(map(self._said, answers))}")
        return line

    def _said(self, answer: Answered) -> str:
        """An answer in words; of a number it is the least of those that come to the same."""
        number = isinstance(answer.value, int | float) and not isinstance(answer.value, bool)
        return self.tr("{answer}, or more").format(answer=answer.says) if number else answer.says


def _together(worth: Worth) -> Iterator[tuple[tuple[tuple[Flag, ...], bool], tuple[Answered, ...]]]:
    """The answers by what they lead to, in the order of the answers, those that change something first."""
    found: dict[tuple[tuple[Flag, ...], bool], list[Answered]] = {}
    for answer in worth.answers:
        found.setdefault((answer.flags, answer.changes), []).append(answer)
    for key, answers in sorted(found.items(), key=lambda pair: not pair[0][1]):
        yield key, tuple(answers)
