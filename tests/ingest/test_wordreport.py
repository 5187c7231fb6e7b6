"""Officers' Word reports: what comes over, what is left behind and told, what is exempt."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx.oxml import parse_xml

from packgen.document.nodes import (
    Heading,
    Illustration,
    Image,
    Link,
    Listing,
    Paragraph,
    Table,
    Text,
)
from packgen.document.roles import Role
from packgen.document.walk import labelled, plain
from packgen.document.written import WrittenReport
from packgen.errors import BadInput
from packgen.ingest.wordnumbers import Numbers, Within
from packgen.ingest.wordreport import read_word
from packgen.ingest.wordtree import Node
from tests.ingest.wordfiles import W, paragraph, picture, run, saved, with_styles


def as_image(data: bytes, width_pt: float, height_pt: float, alt: str) -> Image | None:
    return Image(data, width_pt, height_pt, alt) if data.startswith(b"\x89PNG") else None


def read(path: Path) -> WrittenReport:
    return read_word(path, "item-6", 482.0, as_image)


def texts(report: WrittenReport, *, exempt: bool) -> list[str]:
    return [
        labelled(block.label, block.content)
        for piece in report.pieces
        if piece.exempt is exempt
        for block in piece.blocks
        if isinstance(block, Heading | Paragraph)
    ]


def told(report: WrittenReport) -> str:
    return "\n".join(map(str, report.findings))


def test_headings_lists_and_emphasis_come_over(tmp_path: Path) -> None:
    document = with_styles()
    document.add_heading("School places", 0)
    document.add_heading("Current position", 1)
    body = document.add_paragraph("Offers rose ")
    body.add_run("sharply").bold = True
    body.add_run(" this year.")
    document.add_paragraph("first", style="List Bullet")
    document.add_paragraph("second", style="List Bullet")
    document.add_paragraph("one", style="List Number")
    document.add_paragraph("two", style="List Number")
    report = read(saved(document, tmp_path))
    title, heading, text, bullets, numbers = report.pieces[0].blocks
    assert report.title == "School places"
    assert isinstance(title, Heading) and title.level == 1
    assert isinstance(heading, Heading) and heading.level == 2
    assert isinstance(text, Paragraph)
    assert text.content == (Text("Offers rose "), Text("sharply", bold=True), Text(" this year."))
    assert isinstance(bullets, Listing) and not bullets.ordered
    assert [plain(item.paragraphs[0]) for item in bullets.items] == ["first", "second"]
    assert isinstance(numbers, Listing) and numbers.ordered
    assert [item.label for item in numbers.items] == ["1.", "2."]
    assert not report.findings


def test_what_word_counts_is_printed_as_word_prints_it(tmp_path: Path) -> None:
    document = with_styles()
    number = document.styles["List Number"].element.pPr.numPr.numId.val
    for text in ("alpha", "beta", "gamma"):
        paragraph(document, run(text), f'<w:numPr><w:numId w:val="{number}"/></w:numPr>')
    report = read(saved(document, tmp_path))
    assert texts(report, exempt=False) == ["1 alpha", "2 beta", "3 gamma"]


def test_deletions_comments_and_hidden_text_never_survive_and_are_told(tmp_path: Path) -> None:
    document = with_styles()
    paragraph(
        document,
        run("Costs are ")
        + '<w:del w:id="1" w:author="Jo Bloggs"><w:r><w:delText>£1.4m </w:delText></w:r></w:del>'
        + '<w:ins w:id="2" w:author="Jo Bloggs">'
        + run("rising")
        + "</w:ins>"
        + run(" CANARY-HIDDEN", "<w:vanish/>")
        + run(" CANARY-WHITE", '<w:color w:val="FFFFFF"/>')
        + run(" CANARY-DOT", '<w:sz w:val="2"/>')
        + run(".")
        + '<w:r><w:commentReference w:id="3"/></w:r>',
    )
    report = read(saved(document, tmp_path))
    assert texts(report, exempt=False) == ["Costs are rising."]
    for word in ("tracked deletions", "tracked insertions", "hidden text (3)", "comments"):
        assert word in told(report)
    assert "CANARY" not in told(report) and "Bloggs" not in told(report)


@pytest.mark.parametrize("style", ["Exempt", "EXEMPT"])
def test_a_paragraph_in_the_style_exempt_is_exempt(tmp_path: Path, style: str) -> None:
    document = with_styles(style)
    document.add_paragraph("Open.")
    document.add_paragraph("The bid is from Acme Ltd.", style=style)
    document.add_paragraph("Open again.")
    report = read(saved(document, tmp_path))
    assert texts(report, exempt=False) == ["Open.", "Open again."]
    assert texts(report, exempt=True) == ["The bid is from Acme Ltd."]


def test_a_style_based_on_exempt_is_exempt(tmp_path: Path) -> None:
    document = with_styles("Exempt", "Bid")
    document.styles["Bid"].base_style = document.styles["Exempt"]
    document.add_paragraph("The bid.", style="Bid")
    assert texts(read(saved(document, tmp_path)), exempt=True) == ["The bid."]


def test_between_the_marks_everything_is_exempt(tmp_path: Path) -> None:
    document = with_styles()
    for text in (
        "Open.",
        "[Part 2: paragraphs 1 and 3]",
        "Name one.",
        "Name two.",
        "[/Part 2]",
        "Open again.",
        "Kept open until [PART 2] one name [ /part 2 ] is named.",
    ):
        document.add_paragraph(text)
    table = document.add_table(1, 1)
    table.cell(0, 0).text = "an open table"
    report = read(saved(document, tmp_path))
    assert texts(report, exempt=False) == ["Open.", "Open again."]
    assert texts(report, exempt=True) == [
        "Name one.",
        "Name two.",
        "Kept open until one name is named.",
    ]
    assert [p.paragraphs for p in report.pieces if p.exempt] == [(1, 3), ()]
    assert isinstance(report.pieces[-1].blocks[-1], Table) and not report.pieces[-1].exempt


def test_marks_broken_over_runs_are_seen(tmp_path: Path) -> None:
    document = with_styles()
    paragraph(document, run("[Pa") + run("rt", "<w:b/>") + run(" 2]") + run("A name."))
    paragraph(document, run("Another.[/") + run("Part 2]", "<w:i/>"))
    report = read(saved(document, tmp_path))
    assert texts(report, exempt=False) == []
    assert texts(report, exempt=True) == ["A name.", "Another."]


@pytest.mark.parametrize(
    ("lines", "what"),
    [
        (["[Part 2]", "A name."], "is never closed"),
        (["A name.", "[/Part 2]"], "closes nothing"),
        (["[Part 2]", "A.", "[Part 2]", "B.", "[/Part 2]"], "stands in the passage of"),
    ],
)
def test_marks_that_dont_pair_are_refused(tmp_path: Path, lines: list[str], what: str) -> None:
    document = with_styles()
    for line in lines:
        document.add_paragraph(line)
    with pytest.raises(BadInput, match="report") as raised:
        read(saved(document, tmp_path))
    assert what in str(raised.value)
    assert "A name" not in str(raised.value)


def test_a_table_with_one_exempt_cell_is_exempt_whole(tmp_path: Path) -> None:
    document = with_styles("Exempt")
    table = document.add_table(2, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "School", "Places"
    table.cell(1, 0).text = "North"
    table.cell(1, 1).paragraphs[0].text = "4"
    table.cell(1, 1).paragraphs[0].style = "Exempt"
    report = read(saved(document, tmp_path))
    assert [piece.exempt for piece in report.pieces] == [True]


def test_merged_cells_keep_their_spans(tmp_path: Path) -> None:
    document = with_styles()
    table = document.add_table(3, 3)
    for row in range(3):
        for column in range(3):
            table.cell(row, column).text = f"{row}{column}"
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(1, 0).merge(table.cell(2, 0))
    found = read(saved(document, tmp_path)).pieces[0].blocks[0]
    assert isinstance(found, Table)
    assert found.head[0].cells[1].colspan == 2
    assert found.bodies[0].rows[0].cells[0].rowspan == 2
    assert len(found.bodies[0].rows[1].cells) == 2
    assert found.width_pt == pytest.approx(482.0)


def test_pictures_need_words(tmp_path: Path) -> None:
    document = with_styles()
    picture(document, "A map of the schools")
    picture(document, "")
    report = read(saved(document, tmp_path))
    shown = [b for p in report.pieces for b in p.blocks if isinstance(b, Illustration)]
    assert [block.content.alt for block in shown] == ["A map of the schools"]
    assert "pictures without alternative text" in told(report)


def test_links_keep_their_addresses_and_others_their_text(tmp_path: Path) -> None:
    document = with_styles()
    relation = document.part.relate_to(
        "https://council.example/report",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
        is_external=True,
    )
    space = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    paragraph(document, f'<w:hyperlink {space} r:id="{relation}">{run("the report")}</w:hyperlink>')
    block = read(saved(document, tmp_path)).pieces[0].blocks[0]
    assert isinstance(block, Paragraph)
    assert block.content == (Link("the report", "https://council.example/report"),)


def test_no_word_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    path.write_bytes(b"PK\x03\x04 not a zip")
    with pytest.raises(BadInput, match="damaged"):
        read(path)


def test_a_quotation_and_a_caption(tmp_path: Path) -> None:
    document = with_styles()
    document.add_paragraph("They said so.", style="Quote")
    document.add_paragraph("Table 1: places", style="Caption")
    document.add_table(2, 1).cell(0, 0).text = "x"
    quote, table = read(saved(document, tmp_path)).pieces[0].blocks
    assert isinstance(quote, Paragraph) and quote.role is Role.QUOTATION
    assert isinstance(table, Table) and table.caption == "Table 1: places" and table.caption_shown


def test_an_exempt_passage_takes_one_number_and_counts_below_it(tmp_path: Path) -> None:
    document = with_styles("Exempt")
    number = document.styles["List Number"].element.pPr.numPr.numId.val
    counted = f'<w:numPr><w:numId w:val="{number}"/></w:numPr>'
    exempt = f'<w:pStyle w:val="Exempt"/>{counted}'
    for text, properties in (
        ("alpha", counted),
        ("beta", exempt),
        ("gamma", exempt),
        ("delta", counted),
        ("epsilon", exempt),
        ("zeta", counted),
    ):
        paragraph(document, run(text), properties)
    report = read(saved(document, tmp_path))
    assert texts(report, exempt=False) == ["1 alpha", "3 delta", "5 zeta"]
    assert texts(report, exempt=True) == ["2.1 beta", "2.2 gamma", "4.1 epsilon"]
    assert [piece.label for piece in report.pieces] == ["", "2", "", "4", ""]


def leveled(*levels: str) -> Numbers:
    """One list (1) with decimal levels of these texts."""

    def of(name: str, *kids: Node, **attributes: str) -> Node:
        return Node(name, attributes, kids=[*kids])

    made = [
        of("lvl", of("numFmt", val="decimal"), of("lvlText", val=text), ilvl=str(place))
        for place, text in enumerate(levels)
    ]
    home = of("num", of("abstractNumId", val="0"), numId="1")
    return Numbers(of("numbering", of("abstractNum", *made, abstractNumId="0"), home))


@pytest.mark.parametrize(
    ("passage", "printed", "following"),
    [
        ([1], ["1.2.1"], ["1.3", "2"]),
        ([1, 1, 1], ["1.2.1", "1.2.2", "1.2.3"], ["1.3", "2"]),
        ([1, 2, 2, 1], ["1.2.1", "1.2.1.1", "1.2.1.2", "1.2.2"], ["1.3", "2"]),
        ([1, 0, 1], ["1.2.1", "1.2.2", "1.2.3"], ["1.3", "2"]),
    ],
)
def test_a_passage_counts_below_the_level_that_it_begins_with(
    passage: list[int], printed: list[str], following: list[str]
) -> None:
    numbers, within = leveled("%1", "%1.%2", "%1.%2.%3"), Within()

    def label(level: int, inside: Within | None = None) -> str:
        found = numbers.label("1", level, inside)
        return found.text if found else ""

    assert [label(0), label(1)] == ["1", "1.1"]
    assert [label(level, within) for level in passage] == printed
    assert [label(1), label(0)] == following


@pytest.mark.xfail(strict=True, reason="a passage that takes a heading's number, text below it")
def test_no_public_number_is_one_of_a_passage_s_own() -> None:
    numbers, within = leveled("%1", "%1.%2", "%1.%2.%3"), Within()
    own = [numbers.label("1", level, within) for level in (0, 1, 1)]
    following = numbers.label("1", 1)
    assert following is not None
    assert following.text not in [label.text for label in own if label]


def test_items_of_a_list_in_a_passage_are_labelled_as_word_labels_them(tmp_path: Path) -> None:
    document = with_styles()
    document.add_paragraph("[Part 2]")
    document.add_paragraph("first", style="List Number")
    document.add_paragraph("second", style="List Number")
    document.add_paragraph("[/Part 2]")
    (listing,) = read(saved(document, tmp_path)).pieces[0].blocks
    assert isinstance(listing, Listing)
    assert [item.label for item in listing.items] == ["1.", "2."]


@pytest.mark.parametrize(
    ("odd", "printed"),
    [
        ("985\u202e", "985"),
        ("9\u200b8\u20665", "985"),
        ("9\u00ad85\ufeff", "985"),
        ("9\u20288\u20295", "9 8 5"),
        ("985\u007f", "985"),
    ],
)
def test_characters_that_nobody_sees_are_left_out_and_told(
    tmp_path: Path, odd: str, printed: str
) -> None:
    document = with_styles()
    document.add_paragraph(f"The price is {odd}")
    report = read(saved(document, tmp_path))
    assert texts(report, exempt=False) == [f"The price is {printed}"]
    assert "characters that can't be seen" in told(report)


def test_letters_of_other_scripts_stay(tmp_path: Path) -> None:
    document = with_styles()
    document.add_paragraph("Siân, Łódź, ગુજરાતી, العربية")
    report = read(saved(document, tmp_path))
    assert texts(report, exempt=False) == ["Siân, Łódź, ગુજરાતી, العربية"]
    assert not report.findings


def test_a_lock_file_and_an_empty_one_are_told_apart_from_a_damaged_one(tmp_path: Path) -> None:
    lock, empty = tmp_path / "~$report.docx", tmp_path / "report.docx"
    lock.write_bytes(b"\x05Jo Ash")
    empty.write_bytes(b"")
    with pytest.raises(BadInput, match=r"is Word's lock file — name the report itself"):
        read(lock)
    with pytest.raises(BadInput, match="is empty"):
        read(empty)


@pytest.mark.parametrize("style", ["Exempt Text", "exempt (paragraph 3)", "Exempt1"])
def test_a_style_whose_name_begins_with_exempt_is_exempt(tmp_path: Path, style: str) -> None:
    document = with_styles(style)
    document.add_paragraph("Open.")
    document.add_paragraph("The bid.", style=style)
    report = read(saved(document, tmp_path))
    assert texts(report, exempt=False) == ["Open."]
    assert texts(report, exempt=True) == ["The bid."]


def test_the_text_above_and_below_the_pages_is_told(tmp_path: Path) -> None:
    document = with_styles()
    document.add_paragraph("Open.")
    document.sections[0].header.paragraphs[0].text = "Draft for the committee"
    document.sections[0].footer.paragraphs[0].text = "3"
    report = read(saved(document, tmp_path))
    assert told(report).count("headers or footers with text") == 1
    assert "headers or footers with text (2)" not in told(report)
    assert "Draft" not in told(report)


def test_a_report_without_any_text_is_told(tmp_path: Path) -> None:
    document = with_styles()
    document.add_paragraph(" ")
    assert "no text at all" in told(read(saved(document, tmp_path)))
    document.add_paragraph("Words.")
    assert not read(saved(document, tmp_path)).findings


def test_styles_based_on_thousands_are_read(tmp_path: Path) -> None:
    document = with_styles("Exempt")
    styles = document.styles.element
    before = "Exempt"
    for place in range(3000):
        based = f'<w:basedOn w:val="{before}"/>'
        before = f"S{place}"
        name = f'<w:name w:val="Style {place}"/>'
        style = f'<w:style {W} w:type="paragraph" w:styleId="{before}">{name}{based}</w:style>'
        styles.append(parse_xml(style))
    for place in range(300):
        paragraph(document, run("The bid."), f'<w:pStyle w:val="S{2999 - place}"/>')
    report = read(saved(document, tmp_path))
    assert not texts(report, exempt=False) and len(texts(report, exempt=True)) == 300


def test_styles_based_on_one_another_in_a_ring_are_exempt_where_one_is(tmp_path: Path) -> None:
    document = with_styles("Exempt", "Bid")
    document.styles["Bid"].base_style = document.styles["Exempt"]
    document.styles["Exempt"].base_style = document.styles["Bid"]
    document.add_paragraph("The bid.", style="Bid")
    assert texts(read(saved(document, tmp_path)), exempt=True) == ["The bid."]
