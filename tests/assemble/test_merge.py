"""A pack with attachments in it is one sound, tagged file."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import outloud
import page
import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import Image

from packgen.assemble.attachment import Attachment, inspect
from packgen.assemble.claims import PDFA, PDFUA
from packgen.assemble.merge import Insert, merged
from packgen.assemble.structure import elements
from packgen.verify.parent_tree import broken
from tests import libreoffice
from tests.assemble import reports
from tests.assemble.drawn import drawn, lines
from tests.assemble.packs import merge, ours, pack_for

A3_ACROSS = (1190.55, 841.89)


@pytest.fixture(scope="module")
def word(tmp_path_factory: pytest.TempPathFactory) -> Attachment:
    return inspect(reports.printed(tmp_path_factory.mktemp("word")), "Auditor.pdf")


def paper() -> Attachment:
    return inspect(ours(), "Paper.pdf")


def untagged() -> Attachment:
    return inspect(drawn(lines("Old report"), lines("Second page")), "Old.pdf")


def texts(data: bytes) -> list[str]:
    with pypdfium2.PdfDocument(data) as pdf:
        return [one.get_textpage().get_text_bounded().replace("\r\n", " ") for one in pdf]


def claims(data: bytes) -> set[str]:
    with pikepdf.open(BytesIO(data)) as pdf:
        xmp = pdf.Root.Metadata.read_bytes()
    return {space for space in (PDFA, PDFUA) if space.encode() in xmp}


def faults(data: bytes) -> list[str]:
    with pikepdf.open(BytesIO(data)) as pdf:
        return [*pdf.check_pdf_syntax(), *broken(pdf)]


def failures(data: bytes, profile: str) -> list[str]:
    return [failure.rule_id for failure in page.validate_pdf_bytes(data, profile=profile).failures]


def test_a_pack_with_papers_of_our_own_conforms(tmp_path: Path) -> None:
    data = merge(paper(), paper())
    assert (failures(data, "ua1"), failures(data, "2a"), faults(data)) == ([], [], [])
    assert claims(data) == {PDFA, PDFUA}
    file = tmp_path / "pack.pdf"
    file.write_bytes(data)
    found = outloud.check(str(file)).sorted_findings()
    # The tables' heads are taken for prose where they are repeated in papers alike.
    assert {str(f.rule) for f in found if str(f.severity) == "error"} <= {"TAG-002"}
    done = subprocess.run(["qpdf", "--check", str(file)], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


@libreoffice.needed
def test_a_report_from_word_is_read_in_its_place(word: Attachment, tmp_path: Path) -> None:
    assert word.is_tagged
    assert word.pages[0][0] < word.pages[0][1]
    assert word.pages[-1][0] > word.pages[-1][1]
    data = merge(untagged(), word)
    assert faults(data) == []
    file = tmp_path / "pack.pdf"
    file.write_bytes(data)
    said = subprocess.run(
        ["pdfinfo", "-struct-text", str(file)], capture_output=True, text=True, check=True
    ).stdout
    places = [said.index(words) for words in ("Notes", "What the auditor found", "First finding",
                                              "Printed landscape")]  # fmt: skip
    assert places == sorted(places)


@libreoffice.needed
def test_the_claims_stay_where_a_report_conforms_as_part_of_the_pack(tmp_path: Path) -> None:
    numbered = inspect(reports.printed(tmp_path, bullets=False), "Auditor.pdf")
    assert numbered.why_not == ()
    data = merge(numbered, paper())
    assert claims(data) == {PDFA, PDFUA}
    assert (failures(data, "ua1"), failures(data, "2a"), faults(data)) == ([], [], [])


@libreoffice.needed
def test_the_claims_fall_with_a_report_that_does_not_conform(word: Attachment) -> None:
    """LibreOffice's bullets are characters that mean nothing, which PDF/A-2a forbids."""
    (why,) = word.why_not
    assert why.startswith("PDF/A-2a: ")
    assert claims(merge(word)) == set()


def test_the_claims_fall_with_a_report_without_tags() -> None:
    data = merge(paper(), untagged())
    assert claims(data) == set()
    assert faults(data) == []
    assert b"packgen" in pikepdf.open(BytesIO(data)).Root.Metadata.read_bytes()


def test_pages_without_tags_say_what_they_are() -> None:
    with pikepdf.open(BytesIO(merge(untagged()))) as pdf:
        alts = [
            str(element.Alt)
            for element in elements(pdf.Root.StructTreeRoot)
            if element.S == "/Figure" and str(element.Alt).startswith("Attached")
        ]
        assert sorted(alts) == [
            "Attached document without tags: Old.pdf, page 1 of 2",
            "Attached document without tags: Old.pdf, page 2 of 2",
        ]


