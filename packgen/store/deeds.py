"""What is done with the memory of releases: a built pack is recorded, and releases are listed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from packgen.errors import BadInput, Fault
from packgen.model.published import Recorded, Release
from packgen.store.address import Address, address_of
from packgen.store.built import read_built
from packgen.store.releases import Store


def release_pack(
    pack: Path, on: date, asked: str | None = None
) -> tuple[Address, tuple[Recorded, ...]]:
    """A built pack's folder, the day of its release -> where it was recorded, and what came of it
    for each of its scorecards, all at once.

    ``asked`` is a store's path or URL; None leaves it to the pack's own pack.toml, else to the
    folder that the pack lies in. Raises BadInput.
    """
    built = read_built(pack)
    stores = dict.fromkeys(record.store or None for record in built.records)
    if asked is None and len(stores) > 1:
        what = "holds scorecards whose releases are remembered in different stores"
        raise BadInput(Fault(str(pack), what, "name one with --store, or in each pack.toml"))
    address = address_of(next(iter(stores)) if asked is None else asked, _folder_of(pack))
    return address, Store(address).record_all(built.released(on))


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


def _folder_of(pack: Path) -> Path:
    return (pack if pack.name not in ("", "..") else pack.resolve()).parent
