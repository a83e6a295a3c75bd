"""Compare: two or three designs side by side, or two of them in one picture, and what differs in words."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QGridLayout, QStackedWidget, QWidget

from infra_builder.advice.contrasts import Contrast, contrasts, growth
from infra_builder.evaluate import judge
from infra_builder.matching import Side
from infra_builder.plan import Milestone, Plan
from infra_builder.planfile import SUFFIX, read
from infra_builder.problems import Unusable
from infra_builder.report import OptionReport
from ui.compare.card import Card
from ui.compare.chooser import MOST, Choosers
from ui.compare.costs import Costs, Priced
from ui.compare.difference import Difference
from ui.compare.rows import Rows
from ui.compare.sides import Offer, file_key, offers, question
from ui.compare.working import Working
from ui.document import PlanDocument
from ui.steps.flow import Beside, Page, letter
from ui.steps.step import Step
from ui.theming import scaled
from ui.widgets import clear, column, label

ROOMY = 44
"""So many letters wide a design likes to be; where there is less room, they stand below each other."""
LOWEST, HIGHEST = 170, 360
"""How high a picture is at least and at most, in pixels at 100 %."""


class CompareStep(Step):
    """A column a design and what differs below; or the difference as a picture with a list."""

    def __init__(self, document: PlanDocument, colours: Mapping[str, str]) -> None:
        super().__init__(document, colours)
        self.files: dict[Path, Plan] = {}
        """Plans from other files."""
        self.cards: list[Card] = []
        self._wanted: list[str | None] = []
        """The keys that were chosen, one a column; None for a column that is to stay empty."""
        self._shown: object = None
        self._contrasts: tuple[Contrast, ...] = ()
        self._judged: list[tuple[Side, OptionReport]] = []
        self.working = Working(document.knowledge, document.judge)
        self.working.told.connect(self._show_known)
        self.destroyed.connect(self.working.stop)
        self.choosers = Choosers()
        self.rows, self.costs, self.difference = Rows(), Costs(), Difference(colours)
        self._lay_out()
        self.choosers.chosen.connect(self._choose)
        self.choosers.another_wanted.connect(self._choose_file)
        self.choosers.way_changed.connect(self._look)

    def _lay_out(self) -> None:
        top = QWidget()
        top.setObjectName("panel")
        top.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        head = column(top, 0, 8)
        head.setContentsMargins(20, 10, 20, 10)
        self.question = label("", "section")
        self.hint = label(
            self.tr(
                "There is one design so far. Add a second option above the canvas, a smaller or a larger way, keep a "
                "milestone, or compare with a plan from another file."
            ),
            "quiet",
        )
        for part in (self.question, self.choosers, self.hint):
            head.addWidget(part)
        body = QWidget()
        self._grid = QGridLayout()
        self._grid.setSpacing(16)
        self._below = Beside((self.rows, 5), (self.costs, 3), least=110)
        whole = column(body, 20, 16)
        whole.addLayout(self._grid)
        whole.addWidget(self._below)
        whole.addStretch()
        self._ways = QStackedWidget()
        self._ways.addWidget(Page(body))
        self._ways.addWidget(self.difference)
        self.layout_.addWidget(top)
        self.layout_.addWidget(self._ways, 1)

    # What is compared

    def offers(self) -> tuple[Offer, ...]:
        """Every design that can be chosen."""
        return offers(self.document.plan, self.files)

    def chosen(self) -> tuple[Offer, ...]:
        """The designs that are compared: what was chosen as far as it is still there, else the first options."""
        known = {offer.key: offer for offer in self.offers()}
        found: dict[str, Offer] = {key: known[key] for key in self._wanted if key in known}
        if len(found) < 2 and None not in self._wanted:
            own = (offer for offer in known.values() if offer.own)
            found |= {offer.key: offer for _, offer in zip(range(MOST), own, strict=False)}
        return tuple(found.values())[:MOST]

    def reports(self, chosen: tuple[Offer, ...]) -> tuple[OptionReport, ...]:
        """The judgement of each design; those that are not of the open plan are judged once."""
        judged = []
        for offer in chosen:
            if offer.own:
                judged.append(self.document.report.option(offer.side.option.id))
                continue
            found = next((report for side, report in self._judged if _same(side, offer.side)), None)
            if found is None:
                found = judge(offer.side.plan, offer.side.option, self.document.knowledge)
                self._judged = [*self._judged[-MOST:], (offer.side, found)]
            judged.append(found.under_veil() if self.document.veiled else found)
        return tuple(judged)

    def _choose(self, place: int, key: object) -> None:
        keys: list[str | None] = [offer.key for offer in self.chosen()]
        keys += [None] * (place + 1 - len(keys))
        chosen = key if isinstance(key, str) else None
        if chosen in keys and chosen is not None:
            keys[keys.index(chosen)] = keys[place]
        keys[place] = chosen
        self._wanted = keys
        self.refresh()

    def _choose_file(self, place: int) -> None:
        """Ask for a plan file; where it cannot be read, say why and leave everything as it is."""
        kinds = self.tr("Plans ({pattern})").format(pattern=f"*{SUFFIX}")
        start = self.document.path.parent if self.document.path else Path.home()
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Compare with a plan"), str(start), kinds)
        if not name or not self.compare_with(Path(name), place):
            self.refresh()

    def compare_with(self, path: Path, place: int = 1) -> bool:
        """Put the first option of a plan file into a column. The file is read only, now. Whether it could be read."""
        try:
            plan = read(path, self.document.knowledge.catalogue)
        except Unusable as unusable:
            self.said.emit(self.tr("It cannot be compared. {reason}").format(reason=unusable.problems[0]))
            return False
        if not plan.options:
            self.said.emit(self.tr("There is no option in {file}.").format(file=path.name))
            return False
        self.files[path] = plan
        self._choose(place, file_key(path, plan.options[0]))
        return True

    def compare_milestone(self, milestone: Milestone) -> None:
        """Put the option that is looked at, as it was at a milestone, before the same one as it is now."""
        offered, now = self.offers(), self.document.option.id
        kept = f"milestone {self.document.plan.milestones.index(milestone)} "
        then = [offer for offer in offered if offer.key.startswith(kept)]
        then.sort(key=lambda offer: offer.side.option.id != now)
        own = [offer for offer in offered if offer.own and offer.side.option.id == now]
        self._wanted = [offer.key for offer in (*then[:1], *own)]
        self.refresh()

    # What is shown

    def refresh(self) -> None:
        """See Step."""
        chosen = self.chosen()
        across = max(1, min(len(chosen), self.width() // (ROOMY * letter(self))))
        reports = self.reports(chosen)
        keys = tuple(offer.key for offer in chosen)
        self.choosers.offer(self.offers(), keys)
        shown = (tuple((o.key, o.name, o.side) for o in chosen), reports, across, self.width(), self.colours["panel"])
        if shown == self._shown:
            return
        self._shown = shown
        focused = self.has_focus()
        self.question.setText(question(chosen))
        self.hint.setVisible(len(chosen) < 2)
        self._below.setVisible(len(chosen) > 1)
        if len(chosen) < 2:
            self.choosers.ways.beside.setChecked(True)
        self._look("one" if self.choosers.ways.one.isChecked() else "beside")
        self._show_cards(chosen, reports, across)
        self._contrasts = contrasts([offer.side for offer in chosen], self.document.knowledge)
        self.working.about([offer.side for offer in chosen])
        self._show_known()
        if focused and not self.has_focus():
            self.begin()

    def _show_cards(self, chosen: tuple[Offer, ...], reports: tuple[OptionReport, ...], across: int) -> None:
        clear(self._grid)
        wide = (self.width() - 40) // across
        high = min(max(round(wide * 0.4), scaled(LOWEST)), scaled(HIGHEST))
        self.cards = []
        for place, (offer, report) in enumerate(zip(chosen, reports, strict=True)):
            made = Card(offer, report, self.document.knowledge.catalogue, self.colours)
            made.picture.setFixedHeight(high)
            made.build_wanted.connect(self._open)
            self.cards.append(made)
            self._grid.addWidget(made, place // across, place % across)
        for place in range(MOST):
            self._grid.setColumnStretch(place, 1 if place < across else 0)

    def _show_known(self) -> None:
        """The rows and the costs, as far as they are worked out."""
        chosen = self.chosen()
        if len(chosen) < 2 or not self.isVisible():
            return
        names, known = [offer.name for offer in chosen], self.working.known[: len(chosen)]
        stages = [each.stages if offer.side.option.blocks else () for each, offer in zip(known, chosen, strict=True)]
        told = [each for each in stages if each is not None]
        veiled = self.document.veiled
        ready = len(told) == len(stages) and not veiled
        more = (growth(told, self.document.knowledge),) if ready else ()
        self.rows.show_contrasts(names, (*self._contrasts, *more), self.colours, waiting=not ready and not veiled)
        self.costs.show_costs(self._priced(chosen), self.colours)

    def _priced(self, chosen: tuple[Offer, ...]) -> list[Priced]:
        """The designs as they stand on the scale of costs, as far as that is known."""
        found = []
        for offer, report, known in zip(chosen, self.reports(chosen), self.working.known, strict=False):
            flags: tuple[str, ...] = report.flags or (() if report.veiled else ("balanced",))
            nothing = not offer.side.option.blocks
            found.append(Priced(offer.name, flags, known.cost, nothing=nothing))
        return found

    def _look(self, way: str) -> None:
        """Side by side, or the first two in one picture."""
        chosen = self.chosen()
        if way == "one" and len(chosen) > 1:
            first, second = chosen[:2]
            one, other, *_ = self.reports(chosen)
            self.difference.show_sides(
                (first.side, second.side),
                (one, other),
                (first.name, second.name),
                self.document.knowledge,
                self.colours,
            )
        self._ways.setCurrentIndex(1 if way == "one" and len(chosen) > 1 else 0)

    def _open(self, option_id: str) -> None:
        self.document.show_option(option_id)
        self.step_wanted.emit("build")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put as many designs side by side as there is room for."""
        super().resizeEvent(event)
        if self.isVisible():
            self.refresh()


def _same(one: Side, other: Side) -> bool:
    """Whether two designs are the same values, so that one judgement is that of the other."""
    same_ground = one.plan.workloads == other.plan.workloads and one.plan.situation == other.plan.situation
    return same_ground and one.option == other.option
