"""Days and times in a language's words."""

from __future__ import annotations

from datetime import date, time

from packgen.settings.words import Words


def day(when: date, words: Words) -> str:
    """A day with its weekday: ``Tuesday 12 September 2023``."""
    said = words.meeting
    return said.day(
        weekday=said.weekdays[when.weekday()],
        day=str(when.day),
        month=words.periods.long[when.month - 1],
        year=str(when.year),
    )


def day_alone(when: date, words: Words) -> str:
    """A day without its weekday: ``12 September 2023``."""
    month = words.periods.long[when.month - 1]
    return words.meeting.day_alone(day=str(when.day), month=month, year=str(when.year))


def clock(at: time, words: Words) -> str:
    """A time: ``7.00 pm``, ``12 noon``."""
    said = words.meeting
    if (at.hour, at.minute) == (12, 0):
        return said.noon
    half = said.morning if at.hour < 12 else said.afternoon
    return said.time(hour=str(at.hour % 12 or 12), minute=f"{at.minute:02d}", half=half)
