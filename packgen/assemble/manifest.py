"""The manifest: what a pack was made from and with, and the hash of each of its files.

It is for the officer, not for publication: a hash of a Part 2 file can be tried against guesses.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import PurePosixPath

from packgen.assemble.names import file_path, record_path
from packgen.model.pack import Record, Rendition
from packgen.model.periodcode import period_code
from packgen.model.published import ReleaseKey

VERSION = 1


def manifest(
    pack: str,
    inputs: Mapping[str, bytes],
    versions: Mapping[str, str],
    dated: date,
    renditions: Iterable[Rendition],
    records: Iterable[Record] = (),
    releases: Iterable[ReleaseKey] = (),
    meeting: Mapping[str, object] | None = None,
    sign_off: Mapping[str, object] | None = None,
) -> str:
    """A pack's parts -> its manifest as JSON text, ending in a line end.

    ``releases``: the earlier ones that were known when it was built. ``meeting``: what a meeting's
    pack says besides: its papers and their pages, until when they are kept. ``sign_off``: what is
    signed beside the files, and who has to, as ``sign_off.py`` writes it.
    """
    files = [(file_path(pack, r.audience, r.format, r.paper), r.data) for r in renditions]
    files += [(record_path(pack, record.name), record.data) for record in records]
    content = {
        "manifest": VERSION,
        "pack": pack,
        "date": dated.isoformat(),
        "inputs": [{"file": name, "sha256": _sha256(data)} for name, data in inputs.items()],
        "versions": dict(versions),
        "releases": [_release(key) for key in releases],
        **(meeting or {}),
        **(sign_off or {}),
        "files": [_file(path, data) for path, data in files],
    }
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def _file(path: PurePosixPath, data: bytes) -> dict[str, object]:
    return {"file": str(path), "sha256": _sha256(data), "bytes": len(data)}


def _release(key: ReleaseKey) -> dict[str, str]:
    return {
        "position": period_code(key.position),
        "released": key.on.isoformat(),
        "sha256": key.digest,
    }


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
