"""Pages -> small grey pictures, and how much two pictures differ.

Pages are drawn large and averaged, kept in steps of grey, and blurred before they are compared: so
another version of the renderer, which smooths edges in another way, changes little, and what moves,
splits or vanishes changes much (measured: 1 per cent of a tile at most, and 3 at least).
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2
from PIL import Image, ImageChops, ImageFilter

DPI = 40
_LARGER = 4
_STEP = 8
_BLUR_PX = 2.0
SEEN = 6
"""Of 255: a smaller difference of blurred pixels is none."""
_TILES = 12


class Difference(NamedTuple):
    """The share of a picture that differs, and of the tile of it that differs most."""

    share: float
    most: float


def page_picture(data: Any, index: int, dpi: float = DPI) -> Image.Image:
    """A PDF's bytes or path, and a page's place from 0 -> the page in greys."""
    return _stepped(coloured(data, index, dpi).convert("L"))


def coloured(data: Any, index: int, dpi: float) -> Image.Image:
    """A PDF's bytes or path, and a page's place from 0 -> the page in its colours."""
    with pypdfium2.PdfDocument(data) as pdf:
        large = pdf[index].render(scale=_LARGER * dpi / 72).to_pil().convert("RGB")
    return large.reduce(_LARGER)


def page_count(data: Any) -> int:
    """A PDF's bytes or path -> how many pages it has."""
    with pypdfium2.PdfDocument(data) as pdf:
        return len(pdf)


def _stepped(image: Image.Image) -> Image.Image:
    return image.point(lambda value: min(255, round(value / _STEP) * _STEP))


def difference(one: Image.Image, other: Image.Image, seen: int = SEEN) -> Difference:
    """Two grey pictures -> how much they differ; pictures of other sizes differ wholly."""
    if one.size != other.size:
        return Difference(1.0, 1.0)
    blurred = [image.filter(ImageFilter.GaussianBlur(_BLUR_PX)) for image in (one, other)]
    apart = ImageChops.difference(*blurred).point(lambda value: 255 if value > seen else 0)
    width, height = apart.size
    edges = [(x * width // _TILES, x * height // _TILES) for x in range(_TILES + 1)]
    tiles = [
        apart.crop((edges[x][0], edges[y][1], edges[x + 1][0], edges[y + 1][1]))
        for x in range(_TILES)
        for y in range(_TILES)
    ]
    return Difference(_share(apart), max(map(_share, tiles)))


def _share(image: Image.Image) -> float:
    return image.histogram()[255] / (image.width * image.height)


def png(image: Image.Image) -> bytes:
    """A picture -> a small PNG file, the same bytes for the same picture."""
    out = BytesIO()
    (image if image.mode == "P" else image.convert("P")).save(out, "PNG", optimize=True)
    return out.getvalue()


def opened(path: Path) -> Image.Image:
    """A PNG file -> its picture, grey."""
    with Image.open(path) as image:
        return image.convert("L")
