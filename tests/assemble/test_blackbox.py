"""Hidden text is found and counted, and what can be read is left alone."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from reportlab.lib.colors import Color, black, white, yellow
from reportlab.pdfgen.canvas import Canvas

from packgen.assemble.blackbox import Hidden, hidden_text
from packgen.assemble.ground import How
from tests.assemble.drawn import drawn, lines, picture

HIDDEN = "Child A of 3 Mill Lane"
LETTERS = len(HIDDEN.replace(" ", ""))
BOX = (70, 695, 200, 16)
Draw = Callable[[Canvas], object]


def found(data: bytes) -> list[Hidden]:
    with pikepdf.open(BytesIO(data)) as pdf:
        return list(hidden_text(pdf))


def text(canvas: Canvas, words: str = HIDDEN, y: float = 700) -> None:
    canvas.setFont("Helvetica", 12)
    canvas.drawString(72, y, words)


def box(canvas: Canvas, colour: Color = black) -> None:
    canvas.saveState()
    canvas.setFillColor(colour)
    canvas.rect(*BOX, stroke=0, fill=1)
    canvas.restoreState()


def box_over_text(canvas: Canvas) -> None:
    text(canvas)
    box(canvas)


def white_box_over_text(canvas: Canvas) -> None:
    text(canvas)
    box(canvas, white)


def picture_over_text(canvas: Canvas) -> None:
    text(canvas)
    canvas.drawImage(picture("black"), 70, 695, 200, 16)


def turned_box_over_turned_text(canvas: Canvas) -> None:
    canvas.translate(300, 100)
    canvas.rotate(30)
    canvas.scale(0.8, 0.8)
    box_over_text(canvas)


def thick_line_through_text(canvas: Canvas) -> None:
    text(canvas)
    canvas.setLineWidth(14)
    canvas.line(70, 704, 270, 704)


def polygon_over_text(canvas: Canvas) -> None:
    text(canvas)
    path = canvas.beginPath()
    path.moveTo(60, 690)
    for point in ((290, 690), (300, 720), (50, 720)):
        path.lineTo(*point)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)


def boxed_text_in_a_form(canvas: Canvas) -> None:
    canvas.beginForm("inner")
    text(canvas)
    canvas.endForm()
    canvas.doForm("inner")
    box(canvas)


@pytest.mark.parametrize(
    "draw",
    [
        box_over_text,
        white_box_over_text,
        picture_over_text,
        turned_box_over_turned_text,
        thick_line_through_text,
        polygon_over_text,
        boxed_text_in_a_form,
    ],
)
def test_covered_text_is_found(draw: Draw) -> None:
    data = drawn(lines("Nothing is hidden on this page."), draw)
    assert found(data) == [Hidden(2, How.COVERED, LETTERS)]


def test_part_of_a_line_is_counted_as_a_part() -> None:
    def draw(canvas: Canvas) -> None:
        text(canvas, "Open SECRETS open")
        start = 72 + canvas.stringWidth("Open ", "Helvetica", 12)
        wide = canvas.stringWidth("SECRETS", "Helvetica", 12)
        canvas.rect(start, 695, wide, 16, stroke=0, fill=1)

    assert found(drawn(draw)) == [Hidden(1, How.COVERED, len("SECRETS"))]


def white_text(canvas: Canvas) -> None:
    canvas.setFillColor(white)
    text(canvas)


def black_text_on_a_black_box(canvas: Canvas) -> None:
    box(canvas)
    text(canvas)


def invisible_text(canvas: Canvas) -> None:
    line = canvas.beginText(72, 700)
    line.setTextRenderMode(3)
    line.textLine(HIDDEN)
    canvas.drawText(line)


def transparent_text(canvas: Canvas) -> None:
    canvas.setFillAlpha(0)
    text(canvas)


def test_text_in_the_colour_of_the_box_under_it_counts_as_covered() -> None:
    data = drawn(black_text_on_a_black_box)
    assert found(data) == [Hidden(1, How.COVERED, LETTERS)]


@pytest.mark.parametrize("draw", [white_text, invisible_text, transparent_text])
def test_unseen_text_is_found(draw: Draw) -> None:
    assert found(drawn(draw)) == [Hidden(1, How.UNSEEN, LETTERS)]


def text_on_a_box(canvas: Canvas) -> None:
    box(canvas, yellow)
    text(canvas)


def white_text_on_a_dark_box(canvas: Canvas) -> None:
    box(canvas)
    canvas.setFillColor(white)
    text(canvas)


def white_text_on_a_picture(canvas: Canvas) -> None:
    canvas.drawImage(picture("navy"), 70, 695, 200, 16)
    canvas.setFillColor(white)
    text(canvas)


def highlighted_text(canvas: Canvas) -> None:
    text(canvas)
    box(canvas, Color(1, 1, 0, alpha=0.4))


def framed_text(canvas: Canvas) -> None:
    text(canvas)
    canvas.rect(*BOX, stroke=1, fill=0)


def text_in_a_frame_that_is_filled(canvas: Canvas) -> None:
    """A border painted as the area between two rectangles."""
    text(canvas)
    canvas._code.append("0 g 60 685 300 40 re 65 690 290 30 re f*")


def a_box_that_is_clipped_away(canvas: Canvas) -> None:
    text(canvas)
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(400, 0, 100, 100)
    canvas.clipPath(path, stroke=0, fill=0)
    box(canvas)
    canvas.restoreState()


def text_printed_again_on_its_box(canvas: Canvas) -> None:
    text(canvas)
    box(canvas, yellow)
    text(canvas)


def shaded_table(canvas: Canvas) -> None:
    for row in range(20):
        canvas.setFillColor(yellow if row % 2 else white)
        canvas.rect(60, 600 - 16 * row, 400, 16, stroke=1, fill=1)
        canvas.setFillColor(black)
        text(canvas, f"Row {row} of a shaded table", 604 - 16 * row)


@pytest.mark.parametrize(
    "draw",
    [
        text_on_a_box,
        white_text_on_a_dark_box,
        white_text_on_a_picture,
        highlighted_text,
        framed_text,
        text_in_a_frame_that_is_filled,
        a_box_that_is_clipped_away,
        text_printed_again_on_its_box,
        shaded_table,
    ],
)
def test_text_that_can_be_read_is_left_alone(draw: Draw) -> None:
    assert found(drawn(draw)) == []


def scan(canvas: Canvas) -> None:
    canvas.drawImage(picture("lightgrey"), 0, 0, 595.28, 841.89)


def test_the_text_of_a_scan_is_what_the_picture_shows() -> None:
    def read(canvas: Canvas) -> None:
        scan(canvas)
        invisible_text(canvas)

    def read_underneath(canvas: Canvas) -> None:
        invisible_text(canvas)
        scan(canvas)

    assert found(drawn(read, read_underneath)) == []


def test_a_box_on_a_scan_hides_its_dots_and_the_text_that_was_read_from_it() -> None:
    def boxed(canvas: Canvas) -> None:
        scan(canvas)
        box(canvas)
        invisible_text(canvas)

    def boxed_last(canvas: Canvas) -> None:
        invisible_text(canvas)
        scan(canvas)
        box(canvas)

    assert found(drawn(boxed, boxed_last)) == [
        Hidden(1, How.BLACKED, 1),
        Hidden(1, How.UNSEEN, LETTERS),
        Hidden(2, How.BLACKED, 1),
        Hidden(2, How.UNSEEN, LETTERS),
    ]


def test_what_else_is_drawn_on_a_picture_is_left_alone() -> None:
    """A panel in a colour, a rule, a dark letter's outline, and a box that lies beside it too."""

    def draw(canvas: Canvas) -> None:
        canvas.drawImage(picture("navy"), 100, 100, 300, 300)
        canvas.setFillColor(yellow)
        canvas.rect(120, 120, 100, 30, stroke=0, fill=1)
        canvas.setFillColor(black)
        canvas.rect(120, 160, 200, 1, stroke=0, fill=1)
        canvas.rect(50, 200, 200, 30, stroke=0, fill=1)
        canvas._code.append("200 300 m 220 300 l 210 330 l f")

    assert found(drawn(draw)) == []


