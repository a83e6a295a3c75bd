"""The organisation's own on paper: a logo on the first page, a footer on all; a broken logo stops nothing."""

from __future__ import annotations

import base64
from functools import partial
from io import BytesIO

import pikepdf
import pytest
from PIL import Image
from printed_plans import SHORT, Printed, flagged, plan

from exports.pdf import Choice, logo_is_broken, to_logo
from exports.pdf.logo import MOST_BYTES, ROOM, SHARP

Short = partial(Printed, choice=SHORT)
First = partial(Printed, choice=Choice(("decision",)))


def picture(wide: int = 300, high: int = 100, kind: str = "PNG", mode: str = "RGB") -> bytes:
    """A picture file with a gradient."""
    stream = BytesIO()
    Image.linear_gradient("L").resize((wide, high)).convert(mode).save(stream, kind)
    return stream.getvalue()


def drawn(printed: Printed, page: int) -> list[tuple[float, ...]]:
    """Left, foot, width and height of each picture on a page, from 0."""
    with pikepdf.open(BytesIO(printed.bytes)) as document:
        steps = pikepdf.parse_content_stream(document.pages[page])
        found, at = [], []
        for operands, operator in steps:
            if str(operator) == "cm":
                at.append([float(each) for each in operands])
            if str(operator) == "Do":
                wide, _, _, high, left, foot = at[-1]
                found.append((left, foot, wide, high))
        return found


@pytest.mark.parametrize("size", [(300, 100), (100, 300), (64, 64), (3000, 40)])
def test_a_logo_stands_undistorted_on_the_first_page_only(size: tuple[int, int]) -> None:
    printed = Printed(plan(logo=to_logo(picture(*size))), flagged(), choice=Choice(("decision", "findings")))
    ((left, foot, wide, high),) = drawn(printed, 0)
    page = printed.reader.pages[0].mediabox
    assert len(printed.pages) > 1
    assert left + wide == pytest.approx(float(page.width) - 48, abs=0.1)
    assert foot > float(page.height) - 59
    assert foot + high < float(page.height) - 15
    assert wide <= ROOM[0] + 0.1
    assert high <= ROOM[1] + 0.1
    assert wide / high == pytest.approx(size[0] / size[1], rel=0.1)
    assert all(not drawn(printed, page) for page in range(1, len(printed.pages)))


def test_the_words_of_the_head_make_room_for_the_logo() -> None:
    printed = First(plan(logo=to_logo(picture()), organisation="W" * 200), flagged())
    ((left, *_),) = drawn(printed, 0)
    kind = next(word for word in printed.words(0) if word.text == "Plan for decision")
    assert kind.x < left - 60


def test_a_plan_with_a_logo_gives_the_same_bytes_each_time() -> None:
    with_logo = plan(logo=to_logo(picture(mode="RGBA")))
    assert First(with_logo, flagged()).bytes == First(with_logo, flagged()).bytes


@pytest.mark.parametrize(
    "logo",
    ["AAAA", "A", base64.b64encode(picture()[:60]).decode(), base64.b64encode(picture(kind="GIF")).decode(),
     base64.b64encode(b"%PDF-1.4 not a picture").decode()],
)  # fmt: skip
def test_a_broken_logo_is_left_out_and_told(logo: str) -> None:
    printed = First(plan(logo=logo), flagged())
    assert logo_is_broken(logo)
    assert "Plan for decision" in printed.pages[0]
    assert not drawn(printed, 0)


def test_no_logo_is_not_a_broken_one() -> None:
    assert not logo_is_broken("")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "BMP", "TIFF"])
def test_pictures_of_many_kinds_become_logos(kind: str) -> None:
    assert not logo_is_broken(to_logo(picture(kind=kind)))


def test_a_large_picture_is_made_small_enough_for_a_plan() -> None:
    noise = Image.effect_noise((1600, 1200), 120).convert("RGB")
    stream = BytesIO()
    noise.save(stream, "PNG")
    made = base64.b64decode(to_logo(stream.getvalue()))
    assert len(made) <= MOST_BYTES
    wide, high = Image.open(BytesIO(made)).size
    assert wide <= SHARP[0]
    assert high <= SHARP[1]


def test_nothing_but_the_picture_stays_of_a_file() -> None:
    told = Image.Exif()
    told[0x013B] = "A secret author"
    stream = BytesIO()
    Image.new("RGB", (80, 40), "teal").save(stream, "JPEG", exif=told)
    assert b"secret" in stream.getvalue()
    assert b"secret" not in base64.b64decode(to_logo(stream.getvalue()))


def test_what_is_no_picture_becomes_no_logo() -> None:
    assert to_logo(b"<svg onload='x'/>") == ""
    assert to_logo(b"") == ""


def test_a_picture_that_unfolds_without_end_becomes_no_logo() -> None:
    stream = BytesIO()
    Image.new("1", (20_000, 20_000)).save(stream, "PNG")
    assert len(stream.getvalue()) < MOST_BYTES
    assert to_logo(stream.getvalue()) == ""
    assert logo_is_broken(base64.b64encode(stream.getvalue()).decode())


def test_the_footer_stands_at_the_foot_of_every_page() -> None:
    printed = Short(plan(footer="Alpine Tools GmbH, Graz · confidential"), flagged())
    for number in range(len(printed.pages)):
        footers = [word for word in printed.words(number) if "confidential" in word.text and "Graz" in word.text]
        assert [round(word.x) for word in footers] in ([48], [40])
        assert 23 < footers[0].y < 30


def test_a_long_footer_is_shortened_and_not_clipped() -> None:
    printed = First(plan(footer="Every word counts " * 200), flagged())
    page = printed.reader.pages[0].mediabox
    footer = next(word for word in printed.words(0) if word.y < 27)
    assert footer.text.startswith("Every word counts")
    assert footer.text.endswith("…")
    assert float(page.width) > 500
