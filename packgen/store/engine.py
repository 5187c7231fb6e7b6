"""Transactions on a store: SQLAlchemy's engine, set up alike for SQLite and for a server."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from packgen.errors import BadInput, Fault
from packgen.store.address import Address

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

WAIT_S: Final = 30.0
"""How long a release waits for another one that is being recorded."""
_WRITES: Final = "packgen_writes"
_LOCK: Final = 0x7061636B  # any number, so that it is the same in every process


@contextmanager
def engine_for(address: Address, wait_s: float = WAIT_S) -> Iterator[Engine]:
    """An address -> an engine, closed afterwards. Raises BadInput, one fault for each trouble."""
    from sqlalchemy.exc import SQLAlchemyError

    from packgen.store.faults import fault_of

    try:
        engine = _engine(address, wait_s)
        try:
            yield engine
        finally:
            engine.dispose()
    except SQLAlchemyError as error:
        raise BadInput(fault_of(error, address)) from None


@contextmanager
def transaction(engine: Engine, *, writes: bool) -> Iterator[Connection]:
    """A transaction; of those that write, one at a time."""
    with engine.execution_options(**{_WRITES: writes}).begin() as connection:
        if writes and connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
        yield connection


def write_ahead(engine: Engine) -> None:
    """Lets others read a SQLite file while one writes; the file keeps that once it is set.

    Another process that is just setting it may be in the way: it does as well.
    """
    if engine.dialect.name != "sqlite":
        return
    with (
        contextlib.closing(engine.raw_connection()) as connection,
        contextlib.suppress(sqlite3.Error),
    ):
        connection.cursor().execute("PRAGMA journal_mode = WAL")


def _engine(address: Address, wait_s: float) -> Engine:
    from sqlalchemy import URL, NullPool, create_engine, event
    from sqlalchemy.exc import ArgumentError, NoSuchModuleError

    sqlite = address.file is not None
    url = URL.create("sqlite", database=str(address.file)) if sqlite else address.url
    # Transactions begin as they are told to, not as Python's driver thinks fit.
    options: dict[str, Any] = {"timeout": wait_s, "isolation_level": None} if sqlite else {}
    try:
        engine = create_engine(url, poolclass=NullPool, hide_parameters=True, connect_args=options)
    except ModuleNotFoundError as error:
        remedy = "install it (for PostgreSQL: pip install 'packgen[postgresql]')"
        raise BadInput(
            Fault(address.shown, f"needs the driver {error.name}, which is missing", remedy)
        ) from None
    except (ArgumentError, NoSuchModuleError, ValueError):
        remedy = "write postgresql://USER@HOST/DATABASE, or a path"
        raise BadInput(Fault(address.shown, "is no address of a database", remedy)) from None
    if sqlite:
        event.listen(engine, "connect", _connected)
        event.listen(engine, "begin", _begin)
    return engine


def _connected(connection: Any, _: object) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA trusted_schema = OFF")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
