"""The graphics state of a content stream, text state included."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from packgen.assemble.colouring import BLACK, Colour, Space
from packgen.assemble.fontwidths import FontWidths
from packgen.assemble.matrix import Box, Matrix

_OPAQUE: Final = 0.95
_DARKENING: Final = frozenset({"/Multiply", "/Darken", "/ColorBurn"})


@dataclass(slots=True)
class Pen:
    """What the operators before have set."""

    ctm: Matrix
    clip: Box
    fill: Colour | None = BLACK
    stroke: Colour | None = BLACK
    fill_alpha: float = 1.0
    stroke_alpha: float = 1.0
    fill_space: Space = Space.PLAIN
    stroke_space: Space = Space.PLAIN
    veil: float = 1.0
    """How opaque the groups are that are being painted."""
    blend: str = "/Normal"
    masked: bool = False
    line: float = 1.0
    font: FontWidths = field(default_factory=FontWidths)
    size: float = 0.0
    spacing: float = 0.0
    word: float = 0.0
    across: float = 1.0
    rise: float = 0.0
    leading: float = 0.0
    mode: int = 0

    def is_opaque(self, alpha: float, colour: Colour | None) -> bool:
        """Whether what is painted with this colour hides what is under it."""
        if self.masked or alpha * self.veil < _OPAQUE:
            return False
        if self.blend in ("/Normal", "/Compatible"):
            return True
        return self.blend in _DARKENING and colour is not None and max(colour) < 1 - _OPAQUE
