"""Volumes: one file of many papers, with one numbering."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import page
import pikepdf
import pypdfium2
import pytest
from outloud import check

from packgen.document.nodes import Heading, Link, PageOf, Text
from packgen.document.pages import numbered
from packgen.document.roles import Role
from packgen.document.volume import Attached, Bound, PageSpan, PageStart, Volume, volume_passages
from packgen.errors import BadInput
from packgen.render.pdf import laying
from packgen.render.pdf import volume as binding
from packgen.render.pdf.volume import Kept, paginate, write_volume
from packgen.verify.pdf import page_texts, read_pdf
from tests.render.pdf.parent_tree import parent_tree_faults
from tests.render.pdf.volumes import (
    SIZES,
    VOLUMES,
    attached,
    bound,
    paper,
    sample,
    settled,
    styles,
    volume,
    volume_pdf,
)
from tests.trees import para

every_volume = pytest.mark.parametrize("name", VOLUMES)
SCORECARD_HEAD = "No. Performance Indicators Why is this important?"
BLANK = "This page is intentionally left blank"


@every_volume
@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_it_conforms(name: str, profile: str) -> None:
    report = page.validate_pdf_bytes(volume_pdf(name), profile=profile)
    assert [f"{x.rule_id}: {x.message}" for x in report.failures] == []
    assert report.rules.failed == 0


@every_volume
def test_outloud_finds_no_errors(name: str, tmp_path: Path) -> None:
    file = tmp_path / "volume.pdf"
    file.write_bytes(volume_pdf(name))
    errors = [
        finding
        for finding in check(file).sorted_findings()
        if str(finding.severity) == "error"
        # A table's head that is repeated is taken for prose.
        and not (finding.rule == "TAG-002" and SCORECARD_HEAD in (finding.evidence or ""))
    ]
    assert errors == []


@every_volume
def test_qpdf_finds_the_file_sound(name: str, tmp_path: Path) -> None:
    file = tmp_path / "volume.pdf"
    file.write_bytes(volume_pdf(name))
    done = subprocess.run(
        ["qpdf", "--check", str(file)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


@every_volume
def test_the_parent_tree_leads_to_the_owners(name: str) -> None:
    assert parent_tree_faults(volume_pdf(name)) == []


@every_volume
def test_it_reads_as_its_papers_do(name: str) -> None:
    wanted = list(volume_passages(volume(name), attached=True))
    assert read_pdf(volume_pdf(name)).passages == wanted
    assert [p for p in page_texts(volume_pdf(name)) if p.loose] == []


def test_other_programs_read_the_structure_in_the_same_order(tmp_path: Path) -> None:
    file = tmp_path / "volume.pdf"
    file.write_bytes(volume_pdf("public"))
    done = subprocess.run(
        ["pdfinfo", "-struct-text", str(file)], capture_output=True, text=True, check=True
    )
    heard = "".join("".join(re.findall(r'"((?:[^"\\]|\\.)*)"', done.stdout)).split())
    at = 0
    for passage in volume_passages(volume("public"), attached=True):
        words = "".join(passage.text.split())
        if passage.kind == "alt" or '"' in words:
            continue
        assert words in heard[at:], passage
        at = heard.index(words, at) + len(words)


def _labels(data: bytes) -> list[str]:
    with pypdfium2.PdfDocument(data) as pdf:
        return [pdf.get_page_label(index) for index in range(len(pdf))]


def _printed(data: bytes) -> list[str]:
    """The numbers that the pages' own furniture says."""
    found = []
    for text in page_texts(data):
        (number,) = re.findall(r"Page (\w+) of", " ".join(text.artifacts))
        found.append(number)
    return found


@every_volume
def test_viewers_name_the_pages_as_they_are_printed(name: str) -> None:
    assert _labels(volume_pdf(name)) == _printed(volume_pdf(name))


