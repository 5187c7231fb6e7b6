"""Where the protected copies of a Part 2 PDF lie in a pack's folder."""

from __future__ import annotations

from typing import Final

COPIES: Final = "part2/copies"
"""Their folder."""
LIST: Final = "copies.json"
"""Beside them: what they were made of."""
