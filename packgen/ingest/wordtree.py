"""A Word file's part -> its elements as a small tree, by their local names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from packgen.ingest.package import Attributes, Package, local_name

KEPT_SPACE = frozenset({"t", "delText", "instrText"})


@dataclass(slots=True)
class Node:
    """An element: its local name, its attributes by their local names, its text and its kids."""

    name: str
    attributes: Attributes = field(default_factory=dict)
    text: str = ""
    kids: list[Node] = field(default_factory=list)

    def all(self, name: str) -> Iterator[Node]:
        """Its kids of one name."""
        return (kid for kid in self.kids if kid.name == name)

    def one(self, *path: str) -> Node | None:
        """The first element down a path of names."""
        found: Node | None = self
        for name in path:
            found = next(found.all(name), None) if found else None
        return found

    def value(self, *path: str) -> str:
        """The ``val`` of the element down a path; empty where there is none."""
        found = self.one(*path)
        return found.attributes.get("val", "") if found else ""

    def is_on(self, *path: str) -> bool | None:
        """Whether a switch down a path is set; None where it isn't there."""
        found = self.one(*path)
        if found is None:
            return None
        return found.attributes.get("val", "true") not in ("0", "false", "off", "none")

    def walk(self) -> Iterator[Node]:
        """It and everything in it, in document order."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.kids))


def tree(package: Package, part: str) -> Node:
    """A part of a package -> its root; an empty node where there is no such part.

    Raises BadInput when the part is damaged.
    """
    root = Node("")
    if part not in package:
        return root
    path = [root]

    def start(tag: str, attributes: Attributes) -> None:
        node = Node(local_name(tag), {local_name(k): v for k, v in attributes.items()})
        path[-1].kids.append(node)
        path.append(node)

    def text(characters: str) -> None:
        if path[-1].name in KEPT_SPACE:
            path[-1].text += characters

    package.parse(part, start, lambda _: path.pop(), text)
    return root.kids[0] if root.kids else root
