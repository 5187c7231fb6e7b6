"""What is done with the memory of releases: a built pack is recorded, and releases are listed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from packgen.errors import BadInput, Fault
from packgen.model.published import Recorded, Release
from packgen.store.address import Address, address_of
from packgen.store.approvals import Approval, Missing, facts_of, standing
from packgen.store.built import BuiltPack, read_built
from packgen.store.ledger import append_entry
from packgen.store.releases import Store
from packgen.store.signed import SignedPack, read_signed
from packgen.store.signing import beside

if TYPE_CHECKING:
    from sqlalchemy import Connection


def release_pack(
    pack: Path, on: date, asked: str | None = None, at: str | None = None
) -> tuple[Address, Recorded]:
    """A built pack's folder, the day of its release -> where it was recorded, and what came of it.

    ``asked`` is a store's path or URL; None leaves it to the pack's own pack.toml, else to the
    folder that the pack lies in. ``at`` is the moment in UTC, for the ledger (None: it isn't
    entered). Raises BadInput, also where the pack lacks an approval that it needs.
    """
    built = read_built(pack)
    address = address_of(built.record.store if asked is None else asked, beside(pack))
    signed = _signed_off(pack, built, address)

    def enter(connection: Connection) -> None:
        facts = {**facts_of(signed), "on": on.isoformat()} if signed else {"on": on.isoformat()}
        append_entry(connection, "released", built.name, facts, {}, at or "")

    return address, Store(address).record(built.released(on), enter if at else None)


def _signed_off(folder: Path, built: BuiltPack, address: Address) -> SignedPack | None:
    """What was signed of a pack; None for one that an earlier packgen built, which asks for nobody.

    Raises BadInput where an approval is missing, or any of its files differs.
    """
    if not built.has_findings:
        return None
    pack = read_signed(folder)
    match standing(address, pack, pack.rules, str(folder)):
        case Missing(_, faults):
            raise BadInput(faults)
        case Approval():
            return pack


def list_releases(
    scorecard: str | None, asked: str | None, folder: Path
) -> tuple[Address, tuple[Release, ...]]:
    """A scorecard (None: every one), a store as above -> where it is, and its releases in order.

    Raises BadInput for a scorecard that was never released where others were.
    """
    address = address_of(asked, folder)
    found = Store(address).releases()
    chosen = tuple(r for r in found if scorecard is None or r.scorecard == scorecard)
    if found and not chosen:
        known = ", ".join(dict.fromkeys(release.scorecard for release in found))
        raise BadInput(
            Fault(f"scorecard {scorecard!r}", f"was never released ({address.shown})",
                  f"choose one of: {known}")
        )  # fmt: skip
    return address, chosen
