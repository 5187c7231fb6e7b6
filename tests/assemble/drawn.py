"""Reports as others make them: drawn with reportlab, without tags unless said."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

A4 = (595.28, 841.89)


def drawn(*pages: Callable[[Canvas], object], size: tuple[float, float] = A4) -> bytes:
    """What to draw on each page -> the PDF."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=size, invariant=1, pageCompression=1)
    canvas.setTitle("A report by others")
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def lines(*texts: str) -> Callable[[Canvas], None]:
    """Lines of text, from the top of the page."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 12)
        for row, text in enumerate(texts):
            canvas.drawString(72, 760 - 20 * row, text)

    return draw


def picture(colour: str = "white", size: tuple[int, int] = (60, 80)) -> ImageReader:
    """A picture all of one colour."""
    return ImageReader(Image.new("RGB", size, colour))
