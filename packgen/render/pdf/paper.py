"""The paper being made: its sheets, bookmarks and tags, and how text is put on them."""

from __future__ import annotations

from hashlib import sha256

from packgen.document.nodes import Document, Image, Link, Symbol
from packgen.render.pdf.graphics import BRAND, artifact, line, shifted
from packgen.render.pdf.runs import PageLink
from packgen.render.pdf.shapes import symbol_operators
from packgen.render.pdf.sheet import Bookmark, LinkArea, Place, Sheet
from packgen.render.pdf.tags import Annotation, Element
from packgen.render.pdf.text import Block, Part, Typesetter
from packgen.settings.picture import Picture

_ASCENT = 0.9
_DESCENT = 0.25


class Paper:
    """All that painting adds to; ``tag`` is what it is in its file's structure. ``pictures`` are
    those that it shows, by their names in operators."""

    def __init__(self, document: Document, typesetter: Typesetter, tag: str = "Document") -> None:
        self.document = document
        self.pictures: dict[str, Picture | Image] = {}
        self.typesetter = typesetter
        self.palette = typesetter.palette
        self.root = Element(tag)
        self.sheets: list[Sheet] = []
        self.bookmarks: list[Bookmark] = []
        self.heading_level = 0
        self._links = 0
        self._shapes: dict[tuple[Symbol, float], str] = {}

    def sheet(self, index: int) -> Sheet:
        """The sheet with this index; new sheets are added as they are asked for."""
        while len(self.sheets) <= index:
            self.sheets.append(Sheet(len(self.sheets)))
        return self.sheets[index]

    def picture(self, sheet: Sheet, held: Picture | Image) -> str:
        """A picture that a sheet shows -> its name in operators; it is that of its bytes."""
        data = held.data if isinstance(held, Image) else held.rgb
        name = f"P{sha256(data).hexdigest()[:20]}"
        self.pictures[name] = held
        sheet.pictures.append(name)
        return f"FormXob.{name}"  # as reportlab calls it

    def bookmark(self, sheet: Sheet, level: int, title: str, place: Place) -> None:
        """Adds an entry to the outline, at most one level below the entry before it."""
        deepest = self.bookmarks[-1].level + 1 if self.bookmarks else 0
        self.bookmarks.append(Bookmark(min(level, deepest), title, place.anchor))
        sheet.places.append(place)

    def symbols(self, block: Block, x: float, top: float) -> str:
        """A block with its top left corner at x, top -> the operators of its symbols."""
        size, y = block.spec.size_pt, top - block.base_pt
        operators = []
        for row in block.lines:
            operators += [
                shifted(self._shape(mark.symbol, size), x + mark.x, y) for mark in row.marks
            ]
            y -= block.spec.leading_pt
        return "".join(operators)

    def _shape(self, symbol: Symbol, size_pt: float) -> str:
        known = self._shapes.get((symbol, size_pt))
        if known is None:
            known = symbol_operators(symbol, 0, 0, size_pt, self.palette)
            self._shapes[symbol, size_pt] = known
        return known

    def words(self, block: Block, x: float, top: float) -> str:
        """A block without links -> the operators of its symbols and its text, untagged."""
        text = f"BT {block.pen}{block.text(x, top - block.base_pt)}ET\n"
        return self.symbols(block, x, top) + text

    def write(self, sheet: Sheet, owner: Element, block: Block, x: float, top: float) -> None:
        """Paints a block, its top left corner at x, top, as content of an element."""
        if block.symbols:
            sheet.parts.append(artifact(self.symbols(block, x, top)))
        if not block.linked:
            text = f"BT {block.pen}{block.text(x, top - block.base_pt)}ET\n"
            owner.kids.append(sheet.tagged(owner.tag, text))
            return
        link: tuple[Link, Element] | None = None
        y = top - block.base_pt
        for row in block.lines:
            for part in row.parts or (Part(row.x, row.width_pt, row.operators, None),):
                if part.link is None:
                    link = None
                    owner.kids.append(sheet.tagged(owner.tag, _shown(part, x, y)))
                else:
                    if link is None or link[0] is not part.link:
                        link = (part.link, owner.add("Link"))
                    self._write_link(sheet, link, part, (x, y), block.spec.size_pt)
            y -= block.spec.leading_pt

    def _write_link(
        self,
        sheet: Sheet,
        link: tuple[Link, Element],
        part: Part,
        at: tuple[float, float],
        size_pt: float,
    ) -> None:
        """A link's text on one line: marked content, annotation and underline."""
        left, y = at[0] + part.x, at[1]
        right = left + part.width_pt
        if not isinstance(part.link, PageLink) and not link[0].raised:
            under = self.palette.stroke(BRAND, 0.5) + line(left, y - 1.2, right, y - 1.2)
            sheet.parts.append(artifact(under))
        box = (left, y - _DESCENT * size_pt, right, y + _ASCENT * size_pt)
        area = LinkArea(self._links, box, link[0].text, link[0].target)
        sheet.links.append(area)
        self._links += 1
        link[1].kids.append(sheet.tagged("Link", _shown(part, *at)))
        link[1].kids.append(Annotation(sheet.index, area.index))


def _shown(part: Part, x: float, y: float) -> str:
    return f"BT 1 0 0 1 {x + part.x:.2f} {y:.2f} Tm {part.operators}ET\n"
