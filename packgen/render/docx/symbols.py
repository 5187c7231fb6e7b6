"""Shapes before words -> runs of glyphs, as large and as far from their words as in the PDF.

The glyphs are those of Arial and of fonts with its measures; other fonts lack some of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from packgen.document.nodes import Paragraph, Symbol
from packgen.document.roles import Role, Shape
from packgen.render.docx import oxml
from packgen.render.docx.ledger import Ledger

_GAP: Final = "\u00a0"
_BLANK_EM: Final = 0.278
_GAP_PT: Final = 1.6
_LEAST_HALF_POINTS: Final = 2
_LEAST_PT: Final = _BLANK_EM * _LEAST_HALF_POINTS / 2
# Blanks as wide as a digit on a ground in a frame: no glyph is a tinted block; LibreOffice
# frames each no-break space by itself.
_CHIP: Final = "\u2007" * 3
_CHIP_EM: Final = 0.556 * len(_CHIP)
_TINT: Final = 0.12


@dataclass(frozen=True, slots=True)
class _Glyph:
    """A glyph's ink (left, width, height of its foot) and advance, in parts of its own size;
    ``wanted`` is the ink's width in parts of the words' size, ``foot`` that of its lower edge."""

    left: float
    width: float
    bottom: float
    advance: float
    wanted: float
    foot: float = -0.066


_GLYPHS: Final = {
    Shape.SQUARE: _Glyph(0.06, 0.484, 0.057, 0.604, 0.754),
    Shape.TRIANGLE: _Glyph(0.202, 0.585, 0.0, 0.99, 0.82),
    Shape.DISC: _Glyph(0.087, 0.43, 0.067, 0.604, 0.82),
    Shape.RING: _Glyph(0.082, 0.44, 0.079, 0.604, 0.722),
    Shape.BAR: _Glyph(0.0, 0.556, 0.22, 0.556, 0.82, 0.31),
    Shape.BLOCK: _Glyph(0.0, _CHIP_EM, -0.212, _CHIP_EM, 1.148),
}


def overhang_pt(node: Paragraph, size_pt: float) -> float:
    """A paragraph's text size -> how far a symbol at its start must stand out to the left, so that
    its ink and not its glyph's side bearing begins at the edge."""
    first = node.content[0] if node.content else None
    if not isinstance(first, Symbol):
        return 0.0
    glyph = _GLYPHS[first.shape]
    return glyph.left * _half_points(glyph, size_pt) / 2


def before_symbol(text: str, symbol: Symbol, size_pt: float) -> tuple[str, str, int]:
    """Text before a symbol -> the text, its last blanks, and the size of these in half-points that
    makes up for what the glyph takes more than the shape of the PDF."""
    glyph = _GLYPHS[symbol.shape]
    glyph_pt = _half_points(glyph, size_pt) / 2
    more = glyph.left * glyph_pt + max(0.0, _beside_pt(glyph, glyph_pt) + _LEAST_PT - _GAP_PT)
    blank, free = _BLANK_EM * size_pt, len(text) - len(text.rstrip(" "))
    count = min(free, int(more / blank) + 1)
    if not count:
        return text, "", 0
    half_points = max(_LEAST_HALF_POINTS, round(2 * (size_pt - more / count / _BLANK_EM)))
    return text[:-count], text[-count:], half_points


def _beside_pt(glyph: _Glyph, glyph_pt: float) -> float:
    """The room between a glyph's ink and what comes after it."""
    return (glyph.advance - glyph.left - glyph.width) * glyph_pt


def symbol_run(symbol: Symbol, role: Role, ledger: Ledger) -> str:
    """A symbol -> its glyph and a gap, in the symbols' own style, so that readers can leave it.

    The gap is a blank of the size that makes it as wide as it should be.
    """
    glyph, words_pt = _GLYPHS[symbol.shape], ledger.style.type[role].size_pt
    half_points = _half_points(glyph, words_pt)
    size_pt = half_points / 2
    lowered = glyph.bottom * size_pt - glyph.foot * words_pt
    is_chip, colour = symbol.shape is Shape.BLOCK, ledger.colours[symbol.ink]
    look = oxml.run_properties(
        oxml.SYMBOL_STYLE,
        colour=colour,
        half_points=half_points,
        lowered=round(2 * lowered),
        border=colour if is_chip else "",
        fill=_tint(colour) if is_chip else "",
    )
    room = _GAP_PT - _beside_pt(glyph, size_pt)
    blank = max(_LEAST_HALF_POINTS, round(2 * room / _BLANK_EM))
    gap = oxml.run(_GAP, oxml.run_properties(oxml.SYMBOL_STYLE, half_points=blank))
    return oxml.run(_CHIP if is_chip else symbol.shape.value, look) + gap


def _tint(colour: str) -> str:
    """RRGGBB -> a pale ground of its hue, as in the PDF."""
    return "".join(f"{round(255 - _TINT * (255 - c)):02X}" for c in bytes.fromhex(colour))


def _half_points(glyph: _Glyph, words_pt: float) -> int:
    return round(2 * words_pt * glyph.wanted / glyph.width)
