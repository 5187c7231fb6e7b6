"""The manifest: what a pack was made from and with, and the hash of each of its files.

It is for the officer, not for publication: a hash of a Part 2 file can be tried against guesses.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date

from packgen.assemble.names import file_path
from packgen.model.pack import Rendition

VERSION = 1


def manifest(
    pack: str,
    inputs: Mapping[str, bytes],
    versions: Mapping[str, str],
    dated: date,
    renditions: Iterable[Rendition],
) -> str:
    """A pack's parts -> its manifest as JSON text, ending in a line end."""
    content = {
        "manifest": VERSION,
        "pack": pack,
        "date": dated.isoformat(),
        "inputs": [{"file": name, "sha256": _sha256(data)} for name, data in inputs.items()],
        "versions": dict(versions),
        "files": [
            {
                "file": str(file_path(pack, rendition.audience, rendition.format, rendition.paper)),
                "sha256": _sha256(rendition.data),
                "bytes": len(rendition.data),
            }
            for rendition in renditions
        ],
    }
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
