"""Two builds of one volume -> what changed between them, by item and page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from packgen.model.compared import Change
from packgen.model.papers import ListedPaper
from packgen.verify.pagetexts import PageSaid


@dataclass(frozen=True, slots=True)
class Build:
    """One build's volume: its papers in order, and its pages by their numbers."""

    papers: tuple[ListedPaper, ...]
    pages: tuple[PageSaid, ...]

    def of(self, paper: ListedPaper) -> tuple[PageSaid, ...]:
        """A paper's pages. Raises ValueError where there are none of its number."""
        labels = [page.label for page in self.pages]
        start = labels.index(paper.first)
        return self.pages[start : start + paper.pages]


def changes(old: Build, new: Build) -> Iterator[Change]:
    """The volume as it was and as it is -> its changes, in the new one's order."""
    before = {paper.anchor: paper for paper in old.papers}
    after = {paper.anchor: paper for paper in new.papers}
    for anchor, paper in before.items():
        if anchor not in after:
            yield Change(_name(paper), f"is gone; it was on {_span(paper)}")
    for anchor, paper in after.items():
        if anchor not in before:
            yield Change(_name(paper), f"is new, on {_span(paper)}")
        else:
            yield from _changes(before[anchor], paper, old.of(before[anchor]), new.of(paper))


def _changes(
    was: ListedPaper, now: ListedPaper, old: Sequence[PageSaid], new: Sequence[PageSaid]
) -> Iterator[Change]:
    name = _name(now)
    if (was.item, was.title) != (now.item, now.title):
        yield Change(name, f"was {_name(was)}")
    if (was.first, was.last) != (now.first, now.last):
        yield Change(name, f"moved from {_span(was)} to {_span(now)}")
    yield from (Change(name, what) for what in _page_changes(old, new))


def _page_changes(old: Sequence[PageSaid], new: Sequence[PageSaid]) -> Iterator[str]:
    matcher = SequenceMatcher(None, [p.texts for p in old], [p.texts for p in new], autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        match kind:
            case "replace":
                yield f"{_pages(new[c:d])}: {_passages(old[a:b], new[c:d])}"
            case "delete":
                yield f"{_pages(old[a:b])} of the old build: gone"
            case "insert":
                yield f"{_pages(new[c:d])}: new"


def _passages(old: Sequence[PageSaid], new: Sequence[PageSaid]) -> str:
    """How many passages are others than they were."""
    one, other = ([t for page in pages for t in page.texts] for pages in (old, new))
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    counts: Mapping[str, int] = {
        "changed": sum(
            max(b - a, d - c) for k, a, b, c, d in matcher.get_opcodes() if k == "replace"
        ),
        "new": sum(d - c for k, _, _, c, d in matcher.get_opcodes() if k == "insert"),
        "gone": sum(b - a for k, a, b, _, _ in matcher.get_opcodes() if k == "delete"),
    }
    told = [f"{n} {'passage' if n == 1 else 'passages'} {kind}" for kind, n in counts.items() if n]
    return ", ".join(told) or "the same passages on other pages"


def _name(paper: ListedPaper) -> str:
    return f"item {paper.item}, {paper.title}" if paper.item else paper.title


def _span(paper: ListedPaper) -> str:
    same = paper.first == paper.last
    return f"page {paper.first}" if same else f"pages {paper.first} to {paper.last}"


def _pages(pages: Sequence[PageSaid]) -> str:
    labels = [page.label for page in pages]
    return f"page {labels[0]}" if len(labels) == 1 else f"pages {labels[0]} to {labels[-1]}"
