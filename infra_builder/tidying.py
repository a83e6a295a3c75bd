"""Tidying up: everything of an option in layers, data from left to right, zones kept together.

The blocks of each zone are laid out by themselves, then the zones as large nodes; workloads and what covers the whole
plan stand in the column at the left, as in a picture that nobody arranged. The layers are found by graphlay, which
gives the same picture for the same option, whatever the order of its links.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping

from infra_builder.catalogue import Catalogue
from infra_builder.edits import Move
from infra_builder.layout import BLOCK, EMPTY_ZONE, FIRST_ROW, SIDE, START, Rect, Spot, arranged, outside
from infra_builder.plan import FARTHEST, Option, Plan

Sizes = Mapping[str, tuple[float, float]]
Links = Mapping[tuple[str, str], int]
Drawn = tuple[dict[str, Spot], Spot]
"""Corners, counted from the corner of the whole, and the width and height of the whole."""

GRID = 8
LAYERS, BESIDE = 128.0, 40.0
"""Between the blocks of a zone: from one layer to the next, and within a layer."""
ZONES_ACROSS, ZONES_DOWN = 96.0, 84.0
WORDS = (100.0, 20.0)
"""The room that the words of a link want."""
FEW_LINKS, LINKS_EACH = 60, 2
"""So many links are always looked at, and so many for each node where there are more."""
WIDE, TOO_WIDE = 1.6, 2.2
"""How much wider than high a picture should be, and from where on zones are rather put below each other."""


def tidied(
    plan: Plan, option: Option, catalogue: Catalogue, sizes: Sizes, places: Mapping[str, Rect], ids: Iterable[str] = ()
) -> Move | None:
    """Everything of an option in layers; only the chosen blocks, within the zones they stand in, where `ids` are given.

    `sizes` are those at which cards and blocks are drawn, `places` where everything stands now. None where nothing
    would move.
    """
    chosen = set(ids)
    move = _part(option, sizes, places, chosen) if chosen else _whole(plan, option, catalogue, sizes)
    same = all(
        id_ in places and spot == (places[id_].x, places[id_].y) and _same_size(move, places, id_)
        for id_, spot in move.at.items()
    )
    return None if same else move


def _same_size(move: Move, places: Mapping[str, Rect], id_: str) -> bool:
    return id_ not in move.sizes or move.sizes[id_] == (places[id_].width, places[id_].height)


def _whole(plan: Plan, option: Option, catalogue: Catalogue, sizes: Sizes) -> Move:
    column = {block.id for group in outside(option, catalogue)[:2] for block in group}
    at = _left_column(plan, option, catalogue, sizes, column)
    standing = [Rect(*spot, *sizes.get(id_, BLOCK)) for id_, spot in at.items()]
    left = max((rect.right for rect in standing), default=START[0] - ZONES_ACROSS) + ZONES_ACROSS
    inner = {zone.id: _inside(option, zone.id, sizes) for zone in option.zones}
    large = {id_: size for id_, (_, size) in inner.items()}
    home = {block.id: block.zone or block.id for block in option.blocks if block.id not in column}
    large |= {id_: sizes.get(id_, BLOCK) for id_, place in home.items() if id_ == place}
    for id_, (right, down) in _zones(large, _links(option, home)).items():
        x, y = at[id_] = _on_grid((left + right, START[1] + down))
        if id_ in inner:
            at |= {block: (x + further, y + below) for block, (further, below) in inner[id_][0].items()}
    zones = {id_: size for id_, (_, size) in inner.items()}
    return Move(option=option.id, at={id_: _held(spot) for id_, spot in at.items()}, sizes=zones)


def _left_column(plan: Plan, option: Option, catalogue: Catalogue, sizes: Sizes, column: set[str]) -> dict[str, Spot]:
    """Where workloads stand, and below them what covers the plan: the same in all options, since they share cards."""
    bare = option.but(zones=(), blocks=tuple(block for block in option.blocks if block.id in column), flows=())
    layout = arranged(plan, bare, catalogue, afresh=True, sizes=sizes)
    return {**layout.workloads, **layout.blocks}


def _inside(option: Option, zone: str, sizes: Sizes) -> Drawn:
    """The blocks of a zone, counted from its corner, and how large it is around them."""
    members = {block.id: sizes.get(block.id, BLOCK) for block in option.blocks if block.zone == zone}
    if not members:
        return {}, EMPTY_ZONE
    spots, _ = _layers(members, _links(option, {}), LAYERS, BESIDE, wrapped=True)
    spots = {id_: (_grid_after(SIDE + x), _grid_after(FIRST_ROW + y)) for id_, (x, y) in spots.items()}
    right = max(x + members[id_][0] for id_, (x, _) in spots.items())
    bottom = max(y + members[id_][1] for id_, (_, y) in spots.items())
    return spots, (_grid_after(right + SIDE), _grid_after(bottom + SIDE))


def _part(option: Option, sizes: Sizes, places: Mapping[str, Rect], chosen: set[str]) -> Move:
    """The chosen blocks of each zone in layers where the first of them stand, clear of the others there."""
    at: dict[str, Spot] = {}
    for zone in (*(zone.id for zone in option.zones), None):
        inside = [block for block in option.blocks if block.zone == zone and block.id in places]
        here = {b.id: sizes.get(b.id, BLOCK) for b in inside if b.id in chosen or zone in chosen}
        if len(here) < 2:
            continue
        spots, (wide, high) = _layers(here, _links(option, {}), LAYERS, BESIDE, wrapped=True)
        x, y = min(places[id_].x for id_ in here), min(places[id_].y for id_ in here)
        others = [places[block.id] for block in inside if block.id not in here]
        area = _clear(Rect(*_on_grid((x, y)), wide, high), others)
        at |= {id_: _held(_on_grid((area.x + inward, area.y + down))) for id_, (inward, down) in spots.items()}
    return Move(option=option.id, at=at)


def _clear(area: Rect, others: Iterable[Rect]) -> Rect:
    """The area moved down until it overlaps none of the others."""
    for other in sorted(others, key=lambda rect: rect.y):
        if area.grown(GRID).overlaps(other):
            area = Rect(area.x, _grid_after(other.bottom + 2 * GRID), area.width, area.height)
    return area


def _links(option: Option, home: Mapping[str, str]) -> Links:
    """How many links lead from one thing to another, told by the zones that the things stand in where `home` is."""
    return Counter((home.get(flow.source, flow.source), home.get(flow.target, flow.target)) for flow in option.flows)


def _zones(large: Sizes, links: Links) -> dict[str, Spot]:
    """Zones from left to right; below each other where they would make a ribbon that nobody can read."""
    spots, size = _layers(large, links, ZONES_ACROSS, ZONES_DOWN)
    if size[1] and size[0] / size[1] > TOO_WIDE:
        below, other = _layers(large, links, ZONES_DOWN, ZONES_ACROSS, down=True)
        spots = min((spots, size), (below, other), key=lambda drawn: abs(math.log(drawn[1][0] / drawn[1][1] / WIDE)))[0]
    return spots


def _layers(
    nodes: Sizes, links: Links, ahead: float, beside: float, *, wrapped: bool = False, down: bool = False
) -> Drawn:
    """Corners of nodes in layers along their links; a ribbon is folded where `wrapped`."""
    import graphlay  # Not before somebody tidies up: the start of the program waits for nothing that it can do without.

    graph = graphlay.Graph()
    for id_, (wide, high) in sorted(nodes.items()):
        graph.node(id_, width=wide, height=high)
    words = {"width": WORDS[0], "height": WORDS[1]}
    for (source, target), count in _strongest(nodes, links):
        graph.edge(source, target, weight=float(count), label_size=words)
    drawn = graphlay.layout(
        graph,
        options={
            "direction": "topbottom" if down else "leftright",
            "spacing": {"layer_gap": ahead, "node_gap": beside, "isolated_gap": beside},
            "wrap": {"viewport_aspect": WIDE if wrapped else 0.0},
            "effort": "fast",
        },
    ).nodes
    corners = {
        id_: (node["center"]["x"] - nodes[id_][0] / 2, node["center"]["y"] - nodes[id_][1] / 2)
        for id_, node in zip(graph.ids, drawn, strict=True)
    }
    left, top = min((x for x, _ in corners.values()), default=0.0), min((y for _, y in corners.values()), default=0.0)
    spots = {id_: (corners[id_][0] - left, corners[id_][1] - top) for id_ in nodes}
    right = max((x + nodes[id_][0] for id_, (x, _) in spots.items()), default=0.0)
    return spots, (right, max((y + nodes[id_][1] for id_, (_, y) in spots.items()), default=0.0))


def _strongest(nodes: Sizes, links: Links) -> list[tuple[tuple[str, str], int]]:
    """The links between some nodes, by name; of very many only the strongest, which show the order well enough."""
    inner = [(ends, count) for ends, count in links.items() if ends[0] != ends[1] and nodes.keys() >= set(ends)]
    inner.sort(key=lambda link: (-link[1], link[0]))
    return sorted(inner[: max(FEW_LINKS, LINKS_EACH * len(nodes))])


def _on_grid(spot: Spot) -> Spot:
    return float(round(spot[0] / GRID) * GRID), float(round(spot[1] / GRID) * GRID)


def _grid_after(length: float) -> float:
    return float(math.ceil(length / GRID) * GRID)


def _held(spot: Spot) -> Spot:
    """The nearest point that a plan can hold."""
    return max(-FARTHEST, min(FARTHEST, spot[0])), max(-FARTHEST, min(FARTHEST, spot[1]))
