"""Items of a Word file's lists, each a paragraph of its own there -> lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from packgen.document.nodes import Block, Item, Listing

DEEPEST_ITEM = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """An item by itself, and what its list is like."""

    item: Item
    ordered: bool
    indented: bool


def listed(blocks: Iterable[Block | Entry]) -> Iterator[Block]:
    """Blocks and items -> blocks; items that follow one another become one list."""
    run: list[Entry] = []
    for block in blocks:
        if isinstance(block, Entry):
            if run and _begins_another(run, block):
                yield _list(run)
                run = []
            run.append(block)
            continue
        if run:
            yield _list(run)
            run = []
        yield block
    if run:
        yield _list(run)


def _begins_another(run: list[Entry], entry: Entry) -> bool:
    """Whether an outermost item counts otherwise than its list did."""
    outer = min(each.item.level for each in run)
    return entry.item.level <= outer and entry.ordered != run[0].ordered


def _list(run: list[Entry]) -> Listing:
    """Items of one list; levels that Word skips are closed up."""
    items, at = list[Item](), -1
    least = run[0].item.level
    for entry in run:
        level = min(max(entry.item.level - least, 0), at + 1)
        items.append(replace(entry.item, level=level))
        at = level
    return Listing(tuple(items), run[0].ordered, run[0].indented)
