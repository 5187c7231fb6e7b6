"""A store's tables, of this packgen's version, in a transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from packgen.errors import BadInput, Fault
from packgen.store.address import Address
from packgen.store.engine import engine_for, transaction, write_ahead
from packgen.store.faults import damage
from packgen.store.schema import is_current, migrate

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine


def is_new(address: Address) -> bool:
    """Whether nothing was ever kept there: a file that is still to be made."""
    return address.file is not None and not address.file.exists()


@contextmanager
def opened(address: Address, wait_s: float, *, writes: bool) -> Iterator[Connection]:
    """An address -> a transaction on its tables. Raises BadInput when they can't be used."""
    with (
        prepared(address, wait_s, writes=writes) as engine,
        transaction(engine, writes=writes) as connection,
        checked(address),
    ):
        yield connection


@contextmanager
def prepared(address: Address, wait_s: float, *, writes: bool) -> Iterator[Engine]:
    """An address -> an engine, its tables brought up to date. Raises BadInput likewise."""
    with engine_for(address, wait_s) as engine:
        with transaction(engine, writes=False) as connection:
            current = is_current(connection, address)
        if writes or not current:  # and the file is packgen's, or new
            write_ahead(engine)
        if not current:
            with transaction(engine, writes=True) as connection:
                # Another process may have been faster.
                if not is_current(connection, address):
                    migrate(connection)
        yield engine


@contextmanager
def checked(address: Address) -> Iterator[None]:
    """Rows that packgen never wrote are a fault of the store."""
    try:
        yield
    except (ValueError, KeyError, TypeError):
        raise BadInput(Fault(address.shown, *damage())) from None
