"""A built pack's folder -> what is signed: the bytes of its files, and what was noticed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from packgen.errors import BadInput, Fault
from packgen.settings.approval import LONGEST_ROLE, ApprovalRules
from packgen.settings.files import UnfitFile
from packgen.settings.law import DEFAULT_LAW, law_names
from packgen.store.built import (
    BUILD,
    RECORD_END,
    is_public,
    read_manifest,
    sha256_of,
    strays,
    unchanged,
)
from packgen.store.chain import canonical

NOTICED: Final = "stopping", "open", "waived"


@dataclass(frozen=True, slots=True)
class SignedPack:
    """A pack as it lies on disk, every file of it as it was built.

    ``files`` holds the sha256 of each by its path in the folder; ``noticed`` the number and the
    sha256 of the findings that stop, were left open and were waived. ``rules`` say whose approval
    it needs, ``store`` where releases are remembered (None: beside it), ``law`` which edition of
    which nation's law its exempt papers name.
    """

    name: str
    files: Mapping[str, str]
    noticed: Mapping[str, tuple[int, str]]
    rules: ApprovalRules
    store: str | None = None
    law: str = DEFAULT_LAW

    @property
    def digest(self) -> str:
        """The hash of all that is signed: the same bytes and findings have the same."""
        noticed = {key: [str(count), sha256] for key, (count, sha256) in self.noticed.items()}
        content = canonical([dict(self.files), noticed])
        return hashlib.sha256(content.encode("utf-8")).hexdigest()

    @property
    def has_scorecards(self) -> bool:
        """Whether it publishes figures that are remembered when it is released."""
        return any(path.endswith(RECORD_END) for path in self.files)

    @property
    def stops(self) -> bool:
        """Whether a finding forbids making papers of it."""
        return self.noticed["stopping"][0] > 0


def read_signed(folder: Path) -> SignedPack:
    """A pack's folder (``output/NAME``) -> what is signed of it.

    Every file of the manifest must still have its hash, and no other paper may lie among the
    public ones. Raises BadInput, with every file that differs.
    """
    content, hashes = read_manifest(folder)
    faults = strays(folder, [p for p in hashes if is_public(p)])
    for path, known in hashes.items():
        try:
            unchanged(folder / path, known)
        except BadInput as error:
            faults += error.faults
    if faults:
        raise BadInput(faults)
    try:
        return SignedPack(
            _name(content["pack"]),
            {str(path): known for path, known in hashes.items()},
            {key: _noticed(content["findings"][key]) for key in NOTICED},
            _rules(content.get("approval", {})),
            _store(content.get("store")),
            _law(content.get("law", DEFAULT_LAW)),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        what = "says nothing of what was noticed, or nothing that this packgen writes"
        raise BadInput(Fault(str(folder / "manifest.json"), what, BUILD)) from None


def reading(folder: Path) -> SignedPack | tuple[Fault, ...]:
    """The same, or what is wrong with the folder."""
    try:
        return read_signed(folder)
    except BadInput as error:
        return error.faults
    except UnfitFile as error:
        return (Fault(str(folder), str(error), BUILD),)


def _name(value: Any) -> str:
    json.dumps(value)
    canonical([value])
    if not isinstance(value, str) or not value:
        raise ValueError("no pack's name")
    return value


def _noticed(entry: Any) -> tuple[int, str]:
    count = entry["count"]
    if type(count) is not int or count < 0:
        raise ValueError("no number of findings")
    return count, sha256_of(entry["sha256"])


def _rules(entry: Any) -> ApprovalRules:
    roles, four_eyes = entry.get("roles", []), entry.get("four_eyes", False)
    texts = isinstance(roles, list) and all(isinstance(role, str) for role in roles)
    if not texts or type(four_eyes) is not bool or any(len(r) > LONGEST_ROLE for r in roles):
        raise ValueError("no rules of approval")
    return ApprovalRules(tuple(roles), four_eyes)


def _law(value: Any) -> str:
    if value not in law_names():
        raise ValueError("no law that is known")
    return str(value)


def _store(value: Any) -> str | None:
    if value is not None and not (isinstance(value, str) and value):
        raise ValueError("no store's address")
    return value
