"""One sender at a time: a lock that a store's database holds for a process, and drops at its end.

Neither kind needs to be cleaned up after a process that was killed: the system, or the server,
lets go of it.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from packgen.errors import BadInput, Fault
from packgen.store.address import Address
from packgen.store.engine import engine_for

_KEY: Final = 0x70616373  # as the store's own, any number that is the same in every process
_ENDING: Final = "-sending"
_LONGEST: Final = 63


@contextmanager
def turn(address: Address, who: str) -> Iterator[None]:
    """A store, and who wants to send -> held while inside. Raises BadInput where somebody else
    holds it, and says who."""
    told = "".join(sign if 32 <= ord(sign) < 127 else "?" for sign in who)[:_LONGEST]
    if address.file is not None:
        with _by_file(address.file.with_name(address.file.name + _ENDING), told):
            yield
    else:
        with _by_server(address, told):
            yield


@contextmanager
def _by_file(path: Path, who: str) -> Iterator[None]:
    """A small database beside SQLite's: whoever has begun to write to it has the turn."""
    try:
        with contextlib.closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as held:
            try:
                held.execute("BEGIN IMMEDIATE")
                held.execute("CREATE TABLE IF NOT EXISTS turn (who TEXT NOT NULL)")
                held.execute("DELETE FROM turn")
                held.execute("INSERT INTO turn VALUES (?)", (who,))
                held.execute("COMMIT")
                held.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                    raise
                raise _taken(str(path), _named(held)) from None
            yield
    except sqlite3.Error as error:
        full = getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_FULL
        what = "the disk is full" if full else "can't be written"
        raise BadInput(Fault(str(path), what, "check the disk and the folder's rights")) from None


def _named(held: sqlite3.Connection) -> str:
    with contextlib.suppress(sqlite3.Error):
        if found := held.execute("SELECT who FROM turn").fetchone():
            return str(found[0])
    return ""


@contextmanager
def _by_server(address: Address, who: str) -> Iterator[None]:
    """PostgreSQL's advisory lock; the connection that has it is named for who holds it."""
    from sqlalchemy import text

    with engine_for(address) as engine, engine.connect() as connection:
        asked = {"key": _KEY}
        connection.execute(text("SELECT set_config('application_name', :who, false)"), {"who": who})
        got = connection.execute(text("SELECT pg_try_advisory_lock(:key)"), asked).scalar()
        holder = None if got else connection.execute(text(_HOLDER), asked).scalar()
        connection.commit()
        if not got:
            raise _taken(address.shown, str(holder or ""))
        yield


_HOLDER: Final = (
    "SELECT application_name FROM pg_locks JOIN pg_stat_activity USING (pid) "
    "WHERE locktype = 'advisory' AND objid = :key AND granted"
)


def _taken(place: str, who: str) -> BadInput:
    what = f"{who or 'another process'} is sending just now"
    return BadInput(Fault(place, what, "wait until that is done, and send again"))
