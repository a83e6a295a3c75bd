"""A guided choice: a few questions, what the answers speak for at once beside them, blocks for the canvas."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QSizePolicy, QWidget

from infra_builder.catalogue import Catalogue
from infra_builder.guides import Chosen, Guide, GuideQuestion, Standing, Way, recommended, standings
from ui.widgets import Chips, button, clear, column, counted, label, rule


class GuideQuestions(QWidget):
    """The questions of a guided choice. One that is left out is an answer too."""

    answered = Signal(str, object)
    """A question and the words chosen for it."""

    def __init__(self, guide: Guide, chosen: Chosen, known: Collection[str]) -> None:
        """`known`: the questions that the plan answers already."""
        super().__init__()
        self.chips: dict[str, Chips] = {}
        self.body = column(self, 0, 6)
        for name, question in guide.questions.items():
            self._ask(name, question, chosen.get(name, ()), name in known)

    def _ask(self, name: str, question: GuideQuestion, words: tuple[str, ...], known: bool) -> None:
        self.body.addSpacing(10)
        self.body.addWidget(label(question.ask, "ask"))
        if question.why != "–":
            self.body.addWidget(label(question.why, "small"))
        answers = [(word, answer.label) for word, answer in question.answers.items()]
        chips = Chips(answers, several=question.several)
        chips.setAccessibleName(question.ask)
        chips.show_value(words)
        chips.chosen.connect(lambda words: self.answered.emit(name, words))
        self.body.addWidget(chips)
        if known:
            self.body.addWidget(label(self.tr("Taken over from the plan."), "small"))
        self.chips[name] = chips


class GuideResult(QWidget):
    """What the answers speak for, why, what to watch; and the other ways with what speaks against them."""

    blocks_wanted = Signal(object)
    """The kinds of block that the recommended way suggests."""

    def __init__(self, guide: Guide, catalogue: Catalogue) -> None:
        super().__init__()
        self.guide, self.catalogue = guide, catalogue
        self.body = column(self, 0, 8)

    def show_result(self, chosen: Chosen, there: Collection[str] = ()) -> None:
        """Show what the answers come to; `there` are the kinds of block that are on the canvas already."""
        clear(self.body)
        best = recommended(self.guide, chosen)
        if best is None:
            text = (
                self.tr("These answers pull apart: below stands what speaks against each way.")
                if any(chosen.values())
                else self.tr("Answer what you know. As soon as something speaks for a way, it stands here.")
            )
            self.body.addWidget(label(text, "quiet"))
        else:
            self._recommend(best, self.guide.ways[best.way], there)
        self._others(best, chosen)

    def _recommend(self, best: Standing, way: Way, there: Collection[str]) -> None:
        self.body.addWidget(label(self.tr("Recommended").upper(), "caps"))
        self.body.addWidget(label(way.name, "section"))
        self.body.addWidget(label(way.says))
        self._blocks(way, there)
        self._bullets(self.tr("Because"), best.speaks_for)
        self._bullets(self.tr("What speaks against it"), best.speaks_against)
        self._bullets(self.tr("Watch out for"), way.watch_outs)
        self._bullets(self.tr("First step"), (way.first_step,))
        if way.changes_mind != "–":
            self._bullets(self.tr("What would change this"), (way.changes_mind,))

    def _blocks(self, way: Way, there: Collection[str]) -> None:
        """The blocks that the way suggests, and the button that puts the missing ones on the canvas."""
        if not way.blocks:
            return
        names = ", ".join(self.catalogue.blocks[kind].name for kind in way.blocks)
        count = sum(1 for kind in way.blocks if kind not in there)
        put = button(
            counted(count, self.tr("Put 1 block on the canvas"), self.tr("Put {n} blocks on the canvas"))
            if count
            else self.tr("Its blocks are on the canvas"),
            "primary" if count else "",
        )
        put.setEnabled(bool(count))
        put.setToolTip(names)
        put.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        put.clicked.connect(lambda: self.blocks_wanted.emit(way.blocks))
        self.body.addWidget(label(names, "small"))
        self.body.addWidget(put, alignment=Qt.AlignmentFlag.AlignLeft)

    def _bullets(self, title: str, sentences: tuple[str, ...]) -> None:
        if sentences:
            self.body.addWidget(label(title.upper(), "caps"))
            for sentence in dict.fromkeys(sentences):
                self.body.addWidget(label(sentence))

    def _others(self, best: Standing | None, chosen: Chosen) -> None:
        """The other ways, with what speaks against them."""
        self.body.addSpacing(8)
        self.body.addWidget(rule())
        self.body.addWidget(label(self.tr("Other ways").upper(), "caps"))
        for standing in standings(self.guide, chosen):
            if best is not None and standing.way == best.way:
                continue
            name = self.guide.ways[standing.way].name
            ruled_out = self.tr("{way} · ruled out").format(way=name)
            self.body.addWidget(label(ruled_out if standing.ruled_out else name))
            for sentence in dict.fromkeys(standing.speaks_against):
                self.body.addWidget(label(sentence, "small"))


class GuideDialog(QDialog):
    """A guided choice in a window of its own: questions on the left, what they come to on the right."""

    blocks_wanted = Signal(object)

    def __init__(
        self, guide: Guide, catalogue: Catalogue, known: Mapping[str, tuple[str, ...]], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(guide.name)
        self.resize(980, 640)
        self.guide, self.known = guide, known
        self.chosen: dict[str, tuple[str, ...]] = dict(known)
        self.questions = GuideQuestions(guide, self.chosen, known)
        self.result_view = GuideResult(guide, catalogue)
        self.questions.answered.connect(self._answered)
        self.result_view.blocks_wanted.connect(self.blocks_wanted)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(scrolled(self._left()), 5)
        layout.addWidget(scrolled(self._right()), 4)
        self.result_view.show_result(self.chosen)

    @property
    def chips(self) -> Mapping[str, Chips]:
        """The answers to choose from, by question."""
        return self.questions.chips

    def _left(self) -> QWidget:
        page = QWidget()
        page.setObjectName("panel")
        body = column(page, 24, 6)
        for part in (label(self.guide.name, "section"), label(self.guide.line, "quiet"), self.questions):
            body.addWidget(part)
        body.addSpacing(12)
        body.addWidget(label(self.tr("What you don't know yet may stay open."), "quiet"))
        body.addStretch()
        return page

    def _right(self) -> QWidget:
        page = QWidget()
        page.setObjectName("sunken")
        page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        body = column(page, 24, 0)
        body.addWidget(self.result_view)
        body.addStretch()
        return page

    def _answered(self, name: str, words: tuple[str, ...]) -> None:
        self.chosen[name] = words
        self.result_view.show_result(self.chosen)


def scrolled(page: QWidget) -> QScrollArea:
    """A page that may be longer than there is room for."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(page)
    return area
