"""Compound files: the streams of an OLE file, opened with care ([MS-CFB])."""

from __future__ import annotations

import struct
from collections.abc import Iterator

_NO_SECTOR = 0xFFFFFFFA  # this and what is above it are no sectors
_HEADER_FAT = 109
_ENTRY = 128


class Damaged(Exception):
    """The file does not hold together."""


class Compound:
    """An OLE file's bytes, and its streams by name. Raises Damaged."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        if len(data) < 512:
            raise Damaged
        shift, mini_shift = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise Damaged
        self.size, self.mini_size = 1 << shift, 1 << mini_shift
        self.sectors = (len(data) - 512) // self.size + 1
        (first_directory,) = struct.unpack_from("<I", data, 48)
        self.cutoff, first_mini, _, first_more, more = struct.unpack_from("<5I", data, 56)
        self.fat = self._table(self._fat_sectors(first_more, more))
        self.entries = dict(self._entries(self._chain(first_directory)))
        root = self.entries.get("", (0, 0))
        self.mini_fat = self._table(self._places(first_mini, self.fat, self.sectors))
        self.mini = self._chain(root[0]) if root[1] else b""

    def stream(self, name: str) -> bytes | None:
        """A stream's bytes, by its name whatever its case; None when there is none."""
        entry = self.entries.get(name.casefold())
        if entry is None:
            return None
        start, size = entry
        if size > len(self.data):
            raise Damaged
        if size >= self.cutoff:
            content = self._chain(start)
        else:
            most = len(self.mini) // self.mini_size + 1
            parts = self._places(start, self.mini_fat, most)
            content = b"".join(
                self.mini[p * self.mini_size : (p + 1) * self.mini_size] for p in parts
            )
        if len(content) < size:
            raise Damaged
        return content[:size]

    def _fat_sectors(self, first: int, count: int) -> Iterator[int]:
        yield from struct.unpack_from(f"<{_HEADER_FAT}I", self.data, 76)
        each = self.size // 4 - 1
        for _ in range(min(count, self.sectors)):
            if first >= _NO_SECTOR:
                return
            numbers = struct.unpack(f"<{each + 1}I", self._sector(first))
            yield from numbers[:each]
            first = numbers[each]

    def _table(self, sectors: Iterator[int]) -> list[int]:
        """Sectors that hold sector numbers -> the numbers."""
        table: list[int] = []
        for sector in sectors:
            if sector < _NO_SECTOR:
                table += struct.unpack(f"<{self.size // 4}I", self._sector(sector))
            if len(table) > self.sectors + 2 * self.size:
                break
        return table

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self.size if self.size > 512 else 512 + number * self.size
        content = self.data[start : start + self.size]
        if not content:
            raise Damaged
        return content.ljust(self.size, b"\0")

    def _places(self, first: int, table: list[int], most: int) -> Iterator[int]:
        for _ in range(most + 1):
            if first >= _NO_SECTOR:
                return
            yield first
            if first >= len(table):
                raise Damaged
            first = table[first]
        raise Damaged

    def _chain(self, first: int) -> bytes:
        return b"".join(map(self._sector, self._places(first, self.fat, self.sectors)))

    def _entries(self, directory: bytes) -> Iterator[tuple[str, tuple[int, int]]]:
        """The directory -> streams' names with their first sector and size; '' is the root."""
        for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
            length, kind = struct.unpack_from("<HB", directory, at + 64)
            start, size = struct.unpack_from("<II", directory, at + 116)
            if kind == 5:
                yield "", (start, size)
            elif kind == 2 and 2 <= length <= 64:
                name = directory[at : at + length - 2].decode("utf-16-le", "replace")
                yield name.casefold(), (start, size)
