"""A file's name in pack.toml -> its path, which stays within the pack's folder and is no link."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from packgen.errors import Fault
from packgen.settings.tables import TomlTable

_LONGEST_QUOTE = 80
_MEND = "write its path from this folder, with / between names"


def inside(folder: Path, name: str, where: str) -> Path | Fault:
    """A folder, a name, and the place that names it -> the path of a file or folder in it, or why
    it can't be had: it leads elsewhere, passes through a link, or isn't there."""
    said = repr(name if len(name) <= _LONGEST_QUOTE else f"{name[:_LONGEST_QUOTE]}…")
    parts = PurePosixPath(name).parts
    if "\\" in name or not name.isprintable():
        return Fault(where, f"{said} is not a path that packgen reads", _MEND)
    if not parts or parts[0] == "/" or ":" in parts[0] or ".." in parts:
        remedy = "put the file into this folder, and write its path from here"
        return Fault(where, f"{said} leads out of the folder", remedy)
    path = folder
    try:
        for part in parts:
            path = path / part
            if path.is_symlink():
                return Fault(where, f"{said} is a link", "put the file itself into this folder")
        if path.is_file() or path.is_dir():
            return path
    except OSError:  # a name too long for the system
        pass
    return Fault(where, f"there is no file {said} in the folder", "add it, or mend the name")


def named_files(entry: TomlTable, folder: Path) -> tuple[Path, ...]:
    """An item's ``file`` or ``files`` -> their paths; what is wrong goes to the faults."""
    one = entry.text("file")
    several = entry.texts("files")
    if one and several:
        entry.fault("files", "stands beside file", "write all of them in files")
    key = "file" if one else "files"
    names = (one,) if one else several
    if len(set(names)) < len(names):
        entry.fault(key, "names a file twice", "take one out")
    return tuple(_found(entry, folder, key, dict.fromkeys(names)))


def _found(entry: TomlTable, folder: Path, key: str, names: Iterable[str]) -> Iterable[Path]:
    for name in names:
        match inside(folder, name, f"{entry.place}: {key}"):
            case Fault() as fault:
                entry.gather([fault])
            case path:
                yield path