def hatch(canvas: Canvas) -> None:
    """A black pen, back and forth."""
    text(canvas)
    canvas.setLineWidth(1.5)
    path = canvas.beginPath()
    path.moveTo(68, 694)
    for step in range(200):
        path.lineTo(69 + step, 713 if step % 2 == 0 else 694)
    canvas.drawPath(path, stroke=1, fill=0)


def strips(canvas: Canvas) -> None:
    """A box as some programs write it: in strips, between which the middle of the text lies."""
    text(canvas)
    for y in (698.0, 700.9, 703.75, 706.6):
        canvas.rect(70, y, 200, 2.7, stroke=0, fill=1)


def struck_out_twice(canvas: Canvas) -> None:
    text(canvas)
    canvas.setLineWidth(1)
    for y in (703, 706):
        canvas.line(70, y, 270, y)


def grid(canvas: Canvas) -> None:
    text(canvas)
    canvas.setLineWidth(0.5)
    for step in range(30):
        canvas.line(70 + 8 * step, 600, 70 + 8 * step, 800)
        canvas.line(70, 600 + 8 * step, 300, 600 + 8 * step)


def test_lines_hide_text_only_when_they_are_many_and_close() -> None:
    data = drawn(hatch, strips, struck_out_twice, grid)
    assert found(data) == [Hidden(page, How.COVERED, LETTERS) for page in (1, 2)]


