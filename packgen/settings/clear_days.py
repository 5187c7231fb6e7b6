"""Clear days: when a meeting's papers must go out at the latest, and what is late."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta

from packgen.model.finding import Finding, Severity
from packgen.settings.holidays import bank_holidays, unknown_years
from packgen.settings.law import Law, load_law
from packgen.settings.meeting import Meeting, MeetingSettings

_DAY = timedelta(days=1)
_SATURDAY = 5


def deadline(meets: date, law: Law, closed_days: Collection[date] = ()) -> date:
    """The day of a meeting -> the last working day on which its papers may go out.

    As many clear days as the law wants lie between the two: working days, without the day of
    sending and the day of the meeting (section 100B(3) of the Local Government Act 1972).
    """
    closed = bank_holidays(law.holidays) | frozenset(closed_days)
    day, left = meets, law.clear_days + 1
    while left:
        day -= _DAY
        left -= _is_working(day, closed)
    return day


def clear_days(sent: date, meets: date, law: Law, closed_days: Collection[date] = ()) -> int:
    """The day of sending and the day of a meeting -> the clear working days between them."""
    closed = bank_holidays(law.holidays) | frozenset(closed_days)
    between = (sent + _DAY * n for n in range(1, (meets - sent).days))
    return sum(_is_working(day, closed) for day in between)


def _is_working(day: date, closed: Collection[date]) -> bool:
    return day.weekday() < _SATURDAY and day not in closed


def notice_findings(settings: MeetingSettings) -> Iterator[Finding]:
    """A meeting's settings -> what somebody should look at in the times of its notice."""
    meeting, law = settings.meeting, load_law(settings.base.law)
    last = deadline(meeting.date, law, meeting.closed_days)
    first = min(last, meeting.despatched or last)
    for year in unknown_years(law.holidays, first, meeting.date):
        yield Finding(
            "bank-holidays-unknown",
            Severity.LOOK,
            None,
            f"the bank holidays of {year} aren't known, and are counted as working days",
            "add them to closed_days, or install a newer govuk-bank-holidays",
        )
    if meeting.despatched is None:
        yield Finding(
            "despatch-missing",
            Severity.LOOK,
            None,
            f"it isn't said when the papers go out; {_said(last)} is the last day for "
            f"{law.clear_days} clear days",
            "write despatched in [meeting]",
        )
    else:
        yield from _late_pack(meeting.despatched, last, meeting, law)
    yield from _late_items(settings)


def _late_pack(sent: date, last: date, meeting: Meeting, law: Law) -> Iterator[Finding]:
    clear = clear_days(sent, meeting.date, law, meeting.closed_days)
    if clear < law.clear_days:
        yield Finding(
            "pack-late",
            Severity.LOOK,
            None,
            f"papers that go out on {_said(sent)} leave {clear} of {law.clear_days} clear days; "
            f"the last day was {_said(last)}",
            "send them by that day, or say of each item why it is late and can't wait",
        )


def _late_items(settings: MeetingSettings) -> Iterator[Finding]:
    for item in settings.items:
        if item.supplement and not item.late:
            yield Finding(
                "late-without-reason",
                Severity.LOOK,
                None,
                f"item {item.number} comes in supplement {item.supplement}, and it isn't said why "
                "it is late and can't wait",
                "write late in its [[item]]",
            )


def _said(day: date) -> str:
    """A day as findings name it."""
    return f"{day:%A} {day.day} {day:%B} {day.year}"
