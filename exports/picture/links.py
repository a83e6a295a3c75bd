"""All links of an option drawn together: routed, gated and labelled so that they keep clear of each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from exports.picture import flow as drawing
from exports.picture import labels
from exports.picture import marks as signs
from exports.picture.block import BlockLook, inset
from exports.picture.card import CardLook
from exports.picture.flow import FlowLook
from exports.picture.labels import Gate, Place, Room
from exports.picture.routes import Link, Route, route_all
from exports.picture.shapes import Shapes
from exports.picture.terrain import Points
from exports.picture.ways import Side
from exports.picture.zone import ZoneLook, ground, head_words
from infra_builder.layout import Rect


@dataclass(frozen=True)
class Ground:
    """What the links run between: rectangles of blocks and cards, their categories and zones, and the zones' heads.

    `places` and `zones` are by id; `home` names the zone of a block; `words` are rectangles no link may cross;
    `reserved` are rectangles no label may cover, such as badges.
    """

    places: Mapping[str, Rect]
    categories: Mapping[str, str]
    zones: Mapping[str, Rect]
    grounds: Mapping[str, str]
    home: Mapping[str, str | None]
    words: tuple[Rect, ...] = ()
    reserved: tuple[Rect, ...] = ()

    def crosses(self, link: Link) -> bool:
        """Whether a link leaves the zone it begins in."""
        home = self.home.get(link.source)
        return home is not None and home != self.home.get(link.target)

    def colour_at(self, x: float, y: float) -> str:
        """The role of the ground at a point."""
        inside = (self.grounds[id_] for id_, rect in self.zones.items() if rect.holds(x, y))
        return next(inside, "canvas")


def ground_between(
    looks: Mapping[str, BlockLook | CardLook | ZoneLook],
    rects: Mapping[str, Rect],
    home: Mapping[str, str | None],
    titles: Sequence[Rect] = (),
) -> Ground:
    """The ground of a picture: looks and rectangles of zones, blocks and cards by id, and what its headings take."""
    zones = {id_: look for id_, look in looks.items() if isinstance(look, ZoneLook)}
    heads = tuple(words for id_, look in zones.items() for words in head_words(look, rects[id_]))
    reserved = tuple(_badges(look, rects[id_]) for id_, look in looks.items() if look.badges)
    return Ground(
        {id_: rects[id_] for id_ in looks if id_ not in zones},
        {id_: look.category for id_, look in looks.items() if isinstance(look, BlockLook)},
        {id_: rects[id_] for id_ in zones}, {id_: ground(look.environment) for id_, look in zones.items()},
        home, heads + tuple(titles), reserved,
    )  # fmt: skip


def _badges(look: BlockLook | CardLook | ZoneLook, rect: Rect) -> Rect:
    long = sum(signs.badge_width(badge) + 4 for badge in look.badges)
    if isinstance(look, ZoneLook):
        return Rect(rect.x + 16, rect.y - 18, long, signs.BADGE_HEIGHT)
    return Rect(rect.right - 10 - long, rect.y - 14, long, signs.BADGE_HEIGHT)


@dataclass(frozen=True)
class DrawnLink:
    """A link on the canvas: its corners, the shapes in canvas coordinates, and where its words and its gate stand."""

    route: Route
    shapes: Shapes
    label: Rect
    signs: tuple[Rect, ...] = ()
    parts: _Parts | None = None
    """What the shapes were made from, for the same link under another light."""


@dataclass(frozen=True)
class _Parts:
    """Where everything of a link stands; `plate` is the role of the ground below its label."""

    ends: Points
    place: Place
    gate: Gate | None
    note: Rect | None
    plate: str | None


def relit(drawn: DrawnLink, look: FlowLook) -> DrawnLink:
    """The same link lit, selected or added; its words and its way are those it had."""
    assert drawn.parts is not None
    return replace(drawn, shapes=_shapes(look, drawn.parts))


def drawn_links(
    links: Sequence[Link],
    looks: Mapping[str, FlowLook],
    ground: Ground,
    quick: bool = False,
) -> dict[str, DrawnLink]:
    """Every link with its shapes. `quick` looks at simple lines only: for small views, and for hundreds of links."""
    routes = _routed(tuple(links), tuple(ground.places.items()), ground.words, tuple(ground.zones.values()), quick)
    ends = {link.id: _trimmed(link, routes[link.id], ground) for link in links if link.id in routes}
    room = _room(ground, ends)
    fresh = [link for link in links if link.id in ends]
    gates = _gates(fresh, ground, ends, room, looks)
    notes = _notes(looks, gates, room)
    drawn_now: dict[str, DrawnLink] = {}
    for link in sorted(fresh, key=lambda one: (_length(ends[one.id]), one.id)):
        found = labels.place(drawing.labels(looks[link.id]), ends[link.id], room)
        room.solid.append(found.rect)
        gate, note = gates.get(link.id), notes.get(link.id)
        taken = ((Rect(*gate.at, 0, 0).grown(labels.GATE),) if gate else ()) + ((note,) if note else ())
        plate = ground.colour_at(found.rect.cx, found.rect.cy) if found.plated else None
        parts = _Parts(ends[link.id], found, gate, note, plate)
        shapes = _shapes(looks[link.id], parts)
        drawn_now[link.id] = DrawnLink(routes[link.id], shapes, found.rect, taken, parts)
    return {link.id: drawn_now[link.id] for link in links if link.id in drawn_now}


@lru_cache(maxsize=16)
def _routed(
    links: tuple[Link, ...],
    places: tuple[tuple[str, Rect], ...],
    words: tuple[Rect, ...],
    zones: tuple[Rect, ...],
    quick: bool,
) -> Mapping[str, Route]:
    """Routes, remembered: most changes (a selection, a finding, an owner) move nothing."""
    return route_all(links, dict(places), words, zones, quick=quick)


def _length(points: Points) -> float:
    return sum(abs(a[0] - b[0]) + abs(a[1] - b[1]) for a, b in pairwise(points))


def _trimmed(link: Link, route: Route, ground: Ground) -> Points:
    """The line brought to the silhouettes: round ends and cut corners stand back from the rectangle."""
    points = list(route.points)
    points[0] = _into(points[0], route.sides[0], ground.places[link.source], ground.categories.get(link.source, ""))
    points[-1] = _into(points[-1], route.sides[1], ground.places[link.target], ground.categories.get(link.target, ""))
    return tuple(points)


def _into(port: tuple[float, float], side: Side, rect: Rect, category: str) -> tuple[float, float]:
    deep = inset(category, side, rect, port)
    match side:
        case "R":
            return port[0] - deep, port[1]
        case "L":
            return port[0] + deep, port[1]
        case "T":
            return port[0], port[1] + deep
    return port[0], port[1] - deep


def _room(ground: Ground, ends: Mapping[str, Points]) -> Room:
    room = Room(solid=[*(rect.grown(2) for rect in ground.places.values()), *ground.words, *ground.reserved])
    for zone in ground.zones.values():
        room.add_border(zone)
    for points in ends.values():
        room.add_line(points)
    return room


def _gates(
    links: Sequence[Link], ground: Ground, ends: Mapping[str, Points], room: Room, looks: Mapping[str, FlowLook]
) -> dict[str, Gate]:
    gates: dict[str, Gate] = {}
    for link in links:
        if looks[link.id].support or not ground.crosses(link):
            continue
        source, target = ground.home.get(link.source), ground.home.get(link.target)
        found = labels.gate(ends[link.id], ground.zones.get(source or ""), ground.zones.get(target or ""), room)
        if found:
            gates[link.id] = found
            room.solid.append(Rect(*found.at, 0, 0).grown(labels.GATE))
    return gates


def _notes(looks: Mapping[str, FlowLook], gates: Mapping[str, Gate], room: Room) -> dict[str, Rect]:
    notes: dict[str, Rect] = {}
    for id_, gate in gates.items():
        if looks[id_].note:
            notes[id_] = labels.note_place(gate, drawing.note_width(looks[id_]), room)
            room.solid.append(notes[id_])
    return notes


def _shapes(look: FlowLook, parts: _Parts) -> Shapes:
    place, gate, note = parts.place, parts.gate, parts.note
    shapes = drawing.line_shapes(look, parts.ends)
    if gate:
        at = (note.cx, note.y + 12.5) if note else None
        shapes += drawing.gate_shapes(look, gate.at, gate.upright, at)
    return shapes + drawing.label_shapes(place.label, place.rect.x, place.rect.y, parts.plate)
