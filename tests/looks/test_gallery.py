"""The gallery's pictures are those of today's papers, and no page changes unnoticed.

After a change that is meant: ``make gallery``, and look at what it drew.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from packgen.document.nodes import Document, Paragraph, Table, Text
from packgen.document.roles import Role
from packgen.render.pdf import write_pdf
from packgen.settings.style import load_style
from tests.libreoffice import needed
from tests.looks.gallery import DPI, PAGE, PICTURES, REFERENCES, Entry, entries, markdown
from tests.looks.pictures import Difference, difference, opened, page_picture
from tests.trees import document

ENTRIES = entries()
FEW_COLOURS = 8  # of 255: what the gallery's few colours may change in a blurred pixel
MOST = 0.015  # of a tile: more is another page
MOST_OF_FEW = 0.05
REMEDY = "if that is meant: make gallery, and look at the pictures"


def _id(entry: Entry) -> str:
    return entry.name


@pytest.mark.parametrize("entry", [e for e in ENTRIES if e.format == "pdf"], ids=_id)
def test_pictures_are_of_todays_papers(entry: Entry) -> None:
    kept = opened(entry.path).reduce(2)
    now = page_picture(entry.file, entry.page - 1, DPI / 2)
    assert difference(now, kept, FEW_COLOURS).most < MOST_OF_FEW, REMEDY


@needed
@pytest.mark.parametrize("entry", [e for e in ENTRIES if e.format == "docx"], ids=_id)
def test_pictures_of_word_are_of_todays_papers(entry: Entry) -> None:
    """Versions of LibreOffice differ a little more than the PDF's renderer does."""
    kept = opened(entry.path).reduce(2)
    now = page_picture(entry.file, entry.page - 1, DPI / 2)
    assert difference(now, kept, 2 * FEW_COLOURS).share < MOST, REMEDY


@pytest.mark.parametrize("entry", [e for e in ENTRIES if e.watched], ids=_id)
def test_watched_pages_have_not_changed(entry: Entry) -> None:
    found = difference(page_picture(entry.file, entry.page - 1), opened(entry.reference))
    assert found.most < MOST, REMEDY


def test_the_page_shows_what_the_list_names() -> None:
    assert PAGE.read_text("utf-8") == markdown(), REMEDY
    shown = {entry.path for entry in ENTRIES}
    assert set(PICTURES.glob("*.png")) == shown
    assert set(REFERENCES.glob("*.png")) == {e.reference for e in ENTRIES if e.watched}


def test_pictures_are_small() -> None:
    assert all(path.stat().st_size < 40_000 for path in REFERENCES.glob("*.png"))
    assert sum(path.stat().st_size for path in PICTURES.glob("*.png")) < 2_000_000


# --- planted changes ------------------------------------------------------------------------

PAPER = document(rows=6)


def _seen(changed: Document) -> Difference:
    style = load_style("civic")
    return difference(*(page_picture(write_pdf(d, style), 0) for d in (PAPER, changed)))


def _with_tables(change) -> Document:
    blocks = (
        change(block) if isinstance(block, Table) and not block.strip else block
        for block in PAPER.blocks
    )
    return replace(PAPER, blocks=tuple(blocks))


def _cells(table: Table, change) -> Table:
    bodies = tuple(
        replace(b, rows=tuple(replace(r, cells=tuple(map(change, r.cells))) for r in b.rows))
        for b in table.bodies
    )
    return replace(table, bodies=bodies)


def test_a_column_that_moves_by_two_points_is_seen() -> None:
    def moved(table: Table) -> Table:
        *first, last, end = table.columns
        last, end = (
            replace(last, width_pt=last.width_pt + 2),
            replace(end, width_pt=end.width_pt - 2),
        )
        return replace(table, columns=(*first, last, end))

    assert _seen(_with_tables(moved)).most > 2 * MOST


@pytest.mark.parametrize("ink", ["greenfill", "withfill", "sectfill"])
def test_a_lost_fill_is_seen(ink: str) -> None:
    def bare(cell):
        return replace(cell, fill=None) if cell.fill == ink else cell

    assert _seen(_with_tables(lambda table: _cells(table, bare))).most > 2 * MOST


def test_a_lost_tint_of_the_latest_month_is_seen() -> None:
    def bare(table: Table) -> Table:
        return replace(table, columns=tuple(replace(c, tint=None) for c in table.columns))

    assert _seen(_with_tables(bare)).most > 2 * MOST


def test_a_row_that_grows_by_a_line_is_seen() -> None:
    def longer(cell):
        rationale = any(p.role is Role.RATIONALE for p in cell.paragraphs)
        more = Paragraph(Role.RATIONALE, (Text("More. " * 60),))
        return replace(cell, paragraphs=(*cell.paragraphs, more)) if rationale else cell

    assert _seen(_with_tables(lambda table: _cells(table, longer))).most > 2 * MOST


def test_nothing_is_seen_where_nothing_changed() -> None:
    assert _seen(PAPER) == Difference(0.0, 0.0)
