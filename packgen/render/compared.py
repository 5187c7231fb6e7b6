"""What differs between two packs -> JSON, after docs/diff.schema.json."""

from __future__ import annotations

import json

from packgen.model.compared import Comparison

VERSION = 1


def write_comparison(compared: Comparison) -> str:
    """What differs -> JSON text, ending in a line end."""
    content = {
        "version": VERSION,
        "old": compared.old,
        "new": compared.new,
        "same": compared.is_same,
        "volumes": [
            {
                "volume": volume.volume,
                "changes": [{"paper": c.where, "change": c.what} for c in volume.changes],
            }
            for volume in compared.volumes
        ],
    }
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"
