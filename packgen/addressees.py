"""Who is on the lists: a table of recipients in any format that packgen reads -> recipients."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from packgen.errors import BadInput, Fault
from packgen.ingest.sheet import Sheet, cells_of
from packgen.ingest.workbook import Workbook, open_workbook
from packgen.model.finding import Severity
from packgen.model.observation import CellRef
from packgen.settings.delivery import DeliverySettings
from packgen.settings.recipients import (
    NEEDED,
    Field,
    Recipient,
    Row,
    column_of,
    read_recipients,
)

_KNOWN: Final = "name, e-mail, lists, audience, formats, active, granted by"


def recipients_of(settings: DeliverySettings) -> tuple[Recipient, ...]:
    """A delivery's settings -> its recipients. Raises BadInput with every fault of their file."""
    source = settings.recipients
    if not isinstance(source, Path):
        return read_recipients(source, settings.rules)
    reader = _Reader(open_workbook(source))
    try:
        found = read_recipients(reader.rows(), settings.rules)
    except BadInput as error:
        raise BadInput([*reader.faults, *error.faults]) from None
    if reader.faults:
        raise BadInput(reader.faults)
    return found


class _Reader:
    """Reads the rows of a table; what nobody could tell of it goes to ``faults``."""

    def __init__(self, workbook: Workbook) -> None:
        self.faults = [
            each.fault(workbook.file)
            for each in workbook.findings
            if each.severity is not Severity.INFORMS
        ]
        self._file = workbook.file
        self._sheets = workbook.sheets

    def rows(self) -> Iterator[Row]:
        """The rows below the headings, each cell by what heads it."""
        if len(self._sheets) != 1 or not self._sheets[0].rows:
            what = "has not one sheet with rows in it, but none or several"
            raise BadInput(Fault(self._file, what, "keep one sheet, with the recipients"))
        sheet = self._sheets[0]
        top = min(sheet.rows)
        texts = {cell.column: cell.text for cell in cells_of(sheet.rows[top])}
        heads = {column: column_of(text) for column, text in texts.items()}
        self._check_heads(texts, heads, top)
        self._check_hidden(sheet)
        for number in sorted(sheet.rows):
            if number > top:
                yield self._row(sheet, number, heads)

    def _row(self, sheet: Sheet, number: int, heads: Mapping[int, str | None]) -> Row:
        row = {head: Field(self._at(number, place), "") for place, head in heads.items() if head}
        for cell in cells_of(sheet.rows[number]):
            at = self._at(number, cell.column)
            if cell.struck:
                self.faults.append(
                    Fault(at, "is struck out", "delete the row, or make it inactive")
                )
            if cell.column not in heads:
                self.faults.append(Fault(at, "has no heading above it", "take it out, or add one"))
            elif column := heads[cell.column]:
                row[column] = Field(at, cell.text)
        return row

    def _check_heads(
        self, texts: Mapping[int, str], heads: Mapping[int, str | None], top: int
    ) -> None:
        found = [head for head in heads.values() if head]
        for column, head in heads.items():
            if head is None:
                what = f"{texts[column][:60]!r} is no heading that is known"
                self.faults.append(Fault(self._at(top, column), what, f"use {_KNOWN}"))
            elif found.count(head) > 1:
                what = f"is one of two columns for {head}"
                self.faults.append(Fault(self._at(top, column), what, "keep one of them"))
        missing = [needed for needed in NEEDED if needed not in found]
        if missing:
            what = f"has no column headed {' or '.join(missing)}"
            raise BadInput([*self.faults, Fault(self._file, what, f"head its columns {_KNOWN}")])

    def _check_hidden(self, sheet: Sheet) -> None:
        """Nobody can say whether what somebody hid still counts."""
        for row in sorted(sheet.hidden_rows):
            where = f"{self._file}, row {row}"
            self.faults.append(Fault(where, "is hidden", "show it, or delete it"))
        if sheet.hidden_columns:
            what = "has hidden columns"
            self.faults.append(Fault(self._file, what, "show them, or delete them"))

    def _at(self, row: int, column: int) -> str:
        return f"{self._file}, {CellRef('', row, column).a1}"
