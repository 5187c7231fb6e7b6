"""What a report's nodes look like on the page, and in the structure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import page
import pikepdf
import pypdfium2
import pytest

from packgen.document.drawing import Ink
from packgen.document.nodes import (
    Block,
    Document,
    Heading,
    Illustration,
    Image,
    Item,
    Link,
    Listing,
    Panel,
    Paragraph,
    Text,
)
from packgen.document.roles import PanelKind, Role
from packgen.errors import BadInput
from packgen.render.lines import HANG_PT
from packgen.render.pdf import write_pdf
from packgen.verify.pdf import page_texts, read_pdf
from tests.render.pdf.volumes import (
    A4,
    LONG,
    chart,
    image,
    paper,
    picture,
    report,
    styles,
    text_table,
)
from tests.trees import para

MEASURE = 0.6


def made(*blocks: Block) -> bytes:
    return write_pdf(paper("A report", *blocks), styles()["report"])


def body(text: str, label: str = "", *, indented: bool = False) -> Paragraph:
    return replace(para(Role.BODY, text), label=label, indented=indented)


def lines(count: int) -> list[Paragraph]:
    return [body("A line of text.") for _ in range(count)]


def glyphs(data: bytes, index: int = 0) -> list[tuple[str, float, float, float]]:
    """A page's characters: left edge, lower edge, right edge."""
    with pypdfium2.PdfDocument(data) as pdf:
        text = pdf[index].get_textpage()
        boxes = [
            (text.get_text_range(n, 1), text.get_charbox(n)) for n in range(text.count_chars())
        ]
    return [(char, box[0], box[1], box[2]) for char, box in boxes if char.strip()]


def left_of(data: bytes, words: str, index: int = 0) -> float:
    """Where the first of some words begins, from the margin."""
    found = glyphs(data, index)
    at = "".join(char for char, *_ in found).index(words.replace(" ", ""))
    return found[at][1] - A4.left_pt


def elements(data: bytes, tag: str) -> Iterator[pikepdf.Object]:
    with pikepdf.open(BytesIO(data)) as pdf:
        yield from [
            held
            for held in pdf.objects
            if isinstance(held, pikepdf.Dictionary) and held.get("/S") == tag and "/P" in held
        ]


def fonts_of(data: bytes) -> set[str]:
    with pikepdf.open(BytesIO(data)) as pdf:
        fonts = pdf.pages[0].Resources.Font.values()
        return {str(font.BaseFont).split("+")[1] for font in fonts}


def test_italics_are_set_in_italic_fonts() -> None:
    text = (Text("so ", italic=True), Text("and so", bold=True, italic=True))
    data = made(Paragraph(Role.BODY, text))
    assert {"LiberationSans-Italic", "LiberationSans-BoldItalic"} <= fonts_of(data)
    assert read_pdf(data).passages[0].text == "so and so"
    assert "LiberationSans-Italic" not in fonts_of(made(body("so")))


def test_a_raised_number_is_smaller_and_higher_and_not_underlined() -> None:
    note = Paragraph(Role.NOTE, (Text("A note."),), label="1", anchor="note-1")
    data = made(para(Role.BODY, "Text", Link("7", "#note-1", raised=True), Text("8", raised=True)),
                note)  # fmt: skip
    found = {char: (low, right - left) for char, left, low, right in glyphs(data)}
    assert found["7"][0] > found["T"][0] + 2
    assert found["8"][0] == pytest.approx(found["7"][0], abs=0.3)
    assert found["7"][1] < 0.7 * found["1"][1] * 11 / 9 + 1
    assert [str(e.ID) for e in elements(data, "/Note")] == ["note-1"]
    with pikepdf.open(BytesIO(data)) as pdf:
        content = pdf.pages[0].Contents.read_bytes()
    assert content.count(b" Ts ") == 4


def test_labels_hang_before_their_text() -> None:
    data = made(
        Heading(2, (Text("Xheading"),), "h", label="3"),
        body("Yfirst " + LONG, "3.1"),
        body("Zunder", indented=True),
        body("Wlong", "10.10.10.10"),
    )
    for words in ("Xheading", "Yfirst", "Zunder"):
        assert left_of(data, words) == pytest.approx(HANG_PT, abs=1.5)
    assert left_of(data, "3.1Yfirst") == pytest.approx(0, abs=1)
    assert left_of(data, "Wlong") > HANG_PT + 10
    assert [p.text for p in read_pdf(data).passages][:2] == ["3 Xheading", f"3.1 Yfirst {LONG}"]


