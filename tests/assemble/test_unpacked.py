"""How large a stream is once unpacked is known before it is unpacked."""

from __future__ import annotations

import zlib
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Name, Stream
from PIL import Image

from packgen.assemble import unpacked
from packgen.assemble.unpacked import swollen, swollen_objects, unpacked_size
from tests.assemble.raw import bomb, one_page

MOST = 10_000_000


PDF = pikepdf.new()
"""Holds the streams of these tests."""


def packed(data: bytes, name: str) -> Stream:
    stream = Stream(PDF, b"")
    stream.write(data, filter=Name(name))
    return stream


def lzw(width: int, height: int, dots: bytes) -> bytes:
    """A picture's dots as TIFF packs them, by the same rules as PDF."""
    out = BytesIO()
    image = Image.frombytes("L", (width, height), dots)
    image.save(out, "TIFF", compression="tiff_lzw", tiffinfo={278: height})
    with Image.open(out) as made:
        (start,), (size,) = made.tag_v2[273], made.tag_v2[279]
    return out.getvalue()[start : start + size]


@given(st.integers(0, 255), st.integers(1, 200), st.integers(3, 60))
@settings(deadline=None, max_examples=30)
def test_lzw_is_measured_exactly(first: int, step: int, rows: int) -> None:
    dots = bytes((first + x * x * step // 7) % 256 for x in range(500 * rows))
    stream = packed(lzw(500, rows, dots), "/LZWDecode")
    assert unpacked_size(stream, MOST) == len(dots)


@pytest.mark.parametrize("size", [100_000, 3_000_000])
def test_deflated_data_is_measured_exactly(size: int) -> None:
    stream = packed(zlib.compress(bytes(size)), "/FlateDecode")
    assert unpacked_size(stream, MOST) == size


def test_counting_ends_where_it_is_too_much() -> None:
    stream = packed(zlib.compress(bytes(60_000_000)), "/FlateDecode")
    assert MOST < unpacked_size(stream, MOST) < 2 * MOST


def test_what_is_packed_twice_may_not_be_large() -> None:
    stream = packed(zlib.compress(zlib.compress(bytes(30_000_000))), "/FlateDecode")
    stream[Name.Filter] = Array([Name.FlateDecode, Name.FlateDecode])
    assert unpacked_size(stream, MOST) > MOST


@pytest.mark.parametrize(("count", "much"), [(3, False), (7, True)])
def test_small_bombs_add_up(count: int, much: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacked, "MOST_ALTOGETHER", 50_000_000)
    with pikepdf.open(BytesIO(one_page(*[bomb(10 << 20)] * count))) as pdf:
        assert swollen(pdf) == much


@pytest.mark.parametrize("entries", [b"/Type/ObjStm", b"/Type /XRef"])
def test_objects_are_measured_before_they_are_opened(entries: bytes) -> None:
    assert swollen_objects(one_page(bomb(100 << 20, entries)))
    assert not swollen_objects(one_page(bomb(1 << 20, entries)))
    wrapped = b"<</Length 3/Filter[/ASCII85Decode/FlateDecode]%b>>stream\nabc\nendstream" % entries
    assert swollen_objects(one_page(wrapped))
