"""The small signs of a picture: glyphs, badges, pips, chips, owners' rings, shields, gates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from exports.picture.icons import icon
from exports.picture.measure import shortened, width
from exports.picture.shapes import Commands, Path, Shapes, Text, box, circle, line, rounded, shield
from infra_builder.rects import Rect

State = Literal["normal", "added", "removed", "changed", "moved", "left"]
"""What becomes of something from one design to another; `left` marks the place that something moved away from."""

CAPTION, KIND, BODY, TITLE = 12.0, 12.7, 14.0, 18.0
"""Sizes of type in pixels: 9, 9.5, 10.5 and 13.5 pt."""
HEADING_HEIGHT = 40.0

BADGE_HEIGHT, CHIP_HEIGHT, RING = 26.0, 22.0, 11.5
PIPS_WIDTH, PIPS_HEIGHT = 24.0, 10.0
ROLES = {"question": "ink_2", "note": "ink_2"}
DASH_RING = (2.6, 2.4)


@dataclass(frozen=True, slots=True)
class Badge:
    """What findings say about an item: the flag, and how many there are or their numbers."""

    flag: str
    text: str = ""


def flag_role(flag: str) -> str:
    """The colour of a flag; questions and notes never take a warning colour."""
    return ROLES.get(flag, flag)


def glyph(flag: str, x: float, y: float, size: float, surface: str = "panel") -> Shapes:
    """The sign of a verdict, a question or a note, with its top left at (x, y)."""
    return icon(f"verdict_{flag}", x, y, size, flag_role(flag), surface)


def badge_width(badge: Badge) -> float:
    """How long a badge is."""
    words = width(badge.text, BODY, 700)
    return BADGE_HEIGHT + 6 + (words + 7 if badge.text else 0)


def badge(badge: Badge, x: float, y: float) -> Shapes:
    """A pill with the glyph and the count or numbers, top left at (x, y)."""
    role, wide = flag_role(badge.flag), badge_width(badge)
    pill = Path(rounded(Rect(x, y, wide, BADGE_HEIGHT), BADGE_HEIGHT / 2), "panel", role, 1.5)
    words = Text(x + BADGE_HEIGHT + 4, y + 18, badge.text, BODY, 700, role)
    return (pill, *glyph(badge.flag, x + 7, y + 3.5, 19), *((words,) if badge.text else ()))


def badges(all_badges: Sequence[Badge], right: float, y: float) -> Shapes:
    """Badges side by side, the first at the left, the last ending at `right`."""
    shapes: Shapes = ()
    x = right - sum(badge_width(one) for one in all_badges) - 4 * (len(all_badges) - 1)
    for one in all_badges:
        shapes += badge(one, x, y)
        x += badge_width(one) + 4
    return shapes


def pips(rank: int, x: float, y: float, full: str = "ink", empty: str = "ink_3") -> Shapes:
    """Five pips for a data class, from 0 (public) to 4 (regulated); the top left at (x, y)."""
    return tuple(
        Path(box(Rect(x + 5 * n, y, 3.8, PIPS_HEIGHT) if n <= rank else Rect(x + 5 * n, y + 7, 3.8, 3)),
             full if n <= rank else empty)
        for n in range(5)
    )  # fmt: skip


def chip_width(text: str) -> float:
    """How long a chip is."""
    return width(text, CAPTION, 600) + 18


def chip(text: str, x: float, y: float, missing: bool = False, role: str = "ink_2") -> Shapes:
    """A small frame around a word; dashed where the word says what is missing."""
    frame = Rect(x, y, chip_width(text), CHIP_HEIGHT)
    outline = Path(rounded(frame, 4), None, role if missing else "edge", 1.2, (4, 3) if missing else (), "butt")
    return outline, Text(x + 9, y + 15.2, text, CAPTION, 600, role)


def initials(owner: str) -> str:
    """Two letters for an owner: of the first two words, or the first two of the only one."""
    words: list[str] = re.findall(r"\w+", owner)
    if len(words) > 1:
        return (words[0][0] + words[1][0]).upper()
    return words[0][:2].upper() if words else "?"


def owner_ring(owner: str | None, x: float, y: float) -> Shapes:
    """Who answers for a block, around the point (x, y): initials, or a dashed ring with a question mark."""
    if not owner:
        return (
            Path(circle(x, y, RING), None, "ink_2", 1.5, DASH_RING, "butt"),
            Text(x, y + 4.2, "?", 12, 700, "ink_2", "middle"),
        )
    return (
        Path(circle(x, y, RING), "sunken", "line", 1),
        Text(x, y + 4, shortened(initials(owner), 11, 600, 20), 11, 600, "ink_2", "middle"),
    )


def cover_shield(kind: str, x: float, y: float, size: float = 25) -> Shapes:
    """A small shield with the icon of what protects, top left at (x, y)."""
    outline = Path(shield(Rect(x, y, size, size), 2, (size * 0.46, size * 0.46)), "panel", "governance", 1.4)
    inner = size * 0.6
    return (outline, *icon(kind, x + (size - inner) / 2, y + size * 0.17, inner, "governance"))


def gate(x: float, y: float, upright: bool = False, flag: str | None = None) -> Shapes:
    """A ring with two posts across a link that leaves a zone; `upright` where the link runs up or down."""
    role = flag_role(flag) if flag else "ink"

    def at(along: float, across: float) -> tuple[float, float]:
        return (x + across, y + along) if upright else (x + along, y + across)

    posts = tuple(Path(line(at(side, -5.5), at(side, 5.5)), None, role, 2) for side in (-3.6, 3.6))
    ring = Path(circle(x, y, RING), "panel", role, 2.5 if flag else 1.6)
    sign = glyph(flag, x + 7, y - 23, 18) if flag else ()
    return (ring, *posts, Path(line(at(-0.7, 0), at(0.7, 0)), None, role, 2), *sign)


def number_disc(number: int, x: float, y: float) -> Shapes:
    """The number that leads to the table on paper, around the point (x, y)."""
    size = 13 if number < 100 else 11
    return Path(circle(x, y, 12), "ink"), Text(x, y + 4.6, str(number), size, 700, "panel", "middle")


def sign_disc(state: State, x: float, y: float) -> Shapes:
    """What becomes of something, around the point (x, y): plus, minus, unequal where it changes, arrow where it moves.

    Plus and arrow stand on the accent, minus on grey, unequal in a ring; what moved away has its arrow in a ring.
    """
    if state == "normal":
        return ()
    ground, ink = {
        "added": ("accent", "on_accent"),
        "moved": ("accent", "on_accent"),
        "removed": ("ink_2", "panel"),
    }.get(state, ("panel", "ink"))
    disc = Path(circle(x, y, 12), ground, None if ground != "panel" else "ink", 1.5)
    return (disc, *(Path(stroke, None, ink, 2) for stroke in _strokes(state, x, y)))


def _strokes(state: State, x: float, y: float) -> tuple[Commands, ...]:
    level = line((x - 5, y), (x + 5, y))
    match state:
        case "added":
            return level, line((x, y - 5), (x, y + 5))
        case "removed":
            return (level,)
        case "changed":
            pair = (line((x - 5, y - 2.5), (x + 5, y - 2.5)), line((x - 5, y + 2.5), (x + 5, y + 2.5)))
            return (*pair, line((x - 3, y + 6), (x + 3, y - 6)))
    return level, line((x + 1.5, y - 4), (x + 5.5, y), (x + 1.5, y + 4))


def heading(text: str, long: float = 240) -> Shapes:
    """The words above the blocks of the left column, with a hairline below."""
    words = Text(0, 14, shortened(text, BODY, 700, long), BODY, 700)
    return words, Path(line((0, 26), (long, 26)), None, "line", 1.5, (), "butt")
