"""What is done to sign a built pack off: approved, withdrawn, built by somebody, verified."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from packgen.errors import BadInput
from packgen.store.address import Address, address_of
from packgen.store.approvals import (
    Approval,
    Deed,
    Missing,
    Signature,
    facts_of,
    note_built,
    sign,
    standing,
    withdraw,
)
from packgen.store.chain import LedgerEntry
from packgen.store.ledger import Ledger
from packgen.store.persons import person
from packgen.store.signed import SignedPack, read_signed

VERIFIED = "verified"


def approve_pack(
    folder: Path, deed: Deed, asked: str | None = None
) -> tuple[Address, Signature, bool, Approval | Missing]:
    """A built pack's folder, who approves it -> where that was recorded, the approval, whether the
    role had given it before, and what the pack has and lacks now.

    ``asked`` is a store's path or URL; None leaves it to the pack. Raises BadInput.
    """
    pack, own = read_signed(folder), replace(deed, name=person(deed.name))
    address = address_for(folder, pack, asked)
    signature, again = sign(address, pack, own, str(folder))
    return address, signature, again, standing(address, pack, pack.rules, str(folder))


def withdraw_approval(
    folder: Path, deed: Deed, asked: str | None = None
) -> tuple[Address, Signature, Approval | Missing]:
    """The same for who takes an approval back -> it."""
    pack, own = read_signed(folder), replace(deed, name=person(deed.name))
    address = address_for(folder, pack, asked)
    gone = withdraw(address, pack, own, str(folder))
    return address, gone, standing(address, pack, pack.rules, str(folder))


def note_builder(folder: Path, name: str, at: str, asked: str | None = None) -> None:
    """Enters who built a pack and whose approval it needs, where it needs any. The pack's own files
    don't say who. Raises BadInput."""
    try:
        pack = read_signed(folder)
    except BadInput:  # one audience's files are no pack that anybody signs
        return
    if pack.rules.roles:
        note_built(address_for(folder, pack, asked), pack, person(name), at)


def note_verified(folder: Path, at: str, asked: str | None = None) -> LedgerEntry:
    """Enters that these bytes were proved, once -> its entry. Raises BadInput."""
    pack = read_signed(folder)
    address = address_for(folder, pack, asked)
    known = verified(address, pack)
    return known or Ledger(address).append(VERIFIED, pack.name, facts_of(pack), {}, at)


def verified(address: Address, pack: SignedPack) -> LedgerEntry | None:
    """The entry that says that these bytes were proved. Raises BadInput."""
    found = Ledger(address).entries(VERIFIED, pack.name)
    return next((entry for entry in found if entry.facts.get("digest") == pack.digest), None)


def address_for(folder: Path, pack: SignedPack, asked: str | None = None) -> Address:
    """Where what is done to a pack is remembered: as asked for, else as its pack.toml says, else
    beside it. Raises BadInput."""
    return address_of(pack.store if asked is None else asked, beside(folder))


def beside(folder: Path) -> Path:
    """A pack's folder -> the folder of packs that it lies in."""
    return (folder if folder.name not in ("", "..") else folder.resolve()).parent
