"""A template's own sizes and page breaks in the Word file."""

from __future__ import annotations

from dataclasses import replace

from packgen.document.nodes import Heading, Text
from packgen.document.roles import Role
from packgen.render.docx import write_docx
from packgen.settings.fitting import fitted
from tests.render.docx.package import civic, find, parts, xml
from tests.trees import document, para


def _sizes(data: bytes) -> dict[str, str]:
    """Each style's id and its size in half points."""
    styles = xml(data, "word/styles.xml")
    return {
        style.xpath("string(@*[local-name()='styleId'])"): size
        for style in find(styles, "//w:style")
        if (size := "".join(find(style, "w:rPr/w:sz/@w:val")))
    }


def test_the_styles_of_fitted_roles_have_their_sizes_and_no_others_change() -> None:
    sizes = {
        Role.FIGURE: {"size": 12.0, "leading": 14.0},
        Role.PAGE_NUMBER: {"size": 10.0, "leading": 12.0},
    }
    before = _sizes(write_docx(document(), civic()))
    after = _sizes(write_docx(document(), fitted(civic(), sizes, {})))
    assert {name: size for name, size in after.items() if size != before[name]} == {
        "PackgenFigure": "24",
        "PackgenPageNumber": "20",
        "PackgenPageNumberChar": "20",
    }
    assert list(after) == list(before)


def test_paddings_of_a_fitted_style_are_the_tables() -> None:
    data = write_docx(document(), fitted(civic(), {}, {"pad_y": 5.0}))
    tops = {int(w) for w in find(xml(data), "//w:tbl/w:tblPr/w:tblCellMar/w:top/@w:w")}
    assert max(tops) == 100


def test_a_heading_on_a_new_page_breaks_before_it_and_no_other_does() -> None:
    blocks = (
        Heading(1, (Text("A title"),), "title"),
        para(Role.BODY, "Text"),
        Heading(2, (Text("New"),), "new", new_page=True),
    )
    data = write_docx(replace(document(), blocks=blocks), civic())
    broken = find(xml(data), "//w:p[w:pPr/w:pageBreakBefore]")
    assert ["".join(p.itertext()) for p in broken] == ["New"]
    assert b"pageBreakBefore" not in parts(data)["word/styles.xml"]
