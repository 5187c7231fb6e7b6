"""Where packs stand -> JSON, after docs/status.schema.json."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from packgen.model.standing import Standing

VERSION = 1


def write_standings(standings: Iterable[Standing]) -> str:
    """Packs in order -> JSON text, ending in a line end."""
    content = {"version": VERSION, "packs": [_pack(each) for each in standings]}
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def _pack(each: Standing) -> dict[str, Any]:
    return {
        "pack": each.pack,
        "reached": [stage.value for stage in each.reached],
        "next": each.next.value if each.next else None,
        "verified_at": each.verified,
        "approvals": [
            {"role": role, "on": on.isoformat()} for role, on in sorted(each.given.items())
        ],
        "waits_for": list(each.waits_for),
        "released_on": each.released.isoformat() if each.released else None,
        "mail": {state.value: count for state, count in each.mail.items()},
        "trouble": [str(fault) for fault in each.trouble],
    }
