"""What a file that is to be mailed carries: whether it is locked, and marked as not public."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Collection, Iterator
from io import BytesIO
from typing import Any, Final

import pikepdf

from packgen.verify.pdf import page_text

_MARKED: Final = "marking"
_HEADER: Final = re.compile(r"word/(header|footer)\d*\.xml")
_TEXTS: Final = re.compile(rb"<w:t(?: [^>]*)?>([^<]*)</w:t>")


def is_locked(data: bytes) -> bool:
    """Whether a file is a PDF that nobody opens without a password, encrypted by AES-256."""
    try:
        with pikepdf.open(BytesIO(data)):
            return False
    except pikepdf.PasswordError:
        return b"/AESV3" in data
    except pikepdf.PdfError:
        return False


def carries(data: bytes, markings: Collection[str]) -> bool:
    """Whether a page of a PDF, or a page's head or foot of a Word file, carries one of the markings
    in its running text. What can't be read carries none: other checks know it by its hash."""
    wanted = [_letters(each) for each in markings if each.strip()]
    said = _of_pdf(data) if b"%PDF-" in data[:1024] else _of_word(data)
    return any(each in _letters(text) for text in said for each in wanted)


def _of_pdf(data: bytes) -> Iterator[str]:
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            for page in pdf.pages:
                try:
                    said = page_text(page)
                except (AttributeError, KeyError, ValueError, pikepdf.PdfError):
                    continue  # somebody else's page, joined in
                marked = _marked(pdf)
                yield " ".join(said.artifacts)
                yield from (said.marked.get(mark, "") for mark in marked)
    except (pikepdf.PdfError, pikepdf.PasswordError):
        return


def _marked(pdf: pikepdf.Pdf) -> list[int]:
    """The marked content of the elements that are the marking of a restricted paper."""
    found: list[int] = []
    todo: list[Any] = [pdf.Root.get("/StructTreeRoot")]
    while todo:
        element = todo.pop()
        if not isinstance(element, pikepdf.Dictionary):
            continue
        kids: Any = element.get("/K", None)
        listed: list[Any] = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
        if str(element.get("/T", "")) == _MARKED:
            found += [kid for kid in listed if isinstance(kid, int)]
        elif str(element.get("/S", "/Document")) in _AROUND:
            todo += listed
    return found


_AROUND: Final = frozenset({"/Document", "/Part", "/Sect", "/Div"})
"""The elements that a marking may stand in."""


def _of_word(data: bytes) -> Iterator[str]:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            for name in archive.namelist():
                if _HEADER.fullmatch(name):
                    found = _TEXTS.findall(archive.read(name))
                    yield b"".join(found).decode("utf-8", "replace")
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError):
        return


def _letters(text: str) -> str:
    return "".join(text.split()).upper()
