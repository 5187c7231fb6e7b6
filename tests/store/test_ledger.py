"""The ledger: appended to, chained, checked and purged, on SQLite and on PostgreSQL."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from datetime import date
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path

import psycopg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from packgen.store import address_of
from packgen.store.chain import START, LedgerEntry, canonical, link, seal
from packgen.store.ledger import KINDS, Ledger
from tests.store.databases import Database

MAY, JUNE, JULY = "2023-05-31T09:00:00Z", "2023-06-30T09:00:00Z", "2023-07-31T09:00:00Z"
ANN = {"name": "Ann Bell", "address": "ann.bell@council.gov.uk"}
REFUSED = sqlite3.IntegrityError, psycopg.errors.RaiseException


@pytest.fixture
def ledger(database: Database) -> Ledger:
    return Ledger(database.address)


def filled(ledger: Ledger) -> tuple[LedgerEntry, ...]:
    """Three entries: one with somebody, one without, one with somebody again."""
    return (
        ledger.append("approved", "may", {"role": "monitoring officer"}, ANN, MAY),
        ledger.append("released", "may", {"on": "2023-06-30"}, {}, JUNE),
        ledger.append("intent", "june", {"message": "1"}, {"address": "c@d.uk"}, JULY),
    )


def places(ledger: Ledger, head: str | None = None) -> list[str]:
    """Where the faults are, without the store's name."""
    return [fault.where.rpartition(": ")[2] for fault in ledger.check(head)]


def test_what_is_appended_is_read_back_in_order(ledger: Ledger) -> None:
    assert ledger.entries() == ()
    entries = filled(ledger)
    assert ledger.entries() == entries
    assert [entry.number for entry in entries] == [1, 2, 3]
    assert entries[0].personal == ANN
    assert ledger.entries(kind="intent") == entries[2:]
    assert ledger.entries(pack="may") == entries[:2]
    assert ledger.entries(kind="intent", pack="may") == ()
    assert ledger.check() == ()


def test_each_hash_is_over_the_entry_before(ledger: Ledger) -> None:
    """Anyone can compute it again, from what the ledger says and nothing else."""
    before = START
    for entry in filled(ledger):
        facts = canonical(dict(entry.facts))
        before = link(before, entry.number, entry.at, entry.kind, entry.pack, facts, entry.sealed)
        assert entry.sha256 == before


def test_the_same_persons_are_sealed_differently_each_time(ledger: Ledger) -> None:
    """Without the salt nobody can find out whether somebody's address stands behind a hash."""
    one, other = (ledger.append("intent", "june", {}, ANN, JULY) for _ in range(2))
    assert one.sealed != other.sealed
    assert seal("", canonical(ANN)) not in (one.sealed, other.sealed)


def test_many_entries_in_one_go(ledger: Ledger) -> None:
    with ledger.held() as held:
        for number in range(20):
            held.append("intent", "june", {"message": str(number)}, ANN, JULY)
            assert len(ledger.entries()) == number + 1  # others see each at once
    assert ledger.check() == ()


@pytest.mark.parametrize(
    ("kind", "pack", "facts", "at"),
    [
        ("sent", "june", {}, JULY),
        ("intent", "ju\0ne", {}, JULY),
        ("intent", "june", {"message": "\ud800"}, JULY),
        ("intent", "june", {"message": 7}, JULY),
        ("intent", "june", {}, "2023-07-31"),
        ("intent", "june", {}, "2023-07-31T09:00:00"),
        ("intent", "june", {}, "2023-07-31T09:00:00+01:00"),
        ("intent", "june", {}, "20230731T090000Z"),
    ],
)
def test_what_is_no_entry_is_not_appended(
    tmp_path: Path, kind: str, pack: str, facts: dict[str, str], at: str
) -> None:
    ledger = Ledger(address_of(None, tmp_path))
    with pytest.raises(ValueError, match=r"no kind|no text|no mapping"):
        ledger.append(kind, pack, facts, {}, at)
    assert ledger.entries() == ()


