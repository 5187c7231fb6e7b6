"""What reports are made of, as Word has it: labels, lists, panels, pictures, page references."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image as Pillow

from packgen.document.drawing import Ink
from packgen.document.nodes import (
    Block,
    Columns,
    Heading,
    Illustration,
    Image,
    Item,
    Link,
    Listing,
    PageOf,
    Panel,
    Paragraph,
    Text,
)
from packgen.document.roles import PanelKind, Role
from packgen.document.walk import passages
from packgen.render.docx import write_docx
from packgen.verify.docx import read_docx
from tests.render.docx.package import civic, find, parts, xml
from tests.render.docx.reports import BULLETED, NESTED, chart, looks, paper, picture
from tests.trees import counts_table, para


def _data(*blocks: Block) -> bytes:
    return write_docx(replace(paper("x"), blocks=blocks), civic())


def _paragraph(data: bytes, text: str):
    (found,) = find(xml(data), f"//w:body//w:p[.//w:t={text!r}]")
    return found


def test_a_report_reads_back_in_order():
    tree = paper("report")
    assert read_docx(write_docx(tree, looks()["report"])).passages == list(passages(tree))


def test_italic_and_raised_runs():
    runs = (Text("a", italic=True), Text("b", bold=True, italic=True), Text("2", raised=True))
    said = _paragraph(_data(Paragraph(Role.BODY, runs)), "a")
    looks_ = ["".join(c.tag.partition("}")[2] + " " for c in r[0]) for r in find(said, "./w:r")]
    assert looks_ == ["i ", "b i ", "vertAlign "]


def test_a_raised_link_is_a_link():
    note = Paragraph(Role.NOTE, (Text("says"),), label="1", anchor="note-1")
    data = _data(Paragraph(Role.BODY, (Link("1", "#note-1", raised=True),)), note)
    (link,) = find(xml(data), "//w:hyperlink")
    assert find(link, ".//w:rPr/*[last()]/@w:val") == ["superscript"]
    assert find(xml(data), "//w:bookmarkStart/@w:name") == find(link, "./@w:anchor") == ["note_1"]


def test_a_number_hangs_before_its_text_and_what_is_under_it_stands_as_far_in():
    data = _data(
        Heading(2, (Text("Now"),), "now", label="3"),
        replace(para(Role.BODY, "Between"), label="3.1"),
        replace(para(Role.BODY, "Under"), indented=True),
        replace(para(Role.BODY, "Long"), label="12.34.56.78.90"),
        replace(para(Role.QUOTATION, "Quoted"), indented=True),
    )
    said = {t: _paragraph(data, t) for t in ("Now", "Between", "Under", "Long", "Quoted")}
    indents = {
        text: tuple("".join(find(p, f"w:pPr/w:ind/@w:{a}")) for a in ("left", "hanging", "right"))
        for text, p in said.items()
    }
    assert indents["Now"] == indents["Between"] == ("680", "680", "")
    assert indents["Under"] == ("680", "", "0")
    left, hanging, _ = indents["Long"]
    assert left == hanging and int(left) > 680
    assert indents["Quoted"] == ("1020", "", "340")
    assert [p.text for p in read_docx(data).passages][:2] == ["3 Now", "3.1 Between"]
    assert len(find(said["Between"], ".//w:tab")) == 1


def test_what_announces_a_list_stays_with_it():
    said = [
        replace(para(Role.BODY, text), label="1")
        for text in ("These:", "Those.", "A table follows: ")
    ]
    kept = [bool(find(p, "w:pPr/w:keepNext")) for p in find(xml(_data(*said)), "//w:body/w:p")]
    assert kept == [True, False, True]


def test_a_heading_of_level_4_is_words_heading_4():
    data = _data(Heading(4, (Text("Four"),), "four"))
    assert find(_paragraph(data, "Four"), "w:pPr/w:pStyle/@w:val") == ["Heading4"]


def test_a_page_is_a_field_where_its_anchor_is_and_text_where_it_is_not():
    here = Heading(2, (Text("Here"),), "here")
    said = Paragraph(Role.BODY, (PageOf("here", text="7"), Text(" "), PageOf("away", text="9")))
    data = _data(here, said)
    assert find(xml(data), "//w:instrText/text()") == [" PAGEREF here \\h "]
    assert read_docx(data).passages[-1] == ("text", "7 9")


def _panels(data: bytes):
    return find(xml(data), "//w:tbl[w:tblPr/w:tblStyle/@w:val='PackgenPanel']")


def test_a_panel_is_a_frame_with_all_its_blocks_inside():
    inside = (para(Role.BODY, "Before"), counts_table(), NESTED, para(Role.BODY, "After"))
    data = _data(Panel(PanelKind.EXCEPTION, inside, Ink("redfill")))
    (panel,) = _panels(data)
    assert len(find(panel, ".//w:tc//w:tbl")) == 1
    assert len(find(panel, ".//w:p[w:pPr/w:numPr]")) == 7
    edges = {e.tag.partition("}")[2]: e for e in find(panel, "w:tblPr/w:tblBorders/*")}
    widths = {side: int("".join(find(e, "./@w:sz"))) for side, e in edges.items()}
    assert list(edges) == ["top", "left", "bottom", "right"]
    assert widths["left"] > 8 * widths["right"]
    assert f"#{''.join(find(edges['left'], './@w:color'))}" == civic().colours["redfill"]
    assert not find(panel, "w:tblPr/w:tblCaption | w:tr/w:trPr/w:tblHeader")


def test_panels_have_their_grounds():
    kinds = (PanelKind.ASIDE, PanelKind.EXEMPT)
    data = _data(*(Panel(kind, (para(Role.BODY, "x"),)) for kind in kinds))
    fills = [f"#{''.join(find(p, './w:tr/w:tc/w:tcPr/w:shd/@w:fill'))}" for p in _panels(data)]
    assert fills == [civic().colours[name] for name in ("colfill", "p2fill")]
    edges = [find(p, "w:tblPr/w:tblBorders/w:left/@w:color") for p in _panels(data)]
    assert edges == [[], [civic().colours["p2edge"][1:]]]
    # Word makes one table of two that touch.
    tags = [child.tag.partition("}")[2] for child in xml(data)[0]]
    assert tags == ["tbl", "p", "tbl", "p", "sectPr"]


def test_a_panel_that_fits_is_kept_whole_and_a_long_one_is_not():
    short, long = (
        Panel(PanelKind.EXEMPT, tuple(para(Role.BODY, "x") for _ in range(count)))
        for count in (3, 90)
    )
    kept = [bool(find(p, "w:tr/w:trPr/w:cantSplit")) for p in _panels(_data(short, long))]
    assert kept == [True, False]


def test_pictures_are_never_wider_than_their_room():
    wide = Image(picture("JPEG"), 900, 450, "Wide")
    data = _data(
        Illustration(wide, (), "a"),
        Illustration(chart(900), (), "b", indented=True),
        Panel(PanelKind.ASIDE, (Illustration(wide, (), "c"),)),
        Illustration(Image(picture(), 200, 100, "Small"), (), "d"),
    )
    sizes = [
        tuple(round(int(e.get(side)) / 12700, 1) for side in ("cx", "cy"))
        for e in find(xml(data), "//wp:extent")
    ]
    room = paper("x").page.text_width_pt
    assert sizes == [
        (round(room, 1), round(room / 2, 1)),
        (round(room - 34, 1), round((room - 34) / 9, 1)),
        (round(room - 22, 1), round((room - 22) / 2, 1)),
        (200.0, 100.0),
    ]
    assert find(xml(data), "//wp:docPr/@descr")[0] == "Wide"


def test_pictures_are_as_they_came_and_equal_ones_are_there_once():
    one, other = picture(), picture("JPEG")
    blocks = [
        Illustration(Image(data, 20, 10, f"Picture {n}"), (), f"p{n}")
        for n, data in enumerate((one, other, one))
    ]
    found = parts(_data(*blocks))
    media = {name: data for name, data in found.items() if "media" in name}
    assert media == {"word/media/image1.png": one, "word/media/image2.jpg": other}
    assert Pillow.open(BytesIO(media["word/media/image2.jpg"])).size == (40, 20)


def test_a_picture_stays_with_its_caption():
    data = _data(Illustration(chart(), (Text("Figure 1"),), "a"))
    shown, caption = find(xml(data), "//w:body/w:p")
    assert find(shown, "w:pPr/w:keepNext") and not find(shown, "w:pPr/w:keepNext/@w:val")
    assert find(caption, "w:pPr/w:pStyle/@w:val") == ["Caption"]
    assert find(caption, "w:pPr/w:keepNext/@w:val") == ["0"]


def test_a_table_is_never_wider_than_its_room():
    table = replace(counts_table(), indented=True)
    columns = tuple(replace(c, width_pt=400.0) for c in table.columns)
    data = _data(replace(table, columns=columns))
    width = sum(int(w) for w in find(xml(data), "//w:gridCol/@w:w"))
    room = paper("x").page.text_width_pt - 34
    assert abs(width - room * 20) <= 2
    assert find(xml(data), "//w:body/w:tbl/w:tblPr/w:tblInd/@w:w") == ["680"]


WORDS = st.text("abcdefg hij éŵ–’<&>12", min_size=1, max_size=60)
ROLES = st.sampled_from([Role.BODY, Role.QUOTATION, Role.NOTE, Role.SMALL, Role.TABLE_TEXT])
RUNS = st.lists(
    st.one_of(
        st.builds(Text, WORDS, st.booleans(), st.none(), st.booleans(), st.booleans()),
        st.builds(Link, WORDS, st.just("https://example.org/"), st.booleans()),
        st.builds(PageOf, st.sampled_from(["h0", "away"]), st.just(False), st.just("12")),
    ),
    min_size=1,
    max_size=3,
).map(tuple)
TEXTS = st.builds(
    Paragraph, ROLES, RUNS, st.none(), st.sampled_from(["", "3.1", "12.34.56.78"]), st.booleans()
)
LISTS = st.builds(
    lambda texts, ordered, indented: Listing(
        tuple(Item(f"{n}.", tuple(t), n % 2) for n, t in enumerate(texts)), ordered, indented
    ),
    st.lists(st.lists(RUNS, min_size=1, max_size=2), min_size=1, max_size=4),
    st.booleans(),
    st.booleans(),
)
FLAT = st.one_of(TEXTS, LISTS)
PANELS = st.builds(
    lambda kind, blocks: Panel(kind, blocks, Ink("redfill") if kind.name == "EXCEPTION" else None),
    st.sampled_from(list(PanelKind)),
    st.lists(FLAT, min_size=1, max_size=3).map(tuple),
)
PARTS = st.lists(st.one_of(FLAT, PANELS), max_size=3).map(tuple)
COLUMNS = st.builds(lambda a, b: Columns((0.5, 0.5), (a, b)), PARTS, PARTS)


@given(st.lists(st.one_of(FLAT, PANELS, COLUMNS), max_size=5))
@settings(max_examples=60, deadline=None)
def test_any_tree_reads_back(blocks):
    tree = replace(paper("x"), blocks=(*blocks, Heading(2, (Text("End"),), "h0"), BULLETED))
    assert read_docx(write_docx(tree, civic())).passages == list(passages(tree))
