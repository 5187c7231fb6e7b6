"""A drawing -> PNG, for programs that don't show SVG. The one door to Pillow."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from math import ceil, hypot
from struct import pack
from typing import TYPE_CHECKING, Final, assert_never

from packgen.document.drawing import Area, Dot, Drawing, Label, Mark, Stroke, Triangle
from packgen.document.roles import Align
from packgen.settings.style import Style

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

_DPI: Final = 220
_OVERSAMPLING: Final = 3
_SCALE: Final = _DPI * _OVERSAMPLING / 72
_LEVEL: Final = 2
_ANCHORS: Final = {Align.LEFT: "ls", Align.CENTRE: "ms", Align.RIGHT: "rs"}

_Point = tuple[float, float]


def png(drawing: Drawing, style: Style) -> bytes:
    """A drawing -> PNG on a clear ground, as fine as Word's own pictures; drawn three times as
    large and reduced, since Pillow draws hard edges."""
    from PIL import Image, ImageDraw

    width = ceil(drawing.width_pt * _DPI / 72)
    height = ceil(drawing.height_pt * _DPI / 72)
    # Opaque ink on clear black is the same with its colours multiplied by their opacity (RGBa):
    # to draw so spares Pillow converting the large picture, half of the time it takes.
    image = Image.new("RGBa", (width * _OVERSAMPLING, height * _OVERSAMPLING))
    pen = ImageDraw.Draw(image)
    # Letters too get hard edges, so that every pixel is opaque or clear.
    pen.fontmode = "1"
    for mark in drawing.marks:
        _draw(pen, mark, drawing.height_pt, style)
    pixels = image.reduce(_OVERSAMPLING).convert("RGBA").tobytes()
    return _png_file(pixels, width, height)


def _png_file(pixels: bytes, width: int, height: int) -> bytes:
    """RGBA pixels -> a PNG file. Pillow's own writer tries five filters on each row, which takes
    longer than all the drawing, for files as large."""
    length, per_metre = 4 * width, round(_DPI / 0.0254)
    rows = [pixels[at : at + length] for at in range(0, len(pixels), length)]
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0))
        + _chunk(b"pHYs", pack(">IIB", per_metre, per_metre, 1))
        + _chunk(b"IDAT", zlib.compress(b"\0" + b"\0".join(rows), _LEVEL))
        + _chunk(b"IEND", b"")
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data))


def _draw(pen: ImageDraw, mark: Mark, top: float, style: Style) -> None:
    ink = style.colour(mark.ink)
    if not style.paints(mark.ink):
        return
    match mark:
        case Area():
            (left, upper), (right, lower) = _placed(
                ((mark.x, mark.y + mark.height), (mark.x + mark.width, mark.y)), top
            )
            pen.rectangle((left, upper, right - 1, lower - 1), fill=ink)
        case Stroke():
            points = _placed(mark.points, top)
            width = mark.width_pt * _SCALE
            if mark.dash:
                for dash in _dashes(points, mark.dash[0] * _SCALE, mark.dash[1] * _SCALE):
                    pen.line(dash, fill=ink, width=round(width))
            else:
                pen.line(points, fill=ink, width=round(width))
                for point in points:
                    _disc(pen, point, width / 2, ink)
        case Dot():
            _disc(pen, _placed(((mark.x, mark.y),), top)[0], mark.radius * _SCALE, ink)
        case Triangle():
            pen.polygon(_placed(mark.points, top), fill=ink)
        case Label():
            face = style.bold if mark.bold else style.regular
            font = _font(str(face.path), round(mark.size_pt * _SCALE))
            place = _placed(((mark.x, mark.y),), top)[0]
            pen.text(place, mark.text, fill=ink, font=font, anchor=_ANCHORS[mark.align])
        case _:
            assert_never(mark)


def _placed(points: tuple[_Point, ...], top: float) -> list[_Point]:
    return [(x * _SCALE, (top - y) * _SCALE) for x, y in points]


def _disc(pen: ImageDraw, centre: _Point, radius: float, ink: str) -> None:
    x, y = centre
    pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=ink)


def _dashes(points: list[_Point], on: float, off: float) -> Iterator[tuple[_Point, _Point]]:
    """A line through points -> its dashes; the pattern runs on across the corners."""
    period, place = on + off, 0.0
    for (x0, y0), (x1, y1) in pairwise(points):
        length = hypot(x1 - x0, y1 - y0)
        start = place - place % period
        while length and start < place + length:
            a, b = max(start, place) - place, min(start + on, place + length) - place
            if b > a:
                yield (
                    (x0 + (x1 - x0) * a / length, y0 + (y1 - y0) * a / length),
                    (x0 + (x1 - x0) * b / length, y0 + (y1 - y0) * b / length),
                )
            start += period
        place += length


@lru_cache(maxsize=64)
def _font(path: str, size: int) -> FreeTypeFont:
    from PIL import ImageFont

    # The basic layout is the same everywhere; the other depends on a library that may be missing.
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)
