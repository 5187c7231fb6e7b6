"""An attachment's bytes -> an open PDF that can be walked through without harm."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

import pikepdf

from packgen.assemble.unpacked import swollen, swollen_objects
from packgen.errors import BadInput, Fault

_MOST_BYTES: Final = 400_000_000
_MOST_PAGES: Final = 5000
_DEEPEST_PAGES: Final = 60
_DEEPEST: Final = 5000
"""How long a chain of objects may be; copying follows each such chain at once."""
AGAIN: Final = "open it in the program it was made with and export it as PDF again"

# What the library has to say of a damaged file is told in a fault, and not beside it.
logging.getLogger("pikepdf").addHandler(logging.NullHandler())


def opened(data: bytes, name: str) -> pikepdf.Pdf:
    """A file's bytes and its name -> the PDF, every object of it sound.

    Raises BadInput for what is locked, damaged, endless, or far larger unpacked.
    """
    if len(data) > _MOST_BYTES:
        raise refused(name, f"has more than {_MOST_BYTES:,} bytes", "attach it in parts")
    if b"%PDF-" not in data[:1024]:
        raise refused(name, "is not a PDF", "attach a PDF")
    swells = refused(name, "unpacks to far more than a report", "print it to PDF again")
    if swollen_objects(data):
        raise swells
    pdf = _open(data, name)
    try:
        if pdf.is_encrypted:
            raise _locked(name)
        _check_pages(pdf, name)
        if swollen(pdf):
            raise swells
        if pdf.get_warnings():
            raise _damaged(name)
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError, RuntimeError):
        raise _damaged(name) from None
    return pdf


def refused(name: str, what: str, remedy: str) -> BadInput:
    """An attachment that can't be used, and why."""
    return BadInput(Fault(name, what, remedy))


def check_depth(pdf: pikepdf.Pdf, name: str) -> None:
    """Raises BadInput when objects lead to each other in too long a chain."""
    met: set[tuple[int, int]] = set()
    waiting: list[Iterator[Any]] = [iter((pdf.Root,))]
    while waiting:
        held = next(waiting[-1], None)
        if held is None:
            waiting.pop()
            continue
        if held.is_indirect:
            if held.objgen in met:
                continue
            met.add(held.objgen)
        waiting.append(_inner(held))
        if len(waiting) > _DEEPEST:
            raise _damaged(name)


def _inner(held: Any) -> Iterator[Any]:
    values = held if isinstance(held, pikepdf.Array) else held.values()
    # None stands for the end of the values, so no null may be among them.
    return (v for v in values if isinstance(v, pikepdf.Array | pikepdf.Dictionary | pikepdf.Stream))


def _open(data: bytes, name: str) -> pikepdf.Pdf:
    try:
        return pikepdf.open(BytesIO(data), attempt_recovery=False, suppress_warnings=True)
    except pikepdf.PasswordError:
        raise _locked(name) from None
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError, OverflowError):
        raise _damaged(name) from None


def _locked(name: str) -> BadInput:
    return refused(name, "is protected by a password or by permissions", "save it without them")


def _damaged(name: str) -> BadInput:
    return refused(name, "is damaged or cut off", AGAIN)


def _check_pages(pdf: pikepdf.Pdf, name: str) -> None:
    """Raises BadInput for a page tree that is none: walked here first, as other walks trust it."""
    met: set[tuple[int, int]] = set()
    waiting: list[tuple[Any, int]] = [(pdf.Root.get("/Pages"), 0)]
    pages = 0
    while waiting:
        node, depth = waiting.pop()
        if not isinstance(node, pikepdf.Dictionary) or node.objgen in met:
            raise _damaged(name)
        if depth > _DEEPEST_PAGES or pages > _MOST_PAGES:
            raise refused(name, f"has more than {_MOST_PAGES} pages", "attach it in parts")
        met.add(node.objgen)
        kids = node.get("/Kids")
        if isinstance(kids, pikepdf.Array):
            waiting += [(kid, depth + 1) for kid in kids]
        else:
            pages += 1
    if not pages or not len(pdf.pages):
        raise refused(name, "has no pages", "attach a PDF with pages")
