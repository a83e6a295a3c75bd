"""A zone: its ground and outline say the environment, its head who runs it, why it is there and what covers it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from exports.picture import marks
from exports.picture.icons import icon
from exports.picture.marks import BODY, CAPTION, CHIP_HEIGHT, Badge, State
from exports.picture.measure import shortened, width
from exports.picture.shapes import Path, Shapes, Text, line, rounded
from infra_builder.layout import Rect

RADIUS, HPC_INSET = 14.0, 4.0
LEFT, RIGHT, ICON = 16.0, 14.0, 20.0
NAME_LEFT = LEFT + ICON + 9
MIDDLE, SECOND = 19.0, 45.5
"""The middle of the first and of the second line of a head."""
SHIELD, SHIELD_STEP, MOST_SHIELDS = 25.0, 29.0, 5
BADGE_TOP = -18.0
GAP, CHIP_GAP, SHORTEST = 12.0, 6.0, 3

GROUNDS = {
    "public_cloud": "zone_cloud", "saas": "zone_saas", "private_cloud": "zone_premises", "on_premises": "zone_premises",
    "hpc": "zone_premises", "edge": "zone_local", "workstation": "zone_local",
}  # fmt: skip
DASHES: dict[str, tuple[float, ...]] = {
    "public_cloud": (10, 5), "saas": (12, 4, 2, 4), "edge": (2, 4), "workstation": (2, 4),
}  # fmt: skip

STATE_LINES = {"added": ("accent", 2.5), "removed": ("ink_3", 1.2)}
"""Role and width of the outline of what comes and of what goes; its dashes say the environment all the same."""


@dataclass(frozen=True, slots=True)
class ZoneLook:
    """All that is seen of a zone.

    `details` begin with what may be left out first, `missing` are the chips of what nobody named yet, `covers` are
    kinds of blocks.
    """

    width: float
    height: float
    environment: str
    name: str
    details: tuple[str, ...]
    reasons: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()
    lit: str | None = None
    badges: tuple[Badge, ...] = ()
    selected: bool = False
    covered: bool = False
    state: State = "normal"


@dataclass(frozen=True, slots=True)
class Head:
    """The drawn head and the rectangles of its words, which no link may cross; local to the zone."""

    shapes: Shapes
    words: tuple[Rect, ...]


def ground(environment: str) -> str:
    """The role of the fill of an environment."""
    return GROUNDS[environment]


def zone_shapes(look: ZoneLook) -> Shapes:
    """The zone with its top left at the origin."""
    rect = Rect(0, 0, look.width, look.height)
    role, wide = STATE_LINES.get(look.state, ("zone_line", 1.5))
    if look.lit:
        role, wide = marks.flag_role(look.lit), 2.5
    dash = DASHES.get(look.environment, ())
    around: Shapes = ()
    if look.selected:
        around = (Path(rounded(rect.grown(5), RADIUS + 5), None, "accent", 2.5),)
    elif look.covered:
        around = (Path(rounded(rect.grown(5), RADIUS + 5), None, "governance", 2, (6, 4), "butt"),)
    second = Path(rounded(rect.grown(-HPC_INSET), RADIUS - HPC_INSET), None, role, 1.2)
    return (
        *around,
        Path(rounded(rect, RADIUS), ground(look.environment)),
        Path(rounded(rect, RADIUS), None, role, wide, dash, "butt"),
        *((second,) if look.environment == "hpc" else ()),
        *head(look).shapes,
        *(marks.badges(look.badges, LEFT + zone_badges_width(look), BADGE_TOP) if look.badges else ()),
        *marks.sign_disc(look.state, look.width - 6, 2),
    )


def zone_badges_width(look: ZoneLook) -> float:
    """How long the badges on the upper border are."""
    return sum(marks.badge_width(badge) + 4 for badge in look.badges)


@lru_cache(maxsize=512)
def head(look: ZoneLook) -> Head:
    """The head of a zone: what does not fit into the first line goes to a second one, is shortened or counted."""
    shields, right = _shields(look)
    end = right - (10 if shields else 0)
    name = shortened(look.name, BODY, 700, end - NAME_LEFT)
    shapes: Shapes = (
        *icon(f"env_{look.environment}", LEFT, MIDDLE - ICON / 2, ICON, "ink_2", ground(look.environment)),
        Text(NAME_LEFT, MIDDLE + 5, name, BODY, 700, "ink_2" if look.state == "removed" else "ink"),
    )
    if look.state == "removed":
        struck = line((NAME_LEFT, MIDDLE + 0.5), (NAME_LEFT + width(name, BODY, 700), MIDDLE + 0.5))
        shapes += (Path(struck, None, "ink_2", 1.3, (), "butt"),)
    x = NAME_LEFT + width(name, BODY, 700) + GAP
    lines = _Lines(x, end, look.width - RIGHT)
    wanted = [marks.chip_width(text) + CHIP_GAP for text in look.missing]
    wanted += [marks.chip_width(f"+{len(look.reasons)}") + CHIP_GAP] if look.reasons else []
    lines.words(look.details, sum(wanted))
    lines.chips([(reason, False) for reason in look.reasons] + [(text, True) for text in look.missing])
    words = [Rect(LEFT - 4, 4, lines.first - LEFT + 4, 30)]
    if lines.second > LEFT:
        words.append(Rect(LEFT - 4, SECOND - 12, lines.second - LEFT + 4, 24))
    if shields:
        words.append(Rect(right - 4, 4, look.width - RIGHT - right + 8, 32))
    return Head(shapes + tuple(lines.shapes) + shields, tuple(words))


def _shields(look: ZoneLook) -> tuple[Shapes, float]:
    """Shields of what covers the zone, at the right, and the x where they begin."""
    most = max(1, min(MOST_SHIELDS, int((look.width - 180) / SHIELD_STEP)))
    shown = look.covers if len(look.covers) <= most else look.covers[: most - 1]
    x = look.width - RIGHT
    shapes: Shapes = ()
    if len(look.covers) > len(shown):
        more = f"+{len(look.covers) - len(shown)}"
        shapes += (Text(x, MIDDLE + 4.5, more, CAPTION, 600, "governance", "end"),)
        x -= width(more, CAPTION, 600) + 5
    for kind in reversed(shown):
        x -= SHIELD
        shapes += marks.cover_shield(kind, x, MIDDLE - SHIELD / 2, SHIELD)
        x -= SHIELD_STEP - SHIELD
    return shapes, x


class _Lines:
    """Fills the two lines of a head from the left."""

    def __init__(self, x: float, end: float, second_end: float) -> None:
        self.shapes: list[Path | Text] = []
        self.first, self.second = x - GAP, LEFT
        self.x, self.end, self.middle = x, end, MIDDLE
        self.second_end = second_end

    def _turn(self) -> None:
        """Go on in the second line."""
        self.x, self.end, self.middle = LEFT, self.second_end, SECOND

    def _took(self, right: float, gap: float) -> None:
        if self.middle == MIDDLE:
            self.first = right
        else:
            self.second = right
        self.x = right + gap

    def words(self, details: Sequence[str], rest: float) -> None:
        """Quiet words, in the second line where the first has no room; there they leave `rest` pixels for chips.

        The first detail is left out before anything is shortened.
        """
        texts = list(dict.fromkeys((" · ".join(details), " · ".join(details[1:]))))
        long = [width(text, CAPTION) for text in texts]
        if self.x + long[0] > self.end:
            self._turn()
            self.end -= GAP + rest
        fitting = [text for text, wide in zip(texts, long, strict=True) if self.x + wide <= self.end]
        text = fitting[0] if fitting else shortened(texts[-1], CAPTION, 400, max(0.0, self.end - self.x))
        if self.middle == SECOND:
            self.end = self.second_end
        if len(text) >= SHORTEST:
            self.shapes.append(Text(self.x, self.middle + 4.5, text, CAPTION, 400, "ink_2"))
            self._took(self.x + width(text, CAPTION), GAP)

    def chips(self, chips: Sequence[tuple[str, bool]]) -> None:
        """Chips, and how many more there are where not all fit. What is missing is never counted away."""
        order = sorted(chips, key=lambda chip: not chip[1]) if not self._all_fit(chips) else list(chips)
        for number, (text, missing) in enumerate(order):
            rest = len(order) - number - 1
            if not self._fits(text, rest) and self.middle == MIDDLE:
                self._turn()
            if not self._fits(text, rest):
                self._put(f"+{rest + 1}", False)
                return
            self._put(text, missing)

    def _all_fit(self, chips: Sequence[tuple[str, bool]]) -> bool:
        long = sum(marks.chip_width(text) + CHIP_GAP for text, _ in chips)
        return self.x + long <= self.end or (self.middle == MIDDLE and LEFT + long <= self.second_end)

    def _fits(self, text: str, rest: int) -> bool:
        more = marks.chip_width(f"+{rest}") + CHIP_GAP if rest else 0
        return self.x + marks.chip_width(text) + more <= self.end

    def _put(self, text: str, missing: bool) -> None:
        self.shapes += marks.chip(text, self.x, self.middle - CHIP_HEIGHT / 2, missing)
        self._took(self.x + marks.chip_width(text), CHIP_GAP)


def head_words(look: ZoneLook, rect: Rect) -> tuple[Rect, ...]:
    """Where on the canvas the words and shields of the head stand."""
    return tuple(words.moved(rect.x, rect.y) for words in head(look).words)
