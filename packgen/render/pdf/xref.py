"""Objects -> the bytes of a file with object streams and a cross-reference stream."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import md5
from itertools import accumulate, chain

from packgen.render.pdf.streams import deflate, stream_bytes

_HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
# At most 256, so that an object's place in its stream is one byte of the cross-reference.
_PER_STREAM = 250


_Entry = tuple[int, int, int]
"""An object's row: what kind it is, where it is, and its place there."""

# The difference between the rows of one object and the next in the same object stream.
_NEXT_IN_STREAM = b"\2\0\0\0\0\0\1"


class Numbered:
    """Objects by number: streams as bytes, all others as text for object streams."""

    def __init__(self) -> None:
        self.streams: list[tuple[int, bytes]] = []
        self.texts: list[tuple[int, str]] = []


def file_bytes(objects: Numbered, bulk: Sequence[str], first: int, entries: str) -> bytes:
    """Objects, a run of texts from number ``first`` on, the trailer's entries -> the file.

    Raises ValueError when the numbers leave a gap.
    """
    chunks = _chunks(objects.texts, bulk, first)
    size = 1 + len(objects.streams) + len(objects.texts) + len(bulk)
    out, position = [_HEAD], len(_HEAD)
    table: dict[int, _Entry] = {0: (0, 0, 0)}
    holders = range(size, size + len(chunks))
    packed = (
        (number, _object_stream(numbers, texts))
        for number, (numbers, texts) in zip(holders, chunks, strict=True)
    )
    for number, body in chain(objects.streams, packed):
        table[number] = (1, position, 0)
        data = b"%d 0 obj\n%bendobj\n" % (number, body)
        out.append(data)
        position += len(data)
    for holder, (numbers, _) in zip(holders, chunks, strict=True):
        table.update((number, (2, holder, place)) for place, number in enumerate(numbers))
    last = size + len(chunks)
    table[last] = (1, position, 0)
    if len(table) != last + 1 or max(table) != last:
        raise ValueError("the numbers of the file's objects leave a gap")
    entries += f"/Type/XRef/Size {last + 1}/W[1 4 1]/DecodeParms<</Predictor 12/Columns 6>>"
    digest = _digest(out)
    entries += f"/ID[<{digest}><{digest}>]/Filter/FlateDecode"
    out.append(b"%d 0 obj\n%bendobj\n" % (last, stream_bytes(entries, _rows(table))))
    out.append(b"startxref\n%d\n%%%%EOF\n" % position)
    return b"".join(out)


def _chunks(
    texts: list[tuple[int, str]], bulk: Sequence[str], first: int
) -> list[tuple[Sequence[int], Sequence[str]]]:
    chunks: list[tuple[Sequence[int], Sequence[str]]] = []
    for start in range(0, len(texts), _PER_STREAM):
        part = texts[start : start + _PER_STREAM]
        chunks.append(([number for number, _ in part], [text for _, text in part]))
    for start in range(0, len(bulk), _PER_STREAM):
        run = bulk[start : start + _PER_STREAM]
        chunks.append((range(first + start, first + start + len(run)), run))
    return chunks


def _object_stream(numbers: Sequence[int], texts: Sequence[str]) -> bytes:
    starts = accumulate([len(text) + 1 for text in texts], initial=0)
    pairs = tuple(chain.from_iterable(zip(numbers, starts, strict=False)))
    head = ("%d " * len(pairs)) % pairs
    data = deflate((head + "\n".join(texts) + "\n").encode("latin-1"))
    entries = f"/Type/ObjStm/N {len(texts)}/First {len(head)}/Filter/FlateDecode"
    return stream_bytes(entries, data)


def _rows(table: dict[int, _Entry]) -> bytes:
    """The cross-reference rows, each less the one above it (PNG predictor Up), deflated."""
    rows, entry = [], (0, 0, 0)
    for number in range(len(table)):
        before, entry = entry, table[number]
        if entry[0] == 2 == before[0] and entry[1] == before[1] and entry[2] == before[2] + 1:
            rows.append(_NEXT_IN_STREAM)
            continue
        above = _row(before)
        rows.append(b"\2" + bytes((a - b) & 255 for a, b in zip(_row(entry), above, strict=True)))
    return deflate(b"".join(rows))


def _row(entry: _Entry) -> bytes:
    kind, where, place = entry
    return bytes((kind,)) + where.to_bytes(4, "big") + bytes((place,))


def _digest(parts: list[bytes]) -> str:
    digest = md5(usedforsecurity=False)
    for part in parts:
        digest.update(part)
    return digest.hexdigest().upper()
