"""A picture that is too large for a page, cut into pieces that overlap by more than a block."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from exports.picture.block import silhouette
from exports.picture.scene import Item, Scene
from exports.picture.shapes import Path, Shape, Text, bounds, box
from infra_builder.catalogue import Catalogue
from infra_builder.layout import BLOCK, Rect
from infra_builder.plan import Option

OVERLAP: Final = (BLOCK[0] + 48, BLOCK[1] + 56)
"""Wider and higher than a block with its badges, so that each is whole on one piece at least."""
LARGE: Final = 110.0
"""Outlines that are longer are cut at the edge of a piece; smaller ones are whole or left out."""


@dataclass(frozen=True)
class Tile:
    """One piece: its column and row, and the rectangle of the picture that it shows."""

    column: int
    row: int
    rect: Rect

    def beside(self, other: Tile) -> str:
        """On which side the other piece lies: left, right, above, below; empty where it is no neighbour."""
        step = other.column - self.column, other.row - self.row
        return {(-1, 0): "left", (1, 0): "right", (0, -1): "above", (0, 1): "below"}.get(step, "")


def tiles(scene: Scene, wide: float, high: float) -> tuple[Tile, ...]:
    """The pieces of at most that width and height that show something, row by row."""
    area = scene.bounds
    lefts = list(_starts(area.x, area.width, wide, OVERLAP[0]))
    tops = list(_starts(area.y, area.height, high, OVERLAP[1]))
    size = min(wide, area.width), min(high, area.height)
    every = (Tile(c, r, Rect(x, y, *size)) for r, y in enumerate(tops) for c, x in enumerate(lefts))
    return tuple(tile for tile in every if any(_inside(item, tile.rect) for item in scene.items))


def _inside(item: Item, rect: Rect) -> bool:
    return item.sort in ("block", "workload") and whole(item.rect, rect)


def _starts(start: float, long: float, most: float, overlap: float) -> Iterator[float]:
    """Where the pieces begin, evenly apart."""
    count = 1 if long <= most else math.ceil((long - overlap) / (most - overlap))
    for number in range(count):
        yield start if count == 1 else start + number * (long - most) / (count - 1)


def whole(inner: Rect, outer: Rect) -> bool:
    """Whether a rectangle lies inside another, edges included."""
    slack = 0.5
    return (
        inner.x >= outer.x - slack and inner.y >= outer.y - slack
        and inner.right <= outer.right + slack and inner.bottom <= outer.bottom + slack
    )  # fmt: skip


def piece(scene: Scene, tile: Rect, option: Option, catalogue: Catalogue) -> Iterator[Shape]:
    """What a piece shows: whole words and signs only, long lines cut, and a dotted outline for blocks that go on."""
    kinds = {block.id: catalogue.kind(block).category for block in option.blocks}
    for item in scene.items:
        if item.sort in ("block", "workload") and not whole(bounds(item.shapes), tile):
            if item.rect.overlaps(tile):
                outline = silhouette(kinds[item.id], item.rect) if item.id in kinds else box(item.rect)
                yield Path(outline, "panel", "edge", 1.2, (2, 3.5), "butt")
        else:
            yield from _kept(item.shapes, tile)


def _kept(shapes: Iterable[Shape], tile: Rect) -> Iterator[Shape]:
    for shape in shapes:
        area = bounds((shape,))
        if whole(area, tile) or (area.overlaps(tile) and _may_be_cut(shape, area)):
            yield shape


def _may_be_cut(shape: Shape, area: Rect) -> bool:
    """Lines and large outlines go on on the next piece; words and small signs do not."""
    if isinstance(shape, Text):
        return False
    return area.width > LARGE or (shape.fill is None and shape.commands[-1][0] != "Z")
