"""Clear days, counted by working days and bank holidays; how long papers are kept."""

from __future__ import annotations

import socket
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packgen.settings.agenda import load_meeting
from packgen.settings.clear_days import clear_days, deadline, notice_findings
from packgen.settings.holidays import bank_holidays, unknown_years
from packgen.settings.law import load_law
from packgen.settings.retention import Retention, retention
from tests.settings.meetings import HEAD, item, meeting

ENGLAND, WALES = load_law("england-2006"), load_law("wales-2007")
DAYS = st.dates(date(2013, 1, 1), date(2028, 12, 1))


@pytest.mark.parametrize(
    ("meets", "last", "why"),
    [
        (date(2023, 9, 12), date(2023, 9, 4), "a Tuesday: Mon, Fri, Thu, Wed, Tue lie between"),
        (date(2023, 9, 15), date(2023, 9, 7), "a Friday: one weekend lies between"),
        (date(2023, 9, 17), date(2023, 9, 8), "a Sunday: Mon to Fri lie between"),
        (date(2023, 5, 11), date(2023, 5, 2), "8 May 2023, the coronation"),
        (date(2023, 4, 13), date(2023, 4, 3), "Good Friday and Easter Monday"),
        (date(2024, 1, 3), date(2023, 12, 21), "Christmas, Boxing Day and New Year"),
    ],
)
def test_five_clear_days_in_england(meets: date, last: date, why: str) -> None:
    assert deadline(meets, ENGLAND) == last, why
    assert clear_days(last, meets, ENGLAND) == 5


def test_three_clear_days_in_wales() -> None:
    assert deadline(date(2023, 9, 12), WALES) == date(2023, 9, 6)


def test_days_on_which_the_offices_are_shut_are_no_clear_days() -> None:
    closed = (date(2023, 12, 27), date(2023, 12, 28), date(2023, 12, 29))
    assert deadline(date(2024, 1, 3), ENGLAND, closed) == date(2023, 12, 18)
    assert clear_days(date(2023, 12, 21), date(2024, 1, 3), ENGLAND, closed) == 2


@given(DAYS, st.sets(st.integers(1, 30), max_size=8))
def test_the_deadline_is_the_last_working_day_that_leaves_enough(
    meets: date, shut: set[int]
) -> None:
    closed = {meets - timedelta(days=n) for n in shut}
    last = deadline(meets, ENGLAND, closed)
    assert clear_days(last, meets, ENGLAND, closed) == 5
    assert last.weekday() < 5 and last not in closed | bank_holidays("england-and-wales")
    shut_days = closed | bank_holidays("england-and-wales")
    for later in range(1, (meets - last).days):
        sent = last + timedelta(days=later)
        if sent.weekday() < 5 and sent not in shut_days:
            assert clear_days(sent, meets, ENGLAND, closed) < 5


def test_bank_holidays_need_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    bank_holidays.__globals__["_known"].cache_clear()
    assert date(2023, 5, 8) in bank_holidays("england-and-wales")
    assert unknown_years("england-and-wales", date(2022, 12, 1), date(2023, 1, 1)) == ()
    assert unknown_years("england-and-wales", date(2198, 1, 1), date(2199, 1, 1)) == (2198, 2199)


def codes(tmp_path: Path, head: str, items: str = "") -> dict[str, str]:
    settings = load_meeting(meeting(tmp_path, items or item("A", "oral"), head))
    return {f.code: f.what for f in notice_findings(settings)}


def test_papers_in_time_are_no_finding(tmp_path: Path) -> None:
    assert codes(tmp_path, HEAD) == {}


def test_a_late_pack_is_told_with_the_day_that_would_have_done(tmp_path: Path) -> None:
    told = codes(tmp_path, HEAD.replace("2023-09-04", "2023-09-06"))
    assert told == {
        "pack-late": "papers that go out on Wednesday 6 September 2023 leave 3 of 5 clear days; "
        "the last day was Monday 4 September 2023"
    }


def test_papers_sent_on_the_weekend_after_the_last_day_are_in_time(tmp_path: Path) -> None:
    head = HEAD.replace("2023-09-12", "2023-09-18").replace("2023-09-04", "2023-09-09")
    assert deadline(date(2023, 9, 18), ENGLAND) == date(2023, 9, 8)
    assert codes(tmp_path, head) == {}


def test_without_a_day_of_despatch_the_last_one_is_told(tmp_path: Path) -> None:
    told = codes(tmp_path, HEAD.replace("despatched", "# "))
    assert "Monday 4 September 2023 is the last day for 5 clear days" in told["despatch-missing"]


def test_years_without_known_bank_holidays_are_told(tmp_path: Path) -> None:
    head = HEAD.replace("2023-09-12", "2199-01-03").replace("2023-09-04", "2198-12-03")
    settings = load_meeting(meeting(tmp_path, item("A", "oral"), head))
    years = [f.what for f in notice_findings(settings) if f.code == "bank-holidays-unknown"]
    assert [w.split("of ")[1][:4] for w in years] == ["2198", "2199"]


def test_a_supplement_says_why_it_is_late(tmp_path: Path) -> None:
    late = item("A", "oral", "supplement = 1")
    assert "item 1" in codes(tmp_path, HEAD, late)["late-without-reason"]
    settings = load_meeting(tmp_path / "September")
    said = replace(settings.items[0], late="Figures closed late")
    assert not list(notice_findings(replace(settings, items=(said,))))


def test_papers_are_kept_for_years_that_begin_with_the_meeting() -> None:
    assert retention(date(2023, 9, 12), ENGLAND) == Retention(date(2029, 9, 11), date(2027, 9, 11))
    assert retention(date(2024, 2, 29), WALES) == Retention(date(2030, 2, 28), date(2028, 2, 28))
    assert retention(date(2024, 1, 1), WALES) == Retention(date(2029, 12, 31), date(2027, 12, 31))