def test_numbers_go_on_from_paper_to_paper_and_start_anew_where_one_says_so() -> None:
    assert _printed(volume_pdf("public")) == [*map(str, range(1, 12)), "12a", "12b", "12c"]
    pages = paginate(volume("public"), styles())
    assert pages.last == 12
    assert pages.spans == {
        "front": PageSpan("1", "1", 1, before=0),
        "item-6": PageSpan("2", "4", 3, before=1),
        "item-7": PageSpan("5", "7", 3, before=4),
        "item-7a": PageSpan("8", "11", 4, before=7),
        "item-8": PageSpan("12a", "12c", 3, before=11),
    }
    assert {"Page 3 of 12" in t.whole for t in page_texts(volume_pdf("public"))[2:3]} == {True}


def test_what_follows_a_paper_with_letters_goes_on_with_them() -> None:
    first = bound(paper("A", para(Role.BODY, "a")), "A", "a", starts=PageStart(7, lettered=True))
    rest = [bound(paper(n, para(Role.BODY, n)), n, n) for n in ("b", "c")]
    whole = replace(sample(), papers=(first, rest[0], replace(rest[1], starts=PageStart(8))))
    assert _printed(write_volume(whole, styles())) == ["7a", "7b", "8"]
    assert _labels(write_volume(whole, styles())) == ["7a", "7b", "8"]


def test_after_z_come_double_letters() -> None:
    sizes = (SIZES[0],) * 54
    long = replace(attached("x", *sizes), starts=PageStart(3, lettered=True))
    data = write_volume(replace(sample(), papers=(long,)), styles())
    assert _printed(data)[24:28] == ["3y", "3z", "3aa", "3bb"]
    assert _labels(data) == _printed(data)


def test_the_agenda_says_the_pages_that_the_papers_have() -> None:
    for name in ("public", "restricted"):
        whole, data = volume(name), volume_pdf(name)
        pages, labels = page_texts(data), _labels(data)
        spans = paginate(whole, styles()).spans
        for anchor, words in (("item-6", "Report of the Director"), ("item-7", "Scorecard")):
            at = [
                n
                for n, p in zip(labels, pages, strict=True)
                if words in " ".join(p.marked.values())
            ]
            assert spans[anchor].first in at
            said = f"(Pages {spans[anchor].first} – {spans[anchor].last})"
            assert said in [passage.text for passage in read_pdf(data).passages]


def test_every_anchor_has_the_page_where_it_stands() -> None:
    pages, data = paginate(volume("public"), styles()), volume_pdf("public")
    texts = dict(zip(_labels(data), page_texts(data), strict=True))
    headings = {
        block.anchor: block.content[0].text
        for held in volume("public").papers
        if isinstance(held, Bound)
        for block in held.document.blocks
        if isinstance(block, Heading) and isinstance(block.content[0], Text)
    }
    assert len(headings) > 10
    for anchor, text in headings.items():
        assert any(text in said for said in texts[pages.anchors[anchor]].marked.values())


def test_each_paper_has_its_own_page_and_running_text() -> None:
    with pikepdf.open(BytesIO(volume_pdf("public"))) as pdf:
        sizes = [tuple(float(x) for x in p.obj.MediaBox[2:]) for p in pdf.pages]
    a4, a3 = (595.28, 841.89), (1190.55, 841.89)
    rounded = [tuple(round(side) for side in size) for size in sizes]
    expected = [*[a4] * 4, *[a3] * 3, *SIZES, *[a4] * 3]
    assert rounded == [tuple(round(side) for side in size) for size in expected]
    texts = page_texts(volume_pdf("public"))
    assert "Item 6" in " ".join(texts[1].artifacts)
    assert "Item 6" not in " ".join(texts[4].artifacts)


