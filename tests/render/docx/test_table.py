"""Tables have the tree's geometry, header rows and spans."""

from __future__ import annotations

from dataclasses import replace

import pytest

from packgen.document.drawing import Ink
from packgen.document.nodes import Cell, Column, Row, Table, TableBody
from packgen.document.roles import Align, Role, RowKind
from packgen.render.docx import write_docx
from tests.render.docx.package import W, civic, find, xml
from tests.trees import cell, counts_table, document, scorecard_table


def _tables(*blocks):
    return find(xml(write_docx(replace(document(), blocks=blocks), civic())), "//w:tbl")


def _grid(table):
    """The columns that each cell of each row covers: (start, end, merge, cell)."""
    for row in find(table, "./w:tr"):
        place = 0
        for tc in find(row, "./w:tc"):
            span = int((find(tc, "./w:tcPr/w:gridSpan/@w:val") or ["1"])[0])
            yield row, place, place + span, tc
            place += span
        yield row, place, None, None


def test_widths_are_the_columns():
    node = scorecard_table()
    (table,) = _tables(node)
    widths = [int(w) for w in find(table, "./w:tblGrid/w:gridCol/@w:w")]
    assert widths == [round(c.width_pt * 20) for c in node.columns]
    assert find(table, "./w:tblPr/w:tblW/@w:w") == [str(sum(widths))]
    assert find(table, "./w:tblPr/w:tblLayout/@w:type") == ["fixed"]
    assert find(table, "./w:tblPr/w:tblInd/@w:w") == ["0"]
    for _, start, end, tc in _grid(table):
        if end is None:
            assert start == len(widths)
        else:
            assert find(tc, "./w:tcPr/w:tcW/@w:w") == [str(sum(widths[start:end]))]


def test_rounded_widths_keep_the_sum():
    rows = (Row(RowKind.BODY, tuple(cell(Role.FIGURE, "1") for _ in range(30))),)
    node = Table("T", "", tuple(Column(10.026) for _ in range(30)), (), (TableBody(rows),), "t")
    (table,) = _tables(node)
    assert find(table, "./w:tblPr/w:tblW/@w:w") == [str(round(node.width_pt * 20))]


def test_head_rows_repeat_and_no_row_splits():
    (table,) = _tables(scorecard_table())
    rows = find(table, "./w:tr")
    assert [bool(find(r, "./w:trPr/w:tblHeader")) for r in rows] == [True] * 2 + [False] * 8
    assert all(find(r, "./w:trPr/w:cantSplit") for r in rows)


def test_spans():
    (table,) = _tables(scorecard_table())
    merges = [find(row, "./w:tc/w:tcPr/w:vMerge/@w:val") for row in find(table, "./w:tr")]
    assert merges[:5] == [["restart"] * 5, ["continue"] * 5, [], ["restart"], ["continue"]]
    spans = [find(row, "./w:tc/w:tcPr/w:gridSpan/@w:val") for row in find(table, "./w:tr")]
    assert spans[:5] == [["3"], [], ["4", "4"], [], ["3"]]


def test_a_span_both_ways_is_held_in_every_row():
    big = Cell(cell(Role.FIGURE, "big").paragraphs, colspan=2, rowspan=3)
    one = cell(Role.FIGURE, "1")
    rows = (Row(RowKind.BODY, (one, big)), Row(RowKind.BODY, (one,)), Row(RowKind.BODY, (one,)))
    node = Table("T", "", (Column(30),) * 3, (), (TableBody(rows),), "t")
    (table,) = _tables(node)
    assert [find(r, "./w:tc/w:tcPr/w:gridSpan/@w:val") for r in find(table, "./w:tr")] == [
        ["2"]
    ] * 3
    assert find(table, "//w:vMerge/@w:val") == ["restart", "continue", "continue"]


def test_alternative_text_and_header_flag():
    (table,) = _tables(scorecard_table())
    assert find(table, "./w:tblPr/w:tblCaption/@w:val") == ["Scorecard"]
    assert find(table, "./w:tblPr/w:tblDescription/@w:val")[0].startswith("One row an indicator")
    assert find(table, "./w:tblPr/w:tblLook/@w:firstRow") == ["1"]


def test_every_cell_ends_in_a_paragraph():
    for table in _tables(scorecard_table(), counts_table()):
        for tc in find(table, ".//w:tc"):
            assert tc[-1].tag == f"{W}p"


def test_no_space_below_the_last_paragraph_of_a_cell():
    """Rows are as high as the PDF's, where a cell ends with its text."""
    texts = cell(Role.BODY, "First.").paragraphs + cell(Role.BODY, "Last.").paragraphs
    row = Row(RowKind.BODY, (Cell(texts), cell(Role.FIGURE, "7")))
    columns = (Column(90.0), Column(90.0))
    bodies = (TableBody((row,)),)
    (made,) = _tables(replace(scorecard_table(), columns=columns, head=(), bodies=bodies))
    after = [find(p, "./w:pPr/w:spacing/@w:after") for p in find(made, ".//w:p")]
    assert after == [[], ["0"], []]


def test_rows_that_stay_together():
    (table,) = _tables(scorecard_table())
    for number, row in enumerate(find(table, "./w:tr")):
        paragraphs = len(find(row, ".//w:p"))
        kept = len(find(row, ".//w:p[w:pPr/w:keepNext]"))
        assert kept == (paragraphs if number in (2, 3, 6, 7) else 0), number


