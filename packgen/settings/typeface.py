"""A TrueType font -> the widths of its characters. The one door to fontTools."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from packgen.errors import BadInput, Fault


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
    """A font file -> its typeface. Raises BadInput when it isn't a static TrueType font."""
    from fontTools.ttLib import TTFont, TTLibError

    try:
        with TTFont(path, lazy=True) as font:
            if "fvar" in font or "glyf" not in font:
                raise TTLibError("not a static TrueType font")
            scale = 1000 / font["head"].unitsPerEm
            advances = font["hmtx"].metrics
            cmap = font["cmap"].getBestCmap()
            name = font["name"].getDebugName(6) or path.stem
    except (OSError, TTLibError, KeyError) as error:
        raise BadInput(
            Fault(
                str(path), f"can't be used as a font: {error}", "give a static TrueType (.ttf) font"
            )
        ) from None
    widths = {chr(code): advances[glyph][0] * scale for code, glyph in cmap.items()}
    widths.setdefault("\u00a0", widths[" "])
    return Typeface(path, name, widths)
