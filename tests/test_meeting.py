"""A whole meeting: one numbering over both packs, in the agenda, on the pages and in bookmarks."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import docx
import pikepdf
import pypdfium2 as pdfium
import pytest

from packgen.errors import BadInput, BuildStopped
from tests.agendas import EXAMPLE, build, example, meeting, part2_pdf, public_pdf
from tests.ingest.wordfiles import paragraph, run, saved, with_styles

REPORT = """
[[item]]
title = "A report"
kind = "report"
file = "report.md"
"""


def texts(path: Path) -> list[str]:
    with pdfium.PdfDocument(path) as pdf:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in pdf]


def bookmarks(path: Path) -> dict[str, str]:
    """The titles of the outermost bookmarks -> the numbers of the pages that they lead to."""
    with pikepdf.open(path) as pdf:
        labels = {page.obj.objgen: page.label for page in pdf.pages}
        names = pdf.Root.get("/Dests", {})
        found = {}
        with pdf.open_outline() as outline:
            for item in outline.root:
                to = item.destination
                to = names[str(to)] if not isinstance(to, pikepdf.Array) else to
                found[item.title] = labels[to[0].objgen]
        return found


NAME = "example-meeting"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("out")
    build(EXAMPLE, folder)
    return folder


PAGES = re.compile(r"\(Pages? (\d+)(?: – (\d+))?\)")


def test_the_agenda_names_the_pages_that_its_papers_stand_on(out: Path) -> None:
    pages = texts(public_pdf(out, NAME))
    agenda = " ".join(pages[:2])
    told = json.loads((out / NAME / "manifest.json").read_text("utf-8"))["papers"]
    wanted = [(p["first"], p["last"]) for p in told if p["public"] and p["item"]]
    wanted += [(p["first"], p["last"]) for p in told if not p["public"] and p["item"]]
    found = [(first, last or first) for first, last in PAGES.findall(agenda)]
    assert found == wanted
    for paper in told:
        if paper["public"]:
            first = pages[int(paper["first"]) - 1]
            assert f"Page {paper['first']}" in first


def test_every_page_carries_its_number_and_part_2_goes_on(out: Path) -> None:
    public, exempt = (
        texts(public_pdf(out, NAME)),
        texts(part2_pdf(out, NAME)),
    )
    for number, text in enumerate(public, 1):
        assert f"Page {number} of {len(public)}" in text
    for number, text in enumerate(exempt, len(public) + 1):
        assert f"page {number} of {len(public) + len(exempt)}" in text
        assert "NOT FOR PUBLICATION" in text


def test_bookmarks_lead_to_the_pages_that_the_agenda_names(out: Path) -> None:
    found = bookmarks(public_pdf(out, NAME))
    told = json.loads((out / NAME / "manifest.json").read_text("utf-8"))["papers"]
    starts = {p["first"] for p in told if p["public"]}
    assert set(found.values()) == starts


def test_an_exempt_passage_is_told_with_the_page_where_it_stands(out: Path) -> None:
    public, exempt = (
        texts(public_pdf(out, NAME)),
        texts(part2_pdf(out, NAME)),
    )
    told = re.search(
        r"\[Exempt information, paragraph 3: see Part 2, item 6, page (\d+)\]", " ".join(public)
    )
    assert told is not None
    page = exempt[int(told[1]) - len(public) - 1]
    assert "£985" in page
    assert "£985" not in " ".join(public)


def test_what_is_exempt_stands_in_no_public_file(out: Path) -> None:
    words = ["£985", "£1,110", "Pattern Associates", "£161,000", "140 assessments"]
    for path in (out / NAME / "public").iterdir():
        if path.suffix == ".pdf":
            text = " ".join(texts(path))
        else:
            document = docx.Document(str(path))
            text = " ".join(node.text or "" for node in document.element.body.iter())
        assert not [word for word in words if word in text], path.name


def test_word_says_the_same_pages(out: Path) -> None:
    document = docx.Document(str(out / NAME / "public" / "example-meeting-public.docx"))
    text = " ".join(
        "".join(t.text or "" for t in p.iter("{*}t")) for p in document.element.body.iter("{*}p")
    )
    pdf = " ".join(texts(public_pdf(out, NAME))[:2])
    assert PAGES.findall(text) == PAGES.findall(pdf)


def test_the_motion_names_the_exempt_items(out: Path) -> None:
    agenda = " ".join(texts(out / NAME / "public" / "example-meeting-agenda.pdf"))
    assert "section 100A(4)" in agenda.replace("\n", " ")
    assert "5, 6 and 9" in agenda


def test_the_reconciliation_sheet_lists_each_difference(out: Path) -> None:
    sheet = " ".join(texts(out / NAME / "part2" / "example-meeting-reconciliation.pdf"))
    for words in ("Performance of services", "health and care plans", "Assessment capacity", "18a"):
        assert words.lower() in sheet.lower()


def test_the_manifest_says_until_when_papers_are_kept(out: Path) -> None:
    told = json.loads((out / NAME / "manifest.json").read_text("utf-8"))["meeting"]
    assert told["date"] == "2023-09-12"
    assert told["despatch_deadline"] == "2023-09-04"
    assert told["public_papers_until"] == "2029-09-11"
    assert told["background_papers_until"] == "2027-09-11"


def test_same_folder_same_bytes_elsewhere_and_under_another_hash_seed(
    out: Path, tmp_path: Path
) -> None:
    folder = example(tmp_path).rename(tmp_path / "example-meeting")
    command = [
        sys.executable,
        "-m",
        "packgen",
        "build",
        str(folder),
        "-o",
        str(tmp_path / "o"),
        "--quiet",
    ]
    subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": "7"}, timeout=120)
    mine, other = out / NAME, tmp_path / "o" / "example-meeting"
    for path in sorted(mine.rglob("*")):
        if path.is_file():
            assert (other / path.relative_to(mine)).read_bytes() == path.read_bytes(), path.name


# --- supplements ----------------------------------------------------------------------------

ONE, TWO = "## One\n\nText.\n", "## Two\n\nLate.\n"
LATE = """
[[item]]
title = "A late report"
kind = "report"
file = "late.md"
supplement = 1
late = "The figures were closed on Monday."
"""


def test_a_supplement_goes_on_from_the_pack(tmp_path: Path) -> None:
    folder = meeting(tmp_path, REPORT + LATE, report__md=ONE, late__md=TWO)
    out = tmp_path / "out"
    build(folder, out)
    count = len(texts(public_pdf(out)))
    build(folder, out, supplement=1)
    late = texts(public_pdf(out, "meeting-supplement-1"))
    assert f"Page {count + 1} of" in late[0]
    assert "Supplement 1" in late[0] and "The figures were closed on Monday." in late[0]
    assert "Late." in late[-1]
    assert not [page for page in texts(public_pdf(out)) if "Late." in page]


def test_a_replaced_paper_has_lettered_pages(tmp_path: Path) -> None:
    again = REPORT.replace('"report.md"', '"again.md"') + (
        'number = "1"\nsupplement = 1\nreplaces = true\nlate = "A table was wrong."\n'
    )
    folder = meeting(tmp_path, REPORT + again, report__md=ONE, again__md="## One\n\nMended.\n")
    out = tmp_path / "out"
    build(folder, out)
    build(folder, out, supplement=1)
    with pikepdf.open(public_pdf(out, "meeting-supplement-1")) as pdf:
        assert [page.label for page in pdf.pages][-1] == "2a"
    assert "Page 2a" in texts(public_pdf(out, "meeting-supplement-1"))[-1]


def test_a_supplement_needs_the_pack(tmp_path: Path) -> None:
    folder = meeting(tmp_path, REPORT + LATE, report__md=ONE, late__md=TWO)
    with pytest.raises(BadInput, match="isn't built"):
        build(folder, tmp_path / "out", supplement=1)
    build(folder, tmp_path / "out")
    with pytest.raises(BadInput, match="no item comes in supplement 2"):
        build(folder, tmp_path / "out", supplement=2)


def test_pages_that_are_out_do_not_move_under_a_supplement(tmp_path: Path) -> None:
    two = REPORT + REPORT.replace('"A report"', '"Another"').replace("report.md", "other.md") + LATE
    folder = meeting(tmp_path, two, report__md=ONE, other__md=ONE, late__md=TWO)
    out = tmp_path / "out"
    build(folder, out)
    build(folder, out, supplement=1)
    (folder / "report.md").write_text(
        "## One\n\n" + "Text that goes on and on. " * 900 + "\n", "utf-8"
    )
    before = public_pdf(out).read_bytes()
    with pytest.raises(BadInput, match="change their numbers"):
        build(folder, out)
    assert public_pdf(out).read_bytes() == before


# --- faults ---------------------------------------------------------------------------------


def test_a_withheld_figure_in_a_public_report_stops_the_build_at_its_line(tmp_path: Path) -> None:
    folder = example(tmp_path)
    report = folder / "ehc-plans.md"
    text = report.read_text("utf-8").replace(
        "## Summary\n", '## Summary\n\nIt is {{ indicator("18a").latest }}.\n'
    )
    report.write_text(text, "utf-8")
    with pytest.raises(BadInput, match=r"ehc-plans\.md:\d+") as raised:
        build(folder, tmp_path / "out")
    assert "withheld" in str(raised.value)
    assert not (tmp_path / "out" / "meeting").exists()


def test_an_attachment_that_is_no_pdf_is_refused(tmp_path: Path) -> None:
    item = '[[item]]\ntitle = "Minutes"\nkind = "attachment"\nfile = "minutes.pdf"\n'
    folder = meeting(tmp_path, item, minutes__pdf=b"no PDF at all")
    with pytest.raises((BadInput, BuildStopped), match=r"minutes\.pdf"):
        build(folder, tmp_path / "out")
    assert not (tmp_path / "out" / "meeting").exists()


# --- reports in Word ------------------------------------------------------------------------

EXEMPT = """
[item.exempt]
paragraphs = [3]
reason = "Prices of companies that made offers in confidence"
public_interest = "Offers would not be made in confidence otherwise."
restricted_to = "Members of the committee"
review = 2024-01-15
"""


def test_a_word_report_comes_out_in_house_style_with_its_passage_in_part_2(tmp_path: Path) -> None:
    document = with_styles("Exempt")
    document.add_heading("Award of a contract", 0)
    document.add_heading("Offers", 1)
    document.add_paragraph("Three offers were made.")
    document.add_paragraph("The lowest is CANARY at £985.", style="Exempt")
    document.add_paragraph("The executive decides.")
    table = document.add_table(2, 2)
    for place, text in enumerate(("Company", "Score", "One", "81")):
        table.cell(place // 2, place % 2).text = text
    item = REPORT.replace("report.md", "report.docx") + EXEMPT
    folder = meeting(tmp_path, item, report__docx=saved(document, tmp_path).read_bytes())
    out = tmp_path / "out"
    build(folder, out)
    public, exempt = " ".join(texts(public_pdf(out))), " ".join(texts(part2_pdf(out)))
    for words in ("Award of a contract", "Three offers were made.", "The executive decides.", "81"):
        assert words in public
    assert "[Exempt information, paragraph 3: see Part 2, item 1, page 4]" in public
    assert "CANARY" not in public and "CANARY" in exempt
    assert "Three offers were made." not in exempt
    word = docx.Document(str(public_pdf(out).with_suffix(".docx")))
    assert "CANARY" not in " ".join(node.text or "" for node in word.element.body.iter())


def test_the_number_that_a_passage_takes_stands_in_its_place(tmp_path: Path) -> None:
    document = with_styles()
    number = document.styles["List Number"].element.pPr.numPr.numId.val
    counted = f'<w:numPr><w:numId w:val="{number}"/></w:numPr>'
    paragraph(document, run("Three offers were made."), counted)
    document.add_paragraph("[Part 2]")
    for text in ("CANARY offers £985.", "The others offer more."):
        paragraph(document, run(text), counted)
    document.add_paragraph("[/Part 2]")
    paragraph(document, run("The executive decides."), counted)
    item = REPORT.replace("report.md", "report.docx") + EXEMPT
    folder = meeting(tmp_path, item, report__docx=saved(document, tmp_path).read_bytes())
    out = tmp_path / "out"
    build(folder, out)
    public, exempt = " ".join(texts(public_pdf(out))), " ".join(texts(part2_pdf(out)))
    assert "1 Three offers were made. 2 [Exempt information, paragraph 3" in public
    assert "3 The executive decides." in public
    assert "2.1 CANARY offers £985. 2.2 The others offer more." in exempt


@pytest.mark.parametrize("kind", ["md", "docx"])
def test_a_report_that_says_nothing_is_told(tmp_path: Path, kind: str) -> None:
    said = saved(with_styles(), tmp_path).read_bytes() if kind == "docx" else b"\n"
    item = REPORT.replace("report.md", f"report.{kind}")
    folder = meeting(tmp_path, item, **{f"report__{kind}": said})
    told = [str(fault) for fault in build(folder, tmp_path / "out").findings]
    assert any(f"report.{kind}" in fault and "no text at all" in fault for fault in told)


def test_text_under_a_black_box_in_a_public_attachment_stops_the_build(tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    path = tmp_path / "minutes.pdf"
    canvas = Canvas(str(path))
    canvas.drawString(72, 700, "Child A of 3 Mill Lane")
    canvas.rect(70, 695, 200, 16, fill=1)
    canvas.save()
    item = '[[item]]\ntitle = "Minutes"\nkind = "attachment"\nfile = "minutes.pdf"\n'
    folder = meeting(tmp_path, item, minutes__pdf=path.read_bytes())
    with pytest.raises(BuildStopped, match=r"minutes\.pdf, page 1") as raised:
        build(folder, tmp_path / "out")
    assert "Mill Lane" not in str(raised.value)
    assert not (tmp_path / "out" / "meeting").exists()


def test_an_attachment_without_tags_is_told_and_the_pack_claims_less(tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    path = tmp_path / "plan.pdf"
    canvas = Canvas(str(path), pagesize=(842, 595))
    canvas.drawString(72, 300, "A plan of the site")
    canvas.save()
    item = '[[item]]\ntitle = "Site plan"\nkind = "attachment"\nfile = "plan.pdf"\n'
    folder = meeting(tmp_path, REPORT + item, report__md=ONE, plan__pdf=path.read_bytes())
    out = tmp_path / "out"
    told = [str(fault) for fault in build(folder, out).findings]
    assert any("item 2: plan.pdf" in fault and "no tags" in fault for fault in told)
    with pikepdf.open(public_pdf(out)) as pdf:
        assert b"pdfuaid" not in pdf.Root.Metadata.read_bytes()
        assert tuple(float(v) for v in pdf.pages[-1].mediabox) == (0, 0, 842, 595)
    pages = texts(public_pdf(out))
    assert "A plan of the site" in pages[-1] and f"Page {len(pages)}" in pages[-1]
