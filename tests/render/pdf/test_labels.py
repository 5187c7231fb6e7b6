"""Labels of drawings: where their text stands on the page, and in which weight."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest

from packgen.document.drawing import Drawing, Figure, Ink, Label
from packgen.document.nodes import Cell, Column, Heading, Row, Table, TableBody, Text
from packgen.document.roles import Align, RowKind
from packgen.render.pdf import write_pdf
from packgen.settings.style import load_style
from tests.trees import document, head

STYLE = load_style("civic")
MIDDLE = 100.0


def edges(label: Label) -> tuple[float, float]:
    """The left and the right edge of a label's letters, from its drawing's left edge."""
    figure = Figure(Drawing(200, 20, (label,)), "Letters.")
    table = Table(
        "Letters",
        "Letters",
        (Column(220),),
        (Row(RowKind.HEAD, (head("Head"),)),),
        (TableBody((Row(RowKind.BODY, (Cell(figure=figure),)),)),),
        "letters",
    )
    paper = replace(document(), blocks=(Heading(1, (Text("Title"),), "top"), table))
    with pypdfium2.PdfDocument(write_pdf(paper, STYLE)) as pdf:
        text = pdf[0].get_textpage()
        found = text.search(label.text).get_next()
        assert found
        first, count = found
        boxes = [text.get_charbox(place) for place in range(first, first + count)]
    left = paper.page.left_pt + STYLE.table.pad_x_pt
    return boxes[0][0] - left, boxes[-1][2] - left


@pytest.mark.parametrize("bold", [False, True])
def test_a_label_stands_before_about_or_behind_its_place(bold: bool) -> None:
    face = STYLE.bold if bold else STYLE.regular
    width = face.measure("XHHX", 10)
    starts = {Align.LEFT: 0, Align.CENTRE: -width / 2, Align.RIGHT: -width}
    for align, start in starts.items():
        left, right = edges(Label(MIDDLE, 6, "XHHX", 10, Ink("ink"), align, bold))
        assert left == pytest.approx(MIDDLE + start, abs=1)
        assert right == pytest.approx(MIDDLE + start + width, abs=1)
