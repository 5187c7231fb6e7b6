"""An entry of the agenda: what it says of one item."""

from __future__ import annotations

from dataclasses import dataclass

from packgen.document.nodes import Paragraph
from packgen.settings.meeting import ItemPart


@dataclass(frozen=True, slots=True)
class Entry:
    """One item as an agenda prints it.

    ``papers`` are the anchors of its papers, first to last; ``instead`` stands in the pages'
    column when it has none. ``exempt`` says in the law's words why it is, or holds what is, exempt.
    """

    number: str
    title: str
    part: ItemPart
    papers: tuple[str, ...] = ()
    instead: str = ""
    notes: tuple[str, ...] = ()
    text: tuple[Paragraph, ...] = ()
    exempt: str = ""
