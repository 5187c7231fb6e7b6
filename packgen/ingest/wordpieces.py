"""Pieces of a Word report on their way: public ones, and exempt passages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from packgen.document.nodes import Block, Paragraph
from packgen.document.roles import Role
from packgen.document.walk import plain
from packgen.document.written import Piece
from packgen.ingest.wordlists import Entry, listed
from packgen.ingest.wordnumbers import Within


@dataclass(slots=True)
class OpenPiece:
    """A piece on its way. ``within`` is how an exempt one counts; a public one counts as its file
    does."""

    exempt: bool
    paragraphs: tuple[int, ...]
    place: str = ""
    blocks: list[Block | Entry] = field(default_factory=list)
    within: Within = field(default_factory=Within)

    @property
    def counting(self) -> Within | None:
        """What its numbered paragraphs are counted in; None where they count in the file."""
        return self.within if self.exempt else None


class Pieces:
    """The pieces of one report in their order. ``stem`` begins the anchors in them."""

    def __init__(self, stem: str) -> None:
        self._stem = stem
        self._all: list[OpenPiece] = []
        self._anchors = {False: 0, True: 0}

    def next_of(self, exempt: bool, paragraphs: tuple[int, ...]) -> OpenPiece:
        """The piece that blocks of this kind go to: the last one, or another, that is not among
        the pieces before something is put into it."""
        last = self._all[-1] if self._all else None
        if last is None or (last.exempt, last.paragraphs) != (exempt, paragraphs):
            return OpenPiece(exempt, paragraphs)
        return last

    def put(self, piece: OpenPiece, blocks: Sequence[Block | Entry], place: str) -> None:
        """Adds blocks to a piece; ``place`` is where they stand."""
        if not self._all or self._all[-1] is not piece:
            piece.place = place
            self._all.append(piece)
        piece.blocks += blocks

    def caption_before(self, piece: OpenPiece) -> str:
        """The caption that stands last in a piece, taken out of it; empty where none does."""
        block = piece.blocks[-1] if piece.blocks else None
        if not (isinstance(block, Paragraph) and block.role is Role.CAPTION):
            return ""
        piece.blocks.pop()
        return plain(block.content)

    def anchor(self, exempt: bool) -> str:
        """A name; what is exempt has a count of its own, so that it moves no public one."""
        self._anchors[exempt] += 1
        return f"{self._stem}-{'exempt-' if exempt else ''}{self._anchors[exempt]}"

    def finished(self) -> tuple[Piece, ...]:
        """All that hold something."""
        return tuple(
            Piece(tuple(listed(p.blocks)), p.exempt, p.paragraphs, p.place, p.within.label)
            for p in self._all
            if p.blocks
        )
