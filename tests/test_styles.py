"""Papers in every shipped style, and in a council's own with its logo and a block for its title."""

from __future__ import annotations

import json
import subprocess
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import page
import pikepdf
import pytest
from outloud import check
from PIL import Image

from packgen.model.pack import Format
from packgen.pipeline import BuildRequest, build
from tests.render.docx.package import NAMESPACES, find, xml
from tests.render.pdf.parent_tree import parent_tree_faults
from tests.workbooks import JUNE

ALT = "Example Borough Council's oak"
STYLES = ("heritage", "rule", "block")
MARGIN_MM = {"public": 10, "part2": 15}
PAPERS = [(style, audience) for style in STYLES for audience in ("public", "part2")]


def pack(folder: Path) -> Path:
    """A pack with two styles of its own beside it: a rule or a block, a logo at the right."""
    home = folder / "oakshire"
    for bar, base in (("rule", "civic"), ("block", "heritage")):
        style = home / "styles" / bar
        style.mkdir(parents=True)
        image = Image.new("RGBA", (300, 200), (0, 0, 0, 0))
        image.paste((30, 107, 79, 255), (50, 20, 250, 180))
        image.save(style / "oak.png")
        (style / "tokens.toml").write_text(
            f'extends = "{base}"\n[colours]\nbrand = "#1E6B4F"\n'
            f'[logo]\nfile = "oak.png"\nheight = 16\nalt = "{ALT}"\n',
            "utf-8",
        )
    (home / "card.xlsx").write_bytes(JUNE.read_bytes())
    (home / "pack.toml").write_text(
        'scorecard = "card.xlsx"\nstyle = "rule"\ncouncil = "Oakshire"\n', "utf-8"
    )
    return home


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("styles")
    source = pack(folder)
    for style in STYLES:
        build(BuildRequest(source, folder / style, style=style), lambda _: None)
    yield folder


def paper(made: Path, style: str, audience: str, kind: Format = Format.PDF) -> bytes:
    (file,) = (made / style / "oakshire" / audience).glob(f"*-{audience}.{kind.value}")
    return file.read_bytes()


@pytest.mark.parametrize(("style", "audience"), PAPERS)
class TestPdf:
    @pytest.mark.parametrize("profile", ["ua1", "2a"])
    def test_it_conforms(self, made: Path, style: str, audience: str, profile: str) -> None:
        report = page.validate_pdf_bytes(paper(made, style, audience), profile=profile)
        assert report.rules.failed == 0, [x.rule_id for x in report.failures]

    def test_outloud_finds_nothing(self, made: Path, style: str, audience: str) -> None:
        (file,) = (made / style / "oakshire" / audience).glob(f"*-{audience}.pdf")
        report = check(file)
        assert (report.errors, report.warnings) == (0, 0), report.sorted_findings()

    def test_it_is_sound(self, made: Path, style: str, audience: str) -> None:
        (file,) = (made / style / "oakshire" / audience).glob(f"*-{audience}.pdf")
        done = subprocess.run(["qpdf", "--check", file], capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (0, b"")
        assert parent_tree_faults(file.read_bytes()) == []

    def test_the_logo_is_a_figure_on_the_first_page_alone(
        self, made: Path, style: str, audience: str
    ) -> None:
        with pikepdf.open(BytesIO(paper(made, style, audience))) as pdf:
            shown = [len(dict(p.Resources.get("/XObject", {}))) for p in pdf.pages]
            kids = list(pdf.Root.StructTreeRoot.K.K)
            figures = [kid for kid in kids if kid.S == "/Figure"]
            if style == "heritage":
                assert (sum(shown), figures) == (0, [])
                return
            assert shown == [1] + [0] * (len(shown) - 1)
            assert [str(figure.Alt) for figure in figures] == [ALT]
            # Read before the title, after the marking of a Part 2 paper.
            first = ["/P"] if audience == "part2" else []
            wanted = [*first, "/Figure", "/P", "/H1", "/P"]
            assert [str(kid.S) for kid in kids[: len(wanted)]] == wanted
            (image,) = dict(pdf.pages[0].Resources.XObject).values()
            left, bottom, right, top = (float(n) for n in figures[0].A.BBox)
            assert top - bottom == pytest.approx(16 / 25.4 * 72, abs=0.02)
            assert (right - left) / (top - bottom) == pytest.approx(1.5, abs=0.01)
            edge = float(pdf.pages[0].MediaBox[2]) - MARGIN_MM[audience] / 25.4 * 72
            assert right == pytest.approx(edge, abs=0.02)
            assert int(image.Height) <= 300 * 16 / 25.4 + 1
            assert b"/SMask" not in image.unparse()


@pytest.mark.parametrize("audience", ["public", "part2"])
@pytest.mark.parametrize("style", ["rule", "block"])
class TestWord:
    def test_the_logo_stands_at_the_right_with_its_words(
        self, made: Path, style: str, audience: str
    ) -> None:
        body = xml(paper(made, style, audience, Format.DOCX))
        (anchor,) = find(body, "//wp:anchor")
        assert find(anchor, "./wp:docPr/@descr") == [ALT]
        assert anchor.xpath("string(./wp:positionH/wp:align)", namespaces=NAMESPACES) == "right"
        width, height = (int(find(anchor, f"./wp:extent/@{side}")[0]) for side in ("cx", "cy"))
        assert height == pytest.approx(16 * 36000, abs=100)
        assert width / height == pytest.approx(1.5, abs=0.01)

    def test_the_text_keeps_clear_of_it(self, made: Path, style: str, audience: str) -> None:
        body = xml(paper(made, style, audience, Format.DOCX))
        width = int(find(body, "//wp:anchor/wp:extent/@cx")[0]) / 635
        lines = find(body, "//w:p[w:pPr/w:pStyle[@w:val='PackgenKicker' or @w:val='Heading1']]")
        indents = [int(find(line, "./w:pPr/w:ind/@w:right")[0]) for line in lines]
        assert len(lines) == 2
        assert all(indent > width + 100 for indent in indents)

    def test_its_file_holds_pixels_alone(self, made: Path, style: str, audience: str) -> None:
        with zipfile.ZipFile(BytesIO(paper(made, style, audience, Format.DOCX))) as archive:
            png = archive.read("word/media/logo.png")
        with Image.open(BytesIO(png)) as image:
            assert (image.mode, image.info) == ("RGB", {})
            assert image.getpixel((0, 0)) == (255, 255, 255)


def test_a_style_of_ones_own_leaves_no_path(made: Path) -> None:
    for file in made.rglob("*"):
        if file.is_file() and "output" not in file.parts and file.suffix in {".pdf", ".docx"}:
            assert made.name.encode() not in file.read_bytes()
    manifest = json.loads((made / "rule" / "oakshire" / "manifest.json").read_text("utf-8"))
    assert manifest["versions"]["style"] == "rule"
    assert str(made) not in json.dumps(manifest)


def test_the_pack_needs_no_reference_of_its_own(made: Path) -> None:
    assert not list((made / "oakshire").rglob("reference.docx"))


def test_a_style_by_its_path_makes_the_same_bytes(made: Path, tmp_path: Path) -> None:
    source = made / "oakshire"
    request = BuildRequest(source, tmp_path, style=f"{source}/styles/rule")
    for path in build(request, lambda _: None).paths:
        assert path.read_bytes() == (made / "rule" / path.relative_to(tmp_path)).read_bytes()
