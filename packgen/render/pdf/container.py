"""Painted pages and the structure tree -> a PDF file. The one place that drives the Canvas."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from packgen.document.nodes import Document
from packgen.render.pdf.sheet import Bookmark, LinkArea, Sheet
from packgen.render.pdf.streams import Stream
from packgen.render.pdf.tags import Element, tree_objects
from packgen.render.pdf.xmp import PRODUCER, metadata
from packgen.render.pdf.xref import Numbered, file_bytes
from packgen.settings.colours import srgb_profile
from packgen.settings.picture import Picture


class Container(Canvas):  # type: ignore[misc]
    """reportlab's canvas as a holder of pages, fonts, destinations and bookmarks.

    Its own drawing methods are not used: they know no marked content.
    """

    def __init__(self, document: Document) -> None:
        page = document.page
        super().__init__(
            BytesIO(),
            pagesize=(page.width_pt, page.height_pt),
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

    def add_picture(self, name: str, picture: Picture) -> str:
        """A picture under a name -> its name in operators. Its colours are sRGB, as the file's."""
        entries = {
            "Type": "/XObject",
            "Subtype": "/Image",
            "Width": picture.width,
            "Height": picture.height,
            "ColorSpace": "/DeviceRGB",
            "BitsPerComponent": 8,
        }
        shown: str = self._doc.getXObjectName(name)
        self._doc.Reference(Stream(picture.rgb, entries), shown)
        return shown

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
    document: Document,
    sheets: Sequence[Sheet],
    bookmarks: Sequence[Bookmark],
    root: Element,
) -> bytes:
    """What was painted -> the file's bytes."""
    doc = canvas.doc
    annotations = _add_pages(canvas, sheets)
    for bookmark in bookmarks:
        canvas.addOutlineEntry(bookmark.title, bookmark.anchor, bookmark.level)
    _add_catalog_entries(canvas, document)
    for font in doc.delayedFonts:
        font.addObjects(doc)
    doc.Reference(doc.Catalog)
    doc.Reference(doc.info)
    doc.Outlines.prepare(doc, canvas)
    if doc.Outlines.ready < 0:
        doc.Catalog.Outlines = None
    first = doc.objectcounter + 1
    pages = [_number(doc, page) for page in doc.Pages.pages]
    tree = tree_objects(root, first, pages, [sheet.marks for sheet in sheets], annotations)
    doc.objectcounter += len(tree)
    doc.idToObjectNumberAndVersion["StructTreeRoot"] = (first, 0)
    doc.Catalog.StructTreeRoot = pdfdoc.PDFObjectReference("StructTreeRoot")
    objects = _format(doc, first, len(tree))
    entries = f"/Root {_number(doc, doc.Catalog)} 0 R/Info {_number(doc, doc.info)} 0 R"
    return file_bytes(objects, tree, first, entries)


def _add_pages(canvas: Container, sheets: Sequence[Sheet]) -> list[int]:
    """Sheets -> pages with links and destinations; the object numbers of the annotations."""
    numbers: dict[int, int] = {}
    for sheet in sheets:
        canvas._code.append("".join(sheet.parts))
        canvas._formsinuse += sheet.pictures
        for link in sheet.links:
            annotation = _annotation(canvas, link, len(sheets) + link.index)
            canvas._addAnnotation(annotation)
            numbers[link.index] = _number(canvas.doc, annotation)
        for place in sheet.places:
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


def _add_catalog_entries(canvas: Container, document: Document) -> None:
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
