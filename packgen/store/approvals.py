"""Approvals: who signed which bytes off, and whether a pack has all that it needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from packgen.errors import BadInput, Fault
from packgen.settings.approval import ApprovalRules, role_key
from packgen.store.address import Address
from packgen.store.chain import texts_of
from packgen.store.engine import WAIT_S
from packgen.store.ledger import append_entry
from packgen.store.opened import is_new, opened
from packgen.store.persons import same_person
from packgen.store.signed import SignedPack, reading

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from packgen.store.rows import Row

APPROVED, WITHDRAWN, BUILT = "approved", "withdrawn", "built"


@dataclass(frozen=True, slots=True)
class Signature:
    """Somebody's approval in a role, on a day. ``name`` is empty once it was purged; ``entry`` is
    its number in the ledger."""

    role: str
    name: str
    on: date
    entry: int


@dataclass(frozen=True, slots=True)
class Approval:
    """The sign-off that a pack has: at least what it needs, be it nobody's."""

    pack: str
    digest: str
    signatures: tuple[Signature, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """Why a pack has no sign-off: ``roles`` whose approval it still waits for, and the faults as
    they are told. Without roles its files are not those that were built."""

    roles: tuple[str, ...]
    faults: tuple[Fault, ...]
    signatures: tuple[Signature, ...] = ()


@dataclass(frozen=True, slots=True)
class Deed:
    """Who approves or withdraws, in which role, on which day; ``at`` is the moment in UTC."""

    name: str
    role: str
    on: date
    at: str


def approved(address: Address, folder: Path, settings: ApprovalRules) -> Approval | Missing:
    """A store, a pack on disk, whose approval is needed -> whether these bytes have it.

    Raises BadInput when the store can't be used.
    """
    pack = reading(folder)
    if not isinstance(pack, SignedPack):
        return Missing((), pack)
    return standing(address, pack, settings, str(folder))


def standing(
    address: Address, pack: SignedPack, settings: ApprovalRules, place: str
) -> Approval | Missing:
    """The same for a pack that was read; ``place`` is what messages call it.

    What was asked for when these bytes were built is needed too: the ledger has it, so that it
    can't be taken out of the pack's manifest.
    """
    signed = signatures_of(address, pack)
    given = {role_key(signature.role) for signature in signed}
    asked = {role_key(role): role for role in (*settings.roles, *_asked_at_build(address, pack))}
    roles = tuple(role for key, role in asked.items() if key not in given)
    if not roles:
        return Approval(pack.name, pack.digest, signed)
    remedy = f"packgen approve {place} --as NAME --role ROLE"
    faults = (Fault(place, f"waits for the approval of: {', '.join(roles)}", remedy),)
    return Missing(roles, faults, signed)


def _asked_at_build(address: Address, pack: SignedPack) -> tuple[str, ...]:
    """The roles whose approval was asked for when these bytes were built. Raises BadInput."""
    if is_new(address):
        return ()
    with opened(address, WAIT_S, writes=False) as connection:
        facts = [texts_of(row.facts) for row in _entries(connection, BUILT, pack)]
    mine = (each.get("roles", "") for each in facts if each.get("digest") == pack.digest)
    return tuple(role for roles in mine for role in roles.split("\n") if role)


def signatures_of(address: Address, pack: SignedPack) -> tuple[Signature, ...]:
    """The approvals of these bytes that stand, in order. Raises BadInput."""
    if is_new(address):
        return ()
    with opened(address, WAIT_S, writes=False) as connection:
        return tuple(_standing(connection, pack))


def sign(address: Address, pack: SignedPack, deed: Deed, place: str) -> tuple[Signature, bool]:
    """Records an approval -> it, and whether the role had given it before (then that one).

    Raises BadInput for a role that isn't asked for, for findings that stop, and for who may not.
    """
    role = _role(pack, deed.role, place)
    if pack.stops:
        remedy = "mend or waive what packgen check says, and build the pack again"
        raise BadInput(Fault(place, "was made in spite of findings that stop a build", remedy))
    with opened(address, WAIT_S, writes=True) as connection:
        for known in _standing(connection, pack):
            if role_key(known.role) == role_key(role):
                return known, True
        if pack.rules.four_eyes:
            _refuse_builder(_builders(connection, pack), deed.name, place)
        entry = _write(connection, APPROVED, pack, deed, role, None)
    return Signature(role, deed.name, deed.on, entry), False


def withdraw(address: Address, pack: SignedPack, deed: Deed, place: str) -> Signature:
    """Takes the approval of a role back -> it. Raises BadInput where there is none."""
    role = _role(pack, deed.role, place)
    if not is_new(address):
        with opened(address, WAIT_S, writes=True) as connection:
            for number, known in _numbered(connection, pack).items():
                if role_key(known.role) == role_key(role):
                    _write(connection, WITHDRAWN, pack, deed, role, number)
                    return known
    what = f"these files have no approval of {role} that could be withdrawn"
    raise BadInput(Fault(place, what, "packgen status says what has been approved"))


def note_built(address: Address, pack: SignedPack, name: str, at: str) -> None:
    """Enters who built these bytes, once, and whose approval they need. Raises BadInput."""
    with opened(address, WAIT_S, writes=True) as connection:
        if not any(who and same_person(who, name) for who in _builders(connection, pack)):
            facts = {"digest": pack.digest, "roles": "\n".join(pack.rules.roles)}
            append_entry(connection, BUILT, pack.name, facts, {"name": name}, at)


def facts_of(pack: SignedPack) -> dict[str, str]:
    """What the ledger says of the bytes that somebody answers for."""
    noticed = {
        f"findings {key}": f"{count} ({sha256})" for key, (count, sha256) in pack.noticed.items()
    }
    return {"digest": pack.digest, **pack.files, **noticed}


def _role(pack: SignedPack, asked: str, place: str) -> str:
    role = pack.rules.role(asked)
    if role is not None:
        return role
    if not pack.rules.roles:
        remedy = 'write [approval] with roles = ["…"] in pack.toml, and build the pack again'
        raise BadInput(Fault(place, "needs nobody's approval", remedy))
    raise BadInput(
        Fault(
            f"--role {asked[:60]!r}",
            "is no role whose approval this pack needs",
            f"write one of {', '.join(pack.rules.roles)}",
        )
    )


def _refuse_builder(builders: Iterable[str], name: str, place: str) -> None:
    """Raises BadInput for who built the pack, and where nobody knows who did."""
    known = list(builders)
    if not known or not all(known):
        remedy = "build it again (packgen build SOURCE --as NAME)"
        raise BadInput(
            Fault(place, "is not known to be anybody's: who built it isn't told", remedy)
        )
    if any(same_person(who, name) for who in known):
        remedy = "let somebody else approve it: pack.toml asks for four eyes"
        raise BadInput(Fault(place, "was built by who approves it", remedy))


def _builders(connection: Connection, pack: SignedPack) -> list[str]:
    """Who built these bytes; "" for whoever was purged."""
    found = _entries(connection, BUILT, pack)
    return [
        "" if row.personal is None else texts_of(row.personal).get("name", "")
        for row in found
        if texts_of(row.facts).get("digest") == pack.digest
    ]


def _standing(connection: Connection, pack: SignedPack) -> Iterator[Signature]:
    yield from _numbered(connection, pack).values()


def _numbered(connection: Connection, pack: SignedPack) -> Mapping[int, Signature]:
    """The approvals that stand, by their numbers in the table."""
    from sqlalchemy import select

    from packgen.store.tables import APPROVALS, LEDGER

    asked = (
        select(APPROVALS, LEDGER.c.personal)
        .join(LEDGER)
        .where(APPROVALS.c.pack == pack.name, APPROVALS.c.digest == pack.digest)
        .order_by(APPROVALS.c.id)
    )
    rows = list(connection.execute(asked))
    gone = {row.withdraws for row in rows}
    return {
        row.id: Signature(row.role, _name(row), row.signed_on, row.entry)
        for row in rows
        if row.withdraws is None and row.id not in gone
    }


def _name(row: Row) -> str:
    return "" if row.personal is None else texts_of(row.personal).get("name", "")


def _entries(connection: Connection, kind: str, pack: SignedPack) -> list[Row]:
    from sqlalchemy import select

    from packgen.store.tables import LEDGER

    asked = select(LEDGER).where(LEDGER.c.kind == kind, LEDGER.c.pack == pack.name)
    return list(connection.execute(asked.order_by(LEDGER.c.number)))


def _write(
    connection: Connection,
    kind: str,
    pack: SignedPack,
    deed: Deed,
    role: str,
    withdraws: int | None,
) -> int:
    from sqlalchemy import insert

    from packgen.store.tables import APPROVALS

    facts = {**facts_of(pack), "role": role, "on": deed.on.isoformat()}
    entry = append_entry(connection, kind, pack.name, facts, {"name": deed.name}, deed.at)
    row = {
        "entry": entry.number,
        "pack": pack.name,
        "digest": pack.digest,
        "role": role,
        "signed_on": deed.on,
        "withdraws": withdraws,
    }
    connection.execute(insert(APPROVALS), row)
    return entry.number
