"""The ledger: what was built, approved, released and sent, each deed chained to the one before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from packgen.errors import Fault
from packgen.store.address import Address
from packgen.store.chain import (
    START,
    LedgerEntry,
    canonical,
    is_moment,
    link,
    new_salt,
    seal,
    texts_of,
)
from packgen.store.engine import WAIT_S, transaction
from packgen.store.opened import checked, is_new, opened, prepared

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from packgen.store.rows import Row

PURGED: Final = "purged"
KINDS: Final = (
    "built",
    "verified",
    "approved",
    "withdrawn",
    "released",
    "intent",
    "accepted",
    "refused",
    "deferred",
    "doubt-settled",
    PURGED,
)
"""What an entry may be of: what was done, and for each message what was about to be done."""

__all__ = ["KINDS", "Ledger", "LedgerEntry", "append_entry"]


@dataclass(frozen=True, slots=True)
class Ledger:
    """The ledger in a store. Its file is made when the first entry is appended.

    ``wait_s``: how many seconds to wait for another process that writes. Every method raises
    BadInput when the store can't be used.
    """

    address: Address
    wait_s: float = WAIT_S
    _engine: Engine | None = None

    def append(
        self,
        kind: str,
        pack: str,
        facts: Mapping[str, str],
        personal: Mapping[str, str],
        at: str,
    ) -> LedgerEntry:
        """A deed, the pack it was done to, what is known of it, who took part, when -> its entry.

        It is on the disk when this returns. Of several that append at once, one waits for the
        other. Raises ValueError for a kind or a moment that isn't one, and for texts that no
        database keeps.
        """
        text = _content(kind, pack, facts, personal, at)
        with self._opened(writes=True) as connection:
            return _append(connection, kind, pack, text, at)

    def entries(self, kind: str | None = None, pack: str | None = None) -> tuple[LedgerEntry, ...]:
        """The entries in order: all, or those of a kind, of a pack, of both."""
        if is_new(self.address):
            return ()
        with self._opened(writes=False) as connection:
            return tuple(_entry(row) for row in _rows(connection, kind, pack))

    def check(self, head: str | None = None) -> tuple[Fault, ...]:
        """What shows that somebody changed the ledger: the first broken link, what was taken from
        approvals and persons. Empty: it is whole.

        ``head`` is an entry's sha256 that was written down before: the chain must still have it.
        """
        from packgen.store.audit import audit

        if is_new(self.address):
            return audit(self.address.shown, (), (), head)
        with self._opened(writes=False) as connection:
            return audit(self.address.shown, _rows(connection), _signed(connection), head)

    def purge(self, before: date, at: str) -> int:
        """Takes away what is personal in entries of days before this one -> in how many.

        The chain stays whole, and has an entry more, which says so.
        """
        if is_new(self.address):
            return 0
        with self._opened(writes=True) as connection:
            count = _purge(connection, before)
            if count:
                facts = {"before": before.isoformat(), "entries": str(count)}
                _append(connection, PURGED, "", _content(PURGED, "", facts, {}, at), at)
        return count

    @contextmanager
    def held(self) -> Iterator[Ledger]:
        """The same ledger, set up once for many entries; each is on the disk by itself."""
        with prepared(self.address, self.wait_s, writes=True) as engine:
            yield replace(self, _engine=engine)

    @contextmanager
    def _opened(self, *, writes: bool) -> Iterator[Connection]:
        if self._engine is None:
            with opened(self.address, self.wait_s, writes=writes) as connection:
                yield connection
        else:
            with (
                transaction(self._engine, writes=writes) as connection,
                checked(self.address),
            ):
                yield connection


def append_entry(
    connection: Connection,
    kind: str,
    pack: str,
    facts: Mapping[str, str],
    personal: Mapping[str, str],
    at: str,
) -> LedgerEntry:
    """The same as Ledger.append, inside a transaction that writes more: both happen, or neither."""
    return _append(connection, kind, pack, _content(kind, pack, facts, personal, at), at)


def _content(
    kind: str, pack: str, facts: Mapping[str, str], personal: Mapping[str, str], at: str
) -> tuple[str, str]:
    """What an entry says -> the canonical texts of its facts and of what is personal."""
    if kind not in KINDS or not is_moment(at):
        raise ValueError("no kind, or no moment, that the ledger has")
    canonical(pack)
    texts = canonical(dict(facts)), canonical(dict(personal))
    for text in texts:
        texts_of(text)
    return texts


def _append(
    connection: Connection, kind: str, pack: str, content: tuple[str, str], at: str
) -> LedgerEntry:
    from sqlalchemy import insert, select

    from packgen.store.tables import LEDGER

    facts, personal = content
    last = connection.execute(
        select(LEDGER.c.number, LEDGER.c.sha256).order_by(LEDGER.c.number.desc()).limit(1)
    ).first()
    number, before = (last.number + 1, last.sha256) if last else (1, START)
    is_personal = personal != canonical({})
    salt = new_salt() if is_personal else None
    sealed = seal(salt, personal) if salt else ""
    row = {
        "number": number,
        "at": at,
        "kind": kind,
        "pack": pack,
        "facts": facts,
        "sealed": sealed,
        "salt": salt,
        "personal": personal if is_personal else None,
        "sha256": link(before, number, at, kind, pack, facts, sealed),
    }
    connection.execute(insert(LEDGER), row)
    return LedgerEntry(
        number, at, kind, pack, texts_of(facts), texts_of(personal), str(row["sha256"]), sealed
    )


def _rows(connection: Connection, kind: str | None = None, pack: str | None = None) -> list[Row]:
    from sqlalchemy import select

    from packgen.store.tables import LEDGER

    asked = select(LEDGER).order_by(LEDGER.c.number)
    if kind is not None:
        asked = asked.where(LEDGER.c.kind == kind)
    if pack is not None:
        asked = asked.where(LEDGER.c.pack == pack)
    return list(connection.execute(asked))


def _entry(row: Row) -> LedgerEntry:
    return LedgerEntry(
        row.number,
        row.at,
        row.kind,
        row.pack,
        texts_of(row.facts),
        {} if row.personal is None else texts_of(row.personal),
        row.sha256,
        row.sealed,
        bool(row.sealed) and row.personal is None,
    )


def _signed(connection: Connection) -> Iterable[Row]:
    """The rows of approvals, each of which has its entry in the ledger."""
    from sqlalchemy import select

    from packgen.store.tables import APPROVALS

    return list(connection.execute(select(APPROVALS).order_by(APPROVALS.c.id)))


def _purge(connection: Connection, before: date) -> int:
    from sqlalchemy import update

    from packgen.store.tables import LEDGER

    if connection.dialect.name == "sqlite":  # else the file keeps what its pages held
        connection.exec_driver_sql("PRAGMA secure_delete = ON")
    old = LEDGER.c.at < before.isoformat()
    gone = update(LEDGER).where(old, LEDGER.c.personal.is_not(None))
    return connection.execute(gone.values(personal=None, salt=None)).rowcount
