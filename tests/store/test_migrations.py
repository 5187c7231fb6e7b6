"""Versions of the tables: brought up from nothing and from each older one."""

import sqlite3
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine

from packgen.errors import BadInput
from packgen.store import Store, address_of
from packgen.store import schema as schema_module
from packgen.store.schema import VERSION_TABLE, versions
from packgen.store.tables import METADATA
from tests.store.publications import CARD, publication, sql

MIGRATIONS = Path(schema_module.__file__).with_name("migrations")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(address_of(None, tmp_path))


def engine(folder: Path) -> Engine:
    return create_engine(f"sqlite:///{folder / 'packgen.db'}")


def at_version(folder: Path, version: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    with engine(folder).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, version)


def test_the_versions_are_one_line_and_their_numbers_count_up() -> None:
    script = ScriptDirectory(str(MIGRATIONS))
    walked = [revision.revision for revision in script.walk_revisions()]
    assert tuple(reversed(walked)) == versions()
    assert script.get_heads() == [versions()[-1]]


def test_the_migrations_make_the_tables_that_the_store_uses(store: Store, tmp_path: Path) -> None:
    store.record(publication())
    with engine(tmp_path).connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"version_table": VERSION_TABLE, "compare_type": True}
        )
        assert compare_metadata(context, METADATA) == []
        assert context.get_current_revision() == versions()[-1]


def test_a_store_of_version_1_keeps_its_releases(store: Store, tmp_path: Path) -> None:
    at_version(tmp_path, "0001")
    for statement, values in (
        (
            "INSERT INTO releases VALUES (1, ?, 'Children', '2023-05', '2023-06-14', ?)",
            (CARD, "0" * 64),
        ),
        ("INSERT INTO release_files VALUES (1, 0, 'may.pdf', ?)", ("1" * 64,)),
        (
            "INSERT INTO release_cells VALUES (1, 0, ?, ?, 'month', ?, '', ?, ?, ?, NULL, NULL, 0)",
            ("4", "Looked after", "2023-05", "70", "70", "count"),
        ),
    ):
        sql(tmp_path / "packgen.db", statement, values)
    (may,) = store.releases_of(CARD)  # only asked, and brought up to date
    assert [(cell.text, cell.title) for cell in may.cells] == [("70", "Looked after")]
    store.record(publication())
    assert store.releases_of(CARD) == (may, publication())
    with pytest.raises(sqlite3.IntegrityError, match="never changed"):
        sql(tmp_path / "packgen.db", "DELETE FROM releases")


@pytest.mark.parametrize("version", ["0099", "a1b2c3", ""])
def test_a_store_of_a_newer_packgen_is_refused_and_left_alone(
    store: Store, tmp_path: Path, version: str
) -> None:
    store.record(publication())
    sql(tmp_path / "packgen.db", "UPDATE packgen_version SET version_num = ?", (version,))
    before = (tmp_path / "packgen.db").read_bytes()
    for deed in (
        store.releases,
        lambda: store.releases_of(CARD),
        lambda: store.record(publication()),
    ):
        with pytest.raises(BadInput, match=r"packgen.db: was written by a newer packgen"):
            deed()
    assert (tmp_path / "packgen.db").read_bytes() == before


def test_a_migration_that_fails_leaves_nothing_half_done(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(connection: object) -> None:
        migrate(connection)
        raise ValueError("the power went")

    migrate = schema_module.migrate
    with monkeypatch.context() as patched:
        patched.setattr("packgen.store.opened.migrate", broken)
        with pytest.raises(ValueError, match="the power went"):
            store.record(publication())
    assert sql(tmp_path / "packgen.db", "SELECT name FROM sqlite_master") == []
    store.record(publication())
    assert store.releases_of(CARD) == (publication(),)
