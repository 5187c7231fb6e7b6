"""Every pair of colours that is painted is one that is checked: papers painted, and looked at."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import c_float, c_int, c_uint
from dataclasses import replace
from functools import cache

import pypdfium2 as pdfium
import pytest
from pypdfium2 import raw

from packgen.compose import Composer
from packgen.document.drawing import Ink
from packgen.document.nodes import Document, Marking
from packgen.model.rating import Rating
from packgen.render.pdf import write_pdf
from packgen.settings.grounds import NONE, pairs
from packgen.settings.law import load_law
from packgen.settings.style import Style, load_style
from packgen.settings.template import load_template
from tests import papers
from tests.cards import indicator, scorecard

STYLES = ("civic", "heritage")
DECORATION = {"rule", "paper"}
"""Hairlines, and the white ring about a trend's last point."""
Box = tuple[float, float, float, float]


@cache
def told_apart(name: str) -> Style:
    """A style whose every colour is another, so that what is painted tells its token."""
    style = load_style(name)
    painted = [token for token, value in style.colours.items() if value != NONE]
    own = {token: f"#{3 * n + 9:02X}{7 * n % 251:02X}40" for n, token in enumerate(painted)}
    return replace(style, colours={**style.colours, **own, "paper": "#FFFFFF"})


CARD = scorecard(
    indicator("1", ["98", "109", "123"], "330", target="1700", rating=Rating.AMBER, rationale="R"),
    indicator(
        "2", ["90%", "97%", "93%"], "93%", target="95-90%", rationale="R", notes="School year"
    ),
    indicator("3", ["1% (1/100)", "2% (2/100)", "2% (2/100)"], "2%", target="1%", rationale="R"),
    indicator("4", ["0", "0", "1"], "1", marked=(), target="0", rating=Rating.RED),
    indicator("5", ["0", "1", "1 (1/1)"], "1", marked=[2], target="0", rating=Rating.GREEN),
    indicator("7", ["3", "", "5"], "12", marked=[1], rating=Rating.NOT_TARGET),
    indicator("8", ["3", "", ""], "12", rating=Rating.UNRATED, target="5000"),
)


def papers_in(style: Style) -> Iterator[Document]:
    settings = replace(papers.composer(council="Council").settings, committee="Committee")
    template = load_template("scorecard")
    composer = Composer(settings, template, style, load_law(), settings.words)
    assessed = papers.assess(CARD, papers.RatingRules())
    public = composer.public(papers.release_public(assessed))
    yield public
    yield replace(public, marking=Marking.NOT_FOR_PUBLICATION)
    for withheld_only in (True, False):
        card = papers.release_restricted(assessed, withheld_only=withheld_only)
        yield composer.part2(card, 7)


def looks(data: bytes, tokens: dict[str, str]) -> Iterator[tuple[str, str, bool]]:
    """A PDF -> each text and shape: its colour, the ground under it, and whether it is text."""
    for page in pdfium.PdfDocument(data):
        grounds: list[tuple[Box, str]] = []
        for thing in page.get_objects(max_depth=3):
            colour = _colour(thing)
            box = _bounds(thing)
            ground = next((of for area, of in reversed(grounds) if _is_under(area, box)), "#FFFFFF")
            is_text = thing.type == raw.FPDF_PAGEOBJ_TEXT
            if is_text or _is_shape(box):
                yield tokens[colour], tokens[ground], is_text
            elif thing.type == raw.FPDF_PAGEOBJ_PATH and _modes(thing)[0]:
                grounds.append((box, colour))


def _is_under(area: Box, box: Box) -> bool:
    """Whether a box lies on an area that is wider."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    inside = area[0] <= x <= area[2] and area[1] <= y <= area[3]
    return inside and area[2] - area[0] > box[2] - box[0]


def _is_shape(box: Box) -> bool:
    width, height = box[2] - box[0], box[3] - box[1]
    return 2 < width < 9 and 2 < height < 9


def _bounds(thing: pdfium.PdfObject) -> Box:
    edges = [c_float() for _ in range(4)]
    raw.FPDFPageObj_GetBounds(thing, *edges)
    left, bottom, right, top = (edge.value for edge in edges)
    return left, bottom, right, top


def _modes(thing: pdfium.PdfObject) -> tuple[bool, bool]:
    """Whether a path is filled, and whether it is stroked."""
    fill, stroke = c_int(), c_int()
    raw.FPDFPath_GetDrawMode(thing, fill, stroke)
    return fill.value != 0, stroke.value != 0


def _colour(thing: pdfium.PdfObject) -> str:
    """The colour of text, of an outline, or else of a fill."""
    channels = [c_uint() for _ in range(4)]
    outlined = thing.type == raw.FPDF_PAGEOBJ_PATH and _modes(thing)[1]
    get = raw.FPDFPageObj_GetStrokeColor if outlined else raw.FPDFPageObj_GetFillColor
    get(thing, *channels)
    return "#" + "".join(f"{channel.value:02X}" for channel in channels[:3])


@pytest.mark.parametrize("name", STYLES)
def test_every_pair_that_is_painted_is_checked(name: str) -> None:
    style = told_apart(name)
    tokens = {value: token for token, value in style.colours.items() if value != NONE}
    roles = {role: (spec.colour, spec.fill) for role, spec in style.type.items()}
    checked = {(p.ink, p.ground): p.least for p in pairs(roles, style.colours)}
    seen: dict[tuple[str, str, bool], int] = {}
    for document in papers_in(style):
        for ink, ground, is_text in looks(write_pdf(document, style), tokens):
            seen[ink, ground, is_text] = seen.get((ink, ground, is_text), 0) + 1
    assert len(seen) > 25
    missing = {
        (ink, ground)
        for ink, ground, is_text in seen
        if ink not in DECORATION and checked.get((ink, ground), 0) < (4.5 if is_text else 3.0)
    }
    assert missing == set()


def test_what_lies_under_an_unfilled_ground_is_what_counts() -> None:
    style = load_style("heritage")
    roles = {role: (spec.colour, spec.fill) for role, spec in style.type.items()}
    checked = {(p.ink, p.ground) for p in pairs(roles, style.colours)}
    assert ("secttext", "paper") in checked
    assert {("greentext", "paper"), ("greentext", "colfill")} <= checked
    assert not {ground for _, ground in checked} & {"sectfill", "greenfill"}
    assert ("titletext", "titlefill") in checked
    assert (Ink("brand"), Ink("paper")) in checked
