"""Papers to be sent: a finished pack's files in memory, and which of them a message may hold."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from packgen.model.pack import Audience, Format


@dataclass(frozen=True, slots=True)
class Paper:
    """A file to be sent: its name, its bytes, their sha256."""

    name: str
    data: bytes
    sha256: str

    @property
    def format(self) -> Format | None:
        """Its format, by its name; None for a file that is no paper."""
        known = {f".{each.value}": each for each in Format}
        return known.get(PurePosixPath(self.name).suffix.lower())


@dataclass(frozen=True, slots=True)
class Papers:
    """A pack's papers. ``public`` are its public ones; ``part2`` is the Part 2 paper as PDF, in
    clear (None: the pack has none); ``exempt`` are the sha256 of everything in its Part 2 folder,
    ``digest`` is of all that is signed off."""

    pack: str
    public: tuple[Paper, ...]
    part2: Paper | None
    exempt: frozenset[str]
    digest: str

    def of(self, formats: tuple[Format, ...]) -> tuple[Paper, ...]:
        """The public papers in these formats, in the pack's order."""
        return tuple(paper for paper in self.public if paper.format in formats)


def paper(name: str, data: bytes) -> Paper:
    """A file's name and bytes -> the same with their sha256."""
    return Paper(name, data, hashlib.sha256(data).hexdigest())


def papers_of(pack: str, files: Mapping[str, bytes], part2: str, digest: str) -> Papers:
    """A pack's name, its files by their paths, the path of its Part 2 paper, the hash of all that
    was signed off -> its papers."""
    hashes = {path: hashlib.sha256(data).hexdigest() for path, data in sorted(files.items())}
    named = {path: PurePosixPath(path) for path in files}
    public = tuple(
        Paper(name.name, files[path], hashes[path])
        for path, name in named.items()
        if name.parts[0] == Audience.PUBLIC.value
    )
    exempt = [known for path, known in hashes.items() if not path.startswith("public/")]
    return Papers(
        pack,
        tuple(each for each in public if each.format),
        Paper(named[part2].name, files[part2], hashes[part2]) if part2 in files else None,
        # A public paper that lies in Part 2's folder too is no less public.
        frozenset(exempt) - {each.sha256 for each in public},
        digest,
    )
