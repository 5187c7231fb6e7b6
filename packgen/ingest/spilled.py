"""Spilled text: a report's table as a PDF's text gives it, cells cut off and run over -> mended."""

from __future__ import annotations

import re
from collections.abc import Sequence

from packgen.ingest.cells import gap_of, rating_of
from packgen.ingest.columns import is_benchmark, role_of
from packgen.ingest.doubts import Doubts
from packgen.ingest.months import month_named
from packgen.ingest.words import plain
from packgen.model.observation import CellRef

Rows = list[list[str]]

_MOST_ROWS = 5000
_FEWEST_MONTHS = 6
_SIGNS = 2  # of letters run over from a cell to the next, that make a text a spilled one
_MARKUP = re.compile(r"</?[bi]>")
_RUN_OVER = re.compile(r"(?P<letters>[a-z]{1,2})\.? +(?P<rest>\S.*)")
_NUMBER = re.compile(r"(?P<whole>\d+)(?P<letter>[a-y])?")
_TITLE = "performance indicators"
_WHOLE_WORDS = frozenset({"the", "these", "our", "a", "all", "number", "average"})
_SCRAP = 4  # letters of a cut heading that say nothing
_NUMBER_AT, _TITLE_AT, _TEXTS = 0, 1, 3  # columns: number, title, and how many hold only text


def mended(rows: Rows, name: str, doubts: Doubts) -> Rows:
    """A text's rows -> the same, or mended when cells have run over into others.

    Every repair is a finding at its cell; none of them quotes what stands there.
    """
    heads = [n for n, row in enumerate(rows[:_MOST_ROWS]) if _is_head(row)]
    signs = sum(_run_over(cell) is not None for row in rows[:_MOST_ROWS] for cell in row)
    if not heads or signs < _SIGNS or len(rows) > _MOST_ROWS:
        return rows
    return _Mending(rows, heads, name, doubts).rows


def _is_head(row: Sequence[str]) -> bool:
    months = sum(month_named(cell) is not None for cell in row if cell)
    return months >= _FEWEST_MONTHS and any(plain(cell).endswith(_TITLE) for cell in row)


def _run_over(cell: str) -> tuple[str, str] | None:
    """A cell that begins with letters of the one before -> these letters, and its own words."""
    match = _RUN_OVER.fullmatch(_MARKUP.sub("", cell))
    if match is None or not (rating_of(match["rest"]) or gap_of(match["rest"])):
        return None
    return match["letters"], match["rest"]


