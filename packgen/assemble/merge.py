"""Attachments laid into the pages, the tags and the bookmarks that a pack holds free for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf, String

from packgen.assemble.attachment import Attachment
from packgen.assemble.bookmarks import add_bookmarks, target
from packgen.assemble.claims import PDFA, PDFUA, drop_claims
from packgen.assemble.destinations import Destination
from packgen.assemble.grafted import graft, move_boxes, parts, prepare, unite_types
from packgen.assemble.laid import lay, move_annotation
from packgen.assemble.matrix import Matrix
from packgen.assemble.shared import share_streams
from packgen.assemble.viewport import viewport

_Objgen = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Insert:
    """An attachment; the first of its placeholder pages, counted from 1 in the file; and the ID of
    the Part that is its place in the structure tree."""

    first_page: int
    attachment: Attachment
    part_id: str


def merged(pack: bytes, inserts: Sequence[Insert]) -> bytes:
    """A pack with placeholder pages, and what belongs there -> the whole pack.

    Claims of PDF/UA and PDF/A are dropped if an attachment has a ``why_not``. Raises ValueError
    for a pack that holds no place for an attachment.
    """
    out = BytesIO()
    with Pdf.open(BytesIO(pack)) as pdf:
        merger = _Merger(pdf)
        for insert in inserts:
            merger.add(insert)
        merger.finish()
        if any(insert.attachment.why_not for insert in inserts):
            drop_claims(pdf, (PDFA, PDFUA))
        share_streams(pdf)
        pdf.save(out, object_stream_mode=ObjectStreamMode.generate, deterministic_id=True)
    return out.getvalue()


class _Merger:
    def __init__(self, pdf: Pdf) -> None:
        self.pdf = pdf
        self.root = pdf.Root.StructTreeRoot
        self.parts = parts(self.root)
        self.pages: list[Any] = [page.obj for page in pdf.pages]
        self.numbers = dict(_pairs(self.root.ParentTree, "/Nums"))
        self.names = dict(_pairs(self.root.get("/IDTree"), "/Names"))
        self.next_key = max([int(self.root.ParentTreeNextKey), *(k + 1 for k in self.numbers)])
        self.items = _items_by_page(pdf)
        self.instead: dict[_Objgen, Any] = {}

    def add(self, insert: Insert) -> None:
        attachment, first = insert.attachment, insert.first_page - 1
        part = self.parts.get(insert.part_id)
        last = first + len(attachment.pages)
        if part is None or first < 0 or last > len(self.pages):
            raise ValueError(f"the pack holds no place for {insert.part_id}")
        holders = self.pages[first:last]
        if any(holder.objgen in self.instead for holder in holders):
            raise ValueError(f"the place of {insert.part_id} is taken")
        with Pdf.open(BytesIO(attachment.data)) as source:
            pages, links = self._copied(source, insert)
            root = self.pdf.copy_foreign(source.Root.StructTreeRoot)
            matrices = self._laid(pages, holders)
            copies = [[self.pdf.copy_foreign(link) for link in held] for held in links]
        self._link(pages, copies, matrices)
        moved = {p.objgen: m for p, m in zip(pages, matrices, strict=True) if not m.is_identity}
        if moved:
            move_boxes(root, moved)
        unite_types(self.root, root, insert.part_id)
        language = attachment.language
        if language and language.lower() != str(self.pdf.Root.get("/Lang", "")).lower():
            part.Lang = String(language)
        graft(part, root)
        self.numbers.update(_pairs(root.ParentTree, "/Nums"))
        self.names.update(_pairs(root.get("/IDTree"), "/Names"))
        self.next_key += int(root.ParentTreeNextKey)
        self._lead(insert, holders[0], pages, matrices)
        for index, (page, holder) in enumerate(zip(pages, holders, strict=True), first):
            self._take_over(page, holder)
            self.pages[index] = page

    def _copied(self, source: Pdf, insert: Insert) -> tuple[list[Any], list[list[Any]]]:
        """Copies the pages without links, which may lead to pages that aren't there yet."""
        prepare(source, insert.part_id, self.next_key)
        links = list[list[Any]]()
        for page in source.pages:
            links.append(list(page.obj.get("/Annots", ())))
            if "/Annots" in page.obj:
                del page.obj.Annots
        before = len(self.pdf.pages)
        self.pdf.pages.extend(source.pages)
        count = len(source.pages)
        return [self.pdf.pages[before + i].obj for i in range(count)], links

    def _laid(self, pages: Sequence[Any], holders: Sequence[Any]) -> list[Matrix]:
        matrices = []
        for page, holder in zip(pages, holders, strict=True):
            seen = viewport(page)
            if seen is None:
                raise ValueError("an attached page has no size")
            matrices.append(lay(self.pdf, page, holder, seen))
        return matrices

    def _link(
        self, pages: Sequence[Any], links: Sequence[Sequence[Any]], matrices: Sequence[Matrix]
    ) -> None:
        places = {page.objgen: matrix for page, matrix in zip(pages, matrices, strict=True)}
        for page, held, matrix in zip(pages, links, matrices, strict=True):
            for link in held:
                link.P = page
                if not matrix.is_identity:
                    move_annotation(link, matrix)
                array = link.get("/Dest")
                to = places.get(array[0].objgen) if isinstance(array, Array) else None
                if isinstance(array, Array) and to is not None and not to.is_identity:
                    values = (None if v is None else float(v) for v in list(array)[2:])
                    where = Destination(0, str(array[1]), tuple(values))
                    link.Dest = where.array(array[0], to)
            if held:
                page.Annots = Array(held)

    def _lead(
        self, insert: Insert, holder: Any, pages: Sequence[Any], matrices: Sequence[Matrix]
    ) -> None:
        """The attachment's bookmarks and names."""

        def array(place: Destination) -> Array:
            return place.array(pages[place.page], matrices[place.page])

        attachment = insert.attachment
        item = self.items.get(holder.objgen)
        if item is not None and attachment.bookmarks:
            add_bookmarks(self.pdf, item, attachment.bookmarks, array)
        if attachment.destinations and "/Dests" not in self.pdf.Root:
            self.pdf.Root.Dests = self.pdf.make_indirect(Dictionary())
        for name, place in attachment.destinations:
            key = "".join(c if c.isascii() and c.isalnum() else f"-{ord(c):02x}" for c in name)
            self.pdf.Root.Dests[f"/{insert.part_id}.{key}"] = array(place)

    def _take_over(self, page: Any, holder: Any) -> None:
        """The page takes the place of its holder, with the links and the tags that stand there."""
        self.instead[holder.objgen] = page
        owners = self.numbers.pop(int(holder.get("/StructParents", -1)), None)
        if isinstance(owners, Array) and len(owners):
            raise ValueError("a placeholder page has content of its own that is not furniture")
        held: Any = holder.get("/Annots", ())
        own = list(held)
        for link in own:
            link.P = page
            if (owner := self.numbers.get(int(link.get("/StructParent", -1)))) is not None:
                _repoint(owner, holder, page)
        if own:
            page.Annots = Array([*own, *page.get("/Annots", ())])

    def finish(self) -> None:
        pdf, root = self.pdf, self.root
        for holder in _arrays_of_destinations(pdf, self.pages):
            if (page := self.instead.get(getattr(holder[0], "objgen", (0, 0)))) is not None:
                holder[0] = page
        top = pdf.Root.Pages
        for page in self.pages:
            page.Parent = top
        top.Kids, top.Count = Array(self.pages), len(self.pages)
        flat: list[Any] = [
            part for key in sorted(self.numbers) for part in (key, self.numbers[key])
        ]
        root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(flat)))
        root.ParentTreeNextKey = self.next_key
        if self.names:
            named = [p for key in sorted(self.names) for p in (String(key), self.names[key])]
            root.IDTree = pdf.make_indirect(Dictionary(Names=Array(named)))


