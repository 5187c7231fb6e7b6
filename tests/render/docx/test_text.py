"""Text, links and structure in the Word file are the tree's."""

from __future__ import annotations

from dataclasses import replace

import pytest

from packgen.document.drawing import Ink
from packgen.document.nodes import Bullets, Cell, Heading, Link, Paragraph, Symbol, Text
from packgen.document.roles import Role, Shape
from packgen.document.walk import passages
from packgen.errors import BadInput
from packgen.render.docx import write_docx
from packgen.render.docx.ledger import bookmark_names
from packgen.verify.docx import read_docx
from tests.render.docx.package import civic, find, parts, xml
from tests.trees import document, para, scorecard_table


def _said(doc):
    return [(p.kind, p.text) for p in passages(doc)]


@pytest.mark.parametrize("restricted", [False, True])
@pytest.mark.parametrize("rows", [1, 3, 12])
def test_text_reads_back_in_order(restricted, rows):
    doc = document(restricted=restricted, rows=rows)
    assert read_docx(write_docx(doc, civic())).passages == _said(doc)


def test_the_reader_sees_a_lost_cell():
    doc = document()
    parts_lost = write_docx(replace(doc, blocks=doc.blocks[:-1]), civic())
    assert read_docx(parts_lost).passages != _said(doc)


def test_blanks_and_markup_survive():
    odd = '  <w:t>&amp; "quoted" \u00a0 \u2013 \U0001f600  '
    doc = replace(
        document(), blocks=(para(Role.BODY, odd), Bullets(((Text(odd),),)), para(Role.BODY, ""))
    )
    said = [("text", odd), ("item", odd), ("text", "")]
    assert read_docx(write_docx(doc, civic())).passages == said


def test_symbols_are_marked_as_such():
    data = write_docx(document(), civic())
    runs = find(xml(data), '//w:r[w:rPr/w:rStyle/@w:val="PackgenSymbol"]/w:t')
    assert runs
    glyphs = {shape.value for shape in Shape}
    assert all(run.text in glyphs for run in runs[::2])
    assert all(run.text == "\u00a0" for run in runs[1::2])
    others = find(xml(data), '//w:r[not(w:rPr/w:rStyle/@w:val="PackgenSymbol")]/w:t')
    assert not any(glyph in run.text for run in others for glyph in glyphs - {"\u2013"})


def test_what_is_withheld_has_a_tinted_block():
    """A frame and a pale ground of the symbol's colour, without a glyph that is read aloud."""
    content = (Symbol(Shape.BLOCK, Ink("p2text")), Text("tinted"))
    data = write_docx(replace(document(), blocks=(Paragraph(Role.SMALL, content),)), civic())
    chip, gap, words = find(xml(data), "//w:body//w:p[.//w:t='tinted']/w:r")
    assert find(chip, "./w:rPr/w:rStyle/@w:val") == ["PackgenSymbol"]
    (edge,), (ground,) = (find(chip, f"./w:rPr/{of}") for of in ("w:bdr/@w:color", "w:shd/@w:fill"))
    assert f"#{edge}" == civic().colours["p2text"]
    assert all(a > b for a, b in zip(bytes.fromhex(ground), bytes.fromhex(edge), strict=True))
    assert not any(find(run, "./w:t")[0].text.strip() for run in (chip, gap))
    assert find(words, "./w:t")[0].text == "tinted"


def test_headings_have_words_own_styles():
    data = write_docx(document(), civic())
    styles = find(xml(data), "//w:pStyle[starts-with(@w:val, 'Heading')]/@w:val")
    assert styles == ["Heading1", "Heading2", "Heading2", "Heading2"]
    levels = find(xml(data, "word/styles.xml"), "//w:style[w:pPr/w:outlineLvl]/@w:styleId")
    assert levels == ["Heading1", "Heading2", "Heading3", "Heading4"]


def test_lists_are_lists():
    data = write_docx(document(), civic())
    assert len(find(xml(data), '//w:p[w:pPr/w:pStyle/@w:val="ListBullet"]')) == 2
    number = find(
        xml(data, "word/styles.xml"), '//w:style[@w:styleId="ListBullet"]//w:numId/@w:val'
    )
    numbering = xml(data, "word/numbering.xml")
    assert find(numbering, f'//w:num[@w:numId="{number[0]}"]')
    assert find(numbering, "//w:numFmt/@w:val") == ["bullet"]


def test_links_lead_somewhere():
    data = write_docx(document(), civic())
    root = xml(data)
    names = find(root, "//w:bookmarkStart/@w:name")
    assert "scorecard" in names and len(set(names)) == len(names)
    assert find(root, "//w:hyperlink/@w:anchor") == ["scorecard"]
    relation = find(root, "//w:hyperlink/@r:id")[0]
    target = find(xml(data, "word/_rels/document.xml.rels"), f'//rel:*[@Id="{relation}"]')[0]
    assert target.get("Target") == "https://www.legislation.gov.uk/"
    assert target.get("TargetMode") == "External"


