"""Where templates and styles lie: beside the package when installed, beside it in a checkout."""

from __future__ import annotations

import re
from pathlib import Path

from packgen.errors import BadInput, Fault

_PACKAGE = Path(__file__).resolve().parent.parent
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*", re.ASCII)


def folder(kind: str, name: str) -> Path:
    """``kind`` ("templates" or "styles") and a name -> its folder. Raises BadInput for none."""
    known = names(kind)
    if not _NAME.fullmatch(name) or name not in known:
        one = kind.removesuffix("s")
        raise BadInput(
            Fault(
                f"{one} {name!r}", f"there is no such {one}", f"choose one of: {', '.join(known)}"
            )
        )
    return _root(kind) / name


def names(kind: str) -> tuple[str, ...]:
    """The names there are, sorted."""
    return tuple(
        sorted(p.name for p in _root(kind).iterdir() if p.is_dir() and _NAME.fullmatch(p.name))
    )


def _root(kind: str) -> Path:
    inside = _PACKAGE / kind
    return inside if inside.is_dir() else _PACKAGE.parent / kind
