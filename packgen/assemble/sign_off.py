"""What a manifest says for those who sign a pack off: what was noticed, and who has to."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

from packgen.errors import Fault


@dataclass(frozen=True, slots=True)
class Noticed:
    """What a build noticed: what should have stopped it, what was left open, and what was waived
    (whose remedy is the reason that was given)."""

    stopping: tuple[Fault, ...] = ()
    open: tuple[Fault, ...] = ()
    waived: tuple[Fault, ...] = ()


def sign_off(
    noticed: Noticed, roles: Iterable[str], *, four_eyes: bool, store: str | None, law: str
) -> dict[str, object]:
    """What was noticed, the roles that have to approve, whether the builder may not, where releases
    are remembered, by which law's edition it is exempt -> keys of the manifest. What was noticed is
    told by its number and its hash."""
    needed = list(roles)
    return {
        "findings": {
            "stopping": _told(noticed.stopping),
            "open": _told(noticed.open),
            "waived": _told(noticed.waived),
        },
        **({"approval": {"roles": needed, "four_eyes": four_eyes}} if needed else {}),
        **({"store": store} if store else {}),
        "law": law,
    }


def _told(faults: tuple[Fault, ...]) -> dict[str, object]:
    """The same faults have the same hash, in whatever order they were found."""
    said = sorted([fault.where, fault.what, fault.remedy] for fault in faults)
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    # Names of files may hold bytes that are no text.
    digest = hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()
    return {"count": len(said), "sha256": digest}
