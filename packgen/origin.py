"""Where a built pack came from: its source, found again and known by its hash."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

from packgen.errors import BadInput, Fault
from packgen.gathering import MeetingSource, inputs_of, read_meeting
from packgen.papers import Source
from packgen.pipeline import file_bytes, file_name
from packgen.settings.agenda import load_meeting
from packgen.settings.pack import PACK_FILE, load_pack, slug
from packgen.settings.style import load_style
from packgen.settings.template import RationalePlace
from packgen.sources import Memory, forgotten, read_source
from packgen.supplements import earlier, named
from packgen.verify.built import BuiltPack


def read_again(pack: BuiltPack, source: Path | None, store: str | None = None) -> Source:
    """A built pack, and its source (None: looked for) -> what the source says.

    Without one it is looked for in the folders above the pack, in their ``input`` folders, and
    where the user stands. Of the releases that are remembered, those count which the build knew.
    Raises BadInput when it isn't found, or isn't as it was, or a release is missing.
    """
    found = _origin(pack, source, _files_of)
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


def meeting_again(pack: BuiltPack, source: Path | None, store: str | None = None) -> MeetingSource:
    """The pack of a meeting or of a supplement, and its folder (None: looked for) -> what that
    says; the rest as ``read_again``. The packs that went out before a supplement lie beside it."""
    number, out = pack.supplement or 0, pack.folder.resolve().parent
    found = _origin(pack, source, partial(_files_of_meeting, supplement=number))
    made_with = pack.versions
    own = load_meeting(found).base
    settings = load_meeting(
        found,
        style=_unless(own.style.name, made_with.get("style")),
        template=_unless(own.template.name, made_with.get("template")),
    )
    memory = Memory(out, store, pack.releases, shared=True)
    before = earlier(settings, out, number)
    style = load_style(settings.base.style)
    read = read_meeting(named(settings, number), style, memory, number, before)
    if why := _other_files(pack, read.inputs):
        raise _not_it(found, why)
    known = {key for one in read.sources.values() for key in one.releases}
    if missing := [key for key in pack.releases if key not in known]:
        raise BadInput(forgotten(key, "the memory of releases") for key in missing)
    return read


def _unless(own: str, used: str | None) -> str | None:
    """What a pack was built with, where its own settings say something else."""
    return used if used != own else None


_Inputs = Callable[[Path], tuple[str, Mapping[str, bytes]]]
"""A source -> the name of the pack that it makes, and the files that it is made of."""


def _files_of(source: Path) -> tuple[str, Mapping[str, bytes]]:
    settings = load_pack(source)
    return settings.name, {file_name(path): file_bytes(path) for path in settings.inputs}


def _files_of_meeting(source: Path, supplement: int) -> tuple[str, Mapping[str, bytes]]:
    settings = named(load_meeting(source), supplement)
    return settings.base.name, inputs_of(settings, supplement)


def _origin(pack: BuiltPack, source: Path | None, inputs: _Inputs) -> Path:
    """A pack's source, as it was. Raises BadInput."""
    found = source or _find(pack, inputs)
    if why := _unlike(pack, found, inputs):
        raise _not_it(found, why)
    return found


def _not_it(source: Path, why: str) -> BadInput:
    return BadInput(
        Fault(str(source), why, "give the files as they were with --source, or build anew")
    )


def _unlike(pack: BuiltPack, source: Path, inputs: _Inputs) -> str:
    """Why a source is not the one that a pack was built from; empty if it is."""
    if not source.exists():
        return "there is no such file or folder"
    name, files = inputs(source)
    if name != pack.name:
        return f"makes a pack of another name than {pack.name}"
    return _other_files(pack, files)


def _other_files(pack: BuiltPack, files: Mapping[str, bytes]) -> str:
    wanted = {recorded.file: recorded for recorded in pack.inputs}
    if files.keys() != wanted.keys():
        return "is made of other files than the manifest names"
    for name, data in files.items():
        if not wanted[name].is_of(data):
            return f"{name} was changed since the pack was built: its hash is another"
    return ""


def _find(pack: BuiltPack, inputs: _Inputs) -> Path:
    changed: list[Path] = []
    for candidate in dict.fromkeys(_candidates(pack)):
        if not _unlike(pack, candidate, inputs):
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
    name = pack.name
    if pack.supplement:
        name = name.removesuffix(f"-supplement-{pack.supplement}")
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
            if slug(folder.resolve().name) == name and (folder / PACK_FILE).is_file()
        )
