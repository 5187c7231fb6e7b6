"""Store: what was released, cell by cell, remembered in a database. Only ever added to."""

from packgen.store.address import Address, address_of
from packgen.store.built import BuiltPack, read_built
from packgen.store.deeds import list_releases, release_pack
from packgen.store.releases import Store

__all__ = [
    "Address",
    "BuiltPack",
    "Store",
    "address_of",
    "list_releases",
    "read_built",
    "release_pack",
]
