"""Page numbers that stand still: both volumes laid out, and composed anew until they agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from packgen.compose.entry import Entry
from packgen.document.pages import numbered
from packgen.document.volume import Pagination, Volume
from packgen.render.pdf.volume import Kept, paginate
from packgen.settings.style import Style
from packgen.volumes import Binder

_PASSES = 12


@dataclass(frozen=True, slots=True)
class Settled:
    """A volume whose page numbers are filled in, its styles, and where things stand in it.

    ``known`` is where things stand in all volumes of the pack, ``kept`` how papers are laid out.
    """

    volume: Volume
    styles: Mapping[str, Style]
    pages: Pagination
    known: Pagination
    kept: Kept


def settled(
    public: Binder, part2: Binder | None, entries: Sequence[Entry], last_page: int
) -> tuple[Settled, Settled | None]:
    """Both audiences' papers, the agenda, the last page that is out already -> both volumes.

    Part 2's pages go on from the public ones. None where there is nothing for Part 2.
    """
    known, before = Pagination(), Pagination(last=-1)
    for _ in range(_PASSES):
        one = _numbered(public.volume(entries, known, last_page + 1), known)
        open_pages = paginate(one, public.styles, public.kept)
        other, exempt_pages = None, Pagination(last=open_pages.last)
        if part2:
            other = _numbered(part2.volume(entries, known, open_pages.last + 1), known)
            exempt_pages = paginate(other, part2.styles, part2.kept)
        known = _joined(open_pages, exempt_pages)
        if known == before:
            return (
                Settled(one, public.styles, open_pages, known, public.kept),
                Settled(other, part2.styles, exempt_pages, known, part2.kept)
                if part2 and other
                else None,
            )
        before = known
    raise AssertionError("page numbers don't settle")


def public_settled(
    public: Binder, entries: Sequence[Entry], last_page: int, part2: Pagination
) -> Settled:
    """The public volume alone, with Part 2's pages given: they are public, as the agenda names
    them, and what is withheld can't move them."""
    known, before = Pagination(), Pagination(last=-1)
    for _ in range(_PASSES):
        one = _numbered(public.volume(entries, known, last_page + 1), known)
        pages = paginate(one, public.styles, public.kept)
        known = _joined(pages, part2)
        if known == before:
            return Settled(one, public.styles, pages, known, public.kept)
        before = known
    raise AssertionError("page numbers don't settle")


def alone(binder: Binder, entries: Sequence[Entry], pack: Settled) -> Settled:
    """The agenda of a volume whose numbers stand still, by itself: for notice boards."""
    volume = pack.volume
    alone = replace(binder, papers={})
    sheet = numbered(alone.volume(entries, pack.known, volume.first_page), pack.known)
    return Settled(sheet, pack.styles, paginate(sheet, pack.styles), pack.known, Kept())


def _numbered(volume: Volume, known: Pagination) -> Volume:
    return numbered(volume, known) if known.anchors else volume


def _joined(one: Pagination, other: Pagination) -> Pagination:
    return Pagination(
        {**one.anchors, **other.anchors}, {**one.spans, **other.spans}, max(one.last, other.last)
    )
