"""Painted pages and the structure tree -> a PDF file. The one place that drives the Canvas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, NamedTuple

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from packgen.document.nodes import Image
from packgen.document.properties import Properties
from packgen.render.pdf.embedding import picture_stream
from packgen.render.pdf.sheet import Bookmark, LinkArea, Place
from packgen.render.pdf.streams import Stream
from packgen.render.pdf.tags import Element, tree_objects
from packgen.render.pdf.xmp import PRODUCER, metadata
from packgen.render.pdf.xref import Numbered, file_bytes
from packgen.settings.colours import srgb_profile
from packgen.settings.picture import Picture


@dataclass(slots=True)
class Leaf:
    """A finished page: its size in pt, its operators, how many marked contents it has, its links
    as the file counts them, its destinations, and the names of its pictures."""

    size: tuple[float, float]
    operators: str
    marks: int
    links: list[LinkArea]
    places: list[Place]
    pictures: list[str]


class LabelRange(NamedTuple):
    """Pages from one on (by its index) are numbered from ``start``, or have the prefix and letters
    from the start-th on."""

    page: int
    start: int
    prefix: str = ""


class Container(Canvas):  # type: ignore[misc]
    """reportlab's canvas as a holder of pages, fonts, destinations and bookmarks.

    Its own drawing methods are not used: they know no marked content.
    """

    def __init__(self, document: Properties, size: tuple[float, float]) -> None:
        super().__init__(
            BytesIO(),
            pagesize=size,
            pageCompression=1,
            invariant=1,
            pdfVersion=(1, 7),
            lang=document.language,
        )
        self.setTitle(document.title)
        self.setAuthor(document.author)
        self.setSubject(document.subject)
        self.setCreator("packgen")
        self.setProducer(PRODUCER)
        self.setViewerPreference("DisplayDocTitle", "true")
        # The document's own date: reportlab's would come from SOURCE_DATE_EPOCH or the clock.
        stamp = document.date.strftime("D:%Y%m%d000000Z")
        self.setDateFormatter(lambda *_: stamp)

    @property
    def doc(self) -> Any:
        """reportlab's document object; fonts are counted in it."""
        return self._doc

    def add_pictures(self, pictures: Mapping[str, Picture | Image]) -> None:
        """Adds pictures under their names in operators, but those that are there already."""
        for name, picture in pictures.items():
            internal = self._doc.getXObjectName(name)
            if internal not in self._doc.idToObject:
                self._doc.Reference(picture_stream(picture), internal)

    def _make_preamble(self) -> None:
        """Nothing: reportlab's would set Helvetica on every page, which is not embedded."""
        self._preamble = ""

    def _setAnnotations(self, page: Any) -> None:  # noqa: N802 (reportlab's name)
        """Called by showPage with the new page: adds what reportlab's pages haven't got."""
        super()._setAnnotations(page)
        index = len(self._doc.Pages.pages)
        page.__NoDefault__ = [*pdfdoc.PDFPage.__NoDefault__, "StructParents", "Tabs"]
        page.Tabs, page.StructParents = "/S", index
        page.Trans = None  # reportlab gives every page an empty transition
        page.Contents = Stream(page.stream.encode("ascii"))


def write_file(
    canvas: Container,
    document: Properties,
    leaves: Sequence[Leaf],
    bookmarks: Sequence[Bookmark],
    root: Element,
    labels: Sequence[LabelRange],
) -> bytes:
    """What was painted -> the file's bytes; without labels, its pages have none."""
    doc = canvas.doc
    annotations = _add_pages(canvas, leaves)
    for entry in bookmarks:
        canvas.addOutlineEntry(entry.title, entry.anchor, entry.level, closed=entry.closed)
    _add_catalog_entries(canvas, document)
    if labels:
        canvas.setCatalogEntry("PageLabels", pdfdoc.PDFDictionary({"Nums": _labels(labels)}))
    for font in doc.delayedFonts:
        font.addObjects(doc)
    doc.Reference(doc.Catalog)
    doc.Reference(doc.info)
    doc.Outlines.prepare(doc, canvas)
    if doc.Outlines.ready < 0:
        doc.Catalog.Outlines = None
    first = doc.objectcounter + 1
    pages = [_number(doc, page) for page in doc.Pages.pages]
    tree = tree_objects(root, first, pages, [leaf.marks for leaf in leaves], annotations)
    doc.objectcounter += len(tree)
    doc.idToObjectNumberAndVersion["StructTreeRoot"] = (first, 0)
    doc.Catalog.StructTreeRoot = pdfdoc.PDFObjectReference("StructTreeRoot")
    objects = _format(doc, first, len(tree))
    entries = f"/Root {_number(doc, doc.Catalog)} 0 R/Info {_number(doc, doc.info)} 0 R"
    return file_bytes(objects, tree, first, entries)


