"""Frames: the door to pandas, for analysts. Nothing else imports it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from packgen.errors import BadInput, Fault
from packgen.ingest.delimited import sheet_of
from packgen.ingest.workbook import Tab, Workbook
from packgen.model.disclosed import (
    DisclosedScorecard,
    NoData,
    PublicIndicator,
    Shown,
    Withheld,
)
from packgen.model.indicator import Observations

if TYPE_CHECKING:
    import pandas as pd

_WITHHELD = "[c]"


def read_tidy(frame: pd.DataFrame, *, name: str = "frame") -> Observations:
    """A frame with one row a value -> what the scorecard says, as from a workbook.

    It needs columns named as a tidy table's: ``indicator``, ``period`` and ``value``, and may have
    ``number``, ``numerator``, ``denominator``, ``target``, ``polarity``, ``rag``, ``publication``
    and others that scorecards have. Raises BadInput when it can't be read.
    """
    from packgen.ingest import read_sheets

    if frame.index.dtype == object or any(name is not None for name in frame.index.names):
        frame = frame.reset_index(allow_duplicates=True)  # an index may hold marks too
    rows = [[str(column) for column in frame.columns], *_texts(frame)]
    try:
        sheet = sheet_of(name, rows)
    except ValueError:
        raise BadInput(
            Fault(name, "it holds far more than a scorecard does", "give fewer rows")
        ) from None
    return read_sheets(Workbook(name, (Tab(name, False, False, sheet),)))


def to_frame(card: DisclosedScorecard[PublicIndicator]) -> pd.DataFrame:
    """A disclosed card -> a frame with one row a value: ``section``, ``number``, ``indicator``,
    ``period``, ``text``, ``value`` (a float, NaN for none), ``unit``, ``withheld``.

    A withheld value's text is ``[c]``, and there is no number in the card to give.
    """
    import pandas as pd

    return pd.DataFrame(
        list(_records(card)),
        columns=["section", "number", "indicator", "period", "text", "value", "unit", "withheld"],
    )


def _texts(frame: pd.DataFrame) -> Iterator[list[str]]:
    for row in frame.itertuples(index=False, name=None):
        yield [_text(value) for value in row]


def _text(value: Any) -> str:
    """A value of a frame -> the text of its cell; empty for missing ones."""
    import pandas as pd

    if pd.isna(value) is True:
        return ""
    if hasattr(value, "strftime"):
        return str(value.strftime("%b-%Y"))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _records(card: DisclosedScorecard[PublicIndicator]) -> Iterator[tuple[Any, ...]]:
    for block in card.blocks:
        periods = [*(period.label for period in block.months), "Year to date"]
        for section in block.sections:
            for each in section.indicators:
                for period, cell in zip(periods, (*each.months, each.year_to_date), strict=True):
                    head = section.title, each.number, each.title, period
                    match cell:
                        case Shown():
                            yield *head, cell.text, float(cell.number), cell.unit.value, False
                        case Withheld():
                            yield *head, _WITHHELD, float("nan"), "", True
                        case NoData():
                            yield *head, cell.text, float("nan"), "", False
