"""Where a built pack came from: its source, found again and known by its hash."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from packgen.errors import BadInput, Fault
from packgen.papers import Source
from packgen.pipeline import file_bytes, file_name
from packgen.settings.pack import PACK_FILE, load_pack, slug
from packgen.settings.template import RationalePlace
from packgen.sources import Memory, read_source
from packgen.verify.built import BuiltPack


def read_again(pack: BuiltPack, source: Path | None, store: str | None = None) -> Source:
    """A built pack, and its source (None: looked for) -> what the source says.

    Without one it is looked for in the folders above the pack, in their ``input`` folders, and
    where the user stands. Of the releases that are remembered, those count which the build knew.
    Raises BadInput when it isn't found, or isn't as it was, or a release is missing.
    """
    found = source or _find(pack)
    if why := _unlike(pack, found):
        raise BadInput(
            Fault(str(found), why, "give the files as they were with --source, or build anew")
        )
    settings = load_pack(found)
    made_with = pack.versions
    place = made_with.get("rationale")
    known = {each.value for each in RationalePlace}
    return read_source(
        found,
        style=_unless(settings.style.name, made_with.get("style")),
        template=_unless(settings.template.name, made_with.get("template")),
        rationale=RationalePlace(place) if place in known else None,
        memory=Memory(pack.folder.resolve().parent, store, pack.releases),
    )


def _unless(own: str, used: str | None) -> str | None:
    """What a pack was built with, where its own settings say something else."""
    return used if used != own else None


def _unlike(pack: BuiltPack, source: Path) -> str:
    """Why a source is not the one that a pack was built from; empty if it is."""
    if source.exists():
        settings = load_pack(source)
        if settings.name != pack.name:
            return f"makes a pack of another name than {pack.name}"
        inputs = {file_name(path): path for path in settings.inputs}
        wanted = {recorded.file: recorded for recorded in pack.inputs}
        if inputs.keys() != wanted.keys():
            return "is made of other files than the manifest names"
        for name, path in inputs.items():
            if not wanted[name].is_of(file_bytes(path)):
                return f"{name} was changed since the pack was built: its hash is another"
        return ""
    return "there is no such file or folder"


def _find(pack: BuiltPack) -> Path:
    changed: list[Path] = []
    for candidate in dict.fromkeys(_candidates(pack)):
        if not _unlike(pack, candidate):
            return candidate
        changed.append(candidate)
    if changed:
        return changed[0]
    names = ", ".join(recorded.file for recorded in pack.inputs)
    raise BadInput(
        Fault(
            str(pack.folder),
            f"was built from {names}, and it is found neither in the folders above, nor in their "
            f"input folders, nor here",
            "say where it is with --source",
        )
    )


def _candidates(pack: BuiltPack) -> Iterator[Path]:
    """Workbooks and folders that may be a pack's source, by their names alone."""
    names = {recorded.file for recorded in pack.inputs}
    here, above = Path(), pack.folder.resolve().parents
    for place in (here, here / "input", *(p for root in above for p in (root, root / "input"))):
        if PACK_FILE not in names:
            yield from (place / name for name in sorted(names) if (place / name).is_file())
            continue
        try:
            inside = sorted(place.iterdir())
        except OSError:
            continue
        yield from (
            folder
            for folder in (place, *inside)
            if slug(folder.resolve().name) == pack.name and (folder / PACK_FILE).is_file()
        )
