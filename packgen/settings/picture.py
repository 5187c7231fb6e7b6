"""A picture file -> plain pixels, and nothing else that it holds. The door to Pillow's readers."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from packgen.errors import BadInput, Fault
from packgen.settings.files import UnfitFile, read_file

if TYPE_CHECKING:
    from PIL.Image import Image

DPI: Final = 300
_MOST_BYTES: Final = 10_000_000
_MOST_PIXELS: Final = 40_000_000
_SCREEN_DPI: Final = 96.0
_QUALITY: Final = 92
_WHITE: Final = "#FFFFFF"
_MODES: Final = frozenset({"1", "L", "LA", "P", "PA", "RGB", "RGBA", "CMYK", "YCbCr"})

_JPEG: Final = b"\xff\xd8\xff"
_JPEG_END: Final = b"\xff\xd9"
# Segments of a JPEG that say nothing but how its dots are packed: JFIF, tables, frames, scans.
_PLAIN_SEGMENTS: Final = frozenset({0xE0, 0xDB, 0xC0, 0xC1, 0xC2, 0xC4, 0xDA, 0xDD})
_START_OF_SCAN: Final = 0xDA


@dataclass(frozen=True, slots=True)
class Picture:
    """Opaque pixels, row by row from the top, three bytes each: red, green, blue."""

    width: int
    height: int
    rgb: bytes

    def png(self) -> bytes:
        """The pixels as PNG, without a word besides; equal pixels give equal bytes."""
        from PIL import Image

        out = BytesIO()
        image = Image.frombytes("RGB", (self.width, self.height), self.rgb)
        image.save(out, "PNG", compress_level=6)
        return out.getvalue()


@dataclass(frozen=True, slots=True)
class Dots:
    """Opaque dots, row by row from the top: one byte each where ``grey``, else three; or the
    bytes of a ``jpeg`` that holds nothing besides them."""

    width: int
    height: int
    data: bytes
    grey: bool = False
    jpeg: bool = False


def opaque_dots(data: bytes) -> Dots:
    """A PNG or JPEG file's bytes -> its dots; transparent parts are white.

    Raises BadInput for what is no such picture, or too large a one; the fault names no place.
    """
    from PIL import Image

    try:
        with _bombs_refused(), Image.open(BytesIO(data), formats=("PNG", "JPEG")) as image:
            width, height = image.size
            if width * height > _MOST_PIXELS:
                raise _fault(f"has {width} x {height} dots", "save it with fewer dots")
            if image.mode in {"L", "RGB"} and _is_plain_jpeg(data):
                return Dots(width, height, data, image.mode == "L", jpeg=True)
            grey = image.mode in {"1", "L", "LA"}
            flat = _flat(image, "#FFFFFF")
            return Dots(width, height, (flat.convert("L") if grey else flat).tobytes(), grey)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _fault("has far too many dots", "save it with fewer dots") from None
    except (OSError, ValueError, SyntaxError, EOFError):
        raise _fault("can't be read", "save it anew, as PNG or JPEG") from None


def _is_plain_jpeg(data: bytes) -> bool:
    """Whether this is a JPEG without colour profile, camera's data, comments, or a tail."""
    return data.startswith(_JPEG) and data.endswith(_JPEG_END) and all(_segments(data))


def _segments(data: bytes) -> Iterator[bool]:
    """Each segment of a JPEG up to its first scan: whether it is a plain one."""
    at = 2
    while at + 4 <= len(data):
        kind = data[at + 1]
        yield data[at] == 0xFF and kind in _PLAIN_SEGMENTS
        if kind == _START_OF_SCAN:
            return
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    yield False


def read_picture(file: Path, height_pt: float, ground: str) -> Picture:
    """A PNG or JPEG file, how high it is printed, and what it stands on -> its picture.

    Transparent parts show the ground; it has at most 300 dots an inch. Raises BadInput for a file
    that is missing, hostile, or no such picture; the fault names no place.
    """
    turned = _opened(file, ("PNG", "JPEG")).pixels
    small = _reduced(_flat(turned, ground), height_pt)
    return Picture(*small.size, small.tobytes())


