"""The first page: start empty, open a plan, or start from a case like yours, with its picture and verdict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from exports.picture.scene import Scene, scene
from infra_builder.evaluate import evaluate
from infra_builder.guarded_yaml import parse, read_text
from infra_builder.knowledge import Knowledge
from infra_builder.places import SCENARIOS
from infra_builder.planfile import read
from infra_builder.problems import Unusable
from infra_builder.report import Report
from ui.painting import icon_pixmap, paint_scene
from ui.widgets import CardButton, button, column, counted, label, row, rule

PICTURE_HEIGHT = 150
COLUMNS = 3
ASKED = ("hosting_path", "data_foundation", "hpc", "build_buy_rent_share")
"""The guided choices on this page; all of them are in the menu."""


@dataclass(frozen=True)
class Scenario:
    """A plan to start from."""

    path: Path
    title: str
    line: str


def scenarios() -> tuple[Scenario, ...]:
    """The plans that ship with the program, in the order of their index. Raises Unusable."""
    index = SCENARIOS / "index.yaml"
    value = parse(read_text(index), str(index)).value
    entries = value["scenarios"] if isinstance(value, dict) else ()
    return tuple(Scenario(SCENARIOS / entry["file"], entry["title"], entry["line"]) for entry in entries)


class Welcome(QWidget):
    """The page that is shown while no plan is open."""

    new_wanted = Signal()
    open_wanted = Signal()
    path_wanted = Signal(Path)
    scenario_wanted = Signal(Path)
    guide_wanted = Signal(str)

    def __init__(self, knowledge: Knowledge, recent: tuple[Path, ...], colours: Mapping[str, str]) -> None:
        super().__init__()
        self.setObjectName("welcome")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.knowledge, self.colours = knowledge, colours
        self.cards: list[ScenarioCard] = []
        self._waiting: list[ScenarioCard] = []
        self._filler = QTimer(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._side(recent))
        layout.addWidget(self._starters(), 1)

    def _side(self, recent: tuple[Path, ...]) -> QWidget:
        side = QWidget()
        side.setObjectName("welcome-side")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        side.setFixedWidth(400)
        body = column(side, 48, 12)
        mark = QLabel()
        mark.setPixmap(icon_pixmap("app_mark", self.colours, "ink", 84, self.devicePixelRatioF()))
        body.addWidget(mark)
        body.addWidget(label("Infra Builder", "display"))
        body.addWidget(label(self.tr("Find the smallest foundation that carries your next safe step."), "row"))
        body.addSpacing(16)
        begin, then = self.tr("Begin with an empty canvas"), self.tr("Describe the AI, then put blocks under it")
        self.new_button = self._way(begin, then, "primary-card")
        self.new_button.clicked.connect(self.new_wanted)
        self.open_button = self._way(self.tr("Open a plan…"), self.tr("Or drop a file anywhere here"), "card")
        self.open_button.clicked.connect(self.open_wanted)
        body.addWidget(self.new_button)
        body.addWidget(self.open_button)
        if recent:
            body.addSpacing(16)
            body.addWidget(label(self.tr("Last plans").upper(), "caps"))
            for path in recent[:5]:
                body.addWidget(rule())
                made = QPushButton(path.stem)
                made.setProperty("role", "link")
                made.setToolTip(str(path))
                made.clicked.connect(lambda _on=False, path=path: self.path_wanted.emit(path))
                body.addWidget(made)
        body.addStretch()
        lock = QLabel()
        lock.setPixmap(icon_pixmap("lock", self.colours, "ink_2", 18, self.devicePixelRatioF()))
        foot = row(lock)
        foot.addWidget(label(self.tr("Works without a network. Plans stay on this computer."), "small"), 1)
        body.addLayout(foot)
        return side

    def _way(self, title: str, line: str, role: str) -> QPushButton:
        made = CardButton(role)
        made.setAccessibleName(title)
        made.setAccessibleDescription(line)
        made.inner.setContentsMargins(16, 12, 16, 12)
        made.inner.setSpacing(2)
        for text, size in ((title, "row"), (line, "small")):
            words = label(text, size)
            words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            if role == "primary-card":
                words.setStyleSheet(f"color: {self.colours['on_accent']};")
            made.inner.addWidget(words)
        return made

    def _starters(self) -> QWidget:
        area = QScrollArea()
        area.setWidgetResizable(True)
        page = QWidget()
        page.setObjectName("welcome")
        body = column(page, 48, 16)
        head = row(label(self.tr("Start from a case like yours"), "section", wrap=False), spacing=16)
        head.addWidget(label(self.tr("Each one is a plan you can change"), "quiet", wrap=False))
        head.addStretch()
        body.addLayout(head)
        grid = QGridLayout()
        grid.setSpacing(20)
        try:
            found = scenarios()
        except Unusable:
            found = ()
        for index, scenario in enumerate(found):
            card = ScenarioCard(scenario, self.colours)
            card.clicked.connect(lambda _on=False, path=scenario.path: self.scenario_wanted.emit(path))
            grid.addWidget(card, index // COLUMNS, index % COLUMNS, Qt.AlignmentFlag.AlignTop)
            self.cards.append(card)
        for place in range(COLUMNS):
            grid.setColumnStretch(place, 1)
        body.addLayout(grid)
        body.addLayout(self._questions())
        body.addStretch()
        area.setWidget(page)
        self._waiting = list(self.cards)
        self._filler.timeout.connect(self._fill_next)
        self._filler.start()
        return area

    def _questions(self) -> QVBoxLayout:
        """The guided choices that people most often come with."""
        guides = self.knowledge.catalogue.guides
        asked = [id_ for id_ in ASKED if id_ in guides]
        body = column(spacing=12)
        if asked:
            body.setContentsMargins(0, 12, 0, 0)
            head = row(label(self.tr("Or from one question"), "section", wrap=False), spacing=16)
            head.addWidget(label(self.tr("A few answers and a reasoned recommendation"), "quiet", wrap=False))
            head.addStretch()
            body.addLayout(head)
            buttons = [button(guides[id_].name) for id_ in asked]
            for id_, made in zip(asked, buttons, strict=True):
                made.clicked.connect(lambda _on=False, id_=id_: self.guide_wanted.emit(id_))
            body.addLayout(row(*buttons, spacing=20))
        return body

    def _fill_next(self) -> None:
        """Read and judge one case after the other, so that the page is there at once."""
        if not self._waiting:
            self._filler.stop()
            return
        card = self._waiting.pop(0)
        try:
            plan = read(card.scenario.path, self.knowledge.catalogue)
        except Unusable as unusable:
            card.fail(str(unusable.problems[0]))
        else:
            report = evaluate(plan, self.knowledge)
            card.show_plan(scene(plan, plan.options[0], self.knowledge.catalogue), report, self.knowledge)


class ScenarioCard(CardButton):
    """A case: its picture in small, its title, what it is, how many blocks, how it starts."""

    def __init__(self, scenario: Scenario, colours: Mapping[str, str]) -> None:
        super().__init__("card")
        self.scenario, self.colours = scenario, colours
        self.setAccessibleName(scenario.title)
        self.setAccessibleDescription(scenario.line)
        self.picture = Thumbnail(colours)
        self.note = label(" ", "small")
        self.inner.setContentsMargins(2, 2, 2, 12)
        self.inner.setSpacing(4)
        self.inner.addWidget(self.picture)
        words = column(spacing=2)
        words.setContentsMargins(14, 4, 14, 0)
        for widget in (label(scenario.title, "row"), label(scenario.line, "quiet"), self.note):
            words.addWidget(widget)
        self.inner.addLayout(words)
        for child in (self.picture, *self.findChildren(QLabel)):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_plan(self, drawn: Scene, report: Report, knowledge: Knowledge) -> None:
        """Show the picture and the verdict."""
        self.picture.show_scene(drawn)
        blocks = sum(1 for item in drawn.items if item.sort == "block")
        parts = [counted(blocks, self.tr("1 block"), self.tr("{n} blocks"))]
        if len(report.options) > 1:
            parts.append(self.tr("{n} options").format(n=len(report.options)))
        flags = report.options[0].flags or ("balanced",)
        verdict = ", ".join(knowledge.catalogue.label("flag", flag).lower() for flag in flags)
        parts.append(self.tr("starts {verdict}").format(verdict=verdict))
        self.note.setText(" · ".join(parts))

    def fail(self, reason: str) -> None:
        """Say why it cannot be shown."""
        self.note.setText(reason)
        self.setEnabled(False)


class Thumbnail(QWidget):
    """A picture as large as there is room for."""

    def __init__(self, colours: Mapping[str, str]) -> None:
        super().__init__()
        self.colours = colours
        self._scene: Scene | None = None
        self._image = QPixmap()
        self.setFixedHeight(PICTURE_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_scene(self, drawn: Scene) -> None:
        """Show this."""
        self._scene, self._image = drawn, QPixmap()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the picture, kept as an image until the size changes."""
        ratio = self.devicePixelRatioF()
        if self._image.size() != self.size() * ratio:
            self._image = self._drawn(ratio)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._image)
        painter.end()

    def _drawn(self, ratio: float) -> QPixmap:
        image = QPixmap(self.size() * ratio)
        image.setDevicePixelRatio(ratio)
        image.fill(QColor(self.colours["canvas"]))
        if self._scene is None:
            return image
        frame = self._scene.bounds.grown(24)
        factor = min(self.width() / frame.width, self.height() / frame.height, 0.6)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(self.width() / 2, self.height() / 2)
        painter.scale(factor, factor)
        painter.translate(-frame.cx, -frame.cy)
        paint_scene(painter, self._scene, self.colours)
        painter.end()
        return image
