"""Packages: the zip file that a workbook is, opened with care."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn
from xml.parsers import expat

from packgen.errors import BadInput, Fault

_LARGEST_PART = 512 * 2**20
_LARGE_PART = 50 * 2**20
_STEEPEST_RATIO = 200
_HEAD = 64 * 2**20  # an encrypted workbook's directory may stand at its end
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE_AS_XLSX = "open it in Excel and save it as an Excel Workbook (.xlsx)"
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError)

Attributes = dict[str, str]


@dataclass(frozen=True, slots=True)
class Element:
    """The start of one XML element: the local names from the root to it, and its attributes."""

    path: str
    attributes: Attributes


class DoctypeForbidden(Exception):
    """A part declares a document type; no workbook does, and entity bombs must."""


class Package:
    """A zip file whose parts are found whatever their case; every fault is a ``BadInput``."""

    def __init__(self, path: Path) -> None:
        """Open the file. Raises BadInput if it is missing, protected, or not a sound zip file."""
        self.file = path.name
        self._refuse_what_is_no_zip(path)
        try:
            self._zip = zipfile.ZipFile(path)
        except (*_BROKEN, ValueError):
            self.refuse("it is damaged and can't be read", _SAVE_AS_XLSX)
        self._parts = {_part_name(info.filename): info for info in self._zip.infolist()}
        self._refuse_unsafe_parts()

    def __enter__(self) -> Package:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def __contains__(self, part: str) -> bool:
        return _part_name(part) in self._parts

    def refuse(self, what: str, remedy: str, place: str = "") -> NoReturn:
        """Raise BadInput for this file."""
        raise BadInput(Fault(f"{self.file}: {place}" if place else self.file, what, remedy))

    def elements(self, part: str) -> list[Element]:
        """Every element of a small part, in document order; empty if there is no such part."""
        found: list[Element] = []
        path: list[str] = []

        def start(tag: str, attributes: Attributes) -> None:
            path.append(local_name(tag))
            found.append(Element("/".join(path), attributes))

        if part in self:
            self.parse(part, start, lambda _: path.pop(), lambda _: None)
        return found

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """A part's relations: id -> (kind, target part); the package's own for part ''."""
        folder, name = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        return {
            element.attributes.get("Id", ""): (
                element.attributes.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, element.attributes["Target"])),
            )
            for element in self.elements(rels)
            if "Target" in element.attributes
        }

    def parse(
        self,
        part: str,
        start: Callable[[str, Attributes], object],
        end: Callable[[str], object],
        text: Callable[[str], object],
    ) -> None:
        """Stream a part's XML through three handlers. Raises BadInput when it is damaged."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _forbid_doctype
        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.CharacterDataHandler = text
        try:
            with self._zip.open(self._parts[_part_name(part)]) as stream:
                parser.ParseFile(stream)
        except DoctypeForbidden:
            self.refuse("it holds a document type declaration, as no workbook does", _SAVE_AS_XLSX)
        except (*_BROKEN, KeyError, expat.ExpatError, ValueError):
            self.refuse("it is damaged and can't be read", _SAVE_AS_XLSX)

    def _refuse_what_is_no_zip(self, path: Path) -> None:
        try:
            with path.open("rb") as stream:
                head = stream.read(_HEAD)
        except FileNotFoundError:
            self.refuse("there is no such file", "check the name and the folder")
        except OSError:
            self.refuse("it can't be opened", "check that it is a file that you may read")
        if head.startswith(_OLE) and "EncryptedPackage".encode("utf-16-le") in head:
            self.refuse(
                "it is protected by a password",
                "open it in Excel, take the password off (File > Info), and save it",
            )
        if not head.startswith(b"PK"):
            self.refuse("it is not an Excel workbook (.xlsx), or it is damaged", _SAVE_AS_XLSX)

    def _refuse_unsafe_parts(self) -> None:
        for info in self._zip.infolist():
            if info.flag_bits & 1:
                self.refuse("it is protected by a password", "save it without a password")
            steep = info.file_size > _STEEPEST_RATIO * max(info.compress_size, 1)
            if info.file_size > _LARGEST_PART or (info.file_size > _LARGE_PART and steep):
                self.refuse("it unpacks to far more than a scorecard holds", _SAVE_AS_XLSX)


def local_name(tag: str) -> str:
    """An XML tag or attribute -> its name without the prefix."""
    return tag.rpartition(":")[2]


def _part_name(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").casefold()


def _forbid_doctype(*_: object) -> NoReturn:
    raise DoctypeForbidden