@pytest.mark.parametrize(
    "deed",
    [
        "DELETE FROM ledger",
        "UPDATE ledger SET kind = 'refused'",
        "UPDATE ledger SET personal = '{}'",
        "UPDATE ledger SET salt = NULL",
        "UPDATE ledger SET personal = NULL",
        "UPDATE ledger SET personal = NULL, salt = NULL, at = '2020'",
        "UPDATE ledger SET number = number + 10",
    ],
)
def test_the_database_itself_refuses_to_change_an_entry(
    database: Database, ledger: Ledger, deed: str
) -> None:
    entries = filled(ledger)
    with pytest.raises(REFUSED, match="the ledger is only added to"):
        database.sql(f"{deed}{'' if deed.startswith('DELETE') else ' WHERE number = 1'}")
    assert ledger.entries() == entries


def test_sqlite_refuses_to_replace_an_entry(tmp_path: Path) -> None:
    database = Database(str(tmp_path / "packgen.db"))
    filled(Ledger(database.address))
    with pytest.raises(sqlite3.IntegrityError, match="the ledger is only added to"):
        database.sql("INSERT OR REPLACE INTO ledger SELECT * FROM ledger WHERE number = 1")


EDITS = {
    "an edited fact": ("UPDATE ledger SET facts = '{}' WHERE number = 2", ["entry 2"]),
    "another moment": (
        "UPDATE ledger SET at = '2023-06-29T09:00:00Z' WHERE number = 2",
        ["entry 2"],
    ),
    "another pack": ("UPDATE ledger SET pack = 'june' WHERE number = 1", ["entry 1"]),
    "a deleted entry": ("DELETE FROM ledger WHERE number = 2", ["entry 2"]),
    "a deleted first entry": ("DELETE FROM ledger WHERE number = 1", ["entry 1"]),
    "another person": (
        """UPDATE ledger SET personal = '{"name":"Di Day"}' WHERE number = 1""",
        ["entry 1"],
    ),
    "a person where there was none": (
        """UPDATE ledger SET personal = '{"name":"Di Day"}' WHERE number = 2""",
        ["entry 2"],
    ),
    "no salt": ("UPDATE ledger SET salt = NULL WHERE number = 3", ["entry 3"]),
    "a person taken away": (
        "UPDATE ledger SET personal = NULL, salt = NULL WHERE number = 1",
        ["entry 1"],
    ),
}


@pytest.mark.parametrize("edit", EDITS)
def test_tampering_is_told_with_its_entry(database: Database, ledger: Ledger, edit: str) -> None:
    statement, expected = EDITS[edit]
    filled(ledger)
    database.unlock()
    database.sql(statement)
    assert places(ledger) == expected


def test_entries_that_changed_places_are_told(database: Database, ledger: Ledger) -> None:
    filled(ledger)
    database.unlock()
    for old, new in ((1, 9), (2, 1), (9, 2)):
        database.sql(f"UPDATE ledger SET number = {new} WHERE number = {old}")  # noqa: S608
    assert places(ledger) == ["entry 1"]


def test_an_end_that_was_cut_off_is_told_by_a_head_written_down_before(
    database: Database, ledger: Ledger
) -> None:
    """A chain that is merely shorter is whole in itself: only who kept a hash of it can tell."""
    one, other = filled(ledger)[1:]
    database.unlock()
    database.sql("DELETE FROM ledger WHERE number = 3")
    assert ledger.check() == ledger.check(one.sha256) == ()
    (fault,) = ledger.check(other.sha256)
    assert f"has no entry {other.sha256[:12]}" in fault.what


def test_a_purge_takes_the_persons_and_leaves_the_chain(database: Database, ledger: Ledger) -> None:
    first, second, third = filled(ledger)
    assert ledger.purge(date(2023, 7, 31), JULY) == 1
    found = ledger.entries()
    assert [(e.personal, e.is_purged) for e in found] == [
        ({}, True),
        ({}, False),
        (third.personal, False),
        ({}, False),
    ]
    assert [e.sha256 for e in found[:3]] == [first.sha256, second.sha256, third.sha256]
    assert (found[3].kind, found[3].facts) == ("purged", {"before": "2023-07-31", "entries": "1"})
    assert ledger.check(third.sha256) == ()
    assert database.sql("SELECT salt, personal FROM ledger WHERE number = 1") == [(None, None)]


def test_a_second_purge_finds_nothing_and_says_nothing(ledger: Ledger) -> None:
    filled(ledger)
    assert ledger.purge(date(2023, 7, 31), JULY) == 1
    assert ledger.purge(date(2023, 7, 31), JULY) == 0
    assert len(ledger.entries()) == 4


