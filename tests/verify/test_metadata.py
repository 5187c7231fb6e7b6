"""Metadata: what papers hold is allowed, whatever they are made of; all else isn't."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from packgen.document.nodes import Document, Logo
from packgen.render.docx import write_docx
from packgen.render.pdf import write_pdf
from packgen.settings.style import Style, load_style
from packgen.verify import pdfmeta, wordmeta
from packgen.verify.metadata import check_metadata
from packgen.verify.parts import Unreadable
from packgen.verify.pictures import PNG, has_more_than_dots
from tests.styles import loaded
from tests.trees import document


@pytest.fixture(params=["shipped", "own"])
def painted(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Document, Style]:
    """A paper with links, lists, tables and trends; then with a logo too."""
    if request.param == "shipped":
        return document(), load_style("civic")
    home = tmp_path / "styles/mine"
    home.mkdir(parents=True)
    Image.new("RGB", (60, 40), "#204060").save(home / "oak.png", dpi=(72, 72))
    style = loaded(tmp_path, '[logo]\nfile = "oak.png"\nheight = 16\nalt = "An oak"\n')
    assert style.logo
    logo = Logo(style.logo.alt, style.logo.width_pt, style.logo.height_pt)
    return replace(document(), logo=logo), style


def test_what_papers_hold_is_allowed(painted: tuple[Document, Style]) -> None:
    assert list(wordmeta.strange(write_docx(*painted))) == []
    assert list(pdfmeta.strange(write_pdf(*painted))) == []


def test_a_file_of_another_kind_is_strange() -> None:
    (fault,) = check_metadata({"public/x.txt": b"x"}).faults
    assert fault.what == "is neither a PDF nor a Word file"


@pytest.mark.parametrize(
    ("file", "data"),
    [("a.docx", b"x"), ("a.docx", b"PK\3\4"), ("a.pdf", b"x"), ("a.pdf", b"%PDF-")],
)
def test_a_damaged_file_is_a_fault(file: str, data: bytes) -> None:
    assert check_metadata({file: data}).faults


def test_a_picture_with_words(tmp_path: Path) -> None:
    path = tmp_path / "dots.png"
    Image.new("L", (3, 3)).save(path)
    dots = path.read_bytes()
    assert not has_more_than_dots(dots, "")
    assert has_more_than_dots(dots + b"more", "")
    words = b"tEXt" + b"Title\0x"
    chunk = (len(words) - 4).to_bytes(4) + words + bytes(4)
    at = len(PNG) + 25
    assert has_more_than_dots(dots[:at] + chunk + dots[at:], "")


def test_a_photograph_with_words(tmp_path: Path) -> None:
    """A camera's notes, a comment, and what follows the end are more than dots."""
    path, picture = tmp_path / "dots.jpg", Image.effect_noise((64, 64), 90)

    def saved(**more: object) -> bytes:
        picture.save(path, "JPEG", **more)
        return path.read_bytes()

    dots, exif = saved(), Image.Exif()
    exif[270] = "who took it"
    assert not has_more_than_dots(dots, "")
    assert not has_more_than_dots(saved(progressive=True), "")
    assert has_more_than_dots(saved(exif=exif), "")
    assert has_more_than_dots(saved(comment=b"where"), "")
    assert has_more_than_dots(dots + b"more", "")
    for end in (1, len(dots) // 2, len(dots) - 2):
        with pytest.raises(Unreadable):
            has_more_than_dots(dots[:end], "")
