"""A folder of built packs -> where each stands, by its manifest, the releases and the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from packgen.errors import BadInput, Fault
from packgen.model.pack import Audience
from packgen.model.published import Release, digest
from packgen.model.standing import MailState, Standing
from packgen.store.address import Address
from packgen.store.approvals import signatures_of
from packgen.store.chain import LedgerEntry
from packgen.store.ledger import Ledger
from packgen.store.releases import Store
from packgen.store.signed import SignedPack, reading
from packgen.store.signing import VERIFIED, address_for

_STATES: Mapping[str, MailState] = {
    "intent": MailState.IN_DOUBT,
    "accepted": MailState.ACCEPTED,
    "refused": MailState.REFUSED,
    "deferred": MailState.DEFERRED,
}
_SETTLED = {"sent": MailState.ACCEPTED, "unsent": MailState.DEFERRED}


def standings(folder: Path, asked: str | None = None) -> tuple[Standing, ...]:
    """An output folder, a store (None: each pack's own) -> its packs by their names.

    Raises BadInput where there is no such folder, or a store can't be used.
    """
    try:
        found = sorted(path.parent for path in folder.glob("*/manifest.json"))
        there = folder.is_dir()
    except OSError as error:
        raise BadInput(
            Fault(str(folder), f"can't be read: {error.strerror}", "check the folder's rights")
        ) from None
    if not there:
        remedy = "name the folder that packgen build writes to"
        raise BadInput(Fault(str(folder), "there is no such folder", remedy))
    return tuple(standing_of(each, asked) for each in found)


def standing_of(folder: Path, asked: str | None = None) -> Standing:
    """A built pack's folder, a store as above -> where it stands. Raises BadInput."""
    pack = reading(folder)
    if not isinstance(pack, SignedPack):
        return Standing(folder.name, trouble=pack)
    address = address_for(folder, pack, asked)
    entries = Ledger(address).entries(pack=pack.name)
    proved = [e for e in entries if e.kind == VERIFIED and e.facts.get("digest") == pack.digest]
    given = {pack.rules.role(s.role) or s.role: s.on for s in signatures_of(address, pack)}
    return Standing(
        pack.name,
        proved[0].at if proved else None,
        pack.rules.roles,
        given,
        _released(address, pack),
        _mail(_since(entries, pack)),
    )


def _released(address: Address, pack: SignedPack) -> date | None:
    public = [
        (path, sha256)
        for path, sha256 in pack.files.items()
        if path.startswith(f"{Audience.PUBLIC.value}/")
    ]
    known: Iterable[Release] = Store(address).releases()
    return next((r.on for r in known if digest(r.files) == digest(public)), None)


def _since(entries: Iterable[LedgerEntry], pack: SignedPack) -> list[LedgerEntry]:
    """The entries after the first that speaks of these very bytes."""
    found = list(entries)
    for place, entry in enumerate(found):
        if entry.facts.get("digest") == pack.digest:
            return found[place:]
    return []


def _mail(entries: Iterable[LedgerEntry]) -> dict[MailState, int]:
    """What became of each message at last -> of how many."""
    last: dict[str, MailState] = {}
    for entry in entries:
        message = entry.facts.get("message")
        settled = _SETTLED.get(entry.facts.get("outcome", ""))
        state = settled if entry.kind == "doubt-settled" else _STATES.get(entry.kind)
        if message and state:
            last[message] = state
    found = list(last.values())
    return {state: found.count(state) for state in MailState if state in found}
