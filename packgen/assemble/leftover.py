"""What a build that was killed left in a pack's folder: files that were never renamed."""

from __future__ import annotations

import contextlib
import re
from pathlib import Path

from packgen.assemble.names import MANIFEST
from packgen.model.pack import Audience


def clear_leftovers(folder: Path) -> None:
    """Removes the temporary files in a pack's folder, known by their names. Nobody else may be
    building there."""
    own = f"{re.escape(folder.name)}-[^/]+|{re.escape(MANIFEST)}"
    temporary = re.compile(rf"\.(?:{own})\.[a-z0-9_]{{8}}")
    for place in (folder, *(folder / audience.value for audience in Audience)):
        if place.is_symlink() or not place.is_dir():
            continue
        for path in sorted(place.iterdir()):
            if temporary.fullmatch(path.name) and path.is_file() and not path.is_symlink():
                with contextlib.suppress(FileNotFoundError):
                    path.unlink()