def test_each_page_has_its_content_and_its_furniture() -> None:
    shown = texts(merge(untagged(), paper(), untagged()))
    assert len(shown) == 6
    for number, words in enumerate(
        ("Old report", "Second page", "Children", "Old report", "Second page"), 2
    ):
        assert words in shown[number - 1]
        assert f"Page {number}" in shown[number - 1]


def test_the_furniture_is_an_artifact_after_the_content() -> None:
    with pikepdf.open(BytesIO(merge(paper()))) as pdf:
        operators = [
            (str(i.operator), str(i.operands[0]) if len(i.operands) else "")
            for i in pikepdf.parse_content_stream(pdf.pages[1])
        ]
        last = max(place for place, (name, _) in enumerate(operators) if name == "BDC")
        assert operators[last][1] == "/Artifact"
        assert operators[0][0] == "q"


COLOURS = {"white": (255, 255, 255), "blue": (0, 0, 255), "red": (255, 0, 0)}


def picture_of(data: bytes, number: int) -> Image.Image:
    """A page as it is shown, a dot a point."""
    with pypdfium2.PdfDocument(data) as pdf:
        return pdf[number].render(scale=1).to_pil().convert("RGB")


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [(), (50, 100, 200, 300), (100, 150, 190, 290)])
def test_a_page_looks_as_it_did(rotate: int, crop: tuple[float, ...]) -> None:
    """Turned, cropped, and with a pattern, which lies in the page's space."""
    report = reports.changed(reports.patterned(), rotate, crop)
    attachment = inspect(report, "Patterns.pdf")
    before, after = picture_of(report, 0), picture_of(merge(attachment), 1)
    assert after.size == before.size
    width, height = before.size
    above_the_furniture = [(x, y) for x in range(3, width, 7) for y in range(3, height - 25, 7)]
    dots = [(before.getpixel(at), after.getpixel(at)) for at in above_the_furniture]
    # Edges may fall on a dot's other side.
    assert sum(one != other for one, other in dots) <= len(dots) / 50
    assert {COLOURS["blue"], COLOURS["red"]} <= {other for _, other in dots}


def test_a_merged_page_is_upright_and_whole() -> None:
    report = reports.changed(drawn(lines("Across")), 90, (0, 100, 500, 800))
    with pikepdf.open(BytesIO(merge(inspect(report, "R.pdf")))) as pdf:
        one = pdf.pages[1].obj
        assert [float(edge) for edge in one.MediaBox] == [0, 0, 700, 500]
        assert not {"/Rotate", "/CropBox", "/UserUnit"} & set(one.keys())


def test_a_page_of_another_size_is_made_to_fit() -> None:
    attachment = inspect(drawn(lines("A3"), size=A3_ACROSS), "A3.pdf")
    pack, inserts = pack_for(inspect(drawn(lines("A4")), "A4.pdf"))
    data = merged(pack, [Insert(inserts[0].first_page, attachment, "attachment-1")])
    assert "A3" in texts(data)[1]
    with pikepdf.open(BytesIO(data)) as pdf:
        assert [round(float(edge)) for edge in pdf.pages[1].MediaBox] == [0, 0, 595, 842]


def outline(data: bytes) -> list[tuple[int, str, int]]:
    """Level, title, and page of each bookmark."""
    with pypdfium2.PdfDocument(data) as pdf:
        return [
            (mark.level, mark.get_title(), mark.get_dest().get_index()) for mark in pdf.get_toc()
        ]


def test_bookmarks_stand_under_the_attachments_own() -> None:
    marks = outline(merge(untagged(), inspect(reports.linked(), "Linked.pdf")))
    start = marks.index((0, "Appendix 1", 1))
    assert marks[start:] == [
        (0, "Appendix 1", 1),
        (0, "Appendix 2", 3),
        (1, "Contents", 3),
        (2, "Middle", 4),
        (1, "The end", 5),
    ]


@pytest.mark.parametrize("rotate", [0, 90])
def test_links_and_names_lead_where_they_did(rotate: int) -> None:
    report = reports.changed(reports.linked(), rotate)
    data = merge(untagged(), inspect(report, "Linked.pdf"))
    with pikepdf.open(BytesIO(data)) as pdf:
        inner, outer = pdf.pages[3].obj.Annots
        assert inner.Dest[0].objgen == pdf.pages[5].obj.objgen
        assert str(outer.A.URI) == "https://example.org/report"
        left, bottom, right, top = (float(edge) for edge in inner.Rect)
        if rotate:
            assert (left, top) == pytest.approx((735, 595.28 - 72), abs=0.1)
        else:
            assert (left, bottom, right, top) == pytest.approx((72, 735, 140, 755))
        named = pdf.Root.Dests["/attachment-2.place-2d1"]
        assert named[0].objgen == pdf.pages[5].obj.objgen
        assert named[1] == "/XYZ"
    assert faults(data) == []


