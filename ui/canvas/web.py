"""The links of the board: which hang on what, and when their lines are worked out.

A few links are drawn together, so that they keep clear of each other. Where there are many, each is worked out when it
is first seen close enough to be told, minding what is near it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from PySide6.QtWidgets import QGraphicsScene

from exports.picture.flow import FlowLook
from exports.picture.links import Ground, drawn_links, relit
from exports.picture.looks import Looker
from exports.picture.routes import Link, elbow
from infra_builder.layout import Rect
from infra_builder.plan import Flow, Option
from infra_builder.rects import around_all
from ui.canvas.items import LinkItem, NodeItem

NEAR = 180.0


class Web:
    """The items of the links, by id."""

    FEW = 60
    """Up to here all links are drawn anew when something moves, in a few hundredths of a second."""

    def __init__(self, scene: QGraphicsScene, nodes: Mapping[str, NodeItem], colours: Mapping[str, str]) -> None:
        self.scene, self.nodes, self.colours = scene, nodes, colours
        self.items: dict[str, LinkItem] = {}
        self.rough: set[str] = set()
        self.flows: tuple[Flow, ...] = ()
        self._values: dict[str, Flow] = {}
        self._at: dict[str, list[str]] = {}
        self._carried: tuple[LinkItem, ...] = ()
        self._stretched: tuple[LinkItem, ...] = ()

    # What is shown

    def show(
        self, option: Option, looker: Looker, moved: Collection[str], touched: Collection[str], ground: Ground | None
    ) -> None:
        """Show the flows of an option. `moved` are nodes that stand elsewhere, `touched` are under another light.

        `ground` is given where anything changed that links keep clear of.
        """
        stale = self._follow(option, touched)
        stale |= {id_ for node in moved for id_ in self._at.get(node, ())}
        if ground and self._values:
            self._show_together(option, looker, ground)
            return
        for id_ in stale:
            self._show_alone(option, looker, id_)

    def _follow(self, option: Option, touched: Collection[str]) -> set[str]:
        """Ids of the links that came, changed or are under another light; those that went are taken away."""
        if option.flows is self.flows:
            return {id_ for id_ in touched if id_ in self.items}
        before, self.flows = self._values, option.flows
        self._values = {
            flow.id: flow for flow in option.flows
            if flow.source in self.nodes and flow.target in self.nodes and flow.source != flow.target
        }  # fmt: skip
        self._at = {}
        for flow in self._values.values():
            self._at.setdefault(flow.source, []).append(flow.id)
            self._at.setdefault(flow.target, []).append(flow.id)
        for id_ in self.items.keys() - self._values.keys():
            self.scene.removeItem(self.items.pop(id_))
            self.rough.discard(id_)
        stale = {id_ for id_ in touched if id_ in self.items}
        return stale | {id_ for id_, flow in self._values.items() if before.get(id_) is not flow}

    def _look(self, option: Option, looker: Looker, flow: Flow) -> FlowLook:
        home = getattr(option.by_id.get(flow.source), "zone", None)
        crosses = home is not None and home != getattr(option.by_id.get(flow.target), "zone", None)
        return looker.flow(flow, crosses)

    def _ends(self, flow: Flow) -> tuple[Rect, Rect]:
        return self.nodes[flow.source].rect, self.nodes[flow.target].rect

    def _item(self, id_: str, look: FlowLook, ends: tuple[Rect, Rect]) -> LinkItem:
        if id_ not in self.items:
            self.items[id_] = LinkItem(id_, look, ends, self.colours)
            self.scene.addItem(self.items[id_])
        return self.items[id_]

    def _show_together(self, option: Option, looker: Looker, ground: Ground) -> None:
        looks = {id_: self._look(option, looker, flow) for id_, flow in self._values.items()}
        links = [Link(flow.id, flow.source, flow.target) for flow in self._values.values()]
        for id_, drawn in drawn_links(links, looks, ground).items():
            ends = self._ends(self._values[id_])
            self._item(id_, looks[id_], ends).show_drawn(looks[id_], ends, drawn)
        self.rough.clear()

    def _show_alone(self, option: Option, looker: Looker, id_: str) -> None:
        flow = self._values[id_]
        look, ends = self._look(option, looker, flow), self._ends(flow)
        item = self._item(id_, look, ends)
        if item.drawn and item.ends == ends and _unlit(item.look) == _unlit(look):
            item.show_drawn(look, ends, relit(item.drawn, look))
        else:
            item.show_look(look, ends)
            self.rough.add(id_)

    def work_out(self, seen: Iterable[LinkItem], ground: Callable[[Rect], Ground]) -> None:
        """Work out the lines of links that are now seen closely."""
        rough = [item for item in seen if item.rough]
        if not rough:
            return
        around = around_all(end for item in rough for end in item.ends)
        flows = [self._values[item.id] for item in rough]
        links = [Link(flow.id, flow.source, flow.target) for flow in flows]
        looks = {item.id: item.look for item in rough}
        for id_, drawn in drawn_links(links, looks, ground(around.grown(NEAR)), quick=True).items():
            item = self.items[id_]
            item.show_drawn(item.look, item.ends, drawn)
            self.rough.discard(id_)

    def restyle(self, colours: Mapping[str, str]) -> None:
        """Draw in the colours of another theme."""
        self.colours = colours
        for item in self.items.values():
            item.restyle(colours)

    def pairs(self) -> Iterator[tuple[str, str]]:
        """The two ends of each link."""
        return ((flow.source, flow.target) for flow in self._values.values())

    # While something is dragged

    def shift(self, ids: Collection[str], dx: float, dy: float) -> None:
        """Follow nodes that are dragged: links between two of them go along, others are stretched."""
        if not self._carried and not self._stretched:
            hanging = dict.fromkeys(id_ for node in ids for id_ in self._at.get(node, ()))
            both = {id_ for id_ in hanging if {self._values[id_].source, self._values[id_].target} <= set(ids)}
            self._carried = tuple(self.items[id_] for id_ in hanging if id_ in both)
            self._stretched = tuple(self.items[id_] for id_ in hanging if id_ not in both)
        for item in self._carried:
            item.setPos(dx, dy)
        for item in self._stretched:
            source, target = item.ends
            if self._values[item.id].source in ids:
                source = source.moved(dx, dy)
            else:
                target = target.moved(dx, dy)
            item.stretch(elbow(source, target))

    def unshift(self) -> None:
        """Be drawn as before the drag."""
        for item in (*self._carried, *self._stretched):
            item.relax()
        self._carried = self._stretched = ()


def _unlit(look: FlowLook) -> FlowLook:
    return replace(look, lit=None, selected=False, state="normal")
