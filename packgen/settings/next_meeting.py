"""A meeting's folder -> the next one's files: what lasts is carried over, the rest is asked for.

The door to tomlkit: pack.toml is edited, not written anew, so that its comments stay.
"""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from packgen.errors import BadInput, Fault
from packgen.settings.agenda import is_meeting
from packgen.settings.files import read_file, read_text
from packgen.settings.inside import inside
from packgen.settings.pack import PACK_FILE, open_pack
from packgen.settings.tables import ASK, is_asked

if TYPE_CHECKING:
    from tomlkit import TOMLDocument
    from tomlkit.items import AoT

_CARRIED: Final = ("words", "styles", "templates")
"""Folders that belong to the council, not to one meeting."""
_MOST_CARRIED: Final = 20_000_000
_MOST_FILES: Final = 500
_ASKED_OF_MEETING: Final = ("date", "despatched")
_ASKED_OF_ITEM: Final = ("file", "files")
_DROPPED_OF_ITEM: Final = ("late", "supplement", "replaces")
_ASKED_OF_EXEMPTION: Final = ("paragraphs", "reason", "public_interest", "review")
_SCHEMA: Final = "#:schema"
_DROPPED: Final = ("date", "waive")


def next_meeting(previous: Path) -> dict[str, bytes]:
    """The last meeting's folder -> names and contents of the next one's files.

    Items, membership and standing words are carried over, and the council's own words, styles and
    templates. Dates, papers and exemptions are asked for afresh; what came in a supplement in
    another's place, and waivers, are left out. Raises BadInput for a folder that is no meeting's.
    """
    _check(previous)
    document = _parsed(previous)
    folders = set(_folders(previous, document))
    _renew(document, folders)
    files = {PACK_FILE: _with_schema(document.as_string()).encode("utf-8")}
    for name in sorted(folders):
        inner = _parsed(previous / name)
        _renew_scorecard(inner)
        files[f"{name}/{PACK_FILE}"] = inner.as_string().encode("utf-8")
        files |= _support(previous, name, inner)
    return files | _support(previous, "", document) | dict(_carried(previous))


def _check(previous: Path) -> None:
    """Raises BadInput for a folder that is no meeting's, or whose tables aren't what they must."""
    table, faults = open_pack(previous)
    if not is_meeting(previous):
        what = f"its {PACK_FILE} has no [meeting]"
        raise BadInput(Fault(str(previous), what, "name the folder of a meeting"))
    table.table("meeting")
    table.table("disclosure")
    for entry in table.entries("item"):
        entry.part("exempt")
        entry.part("scorecard")
        entry.text("file")
    if faults := [fault for fault in faults if not is_asked(fault)]:
        raise BadInput(faults)


def _parsed(folder: Path) -> TOMLDocument:
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        return tomlkit.parse(read_text(folder / PACK_FILE))
    except (OSError, ValueError, TOMLKitError) as error:
        what = f"can't be read: {error}"
        raise BadInput(Fault(f"{folder.name}/{PACK_FILE}", what, "mend it first")) from None


def _with_schema(text: str) -> str:
    """A pack.toml -> the same, with the schema beside it named for editors."""
    lines = [line for line in text.split("\n") if not line.startswith(_SCHEMA)]
    return "\n".join([f"{_SCHEMA} ./pack.schema.json", *lines])


def _renew(document: TOMLDocument, folders: set[str]) -> None:
    """Edits a meeting's pack.toml into the next one's."""
    for key in _DROPPED:
        document.pop(key, None)
    meeting: MutableMapping[str, Any] = document["meeting"]
    _renew_closed_days(meeting)
    for key in _ASKED_OF_MEETING:
        _ask(meeting, key, always=True)
    items: AoT | list[Any] = document.get("item", [])
    for place in reversed(range(len(items))):
        if items[place].get("replaces"):
            del items[place]
            continue
        _renew_item(items[place], folders)


def _renew_item(item: MutableMapping[str, Any], folders: set[str]) -> None:
    for key in _DROPPED_OF_ITEM:
        item.pop(key, None)
    if item.get("file") not in folders:
        for key in _ASKED_OF_ITEM:
            _ask(item, key)
    if "ready" not in item:  # a ready-made item's words are standing ones
        _ask(item, "note")
        _ask(item, "text")
    exempt = item.get("exempt")
    if isinstance(exempt, MutableMapping):
        for key in _ASKED_OF_EXEMPTION:
            _ask(exempt, key, always=key == "review")


def _renew_closed_days(meeting: MutableMapping[str, Any]) -> None:
    """Days before the last meeting are over."""
    closed, last = meeting.get("closed_days"), meeting.get("date")
    if isinstance(closed, list) and isinstance(last, date):
        for place in reversed(range(len(closed))):
            if isinstance(closed[place], date) and closed[place] < last:
                del closed[place]


def _renew_scorecard(document: TOMLDocument) -> None:
    """Edits a scorecard's own pack.toml: its rules stay, its workbook is asked for."""
    for key in _DROPPED:
        document.pop(key, None)
    _ask(document, "scorecard", always=True)


def _ask(table: MutableMapping[str, Any], key: str, *, always: bool = False) -> None:
    if always or key in table:
        table[key] = ASK


def _folders(previous: Path, document: TOMLDocument) -> Iterator[str]:
    """The folders with a pack.toml of their own that items name."""
    for item in document.get("item", []):
        name = item.get("file")
        if isinstance(name, str) and item.get("kind") == "scorecard":
            found = inside(previous, str(name), PACK_FILE)
            if isinstance(found, Path) and (found / PACK_FILE).is_file():
                yield str(name)


def _support(previous: Path, within: str, document: TOMLDocument) -> dict[str, bytes]:
    """A profile and a shared disclosure policy that a pack.toml names -> their contents."""
    owners = [document, document.get("disclosure", {})]
    owners += [item.get("scorecard", {}) for item in document.get("item", [])]
    names = [
        str(owner[key])
        for owner in owners
        if isinstance(owner, MutableMapping)
        for key in ("profile", "policy")
        if isinstance(owner.get(key), str)
    ]
    found = {}
    for name in names:
        path = inside(previous / within, name, PACK_FILE)
        if isinstance(path, Path) and path.is_file():
            found[f"{within}/{name}".lstrip("/")] = _content(path)
    return found


def _carried(previous: Path) -> Iterator[tuple[str, bytes]]:
    files = [
        path
        for name in _CARRIED
        for path in sorted((previous / name).rglob("*"))
        if path.is_file() and not path.is_symlink()
    ]
    if len(files) > _MOST_FILES:
        what = f"{', '.join(_CARRIED)} hold more than {_MOST_FILES} files"
        raise BadInput(Fault(str(previous), what, "take out what is no style, template or words"))
    for path in files:
        yield path.relative_to(previous).as_posix(), _content(path)


def _content(path: Path) -> bytes:
    try:
        return read_file(path, _MOST_CARRIED)
    except (OSError, ValueError) as error:
        said = error.strerror if isinstance(error, OSError) else error
        raise BadInput(
            Fault(path.name, f"can't be carried over: {said}", "mend the file")
        ) from None
