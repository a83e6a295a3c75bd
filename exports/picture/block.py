"""A block: its silhouette and edge mark say the category, then icon, name, kind and owner."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from exports.picture import marks
from exports.picture.icons import icon
from exports.picture.marks import BODY, KIND, Badge, State
from exports.picture.measure import width, wrap
from exports.picture.shapes import KAPPA, Commands, Path, Shapes, Text, cut, line, polygon, rounded, shield
from infra_builder.layout import BLOCK, Rect

EDGE, ROUND, CUT, FOOT = 9.0, 28.0, 10.0, (44.0, 28.0)
TEXT_LEFT, RING_RIGHT = 54.0, 23.0
ROOM = BLOCK[0] - TEXT_LEFT - RING_RIGHT - marks.RING - 5
"""How long a line of words may be, so that the owner's ring stays clear."""
GONE = frozenset({"removed", "left"})
"""States of what no longer stands where it is drawn."""
LINE, NAME_LINES, KIND_LINES = 16.5, 3, 2
PLAIN_LINES = 3
"""So many lines of words fit before a block grows."""


@dataclass(frozen=True, slots=True)
class BlockLook:
    """All that is seen of a block."""

    name: str
    kind: str
    category: str
    icon: str
    owner: str | None = None
    state: State = "normal"
    lit: str | None = None
    badges: tuple[Badge, ...] = ()
    number: int | None = None
    selected: bool = False
    covered: bool = False


def _names(look: BlockLook) -> tuple[str, ...]:
    return wrap(look.name, BODY, 600, ROOM, NAME_LINES)


def _kinds(look: BlockLook) -> tuple[str, ...]:
    """The lines of the kind."""
    return wrap(look.kind, KIND, 400, ROOM, KIND_LINES)


def block_size(look: BlockLook) -> tuple[float, float]:
    """Width and height; words of more than three lines make the block higher."""
    lines = len(_names(look)) + len(_kinds(look))
    return BLOCK[0], BLOCK[1] + max(0, lines - PLAIN_LINES) * LINE


def silhouette(category: str, rect: Rect, grown: float = 0.0) -> Commands:
    """The outline of a block of the category, `grown` outwards: for faces, selection and focus alike."""
    rect = rect.grown(grown)
    match category:
        case "data":
            return rounded(rect, ROUND + grown)
        case "compute":
            return cut(rect, CUT + grown * 0.59)
        case "governance":
            return shield(rect, 3 + grown, (FOOT[0] + grown, FOOT[1] + grown))
    return rounded(rect, 3 + grown)


def edge_mark(category: str, rect: Rect, role: str) -> Shapes:
    """The mark along the left edge, inside the silhouette."""
    match category:
        case "data":
            return tuple(Path(part, role) for part in _stacked(rect))
        case "compute":
            return tuple(Path(part, role) for part in _comb(rect))
        case "governance":
            return tuple(Path(part, role) for part in _rails(rect))
    x, y, bottom, r = rect.x, rect.y, rect.bottom, 3.0
    k = r * (1 - KAPPA)
    bar = (
        ("M", x + r, y), ("L", x + EDGE, y), ("L", x + EDGE, bottom), ("L", x + r, bottom),
        ("C", x + k, bottom, x, bottom - k, x, bottom - r), ("L", x, y + r), ("C", x, y + k, x + k, y, x + r, y),
        ("Z",),
    )  # fmt: skip
    return (Path(bar, role),)


def _stacked(rect: Rect) -> tuple[Commands, ...]:
    """Three parts with gaps, cut to the round end."""
    radius = min(ROUND, rect.height / 2)
    part = (rect.height - 7) / 3

    def left(y: float) -> float:
        into = max(0.0, radius - (y - rect.y), radius - (rect.bottom - y))
        return rect.x + radius - math.sqrt(radius**2 - into**2)

    first = rect.y + radius - math.sqrt(radius**2 - (radius - EDGE) ** 2)
    last = rect.bottom - (first - rect.y)
    parts = []
    for number in range(3):
        top = max(first, rect.y + number * (part + 3.5))
        bottom = min(last, rect.y + number * (part + 3.5) + part)
        steps = [bottom + (top - bottom) * n / 10 for n in range(11)]
        parts.append(polygon([(rect.x + EDGE, top), (rect.x + EDGE, bottom), *((left(y), y) for y in steps)]))
    return tuple(parts)


def _comb(rect: Rect) -> tuple[Commands, ...]:
    """A spine along the cut corners, and pins."""
    x, y, bottom, spine = rect.x, rect.y, rect.bottom, 4.0
    corner = CUT - spine
    back = ((x, y + CUT), (x + spine, y + corner), (x + spine, bottom - corner), (x, bottom - CUT))
    count = round((rect.height - 14 + 5) / 11)
    gap = (rect.height - 14 - 6 * count) / (count - 1)
    pins = (Rect(x + spine - 0.3, y + 7 + n * (6 + gap), EDGE - spine + 1.3, 6) for n in range(count))
    return (polygon(back), *(rounded(pin, 0.5) for pin in pins))


