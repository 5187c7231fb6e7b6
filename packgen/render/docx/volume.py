"""A volume -> a .docx: a section for each paper, with its own page, running text and numbers.

The PDF is what says which page a paper begins on: each paper's numbers start where they do there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from packgen.document.nodes import Document, anchors
from packgen.document.volume import Attached, Bound, PageSpan, Pagination, Volume
from packgen.render.docx import holdings, oxml, oxml_lists, oxml_parts, package
from packgen.render.docx.blocks import space
from packgen.render.docx.body import Sheet, body
from packgen.render.docx.kept import KEPT, kept_parts, with_styles
from packgen.render.docx.ledger import Folio, Holdings, Ledger, last_page
from packgen.render.docx.names import look_names
from packgen.render.docx.reference import look_styles
from packgen.render.docx.running import footer, header, page_layout
from packgen.settings.style import Style

_PAGE: Final = re.compile(r"([0-9]+)([a-z]*)")


def write_volume(volume: Volume, styles: Mapping[str, Style], pages: Pagination) -> bytes:
    """A volume whose references to pages are filled in, its papers' styles by look, and where they
    stand in the PDF -> the bytes of a .docx; equal volumes give equal bytes.

    Raises BadInput as ``write_docx`` does.
    """
    looks = Counter(paper.look for paper in volume.papers)
    first = looks.most_common(1)[0][0]
    named = look_names({look: styles[look] for look in looks}, first)
    kept = kept_parts(styles[first], volume.language)
    own = (look_styles(styles[look], names) for look, names in named.items())
    kept[KEPT["styles"]] = with_styles(kept[KEPT["styles"]], "".join(own))
    lists_from = oxml_lists.first_free(kept[KEPT["numbering"]].decode("utf-8"))
    held = Holdings(_bookmarked(volume), lists_from)
    texts, written, running, logos = list[str](), dict[str, str](), _Running(), dict[str, bytes]()
    section = ""
    for number, paper in enumerate(volume.papers, 1):
        start = _start(pages.spans[paper.anchor])
        folio = Folio(start.prefix, start.shown, str(pages.last))
        document = _document(paper)
        ledger = Ledger(styles[paper.look], held, document.page, named[paper.look], folio)
        written |= running.add(number, document, ledger)
        sheet = Sheet(
            page_layout(document, ledger),
            running.references(number),
            "oddPage" if volume.duplex and start.is_front else "",
            oxml_parts.page_numbers(start.number, bool(start.prefix)),
            oxml_parts.page_numbers(None, bool(start.prefix)),
        )
        if texts:
            texts[-1] = oxml.with_section(texts[-1], section)
        own_texts, section = body(document, ledger, sheet)
        if len(own_texts) == 1:
            # LibreOffice takes a bookmark in a section's only paragraph for the page before.
            own_texts.append(space())
        texts += _bookmarks(own_texts, paper, ledger)
        logos |= holdings.logo(document, styles[paper.look])
    written["word/document.xml"] = oxml_parts.document_part("".join([*texts, section]))
    return package.written(
        written,
        holdings.relations(held, running.parts, bool(logos)),
        volume,
        holdings.with_lists(kept, held) | holdings.media(held) | logos,
    )


class _Start(NamedTuple):
    """How a paper's first page is numbered: what stands before Word's number, that number, and how
    it is shown; whether the page is the front of a sheet."""

    prefix: str
    number: int
    shown: str
    is_front: bool


def _start(span: PageSpan) -> _Start:
    """A paper's pages -> how its first is numbered: 12, or 12 and a letter."""
    found = _PAGE.fullmatch(span.first)
    if not found:
        raise ValueError(f"not a page number: {span.first!r}")
    leaf, letters = found.groups()
    if not letters:
        return _Start("", int(leaf), leaf, int(leaf) % 2 == 1)
    # After z, Word counts aa, bb, cc.
    number = ord(letters[0]) - 96 + 26 * (len(letters) - 1)
    return _Start(leaf, number, letters, number % 2 == 1)


class _Running:
    """The parts of a volume's headers and footers: three a paper, as its first page's header is
    another."""

    def __init__(self) -> None:
        self.parts: dict[str, tuple[str, str]] = {}

    def add(self, number: int, document: Document, ledger: Ledger) -> dict[str, str]:
        """The number-th paper -> its parts."""
        texts = {
            f"header{2 * number - 1}": header(document, ledger, first=True, shown=True),
            f"header{2 * number}": header(document, ledger, first=False, shown=True),
            f"footer{number}": footer(document, ledger, shown=True),
        }
        self.parts |= {_relation(name): (name[:6], f"{name}.xml") for name in texts}
        return {f"word/{name}.xml": text for name, text in texts.items()}

    @staticmethod
    def references(number: int) -> str:
        """The number-th paper -> the references of its section."""
        parts = (
            ("header", "first", f"header{2 * number - 1}"),
            ("header", "default", f"header{2 * number}"),
            ("footer", "first", f"footer{number}"),
            ("footer", "default", f"footer{number}"),
        )
        return "".join(oxml_parts.reference(p, kind, _relation(name)) for p, kind, name in parts)


def _relation(name: str) -> str:
    return f"rId{name.title()}"


def _document(paper: Bound | Attached) -> Document:
    return paper.document if isinstance(paper, Bound) else paper.instead


def _bookmarked(volume: Volume) -> Iterator[str]:
    """The anchors of what gets a bookmark. An attachment's last page isn't there to lead to."""
    for paper in volume.papers:
        yield paper.anchor
        yield from (anchor for block in _document(paper).blocks for anchor in anchors(block))
        if isinstance(paper, Bound):
            yield last_page(paper.anchor)


def _bookmarks(texts: list[str], paper: Bound | Attached, ledger: Ledger) -> list[str]:
    """A paper's text -> the same with bookmarks where it begins and ends."""
    first = oxml.marked(texts[0], ledger.number(), ledger.bookmark(paper.anchor))
    texts = [first, *texts[1:]]
    if isinstance(paper, Bound):
        # At its last paragraph's start: LibreOffice loses one at the end of a section.
        name = ledger.bookmark(last_page(paper.anchor))
        texts[-1] = oxml.marked(texts[-1], ledger.number(), name)
    return texts
