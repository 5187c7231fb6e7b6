"""A TOML table, read key by key: values of the right kind, and a fault for everything else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import Any, Final, TypeVar

from packgen.errors import Fault

E = TypeVar("E", bound=Enum)
ASK: Final = "ASK"
"""Stands in a file that was made for somebody to fill in, where they have to."""
_ASKED: Final = "is still to be filled in"
_LONGEST_QUOTE = 60
_LONGEST_FAULT = 300


class TomlTable:
    """Reads a table's keys; gathers what is wrong in ``faults``, so that all is told at once.

    ``within`` is what its keys stand in, below its place, such as ``exempt.``.
    """

    def __init__(
        self, table: Mapping[str, Any], place: str, faults: list[Fault], within: str = ""
    ) -> None:
        self._table = table
        self.place = place
        self._faults = faults
        self._within = within
        self._read: set[str] = set()

    def fault(self, key: str, what: str, remedy: str) -> None:
        """Notes a fault at a key."""
        said = what if len(what) <= _LONGEST_FAULT else f"{what[:_LONGEST_FAULT]}…"
        fault = Fault(f"{self.place}: {self._within}{key}", said, remedy)
        if fault not in self._faults:
            self._faults.append(fault)

    def needs(self, key: str, remedy: str) -> None:
        """Notes a fault when the table hasn't the key at all."""
        self._read.add(key)
        if key not in self._table:
            self.fault(key, "is missing", remedy)

    def gather(self, faults: Iterable[Fault]) -> None:
        """Notes faults that were found elsewhere."""
        self._faults += faults

    def text(self, key: str) -> str | None:
        """The key's text; None when it is missing or wrong."""
        value = self._get(key)
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip():
            self.fault(key, f"{_said(value)} is not a text", "write it in quotes")
            return None
        if not value.isprintable():
            self.fault(key, "holds a line end or a control character", "write it on one line")
            return None
        return value.strip()

    def prose(self, key: str) -> str | None:
        """The key's text, of one line or several; None when it is missing or wrong."""
        value = self._get(key)
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip():
            self.fault(key, f"{_said(value)} is not a text", 'write it in quotes, or between """')
            return None
        lines = value.strip().splitlines()
        if not all(line.replace("\t", " ").isprintable() for line in lines):
            self.fault(key, "holds a control character", "take it out")
            return None
        return "\n".join(lines)

    def day(self, key: str) -> date | None:
        """The key's day; None when it is missing or wrong."""
        value = self._get(key)
        return None if value is None else self._day(key, value)

    def days(self, key: str) -> tuple[date, ...]:
        """The key's list of days; empty when it is missing or wrong."""
        value = self._get(key)
        if value is None:
            return ()
        if not isinstance(value, list):
            self.fault(key, f"{_said(value)} is not a list", "write days in [ ]")
            return ()
        found = [self._day(key, item) for item in value]
        return tuple(day for day in found if day is not None)

    def choice(self, key: str, kind: type[E]) -> E | None:
        """The key's text as a member of an enumeration; None when it is missing or wrong."""
        value = self.text(key)
        if value is None:
            return None
        try:
            return kind(value)
        except ValueError:
            known = ", ".join(repr(member.value) for member in kind)
            self.fault(key, f"{value!r} is not known", f"write one of {known}")
            return None

    def number(self, key: str) -> Decimal | None:
        """The key's number, zero or more; None when it is missing or wrong."""
        value = self._get(key)
        return None if value is None else self._number(key, value)

    def numbers(self, key: str) -> tuple[Decimal, ...]:
        """The key's list of numbers, each zero or more; empty when it is missing or wrong."""
        value = self._get(key)
        if value is None:
            return ()
        if not isinstance(value, list):
            self.fault(key, f"{_said(value)} is not a list", "write numbers in [ ]")
            return ()
        found = [self._number(key, item) for item in value]
        return tuple(n for n in found if n is not None)

    def bounded(self, key: str, least: float, most: float, default: float | None = None) -> float:
        """The key's number within bounds; a fault (and ``least``) when it is not, or missing."""
        value = self._get(key)
        if value is None:
            if default is None:
                self.fault(key, "is missing", f"write a number from {least:g} to {most:g}")
            return least if default is None else default
        number = self._number(key, value)
        if number is not None and not least <= number <= most:
            self.fault(key, f"{number:g} is out of bounds", f"write {least:g} to {most:g}")
            return least
        return least if number is None else float(number)

    def flag(self, key: str) -> bool:
        """The key's truth; False when it is missing or wrong."""
        value = self._get(key)
        if not isinstance(value, bool | None):
            self.fault(key, f"{_said(value)} is neither true nor false", "write true or false")
            return False
        return bool(value)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that the table has."""
        return tuple(self._table)

    def raw(self, key: str) -> Any:
        """The key's value as TOML gave it."""
        return self._get(key)

    def tables(self, key: str) -> Mapping[str, TomlTable]:
        """The sub-tables of a table: name -> table."""
        value = self._get(key)
        if value is None:
            return {}
        if not isinstance(value, dict) or not all(isinstance(v, dict) for v in value.values()):
            self.fault(key, "is not a table of tables", f'write [{key}."NAME"]')
            return {}
        return {
            name: TomlTable(inner, f'{self.place}: [{key}."{name}"]', self._faults)
            for name, inner in value.items()
        }

    def entries(self, key: str) -> tuple[TomlTable, ...]:
        """The tables of an array of tables, in order."""
        value = self._get(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(v, dict) for v in value):
            self.fault(key, "is not a list of tables", f"write [[{key}]] above each")
            return ()
        return tuple(
            TomlTable(inner, f"{self.place}: [[{key}]] {number}", self._faults)
            for number, inner in enumerate(value, 1)
        )

    def texts(self, key: str) -> tuple[str, ...]:
        """The key's list of texts; empty when it is missing or wrong."""
        value = self._get(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
            self.fault(key, f"{_said(value)} is not a list of texts", 'write ["…", "…"]')
            return ()
        return tuple(text.strip() for text in value)

    def part(self, key: str) -> TomlTable | None:
        """A sub-table whose keys are told with its own before them; None when it is missing."""
        value = self._get(key)
        if value is None:
            return None
        if not isinstance(value, dict):
            self.fault(key, "is not a table", f"write {key} = {{ … }}")
            return None
        return TomlTable(value, self.place, self._faults, f"{self._within}{key}.")

    def table(self, key: str) -> TomlTable:
        """A sub-table; empty when it is missing."""
        value = self._get(key)
        if not isinstance(value, dict | None):
            self.fault(key, "is not a table", f"write [{key}]")
            value = None
        return TomlTable(value or {}, f"{self.place}: [{key}]", self._faults)

    def no_other_keys(self) -> None:
        """Notes a fault for each key that nobody asked for."""
        for key in sorted(set(self._table) - self._read):
            known = ", ".join(sorted(self._read))
            self.fault(key, "is not a key that packgen knows", f"use {known}")

    def _get(self, key: str) -> Any:
        self._read.add(key)
        value = self._table.get(key)
        if value == ASK:
            self.fault(key, _ASKED, f"write it in place of {ASK}")
            return None
        return value

    def _day(self, key: str, value: object) -> date | None:
        if type(value) is date:
            return value
        what = f"{_said(value)} is not a date"
        self.fault(key, what, "write it as 2023-06-30, without quotes")
        return None

    def _number(self, key: str, value: object) -> Decimal | None:
        try:
            number = Decimal(str(value)) if not isinstance(value, bool | str) else Decimal("NaN")
        except (InvalidOperation, ValueError):
            number = Decimal("NaN")
        if not number.is_finite() or number < 0:
            self.fault(key, f"{_said(value)} is not a number of zero or more", "write a number")
            return None
        return number


def is_asked(fault: Fault) -> bool:
    """Whether a fault is only that something is still to be filled in."""
    return fault.what == _ASKED


def _said(value: object) -> str:
    """A value as a message quotes it; Python does not print numbers of thousands of digits."""
    try:
        text = repr(value)
    except (ValueError, RecursionError):
        return "this value"
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…"
