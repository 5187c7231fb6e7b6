"""The disclosure record: what is withheld and why, and what an outsider can still think.

It is for Part 2 and whoever signs off what is published: it may name withheld figures.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from packgen.model.observation import CellRef


class WithheldBy(Enum):
    """Who or what withholds a cell."""

    MARK = "marked by the council"
    RULE = "by the policy's rule"
    COMPANION = "so that others can't be worked out"


@dataclass(frozen=True, slots=True)
class WithheldCell:
    """One cell that the public does not see. ``what`` names its column: a period's label,
    ``year to date``, a benchmark's heading, ``RAG rating``; ``why`` is a mark's reason, a rule or
    what would give away."""

    indicator: str
    what: str
    at: CellRef
    by: WithheldBy
    why: str
    paragraphs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What an outsider can still think of a quantity: in words (``0``, ``1 to 4``, ``6 or 9``).

    ``exposed``: that is too little doubt; then ``because`` says how they know it, and ``true``
    whether the true figure is among what they believe. ``unfinished``: nobody could tell in the
    effort allowed, which counts as exposed.
    """

    says: str
    exposed: bool
    because: str = ""
    true: bool = True
    unfinished: bool = False


@dataclass(frozen=True, slots=True)
class Protected:
    """One quantity that must stay unknown: what they would know were nothing else withheld, and
    what they know of the paper as it is published."""

    name: str
    indicator: str
    before: Knowledge
    after: Knowledge


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to protect what is withheld: in words, its changes, what it costs.

    ``cost`` counts by the policy's weights: the lower, the more useful the paper stays.
    """

    words: str
    changes: tuple[str, ...]
    cost: int


@dataclass(frozen=True, slots=True)
class DisclosureRecord:
    """All of it. ``proven``: an exact method showed that nothing cheaper protects as well.

    ``public_already`` are figures withheld now that an earlier paper printed; ``told`` what
    published figures give away together about small groups that nobody withheld; ``left_out``
    rules that the published figures themselves contradict.
    """

    policy: str
    values: int
    cells: tuple[WithheldCell, ...]
    protected: tuple[Protected, ...]
    chosen: Choice
    proven: bool
    alternatives: tuple[Choice, ...]
    public_already: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def added(self) -> tuple[WithheldCell, ...]:
        """The cells that are withheld for the sake of others."""
        return tuple(cell for cell in self.cells if cell.by is WithheldBy.COMPANION)

    @property
    def exposed(self) -> tuple[Protected, ...]:
        """What an outsider could still work out of the paper as it is published."""
        return tuple(each for each in self.protected if each.after.exposed)
