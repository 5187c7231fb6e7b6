"""Both kinds of database that a store may be in, and what somebody with rights could do to it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import psycopg

from packgen.store import Address, address_of
from tests.store import publications


@dataclass(frozen=True)
class Database:
    """A database of a test's own; ``asked`` is its path or URL, as --store takes it."""

    asked: str

    @property
    def address(self) -> Address:
        return address_of(self.asked, Path())

    @property
    def is_server(self) -> bool:
        return self.address.file is None

    def sql(self, statement: str) -> list[tuple[object, ...]]:
        """Runs a statement as anyone could who may write to it."""
        if not self.is_server:
            return publications.sql(Path(self.asked), statement)
        with psycopg.connect(self.asked, autocommit=True) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def unlock(self) -> None:
        """Takes the triggers away that refuse changes, as its owner could."""
        if self.is_server:
            for table in ("ledger", "approvals"):
                self.sql(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            return
        named = self.sql("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in named:
            self.sql(f"DROP TRIGGER {name}")
