"""Date formats: a stored day number and the tokens of a format -> the date and its text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal

from packgen.model.period import MONTH_ABBREVIATIONS, MONTH_NAMES

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_LAST_SERIAL = Decimal(2958465)  # 31 December 9999


def moment_of(stored: Decimal, since_1904: bool) -> datetime | None:
    """A day number -> its date and time; None outside Excel's calendar."""
    if not 0 <= stored <= _LAST_SERIAL:
        return None
    # Excel counts a 29 February 1900 that never was.
    since_1900 = (1899, 12, 30) if stored >= 61 else (1899, 12, 31)
    start = datetime(*((1904, 1, 1) if since_1904 else since_1900))  # noqa: DTZ001 (no zone)
    try:
        return start + timedelta(seconds=round(float(stored) * 86400))
    except OverflowError:
        return None


def day_of(stored: Decimal, since_1904: bool) -> date | None:
    """A day number -> its date; None outside Excel's calendar."""
    moment = moment_of(stored, since_1904)
    return moment.date() if moment else None


def print_date(stored: Decimal, tokens: Sequence[tuple[str, str]], since_1904: bool) -> str:
    """A day number and the tokens of a date format -> its text, ``Apr-23`` for ``mmm-yy``."""
    moment = moment_of(stored, since_1904)
    if moment is None:
        return ""
    half_day = any(kind == "clock" for kind, _ in tokens)
    parts: list[str] = []
    units = [value.strip("[]").lower() if kind == "date" else "" for kind, value in tokens]
    for place, (kind, value) in enumerate(tokens):
        if kind == "date":
            parts.append(_unit(moment, units[place], _is_minute(units, place), half_day))
        elif kind == "clock":
            parts.append("AM" if moment.hour < 12 else "PM")
        elif kind in ("quoted", "escaped", "literal", "comma", "point", "fraction"):
            parts.append(value)
    return "".join(parts).strip()


def _is_minute(units: list[str], place: int) -> bool:
    """Whether an m means minutes: after hours, or before seconds."""
    before = next((unit for unit in reversed(units[:place]) if unit), "")
    after = next((unit for unit in units[place + 1 :] if unit), "")
    return units[place] in ("m", "mm") and (before.startswith("h") or after.startswith("s"))


def _unit(moment: datetime, unit: str, is_minute: bool, half_day: bool) -> str:
    size = len(unit)
    padded = size >= 2
    match unit[0]:
        case "y":
            return f"{moment.year:04d}" if size > 2 else f"{moment.year % 100:02d}"
        case "m" if not is_minute and size > 2:
            name = (MONTH_ABBREVIATIONS if size == 3 else MONTH_NAMES)[moment.month - 1]
            return name[:1] if size == 5 else name
        case "d" if size > 2:
            return _DAYS[moment.weekday()][: 3 if size == 3 else None]
        case "h":
            number = (moment.hour % 12 or 12) if half_day else moment.hour
        case "m":
            number = moment.minute if is_minute else moment.month
        case "d":
            number = moment.day
        case _:
            number = moment.second
    return f"{number:02d}" if padded else str(number)
