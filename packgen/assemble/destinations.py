"""Where links and bookmarks lead: names, arrays and actions -> a page and what is shown of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from packgen.assemble.matrix import Matrix
from packgen.assemble.viewport import as_number

_FITS: Final = {"/XYZ": 3, "/Fit": 0, "/FitH": 1, "/FitV": 1, "/FitR": 4, "/FitB": 0, "/FitBH": 1,
                "/FitBV": 1}  # fmt: skip
_MOST_NAMES: Final = 200_000


class Destination(NamedTuple):
    """A page by its index, how it is fitted into the window, and the numbers that belong to it."""

    page: int
    fit: str = "/Fit"
    numbers: tuple[float | None, ...] = ()

    def array(self, page: Any, matrix: Matrix) -> Array:
        """The page, and where its content was moved to -> the destination as PDF has it."""
        if matrix.is_identity:
            values = list(self.numbers)
        else:
            values = _moved(self.fit, self.numbers, matrix)
        return Array([page, Name(self.fit), *values])


class Destinations:
    """A file's named destinations; resolves all that leads to a page of it."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.objects = [page.obj for page in pdf.pages]
        self.pages = {page.objgen: index for index, page in enumerate(self.objects)}
        self._named = dict(_names(pdf))

    def named(self) -> Iterator[tuple[str, Destination]]:
        """Where the names lead, from first to last, each place once. What they were is nowhere
        kept, as no reader is shown them."""
        places = {self._explicit(held) for held in self._named.values()}
        ordered = sorted((place for place in places if place is not None), key=_by_place)
        for number, place in enumerate(ordered, 1):
            yield f"place-{number}", place

    def resolve(self, held: Any) -> Destination | None:
        """A name or an explicit destination -> where it leads; None for nowhere in this file."""
        if isinstance(held, Name):
            held = self._named.get(str(held)[1:].encode("utf-8", "surrogateescape"))
        elif isinstance(held, String):
            held = self._named.get(bytes(held))
        return self._explicit(held)

    def _explicit(self, held: Any) -> Destination | None:
        if isinstance(held, Dictionary):
            held = held.get("/D")
        if not isinstance(held, Array) or not len(held):
            return None
        page = held[0]
        index = self.pages.get(page.objgen) if isinstance(page, Dictionary) else as_number(page)
        if index is None or not 0 <= index < len(self.pages):
            return None
        fit = str(held[1]) if len(held) > 1 else "/Fit"
        count = _FITS.get(fit)
        numbers = tuple(as_number(value) for value in list(held)[2 : 2 + (count or 0)])
        if count is None or len(numbers) < count or (fit == "/FitR" and None in numbers):
            return Destination(int(index))
        return Destination(int(index), fit, numbers)


def _by_place(place: Destination) -> tuple[int, str, str]:
    return place.page, place.fit, repr(place.numbers)


def _names(pdf: pikepdf.Pdf) -> Iterator[tuple[bytes, Any]]:
    old = pdf.Root.get("/Dests")
    if isinstance(old, Dictionary):
        yield from ((key[1:].encode("utf-8", "surrogateescape"), v) for key, v in old.items())
    names = pdf.Root.get("/Names")
    waiting = [names.get("/Dests")] if isinstance(names, Dictionary) else []
    met, count = set[tuple[int, int]](), 0
    while waiting and count < _MOST_NAMES:
        node = waiting.pop()
        if not isinstance(node, Dictionary) or (node.is_indirect and node.objgen in met):
            continue
        met.add(node.objgen)
        pairs = node.get("/Names")
        held = list(pairs) if isinstance(pairs, Array) else []
        for key, value in zip(held[::2], held[1::2], strict=False):
            count += 1
            if isinstance(key, String):
                yield bytes(key), value
        kids = node.get("/Kids")
        waiting += list(kids) if isinstance(kids, Array) else []


def _moved(fit: str, numbers: tuple[float | None, ...], matrix: Matrix) -> list[float | None]:
    """The numbers of a destination on a page whose content was moved."""
    match fit, numbers:
        case "/XYZ", (left, top, zoom):
            x, y = matrix.at(left or 0, top or 0)
            turned = abs(matrix.b) > abs(matrix.a)
            lost_x, lost_y = (top is None, left is None) if turned else (left is None, top is None)
            return [None if lost_x else round(x, 2), None if lost_y else round(y, 2), zoom]
        case (("/FitH" | "/FitBH"), (float(top),)) if not matrix.b:
            return [round(matrix.at(0, top)[1], 2)]
        case (("/FitV" | "/FitBV"), (float(left),)) if not matrix.b:
            return [round(matrix.at(left, 0)[0], 2)]
        case "/FitR", (float(left), float(bottom), float(right), float(top)):
            corners = matrix.at(left, bottom), matrix.at(right, top)
            (left, right), (bottom, top) = (sorted(pair) for pair in zip(*corners, strict=True))
            return [round(edge, 2) for edge in (left, bottom, right, top)]
        case _:
            return [None] * len(numbers)