def test_page_trees_and_outlines_lead_to_no_placeholder() -> None:
    with pikepdf.open(BytesIO(merge(untagged(), paper()))) as pdf:
        pages = {one.obj.objgen for one in pdf.pages}
        kept = {
            held.objgen
            for held in pdf.objects
            if isinstance(held, Dictionary) and held.get("/Type") == "/Page"
        }
        assert kept == pages


def test_languages_are_told_where_they_differ() -> None:
    def welsh(pdf: Pdf) -> None:
        pdf.Root.Lang = String("cy-GB")

    data = merge(paper(), inspect(with_tree(welsh), "Cymraeg.pdf"))
    with pikepdf.open(BytesIO(data)) as pdf:
        parts = [e for e in elements(pdf.Root.StructTreeRoot) if e.S == "/Part"]
        found = {str(e.ID): str(e.get("/Lang", "")) for e in parts}
        assert found == {"attachment-1": "", "attachment-2": "cy-GB"}


def with_tree(change: Callable[[Pdf], object]) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(ours())) as pdf:
        change(pdf)
        pdf.save(out)
    return out.getvalue()


def test_ids_roles_and_classes_that_clash_are_told_apart() -> None:
    def typed(role: str, colour: float) -> Callable[[Pdf], None]:
        def change(pdf: Pdf) -> None:
            root = pdf.Root.StructTreeRoot
            root.RoleMap = Dictionary(Box=Name(role))
            root.ClassMap = Dictionary(Odd=Dictionary(O=Name.Layout, SpaceAfter=colour))
            heads = [element for element in elements(root) if element.S == "/TH"]
            for number, head in enumerate(heads):
                head.ID = String(f"th-{number}")
            for element in elements(root):
                if element.S == "/P":
                    element.S, element.C = Name.Box, Name.Odd
                if element.S == "/TD":
                    held = element.get("/A", Dictionary(O=Name.Table))
                    held.Headers = Array([heads[0].ID])
                    element.A = held

        return change

    one = inspect(with_tree(typed("/P", 1)), "One.pdf")
    two = inspect(with_tree(typed("/Div", 2)), "Two.pdf")
    data = merge(one, two, one)
    assert faults(data) == []
    with pikepdf.open(BytesIO(data)) as pdf:
        root = pdf.Root.StructTreeRoot
        roles = {key: str(value) for key, value in root.RoleMap.items()}
        assert roles == {"/Box": "/P", "/attachment-2.Box": "/Div"}
        spaces = {key: float(value.SpaceAfter) for key, value in root.ClassMap.items()}
        assert spaces == {"/Odd": 1, "/attachment-2.Odd": 2}
        ids = [bytes(e.ID) for e in elements(root) if "/ID" in e]
        assert len(ids) == len(set(ids))
        assert set(ids) - set(map(bytes, list(root.IDTree.Names)[::2])) == {
            b"attachment-1",
            b"attachment-2",
            b"attachment-3",
        }
        headers = [bytes(e.A.Headers[0]) for e in elements(root) if "/Headers" in e.get("/A", {})]
        assert set(headers) <= set(ids)
        assert {head.split(b".")[0] for head in headers} == {
            b"attachment-1",
            b"attachment-2",
            b"attachment-3",
        }


def test_equal_streams_are_kept_once() -> None:
    once, thrice = len(merge(paper())), len(merge(paper(), paper(), paper()))
    assert thrice - once < len(ours())
    with pikepdf.open(BytesIO(merge(paper(), paper(), paper()))) as pdf:
        fonts = [held for held in pdf.objects if isinstance(held, Dictionary) and
                 "/FontFile2" in held]  # fmt: skip
        assert len({font.FontFile2.objgen for font in fonts}) == len(
            {font.FontFile2.read_raw_bytes() for font in fonts}
        )


def test_names_of_resources_that_clash_are_told_apart() -> None:
    """Both the paper and the furniture call their fonts alike."""
    report = inspect(ours(), "Paper.pdf")
    shown = texts(merge(report))[1]
    assert "Page 2" in shown
    assert "Scorecard" in shown


def test_scans_are_taken_as_they_are() -> None:
    scan = inspect(reports.scanned(), "Scan.pdf")
    assert scan.findings == ()
    assert "Read from the scan" in texts(merge(scan))[1]


def test_the_same_pack_gives_the_same_bytes() -> None:
    attachments = untagged(), paper(), inspect(reports.linked(), "Linked.pdf")
    assert merge(*attachments) == merge(*attachments)


def test_a_pack_without_a_place_is_a_mistake() -> None:
    pack, _ = pack_for(untagged())
    with pytest.raises(ValueError, match="holds no place"):
        merged(pack, [Insert(2, untagged(), "attachment-9")])
    with pytest.raises(ValueError, match="holds no place"):
        merged(pack, [Insert(3, untagged(), "attachment-1")])


def test_nothing_to_insert_changes_no_page() -> None:
    pack, _ = pack_for()
    assert texts(merged(pack, [])) == texts(ours())
