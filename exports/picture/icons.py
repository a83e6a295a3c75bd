"""Icons as shapes: read from assets/icons, where every outline is absolute M, L, C and Z on a grid of 24."""

from __future__ import annotations

import re
from functools import lru_cache
from xml.etree import ElementTree

from exports.picture.shapes import Command, Path, Shapes, rounded, shift
from infra_builder.places import ASSETS
from infra_builder.rects import Rect

GRID, STROKE = 24, 1.75
TOKENS = re.compile(r"[MLCZ]|-?\d*\.?\d+(?:e-?\d+)?")
LENGTHS = {"M": 2, "L": 2, "C": 6, "Z": 0}
INK, SURFACE = "currentColor", "cut"


def icon(name: str, x: float, y: float, size: float, role: str, surface: str = "panel") -> Shapes:
    """The icon with its top left at (x, y); `surface` fills its cut-outs. An unknown name is a plain square."""
    return _placed(name, x, y, size, role, surface)


@lru_cache(maxsize=2048)
def _placed(name: str, x: float, y: float, size: float, role: str, surface: str) -> Shapes:
    factor = size / GRID
    roles = {INK: role, SURFACE: surface, None: None}
    return tuple(
        Path(
            shift(path.commands, factor, x, y), roles.get(path.fill, path.fill), roles.get(path.stroke, path.stroke),
            path.width * factor, tuple(length * factor for length in path.dash),
        )
        for path in _read(name)
    )  # fmt: skip


@lru_cache(maxsize=256)
def _read(name: str) -> tuple[Path, ...]:
    try:
        root = ElementTree.fromstring((ASSETS / "icons" / f"{name}.svg").read_text(encoding="utf-8"))
    except (OSError, ElementTree.ParseError):
        return (Path(rounded(Rect(4, 4, 16, 16), 2), None, INK, STROKE),)
    return tuple(_path({**root.attrib, **node.attrib}) for node in root.iter() if node.tag.endswith("path"))


def _path(attributes: dict[str, str]) -> Path:
    fill, stroke = attributes.get("fill", "none"), attributes.get("stroke", "none")
    dash = tuple(float(number) for number in re.findall(r"[\d.]+", attributes.get("stroke-dasharray", "")))
    return Path(
        commands(attributes.get("d", "")), None if fill == "none" else fill, None if stroke == "none" else stroke,
        float(attributes.get("stroke-width", STROKE)), dash,
    )  # fmt: skip


def commands(data: str) -> tuple[Command, ...]:
    """The outline that the `d` of an SVG path describes."""
    tokens = TOKENS.findall(data)
    result: list[Command] = []
    at, letter = 0, "M"
    while at < len(tokens):
        if tokens[at] in LENGTHS:
            letter, at = tokens[at], at + 1
        count = LENGTHS[letter]
        result.append((letter, *(float(number) for number in tokens[at : at + count])))
        at += count
        letter = "L" if letter == "M" else letter
    return tuple(result)
