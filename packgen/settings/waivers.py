"""Waivers: findings that somebody has looked at and answered for, in pack.toml."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from packgen.settings.codes import all_codes
from packgen.settings.tables import TomlTable


@dataclass(frozen=True, slots=True)
class Waiver:
    """One answer: which finding, why it may stand, and who says so. "" leaves a place open."""

    code: str
    indicator: str
    cell: str
    reason: str
    who: str

    def __str__(self) -> str:
        return f"{self.reason} ({self.who})"


def read_waivers(table: TomlTable) -> Iterator[Waiver]:
    """The [[waive]] tables of a pack.toml -> its waivers; what is wrong goes to the faults."""
    for entry in table.entries("waive"):
        waiver = Waiver(
            entry.text("code") or "",
            entry.text("indicator") or "",
            entry.text("cell") or "",
            entry.text("reason") or "",
            entry.text("who") or "",
        )
        for key in ("code", "reason", "who"):
            if entry.raw(key) is None:
                entry.fault(key, "is missing", "a waiver says which code, why, and who waives it")
        _check_code(entry, waiver)
        entry.no_other_keys()
        yield waiver


def _check_code(entry: TomlTable, waiver: Waiver) -> None:
    code = all_codes().get(waiver.code)
    if not waiver.code:
        return
    if code is None:
        entry.fault("code", f"{waiver.code!r} is no finding's code", "docs/check.md lists them")
    elif not any(map(code.may_waive, code.severities)):
        entry.fault(
            "code",
            f"{waiver.code!r} can't be waived: {code.meaning.removesuffix('.').lower()}",
            "mend the workbook; docs/check.md says which findings can be waived",
        )
    elif code.waivable and not (waiver.cell or waiver.indicator):
        entry.fault(
            "cell",
            "is missing: what stops a build is waived at one cell alone",
            'write the cell that the finding names (cell = "A12")',
        )
