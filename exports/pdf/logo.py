"""The logo of a plan: made from a picture file, read with care since anybody may have written it, drawn undistorted."""

from __future__ import annotations

import base64
import binascii
import warnings
from functools import lru_cache
from io import BytesIO
from typing import Final

from PIL import Image, ImageOps
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

ROOM: Final = (120.0, 32.0)
"""As wide and as high as a logo may become, in points."""
SHARP: Final = (1000, 400)
"""More pixels than that are seen on no paper."""
FORMATS: Final = ("PNG", "JPEG")
KNOWN: Final = (*FORMATS, "GIF", "BMP", "TIFF")
"""Kinds of picture files that can be made into a logo."""
MOST_PIXELS: Final = 40_000_000
"""A small file may unfold to a picture that fills the memory."""
MOST_BYTES: Final = 300_000
QUALITIES: Final = (90, 70, 40)
WHITE: Final = (255, 255, 255)


@lru_cache(maxsize=2)
def read_logo(text: str) -> Image.Image | None:
    """The picture behind a logo in base64, on white; None where there is none or where it cannot be read."""
    try:
        picture = _opened(base64.b64decode(text, validate=True), FORMATS)
    except binascii.Error:
        return None
    if picture is None:
        return None
    return _on_white(picture)


def to_logo(data: bytes) -> str:
    """The content of a picture file as a logo of a plan; "" where it is no picture.

    It is made smaller where it is larger than paper shows, and nothing stays but the picture: no place, name or date.
    """
    picture = _opened(data, KNOWN)
    if picture is None:
        return ""
    made = _encoded(picture, "PNG")
    for quality in QUALITIES:
        if len(made) <= MOST_BYTES:
            break
        made = _encoded(_on_white(picture), "JPEG", quality)
    return base64.b64encode(made).decode("ascii")


def _opened(data: bytes, formats: tuple[str, ...]) -> Image.Image | None:
    """The picture in a file, upright and no larger than paper shows; None where there is none."""
    try:
        with warnings.catch_warnings():
            # Pillow warns of pictures above a size of its own; ours is asked for below.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            opened = Image.open(BytesIO(data), formats=formats)
            if opened.width * opened.height > MOST_PIXELS:
                return None
            picture = ImageOps.exif_transpose(opened).convert("RGBA")
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError):
        return None
    picture.thumbnail(SHARP)
    return picture


def _on_white(picture: Image.Image) -> Image.Image:
    ground = Image.new("RGB", picture.size, WHITE)
    ground.paste(picture, mask=picture.getchannel("A"))
    return ground


def _encoded(picture: Image.Image, kind: str, quality: int = 100) -> bytes:
    stream = BytesIO()
    picture.save(stream, kind, optimize=True, quality=quality)
    return stream.getvalue()


def logo_is_broken(text: str) -> bool:
    """Whether a logo was given that cannot be printed."""
    return bool(text) and read_logo(text) is None


def draw_logo(canvas: Canvas, logo: Image.Image, right: float, middle: float) -> float:
    """Draw a logo as large as it fits into its room, its right edge and its middle there. Gives its width."""
    scale = min(ROOM[0] / logo.width, ROOM[1] / logo.height)
    wide, high = logo.width * scale, logo.height * scale
    canvas.drawImage(ImageReader(logo), right - wide, middle - high / 2, wide, high)
    return wide
