"""A built pack's folder -> what is to be released, if its files are those that were built."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any, Final

from packgen.errors import BadInput, Fault
from packgen.model.pack import Audience, Format
from packgen.model.published import Publication
from packgen.settings.files import UnfitFile, read_file
from packgen.store.record import DisclosureRecord, NotARecord, read_record

_MANIFEST: Final = "manifest.json"
_VERSION: Final = 1
_LARGEST: Final = 1_000_000_000
BUILD = "build the pack again (packgen build SOURCE), and release what is built"


@dataclass(frozen=True, slots=True)
class BuiltPack:
    """A pack as it lies on disk: its record, and the sha256 of each public file by its name.

    ``has_findings``: its manifest says what was noticed, as that of every packgen that asks for
    approvals does.
    """

    record: DisclosureRecord
    files: tuple[tuple[str, str], ...]
    name: str = ""
    has_findings: bool = False

    def released(self, on: date) -> Publication:
        """What is published when it is released on a day."""
        record = self.record
        return Publication(
            record.scorecard, record.position, on, self.files, record.cells, record.title
        )


def read_built(folder: Path) -> BuiltPack:
    """A pack's folder (``output/NAME``) -> what is to be released.

    Every public paper must be named in the manifest and still have its hash, and so must the
    disclosure record. Raises BadInput, with every file that differs.
    """
    content, hashes = read_manifest(folder)
    pack = content["pack"]
    public = {path: known for path, known in hashes.items() if is_public(path)}
    record = PurePosixPath(Audience.PART2.value, f"{pack}-disclosure.json")
    if record not in hashes:
        raise _fault(folder, "has no record of what was disclosed", BUILD)
    if not public:
        raise _fault(folder, "has no public papers", BUILD)
    faults = strays(folder, public)
    contents: dict[PurePosixPath, bytes] = {}
    for path in (*public, record):
        try:
            contents[path] = unchanged(folder / path, hashes[path])
        except BadInput as error:
            faults += error.faults
    if faults:
        raise BadInput(faults)
    try:
        disclosed = read_record(contents[record])
    except NotARecord:
        raise _fault(folder / record, "is not a record that this packgen writes", BUILD) from None
    files = tuple((path.name, public[path]) for path in public)
    return BuiltPack(disclosed, files, pack, "findings" in content or "approval" in content)


def read_manifest(folder: Path) -> tuple[Mapping[str, Any], Mapping[PurePosixPath, str]]:
    """A pack's folder -> what its manifest says, and the sha256 of each of its files.

    Raises BadInput for a folder that has none, or another than packgen writes."""
    remedy = "give a folder that packgen built, such as output/NAME"
    try:
        content = json.loads(read_file(folder / _MANIFEST, _LARGEST))
        files = content["files"]
        hashes = {_path(file["file"]): sha256_of(file["sha256"]) for file in files}
        known = content["manifest"] == _VERSION and isinstance(content["pack"], str)
    except (FileNotFoundError, NotADirectoryError):
        raise _fault(folder, "is no built pack: it has no manifest.json", remedy) from None
    except OSError as error:
        raise _unreadable(folder / _MANIFEST, error) from None
    except (ValueError, KeyError, TypeError, RecursionError):
        known = False
    if not known:
        raise _fault(folder / _MANIFEST, "is not a manifest that this packgen writes", BUILD)
    return content, hashes


def _path(name: str) -> PurePosixPath:
    """A file's path in a pack. Raises ValueError for one that leads elsewhere."""
    path = PurePosixPath(name)
    parts = path.parts
    audiences = [audience.value for audience in Audience]
    if len(parts) != 2 or parts[0] not in audiences or parts[1] == ".." or not name.isprintable():
        raise ValueError("not a path in a pack")
    return path


def sha256_of(text: str) -> str:
    """A hash as text -> the same. Raises ValueError for anything else."""
    if len(text) != 64 or set(text) - set("0123456789abcdef"):
        raise ValueError("not a hash")
    return text


def is_public(path: PurePosixPath) -> bool:
    """Whether a file of a pack is for the public."""
    return path.parts[0] == Audience.PUBLIC.value


def strays(folder: Path, public: Iterable[PurePosixPath]) -> list[Fault]:
    """Papers in the public folder that this build did not make. Raises BadInput."""
    known = {path.name for path in public}
    endings = {f".{file_format.value}" for file_format in Format}
    try:
        found = sorted((folder / Audience.PUBLIC.value).iterdir())
    except OSError as error:
        raise _unreadable(folder / Audience.PUBLIC.value, error) from None
    return [
        Fault(str(path), "was not made by this build", "take it away, or build the pack again")
        for path in found
        if path.suffix.lower() in endings
        and path.name not in known
        and not path.name.startswith((".", "~$"))  # what programs keep beside an open file
    ]


def unchanged(path: Path, sha256: str) -> bytes:
    """A file's bytes, which hash to what the manifest says. Raises BadInput."""
    try:
        data = read_file(path, _LARGEST)
    except FileNotFoundError:
        raise _fault(path, "is missing", BUILD) from None
    except (OSError, UnfitFile) as error:
        raise _unreadable(path, error) from None
    if hashlib.sha256(data).hexdigest() != sha256:
        raise _fault(path, "was changed after it was built", BUILD)
    return data


def _unreadable(path: Path, error: Exception) -> BadInput:
    what = getattr(error, "strerror", None) or str(error)
    return _fault(path, f"can't be read: {what}", "check the file and its rights")


def _fault(path: Path, what: str, remedy: str) -> BadInput:
    return BadInput(Fault(str(path), what, remedy))
