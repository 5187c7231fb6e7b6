"""Where templates and styles lie: the shipped ones, a pack's own, and any other by its path.

The rule: what has a slash in it is a path. All else is a name: of a folder in the pack's own
``styles/`` or ``templates/``, else of a shipped one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from packgen.errors import BadInput, Fault

_PACKAGE = Path(__file__).resolve().parent.parent
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*", re.ASCII)
_LONGEST_QUOTE = 200
_FILES = {"templates": "template.toml", "styles": "tokens.toml", "letters": "letter.txt.j2"}
_FOLDERS = {"letters": "templates"}
"""Where a kind lies, if not in a folder of its own name."""


@dataclass(frozen=True, slots=True)
class Resource:
    """A template or a style: its name, which outputs may carry, and its folder, which none may."""

    name: str
    folder: Path


def find(kind: str, wanted: str, base: Path | None = None, own: Path | None = None) -> Resource:
    """``kind`` ("templates", "styles" or "letters"), a name or a path -> where it is.

    Paths start from ``base``; ``own`` is a folder of styles or templates that comes before the
    shipped ones. Raises BadInput for none.
    """
    one, file = kind.removesuffix("s"), _FILES[kind]
    if is_path(wanted):
        folder = (base or Path()) / wanted
        if _has(folder, file) and (name := folder.resolve().name).isprintable():
            return Resource(name, folder)
        said = wanted if len(wanted) < _LONGEST_QUOTE else f"{wanted[:_LONGEST_QUOTE]}…"
        raise BadInput(
            Fault(f"{one} {said!r}", f"the folder has no {file}", "mend the path, or add it")
        )
    if _NAME.fullmatch(wanted):
        for root in filter(None, (own, _root(kind))):
            if _has(root / wanted, file):
                return Resource(wanted, root / wanted)
    known = sorted({*names(kind), *(_names(own, file) if own else ())})
    raise BadInput(
        Fault(
            f"{one} {wanted!r}",
            f"there is no such {one}",
            f"choose one of: {', '.join(known)}; or give a path, with a slash in it",
        )
    )


def is_path(wanted: str) -> bool:
    """Whether a template or a style is given by its path."""
    return "/" in wanted or "\\" in wanted


def is_name(wanted: str) -> bool:
    """Whether a text can name a template or a style."""
    return bool(_NAME.fullmatch(wanted))


def names(kind: str) -> tuple[str, ...]:
    """The names of the shipped ones, sorted."""
    return _names(_root(kind), _FILES[kind])


def _names(root: Path, file: str) -> tuple[str, ...]:
    try:
        folders = [path for path in root.iterdir() if is_name(path.name) and _has(path, file)]
        return tuple(sorted(path.name for path in folders))
    except OSError:
        return ()


def _has(folder: Path, file: str) -> bool:
    try:
        return (folder / file).is_file()
    except (OSError, ValueError):  # a name too long for the system, or with a null in it
        return False


def _root(kind: str) -> Path:
    folder = _FOLDERS.get(kind, kind)
    inside = _PACKAGE / folder
    return inside if inside.is_dir() else _PACKAGE.parent / folder
