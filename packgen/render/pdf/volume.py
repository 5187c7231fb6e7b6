"""Papers in one PDF: where each stands, and the file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple

from packgen.document.nodes import Document, Marking, Running, anchors
from packgen.document.volume import Attached, Bound, PageSpan, Pagination, Volume
from packgen.render.pdf.bare import BarePage
from packgen.render.pdf.container import LabelRange
from packgen.render.pdf.laying import Laid, lay_out
from packgen.render.pdf.numbers import PageNumbers
from packgen.render.pdf.outline import paper_bookmarks
from packgen.render.pdf.runs import end_of
from packgen.render.pdf.sheet import Bookmark, Place
from packgen.render.pdf.tags import Element, text_string
from packgen.render.pdf.writer import Writing
from packgen.settings.style import Style

Styles = Mapping[str, Style]


class Kept:
    """Papers that are laid out, for volumes in the same styles: the same document is not laid out
    twice. A paper that refers to pages is laid out anew where others of them are in the volume."""

    def __init__(self) -> None:
        self._laid: dict[tuple[int, str], list[Laid]] = {}

    def laid_out(self, paper: Bound, style: Style, inside: frozenset[str]) -> Laid:
        """A paper of a volume with these anchors -> the paper laid out."""
        document = paper.document
        # A kept paper holds its document, so that no other can have its identity.
        held = self._laid.setdefault((id(document), paper.look), [])
        for laid in held:
            if all((anchor in inside) == found for anchor, found in laid.asked.items()):
                return laid
        laid = lay_out(document, style, inside, "Part")
        laid.paper.root.entries = f"/Lang{text_string(document.language)}"
        held.append(laid)
        return laid


class _Bare(NamedTuple):
    """A page that has no body of ours; ``words`` stand on a blank side."""

    number: str
    size: tuple[float, float]
    running: Running
    look: str
    words: str = ""


@dataclass(slots=True)
class _Stood:
    """A paper in its place: its pages' numbers, and the blank side before it if there is one."""

    paper: Bound | Attached
    laid: Laid | None
    numbers: list[str]
    blanks: list[_Bare]

    @property
    def sizes(self) -> Sequence[tuple[float, float]]:
        """Its pages' sizes."""
        if isinstance(self.paper, Attached):
            return self.paper.sizes
        page = self.paper.document.page
        return [(page.width_pt, page.height_pt)] * len(self.numbers)

    @property
    def identifier(self) -> str:
        """The name of an attachment's element."""
        return self.paper.part if isinstance(self.paper, Attached) else ""

    @property
    def running(self) -> Running:
        """What runs around its pages."""
        held = self.paper
        return held.running if isinstance(held, Attached) else held.document.running

    @property
    def bare(self) -> list[_Bare]:
        """An attachment's pages."""
        pages = zip(self.numbers, self.sizes, strict=True)
        return [_Bare(*page, self.running, self.paper.look) for page in pages]


@dataclass(slots=True)
class _Plan:
    """All papers in their places."""

    papers: list[_Stood] = field(default_factory=list)
    last: int = 0
    ranges: Sequence[LabelRange] = ()


def paginate(volume: Volume, styles: Styles, kept: Kept | None = None) -> Pagination:
    """A volume and the styles by their names in it -> where everything stands.

    ``kept``: papers that were laid out with it before, in the same styles, are not laid out again.
    Raises BadInput as ``write_pdf`` does, but for links.
    """
    plan = _plan(volume, styles, kept or Kept())
    found: dict[str, str] = {}
    spans, before = {}, 0
    for stood in plan.papers:
        before += len(stood.blanks)
        anchor, numbers = stood.paper.anchor, stood.numbers
        if stood.laid:
            found.update({name: numbers[sheet] for name, sheet in stood.laid.places.items()})
        found[anchor] = numbers[0]
        spans[anchor] = PageSpan(numbers[0], numbers[-1], len(numbers), before)
        before += len(numbers)
    return Pagination(found, spans, plan.last)


def write_volume(volume: Volume, styles: Styles, kept: Kept | None = None) -> bytes:
    """A volume and the styles by their names in it -> a PDF file's bytes; ``kept`` as above, it
    changes nothing in them.

    An attachment has pages of its sizes, with their numbers alone, and an empty element. Raises
    BadInput as ``write_pdf`` does.
    """
    plan = _plan(volume, styles, kept or Kept())
    file = Writing(volume, plan.papers[0].sizes[0])
    root, bookmarks = Element("Document"), list[Bookmark]()
    for stood in plan.papers:
        _add_bare(file, volume, styles, plan.last, stood.blanks)
        start = len(file.leaves)
        if stood.laid:
            part = file.add_paper(stood.laid, stood.numbers, str(plan.last), separates=True)
            root.kids.append(part)
        else:
            _add_bare(file, volume, styles, plan.last, stood.bare)
            root.add("Part").identifier = stood.identifier
        for name, leaf in ((stood.paper.anchor, start), (end_of(stood.paper.anchor), -1)):
            page = file.leaves[leaf]
            page.places.append(Place(name, 0, page.size[1]))
        bookmarks += paper_bookmarks(stood.paper, stood.laid)
    return file.finished(bookmarks, root, plan.ranges)


def _add_bare(
    file: Writing, volume: Volume, styles: Styles, last: int, pages: Sequence[_Bare]
) -> None:
    restricted = volume.marking is Marking.NOT_FOR_PUBLICATION
    for page in pages:
        bare = BarePage(styles[page.look], page.size)
        operators = bare.operators(
            page.running, page.number, str(last), restricted=restricted, words=page.words
        )
        file.add_bare(bare.setter, operators, page.size)


def _plan(volume: Volume, styles: Styles, kept: Kept) -> _Plan:
    inside = frozenset(
        chain.from_iterable(
            (paper.anchor, *_anchors(paper.document))
            if isinstance(paper, Bound)
            else (paper.anchor,)
            for paper in volume.papers
        )
    )
    plan, numbers = _Plan(), PageNumbers(volume.first_page)
    for paper in volume.papers:
        laid = None
        if isinstance(paper, Bound):
            laid = kept.laid_out(paper, styles[paper.look], inside)
        count = len(laid.paper.sheets) if laid else len(_sizes(paper))
        blanks = []
        if volume.duplex and len(numbers.labels) % 2:
            before = plan.papers[-1]
            page = numbers.take(), before.sizes[-1], before.running, before.paper.look
            blanks.append(_Bare(*page, volume.blank))
        numbers.start(paper.starts)
        taken = [numbers.take() for _ in range(count)]
        plan.papers.append(_Stood(paper, laid, taken, blanks))
    plan.last, plan.ranges = numbers.last, numbers.ranges
    return plan


def _sizes(paper: Bound | Attached) -> Sequence[tuple[float, float]]:
    return paper.sizes if isinstance(paper, Attached) else ()


def _anchors(document: Document) -> Sequence[str]:
    return [anchor for block in document.blocks for anchor in anchors(block)]
