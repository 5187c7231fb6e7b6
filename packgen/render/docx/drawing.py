"""A drawing -> SVG text, and the run that shows it."""

from __future__ import annotations

from typing import assert_never

from packgen.document.drawing import Area, Dot, Drawing, Figure, Ink, Label, Mark, Stroke, Triangle
from packgen.document.roles import Align
from packgen.render.docx import oxml, oxml_pictures
from packgen.render.docx.ledger import Ledger
from packgen.settings.style import Style

_ANCHORS = {Align.LEFT: "start", Align.CENTRE: "middle", Align.RIGHT: "end"}


def figure_run(figure: Figure, ledger: Ledger, size_pt: tuple[float, float] | None = None) -> str:
    """A figure -> an inline picture, of its own size or another; equal drawings share media."""
    drawing = figure.drawing
    width, height = size_pt or (drawing.width_pt, drawing.height_pt)
    return oxml_pictures.picture(
        ledger.number(),
        ledger.media(drawing),
        oxml.emu(width),
        oxml.emu(height),
        figure.alt,
    )


def svg(drawing: Drawing, style: Style) -> str:
    """A drawing -> SVG, one unit a point; y downward, as SVG has it."""
    width, height = _number(drawing.width_pt), _number(drawing.height_pt)
    marks = "".join(_mark(mark, drawing.height_pt, style) for mark in drawing.marks)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}pt" height="{height}pt"'
        f' viewBox="0 0 {width} {height}">{marks}</svg>'
    )


def _mark(mark: Mark, top: float, style: Style) -> str:
    match mark:
        case Area() if not style.paints(mark.ink):
            return ""
        case Area():
            return (
                f'<rect x="{_number(mark.x)}" y="{_number(top - mark.y - mark.height)}"'
                f' width="{_number(mark.width)}" height="{_number(mark.height)}"'
                f"{_fill(mark.ink, style)}/>"
            )
        case Stroke():
            return _stroke(mark, top, style)
        case Dot():
            return (
                f'<circle cx="{_number(mark.x)}" cy="{_number(top - mark.y)}"'
                f' r="{_number(mark.radius)}"{_fill(mark.ink, style)}/>'
            )
        case Triangle():
            return f'<polygon points="{_points(mark.points, top)}"{_fill(mark.ink, style)}/>'
        case Label():
            return _label(mark, top, style)
        case _:
            assert_never(mark)


def _label(label: Label, top: float, style: Style) -> str:
    weight = ' font-weight="bold"' if label.bold else ""
    return (
        f'<text x="{_number(label.x)}" y="{_number(top - label.y)}"'
        f' text-anchor="{_ANCHORS[label.align]}" font-family="{oxml.quote(style.word_font)}"'
        f' font-size="{_number(label.size_pt)}"{weight}{_fill(label.ink, style)}>'
        f"{oxml.escape(label.text)}</text>"
    )


def _stroke(stroke: Stroke, top: float, style: Style) -> str:
    # Dashes keep butt ends: round ones would grow into their gaps.
    ends = (
        f' stroke-dasharray="{_number(stroke.dash[0])} {_number(stroke.dash[1])}"'
        if stroke.dash
        else ' stroke-linecap="round"'
    )
    return (
        f'<polyline points="{_points(stroke.points, top)}" fill="none"'
        f' stroke="{style.colour(stroke.ink)}" stroke-width="{_number(stroke.width_pt)}"'
        f' stroke-linejoin="round"{ends}/>'
    )


def _points(points: tuple[tuple[float, float], ...], top: float) -> str:
    return " ".join(f"{_number(x)},{_number(top - y)}" for x, y in points)


def _fill(ink: Ink, style: Style) -> str:
    return f' fill="{style.colour(ink)}"'


def _number(value: float) -> str:
    """A length -> at most three decimals, without a minus before zero."""
    return f"{round(value, 3) + 0.0:g}"
