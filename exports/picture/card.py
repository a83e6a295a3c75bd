"""The workload card: the one dark card, with a folded corner and the footing that everything stands on."""

from __future__ import annotations

from dataclasses import dataclass

from exports.picture import marks
from exports.picture.icons import icon
from exports.picture.marks import BODY, CAPTION, KIND, TITLE, Badge, State
from exports.picture.measure import shortened, width, wrap
from exports.picture.shapes import Path, Shapes, Text, box, line, polygon, rounded
from infra_builder.layout import CARD, Rect

LEFT, FOLD, FOOTING, OVERHANG, SIGN = 16.0, 14.0, 5.0, 6.0, 21.0
TITLE_LINE, ROW_LINE = 22.0, 21.0


@dataclass(frozen=True, slots=True)
class CardLook:
    """All that is seen of a workload. What is not known comes as a text that says so, named in `unknown`."""

    caption: str
    name: str
    kind: str
    stage: str
    users: str
    timing: tuple[str, ...]
    data: str
    data_rank: int | None = None
    unknown: frozenset[str] = frozenset()
    badges: tuple[Badge, ...] = ()
    lit: str | None = None
    number: int | None = None
    selected: bool = False
    state: State = "normal"


def card_size(look: CardLook) -> tuple[float, float]:
    """Width and height, the footing included; long names and answers make the card higher."""
    return CARD[0], CARD[1] + (len(_name(look)) - 1) * TITLE_LINE + (len(_timing(look)) - 1) * ROW_LINE


def _name(look: CardLook) -> tuple[str, ...]:
    return wrap(look.name, TITLE, 700, CARD[0] - 2 * LEFT, 3)


def _timing(look: CardLook) -> tuple[str, ...]:
    """Timing and usage in one line where they fit."""
    joined = " · ".join(look.timing)
    return (joined,) if width(joined, BODY) <= CARD[0] - 2 * LEFT - SIGN else look.timing


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
        *_rows(look),
        *(marks.badges(look.badges, wide - 20, -14) if look.badges else ()),
        *(marks.number_disc(look.number, 5, 0) if look.number is not None else ()),
        *marks.sign_disc(look.state, 4, 2),
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


def _rows(look: CardLook) -> Shapes:
    names, room = _name(look), CARD[0] - 2 * LEFT
    shapes: Shapes = tuple(
        Text(LEFT, 53 + n * TITLE_LINE, name, TITLE, 700, "workload_text") for n, name in enumerate(names)
    )
    if look.state == "removed":
        shapes += tuple(
            Path(line((LEFT, y - 6), (LEFT + width(name, TITLE, 700), y - 6)), None, "workload_text", 1.6, (), "butt")
            for n, name in enumerate(names)
            for y in (53 + n * TITLE_LINE,)
        )
    y = 53 + (len(names) - 1) * TITLE_LINE + 20
    shapes += (Text(LEFT, y, shortened(look.kind, KIND, 400, room), KIND, 400, "workload_text_2"),)
    y += 5 + ROW_LINE
    shapes += _line("users", (look.users,), "users" in look.unknown, y)
    shapes += _line("clock", _timing(look), "timing" in look.unknown, y + ROW_LINE)
    return shapes + _data(look, y + (1 + len(_timing(look))) * ROW_LINE)


def _line(sign: str, lines: tuple[str, ...], unknown: bool, y: float) -> Shapes:
    """A sign with its words; the first baseline is y."""
    role = "workload_text_2" if unknown else "workload_text"
    room = CARD[0] - 2 * LEFT - SIGN
    words = tuple(
        Text(LEFT + SIGN, y + n * ROW_LINE, shortened(line, BODY, 400, room), BODY, 400, role)
        for n, line in enumerate(lines)
    )
    return icon(sign, LEFT - 1, y - 12, 15, "workload_text_2", "workload_card") + words


def _data(look: CardLook, y: float) -> Shapes:
    """The class of the data with its pips, or that it is not known."""
    room = CARD[0] - 2 * LEFT
    if look.data_rank is None:
        return (Text(LEFT, y, shortened(look.data, BODY, 400, room), BODY, 400, "workload_text_2"),)
    left = marks.PIPS_WIDTH + 10
    return (
        *marks.pips(look.data_rank, LEFT, y - 10, "workload_text", "workload_text_2"),
        Text(LEFT + left, y, shortened(look.data, BODY, 400, room - left), BODY, 400, "workload_text"),
    )
