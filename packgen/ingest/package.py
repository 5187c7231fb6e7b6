"""Packages: the zip file that a workbook is, opened with care."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NoReturn
from xml.parsers import expat

from packgen.errors import BadInput, Fault

_LARGEST_SUM = 256 * 2**20  # of all parts, unpacked
_LARGE_PART = 50 * 2**20
_STEEPEST_RATIO = 200
_LARGEST_SMALL_PART = 16 * 2**20  # of those that are kept whole: styles, relations
_MOST_KEPT = 400_000
_MOST_ELEMENTS = 3_000_000  # over all parts that are read: some ten times a large scorecard's
_DEEPEST = 100
_DEEPEST_KEPT = 8
_CHUNK = 2**20
SAVE_AS_XLSX = "open it in Excel and save it as an Excel Workbook (.xlsx)"
KEEP_ALONE = "keep the scorecard in a workbook of its own, or hide the tabs with other data"
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError)

Attributes = dict[str, str]


@dataclass(frozen=True, slots=True)
class Element:
    """The start of one XML element: the local names from the root to it, and its attributes."""

    path: tuple[str, ...]
    attributes: Attributes


class DoctypeForbidden(Exception):
    """A part declares a document type; no workbook does, and entity bombs must."""


class TooMuch(Exception):
    """A part holds more than can be read in a reasonable time."""


class TooDeep(Exception):
    """A part's elements are nested as no program nests them."""


class Package:
    """A zip file whose parts are found whatever their case; every fault is a ``BadInput``."""

    def __init__(self, path: Path, save: str = SAVE_AS_XLSX) -> None:
        """Open the file; ``save`` says how to save it anew. Raises BadInput if it is missing,
        protected, or not a sound zip file."""
        self.file = path.name
        self._save = save
        try:
            self._zip = zipfile.ZipFile(path)
        except (*_BROKEN, ValueError):  # of names that are not in their encoding, too
            self.refuse("it is damaged and can't be read", self._save)
        self._parts = {part_name(info.filename): info for info in self._zip.infolist()}
        self._elements = 0
        self._refuse_unsafe_parts()

    def __enter__(self) -> Package:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def __contains__(self, part: str) -> bool:
        return part_name(part) in self._parts

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of its parts, as they are compared, sorted."""
        return tuple(sorted(self._parts))

    def refuse(self, what: str, remedy: str, place: str = "") -> NoReturn:
        """Raise BadInput for this file."""
        refuse(self.file, what, remedy, place)

    def elements(self, part: str) -> list[Element]:
        """Every element of a small part, in document order; empty if there is no such part.

        Those nested more deeply than any that are looked for are left out.
        """
        found: list[Element] = []
        path: list[str] = []

        def start(tag: str, attributes: Attributes) -> None:
            path.append(local_name(tag))
            if len(path) <= _DEEPEST_KEPT:
                found.append(Element(tuple(path), attributes))
            if len(found) > _MOST_KEPT:
                self.refuse_as_too_large()

        if part in self:
            self.refuse_larger(part, _LARGEST_SMALL_PART)
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

    def read(self, part: str, most: int = _LARGEST_SMALL_PART, place: str = "") -> bytes:
        """A part's bytes; none if there is no such part. Raises BadInput for more than ``most``."""
        if part not in self:
            return b""
        self.refuse_larger(part, most, place)
        try:
            with self._zip.open(self._parts[part_name(part)]) as stream:
                return stream.read(most)
        except (*_BROKEN, ValueError):
            self.refuse("it is damaged and can't be read", self._save)

    def refuse_larger(self, part: str, most: int, place: str = "") -> None:
        """Raise BadInput if a part unpacks to more bytes than this."""
        info = self._parts.get(part_name(part))
        if info and info.file_size > most:
            self.refuse_as_too_large(place)

    def refuse_as_too_large(self, place: str = "") -> NoReturn:
        """Raise BadInput: more than can be read in a reasonable time."""
        self.refuse("it holds far more than a scorecard does", KEEP_ALONE, place)

    def refuse_as_damaged(self, what: str, place: str = "") -> NoReturn:
        """Raise BadInput: something that Excel never writes, and mends when it opens the file."""
        self.refuse(f"it is damaged: {what}", self._save, place)

    def parse(
        self,
        part: str,
        start: Callable[[str, Attributes], object],
        end: Callable[[str], object],
        text: Callable[[str], object],
    ) -> None:
        """Stream a part's XML through three handlers. Raises BadInput when it is damaged."""
        depth, room = 0, _MOST_ELEMENTS - self._elements

        def deeper(tag: str, attributes: Attributes) -> None:
            nonlocal depth, room
            depth += 1
            room -= 1
            if depth > _DEEPEST:
                raise TooDeep
            if room < 0:
                self.refuse_as_too_large()
            start(tag, attributes)

        def shallower(tag: str) -> None:
            nonlocal depth
            depth -= 1
            end(tag)

        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _forbid_doctype
        parser.StartElementHandler = deeper
        parser.EndElementHandler = shallower
        parser.CharacterDataHandler = text
        try:
            with self._zip.open(self._parts[part_name(part)]) as stream:
                # ParseFile's small chunks make old expats slow on one long token.
                while chunk := stream.read(_CHUNK):
                    parser.Parse(chunk, False)
                parser.Parse(b"", True)
        except DoctypeForbidden:
            self.refuse("it holds a document type declaration, as no such file does", self._save)
        except TooDeep:
            self.refuse_as_damaged("its elements are nested far too deep")
        except (*_BROKEN, KeyError, expat.ExpatError, ValueError):
            self.refuse("it is damaged and can't be read", self._save)
        finally:
            self._elements = _MOST_ELEMENTS - room

    def _refuse_unsafe_parts(self) -> None:
        for info in self._zip.infolist():
            if info.flag_bits & 1:
                self.refuse("it is protected by a password", "save it without a password")
            steep = info.file_size > _STEEPEST_RATIO * max(info.compress_size, 1)
            if info.file_size > _LARGE_PART and steep:
                self._refuse_as_bomb()
        if sum(info.file_size for info in self._zip.infolist()) > _LARGEST_SUM:
            self._refuse_as_bomb()

    def _refuse_as_bomb(self) -> NoReturn:
        self.refuse("it unpacks to far more than a scorecard holds", KEEP_ALONE)


def refuse(file: str, what: str, remedy: str, place: str = "") -> NoReturn:
    """Raise BadInput for a file, or for a place in it."""
    raise BadInput(Fault(f"{file}: {place}" if place else file, what, remedy))


@lru_cache(maxsize=1024)
def local_name(tag: str) -> str:
    """An XML tag or attribute -> its name without the prefix."""
    return tag.rpartition(":")[2]


def part_name(name: str) -> str:
    """A part's name as written -> the same as it is compared."""
    return name.replace("\\", "/").lstrip("/").casefold()


def _forbid_doctype(*_: object) -> NoReturn:
    raise DoctypeForbidden