class _Mending:
    """The rows of a spilled text while they are mended."""

    def __init__(self, rows: Rows, heads: list[int], name: str, doubts: Doubts) -> None:
        width = max(map(len, rows)) + 1
        self.rows = [[*row, *[""] * width][:width] for row in rows]
        self.name, self.doubts = name, doubts
        starts = [max(0, head - 1) for head in heads]
        self.data: list[int] = []
        for head, start, end in zip(heads, starts, [*starts[1:], len(rows)], strict=True):
            if plain(self.rows[head][0]).endswith(_TITLE):
                self._restore_numbers_column(head, start, end)
            self._mend_head(head)
            for row in range(head + 1, end):
                self._mend_row(row, end)
        self._mend_numbers()

    def _tell(self, row: int, column: int, what: str) -> None:
        self.doubts.look(
            "text-mended",
            CellRef(self.name, row + 1, column + 1),
            f"{what}; it is read as put together again",
            "compare it with the report",
        )

    def _restore_numbers_column(self, head: int, start: int, end: int) -> None:
        self._tell(head, 0, "the column of numbers is lost on this page")
        for row in range(start, end):
            self.rows[row] = ["", *self.rows[row][:-1]]
        self.rows[head][0] = "No."

    def _mend_head(self, head: int) -> None:
        above, own = self.rows[max(0, head - 1)], self.rows[head]
        for column, cell in enumerate(own):
            whole = _heading(cell)
            if whole != cell:
                self._tell(head, column, "this heading is cut off, or letters run into it")
                own[column] = whole
            polarity = plain(whole) == "polarity"
            if polarity and head and above[column] and not above[column + 1]:
                above[column + 1], above[column] = above[column], ""
        if not head:
            return
        self._mend_group(head - 1, above)
        if sum(map(len, above[:_TEXTS])) <= _SCRAP:
            above[:_TEXTS] = [""] * _TEXTS
        self._join_texts(head - 1)

    def _mend_group(self, row: int, cells: list[str]) -> None:
        """The group of benchmarks, whose words run over several cells."""
        first = next((n for n, cell in enumerate(cells) if cell.startswith("Benchmark")), None)
        if first is None:
            return
        after = first + 1
        while after < len(cells) and cells[after][:1].islower():
            cells[after] = ""
            after += 1
        if after > first + 1:
            self._tell(row, first, "this heading is split over several cells")
            cells[first] = "Benchmarking and trend"
        polarity = [n for n in range(_TEXTS, first) if len(cells[n]) <= _SCRAP]
        for column in polarity:
            cells[column] = ""

    def _mend_row(self, row: int, end: int) -> None:
        cells = self.rows[row]
        if not any(cells):
            return
        if any(cells[_TEXTS:]):
            self._mend_cells(row)
            self.data.append(row)
        elif row + 1 < end and self._goes_on(self.rows[row + 1]):
            below = self.rows[row + 1]
            for column in (_TITLE_AT, _TITLE_AT + 1):
                below[column] = " ".join(filter(None, (cells[column], below[column])))
            self._tell(row, _TITLE_AT, "this row is split in two")
            self.rows[row] = [""] * len(cells)
        else:
            self._join_texts(row)

    def _goes_on(self, below: Sequence[str]) -> bool:
        title = below[_TITLE_AT]
        return any(below[_TEXTS:]) and (title.startswith("(") or title[:1].islower())

    def _join_texts(self, row: int) -> None:
        """A section's title that runs over the first columns."""
        cells = self.rows[row]
        parts = [cell for cell in cells[:_TEXTS] if cell]
        if not parts:
            return
        text = parts[0]
        for part in parts[1:]:
            if len(part) == 1 and text.endswith(part):
                continue  # the last letter once more
            whole = text.casefold() in _WHOLE_WORDS or not part[:1].islower()
            text += f" {part}" if whole else part
        if len(parts) > 1 or text[:1].islower():
            self._tell(row, _NUMBER_AT, "this title is cut off, or split over several cells")
        cells[:_TEXTS] = ["", text, *[""] * (_TEXTS - 2)]

    def _mend_cells(self, row: int) -> None:
        cells = self.rows[row]
        for column in range(len(cells)):
            if _MARKUP.search(cells[column]):
                self._tell(row, column, "mark-up stands in this cell")
                cells[column] = _MARKUP.sub("", cells[column])
            run_over = _run_over(cells[column]) if column >= _TEXTS else None
            if run_over:
                self._tell(row, column, "letters of the cell before run into this one")
                letters, cells[column] = run_over
                before = cells[column - 1]
                if gap_of(before) is None and gap_of(before + letters):
                    cells[column - 1] = before + letters

    def _mend_numbers(self) -> None:
        """Numbers that are lost, or misread, where those around leave one reading only."""
        numbers = [self.rows[row][_NUMBER_AT].strip() for row in self.data]
        for place in range(1, len(numbers) - 1):
            self._mend_misread(numbers, place)
        place = 0
        while place < len(numbers):
            end = place
            while end < len(numbers) and not numbers[end]:
                end += 1
            before = _whole(numbers[place - 1]) if place else 0
            after = _whole(numbers[end]) if end < len(numbers) else None
            if before is not None and after is not None and after - before == end - place + 1:
                for step in range(place, end):
                    numbers[step] = str(before + step - place + 1)
                    self.rows[self.data[step]][_NUMBER_AT] = numbers[step]
                    self._tell(self.data[step], _NUMBER_AT, "this indicator's number is lost")
            place = end + 1

    def _mend_misread(self, numbers: list[str], place: int) -> None:
        """After 18a and 18b and before 19, '180' is 18c."""
        before = _NUMBER.fullmatch(numbers[place - 1])
        following = _whole(numbers[place + 1])
        if not before or not before["letter"] or following != int(before["whole"]) + 1:
            return
        misread = re.fullmatch(rf"{before['whole']}\d", numbers[place])
        if misread:
            numbers[place] = f"{before['whole']}{chr(ord(before['letter']) + 1)}"
            self.rows[self.data[place]][_NUMBER_AT] = numbers[place]
            self._tell(self.data[place], _NUMBER_AT, "this number's letter is read as a digit")


def _whole(number: str) -> int | None:
    match = _NUMBER.fullmatch(number)
    return int(match["whole"]) if match else None


def _heading(cell: str) -> str:
    """A heading as cut or run into -> the whole one, where that is known."""
    if not cell or role_of(cell) or month_named(cell) or is_benchmark(cell):
        return cell
    match = _RUN_OVER.fullmatch(cell)
    if match and (role_of(match["rest"]) or is_benchmark(match["rest"])):
        return match["rest"]
    words = plain(cell)
    return "Polarity" if len(words) >= 4 and "polarity".startswith(words) else cell
