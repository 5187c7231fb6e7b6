"""The memory of releases, on real SQLite files."""

import sqlite3
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from packgen.model.published import Publication
from packgen.store import Store, address_of
from tests.store.publications import CARD, JULY, JUNE, PUBLICATIONS, publication, sql


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(address_of(None, tmp_path))


def test_what_is_recorded_is_remembered_as_it_was(store: Store) -> None:
    recorded = store.record(publication())
    assert (recorded.again, recorded.release.corrects, recorded.before) == (False, False, ())
    assert store.releases_of(CARD) == (publication(),)
    (release,) = store.releases()
    assert release == recorded.release
    assert (release.cells, release.withheld) == (4, 1)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=40)
@given(PUBLICATIONS)
def test_any_publication_is_remembered_digit_for_digit(any_one: Publication) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = Store(address_of(None, Path(folder)))
        store.record(any_one)
        (found,) = store.releases_of(any_one.scorecard)
    assert found == any_one
    numbers = [[str(c.figure.number) for c in p.cells if c.figure] for p in (found, any_one)]
    assert numbers[0] == numbers[1]


def test_the_same_bytes_are_one_release(store: Store) -> None:
    store.record(publication())
    renamed = replace(
        publication(on=date(2023, 8, 1)), files=(("x.pdf", publication().files[0][1]),)
    )
    recorded = store.record(renamed)
    assert recorded.again
    assert recorded.release.on == date(2023, 7, 12)
    assert store.releases_of(CARD) == (publication(),)


def test_the_order_of_the_files_is_no_other_release(store: Store) -> None:
    pdf, docx = ("a.pdf", "0" * 64), ("a.docx", "1" * 64)
    assert not store.record(replace(publication(), files=(pdf, docx))).again
    assert store.record(replace(publication(), files=(docx, pdf))).again


def test_other_bytes_of_the_same_position_are_a_correction(store: Store) -> None:
    store.record(publication())
    second = publication(b"corrected", on=date(2023, 7, 20))
    recorded = store.record(second)
    assert (recorded.again, recorded.release.corrects) == (False, True)
    assert [release.on for release in recorded.before] == [date(2023, 7, 12)]
    assert store.releases_of(CARD) == (publication(), second)
    assert [release.corrects for release in store.releases()] == [False, True]


def test_the_same_bytes_of_another_scorecard_or_position_are_another_release(store: Store) -> None:
    store.record(publication())
    assert not store.record(publication(position=JULY)).again
    assert not store.record(publication(scorecard="adults")).again
    assert [release.corrects for release in store.releases()] == [False, False, False]


def test_publications_stand_by_their_day_and_then_as_recorded(store: Store) -> None:
    july = publication(b"July", position=JULY, on=date(2023, 8, 9))
    june = publication(b"June", on=date(2023, 7, 12))
    other = publication(b"June, again", on=date(2023, 7, 12))
    for one in (july, june, other, publication(scorecard="adults")):
        store.record(one)
    assert store.releases_of(CARD) == (june, other, july)
    assert [r.on.month for r in store.releases(CARD)] == [7, 7, 8]


def test_nothing_is_made_by_asking(store: Store, tmp_path: Path) -> None:
    assert store.releases_of(CARD) == store.releases() == ()
    assert list(tmp_path.iterdir()) == []


def test_a_scorecard_that_was_never_released_has_no_publications(store: Store) -> None:
    store.record(publication())
    assert store.releases_of("children") == ()


def test_nothing_stays_open(store: Store, tmp_path: Path) -> None:
    """The write-ahead log is folded back into the one file."""
    store.record(publication())
    assert [path.name for path in tmp_path.iterdir()] == ["packgen.db"]
    assert sql(tmp_path / "packgen.db", "PRAGMA journal_mode") == [("wal",)]


def test_a_path_with_signs_that_mean_something_in_urls(tmp_path: Path) -> None:
    folder = tmp_path / "100% of #1? @home"
    folder.mkdir()
    store = Store(address_of(str(folder / "a&b.db"), tmp_path))
    store.record(publication())
    assert [path.name for path in folder.iterdir()] == ["a&b.db"]
    assert store.releases_of(CARD) == (publication(),)


@pytest.mark.parametrize("table", ["releases", "release_files", "release_cells"])
@pytest.mark.parametrize("deed", ["DELETE FROM {}", "UPDATE {} SET rowid = rowid"])
def test_the_database_itself_refuses_to_change_a_release(
    store: Store, tmp_path: Path, table: str, deed: str
) -> None:
    store.record(publication())
    with pytest.raises(sqlite3.IntegrityError, match="releases are never changed"):
        sql(tmp_path / "packgen.db", deed.format(table))
    assert store.releases_of(CARD) == (publication(),)


def test_a_withheld_cell_leaves_no_trace_but_itself(store: Store, tmp_path: Path) -> None:
    store.record(publication(position=JUNE))
    columns = "text, number, unit, numerator, denominator"
    rows = sql(tmp_path / "packgen.db", f"SELECT {columns} FROM release_cells WHERE withheld")  # noqa: S608
    assert rows == [("", None, None, None, None)]
