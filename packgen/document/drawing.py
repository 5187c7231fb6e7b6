"""Drawings: points, lines and areas in points (pt), y upward from the lower left corner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NewType

from packgen.document.roles import Align

Ink = NewType("Ink", str)
"""A colour by the name of its token in tokens.toml, never by its value."""


@dataclass(frozen=True, slots=True)
class Area:
    """A filled rectangle with its lower left corner at x, y."""

    x: float
    y: float
    width: float
    height: float
    ink: Ink


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through points; ``dash`` is (on, off) in pt, or None for a solid line."""

    points: tuple[tuple[float, float], ...]
    ink: Ink
    width_pt: float
    dash: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Dot:
    """A disc about x, y."""

    x: float
    y: float
    radius: float
    ink: Ink


@dataclass(frozen=True, slots=True)
class Triangle:
    """A filled triangle."""

    points: tuple[tuple[float, float], tuple[float, float], tuple[float, float]]
    ink: Ink


@dataclass(frozen=True, slots=True)
class Label:
    """Text with its baseline at y; ``align`` says which part of it stands at x."""

    x: float
    y: float
    text: str
    size_pt: float
    ink: Ink
    align: Align = Align.CENTRE
    bold: bool = False


Mark = Area | Stroke | Dot | Triangle | Label


@dataclass(frozen=True, slots=True)
class Drawing:
    """Marks in painting order on a canvas of this size."""

    width_pt: float
    height_pt: float
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing and what it says in words, for those who can't see it."""

    drawing: Drawing
    alt: str
