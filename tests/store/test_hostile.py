"""Stores that can't be used: one clear fault each, and no traceback."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.pool import Pool

from packgen.errors import BadInput, Fault
from packgen.store import Store, address_of
from tests.store.publications import CARD, publication, sql

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "packgen.db"


def store(file: Path, wait_s: float = 0.1) -> Store:
    return Store(address_of(str(file), file.parent), wait_s)


def faults(file: Path) -> set[Fault]:
    """What asking and recording are told: one fault each."""
    told = set()
    for deed in (
        lambda: store(file).releases_of(CARD),
        lambda: store(file).releases(),
        lambda: store(file).record(publication()),
    ):
        with pytest.raises(BadInput) as caught:
            deed()
        (fault,) = caught.value.faults
        told.add(fault)
    return told


def test_a_file_that_is_no_database(file: Path) -> None:
    file.write_bytes(b"PK\x03\x04 a workbook, say" * 100)
    (fault,) = faults(file)
    assert (fault.where, fault.what) == (str(file), "is not a database that SQLite can read")
    assert file.read_bytes().startswith(b"PK")


def test_a_database_of_another_program_is_left_alone(file: Path) -> None:
    sql(file, "CREATE TABLE bookmarks (url TEXT)")
    before = file.read_bytes()
    (fault,) = faults(file)
    assert fault.what == "is a database, but not packgen's"
    assert file.read_bytes() == before


def test_a_database_without_the_tables_that_its_version_has(file: Path) -> None:
    store(file).record(publication())
    sql(file, "DROP TABLE release_cells")
    (fault,) = faults(file)
    assert fault.what == "holds something other than packgen writes"


def test_a_version_that_is_told_twice(file: Path) -> None:
    store(file).record(publication())
    sql(file, "INSERT INTO packgen_version VALUES ('0001')")
    (fault,) = faults(file)
    assert fault.what == "is a database, but not packgen's"


def test_a_torn_file(file: Path) -> None:
    for number in range(20):
        store(file).record(publication(bytes([number])))
    data = bytearray(file.read_bytes())
    data[4096:] = b"\x99" * len(data[4096:])
    file.write_bytes(data)
    assert {fault.what for fault in faults(file)} == {"is damaged"}


ROWS = [
    ("releases", "position", "the withheld 7"),
    ("releases", "released_on", "the withheld 7"),
    ("releases", "released_on", 7),
    ("release_cells", "period", "the withheld 7"),
    ("release_cells", "kind", "the withheld 7"),
    ("release_cells", "number", "the withheld 7"),
    ("release_cells", "number", "NaN"),
    ("release_cells", "unit", "the withheld 7"),
    ("release_cells", "numerator", "the withheld 7"),
    ("release_cells", "denominator", b"\xff"),
    ("release_cells", "withheld", 1),
    ("release_cells", "withheld", "the withheld 7"),
]


@pytest.mark.parametrize(("table", "column", "value"), ROWS)
def test_rows_that_packgen_never_writes(file: Path, table: str, column: str, value: object) -> None:
    """Someone took the triggers away, and changed a cell."""
    store(file).record(publication())
    sql(file, f"DROP TRIGGER {table}_no_update")
    sql(file, f"UPDATE {table} SET {column} = ?", (value,))  # noqa: S608
    with pytest.raises(BadInput) as caught:
        store(file).releases_of(CARD)
    assert "holds something other than packgen writes" in str(caught.value)
    assert "7" not in caught.value.faults[0].what


def test_a_store_that_another_program_is_writing(file: Path) -> None:
    store(file).record(publication())
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(BadInput, match=r"packgen.db: is being written by another program"):
            store(file).record(publication(b"second"))
        assert store(file).releases_of(CARD) == (publication(),)  # who only asks needn't wait
    assert not store(file).record(publication(b"second")).again


def test_a_store_that_another_program_keeps_to_itself(file: Path) -> None:
    sql(file, "CREATE TABLE x (y)")
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        (fault,) = faults(file)
    assert fault.what == "is being written by another program"


@pytest.fixture
def small_disk() -> Iterator[None]:
    """SQLite has room for these many pages, and then says that the disk is full."""

    def limit(connection: sqlite3.Connection, _: object) -> None:
        connection.execute("PRAGMA max_page_count = 20")

    event.listen(Pool, "connect", limit)
    yield
    event.remove(Pool, "connect", limit)


@pytest.mark.usefixtures("small_disk")
def test_a_full_disk_keeps_what_was_recorded(file: Path) -> None:
    kept = []
    with pytest.raises(BadInput, match=r"packgen.db: can't be written: the disk is full"):
        for number in range(1000):
            one = publication(str(number).encode())
            store(file).record(one)
            kept.append(one)
    assert kept
    assert store(file).releases_of(CARD) == tuple(kept)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="can't be opened — see that its folder is there"):
        store(tmp_path / "none" / "packgen.db").record(publication())
    assert list(tmp_path.iterdir()) == []


AS_NOBODY = """
import os, sys
from pathlib import Path
sys.path.insert(0, {root!r})
import alembic.command, sqlalchemy.dialects.sqlite
from packgen.errors import BadInput
from packgen.store import Store, address_of
from tests.store.publications import publication
if os.geteuid() == 0:
    os.setuid(65534)
store = Store(address_of({file!r}, Path()))
for deed in (store.releases, lambda: store.record(publication(b"second"))):
    try:
        print(deed())
    except BadInput as error:
        print(error)
"""


@pytest.mark.parametrize("holds_one", [False, True])
def test_a_folder_that_may_only_be_read(holds_one: bool) -> None:
    folder = Path(tempfile.mkdtemp())
    try:
        file = folder / "packgen.db"
        if holds_one:
            store(file).record(publication())
            file.chmod(0o444)
        folder.chmod(0o555)
        code = AS_NOBODY.format(root=str(ROOT), file=str(file))
        told = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
        ).stdout.splitlines()
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)
    cannot_open = f"{file}: can't be opened — see that its folder is there and can be written to"
    # SQLite makes files beside a database even when it only reads.
    cannot_write = f"{file}: can't be written — check the rights of the file and of its folder"
    assert told == ([cannot_write, cannot_write] if holds_one else ["()", cannot_open])


def test_a_pipe_is_no_store(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "packgen.db")
    with pytest.raises(BadInput, match="is no regular file"):
        store(tmp_path / "packgen.db")


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("nosuch://clerk:hunter2@db/x", "nosuch://db/x: is no address of a database"),
        ("postgresql+nosuch://clerk:hunter2@db/x", "postgresql://db/x: is no address"),
        ("oracle://clerk:hunter2@db/x", "oracle://db/x: needs the driver"),
        ("postgresql://clerk:hunter2@db:port/x", "postgresql://…: is no address"),
        (
            "postgresql://clerk:hunter2@127.0.0.1:1/x",
            "postgresql://127.0.0.1:1/x: can't be reached",
        ),
    ],
)
def test_servers_that_are_not_there(url: str, told: str) -> None:
    with pytest.raises(BadInput) as caught:
        Store(address_of(url, Path())).releases()
    assert str(caught.value).startswith(told)
    assert "hunter2" not in str(caught.value)
