"""A Word file's body and cells -> the elements that are read one after the other."""

from __future__ import annotations

from collections.abc import Iterator

from packgen.ingest.package import Package
from packgen.ingest.wordtables import is_gone
from packgen.ingest.wordtree import Node

_WRAPPERS = frozenset({"sdt", "sdtContent", "customXml"})
_IN_CELLS = _WRAPPERS | {"tbl", "tr", "tc"}
_SAYS_NOTHING = frozenset({"sectPr", "sdtPr", "sdtEndPr", "bookmarkStart", "bookmarkEnd"})


def body_blocks(body: Node) -> Iterator[Node]:
    """A body's blocks, those in content controls among them."""
    for kid in body.kids:
        if kid.name in _WRAPPERS:
            yield from body_blocks(kid)
        elif kid.name not in _SAYS_NOTHING:
            yield kid


def cell_paragraphs(node: Node) -> Iterator[Node]:
    """The paragraphs of a cell, those of tables in it among them; not those of text boxes, and not
    those of rows and cells that were deleted or hidden."""
    for kid in node.kids:
        if kid.name == "p":
            yield kid
        elif kid.name in _IN_CELLS and not is_gone(kid):
            yield from cell_paragraphs(kid)


def external_links(package: Package, main: str) -> dict[str, str]:
    """A main part -> its links to addresses, by their relations."""
    folder, _, name = main.rpartition("/")
    rels = f"{folder}/_rels/{name}.rels"
    return {
        element.attributes.get("Id", ""): element.attributes.get("Target", "")
        for element in package.elements(rels)
        if element.attributes.get("TargetMode") == "External"
    }