def test_alignment():
    (table,) = _tables(scorecard_table())
    rows = find(table, "./w:tr")
    # Head cells over one column stand like it, spanning ones at the left.
    assert [(find(c, ".//w:jc/@w:val") or ["left"])[0] for c in find(rows[0], "./w:tc")] == [
        *["left"] * 3,
        "right",
        "left",
        "left",
    ]
    assert find(rows[0], "./w:tc/w:tcPr/w:vAlign/@w:val") == ["bottom"] * 6
    assert not find(rows[3], ".//w:vAlign")
    assert find(rows[3], "./w:tc[6]//w:jc/@w:val") == ["right", "right"]


def test_a_paragraphs_own_alignment_wins():
    centred = replace(cell(Role.FIGURE, "1").paragraphs[0], align=Align.CENTRE)
    rows = (Row(RowKind.BODY, (Cell((centred,)),)),)
    (table,) = _tables(Table("T", "", (Column(30, Align.RIGHT),), (), (TableBody(rows),), "t"))
    assert find(table, ".//w:jc/@w:val") == ["center"]


def test_fills_and_tints():
    (table,) = _tables(scorecard_table())
    fill = {n: v[1:] for n, v in civic().colours.items()}
    rows = find(table, "./w:tr")
    assert set(find(rows[0], ".//w:tcPr/w:shd/@w:fill")) == {fill["headfill"]}
    assert len(find(rows[1], "./w:tc/w:tcPr/w:shd")) == 8  # the merged heads too
    assert set(find(rows[2], ".//w:tcPr/w:shd/@w:fill")) == {fill["sectfill"]}
    assert find(rows[3], ".//w:tcPr/w:shd/@w:fill") == [fill["greenfill"], fill["colfill"]]
    assert find(rows[4], ".//w:tcPr/w:shd/@w:fill") == [fill["greenfill"], fill["withfill"]]


def test_rules():
    (table,) = _tables(scorecard_table())
    rows = find(table, "./w:tr")
    colours = {n: v[1:] for n, v in civic().colours.items()}
    inside = find(table, "./w:tblPr/w:tblBorders/w:insideH")[0]
    assert inside.get(f"{W}color") == colours["rule"]
    bottom = find(table, "./w:tblPr/w:tblBorders/w:bottom")[0]
    assert (bottom.get(f"{W}sz"), bottom.get(f"{W}color")) == ("7", colours["rulestrong"])
    assert len(find(rows[2], "./w:tc/w:tcPr/w:tcBorders/w:top[@w:sz='7']")) == 2
    assert len(find(rows[1], "./w:tc/w:tcPr/w:tcBorders/w:bottom")) == 8
    # A hairline at the left of each column that asks for one: Target, RAG, the first month, trend.
    ruled = [bool(find(c, "./w:tcPr/w:tcBorders/w:left")) for c in find(rows[3], "./w:tc")]
    assert ruled == [False, False, False, True, True, True, False, True]


def test_strips_have_gaps_and_no_rules():
    (table,) = _tables(counts_table())
    borders = find(table, "./w:tblPr/w:tblBorders")[0]
    assert [b.get(f"{W}val") for b in borders] == ["nil", "nil", "single"]
    assert borders[2].get(f"{W}color") == civic().colours[Ink("paper")][1:]
    assert not find(table, ".//w:tcBorders")


def test_tables_never_touch():
    data = write_docx(
        replace(document(), blocks=(counts_table(), replace(counts_table(), anchor="more"))),
        civic(),
    )
    body = xml(data)[0]
    tags = [child.tag.rsplit("}", 1)[1] for child in body]
    assert tags == ["tbl", "p", "tbl", "p", "sectPr"]


@pytest.mark.parametrize("shown", [True, False])
def test_a_tables_anchor_is_its_bookmark(shown):
    data = write_docx(
        replace(document(), blocks=(replace(scorecard_table(), caption_shown=shown),)), civic()
    )
    (start,) = find(xml(data), '//w:bookmarkStart[@w:name="scorecard"]')
    inside_table = bool(find(start, "./ancestor::w:tbl"))
    assert inside_table is not shown
    assert len(find(xml(data), '//w:p[w:pPr/w:pStyle/@w:val="Caption"]')) == int(shown)


def test_pitch_is_exact_but_not_around_pictures():
    styles = xml(write_docx(document(), civic()), "word/styles.xml")
    for role, spec in civic().type.items():
        name = f"Packgen{role.name.replace('_', ' ').title().replace(' ', '')}"
        spacing = find(styles, f'//w:style[@w:styleId="{name}"]/w:pPr/w:spacing')[0]
        assert spacing.get(f"{W}lineRule") == "exact"
        assert int(spacing.get(f"{W}line")) == round(spec.leading_pt * 20)
    root = xml(write_docx(document(), civic()))
    for paragraph in find(root, "//w:p[.//w:drawing]"):
        assert find(paragraph, "./w:pPr/w:pStyle/@w:val") == ["PackgenPicture"]
    assert not find(styles, '//w:style[@w:styleId="PackgenPicture"]/w:pPr/w:spacing')