def bullets_before_text(canvas: Canvas) -> None:
    canvas.setFont("ZapfDingbats", 10)
    canvas.drawString(60, 700, "nnn")
    text(canvas, y=680)


def boxes_typed_over_part(canvas: Canvas) -> None:
    text(canvas, "Secret plan")
    canvas.setFont("ZapfDingbats", 12)
    canvas.drawString(72, 700, "nnnn")


def test_boxes_that_are_glyphs_hide_what_they_are_typed_over() -> None:
    data = drawn(bullets_before_text, boxes_typed_over_part)
    assert found(data) == [Hidden(2, How.COVERED, len("Secret"))]


def changed(data: bytes, change: Callable[[pikepdf.Pdf], object]) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        change(pdf)
        pdf.save(out)
    return out.getvalue()


def test_text_beyond_the_crop_box_is_found() -> None:
    def crop(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].CropBox = Array([0, 0, 595, 650])

    assert found(changed(drawn(lines(HIDDEN)), crop)) == [Hidden(1, How.OUTSIDE, LETTERS)]


def note(**entries: object) -> Callable[[pikepdf.Pdf], object]:
    def add(pdf: pikepdf.Pdf) -> None:
        left, bottom, width, height = BOX
        rect = Array([left, bottom, left + width, bottom + height])
        held = Dictionary(Type=Name.Annot, Rect=rect, **entries)
        pdf.pages[0].Annots = Array([pdf.make_indirect(held)])

    return add


@pytest.mark.parametrize(
    ("entries", "hides"),
    [
        ({"Subtype": Name.Redact}, True),
        ({"Subtype": Name.Square, "IC": Array([0, 0, 0])}, True),
        ({"Subtype": Name.Square, "IC": Array([1, 1, 0]), "CA": 0.3}, False),
        ({"Subtype": Name.Square, "C": Array([0, 0, 0])}, False),
        ({"Subtype": Name.Highlight, "C": Array([1, 1, 0])}, False),
        ({"Subtype": Name.Link}, False),
    ],
)
def test_a_note_that_is_a_box_hides_text(entries: dict[str, object], hides: bool) -> None:
    data = changed(drawn(text), note(**entries))
    assert found(data) == ([Hidden(1, How.COVERED, LETTERS)] if hides else [])


def test_a_note_is_seen_as_it_is_drawn() -> None:
    def add(pdf: pikepdf.Pdf) -> None:
        note(Subtype=Name.Stamp)(pdf)
        box = pdf.make_stream(b"0 g 0 0 10 10 re f", BBox=Array([0, 0, 10, 10]))
        box.Type, box.Subtype = Name.XObject, Name.Form
        pdf.pages[0].Annots[0].AP = Dictionary(N=box)

    assert found(changed(drawn(text), add)) == [Hidden(1, How.COVERED, LETTERS)]
