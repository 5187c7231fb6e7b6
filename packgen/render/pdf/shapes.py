"""Drawings and symbols -> PDF operators."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain
from typing import assert_never

from packgen.document.drawing import Area, Dot, Drawing, Label, Stroke, Triangle
from packgen.document.nodes import Symbol
from packgen.document.roles import Align, Shape
from packgen.render.pdf.graphics import Palette, area, circle, shifted
from packgen.settings.typeface import Typeface

# A symbol's size in relation to its word's, and its gap (docs: the look, RAG shapes).
_SCALE = 0.82
_DROP = 0.08
GAP_PT = 1.6


def shape_width(shape: Shape, size_pt: float) -> float:
    """A shape beside text of this size -> its width without the gap."""
    side = _SCALE * size_pt
    match shape:
        case Shape.SQUARE:
            return 0.92 * side
        case Shape.RING:
            return 0.88 * side
        case Shape.TRIANGLE | Shape.DISC | Shape.BAR:
            return side
        case Shape.BLOCK:
            return 1.4 * side
        case _:
            assert_never(shape)


def symbol_operators(
    symbol: Symbol, x: float, baseline: float, size_pt: float, palette: Palette
) -> str:
    """A symbol at x on a baseline beside text of this size -> its operators."""
    side, width = _SCALE * size_pt, shape_width(symbol.shape, size_pt)
    y, colour = baseline - _DROP * side, palette.operands(symbol.ink)
    match symbol.shape:
        case Shape.SQUARE:
            return f"{colour} rg " + area(x, y, width, width)
        case Shape.TRIANGLE:
            corners = ((x, y), (x + side, y), (x + side / 2, y + 0.92 * side))
            return f"{colour} rg {_path(corners)}f\n"
        case Shape.DISC:
            return f"{colour} rg {circle(x + side / 2, y + side / 2, side / 2)}f\n"
        case Shape.RING:
            pen = 0.14 * side
            radius = (width - pen) / 2
            return f"{colour} RG {pen:.2f} w {circle(x + width / 2, y + width / 2, radius)}S\n"
        case Shape.BAR:
            thick = 0.14 * side
            middle = baseline + 0.36 * size_pt
            return f"{colour} rg " + area(x, middle - thick / 2, side, thick)
        case Shape.BLOCK:
            edge = palette.stroke(symbol.ink, 0.6)
            inside = area(x + 0.3, y + 0.3, width - 0.6, 0.92 * side - 0.6)
            return palette.tint(symbol.ink) + edge + inside.replace(" f\n", " B\n")
        case _:
            assert_never(symbol.shape)


def drawing_operators(drawing: Drawing, palette: Palette, label: Callable[[Label], str]) -> str:
    """A drawing -> operators in its own coordinates; ``label`` sets a label's text."""
    parts = ["1 j "]
    for mark in drawing.marks:
        match mark:
            case Area():
                parts.append(palette.area(mark.ink, mark.x, mark.y, mark.width, mark.height))
            case Stroke():
                parts.append(_stroke(mark, palette))
            case Dot():
                parts.append(_dot(mark, palette))
            case Triangle():
                parts.append(f"{palette.fill(mark.ink)}{_path(mark.points)}f\n")
            case Label():
                parts.append(label(mark))
            case _:
                assert_never(mark)
    return "".join(parts)


def label_offset(label: Label, typeface: Typeface) -> float:
    """A label and its font -> how far its text begins to the left of its x, in points."""
    width = typeface.measure(label.text, label.size_pt)
    match label.align:
        case Align.LEFT:
            return 0.0
        case Align.CENTRE:
            return width / 2
        case Align.RIGHT:
            return width
        case _:
            assert_never(label.align)


def _stroke(stroke: Stroke, palette: Palette) -> str:
    on_off = f"{stroke.dash[0]:g} {stroke.dash[1]:g}" if stroke.dash else ""
    return f"{palette.stroke(stroke.ink, stroke.width_pt)}[{on_off}]0 d {_path(stroke.points)}S\n"


def _dot(dot: Dot, palette: Palette) -> str:
    return shifted(f"{palette.fill(dot.ink)}{circle(0, 0, dot.radius)}f ", dot.x, dot.y)


def _path(points: tuple[tuple[float, float], ...]) -> str:
    steps = "%.2f %.2f m " + "%.2f %.2f l " * (len(points) - 1)
    return steps % tuple(chain.from_iterable(points))