def test_a_list_in_a_list_stands_in_its_items_body() -> None:
    def item(label: str, *texts: str, level: int = 0) -> Item:
        return Item(label, tuple((Text(t),) for t in texts), level)

    items = (item("a)", "one", "more"), item("i.", "in", level=1), item("b)", "two"))
    data = made(Listing(items, ordered=True, indented=True), Listing((item("•", "dot"),)))
    kinds = {str(e.A.ListNumbering): str(e.P.S) for e in elements(data, "/L")}
    assert kinds == {
        "/LowerAlpha": "/Document",
        "/LowerRoman": "/LBody",
        "/Disc": "/Document",
    }
    assert [(p.kind, p.text) for p in read_pdf(data).passages] == [
        ("item", text) for text in ("one", "more", "in", "two", "dot")
    ]
    assert left_of(data, "a)") == pytest.approx(HANG_PT, abs=1)
    assert left_of(data, "one") == pytest.approx(left_of(data, "more"), abs=1)
    assert left_of(data, "one") < left_of(data, "in") - 8


def test_paragraphs_are_broken_with_lines_enough_on_both_sides() -> None:
    broken = set()
    for count in range(34, 56):
        data = made(*lines(count), body(f"The long one. {LONG * 4}".strip()))
        per_page = [_lines_of_long(data, n) for n in range(len(page_texts(data)))]
        parts = tuple(number for number in per_page if number)
        assert sum(parts) == 8
        if len(parts) > 1:
            assert parts[0] >= 3
            assert parts[1] >= 2
            broken.add(parts)
    assert broken == {(3, 5), (4, 4), (5, 3), (6, 2)}


def _lines_of_long(data: bytes, index: int) -> int:
    """How many lines of the long paragraph a page has: by its other lines' words."""
    with pypdfium2.PdfDocument(data) as pdf:
        text = pdf[index].get_textpage().get_text_range()
    body_lines = text.splitlines()
    return sum(
        1
        for line in body_lines
        if line.strip()
        and "A line of text." not in line
        and not any(words in line for words in ("Example Borough", "PUBLIC", "April 2024", "Page "))
    )


@pytest.mark.parametrize("count", range(36, 50, 2))
def test_a_heading_goes_with_the_panel_after_it(count: int) -> None:
    panel = Panel(PanelKind.ASIDE, (body("Aside. " * 60), body("More. " * 60)))
    data = made(*lines(count), Heading(2, (Text("Stays"),), "stays"), panel)
    pages = [" ".join(p.marked.values()) for p in page_texts(data)]
    (heading,) = [n for n, text in enumerate(pages) if "Stays" in text]
    assert "Aside." in pages[heading]


def test_an_announcing_paragraph_goes_with_its_list() -> None:
    listing = Listing((Item("•", ((Text("the return"),),)),), indented=True)
    for count in range(40, 56):
        data = made(*lines(count), body("These were relied on:", "3.1"), listing)
        pages = [" ".join(p.marked.values()) for p in page_texts(data)]
        assert any("relied on:" in text and "the return" in text for text in pages)


@pytest.mark.parametrize("kind", PanelKind)
def test_a_panel_goes_on_over_pages_with_its_ground_on_each(kind: PanelKind) -> None:
    ink = Ink("redfill") if kind is PanelKind.EXCEPTION else None
    data = made(Panel(kind, tuple(body(LONG * 3) for _ in range(30)), ink), body("After it."))
    style = styles()["report"]
    token = {
        PanelKind.ASIDE: Ink("colfill"),
        PanelKind.EXCEPTION: Ink("redfill"),
        PanelKind.EXEMPT: Ink("p2edge"),
    }[kind]
    operator = " ".join(f"{channel:.4g}" for channel in style.rgb(token)) + " rg"
    with pikepdf.open(BytesIO(data)) as pdf:
        contents = [p.Contents.read_bytes().decode("latin-1") for p in pdf.pages]
    assert len(contents) > 2
    assert all(operator in content for content in contents)
    assert left_of(data, "Between") > 8


def test_a_short_panel_is_not_broken() -> None:
    panel = Panel(PanelKind.EXEMPT, (body("First of it."), body("Last of it.")))
    for count in range(30, 56):
        pages = [" ".join(p.marked.values()) for p in page_texts(made(*lines(count), panel))]
        assert any("First of it." in text and "Last of it." in text for text in pages)


def _pictures(data: bytes) -> list[pikepdf.Object]:
    with pikepdf.open(BytesIO(data)) as pdf:
        return [o for o in pdf.objects if isinstance(o, pikepdf.Stream) and "/Width" in o]


