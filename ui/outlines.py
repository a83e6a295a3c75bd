"""Words turned into outlines, so that a picture looks the same in programs that lack our font."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtGui import QPainterPath

from exports.picture.measure import width
from exports.picture.scene import Scene
from exports.picture.shapes import Command, Path, Shape, Text
from ui.painting import raw_font


def outlined(scene: Scene) -> Scene:
    """The same picture without words; items keep their names for readers without eyes. Needs a running Qt.

    A line with a letter that our fonts lack stays words, so that the program that shows it can look for the letter.
    """
    return replace(
        scene,
        items=tuple(replace(item, shapes=tuple(_outlined(shape) for shape in item.shapes)) for item in scene.items),
    )


def _outlined(shape: Shape) -> Shape:
    if isinstance(shape, Path):
        return shape
    font = raw_font(shape.weight, shape.size)
    if not all(font.supportsCharacter(ord(letter)) for letter in shape.text):
        return shape
    wide = width(shape.text, shape.size, shape.weight, shape.spacing)
    x = shape.x - {"start": 0.0, "middle": wide / 2, "end": wide}[shape.anchor]
    commands: list[Command] = []
    for letter in shape.text:
        (index,) = font.glyphIndexesForString(letter)
        commands += _commands(font.pathForGlyph(index), x, shape.y)
        x += width(letter, shape.size, shape.weight) + shape.spacing
    return Path(tuple(commands), shape.colour) if commands else _nothing(shape)


def _nothing(shape: Text) -> Path:
    """Words of which nothing is seen, such as spaces."""
    return Path((("M", shape.x, shape.y),))


def _commands(path: QPainterPath, dx: float, dy: float) -> list[Command]:
    made: list[Command] = []
    at = 0
    while at < path.elementCount():
        points = [(path.elementAt(at).x + dx, path.elementAt(at).y + dy)]
        if path.elementAt(at).isCurveTo():
            points += [(path.elementAt(at + n).x + dx, path.elementAt(at + n).y + dy) for n in (1, 2)]
            (a, b), (c, d), (e, f) = points
            made.append(("C", a, b, c, d, e, f))
        elif path.elementAt(at).isMoveTo():
            made += [("Z",)] if made else []
            made.append(("M", *points[0]))
        else:
            made.append(("L", *points[0]))
        at += len(points)
    return [*made, ("Z",)] if made else made