def test_equal_addresses_share_a_relation_and_blanks_are_escaped():
    link = Link("a", "https://example.org/a b?q=é&x=%20")
    doc = replace(document(), blocks=(Paragraph(Role.BODY, (link, link)),))
    rels = xml(write_docx(doc, civic()), "word/_rels/document.xml.rels")
    outside = find(rels, '//rel:Relationship[@TargetMode="External"]/@Target')
    assert outside == ["https://example.org/a%20b?q=%C3%A9&x=%20"]


def test_a_link_to_nowhere_is_refused():
    doc = replace(document(), blocks=(Paragraph(Role.BODY, (Link("x", "#lost"),)),))
    with pytest.raises(BadInput, match="#lost"):
        write_docx(doc, civic())


def test_bookmark_names_suit_word():
    anchors = [
        "ratings-heading",
        "ratings_heading",
        "1st",
        "Ä",
        "x" * 60,
        "x" * 61,
        "Title",
        "title",
    ]
    names = bookmark_names(anchors)
    assert len({name.lower() for name in names.values()}) == len(anchors)
    for name in names.values():
        assert len(name) <= 40 and name[0].isascii() and name[0].isalpha()
        assert name.replace("_", "a").isalnum() and name.isascii()


@pytest.mark.parametrize("lost", ["\ud800", "\ufffe", "\uffff"])
@pytest.mark.parametrize("place", ["text", "header", "title", "alt", "label"])
def test_what_xml_cannot_hold_is_refused_clearly(lost, place):
    doc, bad = document(), f"before {lost} after"
    table = scorecard_table()
    match place:
        case "text":
            doc = replace(doc, blocks=(para(Role.BODY, bad),))
        case "header":
            doc = replace(doc, running=replace(doc.running, header=(Text(bad),)))
        case "title":
            doc = replace(doc, title=bad)
        case _:
            figure = table.bodies[0].rows[1].cells[-1].figure
            if place == "alt":
                figure = replace(figure, alt=bad)
            else:
                marks = (*figure.drawing.marks[:-1], replace(figure.drawing.marks[-1], text=bad))
                figure = replace(figure, drawing=replace(figure.drawing, marks=marks))
            cells = (*table.bodies[0].rows[1].cells[:-1], Cell(figure=figure))
            rows = (*table.bodies[0].rows[:1], replace(table.bodies[0].rows[1], cells=cells))
            rows += table.bodies[0].rows[2:]
            table = replace(table, bodies=(replace(table.bodies[0], rows=rows),))
            doc = replace(doc, blocks=(table,))
    with pytest.raises(BadInput, match=f"U\\+{ord(lost):04X}"):
        write_docx(doc, civic())


def test_symbol_before_a_heading_says_nothing():
    content = (Symbol(Shape.DISC, Ink("greenshape")), Text("All green"))
    doc = replace(document(), blocks=(Heading(2, content, "green"),))
    assert read_docx(write_docx(doc, civic())).passages == [("heading", "All green")]


def test_marking_stands_on_every_page():
    for restricted, words in ((False, "PUBLIC"), (True, "NOT FOR PUBLICATION")):
        data = write_docx(document(restricted=restricted), civic())
        for part in ("word/header1.xml", "word/header2.xml"):
            text = "".join(find(xml(data, part), "//w:p//w:t/text()"))
            assert words in text
            assert ("paragraph 2" in text) is restricted
            running = part == "word/header2.xml"  # a single page goes without
            assert ("Children & Families: Performance" in text) is running
        assert ("edge" in parts(data)["word/header1.xml"].decode().lower()) is restricted


def test_footer_has_page_fields_with_results():
    data = write_docx(document(), civic())
    for part in ("word/footer1.xml", "word/footer2.xml"):
        root = xml(data, part)
        assert [t.strip() for t in find(root, "//w:instrText/text()")] == ["PAGE", "NUMPAGES"]
        assert "".join(find(root, "//w:t/text()")).endswith("Page 1 of 1")


def test_properties_are_the_documents():
    core = xml(write_docx(document(), civic()), "docProps/core.xml")
    said = {child.tag.rsplit("}", 1)[1]: child.text for child in core}
    assert said == {
        "title": "Children & Families: Performance <2023/24>",
        "subject": "Position as at end of June 2023",
        "creator": "Example Borough Council",
        "lastModifiedBy": "Example Borough Council",
        "revision": "1",
        "created": "2023-06-30T00:00:00Z",
        "modified": "2023-06-30T00:00:00Z",
        "language": "en-GB",
    }


def test_language_is_the_documents():
    data = write_docx(replace(document(), language="cy-GB"), civic())
    assert find(xml(data, "word/styles.xml"), "//w:docDefaults//w:lang/@w:val") == ["cy-GB"]
    assert find(xml(data, "word/settings.xml"), "//w:themeFontLang/@w:val") == ["cy-GB"]
