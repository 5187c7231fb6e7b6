"""A finished PDF pack -> its pages: the number that each carries, and what it says."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from pikepdf import Page

from packgen.verify.parts import taking_apart
from packgen.verify.pdf import page_text


@dataclass(frozen=True, slots=True)
class PageSaid:
    """A page: its number as printed, the texts of its body in order, running text left out.

    Somebody else's page, whose text may not be readable, has the hash of its content instead.
    """

    label: str
    texts: tuple[str, ...]


def pages_said(data: bytes) -> tuple[PageSaid, ...]:
    """A PDF -> its pages in order. Raises ValueError for what is no PDF."""
    with taking_apart("the PDF"), pikepdf.open(BytesIO(data)) as pdf:
        return tuple(PageSaid(page.label, _texts(page)) for page in pdf.pages)


def _texts(page: Page) -> tuple[str, ...]:
    try:
        said = page_text(page)
    except (AttributeError, KeyError, ValueError, pikepdf.PdfError):
        return (_digest(page),)
    if said.loose.strip():
        return (_digest(page),)
    return tuple(text for text in said.marked.values() if text.strip())


def _digest(page: Page) -> str:
    contents = page.obj.get("/Contents")
    streams = contents if isinstance(contents, pikepdf.Array) else [contents]
    held = b"".join(s.read_bytes() for s in streams if isinstance(s, pikepdf.Stream))
    return hashlib.sha256(held).hexdigest()
