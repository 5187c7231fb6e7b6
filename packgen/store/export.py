"""The ledger as a table for auditors: CSV, from which every hash can be computed again."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from packgen.store.chain import LedgerEntry, canonical

HEADINGS = "number", "at", "kind", "pack", "facts", "personal", "purged", "sealed", "sha256"
_FORMULAS = "=", "+", "-", "@", "\t", "\r"


def as_csv(entries: Iterable[LedgerEntry]) -> str:
    """Entries -> CSV with a line of headings; ``facts`` and ``personal`` are JSON."""
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\r\n")
    table.writerow(HEADINGS)
    for entry in entries:
        table.writerow(
            (
                entry.number,
                entry.at,
                entry.kind,
                _harmless(entry.pack),
                canonical(dict(entry.facts)),
                canonical(dict(entry.personal)),
                "yes" if entry.is_purged else "",
                entry.sealed,
                entry.sha256,
            )
        )
    return written.getvalue()


def _harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULAS) else text
