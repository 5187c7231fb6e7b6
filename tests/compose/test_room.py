"""More columns of figures than a page can hold."""

from pathlib import Path

import pytest

from packgen.errors import BuildStopped
from packgen.model.finding import Severity
from packgen.model.pack import Audience, Format
from packgen.pipeline import BuildRequest, build, check
from tests.ingest.sheets import write


def workbook(folder: Path, benchmarks: int, years: int, marked: str = "") -> Path:
    """One indicator with so many benchmarks, and months of so many years, written to a file."""
    heads = [f"Council {n} 2021/22" for n in range(benchmarks)]
    months = [f"{m}-{23 + y}" for y in range(years) for m in ("Apr", "May", "Jun", "Jul", "Aug",
              "Sep", "Oct", "Nov", "Dec")]  # fmt: skip
    header = ["No.", "Indicator", "Target", *heads, *months, "Year to Date", "Part 2"]
    figures = [f"{11 + n % 80}.5% (12/345)" for n in range(len(heads) + len(months) + 1)]
    row = ["1", "Waits", "95%", *figures, marked]
    return write(folder, [["Scorecard 2023/24"], header, row])


def built(folder: Path, *, benchmarks: int = 0, years: int = 1, template: str = "scorecard") -> int:
    """Builds its public paper -> how many files were written."""
    source = workbook(folder, benchmarks, years)
    request = BuildRequest(
        source, folder / "out", (Format.PDF,), (Audience.PUBLIC,), template=template
    )
    return len(build(request, lambda _: None).paths)


def test_what_fits_is_printed(tmp_path: Path) -> None:
    assert built(tmp_path, benchmarks=3)


@pytest.mark.parametrize(("benchmarks", "years"), [(30, 1), (0, 7), (500, 1)])
def test_more_is_refused_with_how_many_fit_and_what_to_do(
    tmp_path: Path, benchmarks: int, years: int
) -> None:
    with pytest.raises(BuildStopped) as stopped:
        built(tmp_path, benchmarks=benchmarks, years=years)
    (fault,) = stopped.value.faults
    assert f"{benchmarks + 9 * years + 1} columns of figures, and about" in fault.what
    assert 'template = "compact"' in fault.remedy
    assert not (tmp_path / "out").exists()


def test_the_number_told_does_fit(tmp_path: Path) -> None:
    with pytest.raises(BuildStopped) as stopped:
        built(tmp_path, benchmarks=60)
    fit = int(stopped.value.faults[0].what.partition("and about ")[2].split()[0])
    assert built(tmp_path, benchmarks=fit - 10)
    with pytest.raises(BuildStopped):
        built(tmp_path, benchmarks=fit)


def test_a_template_that_prints_fewer_periods_has_room(tmp_path: Path) -> None:
    assert built(tmp_path, years=7, template="compact")


def test_the_check_tells_it_as_the_build_does(tmp_path: Path) -> None:
    source = workbook(tmp_path, 30, 1)
    judged = check(source, lambda _: None)
    (finding,) = (f for f in judged.stops if f.code == "too-many-columns")
    assert finding.what.startswith("the table")
    assert "40 columns of figures, and about" in finding.what
    assert not finding.exempt
    with pytest.raises(BuildStopped) as stopped:
        built(tmp_path, benchmarks=30)
    assert finding.fault(source.name) in stopped.value.faults
    assert not check(workbook(tmp_path, 3, 1), lambda _: None).stops
    assert not check(source, lambda _: None, printed=False).stops


def test_what_the_part_2_paper_alone_can_t_hold_is_for_its_makers(tmp_path: Path) -> None:
    """Withheld figures are as wide as they are; what the public sees in their place is not."""
    for benchmarks in range(3, 30):
        judged = check(workbook(tmp_path, benchmarks, 1, "Part 2: para 2"), lambda _: None)
        found = [f for f in judged.stops if f.code == "too-many-columns"]
        if found:
            break
    (finding,) = found
    assert finding.exempt
    assert finding.severity is Severity.STOPS
    assert finding not in judged.findings((Audience.PUBLIC,))
