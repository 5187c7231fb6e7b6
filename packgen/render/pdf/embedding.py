"""Pictures -> image objects of a file. Their colours are sRGB or grey, as the file's are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any, Final

from packgen.document.nodes import Image
from packgen.errors import BadInput, Fault
from packgen.render.pdf.streams import Stream
from packgen.settings.picture import Picture

_JPEG: Final = b"\xff\xd8\xff"
# Segments of a JPEG that say nothing but how its dots are packed: JFIF, tables, frames, scans.
_PLAIN: Final = frozenset({0xE0, 0xDB, 0xC0, 0xC1, 0xC2, 0xC4, 0xDA, 0xDD})
_START_OF_SCAN: Final = 0xDA
_SPACES: Final = {"L": "/DeviceGray", "RGB": "/DeviceRGB"}


def picture_stream(picture: Picture | Image) -> Stream:
    """A picture -> its image object. A JPEG that holds nothing besides its dots stays one.

    Raises BadInput for one that can't be read.
    """
    if isinstance(picture, Picture):
        return _stream(picture.rgb, (picture.width, picture.height), "RGB")
    from PIL import Image as Pillow

    try:
        with Pillow.open(BytesIO(picture.data), formats=("PNG", "JPEG")) as image:
            size, mode = image.size, image.mode
            if mode in _SPACES and _is_plain(picture.data):
                return _stream(picture.data, size, mode, coded=True)
            flat = image.convert("RGBA") if _has_clear(image.mode, image.info) else image
            if flat.mode == "RGBA":
                white = Pillow.new("RGBA", size, "#FFFFFF")
                flat = Pillow.alpha_composite(white, flat)
            mode = "L" if mode in ("1", "L", "LA") else "RGB"
            return _stream(flat.convert(mode).tobytes(), size, mode)
    except (OSError, ValueError, SyntaxError, Pillow.DecompressionBombError) as error:
        raise BadInput(
            Fault(
                f"picture {picture.alt[:40]!r}",
                f"can't be read: {type(error).__name__}",
                "save it anew, as PNG or JPEG",
            )
        ) from None


def _stream(data: bytes, size: tuple[int, int], mode: str, *, coded: bool = False) -> Stream:
    entries: dict[str, object] = {
        "Type": "/XObject",
        "Subtype": "/Image",
        "Width": size[0],
        "Height": size[1],
        "ColorSpace": _SPACES[mode],
        "BitsPerComponent": 8,
    }
    if coded:
        return Stream(data, {**entries, "Filter": "/DCTDecode"}, plain=True)
    return Stream(data, entries)


def _has_clear(mode: str, info: Mapping[Any, object]) -> bool:
    """Whether parts of a picture may be transparent."""
    return mode in {"LA", "PA", "RGBA"} or "transparency" in info


def _is_plain(data: bytes) -> bool:
    """Whether this is a JPEG without colour profile, camera's data, comments, or a tail."""
    return data.startswith(_JPEG) and data.endswith(b"\xff\xd9") and all(_segments(data))


def _segments(data: bytes) -> Iterator[bool]:
    """Each segment up to the first scan: whether it is a plain one."""
    at = 2
    while at + 4 <= len(data):
        kind = data[at + 1]
        yield data[at] == 0xFF and kind in _PLAIN
        if kind == _START_OF_SCAN:
            return
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    yield False
