"""The difference between two designs as one picture: the later design with what came, went, changed and moved marked.

What is there afterwards stands where it stands then. What went keeps its old place where that is free; otherwise it
gets a calm one in its environment. A block that moved leaves an outline behind, and an arrow leads from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from exports.picture.flow import ARROW, ARROW_HALF
from exports.picture.looks import Looker, Marks
from exports.picture.marks import State
from exports.picture.scene import Item, Scene, made, scene, sizes
from exports.picture.shapes import Path, Shapes, bounds, polygon
from exports.picture.words import Words
from infra_builder.catalogue import Catalogue
from infra_builder.comparing import Differences
from infra_builder.layout import BLOCK, CARD
from infra_builder.placing import Sizes, placed
from infra_builder.plan import Block, Flow, Option, Plan, Workload, Zone
from infra_builder.rects import Rect

APART = 8.0
"""So much room a thing that went needs around its old place."""
MOST_ARROWS = 40
"""Beyond this many, arrows hide more than they show; the outlines and marks still say what moved."""
ENGLISH = Words()


@dataclass(frozen=True)
class Overlay:
    """The picture, and where in it things are: by their ids before and after, the ids of items."""

    scene: Scene
    marks: Marks
    plan: Plan
    before: Mapping[str, str]
    ghosts: Mapping[str, str]
    """For what moved, by its id after: the outline at its old place."""

    @property
    def option(self) -> Option:
        """Everything that the picture shows, as one option."""
        return self.plan.options[0]

    def items(self, id_: str) -> tuple[str, ...]:
        """What to light for something of the side after: itself, and its old place where it moved."""
        return (id_, self.ghosts[id_]) if id_ in self.ghosts else (id_,)


def overlay(differences: Differences, catalogue: Catalogue, words: Words = ENGLISH, *, quick: bool = False) -> Overlay:
    """The two designs in one picture; a `quick` one has simple routes."""
    both = _Both(differences, catalogue)
    plan = placed(both.plan(), catalogue, _sizes(catalogue, words))
    marks = Marks(states=both.states())
    drawn = scene(plan, plan.options[0], catalogue, marks, words, quick=quick)
    rects = {item.id: item.rect for item in drawn.items}
    arrows = [
        _arrow(f"moved:{id_}", rects[ghost], rects[id_]) for id_, ghost in list(both.ghosts.items())[:MOST_ARROWS]
    ]
    return Overlay(made((*drawn.items, *arrows), plan.title), marks, plan, both.shown, both.ghosts)


def _sizes(catalogue: Catalogue, words: Words) -> Sizes:
    looker = Looker(catalogue, words=words)
    return lambda plan, option: sizes(plan, option, looker)


class _Both:
    """The working state of putting two designs into one."""

    def __init__(self, differences: Differences, catalogue: Catalogue) -> None:
        self.said, self.catalogue = differences, catalogue
        sized = _sizes(catalogue, ENGLISH)
        (self.old_plan, self.old), (self.new_plan, self.new) = (
            _with_places(side.plan, side.option, catalogue, sized) for side in (differences.before, differences.after)
        )
        self.taken_ids = {*self.new_plan.ids(self.new), *(flow.id for flow in self.new.flows)}
        removed = {one.id for one in differences.removed}
        self.shown = {**differences.to_after, **{id_: self._free(id_) for id_ in sorted(removed)}}
        moved = [one.match for one in differences.moved]
        self.ghosts = {match.after: self._free(f"{match.after} before") for match in moved}
        self._old_ids = {match.after: match.before for match in moved}
        self.removed = removed
        self._solid = [_rect(block, BLOCK) for block in self.new.blocks]
        self._solid += [_rect(work, CARD) for work in self.new_plan.workloads]
        self._zones = {zone.id: _zone_rect(zone) for zone in self.new.zones}

    def _free(self, id_: str) -> str:
        """An id for something of the side before that nothing has yet."""
        while id_ in self.taken_ids:
            id_ += "'"
        self.taken_ids.add(id_)
        return id_

    def plan(self) -> Plan:
        """Everything of both sides once."""
        zones = [self._zone(zone) for zone in self.old.zones if zone.id in self.removed]
        works = [self._work(work) for work in self.old_plan.workloads if work.id in self.removed]
        blocks = [self._block(block, self.shown[block.id]) for block in self.old.blocks if block.id in self.removed]
        left = [
            self._block(block, ghost)
            for after, ghost in self.ghosts.items()
            if isinstance(block := self.old.by_id[self._old_ids[after]], Block)
        ]
        option = self.new.adding(
            zones, [*blocks, *left], [self._flow(f) for f in self.old.flows if f.id in self.removed]
        )
        return self.new_plan.but(workloads=(*self.new_plan.workloads, *works), options=(option,))

    def _zone(self, zone: Zone) -> Zone:
        moved, rect = zone.but(id=self.shown[zone.id]), _zone_rect(zone)
        if not self._is_free(rect, *self._zones.values()):
            return moved.but(at=None, size=None)
        self._zones[moved.id] = rect
        return moved

    def _work(self, work: Workload) -> Workload:
        moved, rect = work.but(id=self.shown[work.id]), _rect(work, CARD)
        if not self._is_free(rect, *self._zones.values()):
            return moved.but(at=None)
        self._solid.append(rect)
        return moved

    def _block(self, block: Block, id_: str) -> Block:
        zone = self.shown.get(block.zone) if block.zone else None
        covers = tuple(self.shown[covered] for covered in block.covers if covered in self.shown)
        moved, rect = block.but(id=id_, zone=zone, covers=covers), _rect(block, BLOCK)
        inside = zone is None or (zone in self._zones and _holds(self._zones[zone], rect))
        if not inside or not self._is_free(rect, *(self._zones.values() if zone is None else ())):
            return moved.but(at=None)
        self._solid.append(rect)
        return moved

    def _flow(self, flow: Flow) -> Flow:
        ends = {"source": self.shown[flow.source], "target": self.shown[flow.target]}
        return flow.but(id=self.shown[flow.id], **ends)

    def _is_free(self, rect: Rect, *zones: Rect) -> bool:
        return not any(rect.grown(APART).overlaps(other) for other in (*self._solid, *zones))

    def states(self) -> dict[str, State]:
        """What becomes of each thing, by its id in the picture."""
        found: dict[str, State] = {one.id: "added" for one in self.said.added}
        found |= {self.shown[id_]: "removed" for id_ in self.removed}
        found |= {one.match.after: "changed" for one in self.said.changed}
        for after, ghost in self.ghosts.items():
            found |= {after: "moved", ghost: "left"}
        return found


def _with_places(plan: Plan, option: Option, catalogue: Catalogue, sized: Sizes) -> tuple[Plan, Option]:
    alone = placed(plan.but(options=(option,)), catalogue, sized)
    return alone, alone.options[0]


def _rect(item: Block | Workload, size: tuple[float, float]) -> Rect:
    return Rect(*(item.at or (0.0, 0.0)), *size)


def _zone_rect(zone: Zone) -> Rect:
    return Rect(*(zone.at or (0.0, 0.0)), *(zone.size or (0.0, 0.0)))


def _holds(outer: Rect, inner: Rect) -> bool:
    return outer.holds(inner.x, inner.y) and outer.holds(inner.right, inner.bottom)


def _arrow(id_: str, start: Rect, end: Rect) -> Item:
    """A dotted arrow from the old place to the new one, between the edges that face each other."""
    from_, to = _edge(start, end), _edge(end, start)
    dx, dy = to[0] - from_[0], to[1] - from_[1]
    far = max((dx * dx + dy * dy) ** 0.5, 1.0)
    ux, uy = dx / far, dy / far
    back = (to[0] - ux * ARROW, to[1] - uy * ARROW)
    side = (-uy * ARROW_HALF, ux * ARROW_HALF)
    head = polygon((to, (back[0] + side[0], back[1] + side[1]), (back[0] - side[0], back[1] - side[1])))
    bow = (from_[0] + dx / 2 - uy * far * 0.12, from_[1] + dy / 2 + ux * far * 0.12)
    path = (("M", *from_), ("C", *bow, *bow, *back))
    shapes: Shapes = (Path(path, None, "accent", 2.0, (2, 4), "butt"), Path(head, "accent", "accent", 0.8))
    return Item(id_, "mark", bounds(shapes), shapes)


def _edge(rect: Rect, other: Rect) -> tuple[float, float]:
    """The middle of the side of a rectangle that faces another."""
    dx, dy = other.cx - rect.cx, other.cy - rect.cy
    if abs(dx) * rect.height > abs(dy) * rect.width:
        return (rect.right if dx > 0 else rect.x), rect.cy
    return rect.cx, (rect.bottom if dy > 0 else rect.y)
