"""No page has text that is clipped, collides, is too small or too faint; and no heading is left
alone at a page's end: for papers of every style and template, and for hard scorecards."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from packgen.model.pack import Format
from packgen.pipeline import BuildRequest, build
from packgen.settings import resources
from packgen.settings.style import load_style
from tests.libreoffice import as_pdfs, needed
from tests.looks.checks import faint, faults, heading_colours, left_alone, strongest
from tests.looks.hard import HARD
from tests.looks.pages import Box, Ground, Page, Rule, Word, read_pages
from tests.workbooks import DATA

STYLES, TEMPLATES = resources.names("styles"), resources.names("templates")
MARCH = DATA / "cef-scorecard-2024-03.xlsx"
HARDEST = ("long titles", "pounds", "ratios", "long names", "long tokens", "twenty-six sections")
DPI = 150


def _made(source: Path, out: Path, kind: Format, style: str, template: str) -> dict[str, bytes]:
    """The papers of a source, by their audience."""
    request = BuildRequest(source, out, (kind,), style=style, template=template)
    paths = build(request, lambda _: None).paths
    return {
        p.parent.name: p.read_bytes()
        for p in paths
        if p.name.endswith(f"-{p.parent.name}.{kind.value}")
    }


def _wrong(data: bytes, style: str = "civic") -> list[str]:
    headings = heading_colours(load_style(style))
    return [
        f"page {number}: {fault}"
        for number, page in enumerate(read_pages(data), 1)
        for fault in (*faults(page), *left_alone(page, headings))
    ]


@pytest.mark.parametrize("name", HARD)
@pytest.mark.parametrize("template", TEMPLATES)
def test_hard_scorecards_stand_well_in_pdf(tmp_path: Path, name: str, template: str) -> None:
    source = HARD[name].save(tmp_path / "in")
    made = _made(source, tmp_path / "out", Format.PDF, "civic", template)
    assert made
    assert {audience: wrong for audience, data in made.items() if (wrong := _wrong(data))} == {}


@pytest.mark.parametrize("style", [style for style in STYLES if style != "civic"])
def test_they_do_in_other_styles(tmp_path: Path, style: str) -> None:
    for name in HARDEST:
        source = HARD[name].save(tmp_path / name)
        made = _made(source, tmp_path / "out", Format.PDF, style, "scorecard")
        for data in made.values():
            assert _wrong(data, style) == [], name


@needed
def test_they_do_in_word(tmp_path: Path) -> None:
    """As LibreOffice prints them; the largest is left out, as it says nothing more."""
    files = {}
    for template in TEMPLATES:
        for name in HARD.keys() - {"320"}:
            source = HARD[name].save(tmp_path / template / name)
            made = _made(source, tmp_path / "out", Format.DOCX, "civic", template)
            files |= {f"{template} {name} {who}": data for who, data in made.items()}
    printed = as_pdfs(tmp_path, dict(sorted(files.items())))
    found = {name: _wrong(path.read_bytes()) for name, path in printed.items()}
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("template", TEMPLATES)
def test_text_stands_out_in_colour_and_in_grey(tmp_path: Path, style: str, template: str) -> None:
    """Measured on the pages as they are drawn."""
    for data in _made(MARCH, tmp_path, Format.PDF, style, template).values():
        assert _wrong(data, style) == []
        with pypdfium2.PdfDocument(BytesIO(data)) as pdf:
            pictures = [page.render(scale=DPI / 72).to_pil().convert("RGB") for page in pdf]
        for page, picture in zip(read_pages(data), pictures, strict=True):
            assert faint(page, picture) == []
            assert faint(page, picture.convert("L").convert("RGB")) == []


# --- what these tests look for is found when it is there ------------------------------------

WORD = Word("word", Box(100, 100, 120, 106), 106, 8.0, (0, 0, 0), False)
BLACK = (0, 0, 0)
BLANK = Page(1190, 842, (WORD,), (), ())


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (BLANK, []),
        (replace(BLANK, words=(replace(WORD, box=Box(1180, 100, 1200, 106)),)), ["outside"]),
        (replace(BLANK, words=(replace(WORD, size=6.5),)), ["too small"]),
        (replace(BLANK, width=595, words=(replace(WORD, size=7.5),)), ["too small"]),
        (replace(BLANK, words=(WORD, replace(WORD, box=Box(118, 102, 130, 108)))), ["on"]),
        (replace(BLANK, rules=(Rule(Box(110, 50, 110, 150), (0, 0, 0)),)), ["crossed"]),
        (replace(BLANK, rules=(Rule(Box(50, 103, 150, 103), (0, 0, 0)),)), ["crossed"]),
        (replace(BLANK, rules=(Rule(Box(50, 107, 150, 107), (0, 0, 0)),)), []),
        (replace(BLANK, grounds=(Ground(Box(110, 50, 150, 150), (0, 0, 0)),)), ["beyond"]),
        (replace(BLANK, grounds=(Ground(Box(90, 50, 150, 150), (0, 0, 0)),)), []),
    ],
)
def test_faults_are_found(page: Page, said: list[str]) -> None:
    page = replace(page, height=842) if page.width == 595 else page
    found = faults(page)
    assert len(found) == len(said)
    assert all(fault.startswith(kind) for fault, kind in zip(found, said, strict=True))


def test_a_heading_at_the_end_is_found() -> None:
    heading = replace(WORD, box=Box(100, 700, 150, 708), base=708, size=9.6)
    foot = Rule(Box(30, 800, 1160, 800), (0, 0, 0))
    page_number = replace(WORD, box=Box(100, 810, 150, 818), base=818, size=9.6)
    page = replace(BLANK, words=(WORD, heading, page_number), rules=(foot,))
    assert left_alone(page, {BLACK}) == ["last on its page: 'word'"]
    text = replace(heading, colour=(9, 9, 9), base=720)
    assert left_alone(replace(page, words=(heading, text)), {BLACK}) == []


def test_faint_text_is_found() -> None:
    picture = Image.new("RGB", (400, 300), "white")
    picture.paste("#777777", (105, 102, 107, 105))
    page = Page(400, 300, (WORD,), (), ())
    assert faint(page, picture)
    picture.paste("#757575", (105, 102, 107, 105))
    assert not faint(page, picture)
    assert strongest(Image.new("RGB", (3, 3), "white")) == 1
