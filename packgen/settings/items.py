"""[[item]] of a pack.toml -> the agenda's items, each as its table tells it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import assert_never

from packgen.errors import BadInput, Fault
from packgen.settings.exemption import read_exemption
from packgen.settings.inside import named_files
from packgen.settings.meeting import AgendaItem, BodyKind, ItemKind, ItemPart
from packgen.settings.pack import PACK_FILE, PackSettings, load_pack, own_settings, slug
from packgen.settings.standing import Ready, Standing, standing
from packgen.settings.tables import TomlTable
from packgen.settings.template import RationalePlace

_NUMBER = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.()]|-(?=[0-9])){0,9}", re.ASCII)
"""It names files and anchors: no slash, and no hyphen before a letter, as appendices have them."""
_MOST_FILES = 26  # appendices have letters
_MOST_SUPPLEMENTS = 99
_REPORTS, _ATTACHMENTS = (".md", ".docx"), (".pdf",)
_REPORT_FIRST = (
    "save it as .docx in Word, and name it before its appendices; a PDF is an attachment"
)


@dataclass(frozen=True, slots=True)
class ReadItem:
    """An item, the table that it was read from, and which ready-made one it is."""

    item: AgendaItem
    entry: TomlTable
    ready: Ready | None


def read_items(
    table: TomlTable, folder: Path, base: PackSettings, body: BodyKind, meets: date | None
) -> tuple[ReadItem, ...]:
    """A pack.toml, its folder, what its papers share, the body's kind, the day of the meeting ->
    the items in order. What is wrong with one alone goes to the faults."""
    found: list[ReadItem] = []
    number, taken = 0, set[str]()
    for entry in table.entries("item"):
        own = _number(entry)
        number = int(own) if own.isdecimal() else number + (not own)
        item, ready = _item(entry, own or str(number), folder, base, body, meets)
        if item.scorecard:
            name = _unique(item.scorecard.name, taken)
            item = replace(item, scorecard=replace(item.scorecard, name=name))
        found.append(ReadItem(item, entry, ready))
    return tuple(found)


def _unique(name: str, taken: set[str]) -> str:
    """A name, with a number after it where it is taken."""
    free = next(n for n in _numbered(name) if n not in taken)
    taken.add(free)
    return free


def _numbered(name: str) -> Iterator[str]:
    yield name
    count = 2
    while True:
        yield f"{name}-{count}"
        count += 1


def _item(
    entry: TomlTable,
    number: str,
    folder: Path,
    base: PackSettings,
    body: BodyKind,
    meets: date | None,
) -> tuple[AgendaItem, Ready | None]:
    ready = entry.choice("ready", Ready)
    words = standing(ready, base.law, body) if ready else None
    kind = _kind(entry, words)
    if words is None:
        entry.needs("title", "write what the agenda calls it")
    files = named_files(entry, folder)
    item = AgendaItem(
        number=number,
        title=entry.text("title") or (words.title if words else ""),
        kind=kind,
        part=_part(entry) or (words.part if words else ItemPart.PUBLIC),
        lead=entry.text("lead") or "",
        note=entry.text("note") or (words.note if words else ""),
        text=entry.prose("text") or (words.text if words else ""),
        files=files,
        scorecard=_scorecard(entry, kind, folder, files, base),
        exempt=read_exemption(entry, base.law, meets),
        late=entry.prose("late") or "",
        supplement=_supplement(entry),
        replaces=entry.flag("replaces"),
        ready=ready.value if ready else "",
    )
    _check_files(entry, item)
    entry.no_other_keys()
    return item, ready


def _number(entry: TomlTable) -> str:
    number = entry.text("number") or ""
    if number and not _NUMBER.fullmatch(number):
        entry.fault("number", f"{number[:60]!r} is no item's number", 'write it as "7" or "7A"')
        return ""
    return number


def _kind(entry: TomlTable, words: Standing | None) -> ItemKind:
    """What the table says; else, what stands ready; else, what its files are."""
    if words is None:
        entry.needs("kind", f"write one of {', '.join(repr(k.value) for k in ItemKind)}")
    return entry.choice("kind", ItemKind) or (words.kind if words else ItemKind.ORAL)


def _part(entry: TomlTable) -> ItemPart | None:
    value = entry.raw("part")
    if value is None:
        return None
    if type(value) is int and value in (1, 2):
        return ItemPart(value)
    entry.fault("part", f"{str(value)[:60]!r} is no part of a meeting", "write 1 or 2")
    return None


def _supplement(entry: TomlTable) -> int:
    value = entry.raw("supplement")
    if value is None:
        return 0
    if type(value) is int and 0 <= value <= _MOST_SUPPLEMENTS:
        return value
    remedy = "write 1 for the first supplement, 0 for the main pack"
    entry.fault("supplement", f"{str(value)[:60]!r} is no supplement's number", remedy)
    return 0


def _check_files(entry: TomlTable, item: AgendaItem) -> None:
    """Each kind of item has the files that it is made from, and no others."""
    if not (entry.raw("file") or entry.raw("files")):
        _check_paper(entry, item)
        return
    kinds = [file.suffix.lower() for file in item.files]
    match item.kind:
        case ItemKind.ORAL | ItemKind.TEXT | ItemKind.TO_FOLLOW:
            what = f"an item of the kind {item.kind.value!r} has no file"
            entry.fault("kind", what, 'take the file out, or write kind = "report"')
        case ItemKind.REPORT:
            if kinds and kinds[0] not in _REPORTS:
                entry.fault("file", "a report is a .md or a .docx", _REPORT_FIRST)
            if any(kind not in _ATTACHMENTS for kind in kinds[1:]):
                entry.fault("files", "a report's appendices are .pdf files", "make them an item")
        case ItemKind.ATTACHMENT:
            if any(kind not in _ATTACHMENTS for kind in kinds):
                entry.fault("file", "an attachment is a .pdf", "export it as a PDF")
        case ItemKind.SCORECARD:
            if len(kinds) > 1:
                entry.fault("files", "a scorecard is one workbook", "make an item of each")
        case _:
            assert_never(item.kind)
    if len(item.files) > _MOST_FILES:
        entry.fault(
            "files", f"more than {_MOST_FILES} files", "join some of them, or make two items"
        )
    if any(file.is_dir() for file in item.files) and item.kind is not ItemKind.SCORECARD:
        entry.fault("file", "is a folder", "name a file")


def _check_paper(entry: TomlTable, item: AgendaItem) -> None:
    """What an item must have that has no file."""
    match item.kind:
        case ItemKind.TEXT:
            if not item.text and entry.raw("ready") != Ready.EXCLUSION.value:
                entry.needs("text", "write what the agenda says there")
        case ItemKind.REPORT | ItemKind.SCORECARD | ItemKind.ATTACHMENT:
            entry.needs("file", 'name it, or write kind = "to follow"')
        case ItemKind.ORAL | ItemKind.TO_FOLLOW:
            pass
        case _:
            assert_never(item.kind)


def _scorecard(
    entry: TomlTable, kind: ItemKind, folder: Path, files: tuple[Path, ...], base: PackSettings
) -> PackSettings | None:
    """A scorecard's settings: the folder's own pack.toml, or this one's with what is its own."""
    own = entry.part("scorecard")
    if kind is not ItemKind.SCORECARD or len(files) != 1:
        if own and kind is not ItemKind.SCORECARD:
            entry.fault("scorecard", "belongs to a scorecard", 'write kind = "scorecard"')
        return None
    (file,) = files
    if file.is_dir():
        if own:
            remedy = f"write it into {file.name}/{PACK_FILE}"
            entry.fault("scorecard", "stands beside the folder's own pack.toml", remedy)
        return _of_folder(entry, file)
    settings = replace(base, scorecard=file, name=slug(file.stem))
    if own is None:
        return settings
    rationale = own.choice("rationale", RationalePlace)
    settings = own_settings(own, folder, replace(settings, rationale=rationale or base.rationale))
    own.no_other_keys()
    return settings


def _of_folder(entry: TomlTable, folder: Path) -> PackSettings | None:
    try:
        return load_pack(folder)
    except BadInput as error:
        where = f"{entry.place}: "
        entry.gather(Fault(where + fault.where, fault.what, fault.remedy) for fault in error.faults)
        return None
