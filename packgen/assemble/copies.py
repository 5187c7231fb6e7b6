"""Protected copies of a pack's Part 2 PDF: where they lie, and what they were made of."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from packgen.errors import BadInput, Fault
from packgen.model.copies import COPIES, LIST
from packgen.settings.files import UnfitFile, read_file

_PRIVATE_FOLDER: Final = 0o700
_LARGEST: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Listed:
    """The sha256 of the Part 2 PDF that copies were made of, and that of each by its name."""

    of: str
    files: Mapping[str, str]


def write_copies(pack: Path, original: bytes, copies: Mapping[str, bytes]) -> tuple[Path, ...]:
    """A pack's folder, its Part 2 PDF, copies by their names -> the paths written, all readable by
    their owner alone. Copies of another original, and those of other people, stay.

    Raises BadInput when they can't be written.
    """
    folder = pack / COPIES
    _refuse_links(pack, folder, copies)
    before = read_listed(folder / LIST)
    of = sha256(original).hexdigest()
    kept = dict(before.files) if before and before.of == of else {}
    files = {**kept, **{name: sha256(data).hexdigest() for name, data in copies.items()}}
    told = json.dumps({"of": of, "files": files}, indent=2, sort_keys=True) + "\n"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(_PRIVATE_FOLDER)
        for name, data in {**copies, LIST: told.encode("utf-8")}.items():
            _write(folder / name, data)
    except OSError as error:
        said = error.strerror or type(error).__name__
        raise BadInput(
            Fault(str(folder), f"can't be written: {said}", "check the folder's rights")
        ) from None
    return tuple(folder / name for name in copies)


def read_listed(path: Path) -> Listed | None:
    """The list of copies -> it; None where there is none that can be read."""
    try:
        content = json.loads(read_file(path, _LARGEST))
        files = {str(name): str(known) for name, known in content["files"].items()}
        return Listed(str(content["of"]), files)
    except (UnfitFile, OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _refuse_links(pack: Path, folder: Path, names: Mapping[str, bytes]) -> None:
    for path in (pack, folder.parent, folder, folder / LIST, *(folder / name for name in names)):
        if path.is_symlink():
            raise BadInput(Fault(str(path), "is a link", "take it away"))


def _write(path: Path, data: bytes) -> None:
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:  # made readable by the owner alone
            file.write(data)
        Path(temporary).replace(path)
    finally:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
