"""More columns of figures than a page can hold."""

from pathlib import Path

import pytest

from packgen.errors import BuildStopped
from packgen.model.pack import Audience, Format
from packgen.pipeline import BuildRequest, build
from tests.ingest.sheets import write


def built(folder: Path, *, benchmarks: int = 0, years: int = 1, template: str = "scorecard") -> int:
    """Builds the public paper of one indicator with so many benchmarks, and months of so many
    years -> how many files were written."""
    heads = [f"Council {n} 2021/22" for n in range(benchmarks)]
    months = [f"{m}-{23 + y}" for y in range(years) for m in ("Apr", "May", "Jun", "Jul", "Aug",
              "Sep", "Oct", "Nov", "Dec")]  # fmt: skip
    header = ["No.", "Indicator", "Target", *heads, *months, "Year to Date"]
    figures = [f"{11 + n % 80}.5% (12/345)" for n in range(len(heads) + len(months) + 1)]
    source = write(folder, [["Scorecard 2023/24"], header, ["1", "Waits", "95%", *figures]])
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
