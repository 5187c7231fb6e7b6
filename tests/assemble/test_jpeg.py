"""JPEG pictures lose what nobody sees of them, and no dot."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pikepdf
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from packgen.assemble.attachment import inspect
from packgen.assemble.jpeg import without_notes
from tests.assemble.drawn import drawn

WORD = b"Quixotic"


def photograph(mode: str, **settings: Any) -> bytes:
    out = BytesIO()
    image = Image.linear_gradient("L").resize((97, 61)).convert(mode)
    exif = Image.Exif()
    exif[0x010E] = WORD.decode()
    image.save(out, "JPEG", comment=WORD, exif=exif, icc_profile=WORD * 9, **settings)
    return out.getvalue()


def dots(data: bytes) -> bytes:
    return Image.open(BytesIO(data)).tobytes()


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
@pytest.mark.parametrize(
    "settings", [{}, {"progressive": True}, {"restart_marker_blocks": 2}, {"keep_rgb": True}]
)
def test_notes_go_and_dots_stay(mode: str, settings: dict[str, Any]) -> None:
    data = photograph(mode, **({} if "keep_rgb" in settings and mode != "RGB" else settings))
    plain = without_notes(data + WORD)
    assert WORD in data
    assert WORD not in plain
    assert dots(plain) == dots(data)


def test_a_file_that_is_cut_off_is_cut_off_still() -> None:
    data = photograph("RGB")
    assert without_notes(data[:-90]).startswith(b"\xff\xd8\xff\xe0")


def test_what_is_no_jpeg_is_refused() -> None:
    with pytest.raises(pikepdf.PdfError):
        without_notes(b"GIF89a")


def test_a_jpeg_that_is_wrapped_up_once_more_is_cleaned_too() -> None:
    """reportlab writes the letters of ASCII 85 around it."""

    def draw(canvas: Canvas) -> None:
        canvas.drawImage(path, 72, 72, 97, 61)

    path = ImageReader(BytesIO(photograph("RGB")))
    found = inspect(drawn(draw), "a.pdf")
    with pikepdf.open(BytesIO(found.data)) as pdf:
        (image,) = pdf.pages[0].Resources.XObject.values()
        assert image.Filter == "/DCTDecode"
        assert WORD not in image.read_raw_bytes()
        assert dots(image.read_raw_bytes()) == dots(photograph("RGB"))
