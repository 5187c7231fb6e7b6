"""A volume in Word: sections, page numbers, looks side by side."""

from __future__ import annotations

from dataclasses import replace

import pytest

from packgen.document.nodes import Heading, Link, Paragraph, Text
from packgen.document.roles import Role
from packgen.document.volume import PageSpan, Pagination, volume_passages
from packgen.errors import BadInput
from packgen.render.docx import write_volume
from packgen.verify.docx import read_docx
from packgen.verify.wordmeta import strange
from tests.render.docx.package import W, find, parts, xml
from tests.render.docx.reports import PAGES, looks, volume

DATA = write_volume(volume(), looks(), PAGES)


def _sections(data: bytes) -> list:
    """The first section of each paper."""
    return [s for s in find(xml(data), "//w:sectPr") if find(s, "./w:headerReference")]


def _starts(data: bytes) -> list[tuple[str | None, str | None]]:
    numbers = [find(s, "./w:pgNumType")[0] for s in _sections(data)]
    return [(n.get(f"{W}fmt"), n.get(f"{W}start")) for n in numbers]


def _running(data: bytes, section: int, part: str, kind: str = "default") -> str:
    (relation,) = find(_sections(data)[section], f"./w:{part}Reference[@w:type='{kind}']/@r:id")
    rels = xml(data, "word/_rels/document.xml.rels")
    (target,) = find(rels, f"//rel:*[@Id='{relation}']/@Target")
    return "".join(find(xml(data, f"word/{target}"), "//w:t/text()"))


@pytest.mark.parametrize("restricted", [False, True])
def test_it_says_what_the_tree_says_and_no_more(restricted):
    tree = volume(restricted=restricted)
    found = read_docx(write_volume(tree, looks(), PAGES)).passages
    assert found == list(volume_passages(tree, attached=False))


def test_each_paper_has_its_own_page():
    sizes = [find(s, "./w:pgSz")[0] for s in _sections(DATA)]
    assert [(s.get(f"{W}w"), s.get(f"{W}orient")) for s in sizes] == [
        ("11906", None),
        ("11906", None),
        ("23811", "landscape"),
        ("11906", None),
        ("11906", None),
    ]


def test_its_numbers_start_where_the_pdf_does_and_letters_count_lettered_pages():
    assert _starts(DATA) == [
        (None, "1"),
        (None, "2"),
        (None, "5"),
        (None, "7"),
        ("lowerLetter", "1"),
    ]


def test_sections_that_go_on_keep_the_letters_and_start_nothing():
    tree = volume()
    scorecard = replace(tree.papers[2], anchor="only")
    pages = Pagination(spans={"only": PageSpan("12c", "12d", 2)}, last=12)
    data = write_volume(replace(tree, papers=(scorecard,)), looks(), pages)
    numbers = find(xml(data), "//w:sectPr/w:pgNumType")
    assert [(n.get(f"{W}fmt"), n.get(f"{W}start")) for n in numbers] == [
        ("lowerLetter", "3"),
        ("lowerLetter", None),
        ("lowerLetter", None),
    ]


def test_footers_show_the_numbers_before_word_works_them_out():
    said = [_running(DATA, number, "footer") for number in range(5)]
    assert [text[text.index("Page ") :] for text in said] == [
        "Page 1 of 12",
        "Page 2 of 12",
        "Page 5 of 12",
        "Page 7 of 12",
        "Page 12a of 12",
    ]
    assert b"NUMPAGES" not in b"".join(parts(DATA).values())


def test_each_paper_has_its_own_running_text():
    said = [_running(DATA, number, "header") for number in range(5)]
    assert "Example Council   item-3" in said[1]
    assert "Example Council   item-6" in said[4]
    assert "Children & Families" in said[2]


def test_every_header_of_part_2_is_marked():
    data = write_volume(volume(restricted=True), looks(), PAGES)
    for number in range(5):
        for kind in ("first", "default"):
            text = _running(data, number, "header", kind)
            assert "NOT FOR PUBLICATION" in text and "paragraph 2" in text


def _fields(data: bytes) -> dict[str, str]:
    """Each PAGEREF's bookmark and its result."""
    found = {}
    for code in find(xml(data), "//w:instrText"):
        _, name, switch = code.text.split()
        result = find(code.getparent(), "./following-sibling::w:r/w:t")[0]
        assert switch == "\\h"
        found[name] = result.text
    return found


