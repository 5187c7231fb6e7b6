"""The pipeline of a calendar: each pack is brought as far on its way out as the day allows."""

from __future__ import annotations

import contextlib
import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from packgen.assemble.leftover import clear_leftovers
from packgen.convening import build_meeting
from packgen.errors import BadInput, BuildStopped, Fault, PackgenError
from packgen.model.standing import Standing
from packgen.months import Month, month_of
from packgen.papers import Say
from packgen.pipeline import BuildRequest, build
from packgen.proof import verify
from packgen.settings.agenda import is_meeting
from packgen.settings.calendar import Calendar, CalendarPack
from packgen.settings.pack import slug
from packgen.store import note_builder, note_verified, read_signed, release_pack, standing_of

_LOCK = ".packgen-run"


@dataclass(frozen=True, slots=True)
class Occasion:
    """When and by whom a calendar is run: the day, the name of who builds, what tells the moment in
    UTC, and the store that was asked for (None: the calendar's)."""

    on: date
    name: str
    moment: Callable[[], str]
    store: str | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """What came of sending: what was ``done`` now, and what it still ``waits`` for; "": nothing."""

    done: str = ""
    waits: str = ""


class Sender(Protocol):
    """Sends a released pack to a list, to each of whom at most once. Raises BadInput."""

    def __call__(self, folder: Path, mail_list: str, occasion: Occasion, /) -> Sent: ...


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one pack: ``done`` now, and what it ``waits`` for ("": nothing).
    ``faults`` ended it; ``month`` says what it reports on."""

    pack: str
    month: str
    done: tuple[str, ...]
    waits: str = ""
    faults: tuple[Fault, ...] = ()
    exit_code: int = 0


@dataclass(slots=True)
class _Way:
    """One pack on its way: the month's source, its folder, and what was done so far."""

    pack: CalendarPack
    month: Month
    folder: Path
    calendar: Calendar
    occasion: Occasion
    say: Say
    done: list[str] = field(default_factory=list)

    @property
    def store(self) -> str | None:
        return self.calendar.store if self.occasion.store is None else self.occasion.store

    def did(self, what: str) -> None:
        self.done.append(what)
        self.say(f"{self.pack.name}: {what}")


def run(
    calendar: Calendar, occasion: Occasion, say: Say, send: Sender | None = None
) -> tuple[Outcome, ...]:
    """A calendar, the day -> what came of each of its packs, in order. Nothing is done twice, and
    one pack's faults don't keep another.

    ``send``: None where nothing can be sent. While another run is at work, nothing is done.
    """
    try:
        calendar.output.mkdir(parents=True, exist_ok=True)
        with _alone(calendar.output / _LOCK) as is_alone:
            if not is_alone:
                waits = "another run, which is at work"
                return tuple(Outcome(pack.name, "", (), waits) for pack in calendar.packs)
            return tuple(_outcome(pack, calendar, occasion, say, send) for pack in calendar.packs)
    except OSError as error:
        raise BadInput(
            Fault(str(calendar.output), f"can't be written: {error.strerror}", "check its rights")
        ) from None


@contextmanager
def _alone(file: Path) -> Iterator[bool]:
    """Whether no other process holds this file; it is let go however this one ends."""
    try:
        connection = sqlite3.connect(file, timeout=0, isolation_level=None)
    except sqlite3.Error:
        raise _unlocked(file) from None
    with contextlib.closing(connection) as held:
        try:
            held.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as error:
            if getattr(error, "sqlite_errorcode", None) != sqlite3.SQLITE_BUSY:
                raise _unlocked(file) from None
            yield False
        else:
            yield True


def _unlocked(file: Path) -> BadInput:
    remedy = "take it away, and check the rights of its folder"
    return BadInput(Fault(str(file), "can't be locked, so that one run keeps from another", remedy))


def _outcome(
    pack: CalendarPack, calendar: Calendar, occasion: Occasion, say: Say, send: Sender | None
) -> Outcome:
    way = None
    try:
        month = month_of(pack, calendar.months)
        if month is None:
            return Outcome(pack.name, "", (), f"a workbook ({pack.pattern})")
        folder = calendar.output / slug(month.source.resolve().name)
        way = _Way(pack, month, folder, calendar, occasion, say)
        waits = _made(way) or _let_out(way, send)
        return Outcome(pack.name, month.label, tuple(way.done), waits)
    except PackgenError as error:
        label, done = (way.month.label, tuple(way.done)) if way else ("", ())
        waits = "somebody to mend what is wrong"
        return Outcome(pack.name, label, done, waits, error.faults, error.exit_code)
    except OSError as error:
        place = str(error.filename or pack.folder)
        fault = Fault(
            place, error.strerror or type(error).__name__, "check the disk and its rights"
        )
        return Outcome(pack.name, "", (), "somebody to mend what is wrong", (fault,), 2)


def _made(way: _Way) -> str:
    """Builds and proves a pack -> what it waits for."""
    if not _is_current(way):
        clear_leftovers(way.folder)
        request = BuildRequest(way.month.source, way.calendar.output, store=way.store)
        made = build_meeting if is_meeting(way.month.source) else build
        made(request, lambda _: None)
        note_builder(way.folder, way.occasion.name, way.occasion.moment(), way.store)
        way.did("read, checked and built")
    stands = _standing(way)
    if stands.verified is None:
        report = verify(way.folder, way.month.source, lambda _: None, way.store)
        if report.has_failed:
            raise BuildStopped(fault for check in report.checks for fault in check.faults)
        note_verified(way.folder, way.occasion.moment(), way.store)
        way.did("verified")
    if stands.waits_for:
        return f"the approval of: {', '.join(stands.waits_for)}"
    return ""


def _let_out(way: _Way, send: Sender | None) -> str:
    """Releases and sends a pack when it is due -> what it waits for."""
    due = way.pack.due(way.month.position)
    if due is None:
        return "a day in the calendar on which it goes out"
    if way.occasion.on < due:
        return f"its day, {due.isoformat()}"
    if read_signed(way.folder).has_scorecards and _standing(way).released is None:
        release_pack(way.folder, way.occasion.on, way.store, way.occasion.moment())
        way.did("released")
    for mail_list in way.pack.lists:
        if send is None:
            return f"mail to {mail_list}: a delivery.toml beside the calendar, which says how"
        sent = send(way.folder, mail_list, replace(way.occasion, store=way.store))
        if sent.done:
            way.did(sent.done)
        if sent.waits:
            return sent.waits
    return ""


def _standing(way: _Way) -> Standing:
    """Raises BadInput where the pack's files are not those that were built."""
    stands = standing_of(way.folder, way.store)
    if stands.trouble:
        raise BadInput(stands.trouble)
    return stands


def _is_current(way: _Way) -> bool:
    """Whether the pack was built of the very files that its source has now."""
    try:
        manifest = json.loads((way.folder / "manifest.json").read_bytes())
        inputs = {each["file"]: each["sha256"] for each in manifest["inputs"]}
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return bool(inputs) and all(
        any(_is_of(path, sha256) for path in _named(way.month.source, name))
        for name, sha256 in inputs.items()
    )


def _named(source: Path, name: Any) -> Iterator[Path]:
    """The files of a source that a manifest may mean."""
    if isinstance(name, str) and name:
        yield source / name
        yield from (path for path in sorted(source.rglob("*")) if path.name == name)


def _is_of(path: Path, sha256: Any) -> bool:
    try:
        return bool(hashlib.sha256(path.read_bytes()).hexdigest() == sha256)
    except OSError:
        return False
