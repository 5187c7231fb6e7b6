"""The logo: its picture as plain pixels, its words, and what is refused."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from packgen.errors import BadInput
from packgen.settings.picture import Picture, read_picture
from packgen.settings.style import load_style
from tests.styles import own_style

LOGO = '[logo]\nfile = "logo.png"\nheight = 20\nalt = "Example Borough Council"\n'


def save(folder: Path, image: Image.Image, name: str = "logo.png", **how: object) -> Path:
    home = folder / "styles" / "mine"
    home.mkdir(parents=True, exist_ok=True)
    image.save(home / name, **how)
    return home / name


def shape(mode: str = "RGBA", size: tuple[int, int] = (80, 40)) -> Image.Image:
    """Half clear, half green."""
    image = Image.new("RGBA", size, (0, 0, 0, 0))
    image.paste((30, 107, 79, 255), (0, 0, size[0] // 2, size[1]))
    return image.convert(mode)


def faults(folder: Path, text: str) -> str:
    with pytest.raises(BadInput) as caught:
        load_style(own_style(folder, f'extends = "civic"\n{text}'))
    return str(caught.value)


def test_it_keeps_its_shape_at_the_height_asked_for(tmp_path: Path) -> None:
    save(tmp_path, shape())
    logo = load_style(own_style(tmp_path, f'extends = "civic"\n{LOGO}')).logo
    assert logo is not None
    assert logo.alt == "Example Borough Council"
    assert (logo.height_pt, logo.width_pt) == pytest.approx((20 / 25.4 * 72, 40 / 25.4 * 72))
    assert (logo.picture.width, logo.picture.height) == (80, 40)


def test_what_is_clear_shows_the_ground(tmp_path: Path) -> None:
    picture = read_picture(save(tmp_path, shape()), 50, "#F0E0D0")
    assert picture.rgb[:3] == bytes((30, 107, 79))
    assert picture.rgb[-3:] == bytes((0xF0, 0xE0, 0xD0))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_every_usual_kind_of_png_is_read(tmp_path: Path, mode: str) -> None:
    picture = read_picture(save(tmp_path, shape(mode)), 50, "#FFFFFF")
    assert len(picture.rgb) == 80 * 40 * 3


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
def test_every_usual_kind_of_jpeg_is_read(tmp_path: Path, mode: str) -> None:
    picture = read_picture(save(tmp_path, shape(mode), "logo.jpg"), 50, "#FFFFFF")
    assert (picture.width, picture.height) == (80, 40)


def test_a_picture_on_its_side_is_turned_as_its_camera_says(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    picture = read_picture(save(tmp_path, shape("RGB"), "a.jpg", exif=exif), 50, "#FFFFFF")
    assert (picture.width, picture.height) == (40, 80)


def test_it_has_300_dots_an_inch_at_most(tmp_path: Path) -> None:
    picture = read_picture(save(tmp_path, shape(size=(4000, 2000))), 72, "#FFFFFF")
    assert (picture.width, picture.height) == (600, 300)


def test_nothing_but_its_pixels_is_carried(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x013B] = "Secret Person"
    text = PngInfo()
    text.add_text("Author", "Secret Person")
    plain = read_picture(save(tmp_path, shape()), 50, "#FFFFFF")
    told = read_picture(
        save(tmp_path, shape(), "told.png", pnginfo=text, exif=exif, dpi=(96, 96)), 50, "#FFFFFF"
    )
    assert told == plain
    chunks = told.png()
    assert b"Secret" not in chunks
    assert {chunk for chunk in (b"tEXt", b"eXIf", b"pHYs", b"tIME") if chunk in chunks} == set()
    with Image.open(BytesIO(chunks)) as image:
        assert image.tobytes() == plain.rgb


def test_equal_pixels_give_equal_bytes() -> None:
    picture = Picture(2, 1, bytes((1, 2, 3, 4, 5, 6)))
    assert picture.png() == Picture(2, 1, bytes((1, 2, 3, 4, 5, 6))).png()


def bomb(width: int, height: int) -> bytes:
    """A PNG that says it is large, and holds nothing."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (bomb(30000, 30000), "has far too many dots — save it with fewer dots"),
        (bomb(12000, 12000), "has far too many dots"),
        (bomb(7000, 7000), "has 7000 x 7000 dots — save it with fewer dots"),
        (bomb(100, 100), "is no PNG or JPEG picture, or a damaged one"),
        (b"GIF89a" + bytes(100), "is no PNG or JPEG picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "is no PNG or JPEG picture"),
        (b"", "is no PNG or JPEG picture"),
        (bytes(10_000_001), "has more than 10 MB — save it smaller"),
    ],
    ids=("huge", "large", "many-dots", "empty-png", "gif", "svg", "nothing", "heavy"),
)
def test_a_hostile_picture_is_one_clear_fault(tmp_path: Path, data: bytes, told: str) -> None:
    home = own_style(tmp_path, f'extends = "civic"\n{LOGO}')
    (home.folder / "logo.png").write_bytes(data)
    with pytest.raises(BadInput) as caught:
        load_style(home)
    (fault,) = caught.value.faults
    assert fault.where == "styles/mine/tokens.toml: [logo]: file"
    assert told in str(fault)
    assert str(tmp_path) not in str(fault)


@pytest.mark.parametrize("cut", [60, 100, 150])
def test_a_picture_cut_short_is_refused(tmp_path: Path, cut: int) -> None:
    file = save(tmp_path, Image.effect_noise((80, 40), 50))
    file.write_bytes(file.read_bytes()[:cut])
    assert "'logo.png' is" in faults(tmp_path, LOGO)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[logo]\nfile = "logo.png"\nheight = 20', "[logo]: alt: says nothing"),
        ('[logo]\nfile = "logo.png"\nheight = 20\nalt = "2023/24 12345"', "alt: says nothing"),
        ('[logo]\nheight = 20\nalt = "Council"', "[logo]: file: is missing"),
        ('[logo]\nfile = "logo.png"\nalt = "Council"', "[logo]: height: is missing"),
        ('[logo]\nfile = "logo.png"\nheight = 90\nalt = "Council"', "height: 90 is out of bounds"),
        ('[logo]\nfile = "none.png"\nheight = 20\nalt = "Council"', "'none.png' No such file"),
        ('[logo]\nfile = "wide.png"\nheight = 20\nalt = "Council"', "would print 200 mm wide"),
        ('[logo]\nfile = "logo.png"\nheight = 20\nalt = "Council"\nx = 1', "x: is not a key"),
        ("logo = 3", "[style]: logo: is not a table"),
        ('logo = ""', "[style]: logo: is not a table"),
        ("[logo]", "[logo]: file: is missing, and all else"),
        ('[logo]\nfile = "/dev/zero"\nheight = 20\nalt = "Council"', "'zero' is no regular file"),
        ('[logo]\nfile = "."\nheight = 20\nalt = "Council"', "is no regular file"),
    ],
)
def test_a_logo_is_complete_and_fits(tmp_path: Path, text: str, told: str) -> None:
    save(tmp_path, shape())
    save(tmp_path, shape(size=(400, 40)), "wide.png")
    assert told.removeprefix("[style]: ") in faults(tmp_path, text)