def test_blank_sides_bring_each_paper_to_the_front_of_a_sheet() -> None:
    texts, labels = page_texts(volume_pdf("duplex")), _labels(volume_pdf("duplex"))
    blank = [index for index, text in enumerate(texts) if BLANK in " ".join(text.artifacts)]
    assert [labels[index] for index in blank] == ["2", "6", "10"]
    assert all(texts[index].marked == {} for index in blank)
    spans = paginate(volume("duplex"), styles()).spans
    for span in spans.values():
        assert labels.index(span.first) % 2 == 0


def test_an_attachment_has_pages_of_its_sizes_with_their_numbers_alone() -> None:
    data = volume_pdf("public")
    for text, number in zip(page_texts(data)[7:11], ("8", "9", "10", "11"), strict=True):
        assert text.whole.strip() == f"Page {number} of 12"
    with pikepdf.open(BytesIO(data)) as pdf:
        (document,) = [pdf.Root.StructTreeRoot.K]
        parts = list(document.K)
        assert [str(part.S) for part in parts] == ["/Part"] * 5
        assert str(parts[3].ID) == "part-item-7a"
        assert "/K" not in parts[3]
        names = pdf.Root.StructTreeRoot.IDTree.Names
        named = {str(names[i]): names[i + 1].objgen for i in range(0, len(names), 2)}
        assert named["part-item-7a"] == parts[3].objgen


def test_stamps_stay_on_the_page_and_at_its_foot() -> None:
    sizes = (*SIZES, (120.0, 90.0), (2384.0, 3370.0))
    whole = replace(sample(restricted=True), papers=(attached("x", *sizes, restricted=True),))
    with pypdfium2.PdfDocument(write_volume(whole, styles())) as pdf:
        for sheet, (width, height) in zip(pdf, sizes, strict=True):
            text = sheet.get_textpage()
            boxes = [text.get_charbox(n) for n in range(text.count_chars())]
            assert len(boxes) > 20
            for left, bottom, right, top in boxes:
                assert 0 <= left <= right <= width
                assert 0 <= bottom <= top <= max(30, height / 2)


def test_every_page_of_a_restricted_volume_says_so_and_why() -> None:
    whole = settled(sample(restricted=True, duplex=True))
    for text in page_texts(write_volume(whole, styles())):
        assert "NOT FOR PUBLICATION" in text.whole
        assert "paragraph" in text.whole
    assert not any("NOT FOR" in text.whole for text in page_texts(volume_pdf("public")))


def _outline(data: bytes) -> list[tuple[int, str, int]]:
    with pypdfium2.PdfDocument(data) as pdf:
        return [
            (item.level, item.get_title(), item.get_dest().get_index()) for item in pdf.get_toc()
        ]


def test_papers_are_bookmarks_and_their_headings_stand_below() -> None:
    outline = _outline(volume_pdf("public"))
    assert [entry for entry in outline if entry[0] == 0] == [
        (0, "Agenda", 0),
        (0, "6 Education, Health and Care plans: timeliness", 1),
        (0, "7 Scorecard", 4),
        (0, "7a Appendix", 7),
        (0, "8 A replaced report", 11),
    ]
    assert outline[:3] == [
        (0, "Agenda", 0),
        (1, "Children, Education and Families Committee", 0),
        (2, "Agenda: Part 1 (public)", 0),
    ]
    # The report's own title says what its bookmark says.
    assert outline[4:6] == [(1, "1 Purpose", 1), (2, "1.3 A heading below", 1)]
    assert (3, "And one further below", 1) in outline


def _links(data: bytes) -> list[tuple[str, int]]:
    """Each inner link's words, and the index of the page that it leads to."""
    with pikepdf.open(BytesIO(data)) as pdf:
        numbers = {p.obj.objgen: index for index, p in enumerate(pdf.pages)}
        return [
            (str(link.Contents), numbers[link.Dest[0].objgen])
            for p in pdf.pages
            for link in p.obj.get("/Annots", [])
            if "/Dest" in link
        ]


