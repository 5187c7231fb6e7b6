"""The steps from laid-out papers to the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from packgen.document.nodes import Document, anchors
from packgen.document.properties import Properties
from packgen.errors import BadInput, Fault
from packgen.render.pdf.container import Container, LabelRange, Leaf, write_file
from packgen.render.pdf.fonts import FontBook
from packgen.render.pdf.laying import Laid, lay_out
from packgen.render.pdf.sheet import Bookmark, LinkArea, Sheet
from packgen.render.pdf.tags import Element, Shifted
from packgen.render.pdf.text import Typesetter
from packgen.settings.style import Style


def write(document: Document, style: Style) -> bytes:
    """A document in a style -> a PDF file's bytes."""
    laid = lay_out(document, style, {a for block in document.blocks for a in anchors(block)})
    size = document.page.width_pt, document.page.height_pt
    file = Writing(document, size)
    count = len(laid.paper.sheets)
    file.add_paper(laid, [str(number) for number in range(1, count + 1)], str(count), count > 1)
    return file.finished(laid.paper.bookmarks, laid.paper.root)


@dataclass
class Writing:
    """A file under way: its pages in order, with their links counted through."""

    properties: Properties
    size: tuple[float, float]
    leaves: list[Leaf] = field(default_factory=list)
    links: int = 0

    def __post_init__(self) -> None:
        self.canvas = Container(self.properties, self.size)
        self._book = FontBook(self.canvas.doc)

    def add_paper(self, laid: Laid, numbers: Sequence[str], last: str, separates: bool) -> Shifted:
        """Adds a paper's sheets as pages of these numbers -> its place in the structure."""
        paper, page = laid.paper, laid.paper.document.page
        placed = Shifted(paper.root, len(self.leaves), self.links)
        self.canvas.add_pictures(paper.pictures)
        ends = [
            laid.furniture.around(sheet.index, number, last, separates=separates)
            for sheet, number in zip(paper.sheets, numbers, strict=True)
        ]
        names = self._book.admit(paper.typesetter.used)
        for sheet, (head, foot) in zip(paper.sheets, ends, strict=True):
            operators = names.encoded("".join((head, *sheet.parts, foot)))
            self._add(sheet, operators, (page.width_pt, page.height_pt))
        self.links += sum(len(sheet.links) for sheet in paper.sheets)
        return placed

    def add_bare(self, setter: Typesetter, operators: str, size: tuple[float, float]) -> None:
        """Adds a page that is no paper's, whose text is set by this typesetter."""
        shown = self._book.admit(setter.used).encoded(operators)
        self._add(Sheet(0), shown, size)

    def _add(self, sheet: Sheet, operators: str, size: tuple[float, float]) -> None:
        """Adds a page; its links are counted from those of the papers before on."""
        links = [
            LinkArea(self.links + link.index, link.box, link.text, link.target)
            for link in sheet.links
        ]
        places = list(sheet.places)
        self.leaves.append(Leaf(size, operators, sheet.marks, links, places, sheet.pictures))

    def finished(
        self, bookmarks: Sequence[Bookmark], root: Element, labels: Sequence[LabelRange] = ()
    ) -> bytes:
        """All pages being there -> the file's bytes. Raises BadInput for links to nowhere."""
        if faults := list(_lost(self.leaves)):
            raise BadInput(faults)
        return write_file(self.canvas, self.properties, self.leaves, bookmarks, root, labels)


def _lost(leaves: Iterable[Leaf]) -> Iterator[Fault]:
    """The faults of links that lead nowhere."""
    leaves = list(leaves)
    anchors = {place.anchor for leaf in leaves for place in leaf.places}
    for leaf in leaves:
        for link in leaf.links:
            if link.target.startswith("#") and link.target[1:] not in anchors:
                yield Fault(
                    f"link {link.text!r}",
                    f"there is no heading or table {link.target!r} in the document",
                    "mend the link's target",
                )
