"""Papers that are too large to be attached: put where the council serves them, and their links."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path
from urllib.parse import quote

from packgen.deliver.papers import Paper, Papers
from packgen.errors import BadInput, Fault
from packgen.settings.delivery import Served

_FILE, _FOLDER = 0o644, 0o755


def link(served: Served, pack: str, paper: Paper) -> str:
    """A public paper of a pack -> where a browser finds it."""
    return f"{served.url}/{quote(pack)}/{quote(paper.name)}"


def serve(served: Served, papers: Papers) -> None:
    """Puts a pack's public papers into the folder that is served, each whole or not at all.

    Raises BadInput where it can't be written.
    """
    folder = served.folder / papers.pack
    try:
        folder.mkdir(mode=_FOLDER, parents=True, exist_ok=True)
        for paper in papers.public:
            _put(folder / paper.name, paper.data)
    except OSError as error:
        what = f"can't be written: {error.strerror or type(error).__name__}"
        remedy = "check [served] in delivery.toml, the disk and the folder's rights"
        raise BadInput(Fault(str(folder), what, remedy)) from None


def _put(path: Path, data: bytes) -> None:
    with contextlib.suppress(FileNotFoundError):
        if not path.is_symlink() and path.read_bytes() == data:
            return
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(_FILE)
        Path(temporary).replace(path)
    finally:
        Path(temporary).unlink(missing_ok=True)
