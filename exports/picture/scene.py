"""The picture of one option: every item with its place and shapes, in drawing order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from exports.picture import marks as signs
from exports.picture.block import BlockLook, block_shapes, block_size
from exports.picture.card import CardLook, card_shapes, card_size
from exports.picture.links import Ground, drawn_links, ground_between
from exports.picture.looks import Looker, Marks, covering_kinds
from exports.picture.measure import width
from exports.picture.routes import Link
from exports.picture.shapes import Shapes, bounds, moved
from exports.picture.words import Words
from exports.picture.zone import ZoneLook, zone_shapes
from infra_builder.catalogue import Catalogue
from infra_builder.layout import BLOCK, SHELF_COLUMN, Layout, Rect, arranged, outside
from infra_builder.plan import Option, Plan

Sort = Literal["zone", "heading", "flow", "workload", "block", "legend", "mark"]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of the picture. Shapes are in canvas coordinates; `says` is its name for a reader without eyes."""

    id: str
    sort: Sort
    rect: Rect
    shapes: Shapes
    says: str = ""


@dataclass(frozen=True)
class Scene:
    """The whole picture: items in drawing order, the rectangle around them, and what it is called."""

    items: tuple[Item, ...]
    bounds: Rect
    title: str = ""
    description: str = ""

    def shapes(self) -> Iterator[Shapes]:
        """The shapes of each item, in drawing order."""
        return (item.shapes for item in self.items)

    def item(self, id_: str) -> Item:
        """The item with this id. Raises KeyError where there is none."""
        for item in self.items:
            if item.id == id_:
                return item
        raise KeyError(id_)


NO_MARKS, ENGLISH = Marks(), Words()
MANY_LINKS = 150
"""From here on links get simple routes: nobody follows single ones, and the rest would take seconds."""


def scene(
    plan: Plan,
    option: Option,
    catalogue: Catalogue,
    marks: Marks = NO_MARKS,
    words: Words = ENGLISH,
    layout: Layout | None = None,
    quick: bool = False,
) -> Scene:
    """The picture of an option of a plan, at 100 %. A `quick` one, for small views, has simple routes."""
    looker = Looker(catalogue, marks, words)
    layout = layout or arranged(plan, option, catalogue, sizes=sizes(plan, option, looker))
    rects = places(plan, option, looker, layout)
    items = (
        *_zones(option, looker, layout.zones),
        *headings(option, catalogue, rects, words),
        *_links(plan, option, looker, layout.zones, rects, quick),
        *_cards(plan, looker, rects),
        *_blocks(option, looker, rects),
    )
    return made(items, plan.title, option.name)


def made(items: Iterable[Item], title: str = "", description: str = "") -> Scene:
    """A scene of these items, with their bounds."""
    items = tuple(items)
    drawn = [bounds(item.shapes) for item in items]
    whole = drawn[0] if drawn else Rect(0, 0, 0, 0)
    for rect in drawn:
        whole = whole.united(rect)
    return Scene(items, whole, title, description)


def sizes(plan: Plan, option: Option, looker: Looker) -> dict[str, tuple[float, float]]:
    """Width and height of every card and block, as they are drawn; what `arranged` wants to know."""
    cards = {workload.id: card_size(looker.card(workload)) for workload in plan.workloads}
    return cards | {block.id: block_size(looker.block(block)) for block in option.blocks}


def places(plan: Plan, option: Option, looker: Looker, layout: Layout) -> dict[str, Rect]:
    """The rectangles of workload cards and blocks, by id, as large as they are drawn."""
    spots = {**layout.workloads, **layout.blocks}
    return {id_: Rect(*spots[id_], *size) for id_, size in sizes(plan, option, looker).items()}


def link_ground(
    plan: Plan, option: Option, looker: Looker, zones: Mapping[str, Rect], rects: Mapping[str, Rect]
) -> Ground:
    """What the links of an option run between."""
    covers = covering_kinds(option, looker.catalogue)
    looks: dict[str, BlockLook | CardLook | ZoneLook] = {
        **{workload.id: looker.card(workload) for workload in plan.workloads},
        **{block.id: looker.block(block) for block in option.blocks},
        **{zone.id: looker.zone(zone, zones[zone.id], covers[zone.id]) for zone in option.zones},
    }
    headed = headings(option, looker.catalogue, rects, looker.words)
    titles = [heading_words(item.says, item.rect) for item in headed]
    home = {block.id: block.zone for block in option.blocks}
    return ground_between(looks, {**zones, **rects}, home, titles)


def heading_words(text: str, rect: Rect) -> Rect:
    """Where the words of a heading stand."""
    return Rect(rect.x, rect.y, width(text, signs.BODY, 700), rect.height)


def option_links(option: Option, rects: Mapping[str, Rect]) -> tuple[Link, ...]:
    """The links whose two ends stand somewhere."""
    return tuple(
        Link(flow.id, flow.source, flow.target)
        for flow in option.flows
        if flow.source in rects and flow.target in rects and flow.source != flow.target
    )


def _zones(option: Option, looker: Looker, zones: Mapping[str, Rect]) -> Iterator[Item]:
    covers = covering_kinds(option, looker.catalogue)
    for zone in option.zones:
        rect = zones[zone.id]
        look = looker.zone(zone, rect, covers[zone.id])
        yield Item(zone.id, "zone", rect, moved(zone_shapes(look), rect.x, rect.y), look.name)


def _links(
    plan: Plan, option: Option, looker: Looker, zones: Mapping[str, Rect], rects: Mapping[str, Rect], quick: bool
) -> Iterator[Item]:
    between = link_ground(plan, option, looker, zones, rects)
    links = option_links(option, rects)
    flows = {flow.id: flow for flow in option.flows}
    looks = {link.id: looker.flow(flows[link.id], between.crosses(link)) for link in links}
    for id_, drawn in drawn_links(links, looks, between, quick=quick or len(links) > MANY_LINKS).items():
        yield Item(id_, "flow", bounds(drawn.shapes), drawn.shapes, looks[id_].label)


def _cards(plan: Plan, looker: Looker, rects: Mapping[str, Rect]) -> Iterator[Item]:
    for workload in plan.workloads:
        rect, look = rects[workload.id], looker.card(workload)
        yield Item(workload.id, "workload", rect, moved(card_shapes(look), rect.x, rect.y), look.name)


def _blocks(option: Option, looker: Looker, rects: Mapping[str, Rect]) -> Iterator[Item]:
    for block in option.blocks:
        rect, look = rects[block.id], looker.block(block)
        yield Item(block.id, "block", rect, moved(block_shapes(look), rect.x, rect.y), look.name)


def headings(option: Option, catalogue: Catalogue, rects: Mapping[str, Rect], words: Words = ENGLISH) -> Iterator[Item]:
    """The words above each group of blocks that stands in no zone."""
    titles = (words.covers_plan, words.covers_parts, words.no_zone)
    for name, title, group in zip(("plan", "parts", "nowhere"), titles, outside(option, catalogue), strict=True):
        standing = [rects[block.id] for block in group if block.id in rects]
        if standing:
            top = min(standing, key=lambda rect: (rect.y, rect.x))
            level = [rect for rect in standing if rect.y == top.y]
            long = max(max(rect.right for rect in level) - top.x, min(SHELF_COLUMN, BLOCK[0] + 32))
            rect = Rect(top.x, top.y - signs.HEADING_HEIGHT - 4, long, 28)
            yield Item(f"heading:{name}", "heading", rect, moved(signs.heading(title, long), rect.x, rect.y), title)
