"""A pack's folder on disk -> what its manifest says, and the files that are there."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any, Final

from packgen.errors import BadInput, Fault
from packgen.model.copies import COPIES, LIST
from packgen.model.pack import Audience, Format
from packgen.model.periodcode import period_of
from packgen.model.published import ReleaseKey
from packgen.settings.files import UnfitFile, read_file

_LARGEST: Final = 200_000_000
_VERSION: Final = 1
_PAPERS: Final = tuple(f".{each.value}" for each in Format)


@dataclass(frozen=True, slots=True)
class Recorded:
    """A file as the manifest names it: its path in the pack's folder, or an input's name."""

    file: str
    sha256: str

    def is_of(self, data: bytes) -> bool:
        """Whether these are its bytes."""
        return sha256(data).hexdigest() == self.sha256


@dataclass(frozen=True, slots=True)
class BuiltPack:
    """A pack's folder. ``present`` holds the bytes of each regular file in it by its path there,
    in order; ``odd`` are the paths of what is no regular file or can't be read, each with why.
    ``releases`` are the earlier ones that were known when it was built. ``supplement``: its number
    where it is a meeting's (0: the main pack), None where it is a scorecard's alone. ``copies`` are
    protected ones of its Part 2 PDF and their list, which no manifest names. ``meeting``: the body
    that meets and the day, None where it is a scorecard's alone."""

    folder: Path
    name: str
    inputs: tuple[Recorded, ...]
    versions: Mapping[str, str]
    files: tuple[Recorded, ...]
    present: Mapping[str, bytes]
    odd: Mapping[str, str]
    releases: tuple[ReleaseKey, ...] = ()
    supplement: int | None = None
    copies: Mapping[str, bytes] = field(default_factory=dict)
    meeting: tuple[str, date] | None = None

    @property
    def public_files(self) -> tuple[str, ...]:
        """The public files that the manifest names."""
        public = f"{Audience.PUBLIC.value}/"
        return tuple(r.file for r in self.files if r.file.startswith(public))

    def of(self, audience: Audience) -> dict[str, bytes]:
        """One audience's files by what messages call them: by their paths, but for those that the
        manifest doesn't know, as their names may hold a figure."""
        known = {recorded.file for recorded in self.files}
        files = {}
        for number, (path, data) in enumerate(self.present.items(), 1):
            inside = PurePosixPath(path)
            if inside.parts[0] != audience.value:
                continue
            suffix = inside.suffix if inside.suffix in _PAPERS else ""
            strange = f"{audience.value}/(unknown {number}){suffix}"
            files[path if path in known else strange] = data
        return files


def read_built(folder: Path, manifest: str) -> BuiltPack:
    """A pack's folder and its manifest's name -> what is there. Raises BadInput for no pack."""
    path = folder / manifest
    try:
        content = json.loads(read_file(path, _LARGEST))
        inputs, files = (tuple(map(_recorded, content[key])) for key in ("inputs", "files"))
        versions = {str(k): str(v) for k, v in content["versions"].items()}
        releases = tuple(map(_release, content.get("releases", ())))
        name, version = str(content["pack"]), content["manifest"]
        supplement = _supplement(content["meeting"]) if "meeting" in content else None
        meeting = _meeting(content["meeting"]) if "meeting" in content else None
    except (FileNotFoundError, NotADirectoryError):
        raise BadInput(
            Fault(str(folder), f"there is no {manifest} here", "give the folder of a built pack")
        ) from None
    except (UnfitFile, OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise BadInput(
            Fault(str(path), "is no manifest of a pack, or a damaged one", "build the pack anew")
        ) from None
    if version != _VERSION:
        raise BadInput(
            Fault(str(path), "was written by another version of packgen", "verify it with that")
        )
    present, odd = dict[str, bytes](), dict[str, str]()
    for inside in sorted(folder.rglob("*")):
        _look(inside, inside.relative_to(folder).as_posix(), present, odd)
    present.pop(manifest, None)
    copies = {path: present.pop(path) for path in list(present) if _is_copy(path)}
    return BuiltPack(
        folder, name, inputs, versions, files, present, odd, releases, supplement, copies, meeting
    )


def _is_copy(path: str) -> bool:
    inside = PurePosixPath(path)
    return str(inside.parent) == COPIES and (inside.suffix == ".pdf" or inside.name == LIST)


def _recorded(entry: Any) -> Recorded:
    if not isinstance(entry["file"], str) or not isinstance(entry["sha256"], str):
        raise TypeError("a file's name and hash are texts")
    return Recorded(entry["file"], entry["sha256"])


def _release(entry: Any) -> ReleaseKey:
    """Raises ValueError, KeyError or TypeError where it is none."""
    return ReleaseKey(
        period_of(entry["position"]), date.fromisoformat(entry["released"]), str(entry["sha256"])
    )


def _meeting(entry: Any) -> tuple[str, date]:
    """Raises ValueError, KeyError or TypeError where it is none."""
    return str(entry["body"]), date.fromisoformat(entry["date"])


def _supplement(entry: Any) -> int:
    """Raises ValueError, KeyError or TypeError where it is none."""
    number = entry["supplement"]
    if type(number) is not int or number < 0:
        raise TypeError("a supplement's number is a whole number")
    return number


def _look(path: Path, name: str, present: dict[str, bytes], odd: dict[str, str]) -> None:
    try:
        mode = path.lstat().st_mode
        if stat.S_ISDIR(mode):
            return
        if stat.S_ISREG(mode):
            present[name] = read_file(path, _LARGEST)
        else:
            odd[name] = "is a link" if stat.S_ISLNK(mode) else "is no regular file"
    except UnfitFile as error:
        odd[name] = str(error)
    except OSError as error:
        odd[name] = f"can't be read: {error.strerror}"


def folders(pack: BuiltPack) -> Iterator[Path]:
    """A pack -> every folder in it, and its own."""
    yield pack.folder
    yield from sorted(p for p in pack.folder.rglob("*") if p.is_dir() and not p.is_symlink())
