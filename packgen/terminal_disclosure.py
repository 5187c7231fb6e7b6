"""What `packgen disclose` shows: what is withheld, what an outsider could know, other ways."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from packgen.compose.disclosure import LIMITS, cell_rows, choice_row, known_rows, summary, told
from packgen.model.record import DisclosureRecord, Protected, WithheldBy

_LOOKS = {
    WithheldBy.MARK: ("Marked by the council", "bold"),
    WithheldBy.RULE: ("By the policy's rule", "bold"),
    WithheldBy.COMPANION: ("Withheld in addition", "bold yellow"),
}


def show(file: str, record: DisclosureRecord, explain: str | None = None) -> None:
    """A workbook's name and its record -> tables on the terminal; of one indicator alone to
    ``explain`` it.

    Written to a file or a pipe they are plain text, 80 columns wide.
    """
    console = Console(file=sys.stdout, highlight=False)
    with console.capture() as captured:
        console.print(Text(f"{file}: {summary(record)}", "bold"))
        _show_cells(console, record, explain)
        _show_known(console, [p for p in record.protected if explain in (None, p.indicator)])
        if explain is None:
            _show_rest(console, record)
    for line in captured.get().splitlines():
        sys.stdout.write(f"{line.rstrip()}\n")


def _show_cells(console: Console, record: DisclosureRecord, explain: str | None) -> None:
    for by, (name, look) in _LOOKS.items():
        cells = [c for c in record.cells if c.by is by and explain in (None, c.indicator)]
        if cells:
            console.print(Text(f"\n{name} ({len(cells)})", look))
            _print(console, ("indicator", "what", "cells", "why"), cell_rows(cells))


def _show_known(console: Console, protected: Sequence[Protected]) -> None:
    if protected:
        console.print(Text("\nWhat an outsider could know", "bold"))
        heads = ("figure", "marked cells withheld", "as published", "because")
        _print(console, heads, known_rows(protected))


def _show_rest(console: Console, record: DisclosureRecord) -> None:
    if record.alternatives:
        console.print(Text("\nOther ways", "bold"))
        rows = map(choice_row, (record.chosen, *record.alternatives))
        _print(console, ("way", "cost", "changes"), rows)
    for head, _, sentences in told(record):
        console.print(Text(f"\n{head} ({len(sentences)})", "bold"))
        for words in sentences:
            console.print(Text(f"- {words}"))
    console.print(Text(f"\n{LIMITS.format(values=record.values)}", "dim"))


def _print(console: Console, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    shown = Table(box=None, pad_edge=False, header_style="dim")
    for head in heads:
        shown.add_column(head, overflow="fold")
    for row in rows:
        shown.add_row(*map(Text, row))
    console.print(shown)
