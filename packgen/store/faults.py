"""What a database complains of -> a fault that a user can act on. Quotes none of its messages."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from packgen.errors import Fault
from packgen.store.address import Address

if TYPE_CHECKING:
    from sqlalchemy.exc import SQLAlchemyError

_BUSY = "is being written by another program", "wait until that is done, and try again"
_FULL = "can't be written: the disk is full", "make room, and try again"
_RIGHTS = "can't be written", "check the rights of the file and of its folder"
_DAMAGED = "is damaged", "put a copy in its place that was made before"
_SQLITE: Final[Mapping[int, tuple[str, str]]] = {
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_READONLY: _RIGHTS,
    sqlite3.SQLITE_PERM: _RIGHTS,
    sqlite3.SQLITE_CANTOPEN: (
        "can't be opened",
        "see that its folder is there and can be written to",
    ),
    sqlite3.SQLITE_NOTADB: (
        "is not a database that SQLite can read",
        "name another file with --store",
    ),
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_IOERR: ("can't be read or written", "check the disk"),
}
_SERVER: Final[Mapping[str, tuple[str, str]]] = {
    "53100": _FULL,
    "55P03": _BUSY,
    "40P01": _BUSY,
    "42501": ("may not be written by this user", "ask for the right to create tables and write"),
}
"""By SQLSTATE, as PostgreSQL lists them."""


def fault_of(error: SQLAlchemyError, address: Address) -> Fault:
    """An error of SQLAlchemy's -> the fault, told by its code alone."""
    from sqlalchemy.exc import DBAPIError

    cause = error.orig if isinstance(error, DBAPIError) else None
    what, remedy = damage()
    if isinstance(cause, sqlite3.Error):
        code = getattr(cause, "sqlite_errorcode", None) or 0
        what, remedy = _SQLITE.get(code & 0xFF, damage())
    elif cause is not None:
        what, remedy = _of_server(cause)
    return Fault(address.shown, what, remedy)


def damage() -> tuple[str, str]:
    """What is wrong, and what to do, where the tables are not as packgen writes them."""
    return "holds something other than packgen writes", "put a copy in its place, or name another"


def _of_server(cause: BaseException) -> tuple[str, str]:
    state = getattr(cause, "sqlstate", None)
    if state is None:
        return (
            "can't be reached, or refuses the user",
            "check the address, the user and the password, and that the server runs",
        )
    return _SERVER.get(state, (f"refuses to be used (SQLSTATE {state})", "ask whoever runs it"))