@dataclass(frozen=True, slots=True)
class Encoded:
    """A picture as the bytes of a PNG or JPEG file without metadata, its size in dots, and how
    many of them an inch has."""

    data: bytes
    width: int
    height: int
    dpi: float


def encode_picture(file: Path | bytes, most: tuple[float, float]) -> Encoded:
    """A PNG, JPEG, GIF or WebP file or its bytes, and its room in pt -> the picture, upright.

    A photograph (JPEG) stays one; all else is a PNG on white. It has at most 300 dots an inch of
    that room. Raises BadInput as ``read_picture`` does.
    """
    from PIL import Image

    found = _opened(file, ("PNG", "JPEG", "GIF", "WEBP"))
    image, width = _flat(found.pixels, _WHITE), found.pixels.width
    fits = min(1.0, *(pt / 72 * DPI / dots for pt, dots in zip(most, image.size, strict=True)))
    if fits < 1:
        size = (max(1, round(image.width * fits)), max(1, round(image.height * fits)))
        image = image.resize(size, Image.Resampling.LANCZOS)
    bare = Image.frombytes("RGB", image.size, image.tobytes())
    out = BytesIO()
    if found.kind == "JPEG":
        bare.save(out, "JPEG", quality=_QUALITY, optimize=False, subsampling=0)
    else:
        bare.save(out, "PNG", compress_level=6)
    return Encoded(out.getvalue(), *bare.size, found.dpi * bare.width / width)


@dataclass(frozen=True, slots=True)
class _Opened:
    """A picture's pixels, upright; what kind of file it was; its dots an inch."""

    pixels: Image
    kind: str
    dpi: float


def _opened(file: Path | bytes, formats: tuple[str, ...]) -> _Opened:
    """A file of one of these formats -> its first picture. Raises BadInput."""
    from PIL import Image, ImageOps

    named = " or ".join(formats)
    try:
        data = BytesIO(file if isinstance(file, bytes) else read_file(file, _MOST_BYTES))
        with _bombs_refused(), Image.open(data, formats=formats) as image:
            width, height = image.size
            if width * height > _MOST_PIXELS:
                raise _fault(f"has {width} x {height} dots", "save it with fewer dots")
            if image.mode not in _MODES:
                raise _fault(f"has colours of an unusual kind ({image.mode})", "save it as RGB")
            dpi, kind = _dots_an_inch(image), image.format or ""
            return _Opened(ImageOps.exif_transpose(image), kind, dpi)
    except UnfitFile as error:
        raise _fault(str(error), "save it smaller, as a PNG or JPEG file") from None
    except OSError as error:
        said = error.strerror or f"is no {named} picture, or a damaged one"
        raise _fault(said, "give a PNG or JPEG file") from None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _fault("has far too many dots", "save it with fewer dots") from None
    except (ValueError, SyntaxError, EOFError):
        raise _fault("is a damaged picture", "save it anew") from None


def _dots_an_inch(image: Image) -> float:
    """What the file says, if it is sensible; else as screens have."""
    said = image.info.get("dpi", (0, 0))[0]
    return float(said) if 30 <= float(said) <= 2400 else _SCREEN_DPI


@contextmanager
def _bombs_refused() -> Iterator[None]:
    """Inside, a picture that Pillow would only warn of is an error."""
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        yield


def _flat(image: Image, ground: str) -> Image:
    """A picture -> the same in RGB, its transparent parts filled with the ground."""
    from PIL import Image

    if image.mode in {"LA", "PA", "RGBA"} or "transparency" in image.info:
        clear = image.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", clear.size, ground), clear).convert("RGB")
    return image.convert("RGB")


def _reduced(image: Image, height_pt: float) -> Image:
    """A picture -> the same with as many dots as its height in print can use."""
    from PIL import Image

    most = max(1, round(height_pt / 72 * DPI))
    if image.height <= most:
        return image
    size = (max(1, round(image.width * most / image.height)), most)
    return image.resize(size, Image.Resampling.LANCZOS)


def _fault(what: str, remedy: str) -> BadInput:
    return BadInput(Fault("picture", what, remedy))
