"""The workload card: the one dark card, with a folded corner and the footing that everything stands on."""

from __future__ import annotations

from dataclasses import dataclass

from exports.picture import marks
from exports.picture.icons import icon
from exports.picture.marks import BODY, CAPTION, KIND, TITLE, Badge
from exports.picture.measure import shortened, width, wrap
from exports.picture.shapes import Path, Shapes, Text, box, polygon, rounded
from infra_builder.layout import CARD, Rect

LEFT, FOLD, FOOTING, OVERHANG = 16.0, 14.0, 5.0, 6.0
TITLE_LINE, ROW_LINE = 22.0, 21.0


@dataclass(frozen=True, slots=True)
class CardLook:
    """All that is seen of a workload. What is not known comes as a text that says so, named in `unknown`."""

    caption: str
    name: str
    kind: str
    stage: str
    users: str
    timing: str
    data: str
    data_rank: int | None = None
    unknown: frozenset[str] = frozenset()
    badges: tuple[Badge, ...] = ()
    lit: str | None = None
    number: int | None = None
    selected: bool = False


def card_size(look: CardLook) -> tuple[float, float]:
    """Width and height, the footing included; a name of two lines makes the card higher."""
    return CARD[0], CARD[1] + (len(_name(look)) - 1) * TITLE_LINE


def _name(look: CardLook) -> tuple[str, ...]:
    return wrap(look.name, TITLE, 700, CARD[0] - 2 * LEFT, 2)


def card_shapes(look: CardLook) -> Shapes:
    """The card with its top left at the origin. The footing reaches out by 6 pixels at both sides."""
    wide, high = card_size(look)
    body = ((3, 0), (wide - FOLD, 0), (wide, FOLD), (wide, high - FOOTING), (0, high - FOOTING), (0, 3))
    lit = (marks.flag_role(look.lit), 3.0) if look.lit else ("ink", 1.0)
    return (
        *((Path(rounded(Rect(-5, -5, wide + 10, high + 10), 8), None, "accent", 2.5),) if look.selected else ()),
        Path(polygon(body), "workload_card", *lit),
        Path(polygon(((wide - FOLD, 0), (wide, FOLD), (wide - FOLD, FOLD))), "workload_text_2"),
        Path(box(Rect(-OVERHANG, high - FOOTING, wide + 2 * OVERHANG, FOOTING)), "accent"),
        *_head(look, wide),
        *_rows(look, wide),
        *(marks.badges(look.badges, wide - 20, -14) if look.badges else ()),
        *(marks.number_disc(look.number, 5, 0) if look.number is not None else ()),
    )


def _head(look: CardLook, wide: float) -> Shapes:
    """The word Workload and the stage; the stage's frame is dashed where it is not known."""
    unknown = "stage" in look.unknown
    caption = shortened(look.caption.upper(), 11.5, 600, 110)
    room = wide - FOLD - 6 - LEFT - width(caption, 11.5, 600, 1.2) - 30
    size, weight = (CAPTION, 400) if unknown else (BODY, 700)
    stage = shortened(look.stage, size, weight, room)
    long = width(stage, size, weight) + 20
    frame = Rect(wide - FOLD - 6 - long, 10, long, 22)
    outline = Path(rounded(frame, 11), None, "workload_text_2", 1.2, (4, 3) if unknown else (), "butt")
    role = "workload_text_2" if unknown else "workload_text"
    return (
        Text(LEFT, 24, caption, 11.5, 600, "workload_text_2", "start", 1.2),
        outline,
        Text(frame.cx, 25.6 if not unknown else 25, stage, size, weight, role, "middle"),
    )


def _rows(look: CardLook, wide: float) -> Shapes:
    names = _name(look)
    room = wide - 2 * LEFT
    shapes = tuple(
        Text(LEFT, 53 + n * TITLE_LINE, name, TITLE, 700, "workload_text") for n, name in enumerate(names)
    )
    y = 53 + (len(names) - 1) * TITLE_LINE + 20
    shapes += (Text(LEFT, y, shortened(look.kind, KIND, 400, room), KIND, 400, "workload_text_2"),)
    lines = (("users", "users", look.users), ("clock", "timing", look.timing))
    for number, (sign, field, words) in enumerate(lines, 1):
        base = y + 5 + number * ROW_LINE
        role = "workload_text_2" if field in look.unknown else "workload_text"
        shapes += icon(sign, LEFT - 1, base - 12, 15, "workload_text_2", "workload_card")
        shapes += (Text(LEFT + 21, base, shortened(words, BODY, 400, room - 21), BODY, 400, role),)
    base = y + 5 + 3 * ROW_LINE
    if look.data_rank is None:
        return (*shapes, Text(LEFT, base, shortened(look.data, BODY, 400, room), BODY, 400, "workload_text_2"))
    left = LEFT + marks.PIPS_WIDTH + 10
    return (
        *shapes,
        *marks.pips(look.data_rank, LEFT, base - 10, "workload_text", "workload_text_2"),
        Text(left, base, shortened(look.data, BODY, 400, wide - left - LEFT), BODY, 400, "workload_text"),
    )
