"""A finished volume, read back and held against its tree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from packgen.document.nodes import Marking, Running
from packgen.document.volume import Attached, Bound, Volume, volume_passages
from packgen.errors import BuildStopped, Fault
from packgen.model.pack import Format
from packgen.verify.marking import unmarked_by
from packgen.verify.parity import differences


def verified_volume(data: bytes, file_format: Format, volume: Volume) -> bytes:
    """A finished volume, its format and its tree -> the same bytes, found to say the same.

    What stands in attachments is passed over. Raises BuildStopped where the file says anything
    else, or a page lacks its marking.
    """
    if faults := list(volume_faults(data, file_format, volume)):
        raise BuildStopped(faults)
    return data


def volume_faults(data: bytes, file_format: Format, volume: Volume) -> Iterator[Fault]:
    """A finished volume, its format and its tree -> where the file says anything else."""
    match file_format:
        case Format.PDF:
            yield from _pdf(data, volume)
        case Format.DOCX:
            yield from _docx(data, volume)
        case _:
            assert_never(file_format)


def _pdf(data: bytes, volume: Volume) -> Iterator[Fault]:
    from packgen.verify.pdf import read_volume

    name = f"{volume.title} pdf"
    apart = {paper.part for paper in volume.papers if isinstance(paper, Attached)}
    found = read_volume(data, apart)
    yield from differences(volume_passages(volume, attached=True), found.passages, name)
    bound = [paper.document.running for paper in volume.papers if isinstance(paper, Bound)]
    for running, pages in zip(bound, found.parts, strict=False):
        yield from unmarked_by([running], pages, name)
    if volume.marking is Marking.NOT_FOR_PUBLICATION and found.others:
        yield from unmarked_by([*map(_running, volume.papers)], found.others, name)


def _docx(data: bytes, volume: Volume) -> Iterator[Fault]:
    from packgen.verify.docx import read_docx

    name = f"{volume.title} docx"
    found = read_docx(data)
    yield from differences(volume_passages(volume, attached=False), found.passages, name)
    yield from unmarked_by([*map(_running, volume.papers)], found.marked, name)


def _running(paper: Bound | Attached) -> Running:
    return paper.running if isinstance(paper, Attached) else paper.document.running
