"""The links of an attachment, brought down to where they lead."""

from __future__ import annotations

from typing import Any, Final

from pikepdf import Array, Dictionary, Name, Pdf, String

from packgen.assemble.bookmarks import target
from packgen.assemble.destinations import Destinations
from packgen.assemble.matrix import IDENTITY
from packgen.assemble.viewport import as_number, box_of
from packgen.errors import Fault

_SCHEMES: Final = ("http://", "https://", "mailto:", "tel:")


class Links:
    """Makes the links of a PDF plain; ``findings`` are of those that led where none may."""

    def __init__(self, pdf: Pdf, name: str, destinations: Destinations) -> None:
        self.name = name
        self.findings: list[Fault] = []
        self.kept: dict[tuple[int, int], Any] = {}
        for number, page in enumerate(pdf.pages, 1):
            kept = [
                link
                for link in page.obj.get("/Annots", ())
                if self._made_plain(link, page.obj, destinations, number)
            ]
            page.obj.Annots = Array(kept)
            self.kept.update((link.objgen, link) for link in kept)

    def _made_plain(self, link: Any, page: Any, places: Destinations, number: int) -> bool:
        box = box_of(link.get("/Rect"))
        if box is None or link.objgen in self.kept:
            return False
        leads = self._leads(link, places, f"{self.name}, page {number}")
        if leads is None:
            return False
        plain, said = leads
        contents = link.get("/Contents")
        words = str(contents) if isinstance(contents, String) else ""
        quads = link.get("/QuadPoints")
        entries = Dictionary(
            Type=Name.Annot, Subtype=Name.Link, F=4, P=page, Rect=Array(list(box)),
            Border=Array([0, 0, 0]), Contents=String(words or said),
        )  # fmt: skip
        if isinstance(quads, Array) and len(quads) % 8 == 0:
            values = [as_number(value) for value in quads]
            if None not in values:
                entries.QuadPoints = Array(values)
        for key in set(link.keys()):
            del link[key]
        for key, value in (*entries.items(), *plain.items()):
            link[key] = value
        return True

    def _leads(self, link: Any, places: Destinations, where: str) -> tuple[Dictionary, str] | None:
        """A link's entry that says where it leads, and the same in words."""
        action = link.get("/A")
        uri = action.get("/URI") if isinstance(action, Dictionary) else None
        if isinstance(uri, String):
            address = str(uri)
            if address.lower().startswith(_SCHEMES):
                return Dictionary(A=Dictionary(S=Name.URI, URI=String(address))), address
            what = "had a link to no public address"
            self.findings.append(Fault(where, what, "nothing need be done; it is taken out"))
            return None
        place = places.resolve(target(link))
        if place is None:
            return None
        array = place.array(places.objects[place.page], IDENTITY)
        return Dictionary(Dest=array), f"page {place.page + 1}"
