"""Supplements: late papers, whose pages go on from those that are out already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from packgen.assemble.earlier import last_page, listed_papers
from packgen.document.volume import PageStart
from packgen.errors import BadInput, Fault
from packgen.gathered import Gathered
from packgen.model.papers import ListedPaper
from packgen.settings.meeting import MeetingSettings


def named(settings: MeetingSettings, supplement: int) -> MeetingSettings:
    """A meeting's settings -> those of one of its supplements, with a folder of its own.

    Raises BadInput where there is no such supplement.
    """
    if not supplement:
        return settings
    items = tuple(item for item in settings.items if item.supplement == supplement)
    if not items:
        raise BadInput(
            Fault(
                "pack.toml: [[item]]",
                f"no item comes in supplement {supplement}",
                f"write supplement = {supplement} at the items that are late",
            )
        )
    base = replace(settings.base, name=f"{settings.base.name}-supplement-{supplement}")
    return replace(settings, base=base)


def earlier(settings: MeetingSettings, out: Path, supplement: int) -> tuple[ListedPaper, ...]:
    """The packs that went out before a supplement -> their papers. Raises BadInput where one of
    them isn't built."""
    names = [settings.base.name]
    names += [f"{settings.base.name}-supplement-{n}" for n in range(1, supplement)]
    return tuple(p for name in names[: supplement or 0] for p in listed_papers(out / name))


def paged(meeting: Gathered, out_already: Iterable[ListedPaper]) -> Gathered:
    """A supplement's papers -> the same, with their pages after those that are out; those that
    replace others have lettered pages of their own.

    Raises BadInput where what is to be replaced isn't out.
    """
    papers = tuple(out_already)
    first = {paper.anchor: paper.first for paper in papers}
    starts: dict[str, PageStart] = {}
    faults = []
    for item in meeting.items:
        if not item.replaces:
            continue
        known = [a for a in _anchors_of(item.number) if a in first]
        if not known:
            faults.append(
                Fault(
                    f"pack.toml: item {item.number}",
                    "replaces pages that are not out",
                    "take replaces away, or build the pack that they stand in",
                )
            )
        starts |= {anchor: PageStart(_leaf(first[anchor]), lettered=True) for anchor in known}
    if faults:
        raise BadInput(faults)
    return replace(meeting, last_page=last_page(papers), starts=starts)


def stands(settings: MeetingSettings, out: Path, papers: Mapping[str, ListedPaper]) -> None:
    """Raises BadInput where a pack's papers would move although a supplement to it is out, whose
    pages go on from them."""
    supplement = out / f"{settings.base.name}-supplement-1"
    if not supplement.exists():
        return
    before = {paper.anchor: paper for paper in listed_papers(out / settings.base.name)}
    moved = [a for a, paper in before.items() if a in papers and papers[a].first != paper.first]
    if moved or before.keys() - papers.keys():
        raise BadInput(
            Fault(
                settings.base.name,
                "its pages would change their numbers, and a supplement to it is built already",
                f"bring what is new in a supplement, or take away {supplement}",
            )
        )


def _anchors_of(number: str) -> tuple[str, str]:
    return f"item-{number}", f"part-2-item-{number}"


def _leaf(label: str) -> int:
    return int(label.rstrip("abcdefghijklmnopqrstuvwxyz"))
