"""Pictures for the screen, for print and for slides, and words as outlines."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from builders import catalogue
from PySide6.QtGui import QImage

from exports.picture.measure import width
from exports.picture.scene import Scene, scene
from exports.picture.shapes import Path as Outline
from exports.picture.shapes import Text, bounds, text_box
from exports.picture.sizes import MOST_PIXELS, raster
from exports.picture.svg import to_svg
from exports.picture.theme import theme
from infra_builder.places import SCENARIOS
from infra_builder.planfile import read
from infra_builder.rects import Rect
from ui.cli import main
from ui.outlines import outlined

PLAN = SCENARIOS / "first-prototype.infraplan"
WIDE, TALL = Rect(-50, 20, 1500, 600), Rect(0, 0, 300, 2000)


@pytest.fixture(scope="module")
def drawn() -> Scene:
    plan = read(PLAN, catalogue())
    return scene(plan, plan.options[0], catalogue())


@pytest.mark.parametrize("bounds_", [WIDE, TALL])
def test_a_slide_is_as_large_as_a_screen_and_the_picture_stands_in_its_middle(bounds_: Rect) -> None:
    made = raster(bounds_, "slide")
    assert (made.width, made.height) == (3840, 2160)
    left, right = (bounds_.x - made.x) * made.scale, made.width - (bounds_.right - made.x) * made.scale
    above, below = (bounds_.y - made.y) * made.scale, made.height - (bounds_.bottom - made.y) * made.scale
    assert left == pytest.approx(right)
    assert above == pytest.approx(below)
    assert min(left, above) > 0


@pytest.mark.parametrize(("paper", "long", "short"), [("A4", 3508, 2482), ("Letter", 3300, 2550)])
@pytest.mark.parametrize("bounds_", [WIDE, TALL])
def test_a_print_fits_the_paper_at_300_dots_an_inch(bounds_: Rect, paper: str, long: int, short: int) -> None:
    made = raster(bounds_, "print", paper)
    sides = sorted((made.width, made.height), reverse=True)
    assert sides[0] <= long
    assert sides[1] <= short
    assert sides[0] >= long - 2 or sides[1] >= short - 2
    assert made.dots_per_metre == 11811


def test_a_picture_for_the_screen_is_twice_its_size_unless_no_file_could_hold_it() -> None:
    made = raster(WIDE, "screen")
    assert (made.width, made.height) == (2 * (1500 + 48), 2 * (600 + 48))
    huge = raster(Rect(0, 0, 90_000, 1000), "screen")
    assert (huge.width, huge.scale < 1) == (MOST_PIXELS, True)


@pytest.mark.parametrize(("size", "dots"), [("print", 11811), ("slide", 3780)])
def test_the_command_makes_pictures_of_a_size(size: str, dots: int, tmp_path: Path, qapp: object) -> None:
    target = tmp_path / "x.png"
    assert main(["export", str(PLAN), "-o", str(target), "--size", size]) == 0
    image = QImage(str(target))
    assert image.dotsPerMeterX() == dots
    assert image.width() == (3840 if size == "slide" else 3507)


def test_words_become_outlines_that_cover_the_same_room(drawn: Scene, qapp: object) -> None:
    made = outlined(drawn)
    assert not [shape for item in made.items for shape in item.shapes if isinstance(shape, Text)]
    for before, after in zip(drawn.items, made.items, strict=True):
        for old, new in zip(before.shapes, after.shapes, strict=True):
            if isinstance(old, Text):
                room, got = text_box(old), bounds((new,))
                assert room.x - 2 <= got.x <= got.right <= room.right + 2, old.text
                assert new.fill == old.colour  # type: ignore[union-attr]


def test_letters_that_the_font_lacks_stay_words(drawn: Scene, qapp: object) -> None:
    item = drawn.items[0]
    words = Text(0, 10, "日本", 12)
    odd = Scene((type(item)("x", "block", Rect(0, 0, 9, 9), (words,)),), Rect(0, 0, 9, 9))
    assert outlined(odd).items[0].shapes == (words,)


def test_an_svg_of_outlines_has_no_text_and_still_says_what_is_in_it(tmp_path: Path, qapp: object) -> None:
    target = tmp_path / "x.svg"
    assert main(["export", str(PLAN), "-o", str(target), "--outlines"]) == 0
    root = ElementTree.parse(target).getroot()
    assert not [node for node in root.iter() if node.tag.endswith("}text")]
    assert "Offer web app" in {node.get("aria-label") for node in root.iter()}


def test_an_svg_of_words_keeps_each_within_the_room_that_was_measured(drawn: Scene) -> None:
    root = ElementTree.fromstring(to_svg(drawn, theme("light")))
    for node in (node for node in root.iter() if node.tag.endswith("}text") and len(node.text or "") > 2):
        size, weight = float(node.get("font-size", "0")), int(node.get("font-weight", "0"))
        spacing = float(node.get("letter-spacing", "0"))
        assert float(node.get("textLength", "0")) == pytest.approx(
            width(node.text or "", size, weight, spacing), abs=0.1
        )


def test_an_outline_is_filled_in_the_colour_of_the_words(qapp: object) -> None:
    words = Text(5, 20, "Ag", 20, 700, "ink")
    made = outlined(Scene((), Rect(0, 0, 1, 1)))
    assert made.items == ()
    from exports.picture.scene import Item

    (item,) = outlined(Scene((Item("x", "block", Rect(0, 0, 9, 9), (words,)),), Rect(0, 0, 9, 9))).items
    (shape,) = item.shapes
    assert isinstance(shape, Outline)
    assert (shape.fill, shape.stroke) == ("ink", None)
