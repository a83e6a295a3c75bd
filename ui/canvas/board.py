"""The board: the picture of the option that is looked at, as the items of a scene.

It paints what `exports.picture` describes. A change of the plan touches only the items of values that are not the same
object any more; a drag moves items and no plan.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen, QPixmapCache
from PySide6.QtWidgets import QGraphicsScene, QStyleOptionGraphicsItem

from exports.marked import lit, report_marks
from exports.picture.block import BlockLook, block_size
from exports.picture.card import card_size
from exports.picture.links import Ground, ground_between
from exports.picture.looks import Looker, Marks, covering_kinds
from exports.picture.scene import heading_words, headings
from exports.picture.zone import ZoneLook
from infra_builder.layout import EMPTY_ZONE, Rect, around
from infra_builder.plan import Block, Option, Plan, Workload
from infra_builder.rects import around_all
from infra_builder.report import OptionReport
from ui.canvas.afar import Afar
from ui.canvas.items import STAMPS_KB, HeadingItem, LinkItem, NodeItem, PictureItem, PlacedItem, ZoneItem
from ui.canvas.overlays import LineItem, TargetItem
from ui.canvas.web import Web
from ui.document import PlanDocument
from ui.selection import Selection

GRID = 24
ROOM = (600, 400)
"""How far the view may leave what is drawn, across and down."""
BOXES = Qt.ItemSelectionMode.IntersectsItemBoundingRect


class Board(QGraphicsScene):
    """The drawn option, and what is where on it."""

    drawn = Signal()

    def __init__(self, document: PlanDocument, selection: Selection, colours: Mapping[str, str]) -> None:
        super().__init__()
        QPixmapCache.setCacheLimit(STAMPS_KB)
        self.document, self.selection, self.colours = document, selection, colours
        self.nodes: dict[str, NodeItem] = {}
        self.zones: dict[str, ZoneItem] = {}
        self.headings: dict[str, HeadingItem] = {}
        self.web = Web(self, self.nodes, colours)
        self._values: dict[str, object] = {}
        self._covering: Mapping[str, tuple[str, ...]] = {}
        self._marks = Marks()
        self._judged: tuple[OptionReport | None, Marks] = None, Marks()
        self.plain_frame = Rect(0, 0, 0, 0)
        """The rectangle around all that is drawn, links left aside."""
        self._shifted: frozenset[str] = frozenset()
        self._afar: Afar | None = None
        self.ghost: NodeItem | ZoneItem | None = None
        self._over: list[LineItem] = []
        self.pointed_out = ""
        """The id of the zone into which something would go."""
        self._target = TargetItem(colours)
        self.lay_over(self._target)

    # What is drawn

    @property
    def option_id(self) -> str:
        """The id of the option that is drawn."""
        return self.document.option.id

    @property
    def frame(self) -> Rect:
        """The rectangle around all that is drawn."""
        worked_out = (item.rect for item in self.web.items.values() if not item.rough)
        return around_all([*(item.rect for item in self._placed()), *worked_out])

    def _placed(self) -> Iterator[PlacedItem]:
        for items in (self.zones, self.nodes, self.headings):
            yield from items.values()

    def refresh(self) -> None:
        """Draw what differs from what is drawn."""
        plan = self.document.plan
        option = plan.option(self.option_id)
        marks = self.marks()
        touched = _differing(self._marks, marks)
        same_badges = self._marks.badges == marks.badges
        self._marks = marks
        looker = Looker(self.document.knowledge.catalogue, marks)
        moved, dirty = self._show_nodes(plan, option, looker, touched)
        rezoned = self._show_zones(option, looker, touched, dirty, bool(moved))
        if moved or rezoned:
            self._show_headings(option)
            self._set_room()
        changed = moved or rezoned or not same_badges or option.flows is not self.web.flows
        few = len(option.flows) <= Web.FEW
        self.web.show(option, looker, moved, touched, self.ground() if changed and few else None)
        self._afar = None
        self.drawn.emit()

    def paint_afar(self, painter: QPainter) -> None:
        """Paint everything as it is seen from far away, and what hands are at over it."""
        if self._afar is None:
            self._afar = Afar(self)
        self._afar.paint(painter, self.colours)
        for item in self._over:
            if item.isVisible():
                item.paint(painter, QStyleOptionGraphicsItem())

    def lay_over(self, item: LineItem) -> None:
        """Show something over the picture until it is lifted."""
        self._over.append(item)
        self.addItem(item)

    def lift(self, item: LineItem) -> None:
        """Show it no more."""
        self._over.remove(item)
        self.removeItem(item)

    def _show_nodes(
        self, plan: Plan, option: Option, looker: Looker, touched: Collection[str]
    ) -> tuple[set[str], set[str | None]]:
        """Draw blocks and cards. Gives those that came, went or stand elsewhere, and the zones this concerns."""
        moved: set[str] = set()
        dirty: set[str | None] = set()
        values: Iterable[Workload | Block] = (*plan.workloads, *option.blocks)
        for value in values:
            known = self._values.get(value.id)
            if known is value and value.id not in touched:
                continue
            if self._show_node(value, looker) or _home(known) != _home(value) or _covers(known) != _covers(value):
                moved.add(value.id)
                dirty |= {_home(known), _home(value)}
            self._values[value.id] = value
        gone = self.nodes.keys() - {value.id for value in values}
        for id_ in gone:
            dirty.add(_home(self._values.pop(id_)))
            self.removeItem(self.nodes.pop(id_))
        return moved | gone, dirty

    def _show_node(self, value: Workload | Block, looker: Looker) -> bool:
        """Draw a block or a card; whether it stands where it did not stand before."""
        if isinstance(value, Workload):
            card = looker.card(value)
            look, size = card, card_size(card)
        else:
            block = looker.block(value)
            look, size = block, block_size(block)  # type: ignore[assignment]
        rect = Rect(*(value.at or (0.0, 0.0)), *size)
        item = self.nodes.get(value.id)
        if item is None:
            item = self.nodes[value.id] = NodeItem(value.id, look, rect, self.colours)
            self.addItem(item)
            return True
        moved = item.rect != rect
        item.show_look(look, rect)
        return moved

    def _show_zones(
        self, option: Option, looker: Looker, touched: Collection[str], dirty: Collection[str | None], anew: bool
    ) -> bool:
        """Draw the zones that changed; whether any did otherwise than in its light."""
        ids = {zone.id for zone in option.zones}
        gone = self.zones.keys() - ids
        for id_ in gone:
            self.removeItem(self.zones.pop(id_))
            self._values.pop(id_, None)
        if anew or gone or ids - self.zones.keys():
            covering = covering_kinds(option, looker.catalogue)
            dirty = {*dirty, *(id_ for id_ in ids if covering[id_] != self._covering.get(id_))}
            self._covering = covering
        changed = [zone for zone in option.zones if self._values.get(zone.id) is not zone or zone.id in dirty]
        members = self._members(option, {zone.id for zone in changed})
        for zone in changed:
            room = around(Rect(*(zone.at or (0.0, 0.0)), *(zone.size or EMPTY_ZONE)), members[zone.id])
            self._values[zone.id] = zone
            self._show_zone(zone.id, looker.zone(zone, room, self._covering[zone.id]), room)
        for zone in option.zones:
            if zone.id in touched and zone not in changed:
                rect = self.zones[zone.id].rect
                self._show_zone(zone.id, looker.zone(zone, rect, self._covering[zone.id]), rect)
        return bool(changed or gone)

    def _members(self, option: Option, zones: Collection[str]) -> dict[str, list[Rect]]:
        members: dict[str, list[Rect]] = {id_: [] for id_ in zones}
        if zones:
            for block in option.blocks:
                if block.zone in members:
                    members[block.zone].append(self.nodes[block.id].rect)
        return members

    def room_for(self, zone_id: str, rect: Rect) -> Rect:
        """The rectangle, large enough for the blocks of a zone."""
        return around(rect, self._members(self.document.option, {zone_id})[zone_id])

    def _show_zone(self, id_: str, look: object, rect: Rect) -> None:
        if id_ in self.zones:
            self.zones[id_].show_look(look, rect)
        else:
            self.zones[id_] = ZoneItem(id_, look, rect, self.colours)
            self.addItem(self.zones[id_])

    def _show_headings(self, option: Option) -> None:
        rects = {id_: item.rect for id_, item in self.nodes.items()}
        wanted = {item.id: item for item in headings(option, self.document.knowledge.catalogue, rects)}
        for id_ in self.headings.keys() - wanted.keys():
            self.removeItem(self.headings.pop(id_))
        for id_, item in wanted.items():
            if id_ in self.headings:
                self.headings[id_].show_look(item.says, item.rect)
            else:
                self.headings[id_] = HeadingItem(id_, item.says, item.rect, self.colours)
                self.addItem(self.headings[id_])

    def _set_room(self) -> None:
        frame = self.plain_frame = around_all([item.rect for item in self._placed()])
        across, down = ROOM
        room = QRectF(frame.x, frame.y, frame.width, frame.height).adjusted(-across, -down, across, down)
        self.setSceneRect(room)

    def ground(self, items: Iterable[PlacedItem] | None = None) -> Ground:
        """What links run between: everything, or these items."""
        taken = list(items) if items is not None else list(self._placed())
        looks = {item.id: item.look for item in taken if not isinstance(item, HeadingItem)}
        rects = {item.id: item.rect for item in taken}
        titles = [heading_words(str(item.look), item.rect) for item in taken if isinstance(item, HeadingItem)]
        return ground_between(looks, rects, {id_: _home(self._values[id_]) for id_ in looks}, titles)  # type: ignore[arg-type]

    def work_out(self, seen: QRectF) -> None:
        """Work out the lines of the links in a part of the board that is seen closely."""
        if self.web.rough:
            links = [item for item in self.items(seen, BOXES) if isinstance(item, LinkItem)]
            self.web.work_out(links, self._ground_near)

    def _ground_near(self, rect: Rect) -> Ground:
        box = QRectF(rect.x, rect.y, rect.width, rect.height)
        near = (item for item in self.items(box, BOXES) if isinstance(item, PlacedItem))
        return self.ground(near)

    def marks(self) -> Marks:
        """Badges, light and selection."""
        report = self.document.option_report
        if report is not self._judged[0]:
            self._judged = report, report_marks(report)
        finding = next((f for f in (*report.findings, *report.notes) if f.key == self.selection.finding), None)
        covered: set[str] = set()
        only = self.document.option.by_id.get(self.selection.only)
        if isinstance(only, Block) and self.document.knowledge.catalogue.kind(only).category == "governance":
            covered = self._covered(only)
        return lit(self._judged[1], finding, self.selection.ids, covered)

    def _covered(self, control: Block) -> set[str]:
        option = self.document.option
        if control.covers:
            return set(control.covers)
        zones = [zone.id for zone in option.zones if control.zone in (None, zone.id)]
        return set(zones)

    def restyle(self, colours: Mapping[str, str]) -> None:
        """Draw in the colours of another theme."""
        self.colours = colours
        for item in self._placed():
            item.restyle(colours)
        self.web.restyle(colours)
        self._target.colours = colours
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
        """The rectangle of every zone, block and workload, where it is seen: a running drag included."""
        items = [*self.zones.values(), *self.nodes.values()]
        return {item.id: Rect(item.x(), item.y(), item.rect.width, item.rect.height) for item in items}

    def rect_of(self, id_: str) -> Rect | None:
        """The rectangle of a zone, block, workload or link; None where there is no such thing."""
        item = self.nodes.get(id_) or self.zones.get(id_) or self.web.items.get(id_)
        return item.rect if item else None

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
        zones = set(ids) & self.zones.keys()
        inside = {block.id for block in self.document.option.blocks if block.zone in zones} if zones else set()
        return frozenset({id_ for id_ in ids if id_ not in self.web.items} | inside)

    def zone_at(self, x: float, y: float, without: Collection[str] = ()) -> str | None:
        """The smallest zone around a point."""
        rects = {id_: item.rect for id_, item in self.zones.items() if id_ not in without}
        holding = [(rect.width * rect.height, id_) for id_, rect in rects.items() if rect.holds(x, y)]
        return min(holding)[1] if holding else None

    def node_at(self, at: QPointF) -> str:
        """The block or workload at a point, or ""."""
        return next((item.id for item in self.items(at) if isinstance(item, NodeItem)), "")

    def items_at(self, at: QPointF) -> list[PictureItem]:
        """What is drawn at a point and can be chosen, the uppermost first."""
        return [item for item in self.items(at) if isinstance(item, NodeItem | ZoneItem | LinkItem)]

    def touched(self, rect: QRectF) -> tuple[str, ...]:
        """The blocks and workloads that a rectangle touches, and the zones it holds whole."""
        found = []
        for item in self.items(rect, BOXES):
            if not isinstance(item, NodeItem | ZoneItem):
                continue
            place = QRectF(item.rect.x, item.rect.y, item.rect.width, item.rect.height)
            if rect.intersects(place) if isinstance(item, NodeItem) else rect.contains(place):
                found.append(item.id)
        return tuple(reversed(found))

    # While something is under way

    @property
    def shifting(self) -> bool:
        """Whether something is shown away from its place."""
        return bool(self._shifted)

    def shift(self, ids: frozenset[str], dx: float, dy: float) -> None:
        """Show items so far from their places, with the links that hang on them."""
        self._shifted = ids
        for id_ in ids:
            if item := self.nodes.get(id_) or self.zones.get(id_):
                item.shift(dx, dy)
        self.web.shift(ids, dx, dy)
        self._afar = None

    def unshift(self) -> None:
        """Show everything at its place."""
        for id_ in self._shifted:
            if item := self.nodes.get(id_) or self.zones.get(id_):
                item.shift(0, 0)
        self._shifted = frozenset()
        self.web.unshift()
        self._afar = None

    def show_ghost(self, look: BlockLook | ZoneLook, rect: Rect) -> None:
        """Show where something that is being dragged in would stand."""
        if self.ghost is None or not isinstance(self.ghost.look, type(look)):
            self.end_ghost()
            if isinstance(look, ZoneLook):
                self.ghost = ZoneItem("", look, rect, self.colours)
            else:
                self.ghost = NodeItem("", look, rect, self.colours)
            self.ghost.setZValue(7)
            self.addItem(self.ghost)
        self.ghost.show_look(look, rect)

    def end_ghost(self) -> None:
        """Show it no more."""
        if self.ghost is not None:
            self.removeItem(self.ghost)
            self.ghost = None

    def point_out(self, zone_id: str | None) -> None:
        """Show into which zone something would go; None for none."""
        zone = self.zones.get(zone_id or "")
        self.pointed_out = zone.id if zone else ""
        self._target.setVisible(zone is not None)
        if zone:
            self._target.surround(zone.rect)

    def resize_zone(self, zone_id: str, rect: Rect) -> None:
        """Show a zone as large as this, while it is being resized."""
        item = self.zones[zone_id]
        item.show_look(replace(item.look, width=rect.width, height=rect.height), rect)  # type: ignore[type-var]


def _home(value: object) -> str | None:
    """The zone a value stands in, where it is a block."""
    return value.zone if isinstance(value, Block) else None


def _covers(value: object) -> tuple[str, ...] | None:
    return value.covers if isinstance(value, Block) else None


def _differing(one: Marks, other: Marks) -> set[str]:
    """Ids under another light than before."""
    found: set[str] = set()
    for before, after in (
        (one.badges, other.badges), (one.lit, other.lit), (one.numbers, other.numbers), (one.states, other.states),
    ):  # fmt: skip
        if before is not after:
            found |= {id_ for id_, _ in before.items() ^ after.items()}
    for was, now in ((one.selected, other.selected), (one.covered, other.covered)):
        found |= was ^ now
    return found
