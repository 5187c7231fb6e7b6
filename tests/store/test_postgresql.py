"""The memory of releases on a real PostgreSQL server: as on SQLite."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path

import psycopg
import pytest
from hypothesis import given, settings

from packgen.errors import BadInput
from packgen.model.published import Publication
from packgen.store import Store, address_of
from tests.store.publications import CARD, PUBLICATIONS, built, publication
from tests.store.server import postgresql
from tests.store.test_concurrency import AT_ONCE, record_at_once

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with postgresql() as url:
        yield url


@pytest.fixture
def url(server: str, request: pytest.FixtureRequest) -> str:
    """A database of the test's own on the server."""
    name = f"t{sha256(request.node.name.encode()).hexdigest()[:12]}"
    sql(server, f"CREATE DATABASE {name}")
    return f"{server.rpartition('/')[0]}/{name}"


def sql(url: str, statement: str) -> list[tuple[object, ...]]:
    with psycopg.connect(url, autocommit=True) as connection:
        cursor = connection.execute(statement)
        return cursor.fetchall() if cursor.description else []


def store(url: str) -> Store:
    return Store(address_of(url, Path()))


def test_releases_corrections_and_repeats(url: str) -> None:
    assert store(url).releases_of(CARD) == store(url).releases() == ()
    second = publication(b"corrected", on=date(2023, 7, 20))
    assert not store(url).record(publication()).again
    assert store(url).record(publication()).again
    assert store(url).record(second).release.corrects
    assert store(url).releases_of(CARD) == (publication(), second)
    assert [(r.cells, r.withheld, r.corrects) for r in store(url).releases()] == [
        (4, 1, False),
        (4, 1, True),
    ]


def test_any_publication_is_remembered_digit_for_digit(url: str) -> None:
    @settings(deadline=None, max_examples=40)
    @given(PUBLICATIONS)
    def holds(any_one: Publication) -> None:
        recorded = store(url).record(any_one)
        found = store(url).releases_of(any_one.scorecard)
        assert recorded.again or any_one in found

    holds()


def test_all_who_release_at_once_are_recorded(url: str) -> None:
    record_at_once(url, [bytes([65 + number]) for number in range(AT_ONCE)])
    assert len(store(url).releases_of(CARD)) == AT_ONCE
    record_at_once(url, [b"same"] * AT_ONCE)
    assert len(store(url).releases_of(CARD)) == AT_ONCE + 1


@pytest.mark.parametrize("table", ["releases", "release_files", "release_cells"])
@pytest.mark.parametrize("deed", ["DELETE FROM {}", "TRUNCATE {} CASCADE", "UPDATE {} SET {} = {}"])
def test_the_database_itself_refuses_to_change_a_release(url: str, table: str, deed: str) -> None:
    store(url).record(publication())
    column = "id" if table == "releases" else "place"
    with pytest.raises(psycopg.errors.RaiseException, match="releases are never changed"):
        sql(url, deed.format(table, column, column))
    assert store(url).releases_of(CARD) == (publication(),)


def test_databases_of_others_and_of_a_newer_packgen(url: str) -> None:
    store(url).record(publication())
    sql(url, "UPDATE packgen_version SET version_num = '0099'")
    with pytest.raises(BadInput, match="was written by a newer packgen"):
        store(url).releases()
    sql(url, "DROP TABLE packgen_version")
    with pytest.raises(BadInput, match="is a database, but not packgen's"):
        store(url).releases()


def test_a_user_who_may_not_write(url: str) -> None:
    sql(url, "DROP ROLE IF EXISTS reader")
    sql(url, "CREATE ROLE reader LOGIN PASSWORD 'x'")
    as_reader = f"postgresql://reader:x@{url.rpartition('@')[2]}"
    with pytest.raises(BadInput, match="may not be written by this user"):
        store(as_reader).record(publication())


@pytest.mark.parametrize("change", ["wrong password", "no such database"])
def test_a_refused_user_is_told_without_the_password(url: str, change: str) -> None:
    asked = f"{url}x" if change == "no such database" else url.replace("h%3A", "hunter3")
    with pytest.raises(BadInput, match="can't be reached, or refuses the user") as caught:
        store(asked).releases()
    assert "unt" not in caught.value.faults[0].where


def test_the_commands_with_a_url_from_the_environment(url: str, tmp_path: Path) -> None:
    def packgen(*words: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "packgen", *map(str, words)],
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
            env={**os.environ, "PACKGEN_STORE": url},
        )

    done = packgen("release", built(tmp_path), "--on", "2023-07-12")
    assert "Recorded in postgresql://127.0.0.1:" in done.stdout
    listed = packgen("releases")
    assert "2023-07-12" in listed.stdout
    for one in (done, listed):
        assert "unt" not in one.stdout + one.stderr
    assert not (tmp_path / "packgen.db").exists()
