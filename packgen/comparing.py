"""The pipeline of ``packgen diff``: two built packs, and what differs between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from packgen.assemble import MANIFEST
from packgen.assemble.earlier import listed_papers
from packgen.errors import BadInput, Fault
from packgen.model.compared import Change, Comparison, VolumeChanges
from packgen.model.pack import Audience, Format
from packgen.model.papers import ListedPaper
from packgen.verify.built import BuiltPack, read_built
from packgen.verify.changed import Build, changes
from packgen.verify.pagetexts import pages_said

_PAPER = "the paper"


def compare(old: Path, new: Path, *, part2: bool = False) -> Comparison:
    """Two built packs' folders -> what is new, gone, moved and changed in the public volume, and
    in Part 2's where that is asked for. The files are read as they lie there.

    Raises BadInput for a folder that is no pack, or has no PDF to be read.
    """
    packs = read_built(old, MANIFEST), read_built(new, MANIFEST)
    audiences = (Audience.PUBLIC, Audience.PART2) if part2 else (Audience.PUBLIC,)
    found = tuple(VolumeChanges(a.value, tuple(_changes(*packs, a))) for a in audiences)
    return Comparison(packs[0].name, packs[1].name, found)


def _changes(old: BuiltPack, new: BuiltPack, audience: Audience) -> Iterator[Change]:
    before, after = _volume(old, audience), _volume(new, audience)
    if before is None and after is None:
        if audience is Audience.PUBLIC:
            what = "has no public PDF"
            raise BadInput(Fault(str(new.folder), what, "build both packs with their PDFs"))
        return
    if before is None or after is None:
        yield Change(f"the {audience.value} PDF", "is new" if before is None else "is gone")
        return
    try:
        yield from changes(before, after)
    except ValueError:
        what = "its PDF has other page numbers than its manifest tells"
        raise BadInput(Fault(str(new.folder), what, "build it anew")) from None


def _volume(pack: BuiltPack, audience: Audience) -> Build | None:
    """A pack's volume; None where it has none."""
    path = f"{audience.value}/{pack.name}-{audience.value}.{Format.PDF.value}"
    data = pack.present.get(path)
    if data is None:
        return None
    try:
        pages = pages_said(data)
    except ValueError:
        raise BadInput(Fault(path, "can't be read as a PDF", "build the pack anew")) from None
    if pack.supplement is None:
        labels = [page.label for page in pages]
        whole = ListedPaper(audience.value, "", _PAPER, True, labels[0], labels[-1], len(labels))
        return Build((whole,), pages)
    public = audience is Audience.PUBLIC
    papers = tuple(paper for paper in listed_papers(pack.folder) if paper.public is public)
    return Build(tuple(replace(paper) for paper in papers), pages)
