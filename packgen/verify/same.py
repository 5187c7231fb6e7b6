"""Whether a pack's public files are those that its source gives, byte for byte."""

from __future__ import annotations

from collections.abc import Mapping

from packgen.errors import Fault
from packgen.model.report import Check, checked
from packgen.verify.built import BuiltPack
from packgen.verify.places import first_difference

Files = Mapping[str, bytes]


def check_same_bytes(name: str, pack: BuiltPack, now: Mapping[str, str], again: Files) -> Check:
    """A pack, what it would be made with now (settings' names and versions), and its public files
    made anew by their paths -> whether it has those."""
    made = {path: again[path] for path in pack.public_files if path in again}
    changed = [key for key, version in pack.versions.items() if now.get(key, "") != version]
    remedy = "publish nothing of it; build the pack anew"
    if changed:
        remedy = f"it was built with another {', '.join(changed)}: verify it with that, or {remedy}"
    return checked(
        name,
        f"{len(pack.public_files)} public files, made anew from the source, byte for byte",
        (
            Fault(path, f"is not what its source gives ({_place(pack, path, made)})", remedy)
            for path in pack.public_files
            if path not in made or pack.present.get(path) != made[path]
        ),
    )


def _place(pack: BuiltPack, path: str, made: Files) -> str:
    if path not in made or path not in pack.present:
        return "it is missing"
    return first_difference(made[path], pack.present[path])