def test_what_is_purged_is_nowhere_in_the_file(tmp_path: Path) -> None:
    ledger = Ledger(address_of(None, tmp_path))
    filled(ledger)
    file = tmp_path / "packgen.db"
    assert b"Ann Bell" in file.read_bytes()
    ledger.purge(date(2023, 6, 1), JULY)
    assert [path.name for path in tmp_path.iterdir()] == ["packgen.db"]
    assert b"Ann Bell" not in file.read_bytes()


def test_persons_of_later_days_than_were_purged_may_not_be_gone(
    database: Database, ledger: Ledger
) -> None:
    filled(ledger)
    ledger.purge(date(2023, 6, 1), JULY)
    database.sql("UPDATE ledger SET personal = NULL, salt = NULL WHERE number = 3")
    assert places(ledger) == ["entry 3"]


def test_nothing_is_made_by_asking(tmp_path: Path) -> None:
    ledger = Ledger(address_of(None, tmp_path))
    assert ledger.entries() == ledger.check() == ()
    assert ledger.purge(date(2023, 6, 1), JULY) == 0
    assert len(ledger.check("0" * 64)) == 1
    assert list(tmp_path.iterdir()) == []


AT_ONCE, EACH = 3, 8


def append_some(asked: str, who: str, barrier: Barrier) -> None:
    barrier.wait()
    with Ledger(address_of(asked, Path())).held() as ledger:
        for number in range(EACH):
            ledger.append("intent", who, {"message": str(number)}, ANN, JULY)


def test_several_processes_that_append_at_once_make_one_chain(
    database: Database, ledger: Ledger
) -> None:
    context = get_context("spawn")
    barrier = context.Barrier(AT_ONCE)
    running = [
        context.Process(target=append_some, args=(database.asked, f"p{number}", barrier))
        for number in range(AT_ONCE)
    ]
    for process in running:
        process.start()
    for process in running:
        process.join()
    assert [process.exitcode for process in running] == [0] * AT_ONCE
    entries = ledger.entries()
    assert [entry.number for entry in entries] == list(range(1, AT_ONCE * EACH + 1))
    for number in range(AT_ONCE):
        own = [entry.facts["message"] for entry in entries if entry.pack == f"p{number}"]
        assert own == [str(each) for each in range(EACH)]
    assert ledger.check() == ()


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
MAPS = st.dictionaries(TEXTS, TEXTS, max_size=3)
DEEDS = st.tuples(st.sampled_from(KINDS[:-1]), TEXTS, MAPS, MAPS, st.sampled_from((MAY, JUNE)))


@pytest.mark.parametrize("text", ["\\u0000", "a\\\\u0000", "\\"])
def test_a_text_that_looks_like_a_zero_byte_is_kept(text: str) -> None:
    assert json.loads(canonical({"a": text})) == {"a": text}


def test_a_zero_byte_is_refused() -> None:
    with pytest.raises(ValueError, match="no text"):
        canonical({"a": "\\\0"})


@settings(deadline=None, max_examples=25)
@given(st.lists(DEEDS, min_size=1, max_size=5), st.data())
def test_any_ledger_is_whole_purged_or_not_and_no_change_goes_unseen(
    deeds: list[tuple[str, str, dict[str, str], dict[str, str], str]], data: st.DataObject
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"{folder}/packgen.db")
        ledger = Ledger(database.address)
        written = [ledger.append(*deed) for deed in deeds]
        assert [(e.kind, e.pack, e.facts, e.personal, e.at) for e in ledger.entries()] == deeds
        purged = ledger.purge(date(2023, 6, 15), JULY)
        assert purged == sum(bool(deed[3]) and deed[4] == MAY for deed in deeds)
        assert ledger.check(written[-1].sha256) == ()
        database.unlock()
        number = data.draw(st.integers(1, len(deeds)))
        column = data.draw(st.sampled_from(("at", "kind", "pack", "facts", "sealed", "sha256")))
        changed = f"{column} = {column} || 'x'"
        database.sql(f"UPDATE ledger SET {changed} WHERE number = {number}")  # noqa: S608
        assert f"entry {number}" in places(ledger)
