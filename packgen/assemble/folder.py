"""A pack -> its folder on disk: every file under a temporary name first, then renamed."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from packgen.assemble.former import former_files
from packgen.assemble.names import MANIFEST, file_path, record_path
from packgen.errors import BadInput, Fault
from packgen.model.pack import Audience, Pack

_PRIVATE_FOLDER, _PRIVATE_FILE, _FILE = 0o700, 0o600, 0o644


def write_pack(pack: Pack, root: Path) -> tuple[Path, ...]:
    """A pack and the folder of packs -> the paths written.

    The Part 2 folder and the manifest are readable by their owner alone. Nothing is renamed
    into place before every file is written whole; then the files of a former build that this one
    did not make are removed. Raises BadInput when the folder can't be written.
    """
    folder = root / pack.name
    contents: dict[Path, tuple[bytes, int]] = {
        folder.joinpath(file_path(pack.name, r.audience, r.format, r.paper)): (
            r.data,
            _PRIVATE_FILE if r.audience is Audience.PART2 else _FILE,
        )
        for r in pack.renditions
    }
    for record in pack.records:
        contents[folder / record_path(pack.name, record.name)] = (record.data, _PRIVATE_FILE)
    contents[folder / MANIFEST] = (pack.manifest.encode("utf-8"), _PRIVATE_FILE)
    _refuse_obstacles(folder, contents)
    former = former_files(folder, contents)
    try:
        audiences = {r.audience for r in pack.renditions}
        for audience in audiences | ({Audience.PART2} if pack.records else set()):
            _make_folder(folder / audience.value, private=audience is Audience.PART2)
        _write_all(contents)
        for path in former.stale:
            path.unlink()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        place = folder if _is_temporary(error.filename) else error.filename
        raise BadInput(
            Fault(str(place), f"can't be written: {reason}", "choose another folder with -o")
        ) from None
    return tuple(contents)


def _refuse_obstacles(folder: Path, paths: Iterable[Path]) -> None:
    """Nothing is written past a link, which may lead a Part 2 paper into the public folder, nor
    where a folder stands in a file's place."""
    for path in dict.fromkeys([folder, *(p.parent for p in paths), *paths]):
        if path.is_symlink():
            raise BadInput(Fault(str(path), "is a link", "take it away, or choose another folder"))
    for path in paths:
        if path.is_dir():
            raise BadInput(Fault(str(path), "is a folder", "take it away: a file belongs there"))


def _make_folder(folder: Path, *, private: bool) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    if private:
        folder.chmod(_PRIVATE_FOLDER)


def _write_all(contents: dict[Path, tuple[bytes, int]]) -> None:
    written: list[tuple[str, Path]] = []
    try:
        for path, (data, mode) in contents.items():
            # Made readable by the owner alone, and widened only when it is whole.
            handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
            written.append((temporary, path))
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).chmod(mode)
        for temporary, path in written:
            Path(temporary).replace(path)
    finally:
        for temporary, _ in written:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()


def _is_temporary(name: object) -> bool:
    """Whether an error speaks of one of our temporary files, or of nothing."""
    return not isinstance(name, str) or Path(name).name.startswith(".")
