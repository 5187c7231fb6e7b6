"""Store: what was released, cell by cell, remembered in a database. Only ever added to."""

from packgen.store.address import Address, address_of
from packgen.store.approvals import Approval, Deed, Missing, Signature, approved
from packgen.store.built import BuiltPack, read_built
from packgen.store.deeds import list_releases, release_pack
from packgen.store.ledger import Ledger, LedgerEntry
from packgen.store.releases import Store
from packgen.store.signed import SignedPack, read_signed
from packgen.store.signing import (
    approve_pack,
    note_builder,
    note_verified,
    verified,
    withdraw_approval,
)
from packgen.store.standings import standing_of, standings

__all__ = [
    "Address",
    "Approval",
    "BuiltPack",
    "Deed",
    "Ledger",
    "LedgerEntry",
    "Missing",
    "Signature",
    "SignedPack",
    "Store",
    "address_of",
    "approve_pack",
    "approved",
    "list_releases",
    "note_builder",
    "note_verified",
    "read_built",
    "read_signed",
    "release_pack",
    "standing_of",
    "standings",
    "verified",
    "withdraw_approval",
]
