"""Masks of pictures: whether a picture covers what is under it whole."""

from __future__ import annotations

from typing import Any, Final

import pikepdf

_FULL: Final = 243


def is_cut_out(picture: Any) -> bool:
    """Whether a picture lets through what is under it; a mask that is opaque all over doesn't."""
    mask = picture.get("/SMask")
    if isinstance(mask, pikepdf.Stream) and "/Mask" not in picture:
        return not _is_full(mask)
    return "/SMask" in picture or "/Mask" in picture or bool(picture.get("/SMaskInData", 0))


def _is_full(mask: Any) -> bool:
    try:
        return mask.get("/BitsPerComponent") == 8 and min(mask.read_bytes(), default=0) >= _FULL
    except pikepdf.PdfError:
        return False
