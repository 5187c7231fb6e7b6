"""Pictures of a report: from its own folder, upright, without metadata, no wider than the text."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath
from typing import NoReturn
from urllib.parse import unquote

from packgen.document.nodes import Image
from packgen.errors import BadInput, Fault
from packgen.settings.picture import encode_picture

_WIDTH = re.compile(r"(?P<number>\d{1,3}(?:\.\d+)?)(?P<unit>%|mm)")
_MM_PT = 72 / 25.4


def picture(
    folder: Path, address: str, alt: str, width: str, room: tuple[float, float], where: str
) -> Image:
    """A picture's address in a report's folder, its words, its width as written (``60%``,
    ``80mm``, or nothing), and the room for it in pt -> the picture. Raises BadInput."""
    if not alt.strip():
        _fault(where, "a picture without words", "say what it shows: ![words](file.png)")
    file = _file(folder, unquote(address), where)
    asked = _asked(width, room[0], where)
    try:
        found = encode_picture(file, (asked or room[0], room[1]))
    except BadInput as error:
        raise BadInput(
            Fault(where, f"picture {file.name} {fault.what}", fault.remedy)
            for fault in error.faults
        ) from None
    natural = found.width / found.dpi * 72
    width_pt = min(asked or natural, room[0])
    width_pt = min(width_pt, room[1] * found.width / found.height)
    return Image(found.data, width_pt, width_pt * found.height / found.width, alt)


def picture_of(data: bytes, width_pt: float, height_pt: float, alt: str) -> Image | None:
    """A picture's bytes, its size as it stood, its words -> the picture; None for a kind that can't
    be printed."""
    try:
        found = encode_picture(data, (max(width_pt, 1.0), max(height_pt, 1.0)))
    except BadInput:
        return None
    wide = width_pt or found.width / found.dpi * 72
    return Image(found.data, wide, wide * found.height / found.width, alt)


def _file(folder: Path, address: str, where: str) -> Path:
    """An address -> the file. Nothing outside the report's folder, by whatever way."""
    path = PurePosixPath(address)
    parts = path.parts
    odd = not address or "\\" in address or "\0" in address or ":" in address
    if odd or path.is_absolute() or ".." in parts:
        _fault(where, f"{address!r} is no picture of the report's folder", "put it there")
    file = folder / path
    if not file.resolve().is_relative_to(folder.resolve()):
        _fault(where, f"{address!r} leads out of the report's folder", "put the picture there")
    if file.suffix.lower() == ".svg":
        _fault(where, f"{address!r} is an SVG", "save it as PNG")
    return file


def _asked(width: str, most_pt: float, where: str) -> float:
    """A width as written -> pt; 0 where there is none."""
    if not width:
        return 0.0
    match = _WIDTH.fullmatch(width.strip())
    number = float(match["number"]) if match else 0.0
    if match is None or number <= 0:
        _fault(where, f"the width {width!r} is not known", 'write {width="60%"} or {width="80mm"}')
    return min(most_pt, number / 100 * most_pt if match["unit"] == "%" else number * _MM_PT)


def _fault(where: str, what: str, remedy: str) -> NoReturn:
    raise BadInput(Fault(where, what, remedy))
