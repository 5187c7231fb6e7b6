"""Pictures of reports: what is printed of a file, and which files are none."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image as Pictures
from PIL.PngImagePlugin import PngInfo

from packgen.document.nodes import Illustration, Image
from packgen.document.walk import plain
from packgen.errors import BadInput
from tests.compose.reports import kit, public_report

SAID = "Taken by J. Doe at 51.4N"


def draw(file: Path, size: tuple[int, int] = (192, 96), **options: object) -> None:
    """A file whose left half is red."""
    image = Pictures.new("RGB", size, "white")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    image.save(file, **options)  # type: ignore[arg-type]


def shown(folder: Path, markdown: str) -> Illustration:
    blocks = public_report(f"## One\n\n{markdown}\n", folder=folder).public
    (found,) = [block for block in blocks if isinstance(block, Illustration)]
    return found


def image_of(folder: Path, markdown: str) -> Image:
    content = shown(folder, markdown).content
    assert isinstance(content, Image)
    return content


def test_a_picture_has_its_words_its_caption_and_the_size_that_it_says(tmp_path: Path) -> None:
    draw(tmp_path / "a.png", dpi=(96, 96))
    found = shown(tmp_path, '![A red half](a.png "Halves")')
    assert plain(found.caption) == "Figure 1: Halves"
    assert isinstance(found.content, Image)
    assert found.content.alt == "A red half"
    assert (found.content.width_pt, found.content.height_pt) == pytest.approx((144, 72), rel=0.01)


@pytest.mark.parametrize(
    ("width", "points"),
    [("50%", 240.0), ("50.8mm", 144.0), ("100%", 480.0), ("400mm", 480.0)],
)
def test_a_width_is_of_the_text_and_never_more(tmp_path: Path, width: str, points: float) -> None:
    draw(tmp_path / "a.png")
    found = image_of(tmp_path, f'![x](a.png){{width="{width}"}}')
    assert found.width_pt == pytest.approx(points)
    assert found.height_pt == pytest.approx(points / 2)


def test_a_large_picture_fits_the_page_and_has_no_more_dots_than_print_can_use(
    tmp_path: Path,
) -> None:
    draw(tmp_path / "a.png", (3000, 6000), dpi=(72, 72))
    found = image_of(tmp_path, "![x](a.png)")
    assert found.height_pt <= kit().tallest_pt
    with Pictures.open(BytesIO(found.data)) as image:
        assert image.height <= kit().tallest_pt / 72 * 300 + 1


@pytest.mark.parametrize("kind", ["png", "jpg", "gif", "webp"])
def test_nothing_but_the_picture_is_left_of_a_file(tmp_path: Path, kind: str) -> None:
    exif = Pictures.Exif()
    exif[0x013B] = SAID  # the artist
    exif[0x010E] = SAID
    options: dict[str, object] = {"exif": exif} if kind != "gif" else {"comment": SAID.encode()}
    if kind == "png":
        text = PngInfo()
        text.add_text("Author", SAID)
        options["pnginfo"] = text
    file = tmp_path / f"a.{kind}"
    draw(file, **options)
    assert SAID.encode() in file.read_bytes()
    found = image_of(tmp_path, f"![x](a.{kind})")
    assert SAID.encode() not in found.data
    assert found.data.startswith(b"\xff\xd8" if kind == "jpg" else b"\x89PNG")
    with Pictures.open(BytesIO(found.data)) as image:
        assert not image.getexif()


def test_a_picture_stands_upright_as_the_camera_says(tmp_path: Path) -> None:
    exif = Pictures.Exif()
    exif[0x0112] = 6  # a quarter turn
    draw(tmp_path / "a.jpg", exif=exif)
    found = image_of(tmp_path, "![x](a.jpg)")
    with Pictures.open(BytesIO(found.data)) as image:
        assert image.size == (96, 192)
    assert found.height_pt == pytest.approx(2 * found.width_pt)


def test_the_same_file_gives_the_same_bytes(tmp_path: Path) -> None:
    draw(tmp_path / "a.jpg")
    assert image_of(tmp_path, "![x](a.jpg)") == image_of(tmp_path, "![x](a.jpg)")


@pytest.mark.parametrize(
    ("markdown", "what"),
    [
        ("![](a.png)", "report.md:3: a picture without words"),
        ("![x](b.png)", "report.md:3: picture b.png No such file"),
        ("![x](broken.png)", "report.md:3: picture broken.png is no PNG or JPEG or GIF or WEBP"),
        ("![x](vast.png)", "report.md:3: picture vast.png "),
        ("![x](a.svg)", "report.md:3: 'a.svg' is an SVG"),
        ("![x](../a.png)", "report.md:3: '../a.png' is no picture of the report's folder"),
        ("![x](/etc/passwd)", "is no picture of the report's folder"),
        ("![x](https://example.org/a.png)", "is no picture of the report's folder"),
        ("![x](%2e%2e/a.png)", "is no picture of the report's folder"),
        ("![x](a%00.png)", "report.md:3: "),
        ("![x](leads-out.png)", "'leads-out.png' leads out of the report's folder"),
        ("![x](inner)", "report.md:3: picture inner is no regular file"),
        ('![x](a.png){width="wide"}', "report.md:3: the width 'wide' is not known"),
        ('![x](a.png){width="0%"}', "the width '0%' is not known"),
    ],
)
def test_what_is_no_picture_of_the_folder_is_a_fault(
    tmp_path: Path, markdown: str, what: str
) -> None:
    folder = tmp_path / "report"
    (folder / "inner").mkdir(parents=True)
    draw(folder / "a.png")
    draw(tmp_path / "a.png")
    (folder / "broken.png").write_bytes((folder / "a.png").read_bytes()[:60])
    Pictures.new("1", (20_000, 20_000)).save(folder / "vast.png")
    (folder / "a.svg").write_text("<svg/>", encoding="utf-8")
    (folder / "leads-out.png").symlink_to(tmp_path / "a.png")
    with pytest.raises(BadInput) as caught:
        public_report(f"## One\n\n{markdown}\n", folder=folder)
    assert what in str(caught.value)
