"""The council's own workbooks: every printed text, and both habits of withholding alike."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from packgen.ingest import read_workbook
from packgen.model.finding import Severity
from packgen.model.indicator import Observations
from packgen.model.observation import Figure, Gap, NoFigure, Unit
from packgen.model.period import Month, YearKind

DATA = Path(__file__).parents[1] / "data"
JUNE = DATA / "cef-scorecard-2023-06.xlsx"
SPLIT = DATA / "cef-scorecard-2023-06-split.xlsx"
EXPECTED = json.loads((DATA / "expected-public-2023-06.json").read_text("utf-8"))
WITHHELD = ["4", "18a", "18b", "18c", "21", "28"]


@pytest.fixture(scope="module")
def june() -> Observations:
    return read_workbook(JUNE)


@pytest.mark.parametrize("path", [JUNE, SPLIT], ids=["marked", "split"])
@pytest.mark.parametrize("expected", EXPECTED, ids=lambda each: each["no"])
def test_june_reads_as_expected(expected: dict, path: Path) -> None:  # type: ignore[type-arg]
    place = [each["no"] for each in EXPECTED].index(expected["no"])
    block, section, indicator = [
        (block, section, indicator)
        for block in read_workbook(path).blocks
        for section in block.sections
        for indicator in section.indicators
    ][place]
    assert {
        "no": indicator.number,
        "title": indicator.title,
        "section": section.title,
        "year": block.year.value,
        "rationale": indicator.rationale.text,
        "polarity": indicator.polarity_text,
        "target": indicator.target.text,
        "rag": indicator.stated.text,
        "notes": indicator.notes,
        "benchmarks": [
            [heading, observation.reading.text]
            for heading, observation in zip(
                block.headings.benchmarks, indicator.benchmarks, strict=True
            )
        ],
    } == {key: expected[key] for key in (
        "no", "title", "section", "year", "rationale", "polarity", "target", "rag", "notes",
        "benchmarks")}  # fmt: skip
    months = (*indicator.months, indicator.year_to_date)
    if expected["public_text"]:
        assert all(observation.mark for observation in months)
        assert not any(observation.mark for observation in indicator.benchmarks)
    else:
        assert not indicator.is_marked
        printed = {
            month.label: observation.reading.text
            for month, observation in zip(block.months, indicator.months, strict=True)
            if observation.reading.text
        }
        assert printed == expected["months"]
        assert indicator.year_to_date.reading.text == expected["year_to_date"]


def test_june_as_a_whole(june: Observations) -> None:
    assert (
        june.title == "Children, Education and Families: Performance Management Framework 2023/24"
    )
    assert june.position == Month(2023, 6)
    assert [block.title for block in june.blocks] == [
        "", "The following indicators are measured on a calendar year:"]  # fmt: skip
    assert [block.year for block in june.blocks] == [YearKind.FINANCIAL, YearKind.CALENDAR]
    assert [block.months[0] for block in june.blocks] == [Month(2023, 4), Month(2023, 1)]
    assert [len(block.months) for block in june.blocks] == [12, 12]
    assert [section.continued for block in june.blocks for section in block.sections] == [
        False, False, False, False, False, True]  # fmt: skip
    assert june.blocks[0].headings.benchmark_group == "Benchmarking and trend"
    assert [each.number for each in june.indicators if each.is_marked] == WITHHELD
    assert [(each.code, each.severity, str(each.at)) for each in june.findings] == [
        ("benchmark-heading-twice", Severity.LOOK, "Scorecard!H5")]  # fmt: skip
    assert "G5" in june.findings[0].what


def test_june_figures_marks_and_shared_rationales(june: Observations) -> None:
    named = {each.number: each for each in june.indicators}
    assert named["3"].months[2].reading == Figure("96%", Decimal(96), Decimal(96), Unit.PERCENT)
    assert named["3"].months[0].reading == NoFigure("", Gap.BLANK)
    assert named["26"].months[0].reading == Figure(
        "1.2% (88/7140)", Decimal("1.2"), Decimal("1.2"), Unit.PERCENT, 88, 7140)  # fmt: skip
    mark = named["18b"].months[0].mark
    assert mark is not None
    assert (mark.reason, mark.paragraphs, str(mark.at)) == ("para 3", (3,), "Scorecard!Z27")
    shared = {named[number].rationale.at for number in ("18a", "18b", "18c")}
    assert len(shared) == 1
    assert named["4"].rationale == named["5"].rationale
    assert named["5"].rationale != named["3"].rationale


def test_both_habits_give_equal_readings(june: Observations) -> None:
    split = read_workbook(SPLIT)
    assert (split.title, split.position) == (june.title, june.position)
    for one, other in zip(june.blocks, split.blocks, strict=True):
        assert (one.title, one.headings, one.months) == (other.title, other.headings, other.months)
        for left, right in zip(one.indicators, other.indicators, strict=True):
            assert [_without_places(each) for each in left.observations] == [
                _without_places(each) for each in right.observations
            ]
    at = next(each for each in split.indicators if each.number == "4").months[0].at
    assert str(at) == "Part 2!C4"


def _without_places(observation: object) -> object:
    mark = observation.mark  # type: ignore[attr-defined]
    return observation.reading, mark and (mark.reason, mark.paragraphs)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("name", "position", "filled"),
    [
        ("2023-04", Month(2023, 4), 1),
        ("2023-05", Month(2023, 5), 2),
        ("2024-03", Month(2024, 3), 12),
    ],
)
def test_other_months(name: str, position: Month, filled: int) -> None:
    observations = read_workbook(DATA / f"cef-scorecard-{name}.xlsx")
    assert observations.position == position
    indicators = list(observations.indicators)
    assert len(indicators) == 34
    assert sum(isinstance(each.reading, Figure) for each in indicators[0].months) == filled
    assert [each.number for each in indicators if each.is_marked] == WITHHELD
