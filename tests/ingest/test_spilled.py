"""The text of a published report: cells cut off and run over into others are mended, and told."""

from pathlib import Path

from packgen.ingest import read_workbook
from packgen.ingest.doubts import Doubts
from packgen.ingest.spilled import mended
from packgen.model.finding import Severity
from packgen.model.indicator import Indicator
from tests.ingest.sheets import found

DATA = Path(__file__).parents[1] / "data"
REPORT = DATA / "formats" / "cef-report-2023-06.txt"
WORKBOOK = DATA / "cef-scorecard-2023-06-split.xlsx"


def printed(indicator: Indicator) -> list[str | None]:
    """What an indicator prints in public; None where it is withheld."""
    return [None if each.mark else each.reading.text for each in indicator.observations]


def test_the_report_reads_as_the_workbook_behind_it() -> None:
    report, workbook = read_workbook(REPORT), read_workbook(WORKBOOK)
    assert report.position == workbook.position
    ours, theirs = list(report.indicators), list(workbook.indicators)
    assert [each.number for each in ours] == [each.number for each in theirs]
    for one, other in zip(ours, theirs, strict=True):
        assert printed(one) == printed(other)
        assert one.stated.rating is other.stated.rating
        assert one.target.aim == other.target.aim
    assert [block.months for block in report.blocks] == [block.months for block in workbook.blocks]
    assert not found(report, Severity.STOPS)


def test_every_repair_is_told_at_its_cell() -> None:
    report = read_workbook(REPORT)
    repairs = {f.at.a1: f.what for f in report.findings if f.code == "text-mended" and f.at}
    assert "18" not in repairs["A28"] and "letter is read as a digit" in repairs["A28"]
    assert "number is lost" in repairs["A4"]
    assert "mark-up" in repairs["K26"] or "run into" in repairs["K26"]
    assert "split in two" in repairs["B33"]
    assert "column of numbers is lost" in repairs["A2"]
    assert len(repairs) > 30
    assert report.blocks[0].title == ""


def test_rows_that_have_not_spilled_stay_as_they_are() -> None:
    rows = [["No.", "Performance Indicators", *(f"{m}-23" for m in ("Apr", "May", "Jun", "Jul",
             "Aug", "Sep"))], ["1", "a GREEN roof", *"123456"]]  # fmt: skip
    doubts = Doubts()
    assert mended(rows, "text", doubts) is rows
    assert not doubts.findings
