"""[meeting] of a pack.toml -> the meeting as its front sheet tells it."""

from __future__ import annotations

import re
from datetime import date, time
from typing import Final

from packgen.settings.meeting import BodyKind, Contact, Meeting
from packgen.settings.tables import TomlTable

_CLOCK = re.compile(r"(\d{1,2})(?:[.:](\d{2}))?\s*(am|pm|a\.m\.|p\.m\.)?", re.ASCII | re.IGNORECASE)
_NEEDED: Final = {
    "council": 'write council = "Example Borough Council"',
    "body": 'write the name of what meets, such as "Scrutiny Committee"',
    "date": "write the day of the meeting, as 2023-09-12, without quotes",
    "time": 'write when it begins, as "19:00"',
    "venue": "write where it meets",
}
_UNKNOWN_DAY: Final = date.min
_UNKNOWN_TIME: Final = time.min
_FIRST_YEAR, _LAST_YEAR = 2000, 2199
_LONGEST_NOTICE = 366


def read_meeting(table: TomlTable) -> tuple[Meeting, date | None]:
    """The [meeting] table -> the meeting, and its day where that is known.

    What is wrong goes to the faults; the meeting then has what could be read.
    """
    for key, remedy in _NEEDED.items():
        table.needs(key, remedy)
    day = table.day("date")
    meeting = Meeting(
        council=table.text("council") or "",
        body=table.text("body") or "",
        kind=table.choice("kind", BodyKind) or BodyKind.COMMITTEE,
        date=day or _UNKNOWN_DAY,
        time=_time(table) or _UNKNOWN_TIME,
        venue=table.text("venue") or "",
        address=table.text("address") or "",
        chair=table.text("chair") or "",
        vice_chair=table.text("vice_chair") or "",
        members=_names(table, "members"),
        substitutes=_names(table, "substitutes"),
        co_opted=_names(table, "co_opted"),
        contact=_contact(table),
        despatched=table.day("despatched"),
        copies=table.text("copies") or "",
        access=table.prose("access") or "",
        recording=table.prose("recording") or "",
        closed_days=tuple(sorted(set(table.days("closed_days")))),
    )
    _check_days(table, day, meeting.despatched)
    return meeting, day


def _check_days(table: TomlTable, day: date | None, despatched: date | None) -> None:
    if day and not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        remedy = f"write a year from {_FIRST_YEAR} to {_LAST_YEAR}"
        table.fault("date", f"is in the year {day.year}", remedy)
    if day and despatched and despatched >= day:
        what, remedy = "is not before the meeting", "write the day when the papers go out"
        table.fault("despatched", what, remedy)
    elif day and despatched and (day - despatched).days > _LONGEST_NOTICE:
        what = "is more than a year before the meeting"
        table.fault("despatched", what, "write the day when the papers go out")


def _names(table: TomlTable, key: str) -> tuple[str, ...]:
    names = table.texts(key)
    for name in names:
        if not name.isprintable():
            table.fault(key, "holds a line end or a control character", "write one name a text")
        if names.count(name) > 1:
            table.fault(key, f"{name[:60]!r} stands there twice", "take one out")
    return tuple(dict.fromkeys(name for name in names if name.isprintable()))


def _time(table: TomlTable) -> time | None:
    """The hour that a meeting begins at, as TOML has it or as people write it."""
    value: object = table.raw("time")
    if value is None:
        return None
    if isinstance(value, time):
        return value.replace(microsecond=0)
    found = _CLOCK.fullmatch(value.strip()) if isinstance(value, str) else None
    if found and (clock := _clock(*found.groups())):
        return clock
    table.fault(
        "time", f"{str(value)[:60]!r} is no time of day", 'write it as "19:00" or "7.00 pm"'
    )
    return None


def _clock(hours: str, minutes: str | None, half: str | None) -> time | None:
    hour, minute = int(hours), int(minutes or 0)
    if minute > 59 or (minutes is None and half is None):
        return None
    if half is None:
        return time(hour, minute) if hour <= 23 else None
    if not 1 <= hour <= 12:
        return None
    return time(hour % 12 + (12 if half[0] in "pP" else 0), minute)


def _contact(table: TomlTable) -> Contact | None:
    entry = table.part("contact")
    if entry is None:
        return None
    entry.needs("name", "write whom to ask about the meeting")
    contact = Contact(
        name=entry.text("name") or "",
        phone=entry.text("phone") or "",
        email=entry.text("email") or "",
    )
    if contact.email and not re.fullmatch(r"[^@\s<>]+@[^@\s<>]+", contact.email):
        entry.fault("email", "is no e-mail address", "write it as name@example.gov.uk")
    entry.no_other_keys()
    return contact
