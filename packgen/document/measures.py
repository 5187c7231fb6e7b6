"""Measures that all formats share, in points."""

from typing import Final

HANG_PT: Final = 34.0
"""How far in text stands behind the number that hangs before it, and what belongs to it."""
PANEL_PAD_PT: Final = 28.8
"""How much of the text's width a panel with a bar takes for its bar and its padding."""
