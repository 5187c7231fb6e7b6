"""A database for each test: a SQLite file, and one on a real PostgreSQL server."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import psycopg
import pytest

from tests.store.databases import Database
from tests.store.server import postgresql


@pytest.fixture(scope="session")
def running_server() -> Iterator[str]:
    with postgresql() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Database:
    """An empty one, of the test's own."""
    if request.param == "sqlite":
        return Database(str(tmp_path / "packgen.db"))
    url: str = request.getfixturevalue("running_server")
    name = f"d{sha256(request.node.nodeid.encode()).hexdigest()[:12]}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return Database(f"{url.rpartition('/')[0]}/{name}")
