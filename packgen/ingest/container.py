"""Containers: a file -> what kind of thing it is by its first bytes, whatever its name says."""

from __future__ import annotations

import codecs
import stat
from enum import Enum
from pathlib import Path

from packgen.ingest.package import SAVE_AS_XLSX, refuse

_HEAD = 64 * 2**20  # an encrypted workbook's directory may stand at its end
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FEWEST = 16  # bytes that tell UTF-16 without a mark
_SIGNS = 4096  # bytes that tell text from other things
_OTHERS = (
    (b"%pdf", "it is a PDF", "give the workbook that it was made from"),
    (b"{\\rtf", "it is a text document (RTF)", "give the workbook that it was made from"),
    (b"<!doctype html", "it is a web page, whatever its name says", SAVE_AS_XLSX),
    (b"<html", "it is a web page, whatever its name says", SAVE_AS_XLSX),
    (b"<?xml", "it is an XML file, not a workbook that packgen reads", SAVE_AS_XLSX),
)
_NO_WORKBOOK = (
    "it is not a workbook (.xlsx, .xlsm, .xlsb, .xls, .ods, .csv or .tsv), or it is damaged"
)


class Container(Enum):
    """What a workbook may be kept in."""

    ZIP = "zip"
    OLE = "compound file"
    TEXT = "text"


def container_of(path: Path) -> Container:
    """A file -> its container. Raises BadInput for what is missing, protected or no workbook."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # a pipe would keep its reader waiting
            refuse(path.name, "it can't be opened: it is no file", "give a workbook's file")
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
    except FileNotFoundError:
        refuse(path.name, "there is no such file", "check the name and the folder")
    except OSError:
        refuse(path.name, "it can't be opened", "check that it is a file that you may read")
    if head.startswith(b"PK"):
        return Container.ZIP
    if head.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in head:
            refuse(
                path.name,
                "it is protected by a password",
                "open it in Excel, take the password off (File > Info), and save it",
            )
        return Container.OLE
    start = head[:_SIGNS].removeprefix(codecs.BOM_UTF8).lstrip().lower()
    for sign, what, remedy in _OTHERS:
        if start.startswith(sign):
            refuse(path.name, what, remedy)
    if not head.strip() or not _is_text(head[:_SIGNS]):
        refuse(path.name, _NO_WORKBOOK, SAVE_AS_XLSX)
    return Container.TEXT


def _is_text(start: bytes) -> bool:
    """Whether a file's first bytes are text: in UTF-16, or without bytes that no text holds."""
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return True
    zeros = start[0::2].count(0), start[1::2].count(0)
    if max(zeros) > 0.4 * len(start) / 2 and min(zeros) == 0 and len(start) > _FEWEST:
        return True
    return not any(byte < 32 and byte not in (9, 10, 12, 13, 26, 27) for byte in start)
