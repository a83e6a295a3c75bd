"""Lining things up, spacing them evenly and tidying a whole option: where things stand now to one `Move`.

A zone moves with its blocks, and grows around those that leave it. What would not move anything gives None.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Literal

from infra_builder.edits import Move
from infra_builder.layout import Rect, Spot
from infra_builder.plan import Option
from infra_builder.rects import around_all

Side = Literal["left", "centre", "right", "top", "middle", "bottom"]
Direction = Literal["across", "down"]


def aligned(option: Option, places: Mapping[str, Rect], ids: Iterable[str], side: Side) -> Move | None:
    """The chosen items with one side, or their middles, on one line: that of the frame around them."""
    rects = _movable(option, places, ids)
    if len(rects) < 2:
        return None
    frame = around_all(rects.values())

    def spot(rect: Rect) -> Spot:
        match side:
            case "left":
                return frame.x, rect.y
            case "centre":
                return frame.cx - rect.width / 2, rect.y
            case "right":
                return frame.right - rect.width, rect.y
            case "top":
                return rect.x, frame.y
            case "middle":
                return rect.x, frame.cy - rect.height / 2
        return rect.x, frame.bottom - rect.height

    return moved(option, places, {id_: spot(rect) for id_, rect in rects.items()})


def distributed(option: Option, places: Mapping[str, Rect], ids: Iterable[str], direction: Direction) -> Move | None:
    """The chosen items with even gaps between them; the first and the last stay. Fewer than three give None."""
    rects = _movable(option, places, ids)
    if len(rects) < 3:
        return None
    across = direction == "across"
    order = sorted(rects, key=lambda id_: (rects[id_].cx, id_) if across else (rects[id_].cy, id_))
    first, last = rects[order[0]], rects[order[-1]]
    filled = sum(rects[id_].width if across else rects[id_].height for id_ in order)
    room = last.right - first.x if across else last.bottom - first.y
    gap = (room - filled) / (len(order) - 1)
    at = first.x if across else first.y
    spots: dict[str, Spot] = {}
    for id_ in order:
        rect = rects[id_]
        spots[id_] = (at, rect.y) if across else (rect.x, at)
        at += (rect.width if across else rect.height) + gap
    return moved(option, places, spots)


def moved(option: Option, places: Mapping[str, Rect], spots: Mapping[str, Spot]) -> Move | None:
    """The edit that brings items to new corners, the blocks of a zone along with it."""
    at = {id_: spot for id_, spot in spots.items() if spot != (places[id_].x, places[id_].y)}
    for block in option.blocks:
        if block.zone in at and block.id in places:
            (x, y), zone, rect = at[block.zone], places[block.zone], places[block.id]
            at[block.id] = rect.x + x - zone.x, rect.y + y - zone.y
    return Move(option=option.id, at=at) if at else None


def _movable(option: Option, places: Mapping[str, Rect], ids: Iterable[str]) -> dict[str, Rect]:
    """The rectangles of chosen workloads, zones and blocks; blocks that move with a chosen zone left out."""
    chosen = [id_ for id_ in dict.fromkeys(ids) if id_ in places]
    carried = _inside(option, set(chosen))
    return {id_: places[id_] for id_ in chosen if id_ not in carried}


def _inside(option: Option, zones: Collection[str]) -> set[str]:
    return {block.id for block in option.blocks if block.zone in zones}