def test_links_and_page_numbers_lead_from_paper_to_paper() -> None:
    links = _links(volume_pdf("public"))
    assert ("Plans: timeliness", 1) in links
    assert ("2", 1) in links
    assert ("4", 3) in links
    assert ("11", 10) in links
    assert ("12c", 13) in links
    assert ("1", 3) in links, "a note's number leads to the note"


def test_the_number_of_a_page_elsewhere_is_text_alone() -> None:
    said = para(Role.BODY, "see page ", PageOf("far-away", text="41"), ".")
    whole = replace(sample(), papers=(bound(paper("A", said), "A", "a"),))
    data = write_volume(whole, styles())
    assert _links(data) == []
    assert [p.text for p in read_pdf(data).passages] == ["see page 41."]


def test_a_link_to_nowhere_is_refused() -> None:
    lost = paper("A", para(Role.BODY, Link("there", "#gone")))
    whole = replace(sample(), papers=(bound(lost, "A", "a"),))
    with pytest.raises(BadInput, match="#gone"):
        write_volume(whole, styles())


def test_only_papers_that_changed_are_laid_out_again(monkeypatch: pytest.MonkeyPatch) -> None:
    laid = []

    def lay_out(document, *rest):  # type: ignore[no-untyped-def]
        laid.append(document.title)
        return laying.lay_out(document, *rest)

    monkeypatch.setattr(binding, "lay_out", lay_out)
    whole, kept = sample(), Kept()
    pages = paginate(whole, styles(), kept)
    assert len(laid) == 4
    whole = numbered(whole, pages)
    again = paginate(whole, styles(), kept)
    assert laid[4:] == ["Children, Education and Families Committee"]
    assert again == paginate(numbered(whole, again), styles(), kept)
    write_volume(whole, styles(), kept)
    assert len(laid) == 5


def test_what_was_kept_changes_nothing_in_the_file() -> None:
    kept = Kept()
    other = replace(sample(), papers=sample(first_page=9).papers[1:2])
    accents = paper("A", para(Role.BODY, "Łódź, Ōsaka, Ŵyr – “so”"))
    before = replace(other, papers=(bound(accents, "A", "a"), *other.papers))
    write_volume(before, styles(), kept)
    whole = settled(VOLUMES["public"](), kept)
    assert write_volume(whole, styles(), kept) == volume_pdf("public")


def test_a_paper_that_names_a_page_is_set_anew_where_that_page_is_another_files() -> None:
    kept = Kept()
    front = bound(paper("A", para(Role.BODY, "page ", PageOf("b", text="2"))), "A", "a")
    there = bound(paper("B", para(Role.BODY, "b")), "B", "b")
    both: Volume = replace(sample(), papers=(front, there))
    alone = replace(sample(), papers=(front,))
    assert len(_links(write_volume(both, styles(), kept))) == 1
    assert _links(write_volume(alone, styles(), kept)) == []
    assert len(_links(write_volume(both, styles(), kept))) == 1


def test_each_font_and_picture_is_in_the_file_once() -> None:
    with pikepdf.open(BytesIO(volume_pdf("heritage"))) as pdf:
        fonts = [str(o.BaseFont) for o in pdf.objects if _is(o, "/Font")]
        pictures = [o for o in pdf.objects if isinstance(o, pikepdf.Stream) and "/Width" in o]
    names = [font.split("+")[1] for font in fonts]
    assert len(names) == len(set(names))
    assert {"LiberationSans-Italic", "LiberationSans-BoldItalic", "LiberationSerif-Bold"} <= set(
        names
    )
    assert len(pictures) == 1


def _is(held: object, kind: str) -> bool:
    return isinstance(held, pikepdf.Dictionary) and held.get("/Type") == kind


def test_an_attachments_place_is_told_by_its_part() -> None:
    whole = volume("public")
    (held,) = [p for p in whole.papers if isinstance(p, Attached)]
    assert held.part == "part-item-7a"
