"""A ledger's rows -> what shows that somebody changed them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from packgen.errors import Fault
from packgen.store.chain import START, link, seal, texts_of

if TYPE_CHECKING:
    from packgen.store.rows import Row

_REMEDY: Final = "put a copy in its place that was made before, and find out who wrote to the store"


def audit(
    shown: str, rows: Iterable[Row], approvals: Iterable[Row], head: str | None = None
) -> tuple[Fault, ...]:
    """Where the ledger is, its rows in order, those of approvals, and an entry's sha256 that was
    written down before -> the faults; of the chain the first, after which nothing can be told."""
    held = list(rows)
    faults = [fault for fault in (_broken(shown, held),) if fault]
    faults += _unsealed(shown, held)
    faults += _unpurged(shown, held)
    faults += _unsigned(shown, held, approvals)
    if head is not None and all(row.sha256 != head for row in held):
        what = f"has no entry {head[:12]}…, which it had before: its end was cut off or rewritten"
        faults.append(Fault(shown, what, _REMEDY))
    return tuple(faults)


def _broken(shown: str, rows: list[Row]) -> Fault | None:
    """The first entry that isn't the one that was written there."""
    before = START
    for expected, row in enumerate(rows, 1):
        place = f"{shown}: entry {expected}"
        if row.number != expected:
            return Fault(place, "is missing", _REMEDY)
        told = link(before, row.number, row.at, row.kind, row.pack, row.facts, row.sealed)
        if told != row.sha256:
            return Fault(place, "was changed, or put where another one was", _REMEDY)
        before = row.sha256
    return None


def _unsealed(shown: str, rows: list[Row]) -> Iterator[Fault]:
    """Persons other than those whose hash is in the chain."""
    for row in rows:
        same = row.personal is None or (
            row.salt is not None and seal(row.salt, row.personal) == row.sealed
        )
        if not same:
            yield Fault(
                f"{shown}: entry {row.number}", "names others than were written there", _REMEDY
            )


def _unpurged(shown: str, rows: list[Row]) -> Iterator[Fault]:
    """Persons who are gone, though nobody says that they were purged."""
    purges = [(row.number, _facts(row).get("before", "")) for row in rows if row.kind == "purged"]
    for row in rows:
        told = any(number > row.number and row.at < before for number, before in purges)
        if row.sealed and row.personal is None and not told:
            what = "has lost its persons, and no later entry says that they were purged"
            yield Fault(f"{shown}: entry {row.number}", what, _REMEDY)


def _unsigned(shown: str, rows: list[Row], approvals: Iterable[Row]) -> Iterator[Fault]:
    """Approvals of which the ledger knows nothing, or something else."""
    held = {row.number: row for row in rows}
    for approval in approvals:
        row = held.get(approval.entry)
        kind = "withdrawn" if approval.withdraws else "approved"
        facts = _facts(row) if row else {}
        said = (kind, approval.digest, approval.role, approval.signed_on.isoformat())
        entry = row and (row.kind, facts.get("digest"), facts.get("role"), facts.get("on"))
        if entry != said or (row and row.pack != approval.pack):
            what = f"says otherwise than approval {approval.id}, or is missing"
            yield Fault(f"{shown}: entry {approval.entry}", what, _REMEDY)


def _facts(row: Row) -> dict[str, str]:
    """What a row says; nothing where somebody wrote what packgen doesn't."""
    try:
        return texts_of(row.facts)
    except ValueError:
        return {}
