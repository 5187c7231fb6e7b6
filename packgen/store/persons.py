"""Persons as they name themselves: their names as they are kept, and when two are the same."""

from __future__ import annotations

from typing import Final

from packgen.errors import BadInput, Fault

_LONGEST: Final = 200


def person(name: str, place: str = "--as") -> str:
    """A name as it was written -> as it is kept. Raises BadInput for what is no name."""
    kept = " ".join(name.split())
    if not kept or len(kept) > _LONGEST or not kept.isprintable():
        raise BadInput(Fault(place, "is no name that can be kept", 'write --as "First Last"'))
    return kept


def same_person(one: str, other: str) -> bool:
    """Whether two names are one but for capitals and spaces."""
    return _key(one) == _key(other)


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()
