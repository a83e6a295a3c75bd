"""The two things a picture is made of, lines and words, and how to build outlines from them.

All lengths are canvas pixels at 100 %. Colours are the names of theme tokens; a renderer looks them up.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from exports.picture.measure import ASCENT, DESCENT, width
from infra_builder.rects import Rect

Command: TypeAlias = tuple[str, *tuple[float, ...]]
"""("M", x, y), ("L", x, y), ("C", x1, y1, x2, y2, x, y) or ("Z",)."""
Commands: TypeAlias = tuple[Command, ...]
Point: TypeAlias = tuple[float, float]
Cap = Literal["round", "butt"]
Anchor = Literal["start", "middle", "end"]

KAPPA = 0.5523
"""How far the handles of a cubic stand out so that it draws a quarter of a circle of radius 1."""


@dataclass(frozen=True, slots=True)
class Path:
    """An outline. `dash` is in pixels, not in multiples of the width; joins are round."""

    commands: Commands
    fill: str | None = None
    stroke: str | None = None
    width: float = 1.0
    dash: tuple[float, ...] = ()
    cap: Cap = "round"


@dataclass(frozen=True, slots=True)
class Text:
    """One line of words; `y` is the baseline, `size` in pixels, `weight` 400, 600 or 700."""

    x: float
    y: float
    text: str
    size: float
    weight: int = 400
    colour: str = "ink"
    anchor: Anchor = "start"
    spacing: float = 0.0


Shape: TypeAlias = Path | Text
Shapes: TypeAlias = tuple[Shape, ...]


def polygon(points: Sequence[Point]) -> Commands:
    """A closed outline with straight sides."""
    (x, y), *rest = points
    return (("M", x, y), *(("L", *point) for point in rest), ("Z",))


def box(rect: Rect) -> Commands:
    """A rectangle."""
    return polygon(((rect.x, rect.y), (rect.right, rect.y), (rect.right, rect.bottom), (rect.x, rect.bottom)))


def rounded(rect: Rect, radius: float) -> Commands:
    """A rectangle with round corners."""
    radius = min(radius, rect.width / 2, rect.height / 2)
    return soft(rect, (radius, radius), (radius, radius))


def shield(rect: Rect, top: float = 3, foot: Point = (44, 28)) -> Commands:
    """A shield: nearly square shoulders, the two lower corners drawn in."""
    foot = (min(foot[0], rect.width / 2), min(foot[1], rect.height - top))
    return soft(rect, (top, top), foot)


def soft(rect: Rect, top: Point, foot: Point) -> Commands:
    """A rectangle whose upper and lower corners are quarters of ellipses of the given radii."""
    x, y, right, bottom = rect.x, rect.y, rect.right, rect.bottom
    (a, b), (c, d) = top, foot
    ka, kb, kc, kd = a * (1 - KAPPA), b * (1 - KAPPA), c * (1 - KAPPA), d * (1 - KAPPA)
    return (
        ("M", x + a, y),
        ("L", right - a, y),
        ("C", right - ka, y, right, y + kb, right, y + b),
        ("L", right, bottom - d),
        ("C", right, bottom - kd, right - kc, bottom, right - c, bottom),
        ("L", x + c, bottom),
        ("C", x + kc, bottom, x, bottom - kd, x, bottom - d),
        ("L", x, y + b),
        ("C", x, y + kb, x + ka, y, x + a, y),
        ("Z",),
    )


def cut(rect: Rect, corner: float) -> Commands:
    """A rectangle with its four corners cut off."""
    x, y, right, bottom = rect.x, rect.y, rect.right, rect.bottom
    return polygon(
        (
            (x + corner, y), (right - corner, y), (right, y + corner), (right, bottom - corner),
            (right - corner, bottom), (x + corner, bottom), (x, bottom - corner), (x, y + corner),
        )
    )  # fmt: skip


def circle(x: float, y: float, radius: float) -> Commands:
    """A circle around a point."""
    return rounded(Rect(x - radius, y - radius, 2 * radius, 2 * radius), radius)


def line(*points: Point) -> Commands:
    """An open line through the points."""
    return (("M", *points[0]), *(("L", *point) for point in points[1:]))


def bent(points: Sequence[Point], radius: float = 8) -> Commands:
    """An open line of upright and level stretches with round bends."""
    commands: list[Command] = [("M", *points[0])]
    for before, here, after in zip(points, points[1:], points[2:], strict=False):
        r = min(radius, _far(before, here) / 2, _far(here, after) / 2)
        start, end = _toward(here, before, r), _toward(here, after, r)
        first, second = _toward(here, before, r * (1 - KAPPA)), _toward(here, after, r * (1 - KAPPA))
        commands += [("L", *start), ("C", *first, *second, *end)]
    commands.append(("L", *points[-1]))
    return tuple(commands)


def _far(one: Point, other: Point) -> float:
    return abs(one[0] - other[0]) + abs(one[1] - other[1])


def _toward(origin: Point, goal: Point, distance: float) -> Point:
    far = _far(origin, goal)
    part = distance / far if far else 0.0
    return origin[0] + (goal[0] - origin[0]) * part, origin[1] + (goal[1] - origin[1]) * part


def moved(shapes: Iterable[Shape], dx: float, dy: float) -> Shapes:
    """The same shapes further right and down."""
    return tuple(_transformed(shape, 1.0, dx, dy) for shape in shapes)


def scaled(shapes: Iterable[Shape], factor: float) -> Shapes:
    """The same shapes larger or smaller around the origin, lines and letters with them."""
    return tuple(_transformed(shape, factor, 0.0, 0.0) for shape in shapes)


def _transformed(shape: Shape, factor: float, dx: float, dy: float) -> Shape:
    if isinstance(shape, Text):
        return replace(
            shape, x=shape.x * factor + dx, y=shape.y * factor + dy,
            size=shape.size * factor, spacing=shape.spacing * factor,
        )  # fmt: skip
    return Path(
        shift(shape.commands, factor, dx, dy), shape.fill, shape.stroke, shape.width * factor,
        tuple(length * factor for length in shape.dash) if factor != 1 else shape.dash, shape.cap,
    )  # fmt: skip


def shift(commands: Commands, factor: float, dx: float, dy: float) -> Commands:
    """An outline scaled around the origin and then moved."""
    result: list[Command] = []
    for name, *numbers in commands:
        result.append((name, *(n * factor + (dy if i % 2 else dx) for i, n in enumerate(numbers))))
    return tuple(result)


def bounds(shapes: Iterable[Shape]) -> Rect:
    """The smallest upright rectangle around all shapes; curves are taken by their handles, lines with their width."""
    left, top, right, bottom = float("inf"), float("inf"), float("-inf"), float("-inf")
    for shape in shapes:
        for box_ in _boxes(shape):
            left, top = min(left, box_.x), min(top, box_.y)
            right, bottom = max(right, box_.right), max(bottom, box_.bottom)
    return Rect(left, top, right - left, bottom - top) if left <= right else Rect(0, 0, 0, 0)


def _boxes(shape: Shape) -> Iterable[Rect]:
    if isinstance(shape, Text):
        yield text_box(shape)
        return
    numbers = [n for command in shape.commands for n in command[1:]]
    half = shape.width / 2 if shape.stroke else 0.0
    xs, ys = numbers[0::2], numbers[1::2]
    yield Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)).grown(half)


def text_box(text: Text) -> Rect:
    """The rectangle that a line of words takes, from the top of its capitals to the foot of its g."""
    wide = width(text.text, text.size, text.weight, text.spacing)
    x = text.x - {"start": 0.0, "middle": wide / 2, "end": wide}[text.anchor]
    return Rect(x, text.y - ASCENT * text.size, wide, (ASCENT + DESCENT) * text.size)
