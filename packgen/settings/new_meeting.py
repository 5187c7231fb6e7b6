"""A name -> a folder to start a meeting's papers in: whole, or not there at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Final

from packgen.errors import BadInput, Fault
from packgen.settings.next_meeting import next_meeting
from packgen.settings.pack import PACK_FILE

SCHEMA: Final = "pack.schema.json"
_PACKAGE = Path(__file__).resolve().parent.parent
_STARTING = Path(__file__).with_name("starting")
_REPORT = "report.md"
_FOLDER = 0o755


def start_meeting(folder: Path, previous: Path | None = None) -> tuple[Path, ...]:
    """A folder that isn't there yet, and maybe the last meeting's -> the files of the new one.

    Without a last meeting it is a commented start; with one, its agenda, membership and standing
    words, and what must be new is asked for. Raises BadInput; nothing is ever overwritten.
    """
    if folder.exists() or folder.is_symlink():
        raise BadInput(Fault(str(folder), "is there already", "name a folder that isn't there yet"))
    files = {**(next_meeting(previous) if previous else _start()), SCHEMA: _schema()}
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        _write(folder, files)
    except OSError as error:
        what = f"can't be written: {error.strerror or type(error).__name__}"
        raise BadInput(
            Fault(str(folder), what, "name another folder, or check its rights")
        ) from None
    return tuple(folder.joinpath(*PurePosixPath(name).parts) for name in sorted(files))


def _start() -> Mapping[str, bytes]:
    return {name: (_STARTING / name).read_bytes() for name in (PACK_FILE, _REPORT)}


def _schema() -> bytes:
    """What editors check pack.toml by: docs/pack.schema.json, which the wheel has inside."""
    inside = _PACKAGE / SCHEMA
    return (inside if inside.is_file() else _PACKAGE.parent / "docs" / SCHEMA).read_bytes()


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Everything under a temporary name beside it, then renamed: no half of it ever remains."""
    temporary = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        for name, data in files.items():
            path = temporary.joinpath(*PurePosixPath(name).parts)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        temporary.chmod(_FOLDER)
        temporary.rename(folder)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
