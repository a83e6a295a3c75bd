"""The board: the picture of the option that is looked at, as the items of a scene.

It draws what `exports.picture` describes and replaces only the items that differ. It changes nothing: a drag is shown
on a changed value that nobody keeps.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QGraphicsScene

from exports.marked import lit, report_marks
from exports.picture.looks import Looker, Marks
from exports.picture.scene import Item, Scene, scene, sizes
from infra_builder.edits import Edit, Refused
from infra_builder.layout import Layout, Rect, arranged
from infra_builder.plan import Block, Plan
from ui.canvas.items import PictureItem
from ui.document import PlanDocument
from ui.selection import Selection

GRID = 24
MANY_LINKS = 60
"""From here on a change redraws only the links it moves: routing all of them anew would be felt."""


class Board(QGraphicsScene):
    """The drawn option, and what is where on it."""

    drawn = Signal()

    def __init__(self, document: PlanDocument, selection: Selection, colours: Mapping[str, str]) -> None:
        super().__init__()
        self.document, self.selection, self.colours = document, selection, colours
        self.items_by_key: dict[tuple[str, str], PictureItem] = {}
        self._preview: Plan | None = None
        self._drawn: Scene | None = None
        self.frozen: Mapping[str, Rect] = {}
        self._added: frozenset[str] = frozenset()

    @property
    def frame(self) -> Rect:
        """The rectangle around all that is drawn."""
        return (self._drawn or self.picture()).bounds

    @property
    def previewing(self) -> bool:
        """Whether something is shown that nobody has done yet."""
        return self._preview is not None

    # What is drawn

    @property
    def option_id(self) -> str:
        """The id of the option that is drawn."""
        return self.document.option.id

    def refresh(self) -> None:
        """Draw what differs from what is drawn."""
        drawn = self._drawn = self.picture()
        wanted = {(item.sort, item.id): item for item in drawn.items}
        for key in self.items_by_key.keys() - wanted.keys():
            self.removeItem(self.items_by_key.pop(key))
        for key, item in wanted.items():
            if key in self.items_by_key:
                self.items_by_key[key].show_item(item, self.colours)
            else:
                self.items_by_key[key] = self._new_item(item)
        frame = drawn.bounds
        room = QRectF(frame.x, frame.y, frame.width, frame.height).adjusted(-600, -400, 600, 400)
        self.setSceneRect(room)
        self.drawn.emit()

    def _new_item(self, item: Item) -> PictureItem:
        made = PictureItem(item, self.colours)
        self.addItem(made)
        return made

    def picture(self) -> Scene:
        """The picture of the option as it is now, a running preview included."""
        plan = self._preview or self.document.plan
        option = plan.option(self.option_id)
        catalogue = self.document.knowledge.catalogue
        layout = arranged(plan, option, catalogue, sizes=sizes(plan, option, Looker(catalogue)))
        if self.frozen:
            layout = Layout(layout.workloads, layout.blocks, {**layout.zones, **self.frozen})
        going_on = self._preview is not None or len(option.flows) > MANY_LINKS
        return scene(plan, option, catalogue, self.marks(), layout=layout, after=self._drawn if going_on else None)

    def marks(self) -> Marks:
        """Badges, light and selection."""
        report = self.document.option_report
        finding = next((f for f in (*report.findings, *report.notes) if f.key == self.selection.finding), None)
        covered: set[str] = set()
        only = self.document.option.by_id.get(self.selection.only)
        if isinstance(only, Block) and self.document.knowledge.catalogue.kind(only).category == "governance":
            covered = self._covered(only)
        marks = lit(report_marks(report), finding, self.selection.ids, covered)
        return replace(marks, added=self._added)

    def _covered(self, control: Block) -> set[str]:
        option = self.document.option
        if control.covers:
            return set(control.covers)
        zones = [zone.id for zone in option.zones if control.zone in (None, zone.id)]
        return set(zones)

    def restyle(self, colours: Mapping[str, str]) -> None:
        """Draw in the colours of another theme."""
        self.colours = colours
        for item in self.items_by_key.values():
            item.restyle(colours)
        self.update()

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        """See QGraphicsScene."""
        painter.fillRect(QRectF(rect), QColor(self.colours["canvas"]))
        if painter.worldTransform().m11() < 0.5 or self.colours["canvas_dots"] == self.colours["canvas"]:
            return
        painter.setPen(QPen(QColor(self.colours["canvas_dots"]), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        left, top = int(rect.left() // GRID) * GRID, int(rect.top() // GRID) * GRID
        points = [
            QPointF(x, y)
            for x in range(left, int(rect.right()) + 1, GRID)
            for y in range(top, int(rect.bottom()) + 1, GRID)
        ]
        painter.drawPoints(points)

    # What is where

    def places(self) -> dict[str, Rect]:
        """The rectangle of every zone, block and workload that is drawn."""
        return {
            key[1]: item.item.rect for key, item in self.items_by_key.items() if key[0] in ("zone", "block", "workload")
        }

    def zone_ids(self) -> tuple[str, ...]:
        """The zones of the option."""
        return tuple(zone.id for zone in self.document.option.zones)

    def is_block(self, id_: str) -> bool:
        """Whether an id is that of a block."""
        return isinstance(self.document.option.by_id.get(id_), Block)

    def block_zone(self, id_: str) -> str | None:
        """The zone a block stands in."""
        block = self.document.option.by_id.get(id_)
        return block.zone if isinstance(block, Block) else None

    def with_contents(self, ids: tuple[str, ...]) -> frozenset[str]:
        """Ids that move together: a zone with its blocks, and no links."""
        inside = {block.id for block in self.document.option.blocks if block.zone in ids}
        flows = {flow.id for flow in self.document.option.flows}
        return frozenset({*ids, *inside} - flows)

    def zone_at(self, x: float, y: float, zones: Mapping[str, Rect] | None = None) -> str | None:
        """The smallest zone around a point."""
        rects = zones if zones is not None else {id_: self.places()[id_] for id_ in self.zone_ids()}
        around = [(rect.width * rect.height, id_) for id_, rect in rects.items() if rect.holds(x, y)]
        return min(around)[1] if around else None

    def node_at(self, at: QPointF) -> str:
        """The block or workload at a point, or ""."""
        return next((i.item.id for i in self.items_at(at) if i.item.sort in ("block", "workload")), "")

    def items_at(self, at: QPointF) -> list[PictureItem]:
        """What is drawn at a point and can be chosen, the uppermost first."""
        return [i for i in self.items(at) if isinstance(i, PictureItem) and i.item.sort != "heading"]

    def touched(self, rect: QRectF) -> tuple[str, ...]:
        """The blocks and workloads that a rectangle touches, and the zones it holds whole."""
        found = []
        for (sort, id_), item in self.items_by_key.items():
            place = QRectF(item.item.rect.x, item.item.rect.y, item.item.rect.width, item.item.rect.height)
            if (sort in ("block", "workload") and rect.intersects(place)) or (sort == "zone" and rect.contains(place)):
                found.append(id_)
        return tuple(found)

    # Previews

    def preview(self, edit: Edit, frozen: Mapping[str, Rect], added: frozenset[str] = frozenset()) -> None:
        """Show what an edit would give, zones held where they are."""
        try:
            self._preview = edit.apply(self.document.plan)
        except Refused:
            self._preview = None
        self.frozen, self._added = frozen, added
        self.refresh()

    def end_preview(self) -> None:
        """Show the plan as it is."""
        self._preview, self.frozen, self._added = None, {}, frozenset()
        self.refresh()
