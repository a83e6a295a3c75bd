"""A scene as a standalone SVG document."""

from __future__ import annotations

from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

from exports.picture.measure import width
from exports.picture.scene import Item, Scene
from exports.picture.shapes import Commands, Path, Shape

FAMILY = "'Infra Sans', 'Source Sans 3', sans-serif"
NOT_IN_XML = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)))
"""Characters that no XML document may hold."""


def to_svg(scene: Scene, theme: Mapping[str, str], padding: float = 24) -> str:
    """The picture on a ground of canvas colour. Every colour comes from the theme, every text is escaped."""
    area = scene.bounds.grown(padding)
    view = f"{_n(area.x)} {_n(area.y)} {_n(area.width)} {_n(area.height)}"
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_n(area.width)}" height="{_n(area.height)}"'
        f' viewBox="{view}" role="img" aria-labelledby="title desc" font-family="{FAMILY}"'
        ' font-kerning="none" font-variant-numeric="tabular-nums" stroke-linejoin="round">',
        f'<title id="title">{_text(scene.title)}</title>',
        f'<desc id="desc">{_text(_description(scene))}</desc>',
        f'<rect x="{_n(area.x)}" y="{_n(area.y)}" width="{_n(area.width)}" height="{_n(area.height)}"'
        f' fill="{theme["canvas"]}"/>',
    ]
    for item in scene.items:
        lines += _item(item, theme)
    return "\n".join((*lines, "</svg>", ""))


def _description(scene: Scene) -> str:
    names = " · ".join(item.says for item in scene.items if item.sort in ("zone", "workload", "block") and item.says)
    return " · ".join(part for part in (scene.description, names) if part)


def _item(item: Item, theme: Mapping[str, str]) -> list[str]:
    label = f" aria-label={quoteattr(_clean(item.says))}" if item.says else ""
    return [f'<g class="{item.sort}"{label}>', *(_shape(shape, theme) for shape in item.shapes), "</g>"]


def _shape(shape: Shape, theme: Mapping[str, str]) -> str:
    if isinstance(shape, Path):
        return f'<path d="{outline(shape.commands)}"{_paint(shape, theme)}/>'
    anchor = "" if shape.anchor == "start" else f' text-anchor="{shape.anchor}"'
    # A reader without the font shows another one; this keeps its words within the room that was measured for them.
    wide = width(shape.text, shape.size, shape.weight, shape.spacing)
    length = f' textLength="{_n(wide)}" lengthAdjust="spacingAndGlyphs"' if len(shape.text) > 2 else ""
    spacing = f' letter-spacing="{_n(shape.spacing)}"' if shape.spacing else ""
    return (
        f'<text x="{_n(shape.x)}" y="{_n(shape.y)}" font-size="{_n(shape.size)}" font-weight="{shape.weight}"'
        f' fill="{theme[shape.colour]}"{anchor}{spacing}{length} xml:space="preserve">{_text(shape.text)}</text>'
    )


def _paint(path: Path, theme: Mapping[str, str]) -> str:
    fill = f' fill="{theme[path.fill]}"' if path.fill else ' fill="none"'
    if not path.stroke:
        return fill
    dash = f' stroke-dasharray="{" ".join(_n(length) for length in path.dash)}"' if path.dash else ""
    return f'{fill} stroke="{theme[path.stroke]}" stroke-width="{_n(path.width)}" stroke-linecap="{path.cap}"{dash}'


def outline(commands: Commands) -> str:
    """The commands as the `d` of an SVG path."""
    return " ".join(" ".join((name, *(_n(number) for number in numbers))) for name, *numbers in commands)


def _n(number: float) -> str:
    text = f"{number:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _clean(text: str) -> str:
    return text.translate(NOT_IN_XML)


def _text(text: str) -> str:
    return escape(_clean(text))
