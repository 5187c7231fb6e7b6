"""A report as an officer wrote it: blocks in pieces, the exempt ones apart."""

from __future__ import annotations

from dataclasses import dataclass

from packgen.document.nodes import Block
from packgen.errors import Fault


@dataclass(frozen=True, slots=True)
class Piece:
    """Blocks that belong together: public ones, or an exempt passage with its paragraphs of the
    law, where they were named. ``place`` says where it begins; ``label`` is the number that an
    exempt one takes in the report, where it holds numbered paragraphs."""

    blocks: tuple[Block, ...]
    exempt: bool
    paragraphs: tuple[int, ...]
    place: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class WrittenReport:
    """A report: its title (empty where no public paragraph is styled so), its pieces in order, and
    what of the file was left behind."""

    title: str
    pieces: tuple[Piece, ...]
    findings: tuple[Fault, ...]