def test_references_to_pages_are_fields_with_their_results():
    fields = _fields(DATA)
    assert fields == {
        "item_3": "2",
        "item_3_last": "4",
        "item_4": "5",
        "item_4_last": "6",
        "item_5": "7",
    }
    assert set(fields) <= set(find(xml(DATA), "//w:bookmarkStart/@w:name"))
    assert not find(xml(DATA), "//w:fldChar/@w:dirty")
    assert b"updateFields" not in parts(DATA)["word/settings.xml"]


def test_a_lettered_page_is_a_link_and_a_page_elsewhere_is_text():
    (agenda_6,) = find(xml(DATA), "//w:p[w:hyperlink/@w:anchor='item_6']")
    assert "".join(find(agenda_6, ".//w:t/text()")) == "Item (Pages 12a \u2013 12c)"
    assert find(agenda_6, "./w:hyperlink/@w:anchor") == ["item_6", "item_6_last"]
    (away,) = find(xml(DATA), "//w:p[w:r/w:t='Part 2: page ']")
    assert not find(away, ".//w:hyperlink | .//w:instrText")


def test_bookmarks_occur_once():
    names = find(xml(DATA), "//w:bookmarkStart/@w:name")
    ids = find(xml(DATA), "//w:bookmarkStart/@w:id | //wp:docPr/@id")
    assert len({name.lower() for name in names}) == len(names)
    assert len(set(ids)) == len(ids)
    assert all(len(name) <= 40 for name in names)


def test_a_link_to_another_paper_leads_there_and_one_to_nowhere_is_refused():
    def linked(target: str) -> bytes:
        tree = volume()
        front = tree.papers[0]
        text = Paragraph(Role.BODY, (Link("there", target),))
        blocks = (Heading(1, (Text("A"),), "agenda"), text)
        front = replace(front, document=replace(front.document, blocks=blocks))
        return write_volume(replace(tree, papers=(front, *tree.papers[1:])), looks(), PAGES)

    assert find(xml(linked("#item-6-note")), "//w:hyperlink[w:r/w:t='there']/@w:anchor") == [
        "item_6_note"
    ]
    with pytest.raises(BadInput, match="#lost"):
        linked("#lost")


def _styles(data: bytes) -> dict[str, tuple[str, str, str]]:
    """Each style's id -> its name, what it is based on, its size in half points."""
    return {
        style.get(f"{W}styleId"): tuple(
            "".join(find(style, path))
            for path in ("w:name/@w:val", "w:basedOn/@w:val", "w:rPr/w:sz/@w:val")
        )
        for style in find(xml(data, "word/styles.xml"), "//w:style")
    }


def test_the_look_of_most_papers_has_the_names_and_the_others_have_their_own():
    styles = _styles(DATA)
    assert styles["PackgenBody"][2] == "21"
    assert styles["PackgenBody_Scorecard"] == ("Packgen Body (Scorecard)", "PackgenBody", "17")
    assert styles["Heading2_Scorecard"] == ("heading 2 (Scorecard)", "Heading2", "22")
    assert styles["PackgenPageNumberChar_Scorecard"][2] == "18"
    assert "PackgenFigure_Scorecard" not in styles  # is the same in both looks
    root = xml(DATA)
    used = set(find(root, "//w:pStyle/@w:val | //w:rStyle/@w:val | //w:tblStyle/@w:val"))
    assert used <= set(styles)
    assert {"PackgenBody", "PackgenBody_Scorecard", "ListBullet", "ListBullet_Scorecard"} <= used


def test_duplex_papers_begin_on_the_front_of_a_sheet():
    pages = replace(PAGES, spans={**PAGES.spans, "item-3": PageSpan("3", "5", 3)})
    kinds = [
        find(s, "./w:type/@w:val")
        for s in _sections(write_volume(volume(duplex=True), looks(), pages))
    ]
    assert kinds == [["oddPage"]] * 5
    assert [find(s, "./w:type/@w:val") for s in _sections(DATA)] == [[]] * 5


def test_the_file_says_what_the_volume_says_of_itself():
    core = xml(DATA, "docProps/core.xml")
    said = {child.tag.rsplit("}", 1)[1]: child.text for child in core}
    assert said["title"] == "Committee, 23 April 2024"
    assert said["created"] == said["modified"] == "2024-04-12T00:00:00Z"


def test_it_holds_nothing_that_a_public_file_may_not():
    assert list(strange(DATA)) == []


def test_equal_volumes_give_equal_bytes():
    assert write_volume(volume(), looks(), PAGES) == DATA
