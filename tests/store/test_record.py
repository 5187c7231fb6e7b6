"""Disclosure records: written, read back the same, and refused when they are anything else."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packgen.model.period import Period
from packgen.model.published import PublishedCell
from packgen.render.published import write_disclosure, write_published
from packgen.store.record import NotARecord, read_published, read_record
from tests.store.publications import CARD, CELLS, JUNE, PERIODS, TEXTS, TITLE, cells


@given(CELLS)
def test_published_cells_are_read_back_as_they_were_written(
    written: tuple[PublishedCell, ...],
) -> None:
    fragment = json.loads(json.dumps(write_published(written)))
    found = read_published(fragment)
    assert found == written
    numbers = [[str(c.figure.number) for c in of if c.figure] for of in (found, written)]
    assert numbers[0] == numbers[1]  # 1.20 stays 1.20


@given(TEXTS, PERIODS, CELLS)
def test_records_are_read_back(
    title: str, position: Period, written: tuple[PublishedCell, ...]
) -> None:
    record = read_record(write_disclosure(CARD, title, position, written))
    assert (record.scorecard, record.title, record.position) == (CARD, title, position)
    assert (record.cells, record.store) == (written, None)


def test_the_record_as_it_is_written() -> None:
    entry = json.loads(write_disclosure(CARD, TITLE, JUNE, cells(), "releases.db"))
    assert entry == {
        "version": 1,
        "scorecard": "children-performance",
        "title": "Children: Performance June 2023",
        "position": "2023-06",
        "store": "releases.db",
        "published": [
            {"indicator": "4", "title": "Children looked after", "kind": "benchmark",
             "heading": "England", "text": "70", "figure": {"number": "70", "unit": "count"}},
            {"indicator": "4", "title": "Children looked after", "kind": "month",
             "period": "2023-06", "text": "1.20% (88/7140)",
             "figure": {"number": "1.20", "unit": "%", "numerator": 88, "denominator": 7140}},
            {"indicator": "4", "title": "Children looked after", "kind": "year-to-date",
             "period": "2023-06", "text": "", "withheld": True},
            {"indicator": "4", "title": "Children looked after", "kind": "rating",
             "period": "2023-06", "text": "GREEN"},
        ],
    }  # fmt: skip


def test_keys_that_are_not_known_are_passed_over() -> None:
    entry = json.loads(write_disclosure(CARD, TITLE, JUNE, cells()))
    entry["audit"] = {"rounds": 3}
    assert read_record(json.dumps(entry).encode()).cells == cells()


MONTH, YEAR = 1, 2


@pytest.mark.parametrize(
    ("place", "change"),
    [
        (YEAR, {"text": "7"}),  # withheld, and yet told
        (YEAR, {"figure": {"number": "7", "unit": "count"}}),
        (YEAR, {"withheld": "yes"}),
        (MONTH, {"period": "2023-13"}),
        (MONTH, {"kind": "week"}),
        (MONTH, {"text": 7}),
        (MONTH, {"text": "\0"}),
        (MONTH, {"text": "\ud800"}),
        (MONTH, {"figure": {"number": 7, "unit": "count"}}),
        (MONTH, {"figure": {"number": "NaN", "unit": "count"}}),
        (MONTH, {"figure": {"number": "1E+999999", "unit": "count"}}),
        (MONTH, {"figure": {"number": "7", "unit": "stones"}}),
        (MONTH, {"figure": {"number": "7", "unit": "count", "numerator": True}}),
        (MONTH, {"figure": []}),
    ],
)
def test_cells_that_packgen_never_writes_are_refused(place: int, change: dict[str, Any]) -> None:
    entry = json.loads(write_disclosure(CARD, TITLE, JUNE, cells()))
    entry["published"][place].update(change)
    with pytest.raises(NotARecord):
        read_record(json.dumps(entry).encode())


def test_a_benchmark_has_no_period_and_a_month_has_one() -> None:
    entries = write_published(cells())
    del entries[MONTH]["period"]
    with pytest.raises(NotARecord):
        read_published(entries)


@pytest.mark.parametrize("key", ["version", "scorecard", "title", "position", "published"])
def test_a_record_lacks_nothing(key: str) -> None:
    entry = json.loads(write_disclosure(CARD, TITLE, JUNE, cells()))
    del entry[key]
    with pytest.raises(NotARecord):
        read_record(json.dumps(entry).encode())


@pytest.mark.parametrize("text", [b"", b"[]", b"\xff", b"7", b"[" * 100_000, b'{"version": 2}'])
def test_other_bytes_are_refused(text: bytes) -> None:
    with pytest.raises(NotARecord):
        read_record(text)


@given(st.binary(max_size=50))
def test_any_bytes_are_refused_and_not_a_crash(text: bytes) -> None:
    with pytest.raises(NotARecord):
        read_record(text)
