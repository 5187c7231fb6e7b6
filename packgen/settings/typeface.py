"""A TrueType font -> the widths of its characters. The one door to fontTools."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, Final

from packgen.errors import BadInput, Fault
from packgen.settings.files import UnfitFile, check_file

_NEEDED: Final = "".join(map(chr, range(0x20, 0x7F))) + "\u2013\u2022"
"""What any paper prints: digits, basic Latin, and the dash and the bullet of packgen's own."""
_REMEDY: Final = "give a static TrueType (.ttf) font, one file a weight"
_MOST_BYTES: Final = 50_000_000
_TABLES: Final = ("cmap", "head", "hhea", "hmtx", "loca", "maxp", "name", "post")
_UNITS: Final = range(16, 16385)
_MAY_INSTALL: Final = 0x0000
_RESTRICTED: Final = 0x0002
_PREVIEW_OR_EDITABLE: Final = 0x000C
_NO_SUBSETTING: Final = 0x0100
_BITMAP_ONLY: Final = 0x0200


class Typeface:
    """Character widths of one static TrueType font, in thousandths of the size."""

    __slots__ = ("name", "path", "widths", "word")

    def __init__(self, path: Path, name: str, widths: dict[str, float]) -> None:
        self.path = path
        self.name = name
        self.widths = widths
        self.word: Callable[[str], float] = _Words(self).__getitem__
        """The width of a piece of text in thousandths of the size; refuses a missing glyph."""

    def measure(self, text: str, size_pt: float) -> float:
        """The width of a piece of text in points."""
        return self.word(text) * size_pt / 1000


class _Words(dict[str, float]):
    """Widths of words, measured when they are first asked for."""

    def __init__(self, typeface: Typeface) -> None:
        super().__init__()
        self._typeface = typeface

    def __missing__(self, text: str) -> float:
        try:
            width = self[text] = sum(map(self._typeface.widths.__getitem__, text))
        except KeyError:
            raise MissingGlyph(self._typeface, text) from None
        return width


class MissingGlyph(BadInput):
    """A character that the style's font can't print."""

    def __init__(self, typeface: Typeface, text: str) -> None:
        lost = next(c for c in text if c not in typeface.widths)
        super().__init__(
            Fault(
                f"text {text[:40]!r}",
                f"the font {typeface.name} has no glyph for {lost!r} (U+{ord(lost):04X})",
                "change the character, or choose a style whose font has it",
            )
        )


@cache
def load_typeface(path: Path) -> Typeface:
    """A font file -> its typeface.

    Raises BadInput when it isn't a static TrueType font, may not be embedded, or lacks digits or
    basic Latin.
    """
    from fontTools.ttLib import TTFont, TTLibError

    try:
        check_file(path, _MOST_BYTES)
        with path.open("rb") as file:
            if file.read(4) == b"ttcf":
                raise _refused(path, "is a collection of fonts", _REMEDY)
        with TTFont(path, lazy=True) as font:
            _check_kind(path, font)
            _check_rights(path, font)
            scale = 1000 / font["head"].unitsPerEm
            advances = font["hmtx"].metrics
            cmap = font["cmap"].getBestCmap() or {}
            widths = {chr(code): advances[glyph][0] * scale for code, glyph in cmap.items()}
    except BadInput:
        raise
    except UnfitFile as error:
        raise _refused(path, str(error), _REMEDY) from None
    except OSError as error:
        raise _refused(path, f"can't be read: {error.strerror or error}", "check it") from None
    except (TTLibError, KeyError, ValueError, AssertionError, ZeroDivisionError) as error:
        what = f"can't be used as a font: {str(error).splitlines()[0] if str(error) else 'damaged'}"
        raise _refused(path, what, _REMEDY) from None
    if lost := [char for char in _NEEDED if char not in widths]:
        said = ", ".join(f"{char!r}" for char in lost[:5])
        raise _refused(path, f"has no glyph for {said}", "give a font with basic Latin and digits")
    widths.setdefault("\u00a0", widths[" "])
    # Named by its file: reading the name from within loads fontTools' largest modules.
    return Typeface(path, path.stem, widths)


def _check_kind(path: Path, font: Any) -> None:
    """Raises BadInput for all but a plain TrueType font whose shapes stand still."""
    kinds = (
        (font.flavor is not None, "is a packed web font (WOFF)"),
        ("fvar" in font, "is a variable font"),
        ("CFF " in font or "CFF2" in font, "is an OpenType font with PostScript outlines (CFF)"),
        ("glyf" not in font, "has no TrueType outlines"),
    )
    for found, what in kinds:
        if found:
            raise _refused(path, what, _REMEDY)
    if lost := [table for table in _TABLES if table not in font]:
        raise _refused(path, f"is damaged: it has no table {', '.join(lost)}", _REMEDY)
    if (units := font["head"].unitsPerEm) not in _UNITS:
        what = f"is damaged: {units} units an em, where {_UNITS[0]} to {_UNITS[-1]} are allowed"
        raise _refused(path, what, _REMEDY)


def _check_rights(path: Path, font: Any) -> None:
    """Raises BadInput for a font whose own bits (OS/2 fsType) forbid what PDFs do with it."""
    rights = font["OS/2"].fsType if "OS/2" in font else _MAY_INSTALL
    remedy = "choose a font that may be embedded, or ask its maker for a licence"
    if rights & _RESTRICTED and not rights & _PREVIEW_OR_EDITABLE:
        raise _refused(path, "says that it may not be embedded (OS/2 fsType)", remedy)
    if rights & _NO_SUBSETTING:
        raise _refused(path, "says that no part of it may be embedded (OS/2 fsType)", remedy)
    if rights & _BITMAP_ONLY:
        raise _refused(path, "says that only bitmaps may be embedded (OS/2 fsType)", remedy)


def _refused(path: Path, what: str, remedy: str) -> BadInput:
    return BadInput(Fault(f"font {path.name}", what, remedy))
