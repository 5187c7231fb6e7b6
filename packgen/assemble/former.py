"""Former builds: what an earlier one left in a pack's folder, and this one did not make."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Final

from packgen.assemble.copies import read_listed
from packgen.assemble.names import MANIFEST
from packgen.errors import Fault
from packgen.model.copies import COPIES, LIST
from packgen.model.pack import Audience
from packgen.settings.files import UnfitFile, read_file

_LARGEST: Final = 200_000_000


@dataclass(frozen=True, slots=True)
class Former:
    """``stale`` are a former build's own files, unchanged since; ``left`` is everything else."""

    stale: tuple[Path, ...] = ()
    left: tuple[Path, ...] = ()

    @property
    def faults(self) -> tuple[Fault, ...]:
        """A fault for each file that stays though it is no part of the pack."""
        return tuple(
            Fault(
                str(path),
                "is no part of this pack, and was not written or not made anew by this build",
                "take it away if nobody needs it",
            )
            for path in self.left
        )


def former_files(folder: Path, made: Collection[Path]) -> Former:
    """A pack's folder and the paths that a build makes in it -> what else is in its folders.

    Stale are files that the folder's manifest names with the hash that they still have, beside
    files that are made anew: what was built for other readers is left to its own builds.
    """
    known = _known(folder / MANIFEST)
    renewed = {path.parent for path in made}
    stale, left = list[Path](), list[Path]()
    for path in _files(folder):
        if path in made:
            continue
        inside = PurePosixPath(path.relative_to(folder).as_posix())
        is_own = path.parent in renewed and _is_of(path, known.get(inside))
        (stale if is_own else left).append(path)
    return Former(tuple(stale), tuple(left))


def _files(folder: Path) -> Iterator[Path]:
    """What lies in the folders of a pack, but for what programs keep beside an open file."""
    for audience in Audience:
        inside = folder / audience.value
        if inside.is_dir() and not inside.is_symlink():
            for path in sorted(inside.iterdir()):
                if not path.name.startswith((".", "~$")) and path != folder / COPIES:
                    yield path


def stale_copies(folder: Path) -> Iterator[Fault]:
    """A pack's folder as it was just written -> a fault where the protected copies in it were made
    of another Part 2 PDF."""
    known = read_listed(folder / COPIES / LIST)
    files = _known(folder / MANIFEST).items()
    now = {sha for path, sha in files if path.parts[0] == Audience.PART2.value}
    if known and now and known.of not in now:
        yield Fault(
            str(folder / COPIES),
            "its copies were made of an earlier Part 2 PDF",
            "make them anew: packgen protect; and call those back that are out",
        )


def _known(manifest: Path) -> Mapping[PurePosixPath, str]:
    """A manifest -> the hash of each file that it names; none of one that can't be read."""
    try:
        files = json.loads(read_file(manifest, _LARGEST))["files"]
        return {PurePosixPath(entry["file"]): str(entry["sha256"]) for entry in files}
    except (UnfitFile, OSError, ValueError, KeyError, TypeError, RecursionError):
        return {}


def _is_of(path: Path, known: str | None) -> bool:
    """Whether a regular file still has a hash."""
    if known is None or path.is_symlink() or not path.is_file():
        return False
    try:
        return sha256(read_file(path, _LARGEST)).hexdigest() == known
    except (UnfitFile, OSError):
        return False