def _pairs(tree: Any, entry: str) -> Iterator[tuple[Any, Any]]:
    """A number tree or a name tree -> its keys, as int or bytes, and their values."""
    waiting: list[Any] = [tree] if isinstance(tree, Dictionary) else []
    while waiting:
        node = waiting.pop()
        held = list(node.get(entry, ()))
        for key, value in zip(held[::2], held[1::2], strict=True):
            yield (bytes(key) if isinstance(key, String) else int(key)), value
        kids: Any = node.get("/Kids", ())
        waiting += list(kids)


def _items(pdf: Pdf) -> Iterator[Any]:
    outline = pdf.Root.get("/Outlines")
    waiting = [outline.get("/First")] if isinstance(outline, Dictionary) else []
    while waiting:
        item = waiting.pop()
        if isinstance(item, Dictionary):
            yield item
            waiting += [item.get("/Next"), item.get("/First")]


def _named(pdf: Pdf) -> Iterator[tuple[str | bytes, Any]]:
    """The pack's named destinations: old names begin with a slash, newer ones are bytes."""
    yield from pdf.Root.get("/Dests", Dictionary()).items()
    yield from _pairs(pdf.Root.get("/Names", Dictionary()).get("/Dests"), "/Names")


def _items_by_page(pdf: Pdf) -> dict[_Objgen, Any]:
    """The first bookmark that leads to each page."""
    found: dict[_Objgen, Any] = {}
    named = dict(_named(pdf))
    for item in _items(pdf):
        array = target(item)
        if isinstance(array, Name | String):
            array = named.get(str(array) if isinstance(array, Name) else bytes(array))
        if isinstance(array, Dictionary):
            array = array.get("/D")
        if isinstance(array, Array) and len(array) and isinstance(array[0], Dictionary):
            found.setdefault(array[0].objgen, item)
    return found


def _arrays_of_destinations(pdf: Pdf, pages: Sequence[Any]) -> Iterator[Any]:
    """Every explicit destination of the file."""
    held = [target(item) for item in _items(pdf)]
    held += [value for _, value in _named(pdf)]
    held += [target(link) for page in pages for link in page.get("/Annots", ())]
    for one in held:
        array = one.get("/D") if isinstance(one, Dictionary) else one
        if isinstance(array, Array) and len(array):
            yield array


def _repoint(element: Any, holder: Any, page: Any) -> None:
    """Makes an element that stood on a page, and what it refers to there, stand on another."""
    held = element.get("/K")
    for one in (element, *(held if isinstance(held, Array) else (held,))):
        if isinstance(one, Dictionary) and getattr(one.get("/Pg"), "objgen", None) == holder.objgen:
            one.Pg = page
