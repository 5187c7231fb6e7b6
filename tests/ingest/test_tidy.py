"""Tidy tables, from files and from frames; and cards as frames."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from packgen.assess import assess
from packgen.disclose import release_public
from packgen.errors import BadInput
from packgen.ingest import read_workbook
from packgen.ingest.frames import read_tidy, to_frame
from packgen.model.finding import Severity
from packgen.model.indicator import Observations
from packgen.settings.rules import RatingRules
from tests.ingest.sheets import found, read, texts, withheld

HEADS = ["No", "Indicator", "Period", "Value", "Numerator", "Denominator", "Target", "Publication"]
ROWS = [
    ["1", "Waits", "May-23", "50%", "5", "10", "95%", None],
    ["1", "Waits", "Apr-23", "96%", None, None, "95%", None],
    ["1", "Waits", "Year to date", "73%", None, None, "95%", None],
    ["2", "Cases", "Apr-23", "7", None, None, "10", "Part 2: para 2"],
    ["2", "Cases", "May-23", "8", None, None, "10", None],
    ["3", "Plans", "Apr-23", "3", None, None, None, "Part 2"],
    ["3", "Plans", "May-23", "4", None, None, None, "Part 2"],
]


def check(observations: Observations) -> None:
    waits, cases, plans = observations.indicators
    assert texts(waits) == ["96%", "50% (5/10)", "73%"]
    assert [waits.number, waits.target.text] == ["1", "95%"]
    assert withheld(waits) == [False] * 3
    assert withheld(cases) == [True, False, False]
    assert withheld(plans) == [True, True, True]
    (block,) = observations.blocks
    assert [month.label for month in block.months] == ["Apr-23", "May-23"]
    assert not found(observations, Severity.STOPS)


def test_from_a_workbook_and_from_text(tmp_path: Path) -> None:
    check(read(tmp_path, [["Children's scorecard"], HEADS, *ROWS]))
    path = tmp_path / "tidy.csv"
    pd.DataFrame(ROWS, columns=HEADS).to_csv(path, index=False)
    check(read_workbook(path))


def test_from_a_frame() -> None:
    frame = pd.DataFrame(ROWS, columns=HEADS)
    check(read_tidy(frame))
    dated = pd.DataFrame(
        {
            "indicator": ["Waits"] * 2,
            "month": pd.to_datetime(["2023-05-31", "2023-04-30"]),
            "value": [5.0, 4.5],
        }
    )
    (indicator,) = read_tidy(dated).indicators
    assert texts(indicator) == ["4.5", "5", ""]
    with pytest.raises(BadInput):
        read_tidy(pd.DataFrame({"a": [1]}))


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([*ROWS, ROWS[0]], "value-twice"),
        ([[*ROWS[0][:-1], "perhaps"]], "mark-not-understood"),
        ([[*ROWS[0][:-1], "Part 2 (Jun-23)"]], "mark-not-understood"),
    ],
)
def test_what_is_in_doubt_stops(tmp_path: Path, rows: Sequence[Any], code: str) -> None:
    observations = read(tmp_path, [HEADS, *rows])
    assert code in dict(found(observations, Severity.STOPS))


def test_periods_stand_in_order(tmp_path: Path) -> None:
    rows = [["1", "Waits", f"P{n} 2023/24", str(n)] for n in (10, 2, 13, 1)]
    (block,) = read(tmp_path, [["Four-week periods"], HEADS[:4], *rows]).blocks
    assert [month.label[:3].strip() for month in block.months] == ["P1", "P2", "P10", "P13"]


def test_a_public_card_as_a_frame_holds_no_withheld_figure() -> None:
    observations = read_tidy(pd.DataFrame(ROWS, columns=HEADS))
    frame = to_frame(release_public(assess(observations, RatingRules())))
    assert len(frame) == 9
    held = frame[frame.withheld]
    assert set(held.text) == {"[c]"} and held.value.isna().all() and len(held) == 4
    shown = frame[(frame.number == "1") & (frame.period == "May-23")].iloc[0]
    assert (shown.text, shown.value, shown.unit) == ("50% (5/10)", 50.0, "%")


def test_reading_a_workbook_imports_neither_pandas_nor_other_formats() -> None:
    data = Path(__file__).parents[1] / "data" / "cef-scorecard-2023-06.xlsx"
    code = (
        "import sys; from pathlib import Path; from packgen.ingest import read_workbook;"
        f"read_workbook(Path({str(data)!r}));"
        "print([m for m in sys.modules if m in ('pandas', 'python_calamine', 'numpy') or "
        "m.endswith(('.xls', '.xlsb', '.opendocument', '.delimited'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