@pytest.mark.parametrize(
    ("kind", "mode", "coded", "space"),
    [
        ("JPEG", "RGB", True, "/DeviceRGB"),
        ("JPEG", "L", True, "/DeviceGray"),
        ("JPEG", "CMYK", False, "/DeviceRGB"),
        ("PNG", "RGB", False, "/DeviceRGB"),
        ("PNG", "L", False, "/DeviceGray"),
        ("PNG", "LA", False, "/DeviceGray"),
        ("PNG", "RGBA", False, "/DeviceRGB"),
        ("PNG", "P", False, "/DeviceRGB"),
        ("PNG", "1", False, "/DeviceGray"),
    ],
)
def test_pictures_are_embedded(kind: str, mode: str, coded: bool, space: str) -> None:
    data = made(Illustration(image(kind, mode), (Text("Figure 1"),), "f"))
    with pikepdf.open(BytesIO(data)) as pdf:
        (held,) = [o for o in pdf.objects if isinstance(o, pikepdf.Stream) and "/Width" in o]
        assert str(held.ColorSpace) == space
        assert (str(held.Filter) == "/DCTDecode") is coded
        if coded:
            assert held.read_raw_bytes() == picture(kind, mode)
    for profile in ("ua1", "2a"):
        assert page.validate_pdf_bytes(data, profile=profile).rules.failed == 0
    assert [(p.kind, p.text) for p in read_pdf(data).passages] == [
        ("alt", f"A gradient as {kind} in {mode}."),
        ("text", "Figure 1"),
    ]


def test_what_a_jpeg_says_besides_its_dots_is_left_out() -> None:
    from PIL import Image as Pillow

    out = BytesIO()
    exif = Pillow.Exif()
    exif[0x010E] = "said by the camera"
    Pillow.open(BytesIO(picture())).save(out, "JPEG", exif=exif, comment=b"said in a comment")
    assert b"said by the camera" in out.getvalue()
    data = made(Illustration(Image(out.getvalue(), 90, 45, "A picture."), (), "f"))
    with pikepdf.open(BytesIO(data)) as pdf:
        (held,) = [o for o in pdf.objects if isinstance(o, pikepdf.Stream) and "/Width" in o]
        assert str(held.Filter) == "/FlateDecode"
        assert len(held.read_bytes()) == 60 * 30 * 3
    assert b"said" not in data


def test_clear_parts_are_white() -> None:
    from PIL import Image as Pillow

    out = BytesIO()
    Pillow.new("RGBA", (4, 4), (255, 0, 0, 0)).save(out, "PNG")
    data = made(Illustration(Image(out.getvalue(), 90, 90, "Nothing."), (), "f"))
    with pikepdf.open(BytesIO(data)) as pdf:
        (held,) = [o for o in pdf.objects if isinstance(o, pikepdf.Stream) and "/Width" in o]
        assert set(held.read_bytes()) == {255}


def test_a_picture_that_is_none_is_refused() -> None:
    with pytest.raises(BadInput, match="can't be read"):
        made(Illustration(Image(b"\x89PNG no", 90, 90, "A picture."), (), "f"))


def _boxes(data: bytes) -> list[list[float]]:
    return [[float(x) for x in e.A.BBox] for e in elements(data, "/Figure")]


@pytest.mark.parametrize("size", [(900, 300), (300, 2000), (4000, 4000), (90, 60)])
def test_what_is_too_large_is_scaled_to_the_room(size: tuple[float, float]) -> None:
    data = made(
        Illustration(chart(*size), (Text("A chart"),), "c"),
        Illustration(image(width=size[0], height=size[1]), (), "p", indented=True),
    )
    assert len(_boxes(data)) == 2
    for left, bottom, right, top in _boxes(data):
        assert A4.left_pt <= left < right <= A4.width_pt - A4.right_pt + MEASURE
        assert A4.bottom_pt - 9 <= bottom < top <= A4.height_pt - A4.top_pt + MEASURE
        assert (right - left) / (top - bottom) == pytest.approx(size[0] / size[1], rel=0.01)
        assert right - left <= size[0] + MEASURE


def test_a_chart_stands_whole_on_one_page_with_its_caption() -> None:
    for count in range(24, 50, 3):
        data = made(*lines(count), Illustration(chart(), (Text("The caption"),), "c"))
        ((_, bottom, _, top),) = _boxes(data)
        assert A4.bottom_pt - 9 <= bottom < top
        pages = page_texts(data)
        with_chart = [n for n, p in enumerate(pages) if "Jun-23 – Dec-23" in p.marked.values()]
        assert "The caption" in pages[with_chart[0]].marked.values()


def test_an_indented_table_stands_under_its_paragraphs_text() -> None:
    data = made(body("First " + LONG, "2.1"), text_table("t"))
    assert left_of(data, "Table 1") == pytest.approx(HANG_PT, abs=1)
    assert left_of(data, "Indicator") > HANG_PT


def test_a_whole_report_can_stand_alone() -> None:
    document: Document = report("r", restricted=True)
    data = write_pdf(document, styles()["report"])
    assert len(read_pdf(data).passages) > 40
    for profile in ("ua1", "2a"):
        assert page.validate_pdf_bytes(data, profile=profile).rules.failed == 0