def _add_pages(canvas: Container, leaves: Sequence[Leaf]) -> list[int]:
    """Pages -> the same in the file, with links and destinations; the object numbers of the
    annotations."""
    numbers: dict[int, int] = {}
    for leaf in leaves:
        canvas.setPageSize(leaf.size)
        canvas._code.append(leaf.operators)
        canvas._formsinuse += leaf.pictures
        for link in leaf.links:
            annotation = _annotation(canvas, link, len(leaves) + link.index)
            canvas._addAnnotation(annotation)
            numbers[link.index] = _number(canvas.doc, annotation)
        for place in leaf.places:
            canvas.bookmarkHorizontalAbsolute(place.anchor, place.top, place.left)
        canvas.showPage()
    return [numbers[index] for index in range(len(numbers))]


def _annotation(canvas: Container, link: LinkArea, key: int) -> Any:
    """A link's annotation. reportlab's own forbids StructParent, which PDF/UA needs."""
    entries = {
        "Type": "/Annot",
        "Subtype": "/Link",
        "F": 4,
        "Rect": pdfdoc.PDFArray([round(edge, 2) for edge in link.box]),
        "Contents": pdfdoc.PDFString(link.text),
        "Border": pdfdoc.PDFArray([0, 0, 0]),
        "StructParent": key,
    }
    if link.target.startswith("#"):
        entries["Dest"] = canvas._bookmarkReference(link.target[1:])
    else:
        action = {"S": "/URI", "URI": pdfdoc.PDFString(link.target)}
        entries["A"] = pdfdoc.PDFDictionary(action)
    return pdfdoc.PDFDictionary(entries)


def _add_catalog_entries(canvas: Container, document: Properties) -> None:
    catalog = canvas.doc.Catalog
    entries = {"Type": "/Metadata", "Subtype": "/XML"}
    canvas.setCatalogEntry("MarkInfo", {"Marked": "true"})
    canvas.setCatalogEntry("Metadata", Stream(metadata(document), entries, plain=True))
    intent = {
        "Type": "/OutputIntent",
        "S": "/GTS_PDFA1",
        "DestOutputProfile": Stream(srgb_profile(), {"N": 3}),
        "OutputConditionIdentifier": pdfdoc.PDFString("sRGB"),
        "Info": pdfdoc.PDFString("sRGB IEC61966-2.1"),
    }
    catalog.__NoDefault__ = [*pdfdoc.PDFCatalog.__NoDefault__, "OutputIntents"]
    catalog.OutputIntents = pdfdoc.PDFArray([pdfdoc.PDFDictionary(intent)])


def _labels(ranges: Sequence[LabelRange]) -> Any:
    entries: list[Any] = []
    for index, start, prefix in ranges:
        lettered = {"P": pdfdoc.PDFString(prefix), "S": "/a", "St": start}
        label = lettered if prefix else {"S": "/D", "St": start}
        entries += [index, pdfdoc.PDFDictionary(label)]
    return pdfdoc.PDFArray(entries)


def _number(doc: Any, item: Any) -> int:
    number: int = doc.idToObjectNumberAndVersion[item.__InternalName__][0]
    return number


def _format(doc: Any, first: int, count: int) -> Numbered:
    """reportlab's objects, in the order of their numbers; formatting may add further ones.

    In reportlab's place, as its own ``format`` knows neither object streams nor objects as text.
    The numbers from ``first`` on belong to the structure tree.
    """
    objects, number = Numbered(), 0
    while True:
        number += 1
        if number == first:
            number += count
        name = doc.numberToId.get(number)
        if name is None:
            return objects
        item = doc.idToObject[name]
        body = pdfdoc.format(item, doc, toplevel=1)
        if isinstance(item, pdfdoc.PDFStream):
            objects.streams.append((number, body))
        else:
            objects.texts.append((number, body.decode("latin-1")))
