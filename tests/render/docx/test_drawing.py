"""Drawings say the same in SVG and in PNG."""

from __future__ import annotations

from io import BytesIO

import pytest
from lxml import etree
from PIL import Image

from packgen.document.drawing import Area, Dot, Drawing, Ink, Label, Stroke, Triangle
from packgen.document.roles import Align
from packgen.render.docx.drawing import svg
from packgen.render.docx.raster import png
from tests.render.docx.package import civic
from tests.trees import sparkline

BRAND = (0x1B, 0x3A, 0x5C, 255)


def _image(*marks, width=36.0, height=24.0):
    return Image.open(BytesIO(png(Drawing(width, height, marks), civic()))).convert("RGBA")


def _at(image, x, y):
    """The colour at x, y in points, y upward."""
    return image.getpixel((int(x * 220 / 72), int((image.height * 72 / 220 - y) * 220 / 72)))


def test_svg_has_every_mark_in_order():
    root = etree.fromstring(svg(sparkline().drawing, civic()))
    assert [e.tag.rsplit("}")[1] for e in root] == [
        "rect", "polyline", "polyline", "circle", "polygon", "text",
    ]  # fmt: skip
    assert root.get("viewBox") == "0 0 56.7 22.7"
    rect, dashed, line, dot, triangle, label = root
    assert (rect.get("y"), rect.get("height"), rect.get("fill")) == ("10.7", "8", "#D5E0EB")
    assert dashed.get("stroke-dasharray") == "2.4 1.6"
    assert line.get("points") == "2,19.7 20,10.7 38,13.7"
    assert (dot.get("cx"), dot.get("cy"), dot.get("r")) == ("38", "13.7", "2.4")
    assert triangle.get("points") == "50,4.7 54,4.7 52,0.7"
    assert (label.text, label.get("font-family"), label.get("y")) == ("[c]", "Arial", "7.7")


def test_svg_escapes_labels():
    drawing = Drawing(10, 10, (Label(1, 1, "<&>", 7, Ink("ink")),))
    assert etree.fromstring(svg(drawing, civic()))[0].text == "<&>"


@pytest.mark.parametrize(
    ("align", "anchor", "inked"),
    [
        (Align.LEFT, "start", [False, True]),
        (Align.CENTRE, "middle", [True, True]),
        (Align.RIGHT, "end", [True, False]),
    ],
)
def test_a_label_stands_before_about_or_behind_its_place(align, anchor, inked):
    label = Label(18, 8, "HH", 10, Ink("brand"), align, bold=True)
    written = etree.fromstring(svg(Drawing(36, 24, (label,)), civic()))[0]
    assert (written.get("text-anchor"), written.get("font-weight")) == (anchor, "bold")
    image = _image(label)
    halves = [image.crop((0, 0, 54, image.height)), image.crop((56, 0, *image.size))]
    assert [half.getbbox() is not None for half in halves] == inked


def test_bold_labels_are_bolder():
    def ink(*, bold):
        mark = Label(18, 8, "HH", 12, Ink("brand"), bold=bold)
        return sum(alpha > 0 for alpha in _image(mark).getchannel("A").tobytes())

    assert ink(bold=True) > ink(bold=False)


def test_png_has_its_size_and_a_clear_ground():
    data = png(sparkline().drawing, civic())
    Image.open(BytesIO(data)).verify()  # each chunk's checksum
    image = Image.open(BytesIO(data))
    assert image.size == (174, 70)
    assert image.convert("RGBA").getpixel((0, 69))[3] == 0
    assert round(image.info["dpi"][0]) == 220


def test_png_paints_y_upward():
    image = _image(Area(0, 16, 36, 8, Ink("brand")))
    assert _at(image, 18, 20) == BRAND
    assert _at(image, 18, 8)[3] == 0


def test_png_paints_every_mark():
    assert _at(_image(Dot(18, 12, 4, Ink("brand"))), 18, 12) == BRAND
    assert _at(_image(Triangle(((6, 4), (30, 4), (18, 22)), Ink("brand"))), 18, 10) == BRAND
    assert _at(_image(Stroke(((0, 12), (36, 12)), Ink("brand"), 4)), 18, 12) == BRAND
    label = _image(Label(18, 8, "HHH", 12, Ink("brand")))
    assert label.getbbox() is not None
    assert _at(label, 18, 5)[3] == 0  # nothing below the baseline


def test_dashes_have_gaps():
    image = _image(Stroke(((0, 12), (36, 12)), Ink("brand"), 4, (6, 6)))
    assert [_at(image, x, 12)[3] > 0 for x in (3, 9, 15, 21)] == [True, False, True, False]


def test_edges_are_smooth():
    alphas = _image(Dot(18, 12, 6, Ink("brand"))).getchannel("A").getcolors()
    assert len(alphas) > 5
