"""Word files as officers write them, made for the tests with python-docx and a few lines of XML."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm
from PIL import Image

W = nsdecls("w")


def png() -> BytesIO:
    out = BytesIO()
    Image.new("RGB", (40, 20), "#1B3A5C").save(out, "PNG")
    out.seek(0)
    return out


def with_styles(*names: str) -> Any:
    """A new file with paragraph styles of these names."""
    document = Document()
    for name in names:
        document.styles.add_style(name, 1)
    return document


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(document: Any, inside: str, properties: str = "") -> None:
    """A paragraph of raw XML at the body's end."""
    node = parse_xml(f"<w:p {W}><w:pPr>{properties}</w:pPr>{inside}</w:p>")
    document.element.body.insert_element_before(node, "w:sectPr")


def saved(document: Any, folder: Path, name: str = "report.docx") -> Path:
    path = folder / name
    document.save(path)
    return path


def picture(document: Any, alt: str) -> None:
    shape = document.add_picture(png(), width=Cm(4))
    shape._inline.docPr.set("descr", alt)
