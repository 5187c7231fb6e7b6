"""A disclosure record's JSON -> what its pack publishes, checked piece by piece."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Final, TypeVar

from packgen.model.observation import Unit
from packgen.model.period import Period
from packgen.model.periodcode import period_of
from packgen.model.published import ColumnKind, PublishedCell, PublishedFigure
from packgen.settings.pack import LONGEST_ID, slug

VERSION: Final = 1
_LONGEST_NUMBER: Final = 100
T = TypeVar("T")


class NotARecord(ValueError):
    """The text is not what packgen writes."""


@dataclass(frozen=True, slots=True)
class DisclosureRecord:
    """What is disclosed: the scorecard's identity and title, its position, its published cells;
    ``store`` is where pack.toml says that releases are remembered."""

    scorecard: str
    title: str
    position: Period
    cells: tuple[PublishedCell, ...]
    store: str | None = None


def read_record(text: bytes) -> DisclosureRecord:
    """JSON -> the record; keys that are not known are passed over. Raises NotARecord."""
    try:
        entry = _mapping(json.loads(text))
        if entry["version"] != VERSION:
            raise NotARecord
        return DisclosureRecord(
            _identity(entry),
            _text(entry, "title"),
            period_of(_text(entry, "position")),
            read_published(entry["published"]),
            _text(entry, "store") if "store" in entry else None,
        )
    except (ValueError, KeyError, TypeError, RecursionError):
        raise NotARecord from None


def read_published(entries: object) -> tuple[PublishedCell, ...]:
    """A list as ``render/published.py`` writes it -> its cells, in order.

    Raises ValueError, KeyError or TypeError for anything else, among them a withheld cell that
    still has a text or a figure.
    """
    if not isinstance(entries, list):
        raise NotARecord
    return tuple(_cell(_mapping(entry)) for entry in entries)


def number_of(text: str) -> Decimal:
    """A number's text -> the number, finite and of a sane size. Raises ValueError."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise NotARecord from None
    sane = number.is_finite() and abs(number.adjusted()) <= _LONGEST_NUMBER
    if not sane or len(text) > _LONGEST_NUMBER:
        raise NotARecord
    return number


def checked(cell: PublishedCell) -> PublishedCell:
    """The same cell. Raises ValueError where it contradicts itself."""
    hidden = not cell.withheld or (cell.text == "" and cell.figure is None)
    if not hidden or (cell.period is None) != (cell.kind is ColumnKind.BENCHMARK):
        raise NotARecord
    return cell


def _cell(entry: Mapping[str, Any]) -> PublishedCell:
    return checked(
        PublishedCell(
            _text(entry, "indicator"),
            _text(entry, "title"),
            ColumnKind(entry["kind"]),
            period_of(_text(entry, "period")) if "period" in entry else None,
            _text(entry, "heading") if "heading" in entry else "",
            _text(entry, "text"),
            _figure(_mapping(entry["figure"])) if "figure" in entry else None,
            _of_type(entry.get("withheld", False), bool),
        )
    )


def _figure(entry: Mapping[str, Any]) -> PublishedFigure:
    return PublishedFigure(
        number_of(_text(entry, "number")),
        Unit(entry["unit"]),
        _of_type(entry["numerator"], int) if "numerator" in entry else None,
        _of_type(entry["denominator"], int) if "denominator" in entry else None,
    )


def _identity(entry: Mapping[str, Any]) -> str:
    name = _text(entry, "scorecard")
    if slug(name) != name or len(name) > LONGEST_ID:
        raise NotARecord
    return name


def _text(entry: Mapping[str, Any], key: str) -> str:
    text = _of_type(entry[key], str)
    # Databases keep neither; half a surrogate pair is no character, and no UTF-8.
    if "\0" in text or any("\ud800" <= char <= "\udfff" for char in text):
        raise NotARecord
    return text


def _mapping(value: object) -> Mapping[str, Any]:
    return _of_type(value, dict)


def _of_type(value: object, kind: type[T]) -> T:
    if type(value) is not kind:  # True is no number
        raise NotARecord
    return value
