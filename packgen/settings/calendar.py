"""A calendar: which packs are made every month, of what, and on which days they go out."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from packgen.errors import BadInput, Fault
from packgen.settings.files import read_text
from packgen.settings.pack import PACK_FILE, slug, store_place
from packgen.settings.tables import TomlTable

_DELIVERY: Final = "delivery.toml"
_REMEDY: Final = 'write texts between straight quotes ("), days as 2023-07-12 without quotes'


@dataclass(frozen=True, slots=True)
class CalendarPack:
    """One pack of a calendar. ``folder`` holds its pack.toml.

    ``workbooks`` is where its workbooks arrive, under names like ``pattern``; None: its folder is
    built as it is. ``days`` are those on which it goes out, in order, to the mailing ``lists``.
    """

    name: str
    folder: Path
    workbooks: Path | None
    pattern: str
    days: tuple[date, ...]
    lists: tuple[str, ...] = ()

    def due(self, position: date | None) -> date | None:
        """The last day of what it reports on -> the first of its days after that. None: it has no
        such day, and without workbooks (None) the one day that it has."""
        return next((day for day in self.days if position is None or day > position), None)


@dataclass(frozen=True, slots=True)
class Calendar:
    """A calendar's packs, where they are built, where each month's source is kept, and where
    releases are remembered (None: as each pack.toml says, else with the packs). ``delivery`` says
    how mail goes out; None where there is no such file."""

    packs: tuple[CalendarPack, ...]
    output: Path
    months: Path
    store: str | None = None
    delivery: Path | None = None


def _delivery(table: TomlTable, home: Path) -> Path | None:
    name = table.text("delivery")
    if name and not (home / name).is_file():
        table.fault("delivery", f"there is no file {name!r} beside the calendar", "mend the name")
    file = home / (name or _DELIVERY)
    return file if file.is_file() else None


def load_calendar(file: Path) -> Calendar:
    """A calendar's file -> the calendar; its paths start in the file's folder.

    Raises BadInput with every fault at once.
    """
    try:
        raw = tomllib.loads(read_text(file))
    except FileNotFoundError:
        remedy = "give a TOML file with [[pack]] tables: docs/sign-off.md has one"
        raise BadInput(Fault(str(file), "there is no such file", remedy)) from None
    except (OSError, ValueError, RecursionError) as error:
        raise BadInput(Fault(str(file), f"can't be read: {error}", _REMEDY)) from None
    faults: list[Fault] = []
    table = TomlTable(raw, file.name, faults)
    home = file.parent
    packs = tuple(_pack(entry, home) for entry in table.entries("pack"))
    if not packs:
        table.needs("pack", "write a [[pack]] table for each")
    calendar = Calendar(
        packs,
        home / (table.text("output") or "output"),
        home / (table.text("months") or "months"),
        _store(store_place(table), home),
        _delivery(table, home),
    )
    table.no_other_keys()
    names = [pack.name for pack in packs]
    for name in sorted({name for name in names if names.count(name) > 1 and name}):
        table.fault("pack", f"two packs are called {name!r}", "give each a name of its own")
    if faults:
        raise BadInput(faults)
    return calendar


def _store(place: str | None, home: Path) -> str | None:
    """A path, as all of a calendar's, starts in its folder; a URL is one."""
    return place if place is None or "://" in place else str(home / place)


def _pack(entry: TomlTable, home: Path) -> CalendarPack:
    for key in ("name", "folder", "days"):
        entry.needs(key, f"write {key} = …")
    name, folder = entry.text("name") or "", entry.text("folder") or ""
    workbooks, pattern = entry.text("workbooks"), entry.text("pattern")
    days = tuple(sorted(set(entry.days("days"))))
    if name and slug(name) != name:
        entry.fault("name", f"{name[:60]!r} is no short name", f'write name = "{slug(name)[:40]}"')
    if folder and not (home / folder / PACK_FILE).is_file():
        entry.fault("folder", f"there is no {folder}/{PACK_FILE}", "mend the name, or add one")
    if workbooks and not (home / workbooks).is_dir():
        entry.fault("workbooks", f"there is no folder {workbooks!r}", "mend the name, or make it")
    if pattern and ("/" in pattern or "\\" in pattern or "**" in pattern):
        entry.fault("pattern", "leads into other folders", 'write a file\'s name, as "cef-*.xlsx"')
    if pattern and not workbooks:
        entry.fault("pattern", "there is no folder to look in", 'add workbooks = "…"')
    if not workbooks and len(days) > 1:
        entry.fault("days", "a folder that is built as it is goes out once", "write one day")
    pack = CalendarPack(
        name,
        home / folder,
        home / workbooks if workbooks else None,
        pattern or "*.xlsx",
        days,
        entry.texts("lists"),
    )
    entry.no_other_keys()
    return pack
