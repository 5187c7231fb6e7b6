"""The pipeline of ``packgen protect``: copies of a Part 2 PDF under a password, for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Final

from packgen.assemble import MANIFEST
from packgen.assemble.copies import write_copies
from packgen.assemble.protect import protected
from packgen.errors import BadInput, Fault
from packgen.model.pack import Audience, Format
from packgen.papers import Say
from packgen.settings.files import UnfitFile, read_file
from packgen.settings.pack import slug
from packgen.verify.built import BuiltPack, read_built

VARIABLE: Final = "PACKGEN_PART2_PASSWORD"
SHORTEST: Final = 12
_LARGEST: Final = 4096


def protect(pack: Path, names: Sequence[str], password: str, say: Say) -> tuple[Path, ...]:
    """A built pack's folder, whom copies are for (none: one without a name), a password -> the
    paths of the copies. The bytes differ each time.

    Raises BadInput for a pack without its own Part 2 PDF, for names that make one file, and for a
    password that is too short or can't be used.
    """
    if len(password) < SHORTEST:
        remedy = f"choose {SHORTEST} characters or more: three words, say"
        raise BadInput(Fault("password", "is too short for exempt papers", remedy))
    built = read_built(pack, MANIFEST)
    original, files = _part2(built), _files(built.name, names)
    copies = dict(_made(original, files, password, say))
    say("copies under a password are no PDF/A, which may not be locked; they are still PDF/UA")
    return write_copies(pack, original, copies)


def password_of(file: Path | None, variable: str | None) -> str:
    """A file with the password on one line, or the variable's value -> the password.

    Raises BadInput where there is none.
    """
    if file is None:
        if not variable:
            remedy = f"name a file with --password-file, or set {VARIABLE}"
            raise BadInput(Fault("password", "there is none", remedy))
        return variable
    try:
        text = read_file(file, _LARGEST).decode("utf-8-sig")
    except (UnfitFile, OSError, UnicodeDecodeError) as error:
        said = getattr(error, "strerror", None) or "is no short text in UTF-8"
        raise BadInput(Fault(str(file), f"can't be read: {said}", "check the file")) from None
    lines = text.splitlines()
    if len(lines) != 1:
        raise BadInput(Fault(str(file), "is not one line", "write the password alone into it"))
    return lines[0]


def _part2(built: BuiltPack) -> bytes:
    """A pack's own Part 2 PDF."""
    path = f"{Audience.PART2.value}/{built.name}-{Audience.PART2.value}.{Format.PDF.value}"
    data = built.present.get(path)
    recorded = next((each for each in built.files if each.file == path), None)
    if data is None or recorded is None:
        what = "has no Part 2 PDF"
        raise BadInput(Fault(str(built.folder), what, "build it with its Part 2 and its PDFs"))
    if sha256(data).hexdigest() != recorded.sha256:
        where = str(built.folder / path)
        raise BadInput(Fault(where, "was changed after it was built", "build the pack anew"))
    return data


def _files(pack: str, names: Sequence[str]) -> Mapping[str, str]:
    """Each copy's file name, and whom it is for. Raises BadInput where two are one."""
    files: dict[str, str] = {}
    faults = []
    for name in dict.fromkeys(" ".join(each.split()) for each in names) or ("",):
        if names and not name:
            faults.append(Fault("--for", "is empty", "give a name"))
            continue
        file = f"{pack}-part2-{slug(name)[:80] if name else 'protected'}.pdf"
        if file in files:
            what = f"{name!r} and {files[file]!r} make one file, {file}"
            faults.append(Fault("--for", what, "tell them apart: write their first names too"))
        files.setdefault(file, name)
    if faults:
        raise BadInput(faults)
    return files


def _made(
    original: bytes, files: Mapping[str, str], password: str, say: Say
) -> Iterator[tuple[str, bytes]]:
    for file, name in files.items():
        yield file, protected(original, password, watermark=name)
        say(f"locked and marked: {name}" if name else "locked")
