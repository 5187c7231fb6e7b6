"""A finished file read back: what both formats' readers give."""

from __future__ import annotations

from typing import NamedTuple

from packgen.document.walk import Passage


class Reading(NamedTuple):
    """The body's passages in reading order, and the text of everything that must carry the
    marking: each page of a PDF, each header of a Word file."""

    passages: list[Passage]
    marked: list[str]
