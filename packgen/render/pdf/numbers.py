"""The numbers of a volume's pages, in the order of its pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from string import ascii_lowercase

from packgen.document.volume import PageStart
from packgen.render.pdf.container import LabelRange


@dataclass(slots=True)
class PageNumbers:
    """Counts pages: ``labels`` are the numbers given, ``ranges`` says the same in few words.

    ``last`` is the highest number in use; a lettered page's is its leaf's.
    """

    next: int
    labels: list[str] = field(default_factory=list)
    ranges: list[LabelRange] = field(default_factory=list)
    last: int = 0
    _letters: int | None = None

    def __post_init__(self) -> None:
        self.ranges.append(LabelRange(0, self.next))

    def start(self, at: PageStart | None) -> None:
        """Goes on, or starts anew where a paper says at which number."""
        if at is None:
            return
        self.next, self._letters = at.number, 0 if at.lettered else None
        if self.ranges[-1].page == len(self.labels):
            self.ranges.pop()
        prefix, start = (str(at.number), 1) if at.lettered else ("", at.number)
        self.ranges.append(LabelRange(len(self.labels), start, prefix))

    def take(self) -> str:
        """The number of the next page."""
        self.last = max(self.last, self.next)
        if self._letters is None:
            self.labels.append(str(self.next))
            self.next += 1
        else:
            # As page labels of PDF count: z is followed by aa, and that by bb.
            turn, letter = divmod(self._letters, len(ascii_lowercase))
            self.labels.append(f"{self.next}{ascii_lowercase[letter] * (turn + 1)}")
            self._letters += 1
        return self.labels[-1]
