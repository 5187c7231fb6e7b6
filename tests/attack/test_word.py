"""Attacks on officers' Word reports: what an author marked exempt, or hid, reaches the public."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from docx.oxml import parse_xml
from PIL import Image as Pixels

from packgen.document.nodes import Illustration, Image
from packgen.document.written import WrittenReport
from packgen.errors import BadInput
from packgen.ingest.wordreport import read_word
from tests.ingest.wordfiles import W, paragraph, picture, run, saved, with_styles

SECRET = "Quixotic"  # noqa: S105 - a word to look for
_EXEMPT = '<w:pStyle w:val="Exempt"/>'


def as_image(data: bytes, width_pt: float, height_pt: float, alt: str) -> Image:
    return Image(data, width_pt, height_pt, alt)


def read(path: Path) -> WrittenReport:
    return read_word(path, "item-6", 482.0, as_image)


def public(report: WrittenReport) -> str:
    """All that the public would get of a report, its findings not."""
    return report.title + "".join(repr(p.blocks) for p in report.pieces if not p.exempt)


def is_kept(path: Path) -> bool:
    """Whether the secret is kept from the public, or the file refused."""
    try:
        return SECRET not in public(read(path))
    except BadInput:
        return True


def with_parts(path: Path, notes: str = "", styles: str = "") -> Path:
    """The same file with footnotes of this XML, and more styles."""
    with ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    rels, types = "word/_rels/document.xml.rels", "[Content_Types].xml"
    if notes:
        parts["word/footnotes.xml"] = f"<w:footnotes {W}>{notes}</w:footnotes>".encode()
        one = f'<Relationship Id="rIdN" Type="{base}/footnotes" Target="footnotes.xml"/>'
        parts[rels] = parts[rels].replace(b"</Relationships>", one.encode() + b"</Relationships>")
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
        part = f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/>'
        parts[types] = parts[types].replace(b"</Types>", part.encode() + b"</Types>")
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(
        b"</w:styles>", styles.encode() + b"</w:styles>"
    )
    with ZipFile(path, "w") as new:
        for name, data in parts.items():
            new.writestr(name, data)
    return path


def note(inside: str, number: int = 2) -> str:
    return f'<w:footnote w:id="{number}">{inside}</w:footnote>'


REFERENCE = '<w:r><w:footnoteReference w:id="2"/></w:r>'


def table(document: Any, *cells: str) -> None:
    inside = "".join(f"<w:tr><w:tc>{cell}</w:tc></w:tr>" for cell in cells)
    made = parse_xml(f"<w:tbl {W}><w:tblGrid><w:gridCol/></w:tblGrid>{inside}</w:tbl>")
    document.element.body.insert_element_before(made, "w:sectPr")


def p(inside: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def test_a_note_in_a_table_between_marks_is_exempt(tmp_path: Path) -> None:
    document = with_styles()
    document.add_paragraph("[Part 2]")
    table(document, p(run("head")), p(run("cell") + REFERENCE))
    document.add_paragraph("[/Part 2]")
    assert is_kept(with_parts(saved(document, tmp_path), note(p(run(SECRET)))))


def test_a_note_in_a_table_with_a_paragraph_in_the_style_exempt_is_exempt(tmp_path: Path) -> None:
    document = with_styles("Exempt")
    table(document, p(run("head")), p(run("cell") + REFERENCE, _EXEMPT))
    assert is_kept(with_parts(saved(document, tmp_path), note(p(run(SECRET)))))


def test_a_note_before_the_exempt_run_of_its_table_is_exempt(tmp_path: Path) -> None:
    document = with_styles()
    document.styles.add_style("Exempt", 2)
    table(document, p(run("head") + REFERENCE), p(run("cell", '<w:rStyle w:val="Exempt"/>')))
    assert is_kept(with_parts(saved(document, tmp_path), note(p(run(SECRET)))))


def test_a_note_whose_paragraph_is_in_the_style_exempt_is_exempt(tmp_path: Path) -> None:
    document = with_styles("Exempt")
    paragraph(document, run("Open.") + REFERENCE)
    assert is_kept(with_parts(saved(document, tmp_path), note(p(run(SECRET), _EXEMPT))))


def test_marks_in_a_note_are_seen(tmp_path: Path) -> None:
    document = with_styles()
    paragraph(document, run("Open.") + REFERENCE)
    text = run(f"[Part 2] {SECRET} [/Part 2]")
    assert is_kept(with_parts(saved(document, tmp_path), note(p(text))))


def field(instruction: str, result: str) -> str:
    def char(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    asked = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    return char("begin") + asked + char("separate") + run(result) + char("end")


@pytest.mark.parametrize("style", ["Exempt", "heading"])
def test_a_table_of_contents_tells_no_exempt_heading(tmp_path: Path, style: str) -> None:
    document = with_styles("Exempt")
    paragraph(document, field(r'TOC \o "1-3" \h \z \u', f"{SECRET} wins\t2"))
    if style == "Exempt":
        document.add_paragraph(f"{SECRET} wins", style="Exempt")
    else:
        document.add_paragraph("[Part 2]")
        document.add_heading(f"{SECRET} wins", 1)
        document.add_paragraph("[/Part 2]")
    assert is_kept(saved(document, tmp_path))


def test_a_reference_repeats_no_exempt_text(tmp_path: Path) -> None:
    document = with_styles("Exempt")
    paragraph(document, run("See ") + field(r"REF _Ref1 \h", f"{SECRET} wins"))
    start = '<w:bookmarkStart w:id="1" w:name="_Ref1"/>'
    paragraph(document, f'{start}{run(f"{SECRET} wins")}<w:bookmarkEnd w:id="1"/>', _EXEMPT)
    assert is_kept(saved(document, tmp_path))


def test_a_run_in_the_character_half_of_the_linked_style_exempt_is_exempt(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Exempt"><w:name w:val="Exempt"/>'
        '<w:link w:val="ExemptChar"/></w:style>'
        '<w:style w:type="character" w:styleId="ExemptChar"><w:name w:val="Exempt Char"/>'
        '<w:link w:val="Exempt"/></w:style>'
    )
    document = with_styles()
    paragraph(document, run("The price is ") + run(SECRET, '<w:rStyle w:val="ExemptChar"/>'))
    assert is_kept(with_parts(saved(document, tmp_path), styles=styles))


def test_a_table_in_the_style_exempt_is_exempt(tmp_path: Path) -> None:
    styles = '<w:style w:type="table" w:styleId="Exempt"><w:name w:val="Exempt"/></w:style>'
    document = with_styles()
    made = document.add_table(2, 1)
    made.cell(0, 0).text = SECRET
    made._tbl.tblPr.insert(0, parse_xml(f'<w:tblStyle {W} w:val="Exempt"/>'))
    assert is_kept(with_parts(saved(document, tmp_path), styles=styles))


def test_a_style_that_the_file_does_not_define_is_exempt_by_its_identifier(tmp_path: Path) -> None:
    document = with_styles()
    paragraph(document, run(SECRET), _EXEMPT)
    assert is_kept(saved(document, tmp_path))


@pytest.mark.parametrize(
    "properties",
    [
        '<w:highlight w:val="black"/>',
        '<w:shd w:val="clear" w:color="auto" w:fill="000000"/>',
        '<w:shd w:val="solid" w:color="000000" w:fill="auto"/>',
        '<w:color w:val="000000"/><w:highlight w:val="black"/>',
    ],
)
def test_text_blacked_out_with_a_black_ground_does_not_come_to_light(
    tmp_path: Path, properties: str
) -> None:
    document = with_styles()
    paragraph(document, run("The price is ") + run(SECRET, properties))
    assert is_kept(saved(document, tmp_path))


@pytest.mark.parametrize(
    "properties",
    [
        '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:color="auto" w:fill="FFFFFF"/>',
        '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:color="auto" w:fill="auto"/>',
        '<w:color w:val="FFFFFF"/><w:highlight w:val="white"/>',
        '<w:color w:val="FEFEFE"/>',
        '<w:color w:themeColor="background1"/>',
        '<w:rStyle w:val="Unseen"/>',
        '<w:rStyle w:val="Tiny"/>',
    ],
)
def test_text_that_nobody_sees_does_not_come_to_light(tmp_path: Path, properties: str) -> None:
    styles = (
        '<w:style w:type="character" w:styleId="Unseen"><w:name w:val="Unseen"/>'
        '<w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Tiny"><w:name w:val="Tiny"/>'
        '<w:rPr><w:sz w:val="2"/></w:rPr></w:style>'
    )
    document = with_styles()
    paragraph(document, run("The price is ") + run(SECRET, properties))
    assert is_kept(with_parts(saved(document, tmp_path), styles=styles))


@pytest.mark.parametrize("mark", ["vanish", "white"])
def test_hidden_marks_are_marks_all_the_same(tmp_path: Path, mark: str) -> None:
    properties = "<w:vanish/>" if mark == "vanish" else '<w:color w:val="FFFFFF"/>'
    document = with_styles()
    paragraph(document, run("[Part 2]", properties) + run(SECRET) + run("[/Part 2]", properties))
    assert is_kept(saved(document, tmp_path))


@pytest.mark.parametrize(
    ("opens", "closes"),
    [
        ("[Part 2 - paragraph 3]", "[End of Part 2]"),
        ("[Part 2: paragraph 3, Schedule 12A]", "[Part 2 ends]"),
        ("[PART II]", "[/PART II]"),
        ("[Part\u200b2]", "[/Part\u200b2]"),
        ("\uff3bPart 2\uff3d", "\uff3b/Part 2\uff3d"),
    ],
)
def test_a_mark_that_is_almost_one_is_refused(tmp_path: Path, opens: str, closes: str) -> None:
    document = with_styles()
    for text in (opens, SECRET, closes):
        document.add_paragraph(text)
    assert is_kept(saved(document, tmp_path))


def test_a_mark_in_the_head_of_the_page_is_refused(tmp_path: Path) -> None:
    document = with_styles()
    document.sections[0].header.paragraphs[0].text = "[Part 2]"
    document.add_paragraph(SECRET)
    assert is_kept(saved(document, tmp_path))


def test_what_is_cropped_from_a_picture_is_cropped(tmp_path: Path) -> None:
    document = with_styles()
    picture(document, "A map")
    blip = document.element.body.xpath(".//pic:blipFill")[0]
    space = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    blip.insert(1, parse_xml(f'<a:srcRect {space} l="50000"/>'))
    try:
        report = read(saved(document, tmp_path))
    except BadInput:
        return
    for piece in report.pieces:
        for block in piece.blocks:
            if isinstance(block, Illustration):
                assert isinstance(block.content, Image)
                assert Pixels.open(BytesIO(block.content.data)).width <= 20


_SHAPE = (
    '<w:r xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><w:drawing>'
    '<wp:anchor behindDoc="0"><wp:docPr id="9" name="Rectangle"/><a:graphic><a:graphicData>'
    '<wps:wsp><wps:spPr><a:solidFill><a:srgbClr val="000000"/></a:solidFill></wps:spPr></wps:wsp>'
    "</a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
)


def test_text_under_a_shape_in_front_of_it_is_refused(tmp_path: Path) -> None:
    document = with_styles()
    paragraph(document, _SHAPE + run(f"The price is {SECRET}"))
    assert is_kept(saved(document, tmp_path))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('behindDoc="0"', 'behindDoc="1"'),
        ("<a:graphic>", '<wp:wrapSquare wrapText="bothSides"/><a:graphic>'),
        ('<a:solidFill><a:srgbClr val="000000"/></a:solidFill>', "<a:noFill/>"),
    ],
)
def test_a_shape_that_covers_nothing_is_told_and_its_text_kept(
    tmp_path: Path, old: str, new: str
) -> None:
    document = with_styles()
    assert old in _SHAPE
    paragraph(document, _SHAPE.replace(old, new) + run("The price is open"))
    report = read(saved(document, tmp_path))
    assert "The price is open" in public(report)
    assert "drawings" in str(report.findings[0])


_OLD_SHAPE = (
    '<w:r xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:rect fillcolor="black" '
    'style="position:absolute;width:200pt;height:16pt;z-index:251659264"/></w:pict></w:r>'
)


@pytest.mark.parametrize("where", ["paragraph", "cell", "note"])
@pytest.mark.parametrize("shape", [_SHAPE, _OLD_SHAPE])
def test_no_shape_lies_over_text_anywhere(tmp_path: Path, where: str, shape: str) -> None:
    document = with_styles()
    hidden, notes = shape + run(f"The price is {SECRET}"), ""
    if where == "paragraph":
        paragraph(document, hidden)
    elif where == "cell":
        table(document, p(run("head")), p(hidden))
    else:
        paragraph(document, run("Open.") + REFERENCE)
        notes = note(p(hidden))
    with pytest.raises(BadInput, match="in front of the text") as raised:
        read(with_parts(saved(document, tmp_path), notes))
    assert SECRET not in str(raised.value)


@pytest.mark.parametrize("unseen", ["\u200b", "\u202e", "\u2060", "\u00ad", "\ufe0f"])
def test_a_mark_with_something_unseen_in_it_is_a_mark(tmp_path: Path, unseen: str) -> None:
    document = with_styles()
    for text in (f"[Pa{unseen}rt 2]", SECRET, f"[/P{unseen}art 2]"):
        document.add_paragraph(text)
    report = read(saved(document, tmp_path))
    assert SECRET not in public(report)
    assert any(piece.exempt for piece in report.pieces)


def test_the_linked_half_of_a_style_based_on_exempt_is_exempt(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Bid"><w:name w:val="Bid"/>'
        '<w:basedOn w:val="Exempt"/><w:link w:val="BidChar"/></w:style>'
        '<w:style w:type="character" w:styleId="BidChar"><w:name w:val="Bid Char"/></w:style>'
    )
    document = with_styles("Exempt")
    paragraph(document, run("The price is ") + run(SECRET, '<w:rStyle w:val="BidChar"/>'))
    assert is_kept(with_parts(saved(document, tmp_path), styles=styles))


def test_a_text_box_in_a_cell_is_left_out_as_elsewhere(tmp_path: Path) -> None:
    document = with_styles()
    box = f"<w:r><w:pict><w:txbxContent>{p(run(SECRET))}</w:txbxContent></w:pict></w:r>"
    table(document, p(run("head")), p(box + run("cell")))
    assert is_kept(saved(document, tmp_path))


def test_a_row_deleted_in_an_inner_table_is_left_out(tmp_path: Path) -> None:
    document = with_styles()
    gone = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{p(run(SECRET))}</w:tc></w:tr>"
    inner = f"<w:tbl><w:tblGrid><w:gridCol/></w:tblGrid>{gone}</w:tbl>"
    table(document, p(run("head")), inner + p(run("cell")))
    assert is_kept(saved(document, tmp_path))


@pytest.mark.parametrize("what", ["<w:trPr><w:hidden/></w:trPr>", ""])
def test_hidden_rows_and_deleted_cells_are_left_out(tmp_path: Path, what: str) -> None:
    document = with_styles()
    cell = "" if what else "<w:tcPr><w:cellDel/></w:tcPr>"
    rows = (
        f"<w:tr><w:tc>{p(run('head'))}</w:tc></w:tr>"
        f"<w:tr>{what}<w:tc>{cell}{p(run(SECRET))}</w:tc></w:tr>"
    )
    made = parse_xml(f"<w:tbl {W}><w:tblGrid><w:gridCol/></w:tblGrid>{rows}</w:tbl>")
    document.element.body.insert_element_before(made, "w:sectPr")
    assert is_kept(saved(document, tmp_path))


def exempt_blocks(folder: Path, name: str, *, more: bool) -> str:
    document = with_styles("Exempt")
    document.add_paragraph("[Part 2]")
    if more:
        document.add_heading("Another", 1)
        document.add_table(2, 1).cell(0, 0).text = "x"
        picture(document, "A map")
        paragraph(document, run("cell") + REFERENCE)
    document.add_paragraph("exempt")
    document.add_paragraph("[/Part 2]")
    document.add_heading("Open", 1)
    document.add_paragraph("Words.").add_run("").element.append(
        parse_xml(f'<w:footnoteReference {W} w:id="3"/>')
    )
    notes = note(p(run("exempt"))) + note(p(run("open")), 3)
    return public(read(with_parts(saved(document, folder, name), notes)))


def test_what_an_exempt_passage_holds_moves_no_public_number_or_name(tmp_path: Path) -> None:
    one, other = (exempt_blocks(tmp_path, f"{n}.docx", more=bool(n)) for n in (0, 1))
    assert one == other


def test_numbers_that_word_counts_in_an_exempt_passage_move_no_public_one(tmp_path: Path) -> None:
    def made(count: int) -> str:
        document = with_styles()
        number = document.styles["List Number"].element.pPr.numPr.numId.val
        properties = f'<w:numPr><w:numId w:val="{number}"/></w:numPr>'
        document.add_paragraph("[Part 2]")
        for _ in range(count):
            paragraph(document, run("exempt"), properties)
        document.add_paragraph("[/Part 2]")
        paragraph(document, run("open"), properties)
        return public(read(saved(document, tmp_path, f"{count}.docx")))

    assert made(1) == made(3)


def test_a_number_in_an_exempt_passage_indents_no_public_paragraph(tmp_path: Path) -> None:
    def made(properties: str) -> str:
        document = with_styles()
        document.add_paragraph("[Part 2]")
        paragraph(document, run("exempt"), properties)
        document.add_paragraph("[/Part 2]")
        document.add_paragraph("Words.")
        return public(read(saved(document, tmp_path)))

    number = with_styles().styles["List Number"].element.pPr.numPr.numId.val
    assert made("") == made(f'<w:numPr><w:numId w:val="{number}"/></w:numPr>')


@pytest.mark.parametrize("text", ["[" * 60_000, " " * 60_000 + "x"])
def test_searching_for_marks_takes_no_longer_than_reading(tmp_path: Path, text: str) -> None:
    document = with_styles()
    paragraph(document, run(text, "<w:vanish/>") + run("Open."))
    assert "Open." in public(read(saved(document, tmp_path)))
