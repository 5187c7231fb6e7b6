"""Word and PDF look alike: pages, words, columns, fills, as LibreOffice prints the Word file."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest
from PIL import Image

from packgen.document.nodes import Table
from packgen.model.pack import Format
from packgen.pipeline import BuildRequest, build
from packgen.render.docx import write_docx
from packgen.render.pdf import again, broken, write_pdf
from packgen.settings import resources
from packgen.settings.style import load_style
from tests.libreoffice import as_pdfs, needed
from tests.looks.beside import letters, moved_edges, strays
from tests.looks.pages import Page, read_pages
from tests.looks.pictures import difference, page_count, page_picture
from tests.trees import document

pytestmark = needed
DATA = Path(__file__).parents[1] / "data"
PAPERS = [
    f"{pack}-{audience}"
    for pack in ("cef-scorecard-2023-06", "cef-scorecard-2024-03")
    for audience in ("public", "part2")
]
PAPERS += ["cef-scorecard-2023-06-disclosure"]
TEMPLATES = [name for name in resources.names("templates") if name != "scorecard"]
PAPERS += [f"{template}-{audience}" for template in TEMPLATES for audience in ("public", "part2")]
COUNCILS = {
    "council-heritage": ("heritage", "scorecard"),
    "council-compact": ("civic", "compact"),
    "council-sections": ("civic", "sections"),
}
COMMITTEE = "Children, Education and Families Policy Development and Scrutiny Committee"
COUNCIL = f"""\
scorecard = "scorecard.xlsx"
council = "London Borough of Bromley"
committee = "{COMMITTEE}, 12 July 2023"
"""
PAPERS += [f"{pack}-{audience}" for pack in COUNCILS for audience in ("public", "part2")]
TREES = {
    "long": document(rows=10, sections=4),
    "long-part2": document(restricted=True, rows=10, sections=4),
}
AFAR = 16


class Printed(NamedTuple):
    """A paper as packgen's PDF and as LibreOffice prints packgen's Word file.

    ``pdf`` and ``files`` are without what only a PDF can say again on a further page; ``whole`` is
    the PDF as it is built.
    """

    pdf: tuple[Page, ...]
    word: tuple[Page, ...]
    files: tuple[bytes, bytes]
    whole: tuple[Page, ...]


def _build_once(
    source: Path, folder: Path, template: str | None = None, style: str | None = None
) -> None:
    """The PDFs without what only they can say again on a further page."""
    request = BuildRequest(source, folder / "once", (Format.PDF,), template=template, style=style)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(again, "blocks_again", lambda *_: ())
        patch.setattr(broken, "blocks_again", lambda *_: ())
        build(request, lambda _: None)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Printed]:
    """Papers by their names."""
    folder = tmp_path_factory.mktemp("looks")
    pdfs, words = {}, {}
    for pack in ("cef-scorecard-2023-06", "cef-scorecard-2024-03"):
        build(BuildRequest(DATA / f"{pack}.xlsx", folder), lambda _: None)
        _build_once(DATA / f"{pack}.xlsx", folder)
    for template in TEMPLATES:
        source = folder / f"{template}.xlsx"
        source.write_bytes((DATA / "cef-scorecard-2024-03.xlsx").read_bytes())
        build(BuildRequest(source, folder, template=template), lambda _: None)
        _build_once(source, folder, template)
    for name, (style, template) in COUNCILS.items():
        pack = folder / name
        pack.mkdir()
        source = DATA / "cef-scorecard-2023-06.xlsx"
        (pack / "scorecard.xlsx").write_bytes(source.read_bytes())
        (pack / "pack.toml").write_text(COUNCIL, "utf-8")
        request = BuildRequest(pack, folder / "councils", style=style, template=template)
        build(request, lambda _: None)
        _build_once(pack, folder / "councils", template, style)
    wholes = {}
    for file in folder.rglob("*.*"):
        if file.stem.endswith("-findings"):
            continue
        if file.suffix == ".pdf":
            kept = pdfs if "once" in file.parts else wholes
            kept[file.stem] = file.read_bytes()
        elif file.suffix == ".docx":
            words[file.stem] = file.read_bytes()
    for name, tree in TREES.items():
        pdfs[name] = write_pdf(tree, load_style("civic"))
        words[name] = write_docx(tree, load_style("civic"))
    made = as_pdfs(folder, words)
    return {
        name: Printed(
            read_pages(pdfs[name]),
            read_pages(file),
            (pdfs[name], file.read_bytes()),
            read_pages(wholes.get(name, pdfs[name])),
        )
        for name, file in made.items()
    }


@pytest.mark.parametrize("name", [*PAPERS, *TREES])
def test_the_same_words_stand_on_the_same_pages(printed, name):
    pdf, word, *_ = printed[name]
    assert [letters(page) for page in word] == [letters(page) for page in pdf]


@pytest.mark.parametrize("name", [name for name in PAPERS if "2023-06" in name])
def test_what_is_said_again_moves_no_row_of_the_example_to_another_page(printed, name):
    _, word, _, whole = printed[name]
    assert [letters(page) - letters(other) for page, other in zip(word, whole, strict=True)] == [
        Counter()
    ] * len(word)


@pytest.mark.parametrize("name", [*PAPERS, *TREES])
def test_words_stand_at_the_same_places(printed, name):
    for pdf, word in zip(*printed[name][:2], strict=True):
        assert strays(pdf, word) == []


@pytest.mark.parametrize("name", [*PAPERS, *TREES])
def test_columns_have_the_same_edges(printed, name):
    for pdf, word in zip(*printed[name][:2], strict=True):
        assert moved_edges(pdf, word) == []


@pytest.mark.parametrize("name", [*PAPERS, *TREES])
def test_pages_look_alike(printed, name):
    """Seen from afar: grounds, bars and blocks of text are as dark at the same places."""
    pdf, word = (_pictures(data) for data in printed[name].files)
    for one, other in zip(pdf, word, strict=True):
        seen = difference(one, other, seen=AFAR)
        assert seen.share < 0.01
        assert seen.most < 0.12


def _pictures(data) -> list[Image.Image]:
    return [page_picture(data, index, 20) for index in range(page_count(data))]


def _changed(change) -> bytes:
    tree = document(rows=10, sections=4)
    blocks = tuple(change(b) if isinstance(b, Table) and not b.strip else b for b in tree.blocks)
    return write_pdf(replace(tree, blocks=blocks), load_style("civic"))


def _wider(table: Table) -> Table:
    first, second, *rest = table.columns
    columns = (
        replace(first, width_pt=first.width_pt + 4),
        replace(second, width_pt=second.width_pt - 4),
    )
    return replace(table, columns=(*columns, *rest))


def _bare(table: Table) -> Table:
    bodies = tuple(
        replace(
            body,
            rows=tuple(
                replace(row, cells=tuple(replace(cell, fill=None) for cell in row.cells))
                for row in body.rows
            ),
        )
        for body in table.bodies
    )
    columns = tuple(replace(column, rule=False) for column in table.columns)
    return replace(table, columns=columns, bodies=bodies)


def test_differences_are_seen():
    """What these tests look for is found when it is there."""
    tree = document(rows=10, sections=4)
    data = write_pdf(tree, load_style("civic"))
    (page, *_), (moved, *_), (bare, *_) = map(read_pages, (data, _changed(_wider), _changed(_bare)))
    assert strays(page, page) == [] == moved_edges(page, page)
    assert strays(page, moved)
    assert moved_edges(page, bare)
    fewer = replace(tree, blocks=tree.blocks[1:])
    assert letters(read_pages(write_pdf(fewer, load_style("civic")))[0]) != letters(page)
    assert difference(_pictures(data)[0], _pictures(_changed(_bare))[0], seen=AFAR).most > 0.12
