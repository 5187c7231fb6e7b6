"""Packs: finished files for one audience, and the pack that holds them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Audience(Enum):
    """Whom a paper is for; the value names its folder and ends its file name."""

    PUBLIC = "public"
    PART2 = "part2"


class Format(Enum):
    """A file format; the value is its extension."""

    PDF = "pdf"
    DOCX = "docx"


@dataclass(frozen=True, slots=True)
class Rendition:
    """One finished file. ``paper`` ends its name; empty for the audience's scorecard."""

    audience: Audience
    format: Format
    data: bytes
    paper: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """A file of Part 2 for programs, in JSON; ``name`` ends its file name."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Pack:
    """All files of a pack; ``manifest`` is JSON that names each with its hash."""

    name: str
    renditions: tuple[Rendition, ...]
    manifest: str
    records: tuple[Record, ...] = ()
