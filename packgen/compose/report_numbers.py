"""The numbers in a report: of sections, paragraphs, tables, charts and notes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field


@dataclass(slots=True)
class Numbers:
    """Counts as a report is read, from front to back.

    A passage counts for itself: within its own number (``3.2``), and its tables and notes by its
    name (``E1``), so that what it holds moves no number outside it.
    """

    prefix: str
    within: str = ""
    name: str = ""
    section: int = 0
    paragraph: int = 0
    tables: int = 0
    figures: int = 0
    anchors: set[str] = field(default_factory=set)

    def next_section(self) -> str:
        """The label of a section that begins; none in a passage."""
        if self.within:
            return ""
        self.section, self.paragraph = self.section + 1, 0
        return str(self.section)

    def next_paragraph(self) -> str:
        """The label of a paragraph; none before the first section."""
        if not (self.within or self.section):
            return ""
        self.paragraph += 1
        return f"{self.within or self.section}.{self.paragraph}"

    def next_table(self) -> str:
        """The number of a table."""
        self.tables += 1
        return self._named(self.tables)

    def next_figure(self) -> str:
        """The number of a chart or a picture."""
        self.figures += 1
        return self._named(self.figures)

    def note(self, place: int) -> str:
        """The number of a note, from its place among all."""
        return self._named(place + 1)

    def _named(self, number: int) -> str:
        return f"{self.name}.{number}" if self.name else str(number)

    def named(self, name: str) -> str:
        """A name that packgen gives -> its anchor; no heading's has two hyphens running."""
        return f"{self.prefix}--{name}"

    def own(self, name: str) -> str:
        """The same, which is now taken."""
        anchor = self.named(name)
        self.anchors.add(anchor)
        return anchor

    def anchor(self, words: str) -> str:
        """A heading's words -> an anchor that no other has."""
        slug = re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")[:60] or "section"
        base = anchor = f"{self.prefix}-{slug}"
        number = 1
        while anchor in self.anchors:
            number += 1
            anchor = f"{base}-{number}"
        self.anchors.add(anchor)
        return anchor
