"""Words -> the outlines of their letters, as a path of PDF operators: no font need be embedded."""

from __future__ import annotations

from typing import Any

from packgen.assemble.matrix import Box, numbers
from packgen.settings.style import load_style
from packgen.settings.typeface import MissingGlyph

_STYLE = "civic"


def lettered(text: str) -> tuple[bytes, Box]:
    """A line of text -> operators that fill it in the colour set, and its box, for a size of 1000
    from the baseline's start. Raises MissingGlyph."""
    from fontTools.pens.basePen import BasePen
    from fontTools.ttLib import TTFont

    typeface = load_style(_STYLE).fonts.by_weight[1]

    class Pen(BasePen):  # type: ignore[misc]
        """Writes operators; BasePen turns TrueType's curves into PDF's."""

        def _moveTo(self, point: Any) -> None:  # noqa: N802 (fontTools' names, here and below)
            path.append(f"{numbers(moved(point))} m")

        def _lineTo(self, point: Any) -> None:  # noqa: N802
            path.append(f"{numbers(moved(point))} l")

        def _curveToOne(self, first: Any, second: Any, last: Any) -> None:  # noqa: N802
            path.append(f"{numbers((*moved(first), *moved(second), *moved(last)))} c")

        def _closePath(self) -> None:  # noqa: N802
            path.append("h")

    def moved(point: tuple[float, float]) -> tuple[float, float]:
        return (x + point[0] * scale, point[1] * scale)

    path, x = list[str](), 0.0
    with TTFont(typeface.path, lazy=True) as font:
        scale = 1000 / font["head"].unitsPerEm
        names, glyphs = font.getBestCmap(), font.getGlyphSet()
        top, bottom = font["hhea"].ascent * scale, font["hhea"].descent * scale
        for char in text:
            if ord(char) not in names:
                raise MissingGlyph(typeface, text)
            glyph = glyphs[names[ord(char)]]
            glyph.draw(Pen(glyphs))
            x += glyph.width * scale
    path.append("f")
    return "\n".join(path).encode("ascii"), Box(0, bottom, x, top)
