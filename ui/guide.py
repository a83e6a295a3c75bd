"""A guided choice: a few questions on the left, what the answers speak for on the right, blocks for the canvas."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QWidget

from infra_builder.catalogue import Catalogue
from infra_builder.guides import Guide, Standing, Way, recommended, standings
from ui.widgets import Chips, button, clear, column, counted, label, rule


class GuideDialog(QDialog):
    """Answers follow at once; a question that is left out is an answer too."""

    blocks_wanted = Signal(object)
    """The kinds of block that the recommended way suggests."""

    def __init__(
        self, guide: Guide, catalogue: Catalogue, known: Mapping[str, tuple[str, ...]], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(guide.name)
        self.resize(980, 640)
        self.guide, self.catalogue, self.known = guide, catalogue, known
        self.chosen: dict[str, tuple[str, ...]] = dict(known)
        self.chips: dict[str, Chips] = {}
        self.result_column = column(spacing=8)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._questions(), 5)
        layout.addWidget(self._result(), 4)
        self._show_result()

    def _questions(self) -> QWidget:
        page = QWidget()
        page.setObjectName("panel")
        body = column(page, 24, 6)
        body.addWidget(label(self.guide.name, "section"))
        body.addWidget(label(self.guide.line, "quiet"))
        for name, question in self.guide.questions.items():
            body.addSpacing(12)
            body.addWidget(label(question.ask, "row"))
            if question.why != "–":
                body.addWidget(label(question.why, "small"))
            words = [(word, answer.label) for word, answer in question.answers.items()]
            chips = Chips(words, several=question.several)
            chips.setAccessibleName(question.ask)
            chips.show_value(self.chosen.get(name, ()))
            chips.chosen.connect(lambda words, name=name: self._answered(name, words))
            body.addWidget(chips)
            if name in self.known:
                body.addWidget(label(self.tr("Taken over from the plan."), "small"))
            self.chips[name] = chips
        body.addSpacing(12)
        body.addWidget(label(self.tr("What you don't know yet may stay open."), "quiet"))
        body.addStretch()
        return scrolled(page)

    def _result(self) -> QWidget:
        page = QWidget()
        page.setObjectName("sunken")
        page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.result_column.setContentsMargins(24, 24, 24, 24)
        page.setLayout(self.result_column)
        return scrolled(page)

    def _answered(self, name: str, words: tuple[str, ...]) -> None:
        self.chosen[name] = words
        self._show_result()

    def _show_result(self) -> None:
        clear(self.result_column)
        best = recommended(self.guide, self.chosen)
        if best is None:
            text = (
                self.tr("These answers pull apart: below stands what speaks against each way.")
                if any(self.chosen.values())
                else self.tr("Answer what you know. As soon as something speaks for a way, it stands here.")
            )
            self.result_column.addWidget(label(text, "quiet"))
        else:
            self._recommend(best, self.guide.ways[best.way])
        self._others(best)
        self.result_column.addStretch()

    def _recommend(self, best: Standing, way: Way) -> None:
        add = self.result_column.addWidget
        add(label(self.tr("Recommended").upper(), "caps"))
        add(label(way.name, "section"))
        add(label(way.says))
        self._bullets(self.tr("Because"), best.speaks_for)
        self._bullets(self.tr("What speaks against it"), best.speaks_against)
        self._bullets(self.tr("Watch out for"), way.watch_outs)
        self._bullets(self.tr("First step"), (way.first_step,))
        if way.changes_mind != "–":
            self._bullets(self.tr("What would change this"), (way.changes_mind,))
        if way.blocks:
            names = ", ".join(self.catalogue.blocks[kind].name for kind in way.blocks)
            count = len(way.blocks)
            put = button(
                counted(count, self.tr("Put 1 block on the canvas"), self.tr("Put {n} blocks on the canvas")), "primary"
            )
            put.setToolTip(names)
            put.clicked.connect(lambda: self.blocks_wanted.emit(way.blocks))
            add(label(names, "small"))
            add(put, alignment=Qt.AlignmentFlag.AlignLeft)

    def _bullets(self, title: str, sentences: tuple[str, ...]) -> None:
        if sentences:
            self.result_column.addWidget(label(title.upper(), "caps"))
            for sentence in dict.fromkeys(sentences):
                self.result_column.addWidget(label(sentence))

    def _others(self, best: Standing | None) -> None:
        """The other ways, with what speaks against them."""
        self.result_column.addSpacing(8)
        self.result_column.addWidget(rule())
        self.result_column.addWidget(label(self.tr("Other ways").upper(), "caps"))
        for standing in standings(self.guide, self.chosen):
            if best is not None and standing.way == best.way:
                continue
            name = self.guide.ways[standing.way].name
            out = self.tr("ruled out")
            self.result_column.addWidget(label(f"{name} · {out}" if standing.ruled_out else name))
            for sentence in dict.fromkeys(standing.speaks_against):
                self.result_column.addWidget(label(sentence, "small"))


def scrolled(page: QWidget) -> QScrollArea:
    """A page that may be longer than there is room for."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(page)
    return area