def _rails(rect: Rect) -> tuple[Commands, ...]:
    """Two thin rails that end at the foot of the shield."""

    def foot(x: float) -> float:
        part = 1 - (x - rect.x) / FOOT[0]
        return rect.bottom - FOOT[1] + FOOT[1] * math.sqrt(1 - part**2)

    return tuple(
        polygon([(x, rect.y + 0.6), (x + 2.5, rect.y + 0.6), (x + 2.5, foot(x + 2.5)), (x, foot(x))])
        for x in (rect.x + 2.0, rect.x + 7.0)
    )


def outlined(look: BlockLook) -> tuple[str, str, float, tuple[float, ...]]:
    """Face, outline, its width and its dashes."""
    if look.state == "added":
        return "accent_soft", "accent", 2.0, (7, 4)
    if look.state in GONE:
        return "canvas", "ink_3", 1.5, (2, 3.5)
    if look.lit:
        return "panel", marks.flag_role(look.lit), 2.5, ()
    return "panel", "edge", 1.2, ()


@lru_cache(maxsize=2048)
def block_shapes(look: BlockLook) -> Shapes:
    """The block with its top left at the origin. Badges, numbers and selection reach out of it by up to 14 pixels."""
    rect = Rect(0, 0, *block_size(look))
    face, stroke, wide, dash = outlined(look)
    faded = look.state in GONE
    body = silhouette(look.category, rect)
    hue = "edge" if faded else look.category
    return (
        *_around(look, rect),
        Path(body, face),
        *edge_mark(look.category, rect, hue),
        Path(body, None, stroke, wide, dash, "butt"),
        *icon(look.icon, 22, rect.cy - 10, 20, hue, face),
        *_text(look, rect),
        *(() if faded else marks.owner_ring(look.owner, rect.right - RING_RIGHT, rect.cy)),
        *_corners(look, rect),
    )


def _around(look: BlockLook, rect: Rect) -> Shapes:
    """Outlines outside the block: selected, or covered by what is selected."""
    if look.selected:
        return (Path(silhouette(look.category, rect, 5), None, "accent", 2.5),)
    if look.covered:
        return (Path(silhouette(look.category, rect, 5), None, "governance", 2, (6, 4), "butt"),)
    return ()


def _text(look: BlockLook, rect: Rect) -> Shapes:
    names, kinds = _names(look), _kinds(look)
    y = rect.cy - (len(names) + len(kinds)) * LINE / 2 + 12.8
    role = "ink_2" if look.state in GONE else "ink"
    shapes: list[Path | Text] = []
    for name in names:
        shapes.append(Text(TEXT_LEFT, y, name, BODY, 600, role))
        if look.state in GONE:
            struck = line((TEXT_LEFT, y - 4.5), (TEXT_LEFT + width(name, BODY, 600), y - 4.5))
            shapes.append(Path(struck, None, role, 1.3, (), "butt"))
        y += LINE
    for kind in kinds:
        shapes.append(Text(TEXT_LEFT, y, kind, KIND, 400, "ink_2"))
        y += LINE
    return tuple(shapes)


def _corners(look: BlockLook, rect: Rect) -> Shapes:
    """What sits on the upper corners: number at the left; badges, or what becomes of it, at the right."""
    shapes: Shapes = ()
    right = rect.right - 10
    if look.state != "normal":
        shapes += marks.sign_disc(look.state, rect.right - 6, 2)
        right -= 14
    if look.badges:
        shapes += marks.badges(look.badges, right, -14)
    if look.number is not None:
        shapes += marks.number_disc(look.number, 5, 0)
    return shapes


def inset(category: str, side: str, rect: Rect, port: tuple[float, float]) -> float:
    """How far the silhouette stands back from the rectangle at a port on that side (R, B, L or T)."""
    along, long = (port[1] - rect.y, rect.height) if side in "RL" else (port[0] - rect.x, rect.width)
    near = min(along, long - along)
    match category:
        case "data":
            radius = min(ROUND, rect.height / 2)
            return _curve(radius - near, radius, radius)
        case "compute":
            return max(0.0, CUT - near)
        case "governance" if side == "B":
            return _curve(FOOT[0] - near, FOOT[0], FOOT[1])
        case "governance" if side in "RL":
            return _curve(FOOT[1] - (long - along), FOOT[1], FOOT[0])
    return 0.0


def _curve(into: float, along: float, across: float) -> float:
    """How far a quarter of an ellipse has drawn in, `into` its part of the side."""
    return across - across * math.sqrt(1 - (into / along) ** 2) if into > 0 else 0.0
